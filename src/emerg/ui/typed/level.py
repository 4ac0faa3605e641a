"""The harm and the level as they are typed; what cannot be read counts as not known, and says so.

A forecast never waits for it: what is wrong here keeps nobody from an answer.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias, TypeVar

from emerg.errors import EmergError, InputError
from emerg.response.grading import Counted
from emerg.response.harm import Harm, Ruled
from emerg.texts import Text
from emerg.ui.typed.answers import LevelTyped
from emerg.ui.typed.figures import read_range
from emerg.ui.typed.moments import read_moment, written
from emerg.ui.typed.plain import not_known

T = TypeVar("T")
Wrong: TypeAlias = Literal[
    "deaths", "injured", "evacuated", "loss_yuan", "reason", "verified", "judged"
]

WAN = 10_000.0
MOST_PEOPLE, MOST_YUAN = 1e7, 1e13
PEOPLE_UNITS, WAN_UNITS, YUAN_UNITS = ("", "人", "名", "people"), ("", "万", "万元"), ("元", "yuan")
COUNTS: Mapping[Counted, Text] = {
    "deaths": Text("Deaths"),
    "injured": Text("Poisoned, badly hurt"),
    "evacuated": Text("Evacuated"),
    "loss_yuan": Text("Direct loss"),
}
WHY, VERIFIED, JUDGED = Text("Why this level"), Text("Verified at"), Text("Judged at")
A_COUNT = Text("write one number, or a range as 2-5; 0 for none; leave empty if not known")


@dataclass(frozen=True, slots=True)
class LevelRead:
    """What was understood of it."""

    harm: Harm = field(default_factory=Harm)
    ruled: Ruled | None = None
    verified: datetime | None = None
    judged: datetime | None = None
    mistakes: Mapping[Wrong, EmergError] = field(default_factory=dict)


def read_level(typed: LevelTyped, now: datetime) -> LevelRead:
    """Read everything; a level without a reason is refused, and the first judgement holds."""
    mistakes: dict[Wrong, EmergError] = {}

    def tried(name: Wrong, read: Callable[[], T]) -> T | None:
        try:
            return read()
        except EmergError as error:
            mistakes[name] = error
            return None

    harm = Harm(
        deaths=tried("deaths", lambda: _people(typed.deaths, "deaths")),
        injured=tried("injured", lambda: _people(typed.injured, "injured")),
        evacuated=tried("evacuated", lambda: _people(typed.evacuated, "evacuated")),
        loss_yuan=tried("loss_yuan", lambda: _loss_yuan(typed.loss_yuan)),
        water_cut=typed.water_cut or None,
        border=typed.border or None,
        ecology=typed.ecology or None,
        radiation=typed.radiation or None,
    )
    return LevelRead(
        harm,
        tried("reason", lambda: _ruled(typed)),
        tried("verified", lambda: _moment(typed.verified, now, VERIFIED)),
        tried("judged", lambda: _moment(typed.judged, now, JUDGED)),
        mistakes,
    )


def written_out(text: str, now: datetime) -> str:
    """A moment in full, so that "2 h ago" does not move on with the clock; else as it was."""
    try:
        moment = _moment(text, now, VERIFIED)
    except EmergError:
        return text
    return text if moment is None else written(moment)


def _moment(text: str, now: datetime, where: Text) -> datetime | None:
    return None if not_known(text) else read_moment(text, now, where)


def _people(text: str, name: Counted) -> tuple[float, float] | None:
    """How many; None: not known.

    >>> _people("2-5人", "deaths"), _people("", "deaths"), _people("约1.2万", "evacuated")
    ((2.0, 5.0), None, (12000.0, 12000.0))
    """
    if not_known(text):
        return None
    low, high, said = read_range(text, COUNTS[name], A_COUNT)
    whole = low == round(low) and high == round(high)
    if said.casefold() not in PEOPLE_UNITS or high > MOST_PEOPLE or not whole:
        raise _no_count(text, name)
    return low, high


def _loss_yuan(text: str) -> tuple[float, float] | None:
    """The loss [yuan], typed in 10⁴ yuan unless it says 元 or 亿; None: not known.

    >>> _loss_yuan("500-800"), _loss_yuan("3000元"), _loss_yuan("1.2亿元"), _loss_yuan("20万元")
    ((5000000.0, 8000000.0), (3000.0, 3000.0), (120000000.0, 120000000.0), (200000.0, 200000.0))
    """
    if not_known(text):
        return None
    low, high, said = read_range(text, COUNTS["loss_yuan"], A_COUNT)
    unit = said.casefold()
    if unit in ("亿", "亿元"):
        times = 1e8
    elif unit in YUAN_UNITS or "万" in text:  # read_range has reckoned 万 in already
        times = 1.0
    else:
        times = WAN
    if unit not in (*WAN_UNITS, *YUAN_UNITS, "亿", "亿元") or high * times > MOST_YUAN:
        raise _no_count(text, "loss_yuan")
    return low * times, high * times


def _no_count(text: str, name: Counted) -> InputError:
    what = Text("'{value}' cannot be counted here", value=text[:20])
    return InputError(what, where=COUNTS[name], fix=A_COUNT)


def _ruled(typed: LevelTyped) -> Ruled | None:
    """The level as ruled.

    Raises
    ------
    InputError
        Without a reason.
    """
    if typed.ruled is None:
        return None
    reason = " ".join(typed.reason.split())
    if not reason:
        raise InputError(
            Text("the level is not changed: no reason is given"),
            where=WHY,
            fix=Text("write who decided it, and why"),
        )
    return Ruled(typed.ruled, reason)
