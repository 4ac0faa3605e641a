"""The curve at a place: the concentration from hour to hour, with its band."""

from dataclasses import dataclass

import numpy as np

from emerg.geodesy import FloatArray
from emerg.transport.ensemble import EVERY, Passage, passage_of
from emerg.transport.forecast import MG_L_PER_KG_M3
from emerg.transport.rates import Rates
from emerg.transport.release import Curve

# Moments on either side of the peak; close together where the curve is steep.
MOMENTS = 60
TRACE = 1e-3


@dataclass(frozen=True, slots=True)
class Breakthrough:
    """Hour by hour at one place.

    Attributes
    ----------
    time_s : array, shape (moments,)
        After the start of the release.
    mg_l : array, shape (3, moments)
        Low and high are 5 % of the mean of the section and 95 % at the spill's bank, each moment
        for itself. Likely is the curve in the middle: of all members at the same phase of their
        own front, peak and tail the median, so that it peaks when and as high as is likely.
    """

    time_s: FloatArray
    mg_l: FloatArray


def breakthrough(
    p: Passage, mass_kg: FloatArray, rates: Rates, fraction: float, background_mg_l: float
) -> Breakthrough:
    """The curve at the only point of `p`; `mass_kg` has shape (members,)."""
    here = passage_of(p, EVERY, 0).curve(rates)
    first, last = here.crossings(TRACE * here.peak[1])
    per_density = MG_L_PER_KG_M3 * mass_kg * fraction / p.discharge_m3_s[:, 0]
    times = _moments(
        np.quantile(first, 0.02), np.quantile(here.peak[0], 0.5), np.quantile(last, 0.98)
    )
    mean = np.array([here.at(np.full(len(first), time)) for time in times]) * per_density
    share = float(p.share[0])
    likely = _in_the_middle(here, (first, here.peak[0], last), per_density, times) * share
    high = np.maximum(np.quantile(mean * p.bank[:, 0], 0.95, axis=1), likely)
    low = np.minimum(np.quantile(mean, 0.05, axis=1) * share, likely)
    if not bool(p.mixed[0]) or share < 1.0:
        low = np.zeros_like(low)
    return Breakthrough(times, np.stack([low, likely, high]) + background_mg_l)


def _moments(first_s: float, peak_s: float, last_s: float) -> FloatArray:
    share = np.linspace(0.0, 1.0, MOMENTS + 1)
    rising = first_s + share[:-1] * (peak_s - first_s)
    found: FloatArray = np.concatenate([rising, peak_s + share**1.5 * (last_s - peak_s)])
    return found


def _in_the_middle(
    here: Curve,
    edges: tuple[FloatArray, FloatArray, FloatArray],
    per_density: FloatArray,
    times: FloatArray,
) -> FloatArray:
    """The median of time and of height at every phase from own front to peak to tail."""
    first, peak, last = edges
    at, heights = [], []
    for phase in _moments(0.0, 1.0, 2.0):
        time = first + phase * (peak - first) if phase < 1 else peak + (phase - 1) * (last - peak)
        at.append(np.median(time))
        heights.append(np.median(here.at(time) * per_density))
    found: FloatArray = np.interp(times, at, heights, left=0.0, right=0.0)
    return found
