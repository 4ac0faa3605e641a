import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerg.network.flow import Gauge, Known, Season, flows
from emerg.network.river import Course
from tests.rivers_by_hand import reach

SEASON = {"main": Season(0.3, 0.6, 1.5)}
ZERO = np.zeros(1)


def growing():
    """Three reaches on which the mean flow grows from 100 to 160 m³/s, the area with it."""
    parts = [
        reach(
            f"r{i}",
            km=10 * i,
            upper_m3_s=q,
            lower_m3_s=q + 20,
            upper_m2=q * 1e8,
            lower_m2=(q + 20) * 1e8,
        )
        for i, q in enumerate((100.0, 120.0, 140.0))
    ]
    return Course(0.0, tuple(parts), (1.0, 1.0, 1.0))


def at_ends(known, season_score=ZERO, reading_score=ZERO):
    found = flows(growing(), known, SEASON, season_score, reading_score)
    return found.upper[0], found.lower[0]


def test_keyword_is_the_months_factor_everywhere():
    upper, lower = at_ends(Known("mean"))
    assert upper == pytest.approx([60.0, 72.0, 84.0])
    assert lower == pytest.approx([72.0, 84.0, 96.0])
    assert at_ends(Known("low"))[0][0] == pytest.approx(30.0)
    assert at_ends(Known("high"))[0][0] == pytest.approx(150.0)


def test_unknown_flow_holds_the_full_band():
    score = np.array([-1.2816, 0.0, 1.2816])
    found = flows(growing(), Known(), SEASON, score, np.zeros(3))
    assert found.upper[:, 0] == pytest.approx([30.0, 60.0, 150.0])


def test_typed_flow_holds_at_the_incident_and_fades_into_the_season():
    """Q(x) = r Qm(x0) + f dQm, ln f = w ln r + (1 - w) ln s, w = exp(-dA/A0); by hand."""
    upper, lower = at_ends(Known(gauges=(Gauge(0, 0.0, 200.0, 200.0),)))
    assert upper[0] == pytest.approx(200.0)
    expected = 200.0
    for i in range(3):
        w = np.exp(-20 * i / 100)
        f = np.exp(w * np.log(2.0) + (1 - w) * np.log(0.6))
        expected += 20 * f
        assert lower[i] == pytest.approx(expected)


def test_second_gauge_pins_the_flow_there():
    gauges = (Gauge(0, 0.0, 200.0, 200.0), Gauge(1, 0.5, 150.0, 150.0))
    upper, lower = at_ends(Known(gauges=gauges))
    assert upper[0] == pytest.approx(200.0)
    assert (upper[1] + lower[1]) / 2 == pytest.approx(150.0, rel=0.01)
    assert lower[2] > lower[1]


def test_arm_of_a_bifurcation_takes_its_share():
    parts = (reach("a"), reach("b", km=10, upper_m3_s=30.0, lower_m3_s=30.0))
    found = flows(Course(0.0, parts, (1.0, 0.3)), Known("mean"), SEASON, ZERO, ZERO)
    assert found.upper[0, 1] == pytest.approx(0.3 * found.lower[0, 0])


@given(
    typed=st.floats(5.0, 3000.0),
    z=st.floats(-3, 3),
)
def test_flow_never_falls_downstream_and_is_positive(typed, z):
    known = Known(gauges=(Gauge(0, 0.0, typed, typed),))
    found = flows(growing(), known, SEASON, np.array([z]), np.array([z]))
    flat = np.stack([found.upper[0], found.lower[0]], axis=1).ravel()
    assert (flat > 0).all()
    assert (np.diff(flat) >= -1e-9).all()


def test_more_said_means_more_flow_at_every_place():
    low, mean, high = (at_ends(Known(word))[1] for word in ("low", "mean", "high"))
    assert (low < mean).all()
    assert (mean < high).all()
