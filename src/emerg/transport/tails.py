"""When a cloud is gone again: the last time at which it is more than a trace of its own peak."""

import numpy as np

from emerg.geodesy import FloatArray, IntArray
from emerg.transport.ensemble import passage_of
from emerg.transport.forecast import FRONT_SHARE
from emerg.transport.measures import Passages
from emerg.transport.rates import Rates

# Between so many points, and those beside a store, the end follows the front.
POINTS = 16


def tails_s(p: Passages, front_s: FloatArray, members: IntArray, rates: Rates) -> FloatArray:
    """Likely and latest (95 %) end of the cloud at every point [s], shape (2, points).

    The front is where it first exceeds a share of the local peak; the end is where it last does,
    but not before Jobson's tail and not before what is stored on the way has run out. No mass
    enters, so it holds where that is not known. Infinite where nothing is left to have an end.

    Parameters
    ----------
    front_s : array, shape (points,)
        Likely front, never decreasing.
    members : array of int
        Those that count.
    """
    at = _asked(p.tail_after_s)
    tail = passage_of(p.tail, members[:, None], at[None, :])
    here = tail.curve(rates)
    first, last = here.crossings(FRONT_SHARE * here.peak[1])
    last = np.maximum(last, first + tail.jobson_tail_s + rates.duration_s)
    last = np.where(np.isnan(last), np.inf, last)
    # Order statistics: between a finite and an infinite member there is nothing to interpolate.
    found = np.quantile(last, (0.5, 0.95), axis=0, method="higher")
    found = np.fmax(found, np.median(first, axis=0) + p.tail_after_s[at])
    found = np.maximum.accumulate(found, axis=1)
    with np.errstate(invalid="ignore"):
        ends = [np.interp(front_s, front_s[at], row) for row in found]
    told: FloatArray = np.nan_to_num(np.stack(ends), nan=np.inf, posinf=np.inf)
    return told


def _asked(after_s: FloatArray) -> IntArray:
    """Points spread evenly, the first and the last, and those on either side of a store."""
    count = len(after_s)
    spread = np.linspace(0, count - 1, min(count, POINTS)).round().astype(np.intp)
    above = np.flatnonzero(np.diff(after_s))
    return np.unique(np.concatenate([spread, above, above + 1]))
