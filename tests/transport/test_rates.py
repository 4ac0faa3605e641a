"""A release in steps: its moments, its curve, and what is left of it far down the river."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerg.transport.cloud import Cloud, density
from emerg.transport.rates import Rates
from emerg.transport.release import curve
from emerg.transport.sampled import Sampled
from emerg.transport.steady import OUTGROWN, Steady
from emerg.transport.stored import Stored
from tests.transport.test_cloud import PECLET, uniform_reach

STEPS = st.lists(
    st.tuples(st.floats(0.01, 5.0), st.floats(0.0, 2.0), st.floats(0.01, 10.0)),
    min_size=1,
    max_size=9,
)


def steps_of(drawn, unit_s):
    """(start, end, mass) from (duration, pause after it, mass), in units of `unit_s`."""
    found, at = [], 0.0
    for duration, pause, mass in drawn:
        found.append((at * unit_s, (at + duration) * unit_s, mass))
        at += duration + pause
    return found


def cloud_of(peclet):
    _k, c = uniform_reach(40_000.0, 0.8, peclet)
    return Cloud(*(np.full(1, float(x)) for x in (c.shift, c.mean, c.shape)))


def deviation(c):
    return float(np.sqrt(c.mean**3 / c.shape)[0])


@given(drawn=STEPS)
def test_three_slugs_have_the_moments_of_the_release(drawn):
    steps = steps_of(drawn, 3600.0)
    times, shares = Rates.stepped(steps).slugs()
    masses = np.array([mass for _start, _end, mass in steps])
    fine = [np.linspace(start, end, 4_001) for start, end, _mass in steps]
    scale = steps[-1][1]
    for power in range(6):
        wanted = sum(
            mass / masses.sum() * np.mean((part[1:] / scale / 2 + part[:-1] / scale / 2) ** power)
            for part, mass in zip(fine, masses, strict=True)
        )
        assert float(shares @ (times / scale) ** power) == pytest.approx(float(wanted), rel=1e-4)


@given(
    peclet=PECLET, drawn=STEPS, stays=st.none() | st.floats(0.05, 20.0), level=st.floats(1e-3, 0.9)
)
def test_steps_peak_and_cross_where_their_curve_does(peclet, drawn, stays, level):
    """Against the curve itself on a fine grid: several peaks and pauses, with and without store."""
    c = cloud_of(peclet)
    unit = deviation(c)
    rates = Rates.stepped(steps_of(drawn, unit))
    passing = c if stays is None else Stored(c, np.array([stays * unit]))
    here, exact = curve(passing, rates), Sampled(passing, rates, outgrown=False)
    time, height = here.peak
    first, last = (float(at[0]) for at in here.crossings(level * height))
    times = np.linspace(float(c.shift[0]), max(last, float(time[0])) + 2 * unit, 10_001)
    heights = exact.at(times[:, None])[:, 0]
    assert float(height[0]) == pytest.approx(heights.max(), rel=0.01)
    reached = times[heights >= level * float(height[0])]
    nearly = times[heights >= 0.97 * level * float(height[0])]
    slack = 0.03 * unit * (1 if stays is None else 1 + stays)
    # What all but reaches the level may count, on the cautious side.
    assert nearly[0] - slack < first < reached[0] + slack
    assert reached[-1] - slack < last < nearly[-1] + slack


@given(peclet=PECLET, drawn=STEPS)
def test_no_mass_is_lost_or_made(peclet, drawn):
    c = cloud_of(peclet)
    here = curve(c, Rates.stepped(steps_of(drawn, deviation(c))))
    first, last = here.crossings(1e-7 * here.peak[1])
    times = np.linspace(float(first[0]), float(last[0]), 10_001)
    mass = np.trapezoid(here.at(times[:, None])[:, 0], times)
    assert mass == pytest.approx(1.0, abs=1e-3)


@given(peclet=PECLET, share=st.floats(0.05, 20.0), parts=st.integers(2, 5))
def test_a_steady_release_told_in_steps_is_the_steady_release(peclet, share, parts):
    c = cloud_of(peclet)
    duration = share * deviation(c)
    edges = np.linspace(0.0, duration, parts + 1)
    told = Rates.stepped([(start, end, 1.0) for start, end in pairwise(edges)])
    one, other = Steady(c, np.array(duration)), curve(c, told)
    assert other.peak[1] == pytest.approx(one.peak[1], rel=2e-3)
    level = 0.01 * one.peak[1]
    for ours, theirs in zip(other.crossings(level), one.crossings(level), strict=True):
        assert abs(float(ours[0] - theirs[0])) < 0.03 * deviation(c)


def test_far_down_the_river_steps_are_forgotten():
    """What the cloud has outgrown looks like a slug let in at the mean time of the release."""
    c = cloud_of(100.0)
    unit = 0.02 * deviation(c)
    rates = Rates.stepped([(0.0, unit, 3.0), (2 * unit, 3 * unit, 1.0)])
    middle = (0.5 * 3 + 2.5 * 1) / 4 * unit
    assert 3 * unit < OUTGROWN * deviation(c)
    here = curve(c, rates)
    assert here.peak[1] == pytest.approx(density(c, c.mode), rel=2e-3)
    assert here.peak[0] == pytest.approx(c.mode + middle, rel=1e-3)


def test_a_release_that_goes_on_peaks_where_its_plateau_begins():
    c = cloud_of(100.0)
    month = 30 * 86_400.0
    here = curve(c, Rates.stepped([(0.0, month, 1.0)], goes_on=True))
    time, height = here.peak
    assert height == pytest.approx(1 / month, rel=1e-6)
    assert c.mode < time < c.mean + 4 * deviation(c)


def test_steps_of_one_rate_that_touch_change_nothing_between_them():
    times, changes = Rates.stepped([(0.0, 10.0, 1.0), (10.0, 30.0, 2.0)]).changes
    assert times == pytest.approx([0.0, 30.0])
    assert changes == pytest.approx([0.1 / 3, -0.1 / 3], rel=1.0)
    assert changes.sum() == pytest.approx(0.0, abs=1e-15)
