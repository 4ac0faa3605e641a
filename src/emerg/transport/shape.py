"""The cloud through three measured points: where its front, its peak and its tail stand."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from emerg.geodesy import FloatArray
from emerg.transport.cloud import Cloud, crossings, density

# The leading edge of a dye cloud is where it is first detected; of its trailing edge the source
# does not say where it ends. At a tenth of the peak, clouds drawn from the measured edges peak as
# high as Jobson's unit-peak curve says they do (see tests), and his own tail ends there.
FRONT_LEVEL = 0.01
TAIL_LEVEL = 0.10
# Of a bell: the gap from the peak to its tail over that to its front.
BELL = float(np.sqrt(np.log(TAIL_LEVEL) / np.log(FRONT_LEVEL)))
# Shape λ/μ of the most skewed cloud: below it the tail runs on so long that it has hardly a mean.
MOST_SKEWED = 0.5


@dataclass(frozen=True, slots=True)
class _Shapes:
    """Inverse Gaussians of mean 1 by the logarithm of their shape λ, all shape (n,).

    Attributes
    ----------
    front_gap : array
        From the front to the mode.
    log_ratio : array
        ln of the gap behind the mode over the gap ahead of it; falls with the shape.
    log_reach : array
        ln of the mode over the gap ahead of it; grows with the shape.
    """

    log_shape: FloatArray
    mode: FloatArray
    front_gap: FloatArray
    log_ratio: FloatArray
    log_reach: FloatArray


@cache
def _shapes() -> _Shapes:
    log_shape = np.linspace(np.log(MOST_SKEWED), np.log(1e6), 1001)
    ones = np.ones_like(log_shape)
    c = Cloud(0 * ones, ones, np.exp(log_shape))
    peak = density(c, c.mode)
    first, _ = crossings(c, FRONT_LEVEL * peak)
    _, last = crossings(c, TAIL_LEVEL * peak)
    ahead = c.mode - first
    return _Shapes(
        log_shape, c.mode, ahead, np.log((last - c.mode) / ahead), np.log(c.mode / ahead)
    )


def shaped(
    peak_s: FloatArray, ahead_s: FloatArray, behind_s: FloatArray, begins_s: float = 0.0
) -> Cloud:
    """The cloud that peaks at `peak_s`, with its front `ahead_s` before and its tail `behind_s`
    after it, all [s].

    A tail too short for a cloud that began at `begins_s` is lengthened, and the front of a tail too
    long for any cloud comes sooner: both err on the cautious side.
    """
    table = _shapes()
    ahead_s = np.maximum(ahead_s, behind_s / np.exp(table.log_ratio[0]))
    ahead_s = np.minimum(ahead_s, (peak_s - begins_s) / np.exp(table.log_reach[0]))
    from_ratio = np.interp(-np.log(behind_s / ahead_s), -table.log_ratio, table.log_shape)
    reach = np.log(np.maximum(peak_s - begins_s, ahead_s) / ahead_s)
    log_shape = np.minimum(from_ratio, np.interp(reach, table.log_reach, table.log_shape))
    mean = ahead_s / np.interp(log_shape, table.log_shape, table.front_gap)
    mode = np.interp(log_shape, table.log_shape, table.mode)
    return Cloud(peak_s - mean * mode, mean, mean * np.exp(log_shape))
