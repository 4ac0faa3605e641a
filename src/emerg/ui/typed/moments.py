"""When: moments as people say them on the phone, in Beijing time."""

import re
from datetime import date, datetime, timedelta

from emerg.errors import InputError
from emerg.response.incident import Start
from emerg.texts import Prose, Text
from emerg.ui.typed.plain import in_figures, not_known, plain
from emerg.units import BEIJING, beijing

WHEN, REPORTED = Text("4 When"), Text("4 When, known since")

_NOW = {"现在", "刚才", "刚刚", "now", "just now"}
# A hyphen parts two moments only behind a time of day; in ISO it begins an offset.
_BETWEEN = re.compile(r" ?(?:~|至|到|–|—| - | to |(?<![Tt]\d\d:\d\d)(?<=\d:\d\d)-(?=\d)) ?")
_AGO = re.compile(
    r"(?:约|大约|about )? ?(?P<n>[\d.]+|半|half an?|an?) ?(?:个)?"
    r"(?P<unit>小时|钟头|h|hours?|分钟|分|min|minutes?)(?:以?前| ago)?"
)
_CLOCK = re.compile(
    r"(?:(?P<day>前天|昨天|昨日|昨|今天|今日|今|yesterday|today)|"
    r"(?:(?P<y>\d{4})[-/.年])?(?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})日?)?[ T]?"
    r"(?P<part>凌晨|清晨|早晨|早上|早|晨|上午|中午|下午|傍晚|晚上|晚)? ?"
    r"(?:(?P<H>\d{1,2})[:时点](?P<M>\d{1,2}|半)?分?(?::\d{2})?|(?P<h>\d{1,2})(?P<min>\d{2}))"
)
# The hours by the clock that a part of the day is said with, and what makes them hours of the day.
_PARTS: dict[str, tuple[range, int]] = {
    **dict.fromkeys(("凌晨", "清晨", "早晨", "早上", "早", "晨", "上午"), (range(12), 0)),
    "中午": (range(11, 14), 0),
    **dict.fromkeys(("下午", "傍晚"), (range(1, 8), 12)),
    **dict.fromkeys(("晚上", "晚"), (range(5, 12), 12)),
}
_BACK = {"前天": 2, "昨天": 1, "昨日": 1, "昨": 1, "yesterday": 1}


def read_when(text: str, now: datetime) -> Start | None:
    """The start, one moment or two; None: not known.

    Examples
    --------
    >>> now = datetime(2026, 7, 15, 3, 30, tzinfo=BEIJING)
    >>> start = read_when("23:30~02:40", now)
    >>> f"{start.earliest:%m-%d %H:%M} {start.latest:%m-%d %H:%M}"
    '07-14 23:30 07-15 02:40'
    """
    if not_known(text):
        return None
    parts = _BETWEEN.split(plain(text))
    if len(parts) > 2:
        raise _unreadable(text, WHEN)
    moments = [read_moment(part, now, WHEN) for part in parts]
    if moments[0] > moments[-1]:
        raise InputError(
            Text("the latest start lies before the earliest"),
            where=WHEN,
            fix=Text("write the earlier moment first"),
        )
    return Start(moments[0], moments[-1])


def written(moment: datetime) -> str:
    """A moment in full, so that it means the same at any later time."""
    return beijing(moment, year=True)


def written_start(start: Start) -> str:
    """A start in full.

    Examples
    --------
    >>> now = datetime(2026, 7, 15, 3, 30, tzinfo=BEIJING)
    >>> written_start(read_when("02:00~02:40", now))
    '2026-07-15 02:00 ~ 2026-07-15 02:40'
    """
    first, last = written(start.earliest), written(start.latest)
    return first if first == last else f"{first} ~ {last}"


def read_reported(text: str, now: datetime) -> datetime | None:
    """Since when the office knows; None: not said."""
    return None if not_known(text) else read_moment(text, now, REPORTED)


def read_moment(text: str, now: datetime, where: Prose = WHEN) -> datetime:
    """One moment; a time of day without a date is the last such time.

    Raises
    ------
    InputError
        Not readable as a moment.

    Examples
    --------
    >>> now = datetime(2026, 7, 15, 3, 30, tzinfo=BEIJING)
    >>> [f"{read_moment(t, now):%m-%d %H:%M}" for t in ("23:50", "约2小时前", "7月14日 9:05")]
    ['07-14 23:50', '07-15 01:30', '07-14 09:05']
    >>> [f"{read_moment(t, now):%m-%d %H:%M}" for t in ("0240", "昨晚十一点半", "凌晨两点")]
    ['07-15 02:40', '07-14 23:30', '07-15 02:00']
    """
    said = in_figures(plain(text)).casefold().replace(",", " ")
    now = now.astimezone(BEIJING).replace(second=0, microsecond=0)
    if said in _NOW:
        return now
    for read in (_ago, _clock, _iso):
        try:
            found = read(said, now)
        except (ValueError, OverflowError) as error:
            raise _unreadable(text, where) from error
        if found is not None:
            return found
    raise _unreadable(text, where)


def _ago(said: str, now: datetime) -> datetime | None:
    found = _AGO.fullmatch(said)
    if found is None:
        return None
    number = {"半": 0.5, "half a": 0.5, "half an": 0.5, "a": 1.0, "an": 1.0}.get(found["n"])
    hours = float(found["n"]) if number is None else number
    minutes = hours if found["unit"] in ("分钟", "分", "min", "minute", "minutes") else hours * 60
    return now - timedelta(minutes=round(minutes))


def _clock(said: str, now: datetime) -> datetime | None:
    found = _CLOCK.fullmatch(said.upper() if "t" in said[:11] and said[:4].isdigit() else said)
    if found is None:
        return None
    hour, minute = _time_of_day(found)
    if found["m"]:
        year = int(found["y"] or now.year)
        moment = datetime(year, int(found["m"]), int(found["d"]), hour, minute, tzinfo=BEIJING)
        late = moment > now + timedelta(days=183) and not found["y"]
        return moment.replace(year=year - 1) if late else moment
    day: date = now.date() - timedelta(days=_BACK.get(found["day"] or "", 0))
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=BEIJING)
    return moment - timedelta(days=1) if not found["day"] and moment > now else moment


def _time_of_day(found: re.Match[str]) -> tuple[int, int]:
    """Hour and minute; an evening at 12 or at 2 could mean either day and is not guessed."""
    hour = int(found["H"] or found["h"])
    minute = 30 if found["M"] == "半" else int(found["M"] or found["min"] or 0)
    if found["part"] is None:
        return hour, minute
    hours, added = _PARTS[found["part"]]
    if hour >= 13 and hour - added in hours and added:
        return hour, minute  # 晚上 23:00: said twice
    if hour not in hours:
        raise ValueError(found["part"])
    return hour + added, minute


def _iso(said: str, _now: datetime) -> datetime:
    moment = datetime.fromisoformat(said.upper())
    return moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)


def _unreadable(text: str, where: Prose) -> InputError:
    return InputError(
        Text("'{value}' is not a time", value=text[:40]),
        where=where,
        fix=Text("write 02:40, 07-15 02:40, 2 h ago, or a range 02:00~02:40; empty if not known"),
    )
