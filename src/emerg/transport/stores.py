"""A cloud that passes reservoirs: part of its stay is a delay, part a slow mixing.

How much of a reservoir a river mixes with is not known beforehand: it may push the water ahead of
it (a delay of V/Q), or mix with all of it (an exponential stay of mean V/Q); a share between the
two is drawn. Cumulants do not tell of a store, so its curve is convolved. Nothing arrives before
it has been released, and no mass is lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from emerg.geodesy import FloatArray
from emerg.transport.cloud import Cloud, crossings, density
from emerg.transport.release import released

# Times at which a curve is known: dense about its front, wide apart in its tail.
STEPS = 600
# A curve begins where it holds this share of its peak, and ends this many mean stays later.
EDGE = 1e-6
STAYS = 9.0


@dataclass(frozen=True, slots=True)
class Stay:
    """One store: mean of an exponential stay, and a plain delay, both [s], shape (members,)."""

    mixing_s: FloatArray
    delay_s: FloatArray


@dataclass(frozen=True, slots=True)
class Curve:
    """Times [s] and densities [1/s], shape (steps, members)."""

    time_s: FloatArray
    density: FloatArray

    @property
    def peak(self) -> tuple[FloatArray, FloatArray]:
        """Time and density of the peak, shape (members,)."""
        at = self.density.argmax(axis=0)
        members = np.arange(self.density.shape[1])
        return self.time_s[at, members], self.density[at, members]

    def crossings(self, level: FloatArray) -> tuple[FloatArray, FloatArray]:
        """First and last time at `level` [1/s], shape (members,); NaN where it is never reached."""
        above = self.density >= level
        reached = above.any(axis=0)
        first = np.where(reached, above.argmax(axis=0), 0)
        last = np.where(reached, len(above) - 1 - above[::-1].argmax(axis=0), 0)
        nan = np.where(reached, 0.0, np.nan)
        return self._between(first - 1, first, level) + nan, self._between(
            last, last + 1, level
        ) + nan

    def _between(self, before: FloatArray, after: FloatArray, level: FloatArray) -> FloatArray:
        """Where the curve meets `level` between two neighbouring steps."""
        members = np.arange(self.density.shape[1])
        most = len(self.time_s) - 1
        i, j = np.clip(before, 0, most), np.clip(after, 0, most)
        low, high = self.density[i, members], self.density[j, members]
        with np.errstate(divide="ignore", invalid="ignore"):
            share = np.where(high == low, 0.0, (level - low) / (high - low))
        start = self.time_s[i, members]
        found: FloatArray = start + np.clip(share, 0, 1) * (self.time_s[j, members] - start)
        return found


def through(c: Cloud, duration_s: FloatArray, stays: Sequence[Stay]) -> Curve:
    """The curve of a release over `duration_s` of the cloud `c`, shape (members,), past `stays`."""
    peak = density(c, c.mode)
    first, last = crossings(c, EDGE * peak)
    longest = sum((stay.mixing_s for stay in stays), np.zeros_like(peak))
    # Quadratic steps: the front is as sharp as ever, however long the tail.
    share = np.linspace(0.0, 1.0, STEPS)[:, None] ** 2
    times = first + share * (last + duration_s + STAYS * longest - first)
    curve = released(c, times, duration_s)
    for stay in stays:
        curve = _mixed(times, curve, stay.mixing_s)
    delay = sum((stay.delay_s for stay in stays), np.zeros_like(peak))
    return Curve(times + delay, curve)


def _mixed(times: FloatArray, inflow: FloatArray, mean_s: FloatArray) -> FloatArray:
    """The outflow of a fully mixed store, exact for an inflow that is straight between steps."""
    mean = np.maximum(mean_s, 1e-3)
    out = np.empty_like(inflow)
    out[0] = 0.0
    for i in range(1, len(times)):
        step = (times[i] - times[i - 1]) / mean
        kept = np.exp(-step)
        even = -np.expm1(-step) / np.maximum(step, 1e-12)
        out[i] = out[i - 1] * kept + inflow[i - 1] * (even - kept) + inflow[i] * (1 - even)
    return out
