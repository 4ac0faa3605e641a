"""How long the cloud stays where: likely front, likely and latest end, and what may remain."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf, isfinite

import numpy as np

from emerg.geodesy import FloatArray
from emerg.response.answering import Answered, held_back_m
from emerg.response.clocks import left_behind
from emerg.response.entering import release_of
from emerg.response.hits import CLOCKED
from emerg.response.passing import Plume
from emerg.response.running import Stage
from emerg.response.way_down import Store
from emerg.texts import Text
from emerg.transport.ensemble import EVERY
from emerg.transport.forecast import Release
from emerg.transport.tails import tails_s
from emerg.units import HOUR_S

HELD_BACK = Text("water is held back above, and what it carries comes later")


@dataclass(frozen=True, slots=True)
class Presence:
    """The cloud along one way down, hours after the start.

    Attributes
    ----------
    likely_h, thins_h, gone_h : array, shape (places + 1,)
        Likely front, likely and latest end, first where it enters, then at every place passed.
        Infinite where nobody can tell the end; the likely one passes stores without a model as if
        they were river, as the likely front does.
    """

    likely_h: FloatArray
    thins_h: FloatArray
    gone_h: FloatArray
    told: Plume


def presence(stage: Stage, found: Answered) -> Presence:
    """The cloud along a way that was answered."""
    case, passed = stage.case, stage.down.passed
    release = release_of(case.scenario, case.substance, case.amount_kg, found.ran.entering_m3_s)
    thins, gone = _ends(stage, found, release)
    begins_h = inf if release.ongoing else _entered_h(stage, release.rates.end_s)
    doubt = _doubt(stage, found, release)
    return Presence(
        np.concatenate([[0.0], found.forecast.front_s[1] / HOUR_S]),
        np.maximum.accumulate(np.concatenate([[begins_h], thins])),
        np.maximum.accumulate(np.concatenate([[begins_h], gone])),
        Plume(
            doubt,
            _why_left(stage, release, ()) is not None,
            _recovers_h(stage, found) if doubt is None else None,
            {p.site.id: float(hours) for p, hours in zip(passed, gone, strict=True)},
        ),
    )


def _ends(stage: Stage, found: Answered, release: Release) -> tuple[FloatArray, FloatArray]:
    """Likely and latest end at every place [h]; not before the last time above its limit."""
    passed, forecast = stage.down.passed, found.forecast
    if not passed:
        return np.zeros(0), np.zeros(0)
    if release.ongoing:
        return np.full(len(passed), inf), np.full(len(passed), inf)
    members = np.arange(found.ran.draws.members) if found.members is None else found.members
    carried = found.ran.passages.part(EVERY, stage.places)
    thins, gone = tails_s(carried, forecast.front_s[1], members, release.rates)
    gone = np.fmax(np.maximum(gone, forecast.front_s[2]), forecast.last_above_s)
    away_m = np.array([p.distance_m for p in passed])
    gone = np.where(away_m >= _endless_from_m(stage, found), inf, gone)
    return thins / HOUR_S, np.maximum.accumulate(gone) / HOUR_S


def _recovers_h(stage: Stage, found: Answered) -> float | None:
    above = found.forecast.last_above_s / HOUR_S
    clocked = np.array([p.site.kind in CLOCKED for p in stage.down.passed], dtype=bool)
    last = above[clocked & np.isfinite(above)]
    return float(last.max()) if len(last) else None


def on_every_arm(arms: Sequence[Plume]) -> Plume:
    """What is told of the first arm; of a place on several the latest end, as of recovery."""
    gone: dict[str, float] = {}
    for arm in arms:
        for site, hours in arm.gone_h.items():
            gone[site] = max(hours, gone.get(site, 0.0))
    known = [arm.recovers_h for arm in arms if arm.recovers_h is not None]
    doubt = next((arm.doubt for arm in arms if arm.doubt is not None), None)
    return replace(
        arms[0],
        doubt=doubt,
        remains=any(arm.remains for arm in arms),
        recovers_h=max(known) if known and doubt is None else None,
        gone_h=gone,
    )


def _entered_h(stage: Stage, end_s: float) -> float:
    """When what enters has all entered [h]: the release, or the cloud that was seen there."""
    seen = stage.case.scenario.observed
    seen_h = 0.0 if seen is None else max(seen.peak_h, seen.tail_h or 0.0)
    return max(end_s / HOUR_S, seen_h)


def _endless_from_m(stage: Stage, found: Answered) -> float:
    """From where on nobody can tell the end: a store without a model, or water held back."""
    stores = stage.down.unknown_stores
    first_m = min((store.distance_m for store in stores), default=inf)
    return min(first_m, held_back_m(stage, found.ran))


def _doubt(stage: Stage, found: Answered, release: Release) -> Text | None:
    reason = _why_left(stage, release, stage.down.unknown_stores)
    if reason is None and isfinite(held_back_m(stage, found.ran)):
        return HELD_BACK
    return reason


def _why_left(stage: Stage, release: Release, stores: Sequence[Store]) -> Text | None:
    return left_behind(
        stage.case.substance,
        stores,
        mass_known=release.mass_kg is not None,
        ongoing=release.ongoing,
    )
