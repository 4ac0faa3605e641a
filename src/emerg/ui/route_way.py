"""The way by road as the window tells it: between two places, as the roads are today."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from emerg.errors import InputError
from emerg.geodata.gazetteer import find
from emerg.geodesy import FloatArray, step_lengths_m
from emerg.network.driving import conditions, load_driving
from emerg.playbooks.roads import RoadMap
from emerg.texts import Bilingual, Lang, Prose, Text, render
from emerg.ui.typed.plain import plain
from emerg.units import drive_h
from emerg.usecases.route import Routed, routed

INCIDENT = Text("incident")
# What stands for the place of the incident in a box.
INCIDENT_WORDS = {"incident", "事发点", "事故点", "事发地", "现场"}
# A place farther than this from the road as drawn is told to be.
OFF_ROAD_M = 500.0


@dataclass(frozen=True, slots=True)
class RouteAsked:
    """From where to where, and how the roads are."""

    start: str = ""
    goal: str = ""
    night: bool = False
    snow: bool = False
    convoy: bool = False

    @property
    def whole(self) -> bool:
        """Whether both ends are named."""
        return bool(self.start.strip() and self.goal.strip())

    @property
    def with_incident(self) -> bool:
        """Whether one end is the incident, which may move."""
        return means_incident(self.start) or means_incident(self.goal)


@dataclass(frozen=True, slots=True, eq=False)
class RouteFound:
    """The answer: the way, if any leads there, its line (lon/lat), and how many are closed."""

    roads: RoadMap
    routed: Routed
    line: FloatArray | None
    closed: int


def means_incident(words: str) -> bool:
    """Whether a box names the place of the incident."""
    return plain(words).casefold() in INCIDENT_WORDS


def find_route(
    roads: RoadMap,
    asked: RouteAsked,
    closed: tuple[str, ...],
    incident: tuple[float, float] | None,
) -> RouteFound:
    """The quickest way that is open.

    Raises
    ------
    InputError
        An end is not known, or far from every road; the incident is meant and there is none.
    """
    today = conditions(closed=closed, night=asked.night, snow=asked.snow, convoy=asked.convoy)
    found = routed(roads, _end(asked.start, incident), _end(asked.goal, incident), today)
    if means_incident(asked.start):
        found = replace(found, start=replace(found.start, name=INCIDENT))
    if means_incident(asked.goal):
        found = replace(found, goal=replace(found.goal, name=INCIDENT))
    return RouteFound(roads, found, route_line(roads, found), len(closed))


def _end(words: str, incident: tuple[float, float] | None) -> str:
    if not means_incident(words):
        return plain(words)
    if incident is None:
        raise InputError(
            Text("there is no incident yet"),
            where=Text("route"),
            fix=Text("answer it first with F5, or type a place"),
        )
    return f"{incident[0]:.5f},{incident[1]:.5f}"


def route_line(roads: RoadMap, found: Routed) -> FloatArray | None:
    """The line of the way (lon/lat) in the order it is driven; None without one."""
    if found.way is None or not found.way.legs:
        return None
    legs, start, goal = found.way.legs, found.start.on, found.goal.on
    parts = []
    for number, leg in enumerate(legs):
        low, high = (1.0, 0.0) if leg.backwards else (0.0, 1.0)
        if number == 0 and leg.stretch == start.stretch:
            low = start.fraction
        if number == len(legs) - 1 and leg.stretch == goal.stretch:
            high = goal.fraction
        parts.append(part(roads.lines[leg.stretch], low, high))
    return np.concatenate(parts)


def part(line: FloatArray, start: float, end: float) -> FloatArray:
    """A line (lon/lat) from one share of its length to another, which may come before.

    >>> part(np.array([[90.0, 29.0], [90.4, 29.0]]), 0.75, 0.25).round(6).tolist()
    [[90.3, 29.0], [90.1, 29.0]]
    """
    if start > end:
        turned: FloatArray = part(line, end, start)[::-1]
        return turned
    reached = np.concatenate([[0.0], np.cumsum(step_lengths_m(line))])
    low, high = start * reached[-1], end * reached[-1]
    inside = (reached > low) & (reached < high)
    at = np.concatenate([[low], reached[inside], [high]])
    kept: FloatArray = np.column_stack([np.interp(at, reached, line[:, axis]) for axis in (0, 1)])
    return kept


def route_head(found: RouteFound) -> Text:
    """The answer in one line; that no road leads there is one too."""
    way = found.routed.way
    ends = Text("{a} → {b}", a=found.routed.start.name, b=found.routed.goal.name)
    if way is None:
        return Text("{ends}: no open road leads there", ends=ends)
    return Text(
        "{ends}: {km} km, {hours} h",
        ends=ends,
        km=f"{way.length_m / 1000:.0f}",
        hours=drive_h(way.hours),
    )


def leg_rows(found: RouteFound) -> list[tuple[Prose, ...]]:
    """Stretch, name, kilometres and hours of every leg."""
    way = found.routed.way
    return [
        (
            leg.stretch,
            found.roads.edges[leg.stretch].name,
            f"{leg.length_m / 1000:.1f}",
            drive_h(leg.hours),
        )
        for leg in (() if way is None else way.legs)
    ]


def honest_words(found: RouteFound) -> Iterator[Text]:
    """What was left out, and how far the answer is to be believed."""
    if found.closed:
        yield Text("closed roads left out: {n}", n=found.closed)
    for place in (found.routed.start, found.routed.goal):
        if place.on.off_road_m > OFF_ROAD_M:
            km = f"{place.on.off_road_m / 1000:.1f}"
            yield Text("{name} lies {km} km off the road as drawn", name=place.name, km=km)
    yield Text("Road network: a sketch from public data (class C and D), not for navigation")
    yield Text("Speeds and factors are assumed ({as_of})", as_of=load_driving().as_of)


def suggest_ends(words: str, roads: RoadMap, lang: Lang, limit: int = 8) -> tuple[str, ...]:
    """Junctions and towns that `words` may become."""
    said = plain(words)
    if not said or means_incident(said) or "," in said:
        return ()
    names = [node.name for node in roads.nodes.values() if said in node.name.zh]
    names.sort(key=lambda name: (not name.zh.startswith(said), len(name.zh)))
    towns = [town.name for town in find(said, limit) if town.lon is not None]
    return tuple(dict.fromkeys(_told(name, lang) for name in (*names, *towns)))[:limit]


def _told(name: Bilingual, lang: Lang) -> str:
    return render(name, lang)
