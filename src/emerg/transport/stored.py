"""A cloud that has passed reservoirs: part of its stay is a delay, part a slow mixing.

How much of a reservoir a river mixes with is not known beforehand: it may push the water ahead of
it (a delay of V/Q), or mix with all of it (an exponential stay of mean V/Q); a share between the
two is drawn. Cumulants do not tell of a store, so the cloud is convolved with its stay: exactly,
for the inverse Gaussian with an exponential stay is in closed form (Schwarz 2001, ex-Wald).
Nothing arrives before it has been released, and no mass is lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from emerg.geodesy import FloatArray
from emerg.transport.cloud import EARLIEST_S, Cloud, Part, passed_and_density

# A stay shorter than this share of the cloud's own is none.
LEAST_SHARE = 1e-6


@dataclass(frozen=True, slots=True)
class Stay:
    """One store: mean of an exponential stay, and a plain delay, both [s], of one shape."""

    mixing_s: FloatArray
    delay_s: FloatArray


@dataclass(frozen=True, slots=True)
class Stored:
    """A cloud convolved with an exponential stay of mean `stay_s` [s]; 0 is none."""

    river: Cloud
    stay_s: FloatArray

    def part(self, chosen: Part | tuple[Part, ...]) -> "Stored":
        """The clouds at these indices."""
        return Stored(self.river.part(chosen), self.stay_s[chosen])

    @property
    def mixes(self) -> NDArray[np.bool_]:
        """Where there is a stay to speak of."""
        found: NDArray[np.bool_] = self.stay_s > LEAST_SHARE * self.river.mean
        return found


def together(stays: Sequence[Stay]) -> Stay:
    """One stay for several stores in a row, of the same mean and variance.

    A chain of mixed stores is an exponential of mean √(Σ T²) after a delay of the rest of Σ T: its
    tail is a little longer than the chain's, and its front falls behind; the earliest front takes
    no credit for either.
    """
    mixing = sum((stay.mixing_s for stay in stays), np.zeros(1))
    delay = sum((stay.delay_s for stay in stays), np.zeros(1))
    one = np.sqrt(sum((stay.mixing_s**2 for stay in stays), np.zeros(1)))
    return Stay(one, delay + mixing - one)


def past(c: Cloud, stay: Stay) -> Stored:
    """The cloud after `stay`."""
    return Stored(replace(c, shift=c.shift + stay.delay_s), stay.mixing_s)


def stored_and_passed(s: Stored, time_s: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Share of the mass that has left the store by `time_s`, and the density [1/s] of leaving.

    With p = √(λ/2t) and z = p (1 ± t √(1/μ² - 2/(λ T))) the density is that of the bell,
    exp(-λ (t - μ)² / 2μ²t) / T, times half the sum of both erfcx(z): a pair of real figures, or of
    conjugate complex ones where the stay T is short. What has left is what came less what is in.
    """
    c = s.river
    came, came_density = passed_and_density(c, time_s)
    t = np.maximum(time_s - c.shift, EARLIEST_S)
    mixes = np.broadcast_to(s.mixes, t.shape)
    stay = np.where(s.mixes, s.stay_s, 1.0)
    bend = 1 / c.mean**2 - 2 / (c.shape * stay)
    p = np.sqrt(c.shape / (2 * t))
    with np.errstate(under="ignore", over="ignore"):
        log_bell = -((p * (t / c.mean - 1)) ** 2)
        slow = mixes & (bend >= 0)
        inside = np.zeros(t.shape)  # what is in the store, as a share of the mass
        arrays = np.broadcast_arrays(t, p, bend, log_bell, c.mean, c.shape, stay)
        if slow.any():
            inside[slow] = _long(*(array[slow] for array in arrays))
        quick = mixes & ~slow
        if quick.any():
            inside[quick] = _short(*(array[quick] for array in arrays[:4]))
    begun = time_s > c.shift
    inside = np.where(begun, np.clip(inside, 0.0, came), 0.0)
    return came - inside, np.where(mixes, inside / stay, came_density)


def _long(
    t: FloatArray,
    p: FloatArray,
    bend: FloatArray,
    log_bell: FloatArray,
    mean: FloatArray,
    shape: FloatArray,
    stay: FloatArray,
) -> FloatArray:
    """What is in a store whose stay is long against the cloud's spread."""
    from scipy.special import erfcx

    root = np.sqrt(bend)
    near, far = p * (1 - t * root), p * (1 + t * root)
    bell = np.exp(log_bell)
    # erfcx of a large negative figure is 2 exp(z²): told apart, it neither overflows nor vanishes
    late = np.where(near < 0, 2 * np.exp(shape * (1 / mean - root) - t / stay), 0.0)
    side = np.where(near < 0, -1.0, 1.0)
    found: FloatArray = 0.5 * (late + bell * (side * erfcx(np.abs(near)) + erfcx(far)))
    return found


def _short(t: FloatArray, p: FloatArray, bend: FloatArray, log_bell: FloatArray) -> FloatArray:
    """What is in a store whose stay is short against the cloud's spread."""
    from scipy.special import wofz

    found: FloatArray = np.exp(log_bell) * wofz(p * t * np.sqrt(-bend) + 1j * p).real
    return found
