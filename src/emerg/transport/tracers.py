"""How far a cloud's edges stand from its peak, and how fast rivers run, as dye has shown it.

``tools/fit_tracers.py`` fits ``data/tracers.toml`` to the open half of the USGS time-of-travel
compilation and scores it on rivers left out. A `score` is standard normal. Arrays broadcast.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

import numpy as np

from emerg.geodesy import FloatArray
from emerg.records import Fraction, NotNegative, Positive
from emerg.shipped import shipped
from emerg.units import HOUR_S

# Beyond this logit a ratio could no longer be told from 0 or 1.
FARTHEST_LOGIT = 30.0

Scores: TypeAlias = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Edge:
    """Distribution of r, the earlier over the later of two times: peak and edge.

    logit r = location + per_ln_hours ln T + per_ln_velocity ln V + s sinh(tail z) / tail, with T
    [h] the time of the peak, V [m/s] its velocity, z the score and s the scale on its side.
    """

    location: float
    per_ln_hours: float
    per_ln_velocity: float
    below: Positive
    above: Positive
    tail: Positive

    def ratio(self, score: FloatArray, hours: FloatArray, velocity_m_s: FloatArray) -> FloatArray:
        """The ratio, in (0, 1); the higher the score, the closer to 1."""
        median = (
            self.location
            + self.per_ln_hours * np.log(hours)
            + self.per_ln_velocity * np.log(velocity_m_s)
        )
        logit = median + np.where(score < 0, self.below, self.above) * _longer(score, self.tail)
        found: FloatArray = 1 / (1 + np.exp(-np.clip(logit, -FARTHEST_LOGIT, FARTHEST_LOGIT)))
        return found


@dataclass(frozen=True, slots=True)
class FromDischarge:
    """ln V = ln_velocity + exponent ln Q; standard deviations `between` rivers and `within` one."""

    ln_velocity: float
    exponent: float
    between: NotNegative
    within: NotNegative


@dataclass(frozen=True, slots=True)
class OtherFlow:
    """ln(V2/V1) = exponent ln(Q2/Q1) + s sinh(tail z) / tail on one segment.

    s is the hypotenuse of `repeat` and exponent_sd ln(Q2/Q1).
    """

    exponent: float
    exponent_sd: NotNegative
    repeat: NotNegative
    tail: Positive


@dataclass(frozen=True, slots=True)
class Together:
    """How scores belong together: lead with trail, and the share that a river keeps throughout."""

    lead_and_trail: Fraction
    lead_of_river: Fraction
    trail_of_river: Fraction


@dataclass(frozen=True, slots=True)
class Measured:
    """1 and 99 % of the passages: the ends of what the fit of the edges knows."""

    hours: tuple[Positive, Positive]
    velocity_m_s: tuple[Positive, Positive]

    def clipped(self, hours: FloatArray, velocity_m_s: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Both led no further than was measured."""
        return np.clip(hours, *self.hours), np.clip(velocity_m_s, *self.velocity_m_s)


@dataclass(frozen=True, slots=True)
class Tracers:
    """tracers.toml"""

    format: Literal[1]
    as_of: str
    source: str
    licence: str
    made_by: str
    cannot_say: str
    rows: dict[str, int]
    measured: Measured
    lead: Edge
    trail: Edge
    lead_by_time: Edge
    trail_by_time: Edge
    together: Together
    from_discharge: FromDischarge
    other_flow: OtherFlow
    scores: Scores


@cache
def load_tracers() -> Tracers:
    """The figures in ``data/tracers.toml``, with the scores they had on rivers left out."""
    return shipped(Tracers, "emerg.transport", "tracers.toml")


def lead_ratio(
    score: FloatArray, peak_time_s: FloatArray, velocity_m_s: FloatArray | None = None
) -> FloatArray:
    """Time of the leading edge over time of the peak, in (0, 1); a low score is an early front.

    Parameters
    ----------
    peak_time_s : FloatArray
        Time from the release to the peak [s]; beyond the times measured the ratio stays as it is.
    velocity_m_s : FloatArray, optional
        Mean velocity of the peak [m/s]. Slow rivers draw a cloud out more than fast ones: without
        it their fronts are expected too late.
    """
    table = load_tracers()
    return _edge(table.lead, table.lead_by_time, score, peak_time_s, velocity_m_s)


def trail_ratio(
    score: FloatArray, peak_time_s: FloatArray, velocity_m_s: FloatArray | None = None
) -> FloatArray:
    """Time of the peak over time of the trailing edge, in (0, 1); a low score is a late tail.

    Arguments as for `lead_ratio`. The source does not say where its trailing edge ends.
    """
    table = load_tracers()
    return _edge(table.trail, table.trail_by_time, score, peak_time_s, velocity_m_s)


def velocity_from_discharge(
    discharge_m3_s: FloatArray, between_score: FloatArray, within_score: FloatArray
) -> FloatArray:
    """Velocity of the peak [m/s] where nothing but the discharge is known: a last resort.

    One `between_score` per river, one `within_score` per segment. For a river measured at another
    flow `velocity_at_other_flow` knows far more.
    """
    law = load_tracers().from_discharge
    log = law.ln_velocity + law.exponent * np.log(discharge_m3_s)
    found: FloatArray = np.exp(log + law.between * between_score + law.within * within_score)
    return found


def velocity_at_other_flow(
    velocity_m_s: FloatArray, flow_ratio: FloatArray, score: FloatArray
) -> FloatArray:
    """Velocity [m/s] at `flow_ratio` times the flow at which `velocity_m_s` was measured."""
    law = load_tracers().other_flow
    log = np.log(flow_ratio)
    spread = np.hypot(law.repeat, law.exponent_sd * log)
    found: FloatArray = velocity_m_s * np.exp(
        law.exponent * log + spread * _longer(score, law.tail)
    )
    return found


def _edge(
    full: Edge,
    by_time: Edge,
    score: FloatArray,
    peak_time_s: FloatArray,
    velocity_m_s: FloatArray | None,
) -> FloatArray:
    edge, speed = (by_time, np.ones(())) if velocity_m_s is None else (full, velocity_m_s)
    return edge.ratio(score, *load_tracers().measured.clipped(peak_time_s / HOUR_S, speed))


def _longer(score: FloatArray, tail: float) -> FloatArray:
    """A score with longer tails: measured edges stray far more often than a bell curve says."""
    found: FloatArray = np.sinh(tail * score) / tail
    return found
