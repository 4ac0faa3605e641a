"""A thousand rivers at once: what is not known is drawn, what is known is kept.

The draws are correlated as rivers are: one score for the flow of the whole path, one for the
velocity of each river and a smaller one for each reach, one for the spreading. They are seeded, so
the same question prints the same answer twice.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from emerg.geodesy import FloatArray, IntArray
from emerg.network.flow import Flows
from emerg.transport.cloud import Cloud, cloud
from emerg.transport.course import Way, dispersion_band, mixing, peak_velocity
from emerg.transport.dispersion import (
    UNIT_PEAK_LOG_SD,
    unit_peak_exponent,
    unit_peak_variance_s2,
)
from emerg.transport.velocity import LEADING_EDGE, log_spread
from emerg.units import HOUR_S

MEMBERS = 1000
SEED = 20260815
# Share of the velocity's doubt that a river has in common along its whole course.
RIVER_SHARE = 0.7
# Measured tracer passages: v_peak/v_lead and v_trail/v_peak at 5, 50 and 95 % (USGS compilation).
LEAD_RATIO = (0.62, 0.85, 0.97)
TRAIL_RATIO = (0.43, 0.73, 0.94)
Z_95 = 1.6449
# Undiluted at the outfall; the mixing measure knows no better near it.
BANK_CAP = 100.0
# Mixed across from this value of x e_t / (U W²) on.
MIXED = 0.4
# An observed cloud is taken as a bell: 1 % of its peak stands this many deviations ahead.
FRONT_DEVIATIONS = 3.035
HEAD_SKEW = 0.5


@dataclass(frozen=True, slots=True)
class Draws:
    """Standard scores, shape (members,) or (members, n)."""

    season: FloatArray
    reading: FloatArray
    mass: FloatArray
    length: FloatArray
    river: FloatArray
    reach: FloatArray
    spreading: FloatArray
    lead: FloatArray
    trail: FloatArray
    transverse: FloatArray

    @property
    def members(self) -> int:
        return len(self.season)


def draw(reaches: int, rivers: int, *, members: int = MEMBERS, seed: int = SEED) -> Draws:
    """Scores for a path of `reaches` reaches through `rivers` rivers."""
    rng = np.random.default_rng(seed)
    plain = [rng.standard_normal(members) for _ in range(7)]
    season, reading, mass, length, spreading, lead, trail = plain
    return Draws(
        season=season,
        reading=reading,
        mass=mass,
        length=length,
        spreading=spreading,
        lead=lead,
        trail=trail,
        transverse=rng.uniform(size=members),
        river=rng.standard_normal((members, rivers)),
        reach=rng.standard_normal((members, reaches)),
    )


@dataclass(frozen=True, slots=True)
class Points:
    """Where the cloud is watched: reach index on the way and share of its travelled part."""

    index: IntArray
    share: FloatArray


@dataclass(frozen=True, slots=True)
class Boundary:
    """A cloud observed at the head of the way: peak time [s], its spread [s], from time zero."""

    mean_s: float = 0.0
    deviation_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Passage:
    """The cloud at every point, shape (members, points) unless said otherwise.

    Attributes
    ----------
    cloud : Cloud
        Residence time of a slug let in at time zero.
    advection_s : array
        Travel time of the peak at the drawn velocity.
    fastest_s, slick_fastest_s : array, shape (points,)
        Front at the highest probable velocity, the shortest length and the highest flow; for
        dissolved matter and for what floats in calm air.
    slick_s : array
        Front of what floats, calm air.
    bank : array
        Concentration at the spill's bank over the mean of the section, 1 when mixed.
    mixed : array of bool, shape (points,)
    """

    cloud: Cloud
    advection_s: FloatArray
    discharge_m3_s: FloatArray
    velocity_m_s: FloatArray
    fastest_s: FloatArray
    slick_s: FloatArray
    slick_fastest_s: FloatArray
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
    time = _length(w, draws) / velocity
    steps = _Steps(time, np.cumsum(time, axis=1) - time + head.mean_s)
    advection = steps.before[:, points.index] + time[:, points.index] * points.share
    variance, third = _spread(w, discharge, velocity, steps, points, draws)
    fast = _fastest(w, discharge)
    floating = velocity * (1.15 + 0.03 * np.clip(draws.lead[:, None], -1.65, 1.65))
    front = head.mean_s - FRONT_DEVIATIONS * head.deviation_s
    mixed = _mixed(w, flows, velocity, points)
    return Passage(
        cloud=cloud(
            advection, variance + head.deviation_s**2, third + HEAD_SKEW * head.deviation_s**3
        ),
        advection_s=advection,
        discharge_m3_s=flows.at(points.index, points.share),
        velocity_m_s=velocity[:, points.index],
        fastest_s=front + LEADING_EDGE * _reached(w.shortest_m / fast, points),
        slick_s=front + _reached(steps.time * velocity / floating, points),
        slick_fastest_s=front + _reached(w.shortest_m / (1.2 * fast + 0.035 * wind_m_s), points),
        bank=_bank(mixed, draws),
        mixed=mixed >= MIXED,
        share=w.share[points.index],
    )


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


def _spread(
    w: Way,
    discharge: FloatArray,
    velocity: FloatArray,
    steps: _Steps,
    points: Points,
    draws: Draws,
) -> tuple[FloatArray, FloatArray]:
    """Variance [s²] and third cumulant [s³] at every point.

    Where the section is known a reach adds 2 K L / U³; elsewhere the growth of Jobson's unit-peak
    curve. Both are given the third cumulant of an inverse Gaussian, 3 (variance)² / mean.
    """
    middle_flow, middle_velocity = np.median(discharge, axis=0), np.median(velocity, axis=0)
    k, log_sd = dispersion_band(w, middle_flow, middle_velocity)
    score = draws.spreading[:, None]
    known = 2 * k * (velocity / middle_velocity) * np.exp(log_sd * score) / velocity**2
    bare = np.flatnonzero(~w.known_section)
    exponent = unit_peak_exponent(discharge[:, bare], w.mean_m3_s[bare])
    doubt = np.exp(2 * UNIT_PEAK_LOG_SD * score)

    gain = known * steps.time
    gain[:, bare] = doubt * _growth(steps.before[:, bare], steps.time[:, bare], exponent)
    third = 3 * gain**2 / steps.time
    variance_before, third_before = np.cumsum(gain, axis=1) - gain, np.cumsum(third, axis=1) - third

    time_here = np.maximum(steps.time[:, points.index] * points.share, 1e-6)
    gain_here = known[:, points.index] * time_here
    column = np.searchsorted(bare, points.index)
    for p in np.flatnonzero(~w.known_section[points.index]):
        gain_here[:, p] = doubt[:, 0] * _growth(
            steps.before[:, points.index[p]], time_here[:, p], exponent[:, column[p]]
        )
    gain_here = np.maximum(gain_here, 1e-9)
    return (
        variance_before[:, points.index] + gain_here,
        third_before[:, points.index] + 3 * gain_here**2 / time_here,
    )


def _growth(before_s: FloatArray, time_s: FloatArray, exponent: FloatArray) -> FloatArray:
    """Growth of the variance [s²] along Jobson's curve from `before_s` on."""
    start, end = np.maximum(before_s, 0.0) / HOUR_S, np.maximum(before_s + time_s, 0.0) / HOUR_S
    return unit_peak_variance_s2(end, exponent) - unit_peak_variance_s2(start, exponent)


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
