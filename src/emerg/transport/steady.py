"""A release that takes time: the cloud of a slug, let in steadily over a duration D.

Its curve is the mean of the slug's over D: exactly the difference of two distributions, and where
the cloud has outgrown the release, three well-placed slugs stand for all (Gauss and Legendre).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np

from emerg.geodesy import FloatArray
from emerg.transport.cloud import (
    Cloud,
    Logarithm,
    cloud,
    crossings,
    density,
    front,
    passed_and_density,
)
from emerg.transport.rates import SHORTEST_S

# Up to this duration, in standard deviations of the cloud, three slugs are enough: the times are
# right within 0.02 standard deviations even where the front is steepest.
OUTGROWN = 1.0
NODES = ((0.5 - np.sqrt(0.15), 5 / 18), (0.5, 8 / 18), (0.5 + np.sqrt(0.15), 5 / 18))
QUICK_STEPS, EXACT_STEPS = 2, 10
LEAST = 1e-300
LEAST_SKEW = 1e-3

Pair: TypeAlias = tuple[FloatArray, FloatArray]


@dataclass(frozen=True, slots=True)
class _Curve:
    """The curve of a release, exact or by three slugs."""

    cloud: Cloud
    log: Logarithm
    duration_s: FloatArray
    quick: bool

    @property
    def steps(self) -> int:
        """Newton's steps to a root."""
        return QUICK_STEPS if self.quick else EXACT_STEPS

    def at(self, time_s: FloatArray) -> Pair:
        """Density [1/s] and its rise [1/s²]."""
        if self.quick:
            return self._three_slugs(time_s)
        share, height = passed_and_density(self.cloud, time_s)
        before, height_before = passed_and_density(self.cloud, time_s - self.duration_s)
        return (share - before) / self.duration_s, (height - height_before) / self.duration_s

    def _three_slugs(self, time_s: FloatArray) -> Pair:
        height = np.zeros_like(time_s)
        rise = np.zeros_like(time_s)
        for share, weight in NODES:
            log, slope = self.log.at(time_s - share * self.duration_s)
            own = weight * np.exp(log)
            height += own
            rise += own * slope
        return height, rise


@dataclass(frozen=True)
class Steady:
    """What passes of a steady release over `duration_s` [s]; 0 is a slug. Clouds of any shape."""

    cloud: Cloud
    duration_s: FloatArray

    def at(self, time_s: FloatArray) -> FloatArray:
        """Density [1/s] at `time_s`."""
        if np.all(self.duration_s < SHORTEST_S):
            return density(self.cloud, time_s)
        return _curve(self.cloud, self.duration_s, quick=False).at(time_s)[0]

    @cached_property
    def peak(self) -> Pair:
        """Time [s] and density [1/s] of the peak."""
        c = self.cloud
        if np.all(self.duration_s < SHORTEST_S):
            return c.mode, density(c, c.mode)
        return _each(_peak, self.duration_s, c)

    def peak_before(self, time_s: FloatArray) -> FloatArray:
        """The highest density [1/s] before `time_s`: it rises once."""
        return self.at(np.minimum(time_s, self.peak[0]))

    def front(self, share: float) -> FloatArray:
        """First time [s] at `share` of the peak."""
        if np.all(self.duration_s < SHORTEST_S):
            return front(self.cloud, share)
        return self.crossings(share * self.peak[1])[0]

    def crossings(self, level: FloatArray) -> Pair:
        """As of `cloud.crossings`; NaN where the peak is below `level` [1/s]."""
        time, height = self.peak
        reached = np.asarray(level < height)
        if reached.ndim == 0 or reached.all():
            return _reached(self.cloud, level, self.duration_s, self.peak)
        # Those that never reach it are left out: on a long way most places lie below a limit.
        first, last = np.full(reached.shape, np.nan), np.full(reached.shape, np.nan)
        if reached.any():
            part, tops = self.cloud.part(reached), (time[reached], height[reached])
            first[reached], last[reached] = _reached(part, level[reached], self.duration_s, tops)
        return first, last


def _reached(c: Cloud, level: FloatArray, duration_s: FloatArray, peak: Pair) -> Pair:
    if np.all(duration_s < SHORTEST_S):
        return crossings(c, level)
    return _each(_crossings, duration_s, c, level, *peak)


def narrowest_s(c: Cloud) -> FloatArray:
    """Standard deviation [s] of the cloud, or the time of its rising limb where that is shorter."""
    return np.minimum(np.sqrt(c.mean**3 / c.shape), c.mode - c.shift)


