"""Lines of a form: what the record told, what was found in the water, who was called."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from emerg.paper.docx import Words
from emerg.paper.incident_tables import species_name
from emerg.paper.report_story import (
    FINAL,
    FIRST,
    FOLLOW_UP,
    NEIGHBOUR,
    PUBLIC,
    RUN,
    Calls,
    Told,
    Written,
)
from emerg.paper.words import km, river_of
from emerg.response.answer import Answer
from emerg.response.hits import Hit
from emerg.response.incident import FieldSample
from emerg.texts import Prose, Text
from emerg.units import HOUR_S, beijing, clock_after, clock_before

TEXT_MOST = 240  # characters of an entry; the rest stands in the record
MOST_LINES = 8  # entries in one cell: the last ones
STATES: Mapping[str, Text] = {
    "below": Text("below the detection level"),
    "not_yet": Text("not there yet"),
    "here": Text("it is there"),
    "gone": Text("it has passed"),
}


def form_name(written: Written) -> Prose:
    """A form as an office calls it."""
    names: dict[str, Prose] = {
        FIRST: Text("first report"),
        FOLLOW_UP: Text("follow-up no. {n}", n=written.number),
        FINAL: Text("final report"),
        NEIGHBOUR: Text("notice to {name}", name=written.to),
        PUBLIC: Text("public notice (draft)"),
        RUN: Text("forecast"),
    }
    return names.get(written.form, written.form)


def told_line(told: Told) -> Prose:
    """When and what, in one line."""
    return Text("{time}  {text}", time=beijing(told.time), text=shortened(told.text))


def told_lines(told: Sequence[Told]) -> tuple[Prose, ...]:
    """The last of `told`, one a line, and how many came before them."""
    left = len(told) - MOST_LINES
    lines = tuple(map(told_line, told[-MOST_LINES:]))
    return (Text("({n} earlier ones stand in the record)", n=left), *lines) if left > 0 else lines


def shortened(text: str) -> str:
    """The text of an entry on one line, as much of it as a form has room for."""
    line = " ".join(text.split())
    return line if len(line) <= TEXT_MOST else line[:TEXT_MOST] + "…"


def sample_place(answer: Answer, sample: FieldSample) -> Prose:
    """Where a sample was taken."""
    if sample.station is not None:
        return sample.station
    river = river_of(answer, sample.river or "")
    return Text("{river} {km} km", river=river, km=km(sample.km or 0.0))


def sample_found(sample: FieldSample) -> Prose:
    """What was found: a value with its species, or in a word."""
    if sample.value_mg_l is not None:
        found: Prose = f"{sample.value_mg_l:g} mg/L"
    elif sample.state == "below" and sample.detection_mg_l is not None:
        found = f"< {sample.detection_mg_l:g} mg/L"
    else:
        found = STATES.get(sample.state, sample.state)
    if not sample.species:
        return found
    return Text("{species} {found}", species=species_name(sample.species), found=found)


def sample_lines(answer: Answer) -> tuple[Prose, ...]:
    """The last sample of each place, the newest last."""
    return tuple(
        Text(
            "{time}  {place}: {found}",
            time=beijing(sample.time),
            place=sample_place(answer, sample),
            found=sample_found(sample),
        )
        for sample in last_samples(answer)[-MOST_LINES:]
    )


def last_samples(answer: Answer) -> tuple[FieldSample, ...]:
    """The newest sample of each place and species."""
    newest: dict[object, FieldSample] = {}
    for sample in sorted(answer.incident.scenario.samples, key=lambda one: one.time):
        where = (sample.station, sample.river, sample.km, sample.species)
        newest.pop(where, None)
        newest[where] = sample
    return tuple(newest.values())


def calls_lines(calls: Calls | None) -> tuple[Prose, ...]:
    """How many were called, and who was not reached."""
    if calls is None:
        return ()
    lines: list[Prose] = [
        Text(
            "confirmed {confirmed}, called {called}, not reached {unreached}, not called {waiting}",
            confirmed=len(calls.confirmed),
            called=len(calls.called),
            unreached=len(calls.unreached),
            waiting=calls.waiting,
        )
    ]
    if calls.unreached:
        lines.append(Text("not reached: {who}", who=calls.unreached[:MOST_LINES]))
    return tuple(lines)


def blanks(rows: int, columns: int) -> list[tuple[Words, ...]]:
    """Lines to fill in."""
    return [("",) * columns] * rows


def numbered(lines: Iterable[Prose]) -> list[Prose]:
    """Sentences with their numbers."""
    return [Text("{n}. {line}", n=n, line=line) for n, line in enumerate(lines, start=1)]


def front_clocks(answer: Answer, hit: Hit) -> tuple[datetime, datetime, datetime] | None:
    """Earliest, likely and latest front by the clock; None while the start is not known.

    The earliest is rounded down from the earliest start, the latest up from the latest.
    """
    start = answer.incident.scenario.start
    if start is None:
        return None
    early, likely, late = (hours * HOUR_S for hours in hit.front_h)
    middle = start.earliest + (start.latest - start.earliest) / 2
    return (
        clock_before(start.earliest + timedelta(seconds=early), early),
        clock_before(middle + timedelta(seconds=likely), likely),
        clock_after(start.latest + timedelta(seconds=late), late),
    )
