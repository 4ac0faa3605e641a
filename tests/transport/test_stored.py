"""A cloud past a reservoir, against a numerical convolution and the limits it must keep."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.signal import lfilter

from emerg.transport.cloud import Cloud, density, passed
from emerg.transport.rates import Rates
from emerg.transport.release import curve
from emerg.transport.stored import Stay, Stored, past, stored_and_passed, together
from tests.transport.test_cloud import PECLET, uniform_reach

SLUG = Rates.steady()


def cloud_of(peclet=160.0, members=1):
    _k, c = uniform_reach(40_000.0, 0.8, peclet)
    return Cloud(*(np.full(members, float(x)) for x in (c.shift, c.mean, c.shape)))


def stay(mixing_s, delay_s=0.0):
    return Stay(np.array([mixing_s]), np.array([delay_s]))


def mixed(inflow, step, mean):
    """The outflow of a mixed store, exact for an inflow that is straight between the steps."""
    kept = np.exp(-step / mean)
    even = (1 - kept) * mean / step
    return lfilter([1 - even, even - kept], [1, -kept], inflow)


@given(peclet=PECLET, stays=st.floats(0.02, 50.0))
def test_the_closed_form_is_the_convolution(peclet, stays):
    """For stays far shorter and far longer than the cloud's own deviation."""
    c = cloud_of(peclet)
    deviation = float(np.sqrt(c.mean**3 / c.shape)[0])
    mean = stays * deviation
    times = np.linspace(0.0, float(c.mean[0]) + 12 * deviation + 20 * mean, 10_001)
    step = times[1]
    share, out = stored_and_passed(Stored(c, np.array([mean])), times)
    wanted = mixed(density(c, times), step, mean)
    assert out == pytest.approx(wanted, abs=5e-3 * wanted.max())
    assert np.trapezoid(out, times) == pytest.approx(1.0, abs=1e-6)
    assert np.abs(share - (np.cumsum(out) - out / 2) * step).max() < 3e-3


@given(mixing=st.floats(1e2, 1e6), delay=st.floats(0.0, 1e6), duration=st.floats(0.0, 1e5))
def test_no_mass_is_lost_and_nothing_comes_before_it_did(mixing, delay, duration):
    c, rates = cloud_of(), Rates.steady(duration)
    stored = past(c, stay(mixing, delay))
    here, plain = curve(stored, rates), curve(c, rates)
    time, height = here.peak
    first, last = here.crossings(1e-6 * height)
    times = np.linspace(float(first[0]), float(last[0]), 10_001)
    assert np.trapezoid(here.at(times[:, None])[:, 0], times) == pytest.approx(1.0, abs=1e-3)
    assert (stored_and_passed(stored, times[:, None])[0][:, 0] <= passed(c, times - delay)).all()
    # Mixing thins the front more than the peak, so a hundredth of it may come sooner; the water
    # itself does not: the same concentration never does.
    level = 0.01 * plain.peak[1]
    same = here.crossings(level)[0]
    assert ((same >= plain.crossings(level)[0] + delay - 1.0) | np.isnan(same)).all()
    assert (time >= c.mode + delay).all()


def test_a_store_of_no_volume_changes_nothing():
    c = cloud_of()
    time, height = curve(past(c, stay(0.0)), SLUG).peak
    assert height == pytest.approx(density(c, c.mode), rel=1e-9)
    assert time == pytest.approx(c.mode, rel=1e-9)


def test_a_store_much_slower_than_the_cloud_empties_like_an_exponential():
    """Long after the cloud has entered, the curve is (1/T) exp(-(t - t0)/T)."""
    c = cloud_of()
    mean = 100 * float(c.mode[0])
    late = c.mode + mean
    expected = np.exp(-(late - (c.shift + c.mean)) / mean) / mean
    assert curve(past(c, stay(mean)), SLUG).at(late) == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize("ratio", [1.0, 3.0, 30.0])
def test_two_stores_in_a_row_stand_as_one_on_the_cautious_side(ratio):
    """Same mean and spread; the tail of the one is not shorter, and it fronts no sooner."""
    c = cloud_of()
    first, second = 2e5, 2e5 * ratio
    one = past(c, together([stay(first), stay(second)]))
    times = np.linspace(0.0, float(c.mean[0]) + 25 * (first + second), 400_001)
    chain = mixed(mixed(density(c, times), times[1], first), times[1], second)
    _share, out = stored_and_passed(one, times)
    for power in (1, 2):
        ours, theirs = (np.trapezoid(y * times**power, times) for y in (out, chain))
        assert ours == pytest.approx(float(theirs), rel=1e-3)
    late = times > float(c.mean[0]) + 3 * (first + second)
    assert (out[late] >= chain[late]).all()
    share = np.cumsum(chain) * times[1]
    early = share < 0.02
    assert (np.cumsum(out)[early] * times[1] <= share[early] + 1e-6).all()


def test_the_tail_lasts_at_least_three_stays():
    c, mean = cloud_of(), 5e5
    here = curve(past(c, stay(mean)), SLUG)
    _first, last = here.crossings(0.01 * here.peak[1])
    assert (last - c.mode > 3 * mean).all()


def test_a_level_never_reached_is_not_a_number():
    first, last = curve(past(cloud_of(), stay(1e5)), SLUG).crossings(np.full(1, 1.0))
    assert np.isnan(first).all()
    assert np.isnan(last).all()
