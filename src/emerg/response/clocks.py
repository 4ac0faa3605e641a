"""The two clocks of a place: when to have closed, and before when not to think of reopening."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import isnan, nan

from emerg.hazards.substances import Substance
from emerg.response.incident import Start
from emerg.response.way_down import Store
from emerg.texts import Prose, Text
from emerg.units import clock_after, clock_before

# Fewer runs than this above the limit: no closing is advised (answers.md).
LEAST_PROBABILITY = 0.01
# Time to shut an intake where the playbook does not say; said among the assumptions.
CLOSING_H = 0.5


@dataclass(frozen=True, slots=True)
class Clocks:
    """Both clocks; None carries its reason."""

    close_by: datetime | None
    close_reason: Prose | None
    reopen_not_before: datetime | None
    reopen_reason: Prose | None
    watch_from: datetime | None
    reopen_with_loss: datetime | None = None


@dataclass(frozen=True, slots=True)
class Timing:
    """What the forecast says at one place, seconds after the start; NaN is no crossing.

    For `last_with_loss_s` NaN is no loss known.
    """

    front_s: float
    fastest_s: float
    first_above_s: float
    last_above_s: float
    exceed_probability: float
    last_with_loss_s: float = nan


def clocks(
    timing: Timing,
    start: Start | None,
    substance: Substance,
    *,
    mass_known: bool,
    ongoing: bool,
    closing_h: float | None,
    stores: Sequence[Store],
    held_back: bool = False,
) -> Clocks:
    """Close by the fastest credible front, reopen not before the slowest credible tail."""
    if start is None:
        late = Text("start not known: it may already have passed; close now and sample")
        return Clocks(None, late, None, Text("start of the release not known"), None)
    watch = _early(start.earliest, timing.front_s)
    by_limit = mass_known and substance.mixes and not isnan(timing.exceed_probability)
    if by_limit and timing.exceed_probability < LEAST_PROBABILITY:
        below = Text("below the limit in at least 99 % of the runs")
        return Clocks(None, below, None, Text("the leak goes on") if ongoing else below, watch)
    first = timing.front_s
    if by_limit:
        above = timing.fastest_s if isnan(timing.first_above_s) else timing.first_above_s
        first = min(above, timing.fastest_s)
    lead_s = 3600 * (CLOSING_H if closing_h is None else closing_h)
    close_by = _early(start.earliest, first, lead_s)
    reason = _no_reopening(timing, substance, mass_known, ongoing, stores)
    if reason is None and held_back:
        reason = Text("water is held back above, and what it carries comes later")
    if reason is not None:
        return Clocks(close_by, None, None, reason, watch)
    reopen = _late(start.latest, timing.last_above_s)
    with_loss = None
    if not isnan(timing.last_with_loss_s):
        with_loss = _late(start.latest, timing.last_with_loss_s)
    return Clocks(close_by, None, reopen, None, watch, with_loss)


def _early(moment: datetime, seconds: float, lead_s: float = 0.0) -> datetime:
    return clock_before(moment + timedelta(seconds=seconds - lead_s), seconds)


def _late(moment: datetime, seconds: float) -> datetime:
    return clock_after(moment + timedelta(seconds=seconds), seconds)


def _no_reopening(
    timing: Timing,
    substance: Substance,
    mass_known: bool,
    ongoing: bool,
    stores: Sequence[Store],
) -> Prose | None:
    """Why no reopening time can be given; None where it can."""
    reason = left_behind(substance, stores, mass_known=mass_known, ongoing=ongoing)
    if reason is None and isnan(timing.last_above_s):
        return Text("no limit in mg/L for this substance")
    return reason


def left_behind(
    substance: Substance, stores: Sequence[Store], *, mass_known: bool, ongoing: bool
) -> Text | None:
    """Why the river behind the cloud cannot be called clear; None where it can."""
    if ongoing:
        return Text("the leak goes on")
    if not mass_known:
        return Text("the amount is not known")
    if substance.floats or substance.may_remain:
        return Text("floating, sunken or sorbed product may remain")
    if stores:
        names = tuple(store.name for store in stores[:3])
        return Text("no storage model yet for {names} on the way", names=names)
    return None
