"""Every report that is due by the clock: the first one, the ministry's hour, those of the office.

All run by the level of now: where it changes, they change with it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from math import floor

from emerg.response.answer import Deadline, ReportClock, ReportField
from emerg.response.clock_rules import FIRST, ClockRule, Since
from emerg.response.deadlines import ReportRules
from emerg.response.grading import GRADES, MAJOR, gravest
from emerg.response.level import GRADE_NAMES, Judged
from emerg.response.reporting import Reporting, Sent
from emerg.response.said_words import Grade
from emerg.texts import Bilingual, Prose, Text
from emerg.units import beijing_by

TO_MAJOR = Text(
    "government of the same level, department of the region, and at the same time the Ministry of "
    "Ecology and Environment"
)
TO_OTHERS = Text("government of the same level, and the ecology department one level up")
NOT_BEGUN: dict[Since, Text] = {
    "known": Text("begins when it became known: note when that was"),
    "verified": Text("begins when the region has verified it: note when that was"),
    "level": Text("begins when the level is judged: note when that was"),
}


def report_clocks(
    due: Deadline,
    level: Judged,
    rules: ReportRules,
    reported: datetime | None,
    reporting: Reporting,
    *,
    exercise: bool = False,
) -> tuple[ReportClock, ...]:
    """The clocks that hold at `level`, that of the first report before all others."""
    counted = _counted_as(level, due)
    # A lighter level that an officer set lengthens nothing, and hides nothing that was reached.
    now_at = gravest([grade for grade in (level.grade, level.reached) if grade is not None])
    every = [_first(due, rules), *(r for r in rules.clock if _holds(r, counted, exercise=exercise))]
    clocks = [_clock(r, reporting.since(r.since, reported), reporting, now_at) for r in every]
    return (replace(clocks[0], to=TO_MAJOR if due.major else TO_OTHERS), *clocks[1:])


def _first(due: Deadline, rules: ReportRules) -> ClockRule:
    """The first report as a clock like any other."""
    name = Bilingual("初报", "First report")
    minutes, to = due.hours * 60, Bilingual("")
    return ClockRule(FIRST, name, minutes, "known", to, rules.source, rules.confidence)


def _holds(rule: ClockRule, counted: frozenset[Grade], *, exercise: bool) -> bool:
    """Whether it holds at these levels; an example does in a drill alone."""
    return bool(counted & set(rule.grades)) and (exercise or rule.confidence != "example")


def _counted_as(level: Judged, due: Deadline) -> frozenset[Grade]:
    """The levels that the incident is reported at; where nothing can be told, every one."""
    told = {grade for grade in (level.grade, level.reached) if grade is not None}
    if due.major and not told & set(MAJOR):
        return frozenset((*told, *MAJOR))
    return frozenset(told or GRADES)


def _clock(
    rule: ClockRule, begins: datetime | None, reporting: Reporting, grade: Grade | None
) -> ReportClock:
    sent = reporting.of(rule.key)
    return ReportClock(
        key=rule.key,
        name=rule.name,
        to=rule.to,
        minutes=rule.minutes,
        since=rule.since,
        begins=begins,
        due=None if begins is None else begins + timedelta(minutes=rule.minutes),
        source=rule.source,
        confidence=rule.confidence,
        sent=None if sent is None else sent.at,
        sent_grade=None if sent is None else sent.grade,
        grade=grade,
        again=sent is not None and _graver_since(sent, grade),
    )


def _graver_since(sent: Sent, grade: Grade | None) -> bool:
    """Whether the level is graver now than it was reported (17号令 art. 3: report anew)."""
    if sent.grade is None or grade is None:
        return False
    return GRADES.index(grade) < GRADES.index(sent.grade)


def soonest(clocks: Sequence[ReportClock]) -> ReportClock | None:
    """The clock that runs out first, of those that run; one to be sent again before all."""
    running = [clock for clock in clocks if clock.runs and clock.due is not None]
    return min(running, key=lambda c: (not c.again, c.due), default=None)


def clock_words(
    clock: ReportClock, now: datetime, told: Callable[[datetime], str] | None = None
) -> Prose:
    """How a clock stands; moments as `told`, else in Beijing time, of another year with it."""
    told = told or partial(beijing_by, now)
    if clock.sent is not None and clock.again:
        return Text(
            "sent {time} as {then}; now {level}: report again at the new level",
            time=told(clock.sent),
            then=GRADE_NAMES[clock.sent_grade or "IV"],
            level=GRADE_NAMES[clock.grade or "IV"],
        )
    if clock.sent is not None:
        return _sent_words(told(clock.sent), clock.sent, clock.due)
    if clock.due is None:
        return NOT_BEGUN[clock.since]
    if clock.due <= now:
        return Text(
            "OVERDUE by {left} (was due {time})",
            left=span_words(now - clock.due),
            time=told(clock.due),
        )
    return Text("{left} left, by {time}", left=span_words(clock.due - now), time=told(clock.due))


def _sent_words(time: str, sent: datetime, due: datetime | None) -> Prose:
    if due is None:
        return Text("sent {time}", time=time)
    if sent <= due:
        return Text(
            "sent {time} ({left} before it was due)", time=time, left=span_words(due - sent)
        )
    # Rounded up: what came too late is not made smaller.
    late = span_words(sent - due + timedelta(seconds=59))
    return Text("sent {time} ({left} LATE)", time=time, left=late)


def span_words(span: timedelta) -> Prose:
    """Hours and minutes, rounded down."""
    minutes = floor(span.total_seconds() / 60)
    hours, rest = divmod(minutes, 60)
    if hours and rest:
        return Text("{h} h {m} min", h=hours, m=rest)
    return Text("{h} h", h=hours) if hours else Text("{m} min", m=rest)


def missing_fields(fields: Sequence[ReportField]) -> tuple[Bilingual, ...]:
    """What the first report still lacks, by name."""
    return tuple(field.label for field in fields if not field.value)


def lacking_words(lacking: Sequence[Bilingual]) -> Prose:
    """What the first report still lacks, in one line."""
    if not lacking:
        return Text("The first report lacks nothing that is asked for")
    return Text("The first report still lacks {n}: {fields}", n=len(lacking), fields=tuple(lacking))
