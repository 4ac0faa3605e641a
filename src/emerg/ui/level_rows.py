"""The level as rows of the window: what fires and why, what is due by the clock. No widget."""

from collections.abc import Sequence
from datetime import datetime

from emerg.paper.words import FIRING, NONE
from emerg.response.answer import Deadline, Firing, ReportClock
from emerg.response.grading import MAJOR
from emerg.response.level import GRADE_NAMES, Criterion, Judged
from emerg.response.report_clocks import clock_words
from emerg.response.said_words import Grade
from emerg.texts import Prose, Text
from emerg.ui.plain_table import Cell, Tone, Toned
from emerg.ui.said import clock_text

SHORT: dict[Grade, Text] = {
    "I": Text("level I"),
    "II": Text("level II"),
    "III": Text("level III"),
    "IV": Text("level IV"),
}
FIRES: dict[Firing, Tone] = {"yes": "danger", "possible": "warn", "unknown": "warn", "no": "quiet"}


def mark_of(criterion: Criterion) -> tuple[Prose, Tone]:
    """What a criterion comes to, beside its question."""
    reached, may_be = criterion.reached, criterion.may_be
    if reached is not None and may_be is not None:
        both = Text("{reached}, maybe {may_be}", reached=SHORT[reached], may_be=SHORT[may_be])
        return both, _tone(may_be)
    if reached is not None:
        return SHORT[reached], _tone(reached)
    if may_be is not None:
        return Text("maybe {grade}", grade=SHORT[may_be]), "warn"
    return (Text("excluded"), "quiet") if criterion.said else ("", "")


def _tone(grade: Grade) -> Tone:
    return "danger" if grade in MAJOR else "warn"


def criteria_rows(level: Judged, due: Deadline) -> list[tuple[Cell, ...]]:
    """Every criterion of the table, then the six cases that mean: report as major."""
    rows: list[tuple[Cell, ...]] = [(Text("Table of grades"),)]
    rows += [_criterion_row(one) for one in level.criteria]
    rows.append((Text("Order No. 17, art. 4: level not clear and one of these, report as major"),))
    rows += [
        (
            Text("({n}) {case}", n=case.number, case=case.text),
            Toned((FIRING[case.fires],), FIRES[case.fires]),
            case.why,
        )
        for case in due.cases
    ]
    return rows


def _criterion_row(one: Criterion) -> tuple[Cell, ...]:
    reached: list[Prose] = []
    if one.reached is not None:
        reached.append(Text("reached: {grade}", grade=GRADE_NAMES[one.reached]))
    if one.may_be is not None:
        reached.append(Text("not excluded: {grade}", grade=GRADE_NAMES[one.may_be]))
    tone: Tone = mark_of(one)[1]
    if not reached:
        reached = [Text("not reached") if one.said else Text("not known")]
    return one.text, Toned(tuple(reached), tone), one.why


def clock_rows(clocks: Sequence[ReportClock], now: datetime) -> list[tuple[Cell, ...]]:
    """Every report that is due, how it stands, and to whom it goes."""
    return [
        (
            Toned((clock.name, _span(clock)), "", (clock.name, clock.source), clock.minutes),
            Toned((short_words(clock, now),), _clock_tone(clock, now), key=clock.due),
            clock.to,
        )
        for clock in clocks
    ]


def short_words(clock: ReportClock, now: datetime) -> Prose:
    """How a clock stands; dates only where they are not today's."""
    return clock_words(clock, now, lambda moment: clock_text(moment, now))


def _span(clock: ReportClock) -> Prose:
    hours = f"{clock.minutes / 60:g}"
    if clock.minutes < 60:
        return Text("{n} min", n=f"{clock.minutes:g}")
    return Text("{hours} h", hours=hours)


def _clock_tone(clock: ReportClock, now: datetime) -> Tone:
    if clock.again:
        return "danger"
    if clock.sent is not None:
        return "ok" if clock.due is None or clock.sent <= clock.due else "warn"
    if clock.due is None:
        return ""
    return "danger" if clock.due <= now else "warn"


def level_lines(level: Judged) -> tuple[Prose, Prose]:
    """The judgement, and who leads."""
    return level.words, level.lead or NONE
