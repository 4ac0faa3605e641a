"""The map of an incident: the plume by hours, the places it reaches, numbered as in the table."""

from collections.abc import Sequence
from datetime import timedelta
from math import ceil, isfinite

from emerg.paper.kept import kept
from emerg.paper.map_content import (
    FRONT_CLASSES,
    Bounds,
    LegendEntry,
    MapContent,
    Mark,
    Plume,
    bounds_of,
)
from emerg.paper.map_lines import km_marks, river_lines
from emerg.paper.symbols import symbol_of
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer, Trace
from emerg.response.hits import Hit
from emerg.response.since import since, since_when
from emerg.texts import Prose, Text
from emerg.units import BEIJING

# Limits of the arrival classes [h]; what comes later is the last class.
CLASS_LIMITS_H = tuple(found.until_h for found in FRONT_CLASSES if isfinite(found.until_h))
ROUGH_LINE = LegendEntry("line", "rough", Text("drawn roughly (class D: to 5 km)"))
# The first map reaches as far as so many places, but not less or more than these hours.
PLACES_SHOWN = 12
LEAST_H, MOST_H = 12.0, 72.0
# A way that is not much longer than that is shown whole.
WHOLE_FACTOR = 1.3
# A loud kind comes first when numbers fight for room on the map.
LOUD = ("waterworks", "source_area")
NOT_ON_MAP = ("bridge",)


@kept
def first_map(answer: Answer, rivers: Rivers) -> MapContent:
    """The stretch that matters first: incident, soonest places, first hours of the plume."""
    horizon = horizon_h(answer)
    title = (
        Text("Earliest front and the places it reaches")
        if horizon is None
        else Text("Earliest front, first {hours} h", hours=f"{horizon:g}")
    )
    return _map(answer, rivers, title, horizon)


@kept
def whole_map(answer: Answer, rivers: Rivers) -> MapContent | None:
    """The whole way down; None where the first map shows it already."""
    if horizon_h(answer) is None:
        return None
    return _map(answer, rivers, Text("The whole way down"), None)


def horizon_h(answer: Answer) -> float | None:
    """How far the first map reaches, in hours of the earliest front; None is all the way."""
    if not answer.hits:
        return None
    shown = answer.hits[min(PLACES_SHOWN, len(answer.hits)) - 1]
    horizon = float(ceil(min(max(shown.front_h[0], LEAST_H), MOST_H)))
    last = answer.trace.front_h[-1]
    return None if last <= horizon * WHOLE_FACTOR else horizon


def _map(answer: Answer, rivers: Rivers, title: Prose, horizon: float | None) -> MapContent:
    trace = answer.trace
    incident = answer.incident
    hits = [h for h in answer.hits if horizon is None or h.front_h[0] <= horizon]
    marked = [h for h in hits if h.position is not None]
    bounds = _bounds(answer, trace, horizon, marked)
    main = [part.river for part in answer.path]
    return MapContent(
        title=title,
        bounds=bounds,
        rivers=river_lines(rivers, bounds, main),
        marks=hit_marks(marked),
        km_marks=km_marks(rivers, incident.river, bounds),
        plume=Plume(trace, clock_words(answer)),
        incident=(incident.lon, incident.lat),
        legend=_legend(answer, marked, bounds),
        notes=_notes(answer, horizon, len(answer.hits) - len(hits)),
    )


def _bounds(answer: Answer, trace: Trace, horizon: float | None, marked: Sequence[Hit]) -> Bounds:
    points = [(answer.incident.lon, answer.incident.lat)]
    points += [
        (lon, lat)
        for lon, lat, hour in zip(trace.lon, trace.lat, trace.front_h, strict=True)
        if horizon is None or hour <= horizon
    ]
    points += [hit.position for hit in marked if hit.position is not None and not _far(hit)]
    return bounds_of(points)


def _far(hit: Hit) -> bool:
    """Too far from the river to widen the map for it."""
    return (hit.offset_km or 0.0) > 15.0


