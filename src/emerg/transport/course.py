"""A course as arrays: what every reach of the way downstream is like, ready for the ensemble."""

from dataclasses import dataclass
from math import isnan

import numpy as np
from numpy.typing import NDArray

from emerg.geodesy import FloatArray, IntArray
from emerg.network.river import Course, Reach
from emerg.transport.dispersion import band
from emerg.transport.tracers import load_tracers
from emerg.transport.velocity import GRAVITY_M_S2, Z_HIGHEST_PROBABLE, jobson_m_s

# Width and depth at mean flow (Moody and Troutman 2002), only to bound the mixing across.
REGRESSION_WIDTH, REGRESSION_DEPTH = (7.2, 0.50), (0.27, 0.39)
# A bank's width follows the flow at a station with about this power (Leopold and Maddock 1953).
WIDTH_POWER = 0.26
# Measured V = V0 (Q/Q0)^b: median exponent of the USGS tracer compilation.
RATING_POWER = 0.56

DISCHARGE, JOBSON_SLOPE, JOBSON, ENTERED, RATING, SECTION = range(6)
VELOCITY_BASES = (
    "discharge alone",
    "jobson with slope",
    "jobson",
    "entered",
    "rating",
    "measured section",
)


@dataclass(frozen=True, slots=True)
class Way:
    """Reach properties along a course, each of shape (reaches,); the first is the travelled part.

    Attributes
    ----------
    shortest_m, length_m, longest_m : float
        By the extremes of the published length.
    basis : int
        Index into `VELOCITY_BASES`: how the reach's velocity is had.
    width_m, width_at_m3_s : float
        Width, and the flow it holds at.
    measured : bool
        Width and depth were measured, so a dispersion formula says more than rivers at large.
    river : int
        Index of the playbook: one velocity factor for each.
    """

    reaches: tuple[Reach, ...]
    start: float
    shortest_m: FloatArray
    length_m: FloatArray
    longest_m: FloatArray
    mean_m3_s: FloatArray
    area_m2: FloatArray
    slope: FloatArray
    width_m: FloatArray
    width_at_m3_s: FloatArray
    measured: NDArray[np.bool_]
    ice: NDArray[np.bool_]
    basis: IntArray
    river: IntArray
    share: FloatArray


def way(course: Course) -> Way:
    """The arrays of `course`."""
    reaches = course.reaches
    part = np.ones(len(reaches))
    part[0] = 1 - course.start
    lengths = np.array([r.length_m for r in reaches]) * part[:, None]
    middle = np.full(len(reaches), 0.5)
    middle[0] = (1 + course.start) / 2
    mean = np.array([r.mean_m3_s(m) for r, m in zip(reaches, middle, strict=True)])
    playbooks = list(dict.fromkeys(r.playbook for r in reaches))
    return Way(
        reaches=reaches,
        start=course.start,
        shortest_m=lengths[:, 0],
        length_m=lengths[:, 1],
        longest_m=lengths[:, 2],
        mean_m3_s=mean,
        area_m2=np.array([r.area_m2(m) for r, m in zip(reaches, middle, strict=True)]),
        slope=np.array([np.nan if r.slope is None else r.slope for r in reaches]),
        width_m=np.array([_width(r, q)[0] for r, q in zip(reaches, mean, strict=True)]),
        width_at_m3_s=np.array([_width(r, q)[1] for r, q in zip(reaches, mean, strict=True)]),
        measured=np.array([r.measured_section is not None for r in reaches], dtype=bool),
        ice=np.array([r.ice for r in reaches], dtype=bool),
        basis=np.array([_basis(r) for r in reaches], dtype=np.intp),
        river=np.array([playbooks.index(r.playbook) for r in reaches], dtype=np.intp),
        share=np.array(course.share),
    )


def _width(reach: Reach, mean_m3_s: float) -> tuple[float, float]:
    """Width [m] and the flow [m³/s] at which it was measured, or is said to be, or estimated."""
    if reach.measured_section is not None:
        return reach.measured_section[0], reach.measured_section[2]
    if reach.width_m is not None:
        return reach.width_m, mean_m3_s
    return REGRESSION_WIDTH[0] * mean_m3_s ** REGRESSION_WIDTH[1], mean_m3_s


def _basis(reach: Reach) -> int:
    """In order of preference; the discharge alone is the last resort."""
    if reach.measured_velocity_m_s is not None:
        return ENTERED
    if reach.rating is not None:
        return RATING
    if reach.measured_section is not None:
        return SECTION
    if isnan(reach.lower_m3_s) or isnan(reach.lower_m2):
        return DISCHARGE
    return JOBSON if reach.slope is None else JOBSON_SLOPE


