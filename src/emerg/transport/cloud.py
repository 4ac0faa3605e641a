"""The passing cloud at a fixed point: a shifted inverse Gaussian matched to three cumulants.

On a uniform reach the flux concentration of a slug is exactly an inverse Gaussian in time, so on
one reach this is the exact solution of advection-dispersion; on a chain of reaches the cumulants
add. All times in seconds after the release begins. Arrays broadcast; shapes are free.
"""

from dataclasses import dataclass
from functools import cache, cached_property
from types import EllipsisType
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from emerg.geodesy import FloatArray, IntArray

Part: TypeAlias = int | slice | EllipsisType | IntArray | NDArray[np.bool_]

NEWTON_STEPS = 5
# Times after the shift are no shorter than this, so that their inverse stays finite.
EARLIEST_S = 1e-9


@dataclass(frozen=True)
class Cloud:
    """Residence-time distribution: shift + inverse Gaussian(mean, shape), all [s]."""

    shift: FloatArray
    mean: FloatArray
    shape: FloatArray

    def part(self, chosen: Part | tuple[Part, ...]) -> "Cloud":
        """The clouds at these indices."""
        return Cloud(self.shift[chosen], self.mean[chosen], self.shape[chosen])

    @cached_property
    def mode(self) -> FloatArray:
        """Time of the peak [s] of a slug."""
        ratio = 1.5 * self.mean / self.shape
        # mean * (sqrt(1 + r²) - r), written so that a large r loses no digits
        return self.shift + self.mean / (np.sqrt(1 + ratio**2) + ratio)


def cloud(mean_s: FloatArray, variance_s2: FloatArray, third_s3: FloatArray) -> Cloud:
    """The cloud with these first three cumulants."""
    mean = 3 * variance_s2**2 / third_s3
    return Cloud(mean_s - mean, mean, mean**3 / variance_s2)


@dataclass(frozen=True, slots=True)
class Logarithm:
    """ln f = constant - 1.5 ln t - falls t - rises / t; what does not change is worked out once."""

    shift: FloatArray
    constant: FloatArray
    falls: FloatArray
    rises: FloatArray

    @classmethod
    def of(cls, c: Cloud) -> "Logarithm":
        """The logarithm of the density of `c`."""
        constant = 0.5 * np.log(c.shape / (2 * np.pi)) + c.shape / c.mean
        return cls(c.shift, constant, c.shape / (2 * c.mean**2), c.shape / 2)

    def at(self, time_s: FloatArray) -> tuple[FloatArray, FloatArray]:
        """ln f and its derivative [1/s]; before the shift a very large negative number."""
        t = np.maximum(time_s - self.shift, EARLIEST_S)
        inverse = 1 / t
        pull = self.rises * inverse
        log: FloatArray = self.constant - 1.5 * np.log(t) - self.falls * t - pull
        return log, (pull - 1.5) * inverse - self.falls


def density(c: Cloud, time_s: FloatArray) -> FloatArray:
    """Probability density [1/s] of the residence time; C = M f / Q."""
    with np.errstate(under="ignore"):
        found = np.exp(log_density(c, time_s))
    return np.where(time_s > c.shift, found, 0.0)


def log_density(c: Cloud, time_s: FloatArray) -> FloatArray:
    """ln of `density`."""
    return Logarithm.of(c).at(time_s)[0]


def passed(c: Cloud, time_s: FloatArray) -> FloatArray:
    """Share of the mass that has passed by `time_s` (the cumulative distribution)."""
    return passed_and_density(c, time_s)[0]


