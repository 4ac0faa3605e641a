"""A thousand rivers at once: every draw carried down the way to every place watched."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from emerg.geodesy import FloatArray, IntArray
from emerg.network.flow import Flows
from emerg.transport.blocks import in_blocks, joined
from emerg.transport.cloud import Cloud
from emerg.transport.course import Way, mixing, peak_velocity
from emerg.transport.dispersion import (
    unit_peak_per_s,
)
from emerg.transport.draws import Z_95, Draws, taken
from emerg.transport.growth import Points, Steps, spreading
from emerg.transport.rates import Rates
from emerg.transport.release import Curve, curve
from emerg.transport.sampled import Passing
from emerg.transport.shape import shaped
from emerg.transport.stored import Stored
from emerg.transport.tracers import lead_ratio, load_tracers, trail_ratio
from emerg.transport.treated import Treatment
from emerg.transport.velocity import LEADING_EDGE, log_spread
from emerg.units import HOUR_S

# Share of the velocity's doubt that a river has in common along its whole course.
RIVER_SHARE = 0.7
# Undiluted at the outfall; the mixing measure knows no better near it.
BANK_CAP = 100.0
# Mixed across from this value of x e_t / (U W²) on.
MIXED = 0.4
EVERY = slice(None)
# Members in a block, and every how many-th is asked what is usual.
MEMBERS_WIDTH, USUAL_EVERY = 192, 4
# Nearer to the release than this the measured edges say nothing.
SHORTEST_S = 60.0


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
    cloud : Cloud or Stored
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
    treated : tuple of Treatment
        What measures above have taken out, and from which part of the cloud on.
    """

    cloud: Passing
    discharge_m3_s: FloatArray
    velocity_m_s: FloatArray
    fastest_s: FloatArray
    slick_s: FloatArray
    slick_fastest_s: FloatArray
    jobson_tail_s: FloatArray
    bank: FloatArray
    mixed: NDArray[np.bool_]
    share: FloatArray
    treated: tuple[Treatment, ...] = ()

    def curve(self, rates: Rates) -> Curve:
        """What passes of a release in `rates`."""
        found = curve(self.cloud, rates)
        for treatment in self.treated:
            found = treatment.of(found)
        return found

    @property
    def river(self) -> Cloud:
        """The cloud as the river alone carries it: without its stay in stores."""
        return self.cloud.river if isinstance(self.cloud, Stored) else self.cloud


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
    usual = _usual(w, flows, draws, wind_m_s)
    blocks = in_blocks(
        lambda some: _carried(w, flows.part(some), points, taken(draws, some), usual, head),
        draws.members,
        MEMBERS_WIDTH,
    )
    return joined(blocks, axis=0)


def passage_of(p: Passage, members: IntArray | slice, points: IntArray | slice | int) -> Passage:
    """The passage of these members at these points."""
    per_point = {
        name: getattr(p, name)[points]
        for name in ("fastest_s", "slick_fastest_s", "mixed", "share")
    }
    per_member = {
        name: getattr(p, name)[members, points]
        for name in ("discharge_m3_s", "velocity_m_s", "slick_s", "jobson_tail_s", "bank")
    }
    treated = tuple(
        Treatment(one.phase[members, points], one.kept[members, points]) for one in p.treated
    )
    cloud = p.cloud.part((members, points))
    return Passage(cloud=cloud, **per_member, **per_point, treated=treated)


@dataclass(frozen=True, slots=True)
class _Usual:
    """What is told of the members together, reach by reach.

    Attributes
    ----------
    fastest, slick_fastest : Steps
        Time [s] at the highest probable velocity and the highest credible flow.
    mixing : (array, array)
        How far mixed across on entering and on leaving each reach.
    middle : (array, array) or None
        Middle flow and velocity; None where no section was measured.
    """

    fastest: Steps
    slick_fastest: Steps
    mixing: tuple[FloatArray, FloatArray]
    middle: tuple[FloatArray, FloatArray] | None


