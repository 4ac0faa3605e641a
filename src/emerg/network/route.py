"""The quickest way by road from one place to another; cut off is an answer."""

from dataclasses import dataclass
from itertools import pairwise
from math import inf, isfinite

from emerg.network.road import Conditions, Net, Roads, hours_of


@dataclass(frozen=True, slots=True)
class OnRoad:
    """A place on the network: a junction, or so far along a stretch from its start.

    Attributes
    ----------
    off_road_m : float
        From the place asked for to the road as drawn [m].
    """

    lon: float
    lat: float
    junction: str | None = None
    stretch: str | None = None
    fraction: float = 0.0
    off_road_m: float = 0.0


@dataclass(frozen=True, slots=True)
class Leg:
    """A stretch of the way, or the part of it that is driven."""

    stretch: str
    hours: float
    length_m: float
    backwards: bool


@dataclass(frozen=True, slots=True)
class Route:
    """The way, leg by leg."""

    legs: tuple[Leg, ...]

    @property
    def hours(self) -> float:
        return sum(leg.hours for leg in self.legs)

    @property
    def length_m(self) -> float:
        return sum(leg.length_m for leg in self.legs)


@dataclass(frozen=True, slots=True)
class Door:
    """A junction by which a place is left or reached, and the leg between them."""

    junction: str
    leg: Leg | None

    @property
    def hours(self) -> float:
        return 0.0 if self.leg is None else self.leg.hours


def route(roads: Roads, net: Net, conditions: Conditions, a: OnRoad, b: OnRoad) -> Route | None:
    """The quickest way from `a` to `b` on the open roads; None where no road leads there."""
    leaving = doors(roads, conditions, a, leaving=True)
    reaching = doors(roads, conditions, b, leaving=False)
    best, way = along_one(roads, conditions, a, b)
    if leaving and reaching:
        starts = [net.number[door.junction] for door in leaving]
        sweep = net.sweep(starts)
        for i, door in enumerate(leaving):
            for goal in reaching:
                total = door.hours + goal.hours + sweep.hours[i, net.number[goal.junction]]
                if total < best:
                    best = float(total)
                    way = (
                        *([] if door.leg is None else [door.leg]),
                        *_legs(roads, net, sweep.way(i, net.number[goal.junction])),
                        *([] if goal.leg is None else [goal.leg]),
                    )
    return Route(way) if isfinite(best) else None


def doors(roads: Roads, conditions: Conditions, place: OnRoad, *, leaving: bool) -> list[Door]:
    """By which junctions a place is left, or reached; none where it is closed."""
    if place.junction is not None:
        return [] if place.junction in conditions.closed else [Door(place.junction, None)]
    assert place.stretch is not None
    stretch = roads.stretches[place.stretch]
    hours = hours_of(stretch, conditions)
    if not isfinite(hours):
        return []
    found = []
    for end, share, backwards in (
        (stretch.end, 1 - place.fraction, not leaving),
        (stretch.start, place.fraction, leaving),
    ):
        if backwards and stretch.one_way:
            continue
        leg = Leg(stretch.id, hours * share, stretch.length_m * share, backwards)
        found.append(Door(end, leg if share > 0 else None))
    return found


def along_one(
    roads: Roads, conditions: Conditions, a: OnRoad, b: OnRoad
) -> tuple[float, tuple[Leg, ...]]:
    """The way along one stretch, where both stand on it."""
    if a.junction is not None and a.junction == b.junction:
        return (inf if a.junction in conditions.closed else 0.0), ()
    if a.stretch is None or a.stretch != b.stretch:
        return inf, ()
    stretch, share = roads.stretches[a.stretch], b.fraction - a.fraction
    hours = hours_of(stretch, conditions)
    if not isfinite(hours) or (share < 0 and stretch.one_way):
        return inf, ()
    leg = Leg(stretch.id, hours * abs(share), stretch.length_m * abs(share), share < 0)
    return leg.hours, ((leg,) if share else ())


def _legs(roads: Roads, net: Net, way: tuple[int, ...]) -> list[Leg]:
    legs = []
    for tail, head in pairwise(way):
        name, hours = net.between(tail, head)
        stretch = roads.stretches[name]
        legs.append(Leg(name, hours, stretch.length_m, stretch.start != net.order[tail]))
    return legs
