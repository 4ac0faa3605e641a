"""Which names, symbols and numbers stand where at one scale: what matters most asks first.

Everything is worked out in pixels of that scale, from the upper left of a region somewhat larger
than the view, so that a short pan needs no new layout. Nothing here knows Qt.
"""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from emerg.geodesy import FloatArray
from emerg.paper.labels import Box, Room, around, rings
from emerg.ui.map.along import keep_clear, set_along
from emerg.ui.map.features import Named, Spot, Style
from emerg.ui.map.in_view import EVERYWHERE, InView
from emerg.ui.map.sheet import Dot, Placed, Region, Sheet, SizeOf, middle

T = TypeVar("T", Spot, Named)

MARK_PX, INCIDENT_PX, ROAD_PX, SITE_PX, POST_PX = 25.0, 34.0, 18.0, 16.0, 20.0
DOT_PX: dict[Style, float] = {"region": 12.0, "prefecture": 10.0, "county": 7.0, "village": 5.0}
# A site's symbol may move aside this far from where it is [px].
ASIDE_PX = (12.0, 20.0)
# A place to hold it, or a depot, stands beside a number or the incident rather than not at all.
POST_ASIDE_PX = (*ASIDE_PX, 26.0, 40.0)
# Near by, numbers at one place stand around it: from these scales inwards (intakes, whose
# position is often only that of their town, and the rest), this far aside [px].
INTAKES_ASIDE_FROM, HITS_ASIDE_FROM = 330.0, 150.0
HITS_ASIDE_PX = (26.0, 44.0)
GAP_PX, POST_GAP_PX = 4.0, 7.0  # the words of a post begin with a sign of their own
EACH_STEP = 40  # so many symbols are placed in one go


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything placed in a region.

    `numbered` are the hits with room for their number, and how far that stands aside [px].
    """

    region: Region
    placed: tuple[Placed, ...]
    numbered: Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What asks for room, each list in order of importance.

    Attributes
    ----------
    origins : sequence of Spot
        Where it all comes from, to be named: the place on a road, the pond that leaks.
    """

    incident: tuple[float, float] | None = None
    origins: Sequence[Spot] = ()
    posts: Sequence[Spot] = ()
    plume: FloatArray | None = None
    hits: Sequence[Spot] = ()
    places: Sequence[Spot] = ()
    rivers: Sequence[Named] = ()
    lakes: Sequence[Spot] = ()
    sites: Sequence[Spot] = ()
    samples: Sequence[Spot] = ()
    stock: Sequence[Spot] = ()


def lay_out(wanted: Wanted, region: Region, size_of: SizeOf, view: InView = EVERYWHERE) -> Layout:
    """Place what is wanted in `region`, at once."""
    steps = laying_out(wanted, region, size_of, view)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            layout: Layout = end.value
            return layout


def laying_out(
    wanted: Wanted, region: Region, size_of: SizeOf, view: InView = EVERYWHERE
) -> Generator[None, None, Layout]:
    """Place what is wanted in `region`: incident, road, hits and who is sent, towns, the rest.

    A little with each step, for a view in which hundreds of names ask for room.

    Parameters
    ----------
    view : InView
        The part of the region that is in view, and what lies over it.
    """
    sheet = Sheet(region, size_of, Room(region.wide, region.high), view)
    numbered = _marks(sheet, wanted)
    yield
    cities = _dots(sheet, _of(wanted.places, "region", "prefecture"))
    counties = _dots(sheet, _of(wanted.places, "county"))
    sheet.names(cities)
    yield
    yield from _along(sheet, _of(wanted.rivers, "river"))
    sheet.names(counties)
    _lakes(sheet, wanted.lakes)
    yield
    for spots in (wanted.stock, wanted.sites):
        standing = yield from _standing(sheet, spots)
        sheet.names(standing)
        yield
    sheet.names(_dots(sheet, _of(wanted.places, "village")))
    yield
    yield from _along(sheet, _of(wanted.rivers, "stream"))
    return Layout(region, tuple(sheet.placed), numbered)


def _along(sheet: Sheet, rivers: Iterable[Named]) -> Iterator[None]:
    for river in rivers:
        set_along(sheet, river)
        yield


def _of(things: Iterable[T], *styles: Style) -> list[T]:
    return [thing for thing in things if thing.style in styles]


def _marks(sheet: Sheet, wanted: Wanted) -> dict[str, tuple[float, float]]:
    """Room for the incident, who closes first, who is sent, other hits; and for their names."""
    if wanted.incident is not None:
        x, y = sheet.region.px(*wanted.incident)
        sheet.room.first_free(rings(x, y, INCIDENT_PX, ()))
    _origins(sheet, wanted)
    numbered: dict[str, tuple[float, float]] = {}
    soonest, others = wanted.hits[:1], wanted.hits[1:]
    first = _numbers(sheet, soonest, INTAKES_ASIDE_FROM, numbered)
    posts = _symbols(sheet, wanted.posts, POST_PX, POST_ASIDE_PX, POST_GAP_PX)
    held, missed, depots = _by_use(posts)
    # These names come before numbers that stand aside close in on them: the headline speaks of the
    # one, and how it stands where it is held is said by nothing else on the map.
    with sheet.keeping_off(_own_places(sheet, _of(others, "site"))):
        sheet.first_names([*held, *_of_style(first, "hit")])
    intakes = _numbers(sheet, _of(others, "hit"), INTAKES_ASIDE_FROM, numbered)
    rest = _numbers(sheet, _of(others, "site"), HITS_ASIDE_FROM, numbered)
    sheet.first_names([*missed, *intakes, *depots])
    # All these names may cover the plume; no other may.
    sampled = _symbols(sheet, wanted.samples, SITE_PX, ASIDE_PX)
    if wanted.plume is not None:
        keep_clear(sheet, wanted.plume)
    sheet.names(sampled)
    sheet.names([*_of_style(first, "site"), *rest])
    return numbered