def peak_velocity(w: Way, discharge_m3_s: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Most and highest probable velocity [m/s]; `discharge_m3_s` has shape (…, reaches)."""
    slope = np.where(w.basis == JOBSON_SLOPE, w.slope, 1.0)
    most, highest = jobson_m_s(discharge_m3_s, w.mean_m3_s, w.area_m2, slope)
    if (w.basis != JOBSON_SLOPE).any():
        plain, plain_highest = jobson_m_s(discharge_m3_s, w.mean_m3_s, w.area_m2)
        bare = w.basis != JOBSON_SLOPE
        most, highest = np.where(bare, plain, most), np.where(bare, plain_highest, highest)
    bare = np.isnan(most)
    if bare.any():
        law, fast = _by_discharge(discharge_m3_s)
        most, highest = np.where(bare, law, most), np.where(bare, fast, highest)
    for i in np.flatnonzero(w.basis >= ENTERED):
        known = _known_velocity(w.reaches[i], discharge_m3_s[..., i])
        if w.basis[i] == ENTERED:
            highest[..., i] = known * np.exp(Z_HIGHEST_PROBABLE * load_tracers().other_flow.repeat)
        else:
            # What was measured replaces the estimate; half its doubt stays, for another day's flow.
            highest[..., i] = known * np.sqrt(highest[..., i] / most[..., i])
        most[..., i] = known
    factor = np.array([r.velocity_factor / (1 + r.lag_beta) for r in w.reaches])
    fastest = np.array([max(r.velocity_factor, 1.0) for r in w.reaches])
    return most * factor, highest * fastest


def _by_discharge(discharge_m3_s: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Median and 99 % of the velocity [m/s] where nothing but the discharge is known."""
    law = load_tracers().from_discharge
    most = np.exp(law.ln_velocity + law.exponent * np.log(discharge_m3_s))
    doubt = np.hypot(law.between, law.within)
    return most, most * np.exp(Z_HIGHEST_PROBABLE * doubt)


def _known_velocity(reach: Reach, discharge_m3_s: FloatArray) -> FloatArray:
    if reach.measured_velocity_m_s is not None:
        return np.full_like(discharge_m3_s, reach.measured_velocity_m_s)
    if reach.rating is not None:
        a, b = reach.rating
        return a * discharge_m3_s**b
    assert reach.measured_section is not None
    width, depth, at = reach.measured_section
    velocity: FloatArray = at / (width * depth) * (discharge_m3_s / at) ** RATING_POWER
    return velocity


def section(
    w: Way, discharge_m3_s: FloatArray, velocity_m_s: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Width, depth [m] and slope at this flow, by continuity: W D U = Q."""
    width = w.width_m * (discharge_m3_s / w.width_at_m3_s) ** WIDTH_POWER
    depth = discharge_m3_s / (width * velocity_m_s)
    # Without a slope: u* of about a tenth of the velocity.
    bare = (0.1 * velocity_m_s) ** 2 / (GRAVITY_M_S2 * depth)
    return width, depth, np.where(np.isnan(w.slope), bare, w.slope)


def dispersion_band(
    w: Way, discharge_m3_s: FloatArray, velocity_m_s: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """K [m²/s] and the standard deviation of ln K, shape (reaches,); NaN where not known."""
    width, depth, slope = section(w, discharge_m3_s, velocity_m_s)
    k, spread = band(width, depth, velocity_m_s, slope)
    return np.where(w.measured, k, np.nan), spread


def mixing(
    w: Way,
    upper_m3_s: FloatArray,
    lower_m3_s: FloatArray,
    velocity_m_s: FloatArray,
) -> tuple[FloatArray, FloatArray]:
    """How far the cloud is mixed across at both ends of each reach, shape (reaches,).

    The measure is x e_t / (U W²) with e_t = 0.6 H u*: complete from about 0.4. Water joining from
    the side pushes the cloud to its bank again, so that its concentration there does not drop.
    """
    discharge = (upper_m3_s + lower_m3_s) / 2
    width, depth, slope = section(w, discharge, velocity_m_s)
    transverse = 0.6 * depth * np.sqrt(GRAVITY_M_S2 * depth * slope)
    gain = transverse * w.length_m / (velocity_m_s * width**2)
    entering, leaving = np.empty_like(gain), np.empty_like(gain)
    mixed = 0.0
    for i in range(len(gain)):
        if i:
            diluted = min(lower_m3_s[i - 1] / upper_m3_s[i], 1.0)
            # Only a real tributary matters; rounding between two reaches does not.
            if diluted < 0.98:
                mixed = min(mixed, 1 / np.pi) * diluted**2
        entering[i] = mixed
        mixed = mixed + gain[i]
        leaving[i] = mixed
    return entering, leaving