def hit_marks(marked: Sequence[Hit]) -> tuple[Mark, ...]:
    """Intakes first, then the soonest; bridges last."""
    ordered = sorted(marked, key=lambda h: (h.kind not in LOUD, h.kind in NOT_ON_MAP, h.number))
    return tuple(
        Mark(
            hit.position[0],
            hit.position[1],
            symbol_of(hit.kind, hit.layer),
            number=hit.number,
            loud=hit.kind in LOUD,
        )
        for hit in ordered
        if hit.position is not None
    )


def clock_words(answer: Answer) -> tuple[tuple[float, str], ...]:
    """Each class limit [h] in words: hours after the start, and the clock where that is known."""
    start = answer.incident.scenario.start
    if start is None:
        return tuple((hours, f"{hours:g} h") for hours in CLASS_LIMITS_H)
    return tuple(
        (
            hours,
            f"{hours:g} h · "
            + (start.earliest + timedelta(hours=hours)).astimezone(BEIJING).strftime("%m-%d %H:%M"),
        )
        for hours in CLASS_LIMITS_H
    )


def _legend(answer: Answer, marked: Sequence[Hit], bounds: Bounds) -> tuple[LegendEntry, ...]:
    entries = [LegendEntry("symbol", "incident", Text("incident"))]
    if any(hit.kind in LOUD for hit in marked):
        entries.append(
            LegendEntry("symbol", "number", Text("place, as in the hit list (dark: intake)"))
        )
    elif marked:
        entries.append(LegendEntry("symbol", "number", Text("place, as in the hit list")))
    entries += class_entries(last_h(answer.trace, bounds))
    entries.append(
        LegendEntry(
            "line",
            "front",
            Text(
                "earliest front: hours after {since}, clock", since=since(answer.incident.scenario)
            ),
        )
    )
    entries.append(LegendEntry("line", "km", Text("km from the source")))
    if any(answer.trace.rough):
        entries.append(ROUGH_LINE)
    return tuple(entries)


def last_h(trace: Trace, bounds: Bounds) -> float:
    """The latest of the earliest fronts within the map [h]."""
    west, south, east, north = bounds
    return max(
        (
            hour
            for lon, lat, hour in zip(trace.lon, trace.lat, trace.front_h, strict=True)
            if west <= lon <= east and south <= lat <= north
        ),
        default=0.0,
    )


def class_entries(last_h: float) -> list[LegendEntry]:
    """The arrival classes up to the one that `last_h` falls into."""
    entries: list[LegendEntry] = []
    lower = 0.0
    for found in FRONT_CLASSES:
        if lower and lower >= last_h:
            break
        words = f"≤ {found.until_h:g} h" if lower == 0 else f"{lower:g}–{found.until_h:g} h"
        entries.append(
            LegendEntry("class", found.key, words if isfinite(found.until_h) else f"> {lower:g} h")
        )
        lower = found.until_h
    return entries


def _notes(answer: Answer, horizon: float | None, cut_off: int) -> tuple[Prose, ...]:
    notes: list[Prose] = [
        Text(
            "Hours after {since}, earliest front; clock times are Beijing time.",
            since=since_when(answer.incident.scenario),
        ),
    ]
    if horizon is not None:
        notes.append(
            Text(
                "Shown up to {hours} h; {n} places further down stand in the table.",
                hours=f"{horizon:g}",
                n=cut_off,
            )
        )
    unplaced = sum(hit.position is None for hit in answer.hits)
    if unplaced:
        notes.append(Text("Places without a position, in the table only: {n}.", n=unplaced))
    notes.append(RIVER_LINES)
    return tuple(notes)


RIVER_LINES = Text(
    "Datum WGS 84 (phone maps differ by up to 600 m); river lines from MERIT Hydro, ODbL 1.0; "
    "a sketch for command, not for navigation."
)
