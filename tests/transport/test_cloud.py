"""The passing cloud against exact solutions that nobody here computed."""

import numpy as np
import pytest
from adepy.uniform import pulse1
from hypothesis import given
from hypothesis import strategies as st

from emerg.transport.cloud import (
    cloud,
    crossings,
    density,
    passed,
)

PECLET = st.floats(min_value=20, max_value=1000)
VELOCITY = st.floats(min_value=0.05, max_value=4.0)
LENGTH = st.floats(min_value=500.0, max_value=2e5)


def uniform_reach(length_m, velocity_m_s, peclet):
    k = velocity_m_s * length_m / peclet
    return k, cloud(
        np.array(length_m / velocity_m_s),
        np.array(2 * k * length_m / velocity_m_s**3),
        np.array(12 * k**2 * length_m / velocity_m_s**5),
    )


@given(length_m=LENGTH, velocity_m_s=VELOCITY, peclet=PECLET)
def test_flux_peak_agrees_with_exact_resident_pulse(length_m, velocity_m_s, peclet):
    """Flux concentration is x/(U t) times the resident solution of a slug (adepy.pulse1)."""
    k, c = uniform_reach(length_m, velocity_m_s, peclet)
    peak = float(c.mode)
    times = peak * np.linspace(0.97, 1.03, 13)
    # adepy's slug: m0 is mass per area; porosity 1, longitudinal dispersivity K/U, no diffusion
    resident = np.array(
        [
            float(
                np.squeeze(
                    pulse1(m0=1.0, x=length_m, t=t, v=velocity_m_s, n=1.0, al=k / velocity_m_s)
                )
            )
            for t in times
        ]
    )
    # resident mass per volume times U is the flux per area of the mean flow
    exact = length_m / (velocity_m_s * times) * resident * velocity_m_s
    ours = density(c, times)
    assert ours.max() == pytest.approx(exact.max(), rel=1e-3)
    assert np.allclose(ours, exact, rtol=1e-3)


@given(length_m=LENGTH, velocity_m_s=VELOCITY, peclet=PECLET)
def test_all_mass_passes(length_m, velocity_m_s, peclet):
    _k, c = uniform_reach(length_m, velocity_m_s, peclet)
    first, last = crossings(c, density(c, c.mode) * 1e-12)
    times = np.linspace(float(first), float(last), 40_001)
    assert np.trapezoid(density(c, times), times) == pytest.approx(1.0, abs=1e-6)
    assert float(passed(c, np.array(last))) == pytest.approx(1.0, abs=1e-6)


def test_two_unlike_reaches_equal_their_convolution():
    parts = [(20_000.0, 0.5, 40.0), (35_000.0, 1.4, 160.0)]
    step = 20.0
    times = np.arange(0.5, 400_000 / step) * step
    curves, cumulants = [], np.zeros(3)
    for length, u, k in parts:
        own = np.array([length / u, 2 * k * length / u**3, 12 * k**2 * length / u**5])
        cumulants += own
        curves.append(density(cloud(*own), times))
    exact = np.convolve(*curves)[: len(times)] * step
    # each sample stands for the middle of its step, so their sum lies half a step later
    ours = density(cloud(*cumulants), times + step / 2)
    assert ours.max() == pytest.approx(exact.max(), rel=5e-4)
    assert abs(times[ours.argmax()] - times[exact.argmax()]) <= 2 * step
    for share in (0.01, 0.5, 0.99):
        ours_at = np.searchsorted(np.cumsum(ours) * step, share)
        exact_at = np.searchsorted(np.cumsum(exact) * step, share)
        assert abs(ours_at - exact_at) * step < 60


@given(
    mean=st.floats(1e3, 1e7),
    spread=st.floats(0.005, 0.6),
    skew=st.floats(1.0, 3.0),
    level=st.floats(1e-9, 0.999),
)
def test_crossings_stand_on_the_level_around_the_peak(mean, spread, skew, level):
    variance = (spread * mean) ** 2
    c = cloud(np.array(mean), np.array(variance), np.array(skew * 3 * variance**2 / mean))
    wanted = level * density(c, c.mode)
    first, last = crossings(c, wanted)
    assert -1e-9 * mean <= c.shift <= first <= c.mode <= last
    assert density(c, first) == pytest.approx(float(wanted), rel=1e-5)
    assert density(c, last) == pytest.approx(float(wanted), rel=1e-5)


def test_level_above_the_peak_is_never_crossed():
    _k, c = uniform_reach(10_000.0, 1.0, 100.0)
    first, last = crossings(c, 1.01 * density(c, c.mode))
    assert np.isnan(first)
    assert np.isnan(last)


def test_nothing_arrives_before_the_release():
    _k, c = uniform_reach(5_000.0, 0.5, 20.0)
    assert float(density(c, np.array(0.0))) == 0.0
    assert float(density(c, np.array(-10.0))) == 0.0
    assert float(passed(c, np.array(-10.0))) == 0.0
