"""The golden set of the science: figures that nobody here computed, or that are exact."""

from collections.abc import Iterator

import numpy as np

from emerg.geodesy import FloatArray
from emerg.texts import Text
from emerg.transport.cloud import Cloud, cloud, crossings, density, passed
from emerg.transport.dispersion import FORMULAS, unit_peak_per_s
from emerg.transport.loss import (
    DAY_S,
    Evaporation,
    evaporated_share,
    half_life_s,
    reaeration_m_s,
    thinned,
)
from emerg.transport.steady import Steady
from emerg.transport.velocity import LEADING_EDGE, jobson_m_s
from emerg.units import HOUR_S, earlier, later
from emerg.usecases.verify import Check, Work

# W 50 m, H 2 m, U 0.8 m/s, u* 0.1 m/s, each formula worked out on paper [m²/s].
BY_HAND_M2_S = {
    "Fischer 1975": 88.00,
    "Liu 1977": 63.64,
    "Seo & Cheong 1998": 169.6,
    "Deng 2001": 151.8,
    "Kashefipour & Falconer 2002": 135.8,
    "Zeng & Huai 2014": 107.8,
    "Disley 2015": 105.0,
}
# Hours as computed, and as they must be told: what must not come too late is rounded down.
ROUNDED_DOWN_H = ((3.99, 3 + 55 / 60), (10.24, 10.0), (30.9, 30.0))
ROUNDED_UP_H = ((3.99, 4.0), (10.01, 10.25), (25.01, 26.0))


def one(value: float) -> FloatArray:
    return np.array(value)


def published() -> Iterator[Check]:
    """Jobson 1996 (USGS WRIR 96-4013), example 1: 6,000 kg, 15 km, 390 km², Q 3.35, Qa 4.50."""
    flow, mean = one(3.35), one(4.50)
    most, highest = jobson_m_s(flow, mean, one(390e6))
    peak_h, fast_h = 15_000 / most / HOUR_S, 15_000 / highest / HOUR_S
    unit_peak = unit_peak_per_s(peak_h, flow, mean)
    fast_peak = unit_peak_per_s(fast_h, flow, mean)
    per_unit = 6000e6 / (1e6 * 3350)
    yield Check(Text("most probable velocity"), 0.265, float(most), 0.001, unit="m/s")
    yield Check(Text("time of the peak"), 15.75, float(peak_h), 0.05, unit="h")
    yield Check(
        Text("time of the leading edge"), 14.0, LEADING_EDGE * float(peak_h), 0.05, unit="h"
    )
    yield Check(
        Text("time to a tenth of the peak"), 5.5, 2e6 / float(unit_peak) / HOUR_S, 0.1, unit="h"
    )
    yield Check(Text("unit peak"), 100.0, float(unit_peak), 1.0, unit="×10⁻⁶/s")
    yield Check(Text("peak concentration"), 180.0, per_unit * float(unit_peak), 1.0, unit="mg/L")
    yield Check(Text("highest probable velocity"), 0.646, float(highest), 0.001, unit="m/s")
    yield Check(Text("its time of the peak"), 6.45, float(fast_h), 0.01, unit="h")
    yield Check(Text("its leading edge"), 5.7, LEADING_EDGE * float(fast_h), 0.05, unit="h")
    yield Check(
        Text("its peak concentration"), 360.0, per_unit * float(fast_peak), 5.0, unit="mg/L"
    )


def by_hand() -> Iterator[Check]:
    """Every dispersion formula at one section."""
    width, depth, velocity, shear = one(50.0), one(2.0), one(0.8), one(0.1)
    for name, expected in BY_HAND_M2_S.items():
        got = float(FORMULAS[name](width, depth, velocity, shear))
        yield Check(name, expected, got, 1e-3 * expected, unit="m²/s")


def reach(length_m: float, velocity_m_s: float, spreading_m2_s: float) -> Cloud:
    """One uniform reach by its cumulants."""
    mean = length_m / velocity_m_s
    variance = 2 * spreading_m2_s * length_m / velocity_m_s**3
    return cloud(one(mean), one(variance), one(3 * variance**2 / mean))


def _area(height: FloatArray, time: FloatArray) -> float:
    return float(np.sum((height[1:] + height[:-1]) / 2 * np.diff(time)))


def exact() -> Iterator[Check]:
    """The cloud against exact solutions of advection and dispersion."""
    yield from _one_reach()
    yield from _two_reaches()
    yield from _steady_release()
    yield _with_loss()


