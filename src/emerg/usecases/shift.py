"""Which stretch of an incident a hand-over is about: an operational period, or times as said."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from emerg.errors import InputError
from emerg.incident.model import PERIOD, Entry
from emerg.paper.record_words import Record, Trail
from emerg.texts import Text
from emerg.units import iso
from emerg.usecases.times import Times

SHIFT = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Spoken:
    """What was said of the stretch: times as ISO, or the name of an operational period."""

    since: str | None = None
    until: str | None = None
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """From when until when, both included."""

    since: datetime
    until: datetime


def period_of(spoken: Spoken, now: datetime, record: Record) -> Period:
    """The period as said; without an end until now.

    Without a beginning it is the operational period that goes on; where none was begun, the last
    12 hours.

    Raises
    ------
    InputError
        One of them is no time, the period ends before it begins, or there is none of that name.
    """
    times = Times("emerg incident handover", now)
    begun = _periods(record)
    since, until = spoken.since, spoken.until
    if spoken.period is not None:
        return _named(spoken, begun, _latest(now, record), record)
    if since is None and until is None and begun:
        return Period(begun[-1].time, _latest(now, record))
    if until is None:
        end = _latest(now, record)
        start = now - SHIFT
    else:
        end = times.moment(until, "--until")
        start = end - SHIFT
    if since is not None:
        start = times.moment(since, "--since")
    if start >= end:
        raise InputError(
            Text("the period ends before it begins"),
            where="--since, --until",
            fix=Text("give --since a time before {until}", until=iso(end)),
        )
    return Period(start, end)


def _latest(now: datetime, record: Record) -> datetime:
    """Now; or later: a post whose clock is fast has noted things "after" it, of this shift too."""
    return max(now, *(entry.time for entry in record.entries))


def _periods(record: Record) -> list[Entry]:
    """The entries that begin an operational period and were not struck."""
    trail = Trail(record.entries)
    return [e for e in record.entries if e.kind == PERIOD and not trail.is_struck(e)]


def _named(spoken: Spoken, begun: list[Entry], end: datetime, record: Record) -> Period:
    """The period of that name, until the next one begins."""
    name = (spoken.period or "").strip()
    if spoken.since is not None or spoken.until is not None:
        raise InputError(
            Text("a period is given by its name or by its times"),
            where="--period",
            fix=Text("leave --since and --until out"),
        )
    trail = Trail(record.entries)
    names = [trail.words_now(entry).strip() for entry in begun]
    if name not in names:
        raise InputError(
            Text("there is no period '{name}'", name=name),
            where="--period",
            fix=Text("use one of: {known}", known=", ".join(names) or "—"),
        )
    at = names.index(name)
    after = begun[at + 1].time if at + 1 < len(begun) else end
    return Period(begun[at].time, after)
