"""A cloud of which a share is taken out from some moment on: what had passed before stays whole."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from emerg.geodesy import FloatArray
from emerg.transport.release import Curve
from emerg.transport.sampled import Pair

# Where a cloud begins and ends, as a share of its peak.
EDGE = 0.01


@dataclass(frozen=True, slots=True)
class Treatment:
    """A measure as the cloud has it: from which phase on, and what share is kept.

    Attributes
    ----------
    phase : array
        Of the passing cloud when the measure began: 0 its front, 1 its peak, 2 its tail, evenly
        in between, beyond 2 in units of peak to tail; -inf before the front. So a part of the cloud
        that was treated at one place is treated at every place below.
    kept : array
        Share of the mass that is left.
    """

    phase: FloatArray
    kept: FloatArray

    def of(self, base: Curve) -> Curve:
        """What is left of a curve."""
        if np.isneginf(self.phase).all():
            return Thinned(base, self.kept)
        return Treated(base, self)


def phase_of(here: Curve, begins_s: float) -> FloatArray:
    """The phase of the passing cloud at a moment."""
    front, peak, tail = edges(here)
    rising = (begins_s - front) / np.maximum(peak - front, 1.0)
    falling = 1 + (begins_s - peak) / np.maximum(tail - peak, 1.0)
    found = np.where(begins_s < peak, rising, falling)
    return np.where(begins_s <= front, -np.inf, found)


def edges(here: Curve) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Front, peak and tail [s] of what passes."""
    time, height = here.peak
    front, tail = here.crossings(EDGE * height)
    return front, time, tail


@dataclass(frozen=True)
class Thinned:
    """A curve times `kept` from its front on: what was in time for every member, and quicker."""

    base: Curve
    kept: FloatArray

    def at(self, time_s: FloatArray) -> FloatArray:
        """Density [1/s] at `time_s`."""
        found: FloatArray = self.base.at(time_s) * self.kept
        return found

    def peak_before(self, time_s: FloatArray) -> FloatArray:
        """The highest density [1/s] before `time_s`."""
        found: FloatArray = self.base.peak_before(time_s) * self.kept
        return found

    @cached_property
    def peak(self) -> Pair:
        """Time [s] and density [1/s] of the peak."""
        time, height = self.base.peak
        return time, height * self.kept

    def front(self, share: float) -> FloatArray:
        """First time [s] at `share` of the peak; NaN where nothing is left."""
        return np.where(self.kept > 0, self.base.front(share), np.nan)

    def crossings(self, level: FloatArray) -> Pair:
        """First and last time [s] at `level` [1/s]; NaN where the peak is below it."""
        return self.base.crossings(_undone(level, self.kept))


def _undone(level: FloatArray, kept: FloatArray) -> FloatArray:
    """The level before the treatment; what is kept of nothing reaches none."""
    with np.errstate(divide="ignore"):
        return np.where(kept > 0, level / np.maximum(kept, 1e-300), np.inf)


@dataclass(frozen=True)
class Treated:
    """A curve times `treatment.kept` from its phase on."""

    base: Curve
    treatment: Treatment

    @cached_property
    def begins_s(self) -> FloatArray:
        """When the treated part comes here [s]."""
        front, peak, tail = edges(self.base)
        phase = self.treatment.phase
        # An infinite phase times a difference is still infinite.
        rising = front + phase * np.maximum(peak - front, 1.0)
        falling = peak + (phase - 1) * np.maximum(tail - peak, 1.0)
        return np.where(phase < 1, rising, falling)

    @property
    def kept(self) -> FloatArray:
        return self.treatment.kept

    def at(self, time_s: FloatArray) -> FloatArray:
        """Density [1/s] at `time_s`."""
        whole = self.base.at(time_s)
        return np.where(time_s < self.begins_s, whole, whole * self.kept)

    def peak_before(self, time_s: FloatArray) -> FloatArray:
        """The highest density [1/s] before `time_s`."""
        untreated = self.base.peak_before(np.minimum(time_s, self.begins_s))
        return np.maximum(untreated, self.kept * self.base.peak_before(time_s))

    @cached_property
    def peak(self) -> Pair:
        """Time [s] and density [1/s] of the peak: of the treated part, or of what came before."""
        time, height = self.base.peak
        untreated = self.base.peak_before(self.begins_s)
        whole = np.where(time < self.begins_s, height, untreated)
        treated = np.where(time < self.begins_s, 0.0, self.kept * height)
        at = np.where(time < self.begins_s, time, self.begins_s)
        return np.where(treated > whole, time, at), np.maximum(treated, whole)

    def front(self, share: float) -> FloatArray:
        """First time [s] at `share` of the peak."""
        return self.crossings(share * self.peak[1])[0]

    def crossings(self, level: FloatArray) -> Pair:
        """First and last time [s] at `level` [1/s]; NaN where the peak is below it."""
        begins = self.begins_s
        first, last = self.base.crossings(level)
        first_treated, last_treated = self.base.crossings(_undone(level, self.kept))
        early = first < begins
        some = last_treated > begins
        after = np.where(some, np.maximum(first_treated, begins), np.nan)
        before = np.where(early, np.minimum(last, begins), np.nan)
        return np.where(early, first, after), np.where(some, last_treated, before)
