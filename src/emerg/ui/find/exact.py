"""What says exactly where: a position in any datum, a road and its stake, a river and its km."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from emerg.errors import InputError
from emerg.geodata.coordinates import check_position, parse_position, to_wgs84
from emerg.geodata.datums import Datum
from emerg.geodata.notation import from_gauss, written
from emerg.playbooks.rivers import Rivers
from emerg.response.incident import Where
from emerg.response.locate import locate
from emerg.texts import Prose, Text
from emerg.ui.find.found import Found, GoTo, Kind, Say
from emerg.ui.known_ponds import NO_DAMS, Dams
from emerg.ui.known_roads import KnownRoads
from emerg.ui.questions import DATUM_WORDS
from emerg.ui.typed.coordinates import looks_like_coordinates
from emerg.ui.typed.place_words import place_echo
from emerg.ui.typed.places import river_km
from emerg.ui.typed.stakes import WHERE, Said, said_on_road
from emerg.usecases.spot import find_road, find_spot, stake_words

# A position is offered as each of these; CGCS2000 is WGS 84 as far as a map goes.
DATUMS: tuple[Datum, ...] = ("wgs84", "gcj02", "bd09")
# Two figures with something between them: a position that is meant to be whole.
_TWO = re.compile(r"\d[^\d.-]+\d")
# X to the north and Y to the east with its zone, in metres, as they are written here.
_PLANE = re.compile(
    r"X? ?(?P<north>\d{7}(?:\.\d+)?)[ ,;]+Y? ?(?P<east>\d{8}(?:\.\d+)?)(?: ?\(.*\))?",
    re.IGNORECASE,
)
# A road whose place is still to come.
_BEGUN = re.compile(r"[GSXY] ?\d{1,4} ?K?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Known:
    """Where things are looked for."""

    rivers: Rivers
    roads: KnownRoads | None = None
    dams: Dams = field(default_factory=lambda: NO_DAMS)


def exact(said: str, known: Known) -> list[Found]:
    """What `said` means exactly; of what is meant so and cannot be, one that says why not."""
    if on_plane := _PLANE.fullmatch(said):
        north, east = float(on_plane["north"]), float(on_plane["east"])
        return _one("position", said, lambda: _plane(north, east))
    if looks_like_coordinates(said):
        return list(_positions(said)) if _TWO.search(said) else []
    roads, on_road = known.roads, said_on_road(said)
    if _BEGUN.fullmatch(said):
        return []
    if on_road is not None and roads is not None:
        return _one("stake", said, lambda: _stake(roads, on_road))
    where = river_km(said, known.rivers)
    return [] if where is None else _one("river_km", said, lambda: _on_river(known.rivers, where))


def _positions(said: str) -> Iterator[Found]:
    """The position in every datum that a telephone may mean; once where it cannot be meant."""
    try:
        given = parse_position(said, where=WHERE)
    except InputError as error:
        yield _refused("position", said, error)
        return
    for datum in DATUMS:
        lon, lat = to_wgs84(*given, datum)
        name = f"{lon:.5f}, {lat:.5f}"
        yield Found("position", name, DATUM_WORDS[datum], GoTo(lon, lat, name))


def _plane(north_m: float, east_m: float) -> Found:
    lon, lat = from_gauss(north_m, east_m)
    check_position(lon, lat, where=WHERE)
    name = written(lon, lat, "decimal")
    return Found("position", name, written(lon, lat, "gauss"), GoTo(lon, lat, name))


def _on_river(rivers: Rivers, where: Where) -> Found:
    found = locate(rivers, where)
    name = Text(
        "{river} km {km}",
        river=rivers.network.name(found.place.reach.river),
        km=f"{found.place.chainage_m / 1000:.1f}",
    )
    return Found("river_km", name, place_echo(rivers, found), GoTo(found.lon, found.lat, name))


def _stake(roads: KnownRoads, said: Said) -> Found:
    spot = find_spot(roads.network, find_road(roads.network, roads.books, said.road), said.place)
    name = stake_words(spot)
    detail = Text("{name}, ± {doubt} km", name=spot.row.name, doubt=f"{spot.doubt_km:.3g}")
    return Found("stake", name, detail, GoTo(spot.lon, spot.lat, name))


def _one(kind: Kind, said: str, read: Callable[[], Found]) -> list[Found]:
    try:
        return [read()]
    except InputError as error:
        return [_refused(kind, said, error)]


def _refused(kind: Kind, said: str, error: InputError) -> Found:
    problem = error.problems[0]
    words: Prose = Text("× {what}. {fix}", what=problem.what, fix=problem.fix)
    return Found(kind, said, words, Say(words))
