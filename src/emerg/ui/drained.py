"""From a place on a road to the river that a spill there is taken to reach."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from emerg.errors import InputError
from emerg.playbooks.rivers import Rivers
from emerg.response.incident import Scenario, Start, Where
from emerg.response.receiving import REASONS, Receiving
from emerg.texts import Prose, Text
from emerg.ui.known_roads import KnownRoads
from emerg.usecases.on_road import on_river
from emerg.usecases.road import road_point
from emerg.usecases.spot import Spot, stake_words

WHERE = Text("1 Where")


@dataclass(frozen=True, slots=True)
class Drained:
    """A place on a road.

    Attributes
    ----------
    way : Receiving
        Into the river that was chosen; the likeliest where none was.
    others : tuple of Receiving
        Into those it may be instead.
    chosen : bool
        Not the likeliest: somebody knows better.
    """

    spot: Spot
    way: Receiving
    others: tuple[Receiving, ...]
    chosen: bool

    @property
    def stake(self) -> str:
        """Road and post."""
        return stake_words(self.spot)


def drained(known: KnownRoads, rivers: Rivers, where: Where) -> Drained | None:
    """Where the road and stake of `where` drain to; None without a road.

    Raises
    ------
    InputError
        As of `road_point`; or the river asked for is not one of those below the place.
    """
    if where.road is None or where.stake is None:
        return None
    found = road_point(known.network, rivers, where.road, where.stake, books=known.books)
    likeliest = found.receiving[0]
    wanted = likeliest.river if where.river is None else where.river
    way = next((one for one in found.receiving if one.river == wanted), None)
    if way is None:
        raise InputError(
            Text("{river} is not below this place", river=rivers.network.name(wanted)),
            where=WHERE,
            fix=Text(
                "choose one: {known}",
                known=tuple(rivers.network.name(one.river) for one in found.receiving),
            ),
        )
    others = tuple(one for one in found.receiving if one is not way)
    return Drained(found.spot, way, others, way is not likeliest)


def put_on_river(scenario: Scenario, known: KnownRoads | None, rivers: Rivers) -> Scenario:
    """The scenario where its spill reaches a river: the one chosen, or the likeliest.

    Raises
    ------
    InputError
        As of `drained`.
    """
    found = None if known is None else drained(known, rivers, scenario.where)
    if known is None or found is None:
        return scenario
    plain = replace(scenario, where=replace(scenario.where, river=None, km=None))
    likeliest = on_river(plain, known.network, rivers, known.books)
    if not found.chosen:
        return likeliest
    way, start = found.way, scenario.start
    return replace(
        likeliest,
        where=replace(scenario.where, river=way.river, km=way.km),
        start=None
        if start is None
        else Start(start.earliest, start.latest + timedelta(hours=way.delay_h[1])),
        notes=(
            *likeliest.notes,
            Text(
                "Taken instead: {river} km {km}, {m} m away ({how}); there after {least} to "
                "{most} h",
                river=rivers.network.name(way.river),
                km=f"{way.km:.1f}",
                m=f"{way.distance_m:.0f}",
                how=REASONS[way.reason],
                least=f"{way.delay_h[0]:.1f}",
                most=f"{way.delay_h[1]:.1f}",
            ),
        ),
    )


def chain_words(found: Drained, rivers: Rivers, hits: int | None) -> Iterator[Prose]:
    """Road, way and river as the map says them; the places hit once there is an answer."""
    spot, way = found.spot, found.way
    yield Text("{stake} (± {doubt} km)", stake=found.stake, doubt=f"{spot.doubt_km:.3g}")
    yield Text(
        "{how}, {m} ± {doubt} m",
        how=REASONS[way.reason],
        m=f"{way.distance_m:.0f}",
        doubt=f"{way.doubt_m:.0f}",
    )
    yield Text("{river} km {km}", river=rivers.network.name(way.river), km=f"{way.km:.1f}")
    if hits is not None:
        yield Text("{n} places on the way", n=hits)
