"""A release that takes time: exact near it, by its moments where the cloud has outgrown it."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from emerg.transport.cloud import Cloud, density
from emerg.transport.steady import OUTGROWN, Steady
from tests.transport.test_cloud import PECLET, uniform_reach

CLOUD = ("shift", "mean", "shape")


@given(duration=st.floats(60.0, 5e5), peclet=PECLET)
def test_steady_release_conserves_mass_and_crosses_where_it_says(duration, peclet):
    _k, c = uniform_reach(40_000.0, 0.8, peclet)
    d = np.array(duration)
    curve = Steady(c, d)
    time, peak = curve.peak
    assert peak <= density(c, c.mode) * (1 + 1e-6)
    assert c.mode <= time <= c.mode + d
    # Where three slugs stand for it the front's height, on a steep limb, is right within 2 %.
    first, last = curve.crossings(0.01 * peak)
    assert curve.at(first) == pytest.approx(0.01 * float(peak), rel=0.02)
    assert curve.at(last) == pytest.approx(0.01 * float(peak), rel=0.01)
    times = np.linspace(0.0, float(last) * 3, 60_001)
    assert np.trapezoid(curve.at(times), times) == pytest.approx(1.0, abs=1e-4)


@given(peclet=PECLET, share=st.floats(0.01, OUTGROWN), level=st.floats(1e-3, 0.9))
def test_three_slugs_stand_for_a_release_the_cloud_has_outgrown(peclet, share, level):
    """Against the exact difference of two distributions, read off a fine grid."""
    _k, c = uniform_reach(40_000.0, 0.8, peclet)
    deviation = float(np.sqrt(c.mean**3 / c.shape))
    curve = Steady(c, np.array(share * deviation))
    _time, peak = curve.peak
    first, last = curve.crossings(level * peak)
    times = np.linspace(1.0, float(last) + deviation, 40_001)
    exact = curve.at(times)
    assert peak == pytest.approx(exact.max(), rel=1e-3)
    above = times[exact >= level * peak]
    assert abs(first - above[0]) < 0.02 * deviation
    assert abs(last - above[-1]) < 0.02 * deviation


def test_nothing_jumps_where_the_method_changes():
    _k, c = uniform_reach(40_000.0, 0.8, 100.0)
    deviation = np.sqrt(c.mean**3 / c.shape)
    below, above = (Steady(c, (OUTGROWN + step) * deviation) for step in (-1e-6, 1e-6))
    assert below.peak[1] == pytest.approx(float(above.peak[1]), rel=1e-3)
    level = 0.01 * below.peak[1]
    for one, other in zip(
        below.crossings(level),
        above.crossings(level),
        strict=True,
    ):
        assert abs(one - other) < 0.005 * deviation


def test_places_near_and_far_are_each_answered_in_their_own_way():
    """Columns are places; the same figures come out as for each place alone."""
    lengths = (2_000.0, 10_000.0, 200_000.0)
    alone = [uniform_reach(length, 0.8, 100.0)[1] for length in lengths]
    together = Cloud(
        *(
            np.array([[float(getattr(c, name)) for c in alone]] * 2)
            for name in ("shift", "mean", "shape")
        )
    )
    d = np.array(3600.0)
    curve = Steady(together, d)
    time, peak = curve.peak
    first, last = curve.crossings(0.01 * peak)
    for place, c in enumerate(alone):
        own_time, own_peak = Steady(c, d).peak
        own = Steady(c, d).crossings(0.01 * own_peak)
        assert time[:, place] == pytest.approx(float(own_time))
        assert peak[:, place] == pytest.approx(float(own_peak))
        assert first[:, place] == pytest.approx(float(own[0]))
        assert last[:, place] == pytest.approx(float(own[1]))


@given(
    peclet=st.floats(2.0, 1e4),
    deviations=st.floats(1.01 * OUTGROWN, 100.0),
    level=st.floats(1e-4, 0.95),
)
@example(peclet=20.0, deviations=6.25, level=0.01)
def test_a_long_release_peaks_and_crosses_where_its_curve_does(peclet, deviations, level):
    """Against its own curve: from a slug's width to a plateau a hundred times it."""
    _k, c = uniform_reach(40_000.0, 0.8, peclet)
    d = np.array(deviations * np.sqrt(c.mean**3 / c.shape))
    curve = Steady(c, d)
    _time, peak = curve.peak
    times = np.linspace(1.0, float(c.mode + d), 20_001)
    assert peak == pytest.approx(curve.at(times).max(), rel=1e-3)
    for crossing in curve.crossings(level * peak):
        assert curve.at(crossing) == pytest.approx(level * float(peak), rel=0.01)


def test_a_level_above_the_peak_is_never_crossed():
    _k, c = uniform_reach(10_000.0, 1.0, 100.0)
    for d in (np.array(600.0), np.array(36_000.0)):
        curve = Steady(c, d)
        first, last = curve.crossings(1.01 * curve.peak[1])
        assert np.isnan(first)
        assert np.isnan(last)
