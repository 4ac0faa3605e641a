"""Any release past any store: its curve, sampled where it can bend, and read off between.

A release in steps may rise and fall several times, so its peak and its crossings are looked for on
a grid of times that is dense wherever a change of the rate comes by, and then closed in on.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np

from emerg.geodesy import FloatArray, IntArray
from emerg.transport.cloud import Cloud, crossings, density, passed_and_density
from emerg.transport.rates import Rates
from emerg.transport.stored import Stored, stored_and_passed

Passing: TypeAlias = Cloud | Stored
Pair: TypeAlias = tuple[FloatArray, FloatArray]

# Where a change of the rate is looked at as it passes: shares of the way from its first trace to
# its steepest part, of the way from there to its last, and of the mean stay in a store.
RISING = (0.0, 0.4, 0.62, 0.76, 0.88, 1.0)
FALLING = (0.03, 0.08, 0.18, 0.4, 1.0)
STAYING = (0.1, 0.4, 1.0, 2.5, 7.0)
# The trace looked for, as a share of the peak; and how far below a level is far.
TRACE, FAR_BELOW = 1e-9, 0.05
# Of more changes than these only every second moment: each is seen by its neighbours' too.
FEW = 13
# So many clouds and their arrays fill the processor's own memory.
MANY = 1000
NEARLY = 0.98
PEAK_STEPS, ROOT_STEPS = 5, 6


@dataclass(frozen=True)
class Sampled:
    """What passes of a release in `rates`: n clouds side by side.

    Attributes
    ----------
    outgrown : bool
        The clouds are far wider than the release: three slugs stand for it.
    """

    passing: Passing
    rates: Rates
    outgrown: bool

    def at(self, time_s: FloatArray) -> FloatArray:
        """Density [1/s] at `time_s`, whose last axis is that of the clouds."""
        if time_s.ndim > 1 and time_s.shape[-1] > MANY:  # row by row they stay near the processor
            return np.stack([self.at(row) for row in time_s])
        found = np.zeros(np.broadcast_shapes(time_s.shape, self._river.mean.shape))
        first, last = self._traces[0], self._last
        for moment, weight in zip(*self._parts, strict=True):
            since = time_s - moment
            if (since <= first).all():  # not yet here
                continue
            if not self.outgrown and (since >= last).all():  # all of it gone by
                found += weight
                continue
            share, passing = _passing(self.passing, since)
            found += weight * (passing if self.outgrown else share)
        return np.maximum(found, 0.0)

    @cached_property
    def peak(self) -> Pair:
        """Time [s] and density [1/s] of the highest peak, shape (n,).

        Of two that are nearly as high the moments looked at may show the wrong one: both are
        climbed.
        """
        heights = self._heights
        every = np.arange(heights.shape[1])
        top = heights.argmax(axis=0)
        rest = heights.copy()
        for step in (-1, 0, 1):
            rest[np.clip(top + step, 0, len(rest) - 1), every] = 0.0
        time, height = self._climbed(top)
        other, other_height = self._climbed(rest.argmax(axis=0))
        return np.where(other_height > height, other, time), np.maximum(height, other_height)

    def _climbed(self, top: IntArray) -> Pair:
        """The peak about the moments of these numbers in the grid."""
        times, heights = self._grid, self._heights
        every = np.arange(times.shape[1])
        top = np.clip(top, 1, len(times) - 2)
        x = np.stack([times[top + step, every] for step in (-1, 0, 1)])
        y = np.stack([heights[top + step, every] for step in (-1, 0, 1)])
        for _ in range(PEAK_STEPS):
            time = _vertex(x, y)
            x, y = _closed_in(x, y, time, self.at(time))
        best = y.argmax(axis=0)
        return x[best, every], y[best, every]

    def peak_before(self, time_s: FloatArray) -> FloatArray:
        """The highest density [1/s] before `time_s`, of the moments looked at."""
        time, height = self.peak
        looked = np.where(self._grid < time_s, self._heights, 0.0).max(axis=0)
        found = np.maximum(looked, self.at(np.minimum(time_s, self._grid[-1])))
        return np.where(time < time_s, height, np.minimum(found, height))

    def front(self, share: float) -> FloatArray:
        """First time [s] at `share` of the peak, shape (n,)."""
        return self.crossings(share * self.peak[1])[0]

    def crossings(self, level: FloatArray) -> Pair:
        """First and last time [s] at `level` [1/s], shape (n,); NaN where the peak is below it."""
        time, height = self.peak
        reached = level <= height
        level = np.where(reached, level, height)
        order = np.argsort(np.concatenate([time[None], self._grid]), axis=0, kind="stable")
        times = np.take_along_axis(np.concatenate([time[None], self._grid]), order, axis=0)
        heights = np.concatenate([height[None], self._heights])
        heights = np.take_along_axis(heights, order, axis=0)
        # A spurt that all but reaches the level between two moments looked at counts as one that
        # does: to the early side for the first time, to the late side for the last.
        above = heights >= NEARLY * level
        first = above.argmax(axis=0)
        last = len(above) - 1 - above[::-1].argmax(axis=0)
        nan = np.where(reached, 0.0, np.nan)
        return (
            self._between(times, heights, level, first - 1, first) + nan,
            self._between(times, heights, level, last + 1, last) + nan,
        )

    @property
    def _river(self) -> Cloud:
        return self.passing.river if isinstance(self.passing, Stored) else self.passing

    @cached_property
    def _parts(self) -> Pair:
        return self.rates.slugs() if self.outgrown else self.rates.changes

    @cached_property
    def _traces(self) -> Pair:
        """First and last time [s] of a slug as the river alone has it, shape (n,)."""
        river = self._river
        return crossings(river, TRACE * density(river, river.mode))

    @property
    def _last(self) -> FloatArray:
        """Last time [s] of a slug worth looking at, its stay in stores included."""
        if isinstance(self.passing, Stored):
            found: FloatArray = self._traces[1] + self.passing.stay_s * (3 - np.log(TRACE))
            return found
        return self._traces[1]

    @cached_property
    def _grid(self) -> FloatArray:
        """Times [s] to look at, shape (times, n), from the first trace to the last."""
        river = self._river
        first, last = self._traces
        few = len(self._parts[0]) > FEW
        rising, falling = (np.array(s[::2] if few else s)[:, None] for s in (RISING, FALLING))
        moments, _weights = self._parts
        comes = first + rising * (river.mode - first)
        goes = river.mode + falling * (last - river.mode)
        if isinstance(self.passing, Stored):
            stay = self.passing.stay_s
            leaves = river.mode + np.array(STAYING)[:, None] * stay
            goes = np.concatenate([goes, leaves, self._last[None]])
        if self.outgrown or self.rates.is_steady:  # it rises once and falls once
            middle = river.mode + np.linspace(moments[0], moments[-1], 5)[1:-1, None]
            parts = [comes + moments[0], middle, comes + moments[-1], goes + moments[-1]]
        else:
            parts = [side + moment for moment in moments for side in (comes, goes)]
        found: FloatArray = np.sort(np.concatenate(parts), axis=0)
        return found

    @cached_property
    def _heights(self) -> FloatArray:
        return self.at(self._grid)

    def _between(
        self,
        times: FloatArray,
        heights: FloatArray,
        level: FloatArray,
        below: FloatArray,
        above: FloatArray,
    ) -> FloatArray:
        """Where the curve meets `level` between the grid's times `below` and `above` it.

        By the Illinois rule on the logarithm; where the grid ends above the level, its end.
        """
        every = np.arange(times.shape[1])
        below = np.clip(below, 0, len(times) - 1)
        # Far below it the logarithm would pull every step to the other end.
        least = FAR_BELOW * level

        def over(height: FloatArray) -> FloatArray:
            found: FloatArray = np.log(np.maximum(height, least) / level)
            return found

        low, high = times[below, every], times[above, every]
        under = over(heights[below, every])
        beyond = np.maximum(over(heights[above, every]), 0.0)
        time: FloatArray = high
        for _ in range(ROOT_STEPS):
            with np.errstate(divide="ignore", invalid="ignore"):
                share = np.where(beyond > under, beyond / (beyond - under), 0.0)
            time = high + np.clip(share, 0.0, 1.0) * (low - high)
            here = over(self.at(time))
            up = here >= 0
            # The end that stays is believed half as much each time.
            low, under = np.where(up, low, time), np.where(up, under / 2, here)
            high, beyond = np.where(up, time, high), np.where(up, here, beyond / 2)
        return time


def _passing(passing: Passing, time_s: FloatArray) -> Pair:
    if isinstance(passing, Stored):
        return stored_and_passed(passing, time_s)
    return passed_and_density(passing, time_s)


def _vertex(x: FloatArray, y: FloatArray) -> FloatArray:
    """Where the parabola through three points turns; the middle of the wider gap if it is flat."""
    left, right = x[1] - x[0], x[2] - x[1]
    falls, rises = y[1] - y[2], y[1] - y[0]
    with np.errstate(divide="ignore", invalid="ignore"):
        turn = x[1] + (right**2 * rises - left**2 * falls) / (2 * (right * rises + left * falls))
    middle = np.where(left > right, x[0] + left / 2, x[1] + right / 2)
    inside = (turn > x[0] + 0.01 * left) & (turn < x[2] - 0.01 * right)
    # A turn on top of the middle point would tell nothing new.
    new = np.abs(turn - x[1]) > 1e-3 * np.minimum(left, right)
    found: FloatArray = np.where(inside & new, turn, middle)
    return found


def _closed_in(x: FloatArray, y: FloatArray, time: FloatArray, height: FloatArray) -> Pair:
    """The three points about the highest of the four."""
    after = time > x[1]
    low = np.where(after, x[1], time), np.where(after, y[1], height)
    high = np.where(after, time, x[1]), np.where(after, height, y[1])
    left = low[1] >= high[1]
    points = [
        (np.where(left, x[0], low[0]), np.where(left, y[0], low[1])),
        (np.where(left, low[0], high[0]), np.where(left, low[1], high[1])),
        (np.where(left, high[0], x[2]), np.where(left, high[1], y[2])),
    ]
    return np.stack([point[0] for point in points]), np.stack([point[1] for point in points])
