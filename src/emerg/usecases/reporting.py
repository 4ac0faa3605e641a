"""What was verified, judged and reported, and when: in a scenario, and in the record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from emerg.incident.model import STRIKE, Draft, Entry
from emerg.response.answer import ReportClock
from emerg.response.grading import GRADES
from emerg.response.report_clocks import clock_words
from emerg.response.reporting import Reporting, Sent
from emerg.response.said_words import Grade
from emerg.texts import Lang, Text, render
from emerg.units import BEIJING, iso
from emerg.usecases.harm import LevelTable
from emerg.usecases.times import Times

# Figures of an entry that says a report was sent: an event and no answer to a question.
REPORT, SENT_AT, GRADE = "report", "sent_at", "grade"


@dataclass(frozen=True, slots=True)
class SentTable:
    """[[sent]]: a report that was sent."""

    clock: str
    at: datetime | str
    grade: Grade | None = None


def reporting_of(
    verified: datetime | str | None,
    level: LevelTable | None,
    sent: Sequence[SentTable],
    times: Times,
) -> Reporting:
    """The moments in a scenario.

    Raises
    ------
    InputError
        One of them is no time.
    """
    judged = None if level is None else level.at
    return Reporting(
        None if verified is None else times.moment(verified, "verified"),
        None if judged is None else times.moment(judged, "level, at"),
        tuple(
            Sent(row.clock, times.moment(row.at, f"sent {n}, at"), row.grade)
            for n, row in enumerate(sent, start=1)
        ),
    )


def sent_draft(clock: ReportClock, at: datetime, lang: Lang) -> Draft:
    """What is noted of a report that was sent at `at`."""
    noted = replace(clock, sent=at, sent_grade=clock.grade, again=False)
    text = Text("{report}: {state}", report=clock.name, state=clock_words(noted, at))
    data = {REPORT: clock.key, SENT_AT: iso(at), GRADE: clock.grade or ""}
    return Draft("fact", render(text, lang), data)


def sent_reports(entries: Iterable[Entry]) -> tuple[Sent, ...]:
    """The reports that the record says were sent, in its order; struck ones left out."""
    known = tuple(entries)
    struck = {entry.refers_to for entry in known if entry.kind == STRIKE}
    found = (_sent(entry) for entry in known if entry.data != "{}" and entry.hash not in struck)
    return tuple(one for one in found if one is not None)


def _sent(entry: Entry) -> Sent | None:
    """The report that an entry tells of; None where it tells of none that can be read."""
    figures = entry.figures()
    key, at = figures.get(REPORT), figures.get(SENT_AT)
    if not isinstance(key, str) or not isinstance(at, str):
        return None
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    grade = next((grade for grade in GRADES if grade == figures.get(GRADE)), None)
    return Sent(key, moment if moment.tzinfo else moment.replace(tzinfo=BEIJING), grade)
