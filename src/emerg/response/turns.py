"""A route as a driver reads it: along which road, how far, past what, to where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from emerg.network.route import Leg, OnRoad, Route
from emerg.network.stakes import stake_of
from emerg.playbooks.roads import RoadMap, posts
from emerg.texts import Bilingual, Prose, Text

# What a driver sees and can check the way by.
LANDMARKS = ("seat", "town", "pass", "bridge", "port")


@dataclass(frozen=True, slots=True)
class Turn:
    """A part of the way on one road.

    Attributes
    ----------
    after_km, after_h : float
        From the start of the route to the end of this part.
    from_stake, to_stake : float or None
        Kilometres of the posts at both ends, where the road has any.
    rough : bool
        Part of the line is schematic (class D).
    """

    road: Prose
    to: Prose
    via: tuple[Prose, ...]
    length_km: float
    hours: float
    after_km: float
    after_h: float
    from_stake: float | None = None
    to_stake: float | None = None
    rough: bool = False


def turns(
    roads: RoadMap, route: Route, start: OnRoad, goal: OnRoad, name: Prose
) -> tuple[Turn, ...]:
    """The route, one row for every road it follows; the last ends at the goal, so named."""
    found: list[Turn] = []
    km = hours = 0.0
    groups = list(_by_road(roads, route.legs))
    for number, (road, legs) in enumerate(groups, start=1):
        km += sum(leg.length_m for leg in legs) / 1000
        hours += sum(leg.hours for leg in legs)
        last = number == len(groups)
        seen = tuple(_landmarks(roads, legs if last else legs[:-1], last=last))
        stakes = _stakes(roads, road, legs, start if number == 1 else None, goal if last else None)
        found.append(
            Turn(
                road,
                name if last else _end(roads, legs[-1]),
                seen,
                sum(leg.length_m for leg in legs) / 1000,
                sum(leg.hours for leg in legs),
                km,
                hours,
                *stakes,
                rough=any(roads.edges[leg.stretch].accuracy == "D" for leg in legs),
            )
        )
    return tuple(found)


def _by_road(roads: RoadMap, legs: Sequence[Leg]) -> Iterator[tuple[Prose, list[Leg]]]:
    """Legs by the number of their road; one that has none, or two, stays on the road it is on."""
    on = ""

    def number(leg: Leg) -> str:
        nonlocal on
        refs = roads.edges[leg.stretch].refs
        on = on if on in refs else next(iter(refs), leg.stretch)
        return on

    for ref, group in groupby(legs, number):
        found = list(group)
        named = ref in roads.edges
        yield (roads.edges[ref].name if named else Bilingual(ref)), found


def _end(roads: RoadMap, leg: Leg) -> Bilingual:
    row = roads.edges[leg.stretch]
    return roads.nodes[row.from_node if leg.backwards else row.to_node].name


def _landmarks(roads: RoadMap, legs: Sequence[Leg], *, last: bool) -> Iterator[Prose]:
    """Towns, passes and bridges passed on the way; what the last leg leads to is not passed."""
    for leg in legs[: len(legs) - 1 if last else len(legs)]:
        row = roads.edges[leg.stretch]
        node = roads.nodes[row.from_node if leg.backwards else row.to_node]
        if node.kind in LANDMARKS:
            yield node.name


def _stakes(
    roads: RoadMap, road: Prose, legs: Sequence[Leg], start: OnRoad | None, goal: OnRoad | None
) -> tuple[float | None, float | None]:
    """The stakes at both ends; `start` and `goal` are where the way itself begins and ends."""
    marked = posts(roads, road.zh) if isinstance(road, Bilingual) else ()
    first, last = legs[0], legs[-1]
    begins, ends = float(first.backwards), float(not last.backwards)
    if start is not None and start.stretch == first.stretch:
        begins = start.fraction
    if goal is not None and goal.stretch == last.stretch:
        ends = goal.fraction
    return stake_of(marked, first.stretch, begins), stake_of(marked, last.stretch, ends)


def turn_words(turn: Turn) -> Text:
    """One row as a sentence."""
    return Text(
        "{road}: {km} km to {to}{via}",
        road=turn.road,
        km=f"{turn.length_km:.0f}",
        to=turn.to,
        via=Text(" (past {names})", names=turn.via) if turn.via else "",
    )
