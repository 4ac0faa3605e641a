"""The cloud against solutions that nobody here computed, and against a peer that steps in time.

Exact: `adepy` (Wexler 1992; Bear 1979) gives what stands in the water of a uniform reach; what
passes a section is x / (U t) times that for a slug, and is its own continuous solution for a steady
inflow. Peer: a Crank and Nicolson solver of twenty unlike reaches with confluences, which knows
nothing of cumulants (`finite_difference.py`).

Measured: for Péclet 20 to 1,000 a slug's peak within 1e-12 and its front within 3e-8 of the exact
ones, a steady release's within 1.3e-4 and 0.14 % (where three slugs stand for it). Of sixty rivers
drawn at random the peak is within 3 % and its time within 1 % at all twenty gauges on 57, and
within 3.4 % and 1 % on the rest, where a large tributary joins just below a reach of Péclet about
20.
"""

import numpy as np
import pytest
from adepy.uniform import pulse1, seminf1
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.optimize import brentq, minimize_scalar

from emerg.transport.cloud import cloud, crossings, density, passed
from emerg.transport.steady import Steady
from tests.transport.finite_difference import Channel, crank_nicolson

FRONT = 0.01
PECLET = st.floats(min_value=20, max_value=1000)
# adepy multiplies exp(Péclet) by a complementary error function: past this one of them overflows.
PECLET_OF_ADEPY = st.floats(min_value=20, max_value=600)
VELOCITY = st.floats(min_value=0.05, max_value=4.0)
LENGTH = st.floats(min_value=500.0, max_value=2e5)


def one_reach(length_m, velocity_m_s, peclet):
    """A uniform channel and the cloud at its foot."""
    spread = velocity_m_s * length_m / peclet
    channel = Channel(length_m, velocity_m_s, spread, 1.0, 1.0)
    return channel, cloud(*channel.cumulants)


def resident(channel, time_s):
    """Concentration in the water [1/m per unit of mass and area] at the foot, of a slug."""
    dispersivity = channel.dispersion_m2_s / channel.velocity_m_s
    found = pulse1(1.0, channel.length_m, time_s, v=channel.velocity_m_s, n=1.0, al=dispersivity)
    return np.squeeze(found)


def slug(channel, time_s):
    """What passes the foot [1/s]: x / (U t) times what stands there, carried by U."""
    return channel.length_m / time_s * resident(channel, time_s)


def steady(channel, time_s, duration_s):
    """What passes the foot [1/s] of a unit of mass let in over `duration_s`."""
    dispersivity = channel.dispersion_m2_s / channel.velocity_m_s

    def begun(since):
        if since <= 0:
            return 0.0
        found = seminf1(1.0, channel.length_m, since, channel.velocity_m_s, dispersivity)
        return float(np.squeeze(found))

    return (begun(time_s) - begun(time_s - duration_s)) / duration_s


def peak_and_front(curve, between):
    """Time and height of the peak of `curve` in `between`, and when 1 % of it is first reached."""
    early, late = between
    top = minimize_scalar(
        lambda t: -float(curve(t)), bounds=between, method="bounded", options={"xatol": 1e-7 * late}
    )
    front = brentq(lambda t: float(curve(t)) + FRONT * top.fun, early, top.x, xtol=1e-6 * early)
    return top.x, -top.fun, front


@given(length_m=LENGTH, velocity_m_s=VELOCITY, peclet=PECLET)
def test_a_slug_peaks_and_fronts_as_the_exact_pulse_does(length_m, velocity_m_s, peclet):
    channel, c = one_reach(length_m, velocity_m_s, peclet)
    first, last = crossings(c, 1e-4 * density(c, c.mode))
    time, height, front = peak_and_front(lambda t: slug(channel, t), (float(first), float(last)))
    assert density(c, c.mode) == pytest.approx(height, rel=0.005)
    assert c.mode == pytest.approx(time, rel=1e-6)
    assert crossings(c, FRONT * density(c, c.mode))[0] == pytest.approx(front, rel=0.01)
    # By far: on one reach the cloud is the exact solution itself.
    assert density(c, c.mode) == pytest.approx(height, rel=1e-6)


@given(
    length_m=LENGTH,
    velocity_m_s=VELOCITY,
    peclet=PECLET_OF_ADEPY,
    deviations=st.floats(min_value=0.05, max_value=100.0),
)
@example(length_m=500.0, velocity_m_s=1.0, peclet=20.0, deviations=6.25)
def test_a_steady_release_peaks_and_fronts_as_the_continuous_solution_does(
    length_m, velocity_m_s, peclet, deviations
):
    """Also where three slugs stand for it: short against the cloud's standard deviation."""
    channel, c = one_reach(length_m, velocity_m_s, peclet)
    d = np.array(deviations * np.sqrt(channel.cumulants[1]))
    curve = Steady(c, d)
    slug_first, slug_last = crossings(c, 1e-4 * density(c, c.mode))
    between = float(slug_first), float(slug_last + d)
    _time, height, front = peak_and_front(lambda t: steady(channel, t, float(d)), between)
    assert curve.peak[1] == pytest.approx(height, rel=0.005)
    assert curve.crossings(FRONT * curve.peak[1])[0] == pytest.approx(front, rel=0.01)


