"""A place on a road by what is said of it: which stretch, how far along, how far it may be off."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from emerg.errors import InputError
from emerg.geodata.gazetteer import find
from emerg.geodesy import along
from emerg.network.place import Foot
from emerg.network.said import Between, Named, Past, Position, read_said
from emerg.network.stakes import Posted, Stake, at_stake, stake_of
from emerg.playbooks.road_books import RoadBook, line_error_km
from emerg.playbooks.roads import EdgeRow, RoadMap, posts
from emerg.texts import Prose, Text
from emerg.usecases.on_book import OFF_ROAD_M, foot_on, junction_m, place_m

NO_BOOKS: Mapping[str, RoadBook] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Road:
    """A road as asked for: by its number, or one playbook's part of it.

    Attributes
    ----------
    name : str
        ``G318``, or the playbook's id.
    """

    name: str
    refs: tuple[str, ...]
    books: tuple[RoadBook, ...]
    stretches: tuple[str, ...]
    posts: tuple[Posted, ...]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where on the road.

    Attributes
    ----------
    stake_km : float or None
        None where the road has no posts there.
    doubt_km : float
        How far along the road it may be off.
    road_km : float or None
        As driven from the beginning of the playbook's road; None where no playbook has it.
    understood : Prose
        What was said, as it was understood.
    """

    road: Road
    row: EdgeRow
    fraction: float
    lon: float
    lat: float
    stake_km: float | None
    doubt_km: float
    road_km: float | None
    book: str | None
    understood: Prose


def find_road(roads: RoadMap, books: Mapping[str, RoadBook], asked: str) -> Road:
    """The road of this number or playbook id.

    Raises
    ------
    InputError
        There is none.
    """
    wanted = asked.strip()
    book = books.get(wanted.lower())
    if book is not None:
        refs = book.playbook.road.refs
        return Road(book.id, refs, (book,), book.stretches, book.posts)
    ref = wanted.split("-")[0].upper()
    known = sorted({ref for row in roads.edges.values() for ref in row.refs})
    if ref not in known or ("-" in wanted and books):
        names = [*books, *known]
        raise InputError(
            Text("{road} is not in the road network", road=asked),
            where=Text("road"),
            fix=Text("give one of: {names}", names=", ".join(names)),
        )
    theirs = tuple(book for book in books.values() if ref in book.playbook.road.refs)
    own = {name for book in theirs if book.own_posts for name in book.stretches}
    marked = [post for book in theirs if book.own_posts for post in book.posts]
    marked += [post for post in posts(roads, ref) if post.stretch not in own]
    stretches = tuple(row.id for row in roads.edges.values() if ref in row.refs)
    marked.sort(key=lambda post: (post.doubt_km, min(post.from_km, post.to_km)))
    return Road(ref, (ref,), theirs, stretches, tuple(marked))


def find_spot(roads: RoadMap, road: Road, words: str) -> Spot:
    """The place on `road` that `words` tell: a stake, lon,lat, a place, between two, past one.

    Raises
    ------
    InputError
        It is on another road, beyond its posts, far from it, or cannot be told apart.
    """
    said = read_said(words)
    if isinstance(said, Stake):
        return _at_stake(roads, road, said)
    if isinstance(said, Position):
        foot = foot_on(roads, road.stretches, said.lon, said.lat)
        name = f"{said.lon:.4f},{said.lat:.4f}"
        if foot.distance_m > OFF_ROAD_M:
            raise _far(road, name, foot)
        return _atfoot_on(roads, road, foot, name)
    if isinstance(said, Named):
        return _named(roads, road, said)
    return _along(roads, road, said)


def _at_stake(roads: RoadMap, road: Road, said: Stake) -> Spot:
    if said.ref is not None and said.ref not in road.refs:
        raise InputError(
            Text(
                "the stake is on {other}, the road asked for is {road}",
                other=said.ref,
                road=road.name,
            ),
            where=Text("stake"),
            fix=Text("name one road"),
        )
    at = at_stake(road.posts, said.km, road.name)
    text = Text("by its posts")
    return _spot(roads, road, at.stretch, at.fraction, at.doubt_km, text, said.km)


def _atfoot_on(roads: RoadMap, road: Road, foot: Foot, name: Prose) -> Spot:
    return _spot(roads, road, foot.id, foot.fraction, line_error_km(roads, foot.id), name)


