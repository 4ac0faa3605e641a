"""A thousand rivers at once: every draw carried down the way to every place watched."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from emerg.geodesy import FloatArray, IntArray
from emerg.network.flow import Flows
from emerg.transport.cloud import Cloud
from emerg.transport.course import Way, dispersion_band, mixing, peak_velocity
from emerg.transport.dispersion import (
    unit_peak_exponent,
    unit_peak_per_s,
    unit_peak_variance_s2,
)
from emerg.transport.draws import Z_95, Draws
from emerg.transport.shape import shaped
from emerg.transport.tracers import lead_ratio, load_tracers, trail_ratio
from emerg.transport.velocity import LEADING_EDGE, log_spread
from emerg.units import HOUR_S

# Share of the velocity's doubt that a river has in common along its whole course.
RIVER_SHARE = 0.7
# Undiluted at the outfall; the mixing measure knows no better near it.
BANK_CAP = 100.0
# Mixed across from this value of x e_t / (U W²) on.
MIXED = 0.4
# Nearer to the release than this the measured edges say nothing.
SHORTEST_S = 60.0


@dataclass(frozen=True, slots=True)
class Points:
    """Where the cloud is watched: reach index on the way and share of its travelled part."""

    index: IntArray
    share: FloatArray


@dataclass(frozen=True, slots=True)
class Boundary:
    """What enters at the head of the way, in seconds from time zero: a slug at 0, or a cloud seen.

    Attributes
    ----------
    ahead_s, behind_s : float
        From the peak to the front before it and to the tail behind it.
    """

    peak_s: float = 0.0
    ahead_s: float = 0.0
    behind_s: float = 0.0

    @property
    def front_s(self) -> float:
        return self.peak_s - self.ahead_s

    @property
    def begins_s(self) -> float:
        """Before this nothing passed: a cloud seen has hardly begun four gaps before its peak."""
        return self.peak_s - 4 * self.ahead_s


@dataclass(frozen=True, slots=True)
class Passage:
    """The cloud at every point, shape (members, points) unless said otherwise.

    Attributes
    ----------
    cloud : Cloud
        Residence time of a slug let in at time zero.
    fastest_s, slick_fastest_s : array, shape (points,)
        Front at the highest probable velocity, the shortest length and the highest flow; for
        dissolved matter and for what floats in calm air.
    slick_s : array
        Front of what floats, calm air.
    jobson_tail_s : array
        From the front to a tenth of the peak behind it, by Jobson's unit peak.
    bank : array
        Concentration at the spill's bank over the mean of the section, 1 when mixed.
    mixed : array of bool, shape (points,)
    """

    cloud: Cloud
    discharge_m3_s: FloatArray
    velocity_m_s: FloatArray
    fastest_s: FloatArray
    slick_s: FloatArray
    slick_fastest_s: FloatArray
    jobson_tail_s: FloatArray
    bank: FloatArray
    mixed: NDArray[np.bool_]
    share: FloatArray


def passage(
    w: Way,
    flows: Flows,
    points: Points,
    draws: Draws,
    *,
    head: Boundary = Boundary(),
    wind_m_s: float = 0.0,
) -> Passage:
    """Carry the ensemble down the way to every point."""
    discharge = flows.middle
    most, highest = peak_velocity(w, discharge)
    velocity = most * np.exp(log_spread(most, highest) * _velocity_score(w, draws))
    # Under ice a river runs at half its open-water velocity, or at all of it, or between.
    velocity = velocity * np.where(w.ice, 1 - 0.5 * draws.ice[:, None], 1.0)
    time = _length(w, draws) / velocity
    steps = _Steps(time, np.cumsum(time, axis=1) - time)
    travel = steps.before[:, points.index] + time[:, points.index] * points.share
    ahead, behind = _edges(w, discharge, steps, points, travel, draws)
    fast = _fastest(w, discharge)
    floating = velocity * (1.15 + 0.03 * np.clip(draws.lead[:, None], -1.65, 1.65))
    mixed = _mixed(w, flows, velocity, points)
    return Passage(
        cloud=shaped(
            travel + head.peak_s,
            np.hypot(ahead, head.ahead_s),
            np.hypot(behind, head.behind_s),
            head.begins_s,
        ),
        discharge_m3_s=flows.at(points.index, points.share),
        velocity_m_s=velocity[:, points.index],
        fastest_s=head.front_s + LEADING_EDGE * _reached(w.shortest_m / fast, points),
        slick_s=head.front_s + _reached(steps.time * velocity / floating, points),
        slick_fastest_s=head.front_s
        + _reached(w.shortest_m / (1.2 * fast + 0.035 * wind_m_s), points),
        jobson_tail_s=_jobson_tail(w, discharge, points, travel),
        bank=_bank(mixed, draws),
        mixed=mixed >= MIXED,
        share=w.share[points.index],
    )


def passage_of(p: Passage, members: IntArray, points: slice) -> Passage:
    """The passage of these members at these points."""
    per_point = {
        name: getattr(p, name)[points]
        for name in ("fastest_s", "slick_fastest_s", "mixed", "share")
    }
    per_member = {
        name: getattr(p, name)[members, points]
        for name in ("discharge_m3_s", "velocity_m_s", "slick_s", "jobson_tail_s", "bank")
    }
    c = p.cloud
    cloud = Cloud(*(part[members, points] for part in (c.shift, c.mean, c.shape)))
    return Passage(cloud=cloud, **per_member, **per_point)


@dataclass(frozen=True, slots=True)
class _Steps:
    """Time through each reach and time of entering it [s], shape (members, reaches)."""

    time: FloatArray
    before: FloatArray


def _velocity_score(w: Way, draws: Draws) -> FloatArray:
    river = draws.river[:, w.river]
    score: FloatArray = np.sqrt(RIVER_SHARE) * river + np.sqrt(1 - RIVER_SHARE) * draws.reach
    return score


def _length(w: Way, draws: Draws) -> FloatArray:
    """Lengths per member: shortest and longest published length are its 5 and 95 %."""
    score = np.clip(draws.length[:, None] / Z_95, -1.0, 1.0)
    far = np.where(score > 0, w.longest_m - w.length_m, w.length_m - w.shortest_m)
    found: FloatArray = w.length_m + score * far
    return found


def _fastest(w: Way, discharge_m3_s: FloatArray) -> FloatArray:
    """Highest probable velocity at the highest credible flow, shape (reaches,)."""
    _most, highest = peak_velocity(w, np.quantile(discharge_m3_s, 0.95, axis=0))
    return highest


def _reached(time_s: FloatArray, points: Points) -> FloatArray:
    """Time of reaching each point, from the time through each reach; last axis reaches."""
    before = np.cumsum(time_s, axis=-1) - time_s
    found: FloatArray = before[..., points.index] + time_s[..., points.index] * points.share
    return found


def _edges(
    w: Way,
    discharge: FloatArray,
    steps: _Steps,
    points: Points,
    travel: FloatArray,
    draws: Draws,
) -> tuple[FloatArray, FloatArray]:
    """How far [s] the front stands ahead of the peak and the tail behind it, at every point.

    As dye clouds have shown it in rivers at large; where the section was measured, scaled by what
    the dispersion formulas make of it against Jobson's curve.
    """
    table = load_tracers().together
    travel = np.maximum(travel, SHORTEST_S)
    distance = _reached(w.length_m, points)
    velocity = np.maximum(distance, 1.0) / travel
    own = np.sqrt(1 - table.lead_and_trail**2)
    trailing = table.lead_and_trail * draws.lead + own * draws.trail
    ahead = travel * (1 - lead_ratio(draws.lead[:, None], travel, velocity))
    behind = travel * (1 / trail_ratio(trailing[:, None], travel, velocity) - 1)
    factor = _section_factor(w, discharge, steps, points, draws)
    return np.minimum(ahead * factor, 0.98 * travel), behind * factor


def _section_factor(
    w: Way, discharge: FloatArray, steps: _Steps, points: Points, draws: Draws
) -> FloatArray | float:
    """Spread of the cloud over that of Jobson's unit-peak curve, by the measured sections."""
    if not w.measured.any():
        return 1.0
    exponent = unit_peak_exponent(discharge, w.mean_m3_s)
    usual = _growth(steps.before, steps.time, exponent)
    middle_flow = np.median(discharge, axis=0)
    middle_velocity = np.median(w.length_m / steps.time, axis=0)
    k, log_sd = dispersion_band(w, middle_flow, middle_velocity)
    speed = w.length_m / steps.time
    spread = k * np.exp(log_sd * draws.spreading[:, None]) * (speed / middle_velocity)
    gain = np.where(w.measured, 2 * spread * steps.time / speed**2, usual)
    ratio = _reached(gain, points) / _reached(usual, points)
    found: FloatArray = np.sqrt(ratio)
    return found