def _origins(sheet: Sheet, wanted: Wanted) -> None:
    """Where it comes from, with its name."""
    for spot, x, y in sheet.inside(wanted.origins):
        # Far away the incident stands over it: the name keeps clear of that.
        here = (spot.x, spot.y) == wanted.incident
        free = sheet.room.first_free(rings(x, y, ROAD_PX, ())) is not None
        size = ROAD_PX if free else INCIDENT_PX if here else 1.5 * INCIDENT_PX
        sheet.first_names([Dot(spot, x, y, size / 2 + GAP_PX)])


def _by_use(posts: Sequence[Dot]) -> tuple[list[Dot], list[Dot], list[Dot]]:
    """Where it may still be held, where that is too late, and who sends."""
    depots = [dot for dot in posts if dot.spot.symbol == "depot"]
    missed = [dot for dot in posts if dot.spot.style == "post_danger"]
    return [dot for dot in posts if dot not in (*depots, *missed)], missed, depots


def _own_places(sheet: Sheet, hits: Sequence[Spot]) -> list[Box]:
    """Where the numbers of hits stand if nothing else does."""
    return [box for _, x, y in sheet.inside(hits) for box in rings(x, y, MARK_PX, ())]


def _of_style(dots: Iterable[Dot], style: Style) -> list[Dot]:
    return [dot for dot in dots if dot.spot.style == style]


def _numbers(
    sheet: Sheet,
    hits: Sequence[Spot],
    aside_from: float,
    numbered: dict[str, tuple[float, float]],
) -> list[Dot]:
    """The numbers of hits, what matters most first.

    Near by they stand aside where one stands already; under a board, at every scale.
    """
    standing = []
    near = sheet.region.metres_per_px <= aside_from
    for spot, x, y in sheet.inside(hits):
        (here,) = rings(x, y, MARK_PX, ())
        aside = HITS_ASIDE_PX if near or sheet.view.covered(here) else ()
        box = sheet.stand(rings(x, y, MARK_PX, aside))
        if box is not None:
            at = middle(box)
            numbered[spot.key] = (at[0] - x, at[1] - y)
            standing.append(Dot(spot, *at, MARK_PX / 2 + GAP_PX))
    return standing


def _dots(sheet: Sheet, places: Sequence[Spot]) -> list[Dot]:
    """The dots of towns; none where a mark stands, whose room the name then keeps clear of."""
    found = []
    for spot, x, y in sheet.inside(places):
        size = DOT_PX[spot.style]
        free = sheet.room.first_free(rings(x, y, size, ())) is not None
        found.append(Dot(spot, x, y, (size if free else MARK_PX) / 2 + GAP_PX))
        if free:
            sheet.placed.append(
                Placed(x, y, spot.style, symbol=spot.symbol, size=size, key=spot.text)
            )
    return found


def _lakes(sheet: Sheet, lakes: Sequence[Spot]) -> None:
    for spot, x, y in sheet.inside(lakes):
        wide, high = sheet.size_of(spot.text, spot.style)
        upon = Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        places = [upon, *around(x, y, wide, high, GAP_PX)]
        seen = sheet.view.has(x, y)
        moved = sheet.view.moved_in(places) if seen else ()
        box = sheet.words([*places, *moved], seen=seen)
        if box is not None:
            sheet.placed.append(Placed(*middle(box), spot.style, text=spot.text))


def _symbols(
    sheet: Sheet,
    spots: Sequence[Spot],
    size: float,
    aside: Sequence[float],
    gap: float = GAP_PX,
) -> list[Dot]:
    """Symbols, moved a little aside where one stands already, or under a board."""
    found = (_symbol(sheet, *here, size, aside, gap) for here in sheet.inside(spots))
    return [dot for dot in found if dot is not None]


def _standing(sheet: Sheet, spots: Sequence[Spot]) -> Generator[None, None, list[Dot]]:
    """The symbols of sites, of which there may be thousands: some with each step."""
    standing = []
    for number, here in enumerate(sheet.inside(spots), start=1):
        dot = _symbol(sheet, *here, SITE_PX, ASIDE_PX)
        if dot is not None:
            standing.append(dot)
        if number % EACH_STEP == 0:
            yield
    return standing


def _symbol(
    sheet: Sheet,
    spot: Spot,
    x: float,
    y: float,
    size: float,
    aside: Sequence[float],
    gap: float = GAP_PX,
) -> Dot | None:
    box = sheet.stand(rings(x, y, size, aside))
    if box is None:
        return None
    at = middle(box)
    sheet.placed.append(Placed(*at, spot.style, symbol=spot.symbol, size=size, key=spot.key))
    return Dot(spot, *at, size / 2 + gap)
