"""What the window says of hits and clocks, rounded to the cautious side. Knows no widget."""

from dataclasses import dataclass
from datetime import datetime
from math import floor

from emerg.paper.words import NONE, band
from emerg.response.answer import Answer
from emerg.response.hits import Hit
from emerg.response.next_things import closes_first, intake_at
from emerg.response.since import since
from emerg.texts import Prose, Text
from emerg.units import BEIJING, beijing, early_h, late_h, significant

INTAKE, OVER, PERHAPS = "◎", "▲", "△"
NOT_COMPUTED = Text("not computed")  # why not: as a tip, and where the place is told whole


def clock_text(moment: datetime, now: datetime) -> str:
    """The Beijing time of `moment`; its date only where that is not today's.

    Examples
    --------
    >>> from datetime import timedelta
    >>> now = datetime(2026, 7, 15, 3, 0, tzinfo=BEIJING)
    >>> clock_text(now + timedelta(hours=3), now), clock_text(now + timedelta(days=1), now)
    ('06:00', '07-16 03:00')
    """
    there = moment.astimezone(BEIJING)
    if there.date() == now.astimezone(BEIJING).date():
        return f"{there:%H:%M}"
    return beijing(moment)


def left_text(until: datetime, now: datetime) -> str:
    """Hours and minutes left, rounded down; what is past is counted from.

    Examples
    --------
    >>> from datetime import timedelta
    >>> now = datetime(2026, 7, 15, 3, 0, tzinfo=BEIJING)
    >>> left_text(now + timedelta(minutes=83, seconds=59), now), left_text(now, now)
    ('1:23', '0:00')
    """
    minutes = floor(abs((until - now).total_seconds()) / 60)
    return f"{minutes // 60}:{minutes % 60:02d}"


def front_text(hit: Hit) -> str:
    """Earliest, likely and latest hours of the front."""
    early, likely, late = hit.front_h
    return f"{early_h(early)} / {early_h(likely)} / {late_h(late)}"


def close_text(hit: Hit, now: datetime, *, start_known: bool = True) -> Prose:
    """By when to advise closing; — where nothing can or need be closed."""
    if not start_known and hit.has_clocks:
        return Text("now")
    if hit.close_by is None:
        return NONE
    if hit.close_by <= now:
        return Text("at once")
    return clock_text(hit.close_by, now)


def reopen_text(hit: Hit, now: datetime) -> Prose:
    """Before when not to think of reopening, or why no time is given."""
    if hit.reopen_not_before is not None:
        return clock_text(hit.reopen_not_before, now)
    return hit.reopen_reason or NONE


def peak_text(hit: Hit) -> str:
    """Low to high peak [mg/L], with a sign where the limit is or may be exceeded."""
    if hit.peak_mg_l is None:
        return NONE if hit.mg_l_per_tonne is None else f"{significant(hit.mg_l_per_tonne)} /t"
    sign = {"yes": f"{OVER} ", "possible": f"{PERHAPS} "}.get(hit.exceeds or "", "")
    return sign + band(hit.peak_mg_l[0], hit.peak_mg_l[2])


@dataclass(frozen=True, slots=True)
class Headline:
    """The number that decides, and what to do with it."""

    text: Prose
    why: Prose
    tone: str  # danger, warn or ok
    site: str | None = None


def headline(answer: Answer, now: datetime) -> Headline:
    """What closes soonest: an intake before any other place."""
    soonest = closes_first(answer.incident, answer.hits)
    if soonest is None:
        return Headline(
            Text("No closing advised"),
            Text("no place on the way is expected above its limit; check the intakes all the same"),
            "ok",
        )
    name = intake_at(soonest)
    if soonest.close_by is None:
        why = soonest.close_reason or Text("start of the release not known")
        return Headline(Text("Advise closing now: {name}", name=name), why, "danger", soonest.site)
    time, left = clock_text(soonest.close_by, now), left_text(soonest.close_by, now)
    if soonest.close_by <= now:
        why = Text("was due {time}, {left} h ago", time=time, left=left)
        text = Text("Advise closing at once: {name}", name=name)
        return Headline(text, why, "danger", soonest.site)
    why = Text(
        "{left} h left; earliest front {early} h after {since}",
        since=since(answer.incident.scenario),
        left=left,
        early=early_h(soonest.front_h[0]),
    )
    text = Text("Advise closing by {time}: {name}", time=time, name=name)
    return Headline(text, why, "warn", soonest.site)
