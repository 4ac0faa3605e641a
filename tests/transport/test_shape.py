"""A cloud through its front, peak and tail."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerg.transport.cloud import crossings, density, passed
from emerg.transport.shape import BELL, FRONT_LEVEL, TAIL_LEVEL, shaped
from emerg.transport.tracers import lead_ratio, load_tracers, trail_ratio


@given(
    peak=st.floats(1e3, 1e7),
    ahead=st.floats(0.005, 0.5),
    skew=st.floats(0.75, 4.0),
)
def test_front_peak_and_tail_stand_where_they_were_asked_for(peak, ahead, skew):
    ahead_s = ahead * peak
    c = shaped(np.array(peak), np.array(ahead_s), np.array(skew * ahead_s), -np.inf)
    top = density(c, c.mode)
    assert c.mode == pytest.approx(peak, rel=1e-3)
    assert crossings(c, FRONT_LEVEL * top)[0] == pytest.approx(peak - ahead_s, abs=0.01 * ahead_s)
    last = crossings(c, TAIL_LEVEL * top)[1]
    assert last == pytest.approx(peak + skew * ahead_s, abs=0.02 * skew * ahead_s)


@given(peak=st.floats(1e3, 1e7), ahead=st.floats(0.005, 0.95), skew=st.floats(0.05, 50.0))
def test_nothing_passes_before_it_was_released_and_fronts_err_on_the_early_side(peak, ahead, skew):
    c = shaped(np.array(peak), np.array(ahead * peak), np.array(skew * ahead * peak))
    assert c.shift >= -1e-3 * peak
    assert float(passed(c, np.array(0.0))) < 1e-6
    assert float(density(c, np.array(0.0))) == pytest.approx(0.0, abs=1e-12)
    front = crossings(c, FRONT_LEVEL * density(c, c.mode))[0]
    # No cloud can have its front nearer to its beginning than the most skewed one has.
    assert front <= max(peak - ahead * peak * 0.999, 0.2 * peak)


def test_a_bell_has_its_own_ratio():
    c = shaped(np.array(1e6), np.array(1e4), np.array(1e4 * BELL))
    deviation = np.sqrt(c.mean**3 / c.shape)
    assert deviation == pytest.approx(1e4 / np.sqrt(2 * np.log(100)), rel=0.02)


@pytest.mark.parametrize("hours", [3.0, 10.0, 30.0, 90.0])
def test_clouds_from_the_measured_edges_peak_as_jobsons_unit_peak_says(hours):
    """Two readings of the same dye studies, at the velocity of a usual river (0.4 m/s)."""
    rng = np.random.default_rng(1)
    lead, own = rng.standard_normal((2, 4000))
    together = load_tracers().together.lead_and_trail
    trail = together * lead + np.sqrt(1 - together**2) * own
    time = np.full(4000, hours * 3600)
    speed = np.full(4000, 0.4)
    ahead = time * (1 - lead_ratio(lead, time, speed))
    behind = time * (1 / trail_ratio(trail, time, speed) - 1)
    c = shaped(time, ahead, behind)
    ours = np.median(density(c, c.mode))
    assert ours == pytest.approx(857e-6 * hours**-0.760, rel=0.15)
