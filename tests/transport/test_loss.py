"""What the river takes out: by hand, and never to the careless side."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerg.transport.cloud import density
from emerg.transport.loss import (
    Evaporation,
    Loss,
    Sorbing,
    Volatile,
    dissolved_share,
    evaporated_share,
    half_life_s,
    per_s,
    rate_per_s,
    reaeration_m_s,
    remaining,
    thinned,
)
from tests.transport.test_cloud import PECLET, uniform_reach

DAY_S = 86400.0
BENZENE = Volatile(78.11, 1.8e-3, 4000.0)


def test_half_life_and_rate_are_inverse():
    assert float(half_life_s(per_s(5.0))) == pytest.approx(5 * DAY_S)
    assert float(remaining(per_s(5.0), 10 * DAY_S)) == pytest.approx(0.25)
    assert float(half_life_s(0.0)) == np.inf


def test_decay_slows_in_cold_water_by_its_theta():
    loss = Loss(per_s(1.0), 1.07)
    ratio = rate_per_s(loss, 10.0, 1.0, 1.0) / rate_per_s(loss, 20.0, 1.0, 1.0)
    assert float(ratio) == pytest.approx(1.07**-10)


def test_oconnor_and_dobbins_by_hand():
    """K2 = 3.93 U^0.5 H^-1.5 per day: 0.5 m/s and 2 m give 0.98 per day, 1.96 m/d."""
    assert float(reaeration_m_s(20.0, 2.0, 0.5)) * DAY_S == pytest.approx(3.93 * 0.5, rel=1e-6)


def test_half_of_a_metal_clings_where_kd_times_mud_is_one():
    assert float(dissolved_share(Sorbing(1e5, 0.0), 10.0)) == pytest.approx(0.5)


def test_diesel_on_cold_water_by_fingas():
    """(0.31 + 0.018 T) √t: at 5 °C after 24 h 40 % x √1440 = 15.2 %."""
    slick = Evaporation("sqrt", 0.31, 0.018)
    assert float(evaporated_share(slick, 5.0, DAY_S)) == pytest.approx(0.152, abs=0.001)


def test_nothing_leaves_to_the_air_under_ice():
    loss = Loss(volatile=BENZENE)
    assert float(rate_per_s(loss, 1.0, 1.0, 1.0, ice=True)) == 0.0
    assert float(rate_per_s(loss, 1.0, 1.0, 1.0)) > 0.0


@given(depth=st.floats(0.3, 10.0), velocity=st.floats(0.05, 3.0), warmer=st.floats(0.5, 15.0))
def test_shallow_swift_and_warm_water_loses_more(depth, velocity, warmer):
    loss = Loss(per_s(5.0), 1.05, BENZENE)
    here = rate_per_s(loss, 2.0, depth, velocity)
    assert rate_per_s(loss, 2.0, 2 * depth, velocity) < here
    assert rate_per_s(loss, 2.0, depth, 2 * velocity) > here
    assert rate_per_s(loss, 2.0 + warmer, depth, velocity) > here


@given(peclet=PECLET, half_lives=st.floats(0.05, 5.0))
def test_a_cloud_with_loss_is_the_cloud_times_what_is_left_at_each_age(peclet, half_lives):
    _k, c = uniform_reach(40_000.0, 0.8, peclet)
    rate = np.array(np.log(2) * half_lives / float(c.mean))
    left, share = thinned(c, rate)
    for factor in (0.7, 1.0, 1.4):
        time = c.mode * factor
        expected = density(c, time) * np.exp(-rate * time)
        assert share * density(left, time) == pytest.approx(float(expected), rel=1e-6, abs=1e-30)
