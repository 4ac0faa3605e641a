"""The passing cloud at a fixed point: a shifted inverse Gaussian matched to three cumulants.

On a uniform reach the flux concentration of a slug is exactly an inverse Gaussian in time, so on
one reach this is the exact solution of advection-dispersion; on a chain of reaches the cumulants
add. All times in seconds after the release begins. Arrays broadcast; shapes are free.
"""

from dataclasses import dataclass

import numpy as np

from emerg.geodesy import FloatArray

NEWTON_STEPS = 5
PEAK_STEPS = 22
ROOT_STEPS = 11
LOWEST_LOG = 30.0


@dataclass(frozen=True, slots=True)
class Cloud:
    """Residence-time distribution: shift + inverse Gaussian(mean, shape), all [s]."""

    shift: FloatArray
    mean: FloatArray
    shape: FloatArray

    @property
    def mode(self) -> FloatArray:
        """Time of the peak [s] of a slug."""
        ratio = 1.5 * self.mean / self.shape
        # mean * (sqrt(1 + r²) - r), written so that a large r loses no digits
        return self.shift + self.mean / (np.sqrt(1 + ratio**2) + ratio)


def cloud(mean_s: FloatArray, variance_s2: FloatArray, third_s3: FloatArray) -> Cloud:
    """The cloud with these first three cumulants."""
    mean = 3 * variance_s2**2 / third_s3
    return Cloud(mean_s - mean, mean, mean**3 / variance_s2)


def density(c: Cloud, time_s: FloatArray) -> FloatArray:
    """Probability density [1/s] of the residence time; C = M f / Q."""
    with np.errstate(divide="ignore", invalid="ignore", under="ignore"):
        found = np.exp(log_density(c, time_s))
    return np.where(time_s > c.shift, found, 0.0)


def log_density(c: Cloud, time_s: FloatArray) -> FloatArray:
    """ln of `density` for times after the shift."""
    t = np.maximum(time_s - c.shift, 1e-300)
    found: FloatArray = 0.5 * np.log(c.shape / (2 * np.pi)) - 1.5 * np.log(t)
    found -= c.shape * (t - c.mean) ** 2 / (2 * c.mean**2 * t)
    return found


def passed(c: Cloud, time_s: FloatArray) -> FloatArray:
    """Share of the mass that has passed by `time_s` (the cumulative distribution)."""
    from scipy.special import log_ndtr, ndtr

    t = np.maximum(time_s - c.shift, 1e-9)
    root = np.sqrt(c.shape / t)
    far = np.exp(2 * c.shape / c.mean + log_ndtr(-root * (t / c.mean + 1)))
    return np.where(time_s > c.shift, ndtr(root * (t / c.mean - 1)) + far, 0.0)


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


def released(c: Cloud, time_s: FloatArray, duration_s: FloatArray) -> FloatArray:
    """Density [1/s] at `time_s` of a steady release over `duration_s`; a slug where that is 0."""
    long = np.maximum(duration_s, 1e-6)
    steady: FloatArray = (passed(c, time_s) - passed(c, time_s - long)) / long
    return np.where(duration_s > 0, steady, density(c, time_s))


def released_peak(c: Cloud, duration_s: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Time [s] and density [1/s] of the peak of a steady release over `duration_s`.

    The peak stands where the cloud leaves as fast as it comes: f(t) = f(t - duration).
    """
    low, high = c.mode, c.mode + duration_s
    for _ in range(PEAK_STEPS):
        middle = (low + high) / 2
        rising = density(c, middle) > density(c, middle - duration_s)
        low, high = np.where(rising, middle, low), np.where(rising, high, middle)
    time = (low + high) / 2
    return time, released(c, time, duration_s)


def released_crossings(
    c: Cloud, level: FloatArray, duration_s: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """As `crossings`, for a steady release over `duration_s` [s].

    A steady release is a mean of slugs let in over the duration: it cannot cross a level before
    the first of them does, nor fall below it later than the last.
    """
    peak_time, peak = released_peak(c, duration_s)
    reached = peak >= level
    first_slug, last_slug = crossings(c, np.where(reached, level, density(c, c.mode)))
    first = _bracketed(c, level, duration_s, first_slug, peak_time)
    last = _bracketed(c, level, duration_s, last_slug + duration_s, peak_time)
    nan = np.where(reached, 0.0, np.nan)
    return first + nan, last + nan


def _bracketed(
    c: Cloud, level: FloatArray, duration_s: FloatArray, outside: FloatArray, peak_time: FloatArray
) -> FloatArray:
    """Crossing between `outside` (below the level) and the peak, by the Illinois method on ln C."""
    log_level = np.log(level)

    def height(time_s: FloatArray) -> FloatArray:
        value = np.maximum(released(c, time_s, duration_s), 1e-300)
        return np.maximum(np.log(value) - log_level, -LOWEST_LOG)

    low, high = outside, peak_time
    low_height, high_height = np.minimum(height(low), -1e-12), np.maximum(height(high), 1e-12)
    for _ in range(ROOT_STEPS):
        middle = low + (high - low) * low_height / (low_height - high_height)
        here = height(middle)
        above = here > 0
        # Illinois: an end that stays is given half its height, so that both ends close in.
        low_height, high_height = (
            np.where(above, low_height / 2, here),
            np.where(above, here, high_height / 2),
        )
        low, high = np.where(above, low, middle), np.where(above, middle, high)
    return low
