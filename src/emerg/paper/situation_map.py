"""The situation map for the wall: A3, at a scale that a ruler can be used with, and its key.

A way that no readable scale shows whole goes on over further sheets; each shows in a corner where
it lies on the way, and says what it does not show.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from math import isfinite

from emerg.errors import InputError
from emerg.geodesy import along
from emerg.network.river import at_chainage
from emerg.paper.commander import close_keys, level_words
from emerg.paper.content import Key, Sheet
from emerg.paper.held import Held, held_marks, held_places
from emerg.paper.incident_map import (
    RIVER_LINES,
    ROUGH_LINE,
    class_entries,
    clock_words,
    hit_marks,
    last_h,
)
from emerg.paper.map_content import Bounds, ClosedRoad, LegendEntry, MapContent, Mark, Plume
from emerg.paper.map_lines import km_marks, river_lines
from emerg.paper.of_incident import sheet_of
from emerg.paper.situation_extent import Extent
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.roads import RoadMap
from emerg.response.answer import Answer
from emerg.response.containment import Containment
from emerg.response.dispatch_plan import Plan
from emerg.response.hits import Hit
from emerg.response.sample import Sample
from emerg.response.since import since, since_when
from emerg.texts import Prose, Text


@dataclass(frozen=True, slots=True)
class Sampled:
    """A point to sample, where it lies on the map and how it is called there."""

    sign: str
    sample: Sample
    position: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class WallSheet:
    """One sheet: its map, and what stands beside it.

    Attributes
    ----------
    keys : tuple of Key
        The figures that decide, of this stretch.
    hits, held, sampled : tuple
        Everything of this stretch, also what has no position on the map.
    """

    title: Prose
    extent: Extent
    map: MapContent
    keys: tuple[Key, ...]
    hits: tuple[Hit, ...]
    held: tuple[Held, ...]
    sampled: tuple[Sampled, ...]


def wall_frame(answer: Answer) -> Sheet:
    """What stands on every sheet of the situation map, without its parts."""
    level = level_words(answer.level)
    return sheet_of(answer, Text("Situation map"), (), level=level)


def wall_sheets(
    answer: Answer,
    rivers: Rivers,
    stretches: Sequence[Extent],
    plan: Plan | None = None,
    closed: Sequence[ClosedRoad] = (),
    containment: Containment | None = None,
) -> tuple[WallSheet, ...]:
    """One sheet for every stretch of the way."""
    held = held_places(answer, plan, containment)
    sampled = tuple(_sampled(answer, rivers))
    return tuple(
        _sheet(answer, rivers, stretches, number, held, sampled, closed)
        for number in range(len(stretches))
    )


def _sheet(
    answer: Answer,
    rivers: Rivers,
    stretches: Sequence[Extent],
    number: int,
    held: Sequence[Held],
    sampled: Sequence[Sampled],
    closed: Sequence[ClosedRoad],
) -> WallSheet:
    extent = stretches[number]
    hits = tuple(hit for hit in answer.hits if extent.holds(hit.front_h[0]))
    # A point above the incident, or one whose front is not known, belongs to the first sheet.
    here = tuple(one for one in sampled if extent.holds(_front_h(answer, one.sample)))
    places = tuple(one for one in held if extent.holds(one.front_h))
    return WallSheet(
        title=_title(extent),
        extent=extent,
        map=_map(answer, rivers, stretches, number, hits, places, here, tuple(closed)),
        keys=close_keys(answer, hits),
        hits=hits,
        held=places,
        sampled=here,
    )


def _front_h(answer: Answer, sample: Sample) -> float:
    """When the front comes to a point to sample [h]: as to the place it is taken at."""
    return next((hit.front_h[0] for hit in answer.hits if taken_at(sample, hit)), 0.0)


def taken_at(sample: Sample, hit: Hit) -> bool:
    """Whether it is this place that is sampled."""
    return (sample.river, sample.km, sample.name) == (hit.river, hit.km, hit.title)


def _sampled(answer: Answer, rivers: Rivers) -> Iterator[Sampled]:
    for sample in answer.sampling:
        yield Sampled(f"S{sample.order}", sample, _position(rivers, sample))


def _position(rivers: Rivers, sample: Sample) -> tuple[float, float] | None:
    """On the line of its river; None where its chainage is not known or not drawn."""
    if sample.km is None:
        return None
    try:
        place = at_chainage(rivers.network, sample.river, sample.km * 1000, where="")
    except InputError:
        return None
    return along(rivers.lines[place.reach.id], place.fraction)


def _title(extent: Extent) -> Prose:
    first, last = f"{extent.from_h:.0f}", f"{extent.to_h:.0f}"
    if not isfinite(extent.to_h):
        if extent.from_h == 0.0:
            return Text("Situation map: the whole way")
        return Text("Situation map: from {hours} h on", hours=first)
    if extent.from_h == 0.0:
        return Text("Situation map: first {hours} h", hours=last)
    return Text("Situation map: {first} to {last} h", first=first, last=last)


def _map(
    answer: Answer,
    rivers: Rivers,
    stretches: Sequence[Extent],
    number: int,
    hits: Sequence[Hit],
    held: Sequence[Held],
    sampled: Sequence[Sampled],
    closed: tuple[ClosedRoad, ...],
) -> MapContent:
    extent = stretches[number]
    around = _around(extent.bounds)
    main = [part.river for part in answer.path]
    marked = [hit for hit in hits if hit.position is not None]
    numbers = hit_marks(marked)
    loud = [mark for mark in numbers if mark.loud]
    marks = (*loud, *held_marks(held), *numbers[len(loud) :], *_sample_marks(sampled))
    return MapContent(
        title=Text("Earliest front and the places it reaches"),
        bounds=extent.bounds,
        rivers=river_lines(rivers, around, main),
        marks=marks,
        km_marks=tuple(mark for river in main for mark in km_marks(rivers, river, extent.bounds)),
        plume=Plume(answer.trace, clock_words(answer)),
        incident=(answer.incident.lon, answer.incident.lat),
        legend=_legend(answer, extent, marks, closed),
        notes=_notes(answer, stretches, number, hits),
        closed=closed,
    )


def _around(bounds: Bounds) -> Bounds:
    """Wider than the stretch: a sheet shows more than its box."""
    west, south, east, north = bounds
    by = max(east - west, north - south) * 0.8
    return west - by, south - by, east + by, north + by


def _sample_marks(sampled: Sequence[Sampled]) -> list[Mark]:
    """One mark for all that are taken at the same place."""
    at: dict[tuple[float, float], list[str]] = {}
    for one in sampled:
        if one.position is not None:
            at.setdefault(one.position, []).append(one.sign)
    return [
        Mark(*position, "sampling", label=signs[0] if len(signs) == 1 else _range(signs))
        for position, signs in at.items()
    ]


def _range(signs: Sequence[str]) -> str:
    return f"{signs[0]}–{signs[-1]}"


def _legend(
    answer: Answer, extent: Extent, marks: Sequence[Mark], closed: Sequence[ClosedRoad]
) -> tuple[LegendEntry, ...]:
    drawn = {_kind(mark) for mark in marks}
    words: tuple[tuple[str, Prose], ...] = (
        ("number", Text("place, as in the hit list (dark: intake)")),
        ("letter", Text("place to hold it, by letter")),
        ("sampling", Text("point to sample, S and its number")),
    )
    entries = [
        LegendEntry("symbol", "incident", Text("incident")),
        *(LegendEntry("symbol", key, text) for key, text in words if key in drawn),
        *class_entries(last_h(answer.trace, extent.bounds)),
        LegendEntry(
            "line",
            "front",
            Text(
                "earliest front: hours after {since}, clock", since=since(answer.incident.scenario)
            ),
        ),
        LegendEntry("line", "km", Text("km from the source")),
        LegendEntry("line", "road", Text("road, generalised")),
    ]
    if any(answer.trace.rough):
        entries.append(ROUGH_LINE)
    if closed:
        entries.append(LegendEntry("line", "closed", Text("road closed today")))
    return tuple(entries)


def _kind(mark: Mark) -> str:
    """Its key in the legend."""
    if mark.letter:
        return "letter"
    return mark.symbol if mark.number is None else "number"


def _notes(
    answer: Answer, stretches: Sequence[Extent], number: int, hits: Sequence[Hit]
) -> tuple[Prose, ...]:
    """How to read the sheet, and what it does not show."""
    notes: list[Prose] = [
        Text(
            "Hours after {since}, earliest front; clock times are Beijing time.",
            since=since_when(answer.incident.scenario),
        )
    ]
    elsewhere = len(answer.hits) - len(hits)
    if len(stretches) > 1:
        notes.append(
            Text(
                "This is stretch {n} of {m}; {left} places of the other stretches stand on their "
                "own sheets.",
                n=number + 1,
                m=len(stretches),
                left=elsewhere,
            )
        )
    unplaced = sum(hit.position is None for hit in hits)
    if unplaced:
        notes.append(Text("Places without a position, in the table only: {n}.", n=unplaced))
    notes.append(RIVER_LINES)
    return tuple(notes)


def closed_roads(roads: RoadMap, closed: Collection[str]) -> tuple[ClosedRoad, ...]:
    """The stretches of `roads` that nobody passes, as lines; of a closed junction all that meet."""
    return tuple(
        ClosedRoad(roads.lines[name], stretch.name)
        for name, stretch in roads.roads.stretches.items()
        if name in roads.lines and {name, stretch.start, stretch.end} & set(closed)
    )
