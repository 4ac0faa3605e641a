"""The intakes that are hit, as rows of the window: soonest first. Knows no widget."""

import math
from collections.abc import Iterator
from datetime import datetime

from emerg.paper.intake_words import (
    alternative_words,
    capacity_words,
    danger_words,
    people_words,
    storage_words,
)
from emerg.paper.words import NONE, river_of
from emerg.response.answer import Answer
from emerg.response.drawn_from import water_words
from emerg.response.intakes import REOPEN_RULE, IntakeRow
from emerg.texts import Prose, Text
from emerg.ui.plain_table import Cell, Toned, keyed
from emerg.ui.said import NOT_COMPUTED, clock_text


def soonest_first(answer: Answer) -> tuple[IntakeRow, ...]:
    """Whoever must close first comes first, as in the headline; then as they lie on the way."""
    return tuple(
        sorted(
            answer.intakes,
            key=lambda one: (one.close_by is None, one.close_by or answer.incident.now, one.number),
        )
    )


def intake_rows(answer: Answer, now: datetime) -> list[tuple[Cell, ...]]:
    """One row for each; both clocks, what falls short, storage, stand-by source, people."""
    return [_row(answer, one, now) for one in soonest_first(answer)]


def _row(answer: Answer, one: IntakeRow, now: datetime) -> tuple[Cell, ...]:
    at = Text("{river} km {km}", river=river_of(answer, one.river), km=f"{one.km:.1f}")
    return (
        Toned((Text("{n} · {name}", n=one.number, name=one.name), at), key=one.number),
        _close_by(answer, one, now),
        _reopen(one, now),
        Toned(one.short or (NONE,), tip=one.short or (NONE,)),
        keyed(storage_words(one), one.storage_h),
        Toned(alternative_words(one), key=one.alternative_h),
        keyed(people_words(one), one.people),
        keyed(danger_words(one), one.danger_h),
    )


def _close_by(answer: Answer, one: IntakeRow, now: datetime) -> Cell:
    if answer.incident.scenario.start is None:
        return Toned((Text("now"),), "danger", key=-math.inf)
    if one.close_by is None:
        return Toned((NONE,), "quiet", (one.close_reason or NONE,), None)
    if one.close_by <= now:
        return Toned((Text("at once"),), "danger", key=one.close_by)
    return Toned((clock_text(one.close_by, now),), "warn", key=one.close_by)


def _reopen(one: IntakeRow, now: datetime) -> Cell:
    if one.reopen_not_before is None:
        why = one.reopen_reason
        words, tip = ((NONE,), ()) if why is None else ((NOT_COMPUTED,), (why,))
        return Toned(words, "quiet", tip, None)
    return keyed(clock_text(one.reopen_not_before, now), one.reopen_not_before)


def intake_lines(one: IntakeRow) -> Iterator[Prose]:
    """What the table has no room for of one intake, and what is to be asked of it."""
    if one.close_by is None and one.close_reason is not None:
        yield Text("no time to close by: {why}", why=one.close_reason)
    if one.reopen_not_before is None and one.reopen_reason is not None:
        yield Text("No time of reopening: {reason}", reason=one.reopen_reason)
    if one.water:
        yield Text("water: {water}", water=water_words(one.water))
    if one.capacity_m3_d is not None:
        yield Text("takes {m3} m³ a day", m3=capacity_words(one))
    if one.unknown:
        yield Text("ask for: {names}", names=one.unknown)
    yield REOPEN_RULE