def _one_reach() -> Iterator[Check]:
    length, velocity, spreading = 20e3, 0.6, 40.0
    c = reach(length, velocity, spreading)
    time = np.linspace(0.0, 8 * float(c.mean), 400_001)[1:]
    flux = length / np.sqrt(4 * np.pi * spreading * time**3)
    flux *= np.exp(-((length - velocity * time) ** 2) / (4 * spreading * time))
    here = density(c, time)
    off = float(np.abs(here - flux).max() / flux.max())
    yield Check(Text("one reach against the closed form, share of the peak"), 0.0, off, 1e-9)
    yield Check(Text("mass that passes"), 1.0, _area(here, time), 1e-6)
    before = float(passed(c, c.shift))
    yield Check(Text("mass that passes before the release"), 0.0, before, 0.0)


def _two_reaches() -> Iterator[Check]:
    """Two unlike reaches, convolved step by step, against the sum of their cumulants."""
    first, second = reach(15e3, 0.9, 25.0), reach(40e3, 0.5, 70.0)
    step = 20.0
    time = np.arange(0.0, 2.5 * float(first.mean + second.mean), step)
    both = np.convolve(density(first, time), density(second, time))[: len(time)] * step
    variance = first.mean**3 / first.shape + second.mean**3 / second.shape
    third = 3 * (first.mean**5 / first.shape**2 + second.mean**5 / second.shape**2)
    sum_of_both = cloud(first.mean + second.mean, variance, third)
    peak = float(density(sum_of_both, sum_of_both.mode))
    name = Text("two reaches against their convolution: peak")
    yield Check(name, 1.0, peak / float(both.max()), 0.005)
    front = time[np.argmax(both >= 0.01 * both.max())]
    ours = float(crossings(sum_of_both, one(0.01 * peak))[0])
    name = Text("two reaches against their convolution: front")
    yield Check(name, 1.0, ours / float(front), 0.01)


def _steady_release() -> Iterator[Check]:
    """A release over a day, against many slugs one after the other."""
    c, duration = reach(30e3, 0.7, 50.0), 24 * HOUR_S
    time = np.linspace(0.0, 3 * float(c.mean) + duration, 4001)
    begun = (np.arange(2000) + 0.5) / 2000 * duration
    slugs = np.mean([density(c, time - start) for start in begun], axis=0)
    here = Steady(c, one(duration)).at(time)
    off = float(np.abs(here - slugs).max() / slugs.max())
    yield Check(Text("a steady release against slugs, share of the peak"), 0.0, off, 1e-4)
    mass = _area(here, time)
    yield Check(Text("mass of a steady release that passes"), 1.0, mass, 1e-4)


def _with_loss() -> Check:
    """O'Connor: exp(U x / 2K (1 - √(1 + 4 k K / U²)))."""
    length, velocity, spreading, rate = 50e3, 0.8, 60.0, 3e-6
    _left, share = thinned(reach(length, velocity, spreading), one(rate))
    root = np.sqrt(1 + 4 * rate * spreading / velocity**2)
    known = float(np.exp(velocity * length / (2 * spreading) * (1 - root)))
    return Check(Text("what is left with loss, against O'Connor"), known, float(share), 1e-9)


def loss() -> Iterator[Check]:
    """Loss on the way by published equations, worked out on paper."""
    rate = float(reaeration_m_s(20.0, 2.0, 0.3)) * DAY_S / 2.0
    yield Check(Text("reaeration, O'Connor and Dobbins"), 0.7611, rate, 1e-3, unit="1/d")
    diesel = evaporated_share(Evaporation("sqrt", 0.39, 0.013), 10.0, DAY_S)
    name = Text("diesel gone after 24 h at 10 °C, Fingas")
    yield Check(name, 19.73, 100 * float(diesel), 0.01, unit="%")
    half = float(half_life_s(0.23 / DAY_S)) / DAY_S
    yield Check(Text("half-life at 0.23 per day"), 3.014, half, 1e-3, unit="d")


def rounding() -> Iterator[Check]:
    """Hours are rounded to the cautious side only."""
    for hours, told in ROUNDED_DOWN_H:
        name = Text("{h} h, rounded down", h=f"{hours:g}")
        yield Check(name, told, earlier(hours * HOUR_S) / HOUR_S, 1e-9, unit="h")
    for hours, told in ROUNDED_UP_H:
        name = Text("{h} h, rounded up", h=f"{hours:g}")
        yield Check(name, told, later(hours * HOUR_S) / HOUR_S, 1e-9, unit="h")


WORK: Work = (
    (Text("Published: Jobson 1996, example 1"), published),
    (Text("Spreading by hand: W 50 m, H 2 m, U 0.8 m/s, u* 0.1 m/s"), by_hand),
    (Text("Exact solutions"), exact),
    (Text("Loss on the way"), loss),
    (Text("Rounding to the cautious side"), rounding),
)
