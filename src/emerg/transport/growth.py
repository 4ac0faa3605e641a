"""What grows along the way, reach by reach: time, and the spread of the cloud."""

from dataclasses import dataclass

import numpy as np

from emerg.geodesy import FloatArray, IntArray
from emerg.transport.course import Way, dispersion_band
from emerg.transport.dispersion import unit_peak_exponent, unit_peak_variance_s2
from emerg.transport.draws import Draws
from emerg.units import HOUR_S


@dataclass(frozen=True, slots=True)
class Points:
    """Where the cloud is watched: reach index on the way and share of its travelled part."""

    index: IntArray
    share: FloatArray

    def part(self, chosen: slice) -> "Points":
        return Points(self.index[chosen], self.share[chosen])


@dataclass(frozen=True, slots=True)
class Steps:
    """Something that grows along the way, by reach and before it; last axis reaches."""

    own: FloatArray
    before: FloatArray

    @classmethod
    def of(cls, own: FloatArray) -> "Steps":
        return cls(own, np.cumsum(own, axis=-1) - own)

    def reached(self, points: Points) -> FloatArray:
        """What it has grown to at each point."""
        found: FloatArray = (
            self.before[..., points.index] + self.own[..., points.index] * points.share
        )
        return found


def spreading(
    w: Way,
    discharge: FloatArray,
    time: Steps,
    middle: tuple[FloatArray, FloatArray],
    draws: Draws,
) -> tuple[Steps, Steps]:
    """Growth of the variance [s²] by the measured sections, and by Jobson's unit-peak curve.

    `middle` is the flow and the velocity that the formulas are asked at.
    """
    usual = _growth(time, unit_peak_exponent(discharge, w.mean_m3_s))
    speed = w.length_m / time.own
    k, log_sd = dispersion_band(w, *middle)
    spread = k * np.exp(log_sd * draws.spreading[:, None]) * (speed / middle[1])
    gain = np.where(w.measured, 2 * spread * time.own / speed**2, usual)
    return Steps.of(gain), Steps.of(usual)


def _growth(time: Steps, exponent: FloatArray) -> FloatArray:
    """Growth of the variance [s²] along Jobson's curve through each reach."""
    start, end = time.before / HOUR_S, (time.before + time.own) / HOUR_S
    return unit_peak_variance_s2(end, exponent) - unit_peak_variance_s2(start, exponent)
