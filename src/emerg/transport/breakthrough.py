"""The curve at a place: the concentration from hour to hour, with its band."""

from dataclasses import dataclass
from math import inf

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
    p: Passage,
    mass_kg: FloatArray,
    rates: Rates,
    fraction: float,
    background_mg_l: float,
    moments: int = MOMENTS,
    *,
    most_mg_l: float = inf,
) -> Breakthrough:
    """The curve at the only point of `p`; `mass_kg` has shape (members,).

    There are `moments` before the peak, and one more from there on. Nowhere is there more than the
    `most_mg_l` of the product as it was released.
    """
    here = passage_of(p, EVERY, 0).curve(rates)
    first, last = here.crossings(TRACE * here.peak[1])
    per_density = MG_L_PER_KG_M3 * mass_kg * fraction / p.discharge_m3_s[:, 0]
    middle = np.quantile(here.peak[0], 0.5)
    times = _moments(np.quantile(first, 0.02), middle, np.quantile(last, 0.98), moments)
    mean = here.at(np.broadcast_to(times[:, None], (len(times), len(first)))) * per_density
    share = float(p.share[0])
    phases = _moments(0.0, 1.0, 2.0, moments)
    edges = (first, here.peak[0], last)
    likely = _in_the_middle(here, edges, per_density, phases, times) * share
    high = np.maximum(np.quantile(mean * p.bank[:, 0], 0.95, axis=1), likely)
    low = np.minimum(np.quantile(mean, 0.05, axis=1) * share, likely)
    if not bool(p.mixed[0]) or share < 1.0:
        low = np.zeros_like(low)
    told = np.minimum(np.stack([low, likely, high]), most_mg_l * fraction)
    return Breakthrough(times, told + background_mg_l)


def _moments(first_s: float, peak_s: float, last_s: float, count: int) -> FloatArray:
    share = np.linspace(0.0, 1.0, count + 1)
    rising = first_s + share[:-1] * (peak_s - first_s)
    found: FloatArray = np.concatenate([rising, peak_s + share**1.5 * (last_s - peak_s)])
    return found


def _in_the_middle(
    here: Curve,
    edges: tuple[FloatArray, FloatArray, FloatArray],
    per_density: FloatArray,
    phases: FloatArray,
    times: FloatArray,
) -> FloatArray:
    """The median of time and of height at every phase from own front to peak to tail."""
    first, peak, last = edges
    phase = phases[:, None]
    rising, falling = first + phase * (peak - first), peak + (phase - 1) * (last - peak)
    time = np.where(phase < 1, rising, falling)
    at, heights = np.median(time, axis=1), np.median(here.at(time) * per_density, axis=1)
    found: FloatArray = np.interp(times, at, heights, left=0.0, right=0.0)
    return found