def _growth(before_s: FloatArray, time_s: FloatArray, exponent: FloatArray) -> FloatArray:
    """Growth of the variance [s²] along Jobson's curve from `before_s` on."""
    start, end = before_s / HOUR_S, (before_s + time_s) / HOUR_S
    return unit_peak_variance_s2(end, exponent) - unit_peak_variance_s2(start, exponent)


def _jobson_tail(w: Way, discharge: FloatArray, points: Points, travel: FloatArray) -> FloatArray:
    """Time [s] from the front to a tenth of the peak behind it: Td10 = 2e6 / Cup (Jobson 1996)."""
    hours = np.maximum(travel, SHORTEST_S) / HOUR_S
    peak = unit_peak_per_s(hours, discharge[:, points.index], w.mean_m3_s[points.index])
    found: FloatArray = 2e6 / peak
    return found


def _mixed(w: Way, flows: Flows, velocity: FloatArray, points: Points) -> FloatArray:
    entering, leaving = mixing(
        w,
        np.median(flows.upper, axis=0),
        np.median(flows.lower, axis=0),
        np.median(velocity, axis=0),
    )
    start, end = entering[points.index], leaving[points.index]
    found: FloatArray = start + points.share * (end - start)
    return found


def _bank(mixed: FloatArray, draws: Draws) -> FloatArray:
    """Concentration at the bank over the mean; e_t = (0.3 to 1) H u*, drawn, against 0.6."""
    coefficient = 0.3 * (1 / 0.3) ** draws.transverse[:, None] / 0.6
    with np.errstate(divide="ignore"):
        found = 1 / np.sqrt(np.pi * mixed * coefficient)
    return np.clip(found, 1.0, BANK_CAP)