def _usual(w: Way, flows: Flows, draws: Draws, wind_m_s: float) -> _Usual:
    some = slice(None, None, USUAL_EVERY)
    part = flows.part(some)
    _most, fast = peak_velocity(w, np.quantile(flows.middle, 0.95, axis=0))
    velocity = np.median(_velocity(w, part.middle, taken(draws, some)), axis=0)
    upper, lower, middle = (np.median(q, axis=0) for q in (part.upper, part.lower, part.middle))
    return _Usual(
        Steps.of(w.shortest_m / fast),
        Steps.of(w.shortest_m / (1.2 * fast + 0.035 * wind_m_s)),
        mixing(w, upper, lower, velocity),
        (middle, velocity) if w.measured.any() else None,
    )


def _carried(
    w: Way, flows: Flows, points: Points, draws: Draws, usual: _Usual, head: Boundary
) -> Passage:
    """The passage of a few members, each for itself."""
    discharge = flows.middle
    velocity = _velocity(w, discharge, draws)
    time = Steps.of(_length(w, draws) / velocity)
    slick = Steps.of(time.own / (1.15 + 0.03 * np.clip(draws.lead[:, None], -1.65, 1.65)))
    spread = None
    if usual.middle is not None:
        spread = spreading(w, discharge, time, usual.middle, draws)
    travel = time.reached(points)
    ahead, behind = _edges(w, spread, points, travel, draws)
    entering, leaving = (ends[points.index] for ends in usual.mixing)
    mixed = entering + points.share * (leaving - entering)
    return Passage(
        cloud=shaped(
            travel + head.peak_s,
            np.hypot(ahead, head.ahead_s),
            np.hypot(behind, head.behind_s),
            head.begins_s,
        ),
        discharge_m3_s=flows.at(points.index, points.share),
        velocity_m_s=velocity[:, points.index],
        fastest_s=head.front_s + LEADING_EDGE * usual.fastest.reached(points),
        slick_s=head.front_s + slick.reached(points),
        slick_fastest_s=head.front_s + usual.slick_fastest.reached(points),
        jobson_tail_s=_jobson_tail(w, discharge, points, travel),
        bank=_bank(mixed, draws),
        mixed=mixed >= MIXED,
        share=w.share[points.index],
    )


def _velocity(w: Way, discharge_m3_s: FloatArray, draws: Draws) -> FloatArray:
    """Velocity of the peak [m/s], shape (members, reaches)."""
    most, highest = peak_velocity(w, discharge_m3_s)
    velocity = most * np.exp(log_spread(most, highest) * _velocity_score(w, draws))
    # Under ice a river runs at half its open-water velocity, or at all of it, or between.
    found: FloatArray = velocity * np.where(w.ice, 1 - 0.5 * draws.ice[:, None], 1.0)
    return found


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


def _edges(
    w: Way,
    spread: tuple[Steps, Steps] | None,
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
    velocity = np.maximum(Steps.of(w.length_m).reached(points), 1.0) / travel
    own = np.sqrt(1 - table.lead_and_trail**2)
    trailing = table.lead_and_trail * draws.lead + own * draws.trail
    ahead = travel * (1 - lead_ratio(draws.lead[:, None], travel, velocity))
    behind = travel * (1 / trail_ratio(trailing[:, None], travel, velocity) - 1)
    if spread is not None:
        own_variance, usual = (steps.reached(points) for steps in spread)
        factor = np.sqrt(own_variance / usual)
        ahead, behind = ahead * factor, behind * factor
    return np.minimum(ahead, 0.98 * travel), behind


def _jobson_tail(w: Way, discharge: FloatArray, points: Points, travel: FloatArray) -> FloatArray:
    """Time [s] from the front to a tenth of the peak behind it: Td10 = 2e6 / Cup (Jobson 1996)."""
    hours = np.maximum(travel, SHORTEST_S) / HOUR_S
    peak = unit_peak_per_s(hours, discharge[:, points.index], w.mean_m3_s[points.index])
    found: FloatArray = 2e6 / peak
    return found


def _bank(mixed: FloatArray, draws: Draws) -> FloatArray:
    """Concentration at the bank over the mean; e_t = (0.3 to 1) H u*, drawn, against 0.6."""
    coefficient = 0.3 * (1 / 0.3) ** draws.transverse[:, None] / 0.6
    with np.errstate(divide="ignore"):
        found = 1 / np.sqrt(np.pi * mixed * coefficient)
    return np.clip(found, 1.0, BANK_CAP)
