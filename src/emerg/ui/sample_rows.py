"""The sampling plan as rows of the window, with what was found already. Knows no widget."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from emerg.paper.sampling_words import grid_words, plan_lines
from emerg.paper.words import NONE, when
from emerg.response.answer import Answer
from emerg.response.sample import ROLES, Sample
from emerg.texts import Prose, Text
from emerg.ui.plain_table import Cell, Toned, keyed
from emerg.ui.said import clock_text
from emerg.usecases.fitting import LEFT_OUT


def sample_rows(points: Sequence[Sample], now: datetime) -> list[tuple[Cell, ...]]:
    """Every point, the reference section first, then down the river."""
    return [_row(point, now) for point in points]


def _row(point: Sample, now: datetime) -> tuple[Cell, ...]:
    at = Text("{river} km {km}", river=point.river_name, km=f"{point.km:.1f}")
    name = Text("{n} · {name}", n=point.order, name=point.name)
    return (
        Toned((name, at) if point.named else (name,), key=point.order),
        _begin(point, now),
        _found(point),
        point.every,
        ROLES[point.role],
        Toned(grid_words(point.grid, short=True)),
        point.why,
    )


def _begin(point: Sample, now: datetime) -> Cell:
    if point.results:
        return Toned((Text("✓ begun"),), "ok", key=point.start)
    if point.start <= now:
        return Toned((Text("at once"),), "danger", key=point.start)
    return Toned((clock_text(point.start, now),), "warn", key=point.start)


def _found(point: Sample) -> Cell:
    """The latest result; all of them as a tool tip."""
    if not point.results:
        return keyed(NONE, None)
    lines = tuple(
        Text("{time} {found}", time=when(one.time), found=one.words) for one in point.results
    )
    return Toned(lines[:1], "", lines, point.results[0].time)


def sampling_lines(answer: Answer) -> Iterator[Prose]:
    """What the samples have changed, which a forecast does without, and the rules of the plan."""
    if answer.learning is not None:
        yield from answer.learning.lines
    yield from (
        line for line in answer.known if isinstance(line, Text) and line.msgid == LEFT_OUT.msgid
    )
    if answer.sampling_plan is not None:
        yield from plan_lines(answer, answer.sampling_plan)