@given(length_m=LENGTH, velocity_m_s=VELOCITY, peclet=PECLET_OF_ADEPY, share=st.floats(0.3, 3.0))
def test_an_endless_inflow_rises_as_the_continuous_solution_does(
    length_m, velocity_m_s, peclet, share
):
    channel, c = one_reach(length_m, velocity_m_s, peclet)
    time = share * length_m / velocity_m_s
    assert passed(c, np.array(time)) == pytest.approx(steady(channel, time, time) * time, abs=1e-9)


@given(peclet=st.floats(600, 1000))
def test_past_the_range_of_the_continuous_solution_slugs_are_added_up(peclet):
    channel, c = one_reach(40_000.0, 0.8, peclet)
    first, _last = crossings(c, 1e-9 * density(c, c.mode))
    times = np.linspace(float(first), float(c.mode), 2001)
    share = np.trapezoid(slug(channel, times), times)
    assert passed(c, c.mode) == pytest.approx(share, rel=1e-4)


# --- twenty unlike reaches -----------------------------------------------------------------------

RELEASE_S = 900.0


def drawn_river(seed):
    """Twenty reaches of Péclet 20 to 200; two of five begin at a tributary of 10 to 50 %."""
    rng = np.random.default_rng(seed)
    flow, channels = 20.0, []
    for n in range(20):
        if n and rng.random() < 0.4:
            flow *= 1 + rng.uniform(0.1, 0.5)
        upper, flow = flow, flow * (1 + rng.uniform(0.0, 0.06))
        length, velocity = rng.uniform(8e3, 2e4), np.exp(rng.uniform(np.log(0.3), np.log(2.0)))
        peclet = np.exp(rng.uniform(np.log(20.0), np.log(200.0)))
        channels.append(Channel(length, velocity, velocity * length / peclet, upper, flow))
    return channels


def differences(channels, step_s, cells_per_peclet):
    """Ours over the peer's, less one: peak, its time, front and mass at every gauge."""
    cumulants = np.cumsum([c.cumulants for c in channels], axis=0)
    end = cumulants[-1, 0] + 10 * np.sqrt(cumulants[-1, 1])
    times, curves = crank_nicolson(
        channels, RELEASE_S, end, step_s=step_s, cells_per_peclet=cells_per_peclet
    )
    c, d = cloud(*cumulants.T), np.array(RELEASE_S)
    flow = np.array([channel.lower_m3_s for channel in channels])
    curve = Steady(c, d)
    time, peak = curve.peak
    ours = peak / flow, time, curve.crossings(FRONT * peak)[0], np.ones(len(flow))
    theirs = [(*read(times, curve), np.trapezoid(curve, times)) for curve in curves.T]
    theirs = np.transpose(
        [(y, t, f, mass * q) for (t, y, f, mass), q in zip(theirs, flow, strict=True)]
    )
    return np.array(ours) / theirs - 1


def read(times, curve):
    """Time and height of a curve's peak, between its steps, and when 1 % of it is first reached."""
    i = int(curve.argmax())
    bend, slope, height = np.polyfit(times[i - 1 : i + 2] - times[i], curve[i - 1 : i + 2], 2)
    height -= slope**2 / (4 * bend)
    front = np.interp(FRONT * height, curve[: i + 1], times[: i + 1])
    return times[i] - slope / (2 * bend), height, front


def test_the_peer_agrees_with_the_exact_solution_where_there_is_one():
    """A uniform river cut into four: else a disagreement would say nothing of the cloud."""
    whole = Channel(40_000.0, 0.8, 0.8 * 40_000.0 / 160.0, 50.0, 50.0)
    quarter = Channel(10_000.0, 0.8, whole.dispersion_m2_s, 50.0, 50.0)
    times, curves = crank_nicolson([quarter] * 4, 900.0, 150_000.0, step_s=60, cells_per_peclet=4)
    here = times[1:]
    exact = np.array([steady(whole, t, 900.0) for t in here]) / 50.0
    assert curves[1:, -1] == pytest.approx(exact, abs=0.003 * exact.max())


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_twenty_reaches_with_confluences_against_finite_differences(seed):
    peak, time, front, mass = np.abs(differences(drawn_river(seed), 120.0, 4.0))
    assert peak.max() < 0.03
    assert time.max() < 0.01
    assert front.max() < 0.02
    assert mass.max() < 1e-6


def test_the_worst_of_sixty_drawn_rivers():
    """Two fifths more water joins just below a first reach of Péclet 23: the cloud is 3.3 % low."""
    peak, time, _front, mass = np.abs(differences(drawn_river(19), 120.0, 4.0))
    assert 0.03 < peak.max() < 0.035
    assert time.max() < 0.01
    assert mass.max() < 1e-6


def test_the_peer_no_longer_changes_with_finer_steps():
    river = drawn_river(1)[:6]
    coarse, fine = differences(river, 120.0, 4.0), differences(river, 60.0, 8.0)
    assert coarse[:3] == pytest.approx(fine[:3], abs=0.001)
