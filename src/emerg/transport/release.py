"""What a release looks like at places: its curve, its peak and its crossings.

A slug and a steady rate have quick ways of their own; steps of different rates, and whatever has
passed a store, are sampled. The rates are one release; its clouds are of any shape, one or many.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from emerg.geodesy import FloatArray
from emerg.transport.cloud import Cloud
from emerg.transport.rates import Rates
from emerg.transport.sampled import Pair, Passing, Sampled
from emerg.transport.steady import OUTGROWN, Steady, narrowest_s
from emerg.transport.stored import Stored

# Of a release that goes on, the "peak" is where this share of the plateau is reached.
PLATEAU = 0.99


class Curve(Protocol):
    """What passes at places."""

    def at(self, time_s: FloatArray) -> FloatArray:
        """Density [1/s] at `time_s`; C = M f / Q."""

    @property
    def peak(self) -> Pair:
        """Time [s] and density [1/s] of the highest peak; a release that goes on has a plateau."""

    def peak_before(self, time_s: FloatArray) -> FloatArray:
        """The highest density [1/s] before `time_s`."""

    def front(self, share: float) -> FloatArray:
        """When it first rises above `share` of its own peak [s]."""

    def crossings(self, level: FloatArray) -> Pair:
        """When it first rises above and last falls below `level` [1/s]; NaN where it never does."""


def curve(c: Passing, rates: Rates) -> Curve:
    """The curve of a release in `rates` of the clouds `c`."""
    if isinstance(c, Cloud) and rates.is_steady:
        return Steady(c, np.array(rates.end_s))
    return _Patched(c, rates)


@dataclass(frozen=True)
class _Patched:
    """Every cloud in the way that suits it."""

    passing: Passing
    rates: Rates

    @cached_property
    def _parts(self) -> tuple[tuple[NDArray[np.bool_], Curve], ...]:
        return tuple(self._each())

    def _each(self) -> Iterator[tuple[NDArray[np.bool_], Curve]]:
        c = self.passing
        river = c.river if isinstance(c, Stored) else c
        mixes = c.mixes if isinstance(c, Stored) else np.zeros(river.mean.shape, dtype=bool)
        outgrown = self.rates.duration_s <= OUTGROWN * narrowest_s(river)
        for stored in (False, True):
            for small in (False, True):
                chosen = (mixes == stored) & (outgrown == small)
                if not chosen.any():
                    continue
                if self.rates.is_steady and not stored:
                    yield chosen, Steady(river.part(chosen), np.array(self.rates.end_s))
                else:
                    part: Passing = (c if stored else river).part(chosen)
                    yield chosen, Sampled(part, self.rates, small)

    def at(self, time_s: FloatArray) -> FloatArray:
        c = self.passing
        river = c.river if isinstance(c, Stored) else c
        times = np.broadcast_to(time_s, np.broadcast_shapes(time_s.shape, river.mean.shape))
        found = np.empty(times.shape)
        for chosen, part in self._parts:
            found[..., chosen] = part.at(times[..., chosen])
        return found

    @cached_property
    def peak(self) -> Pair:
        peaks = [(chosen, _peak(part, self.rates)) for chosen, part in self._parts]
        return self._joined(peaks)

    def peak_before(self, time_s: FloatArray) -> FloatArray:
        found = np.empty(self._parts[0][0].shape)
        times = np.broadcast_to(time_s, found.shape)
        for chosen, part in self._parts:
            found[chosen] = part.peak_before(times[chosen])
        return found

    def front(self, share: float) -> FloatArray:
        found = np.empty(self._parts[0][0].shape)
        for chosen, part in self._parts:
            found[chosen] = part.front(share)
        return found

    def crossings(self, level: FloatArray) -> Pair:
        shape = self._parts[0][0].shape
        levels = np.broadcast_to(level, shape)
        return self._joined([(own, part.crossings(levels[own])) for own, part in self._parts])

    def _joined(self, found: list[tuple[NDArray[np.bool_], Pair]]) -> Pair:
        first, second = (np.empty(self._parts[0][0].shape) for _ in range(2))
        for chosen, pair in found:
            first[chosen], second[chosen] = pair
        return first, second


def _peak(part: Curve, rates: Rates) -> Pair:
    time, height = part.peak
    return (part.crossings(PLATEAU * height)[0] if rates.goes_on else time), height
