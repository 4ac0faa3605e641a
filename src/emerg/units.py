"""Seconds and figures as people read them, rounded to the cautious side.

Inside, everything is SI (m, m³/s, kg, s) with the unit in the name; times are UTC-aware datetimes.
This is the one place that rounds and that knows Beijing time.
"""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from math import ceil, floor, isfinite, log10

HOUR_S = 3600.0
# Metres per second in a kilometre per hour.
KM_H = 1 / 3.6
TENTH_S = 360.0
ROUND_OFF = 1e-9
BEIJING = timezone(timedelta(hours=8), "UTC+08:00")

# Up to this many hours from the release, round by this many seconds (answers.md, "Time").
_STEPS: tuple[tuple[float, float], ...] = (
    (6 * HOUR_S, 300.0),
    (24 * HOUR_S, 900.0),
    (float("inf"), HOUR_S),
)


def step_s(since_start_s: float) -> float:
    """The rounding step [s] for a time that lies `since_start_s` after the release.

    >>> step_s(2 * 3600), step_s(10 * 3600), step_s(100 * 3600)
    (300.0, 900.0, 3600.0)
    """
    return next(step for limit, step in _STEPS if abs(since_start_s) < limit)


def earlier(since_start_s: float) -> float:
    """`since_start_s` rounded down to its step: for anything that must not come too late.

    >>> earlier(3 * 3600 + 299) / 3600
    3.0
    """
    step = step_s(since_start_s)
    return floor(since_start_s / step) * step


def later(since_start_s: float) -> float:
    """`since_start_s` rounded up to its step: for anything that must not come too soon.

    >>> later(25 * 3600 + 1) / 3600
    26.0
    """
    step = step_s(since_start_s)
    return ceil(since_start_s / step) * step


def clock_before(moment: datetime, since_start_s: float) -> datetime:
    """`moment` rounded down on the Beijing clock, by the step of its distance from the release."""
    return _on_clock(moment, step_s(since_start_s), floor)


def clock_after(moment: datetime, since_start_s: float) -> datetime:
    """`moment` rounded up on the Beijing clock, by the step of its distance from the release."""
    return _on_clock(moment, step_s(since_start_s), ceil)


def front_clock(moment: datetime) -> datetime:
    """When a front may be at a place to hold it, down to five minutes, however far that is.

    Every sheet that tells such a place tells this, so that none has another time for it.
    """
    return _on_clock(moment, _STEPS[0][1], floor)


def _on_clock(moment: datetime, step: float, way: Callable[[float], int]) -> datetime:
    seconds = moment.timestamp()
    return datetime.fromtimestamp(way(seconds / step) * step, BEIJING)


def iso(moment: datetime) -> str:
    """ISO 8601 to the minute, Beijing time with its offset.

    >>> from datetime import UTC
    >>> iso(datetime(2026, 11, 24, 19, 5, tzinfo=UTC))
    '2026-11-25T03:05+08:00'
    """
    return moment.astimezone(BEIJING).isoformat(timespec="minutes")


def beijing(moment: datetime, *, year: bool = False) -> str:
    """Date and time as read in China, e.g. ``11-25 03:05``."""
    return moment.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M" if year else "%m-%d %H:%M")


def beijing_by(now: datetime, moment: datetime) -> str:
    """The same as read at `now`: the year stands only where it is not this year.

    >>> now = datetime(2026, 1, 2, 3, 5, tzinfo=BEIJING)
    >>> beijing_by(now, now), beijing_by(now, now - timedelta(days=2))
    ('01-02 03:05', '2025-12-31 03:05')
    """
    year = moment.astimezone(BEIJING).year != now.astimezone(BEIJING).year
    return beijing(moment, year=year)


def early_h(hours: float) -> str:
    """Hours since the start as text, rounded down: what must not come too late.

    To a tenth of an hour, below the step that the clock is rounded to.

    >>> early_h(3.99), early_h(8.3), early_h(30.9)
    ('3.9', '8.2', '30')
    """
    return _tenths(floor(earlier(_seconds(hours)) / TENTH_S + ROUND_OFF))


def late_h(hours: float) -> str:
    """Hours since the start as text, rounded up: what must not come too soon.

    >>> late_h(3.99), late_h(8.2), late_h(30.1)
    ('4', '8.3', '31')
    """
    return _tenths(ceil(later(_seconds(hours)) / TENTH_S - ROUND_OFF))


def drive_h(hours: float) -> str:
    """Hours on the road as text, in tenths and rounded up: nobody is there in no time.

    >>> drive_h(0.0), drive_h(0.03), drive_h(1.2), drive_h(1.21)
    ('0.0', '0.1', '1.2', '1.3')
    """
    return f"{ceil(_seconds(hours) / TENTH_S - ROUND_OFF) / 10:.1f}"


def _seconds(hours: float) -> float:
    """Seconds without the noise of the division that made the hours."""
    return round(hours * HOUR_S, 6)


def _tenths(tenths: int) -> str:
    return f"{tenths / 10:.1f}".removesuffix(".0")


def significant(value: float, digits: int = 2) -> str:
    """`value` to `digits` significant figures, without an exponent in the readable range.

    >>> significant(0.012345), significant(1234.0), significant(0.0), significant(3.2e-7)
    ('0.012', '1200', '0', '3.2e-07')
    """
    if value == 0 or not isfinite(value):
        return f"{value:.0f}"
    if abs(value) < 1e-4:
        return f"{value:.{digits - 1}e}"
    # Rounded first: 9.96 has its digits where 10 has them.
    rounded = float(f"{value:.{digits - 1}e}")
    places = digits - 1 - floor(log10(abs(rounded)))
    return f"{rounded:.{max(places, 0)}f}"