def _spot(
    roads: RoadMap,
    road: Road,
    stretch: str,
    fraction: float,
    doubt_km: float,
    understood: Prose,
    stake_km: float | None = None,
) -> Spot:
    lon, lat = along(roads.lines[stretch], fraction)
    book = next((book for book in road.books if stretch in book.alignment), None)
    return Spot(
        road,
        roads.edges[stretch],
        fraction,
        lon,
        lat,
        stake_of(road.posts, stretch, fraction) if stake_km is None else stake_km,
        doubt_km,
        None if book is None else book.alignment.distance_m(stretch, fraction) / 1000,
        None if book is None else book.id,
        understood,
    )


def _named(roads: RoadMap, road: Road, said: Named) -> Spot:
    for book in road.books:
        metres = junction_m(roads, book, said.name)
        if metres is not None:
            stretch, fraction = book.alignment.at(metres)
            doubt = line_error_km(roads, stretch)
            return _spot(roads, road, stretch, fraction, doubt, said.name)
    for place in find(said.name, 3):
        if place.lon is not None and place.lat is not None:
            foot = foot_on(roads, road.stretches, place.lon, place.lat)
            if foot.distance_m <= OFF_ROAD_M:
                return _atfoot_on(roads, road, foot, place.name)
    raise InputError(
        Text("'{name}' is no place on {road}", name=said.name, road=road.name),
        where=Text("stake"),
        fix=Text(
            "write K4820+300, lon,lat, a place on the road, between A and B, or 12 km past A "
            "towards B"
        ),
    )


def _along(roads: RoadMap, road: Road, said: Between | Past) -> Spot:
    """Between two places, or past one: reckoned on the playbook that has both."""
    other = said.b if isinstance(said, Between) else said.to
    for book in road.books:
        here = place_m(roads, book, said.a)
        there = place_m(roads, book, other) if other else None
        if here is None or (other and there is None):
            continue
        if isinstance(said, Between):
            assert there is not None
            return _between(roads, road, book, (here, there), said)
        if there is None or there == here:
            raise InputError(
                Text("which way from {name}?", name=said.a),
                where=Text("stake"),
                fix=Text(
                    "name the next town: {km} km past {name} towards …",
                    name=said.a,
                    km=f"{said.km:g}",
                ),
            )
        goal = here + said.km * 1000 * (1 if there > here else -1)
        if not 0 <= goal <= book.alignment.length_m:
            raise InputError(
                Text("{km} km from {name} the road has ended", km=f"{said.km:g}", name=said.a),
                where=Text("stake"),
                fix=Text(
                    "{road} is {km} km long: check place and distance",
                    road=book.id,
                    km=f"{book.alignment.length_m / 1000:.0f}",
                ),
            )
        stretch, fraction = book.alignment.at(goal)
        # What was said counts kilometres; the way as drawn differs by some per cent of them.
        doubt = line_error_km(roads, stretch) + 0.1 * said.km
        text = Text("{km} km from {a} towards {b}", km=f"{said.km:g}", a=said.a, b=said.to)
        return _spot(roads, road, stretch, fraction, doubt, text)
    raise InputError(
        Text(
            "no playbook of {road} has {names}",
            road=road.name,
            names=tuple(filter(None, (said.a, other))),
        ),
        where=Text("stake"),
        fix=Text("name places on the road, or give lon,lat"),
    )


def _between(
    roads: RoadMap, road: Road, book: RoadBook, ends: tuple[float, float], said: Between
) -> Spot:
    stretch, fraction = book.alignment.at(sum(ends) / 2)
    doubt = abs(ends[1] - ends[0]) / 2000 + line_error_km(roads, stretch)
    text = Text("between {a} and {b}: the middle", a=said.a, b=said.b)
    return _spot(roads, road, stretch, fraction, doubt, text)


def _far(road: Road, name: Prose, foot: Foot) -> InputError:
    return InputError(
        Text(
            "{name} lies {km} km from {road}",
            name=name,
            km=f"{foot.distance_m / 1000:.1f}",
            road=road.name,
        ),
        where=Text("stake"),
        fix=Text(
            "the road is nearest at {lon}, {lat}: check position and road",
            lon=f"{foot.lon:.4f}",
            lat=f"{foot.lat:.4f}",
        ),
    )


def stake_words(spot: Spot) -> str:
    """Road and stake as they stand on a post: G318 K4820+300; the road alone without posts."""
    if spot.stake_km is None:
        return spot.road.name
    return f"{spot.road.name} {post_words(spot.stake_km)}"


def post_words(stake_km: float) -> str:
    """A kilometre as it is written on a post.

    >>> post_words(4820.3)
    'K4820+300'
    """
    metres = round(stake_km * 1000)
    return f"K{metres // 1000}+{metres % 1000:03d}"
