"""Where: coordinates, river and km, a pond, road and stake, a place of a playbook, or a town."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from emerg.errors import InputError
from emerg.geodata.coordinates import parse_position
from emerg.geodata.datums import Datum
from emerg.geodata.gazetteer import find
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import Site, Stem
from emerg.response.incident import Where
from emerg.response.locate import Located, locate
from emerg.texts import Bilingual, Lang, Text, render
from emerg.ui.drained import Drained, drained
from emerg.ui.known_ponds import NO_DAMS, Dams, PondSpot
from emerg.ui.known_roads import KnownRoads
from emerg.ui.typed import ponds
from emerg.ui.typed.coordinates import looks_like_coordinates
from emerg.ui.typed.place_words import place_echo, road_echo
from emerg.ui.typed.plain import letters_of, not_known, plain
from emerg.ui.typed.stakes import Said, refuse_half_a_stake, said_on_road, where_of

WHERE = Text("1 Where")
# Between a name and what tells it from others of the same name.
DOT = " · "
SURE = 90  # of a gazetteer's score: the very name, or one that begins so

_RIVER_KM = re.compile(
    r"(?P<river>\D.*?)[ ,:]*(?:km|k|里程)? ?(?P<km>\d+(?:\.\d+)?) ?(?:km|公里|千米)?"
    r"(?:处|附近|左右)?",
    re.IGNORECASE,
)
CHOICES = 4


@dataclass(frozen=True, slots=True)
class Understood:
    """The place as understood: how to ask for it, where it lies, and the sentence to show.

    Attributes
    ----------
    road : Drained or None
        Of a place on a road; then `located` is where the river takes up what is spilled.
    pond : PondSpot or None
        Of a tailings pond; then `located` is where its leak is taken to enter a river.
    """

    where: Where
    located: Located
    echo: Text
    road: Drained | None = None
    pond: PondSpot | None = None

    @property
    def doubted(self) -> bool:
        """Whether another river may be meant."""
        told = self.road or self.pond
        return bool(self.located.others or (told is not None and told.others))


def read_where(
    text: str,
    datum: Datum,
    rivers: Rivers,
    roads: KnownRoads | None = None,
    dams: Dams = NO_DAMS,
) -> Understood:
    """The place that `text` means.

    Raises
    ------
    InputError
        Nothing typed, nothing found, more than one place of that name, or none on a loaded river.
    """
    if not_known(text):
        raise InputError(
            Text("the place of the incident is missing"),
            where=WHERE,
            fix=Text(
                "type coordinates, river and km, or a place; or pick it on the map. Not known: the "
                "nearest bridge or town"
            ),
        )
    said = plain(text)
    spot = ponds.pond_at(said, dams, rivers)
    if spot is not None:
        return _at_pond(spot, rivers)
    where = _coordinates(said, datum) or river_km(said, rivers)
    if where is None:
        on_road = said_on_road(said)
        if on_road is not None and (on_road.is_stake or _site(said, rivers) is None):
            return _on_road(on_road, rivers, roads)
        where = _named(said, rivers)
        spot = ponds.pond_at(said, dams, rivers, loosely=True) if where.place else None
        if spot is not None:
            return _at_pond(spot, rivers)
    located = locate(rivers, where)
    return Understood(where, located, place_echo(rivers, located))


def _at_pond(spot: PondSpot, rivers: Rivers) -> Understood:
    located = ponds.located(spot, rivers)
    return Understood(spot.where, located, ponds.pond_echo(spot, rivers), pond=spot)


def _on_road(said: Said, rivers: Rivers, roads: KnownRoads | None) -> Understood:
    where = where_of(said, roads, _river_named(said.river, rivers))
    found = None if roads is None else drained(roads, rivers, where)
    assert found is not None
    located = locate(rivers, Where(river=found.way.river, km=found.way.km))
    return Understood(where, located, road_echo(rivers, located, found), found)


def _river_named(name: str, rivers: Rivers) -> str | None:
    """The river of that name, or one so named in the network."""
    if not name:
        return None
    stem = _stem(name, rivers)
    if stem is not None:
        return stem.id
    network = rivers.network
    alike = [river for river in network.rivers if name in _both(network.name(river))]
    if not alike:
        raise InputError(
            Text("no river is called '{name}'", name=name),
            where=WHERE,
            fix=Text("leave it out: the likeliest is taken"),
        )
    return alike[0]


def _both(name: Bilingual) -> tuple[str, str]:
    return name.zh, name.en


def _coordinates(said: str, datum: Datum) -> Where | None:
    if not looks_like_coordinates(said):
        return None
    lon, lat = parse_position(said, where=WHERE)
    return Where(lon=lon, lat=lat, datum=datum)


def river_km(said: str, rivers: Rivers) -> Where | None:
    """River and km; a name may stand before it, as in ``达孜大桥 · 拉萨河 463``."""
    found = _RIVER_KM.fullmatch(said.split(plain(DOT))[-1].strip())
    if found is None:
        return None
    stem = _stem(found["river"].strip(), rivers)
    return None if stem is None else Where(river=stem.id, km=float(found["km"]))


def stems(rivers: Rivers) -> Iterator[Stem]:
    """Every river with a name."""
    for book in rivers.playbooks.values():
        yield from book.river.stems


def names_of(stem: Stem) -> tuple[str, ...]:
    """What a river may be called."""
    english, short, code = stem.name.en.casefold(), short_name(stem), stem.code.casefold()
    return stem.name.zh, english, short, code, stem.id, stem.id.rpartition("/")[2]


def short_name(stem: Stem) -> str:
    """The English name of a river, lower case, without the word for river."""
    return re.sub(r" (river|qu|zangbo|tsangpo)$", "", stem.name.en.casefold())


def _stem(name: str, rivers: Rivers) -> Stem | None:
    """The river of that very name; the playbook's own river before a tributary.

    The first letters of a Chinese name are one too, unless two rivers share them.
    """
    wanted = name.casefold()
    found = [stem for stem in stems(rivers) if wanted in names_of(stem)]
    if not found:
        read = [s for s in stems(rivers) if s.name_confirmed and letters_of(s.name.zh) == wanted]
        found = read if len({stem.name.zh for stem in read}) == 1 else []
    return min(found, key=lambda stem: (stem.id.count("/"), stem.id), default=None)


def listed(rivers: Rivers) -> Iterator[Site]:
    """Places that lie on a river; what is invented for drills is nowhere."""
    for book in rivers.playbooks.values():
        yield from (s for s in book.sites if s.km is not None and s.confidence != "example")


def _named(said: str, rivers: Rivers) -> Where:
    """A site by its very name, a town, then a site whose name holds what was said."""
    where = _site(said, rivers)
    if where is None:
        _refuse_river_alone(said, rivers)
        where = _town(said) or _site_like(said, rivers)
    if where is None:
        refuse_half_a_stake(said)
        where = Where(place=said.split(plain(DOT))[0].strip())
    return where


def _refuse_river_alone(said: str, rivers: Rivers) -> None:
    """A whole river is no place: ask for the km rather than take some site of that name."""
    wanted = said.casefold()
    for stem in stems(rivers):
        if wanted in (stem.name.zh, stem.name.en.casefold()):
            parts = rivers.network.rivers[stem.id]
            raise InputError(
                Text("the km on {river} is missing", river=stem.name),
                where=WHERE,
                fix=Text(
                    "write it behind the name, from {low} to {high}; or pick it on the map",
                    low=f"{parts[0].from_m / 1000:.1f}",
                    high=f"{parts[-1].to_m / 1000:.1f}",
                ),
            )


def _site(said: str, rivers: Rivers) -> Where | None:
    """A place of a playbook by its very name."""
    wanted = said.casefold()
    return _only(said, rivers, lambda site: wanted in _site_names(site))


def _site_like(said: str, rivers: Rivers) -> Where | None:
    """The one place of a playbook whose name holds what was said."""
    wanted = said.casefold()
    return _only(said, rivers, lambda site: any(wanted in name for name in _site_names(site)[:2]))


def _site_names(site: Site) -> tuple[str, str, str]:
    return site.name.zh.casefold(), site.name.en.casefold(), site.id.casefold()


def _only(said: str, rivers: Rivers, fits: Callable[[Site], bool]) -> Where | None:
    """Where the site lies that fits; several are never chosen from silently."""
    found = {(site.river, site.km): site for site in listed(rivers) if fits(site)}
    if len(found) > 1:
        choices = sorted(found.values(), key=lambda site: (len(site.name.zh), site.id))[:CHOICES]
        raise InputError(
            Text("{n} places fit '{name}'", n=len(found), name=said),
            where=WHERE,
            fix=Text(
                "choose one: {known}",
                known=tuple(
                    Bilingual(site_line(s, rivers, "zh"), site_line(s, rivers, "en"))
                    for s in choices
                ),
            ),
        )
    return next((Where(river=river, km=km) for river, km in found), None)


def _town(said: str) -> Where | None:
    name, _, inside = (part.strip() for part in said.partition(plain(DOT)))
    for town in find(name, 20):
        placed = town.lon is not None and town.score >= SURE
        if placed and (not inside or inside in (town.county, town.prefecture)):
            return Where(lon=town.lon, lat=town.lat)
    return None


def site_line(site: Site, rivers: Rivers, lang: Lang) -> str:
    """A place of a playbook as a line that is understood again."""
    river = render(rivers.network.name(site.river), lang)
    return f"{render(site.name, lang)}{DOT}{river} {site.km or 0.0:.1f} km"