def _curve(c: Cloud, duration_s: FloatArray, *, quick: bool) -> _Curve:
    return _Curve(c, Logarithm.of(c), duration_s, quick)


def _each(find: Callable[..., Pair], duration_s: FloatArray, c: Cloud, *given: Any) -> Pair:
    """`find` on the quick curve for every cloud that has outgrown the release, else the exact.

    `given` holds whatever else there is one of for each cloud.
    """
    outgrown = duration_s <= OUTGROWN * narrowest_s(c)
    if outgrown.all() or not outgrown.any():
        return find(_curve(c, duration_s, quick=bool(outgrown.all())), *given)
    first, second = np.empty(outgrown.shape), np.empty(outgrown.shape)
    for chosen, quick in ((outgrown, True), (~outgrown, False)):
        part = c.part(chosen)
        rest = (np.broadcast_to(array, outgrown.shape)[chosen] for array in given)
        first[chosen], second[chosen] = find(_curve(part, duration_s, quick=quick), *rest)
    return first, second


def _widened(c: Cloud, duration_s: FloatArray) -> Cloud:
    """The cloud with the mean and variance of a steady release added to its own: a first guess."""
    variance = c.mean**3 / c.shape + duration_s**2 / 12
    # A long release, hardly spread yet, has next to no skew: no cloud's shape would hold it.
    third = np.maximum(3 * c.mean**5 / c.shape**2, LEAST_SKEW * variance**1.5)
    return cloud(c.shift + c.mean + duration_s / 2, variance, third)


def _peak(curve: _Curve) -> Pair:
    """The peak stands where the cloud leaves as fast as it comes: f(t) = f(t - D).

    But for powers of t, which the mode in place of the mean makes up for, that is
    t (t - D) = mean² of an inverse Gaussian: Newton's first guess.
    """
    c, duration_s = curve.cloud, curve.duration_s
    low, high = np.maximum(c.mode, c.shift + 1.000001 * duration_s), c.mode + duration_s
    guess = c.shift + (duration_s + np.hypot(duration_s, 2 * (c.mode - c.shift))) / 2
    time = np.clip(guess, low, high)
    for _ in range(curve.steps):
        here, slope = curve.log.at(time)
        before, slope_before = curve.log.at(time - duration_s)
        rising = here > before
        low, high = np.where(rising, time, low), np.where(rising, high, time)
        time = _within(low, high, time, here - before, slope - slope_before)
    return time, curve.at(time)[0]


def _crossings(curve: _Curve, level: FloatArray, time: FloatArray, height: FloatArray) -> Pair:
    """Crossings of the curve, whose peak stands at `time`; NaN where `level` is above it."""
    c, duration_s = curve.cloud, curve.duration_s
    reached = height >= level
    level = np.where(reached, level, height)
    wide = _widened(c, duration_s)
    with np.errstate(over="ignore"):  # a long release, hardly spread yet: any level is below it
        guess, guess_last = crossings(wide, np.minimum(level, density(wide, wide.mode)))
    if curve.quick:
        surely, surely_last = guess - duration_s, guess_last + duration_s
    else:
        # A steady release is a mean of slugs: it cannot cross a level before the first of them
        # does, nor fall below it later than the last.
        surely, surely_last = crossings(c, np.minimum(level, density(c, c.mode)))
        surely_last = surely_last + duration_s
    nan = np.where(reached, 0.0, np.nan)
    first = _root(curve, level, guess, (surely, time), up=True)
    last = _root(curve, level, guess_last, (time, surely_last), up=False)
    return first + nan, last + nan


def _root(
    curve: _Curve, level: FloatArray, guess: FloatArray, bracket: Pair, *, up: bool
) -> FloatArray:
    """Where the curve, rising (`up`) or falling over `bracket`, meets `level`.

    Newton on the logarithm; without a guess inside it starts at the end that surely lies below.
    """
    low, high = bracket
    time = np.where((guess > low) & (guess < high), guess, low if up else high)
    log_level = np.log(level)
    for _ in range(curve.steps):
        height, rise = curve.at(time)
        height = np.maximum(height, LEAST)
        value = np.log(height) - log_level
        past = (value > 0) == up
        low, high = np.where(past, low, time), np.where(past, time, high)
        time = _within(low, high, time, value, rise / height)
    return time


def _within(
    low: FloatArray, high: FloatArray, time: FloatArray, value: FloatArray, slope: FloatArray
) -> FloatArray:
    """Newton's next step, or the middle of the bracket where it would leave it."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        step = time - value / slope
    return np.where((step >= low) & (step <= high), step, (low + high) / 2)