def passed_and_density(c: Cloud, time_s: FloatArray) -> tuple[FloatArray, FloatArray]:
    """`passed` and `density` at `time_s`, which share their costly part.

    F = Φ(b) + exp(2 λ/μ) Φ(-a) with b = √(λ/t) (t/μ - 1), a = √(λ/t) (t/μ + 1); the second term
    equals exp(-b²/2) erfcx(a/√2) / 2, which neither overflows nor loses digits.
    """
    from scipy.special import erfc, erfcx

    t = np.maximum(time_s - c.shift, EARLIEST_S)
    root = np.sqrt(c.shape / t)
    b, a = root * (t / c.mean - 1), root * (t / c.mean + 1)
    with np.errstate(under="ignore"):
        bell = np.exp(-0.5 * b * b)
        share = 0.5 * (erfc(-b * np.sqrt(0.5)) + bell * erfcx(a * np.sqrt(0.5)))
        height = root / (t * np.sqrt(2 * np.pi)) * bell
    begun = time_s > c.shift
    return np.where(begun, share, 0.0), np.where(begun, height, 0.0)


def crossings(c: Cloud, level: FloatArray) -> tuple[FloatArray, FloatArray]:
    """When a slug's density first rises above and last falls below `level` [1/s].

    Where the level is above the peak both times are NaN. ln f is strictly concave in ln t, so
    Newton's steps from the closed-form guess close in on each root from outside.
    """
    peak_x = np.log(c.mode - c.shift)
    with np.errstate(divide="ignore"):
        log_level = np.log(level)
    drop = log_density(c, c.mode) - log_level
    reached = drop >= 0
    drop = np.where(reached, drop, 0.0)
    half = c.shape / (2 * c.mean)
    # Without the t^-1.5 the roots are those of u + 1/u = 2 + drop / half, u = t / mean.
    b = 1 + drop / (2 * half)
    wide = np.sqrt(b**2 - 1)
    first = _newton(c, peak_x + np.minimum(np.log(b - wide), -1e-9), log_level, peak_x, -1.0)
    last = _newton(c, peak_x + np.maximum(np.log(b + wide), 1e-9), log_level, peak_x, 1.0)
    nan = np.where(reached, 0.0, np.nan)
    return c.shift + np.exp(first) + nan, c.shift + np.exp(last) + nan


def front(c: Cloud, share: float) -> FloatArray:
    """When a slug's density first rises above `share` of its own peak [s].

    By a table over the shape λ/μ, on which alone it depends; beyond its ends by `crossings`.
    """
    log_shape, gap = _fronts(share)
    here = np.log(c.shape / c.mean)
    found: FloatArray = c.shift + c.mean * np.exp(np.interp(here, log_shape, gap))
    beyond = (here < log_shape[0]) | (here > log_shape[-1])
    if beyond.any():
        found = np.where(beyond, crossings(c, share * density(c, c.mode))[0], found)
    return found


@cache
def _fronts(share: float) -> tuple[FloatArray, FloatArray]:
    """ln λ/μ, and ln of the front's time over the mean at each, shape (n,)."""
    log_shape = np.linspace(np.log(0.1), np.log(1e7), 4001)
    c = Cloud(np.zeros_like(log_shape), np.ones_like(log_shape), np.exp(log_shape))
    return log_shape, np.log(crossings(c, share * density(c, c.mode))[0])


def _newton(
    c: Cloud, x: FloatArray, log_level: FloatArray, peak_x: FloatArray, side: float
) -> FloatArray:
    """Root of ln f(exp x) = log_level on one side of the peak, by Newton in x = ln t."""
    half = c.shape / (2 * c.mean)
    constant = 0.5 * np.log(c.shape / (2 * np.pi)) - log_level
    log_mean = np.log(c.mean)
    for _ in range(NEWTON_STEPS):
        u = np.exp(x - log_mean)
        value = constant - 1.5 * x - half * (u - 2 + 1 / u)
        rise = -1.5 - half * (u - 1 / u)
        with np.errstate(divide="ignore", invalid="ignore"):
            step = np.where(np.abs(rise) > 1e-12, value / rise, 0.0)
        x = x - np.clip(step, -3.0, 3.0)
        x = np.maximum(x, peak_x) if side > 0 else np.minimum(x, peak_x)
    return x
