"""A cloud past a reservoir, against the exact curve and the limits it must keep."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerg.transport.cloud import density
from emerg.transport.release import released_crossings, released_peak
from emerg.transport.stores import Stay, through
from tests.transport.test_cloud import uniform_reach

SLUG = np.array(0.0)


def cloud_of(members=3):
    _k, c = uniform_reach(40_000.0, 0.8, 200.0)
    return type(c)(*(np.full(members, float(x)) for x in (c.shift, c.mean, c.shape)))


def stay(mixing_s, delay_s=0.0, members=3):
    return Stay(np.full(members, mixing_s), np.full(members, delay_s))


@given(mixing=st.floats(1e2, 1e6), delay=st.floats(0.0, 1e6), duration=st.floats(0.0, 1e5))
def test_no_mass_is_lost_and_nothing_comes_before_it_did(mixing, delay, duration):
    c = cloud_of()
    curve = through(c, np.array(duration), [stay(mixing, delay)])
    mass = np.trapezoid(curve.density, curve.time_s, axis=0)
    assert mass == pytest.approx(1.0, abs=2e-3)
    plain = released_peak(c, np.array(duration))
    first, _last = released_crossings(c, 0.01 * plain[1], np.array(duration), plain)
    own_first, _own = curve.crossings(0.01 * curve.peak[1])
    # Mixing thins the front more than the peak, so a hundredth of it may come sooner; the water
    # itself does not: the same concentration never does.
    same, _later = curve.crossings(0.01 * plain[1])
    assert ((same >= first - 1.0) | np.isnan(same)).all()
    assert (own_first >= delay).all()


def test_a_store_of_no_volume_changes_nothing():
    c = cloud_of()
    curve = through(c, SLUG, [stay(0.0)])
    time, peak = curve.peak
    assert peak == pytest.approx(density(c, c.mode), rel=2e-3)
    assert time == pytest.approx(c.mode, rel=2e-3)


def test_a_store_much_slower_than_the_cloud_empties_like_an_exponential():
    """Long after the cloud has entered, the curve is (1/T) exp(-(t - t0)/T)."""
    c = cloud_of()
    mean = 100 * float(c.mode[0])
    curve = through(c, SLUG, [stay(mean)])
    late = np.searchsorted(curve.time_s[:, 0], float(c.mode[0]) + mean)
    expected = np.exp(-(curve.time_s[late] - (c.shift + c.mean)) / mean) / mean
    assert curve.density[late] == pytest.approx(expected, rel=0.01)


def test_two_stores_in_a_row_do_not_care_for_their_order():
    c = cloud_of()
    one = through(c, SLUG, [stay(1e4), stay(3e4)])
    other = through(c, SLUG, [stay(3e4), stay(1e4)])
    assert one.density == pytest.approx(other.density, abs=1e-3 * float(one.density.max()))


def test_the_tail_lasts_at_least_three_stays():
    c = cloud_of()
    mean = 5e5
    curve = through(c, SLUG, [stay(mean)])
    _first, last = curve.crossings(0.01 * curve.peak[1])
    assert (last - c.mode > 3 * mean).all()


def test_a_level_never_reached_is_not_a_number():
    c = cloud_of()
    first, last = through(c, SLUG, [stay(1e5)]).crossings(np.full(3, 1.0))
    assert np.isnan(first).all()
    assert np.isnan(last).all()
