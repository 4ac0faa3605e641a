"""The table of dye passages: against the passages themselves, its script, and its own promises."""

import csv
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerg.transport.tracers import (
    lead_ratio,
    load_tracers,
    trail_ratio,
    velocity_at_other_flow,
    velocity_from_discharge,
)
from emerg.transport.velocity import LEADING_EDGE

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "tools" / "fit_tracers.py"
TABLE = ROOT / "src" / "emerg" / "transport" / "data" / "tracers.toml"
HOUR = 3600.0
Z_95 = 1.6449
BAND = np.array([[-Z_95], [0.0], [Z_95]])

score = st.floats(-6, 6)
peak_time = st.floats(60, 3e6)
speed = st.floats(0.005, 5)
RATIOS = pytest.mark.parametrize("ratio", [lead_ratio, trail_ratio])


def one(value):
    return np.array(float(value))


# What the table promises of itself ----------------------------------------------------------------


@RATIOS
@given(score, score, peak_time, st.one_of(st.none(), speed))
def test_a_ratio_is_a_ratio_and_grows_with_its_score(ratio, low, high, time, velocity):
    low, high = sorted((low, high))
    known = None if velocity is None else one(velocity)
    first, second = ratio(one(low), one(time), known), ratio(one(high), one(time), known)
    assert 0 < first <= second < 1


@RATIOS
@given(score, peak_time, peak_time, speed)
def test_a_longer_way_draws_out_the_cloud_in_hours_but_less_than_in_proportion(
    ratio, z, time, other, velocity
):
    """Time between peak and edge, relative to the earlier of the two, never grows with the time."""
    time, other = sorted((time, other))
    near, far = (1 / ratio(one(z), one(t), one(velocity)) - 1 for t in (time, other))
    assert far <= near * (1 + 1e-9)
    assert far * other >= near * time * (1 - 1e-9)


@RATIOS
@given(score, peak_time, speed, speed)
def test_a_slow_river_draws_the_cloud_out_more(ratio, z, time, slow, fast):
    slow, fast = sorted((slow, fast))
    assert ratio(one(z), one(time), one(slow)) <= ratio(one(z), one(time), one(fast))


@RATIOS
def test_arrays_broadcast_and_ends_of_the_measured_range_hold_beyond_it(ratio):
    table = load_tracers()
    longest, fastest = table.measured.hours[1] * HOUR, table.measured.velocity_m_s[1]
    shape = ratio(np.zeros((5, 1)), np.full(3, 1e5), np.ones((5, 3))).shape
    assert shape == (5, 3)
    ends = ratio(one(-1), one(longest), one(fastest))
    assert ratio(one(-1), one(longest * 9), one(fastest * 9)) == ends


@given(st.floats(0.01, 3000), st.floats(1.0, 50), score, score)
def test_velocity_grows_with_discharge_and_with_both_scores(flow, more, between, within):
    at = velocity_from_discharge(one(flow), one(between), one(within))
    assert velocity_from_discharge(one(flow * more), one(between), one(within)) >= at > 0
    assert velocity_from_discharge(one(flow), one(between + 0.1), one(within)) > at
    assert velocity_from_discharge(one(flow), one(between), one(within + 0.1)) > at


@given(speed, st.floats(0.02, 50), score)
def test_another_flow_scales_and_can_be_undone(velocity, flow_ratio, z):
    there = velocity_at_other_flow(one(velocity), one(flow_ratio), one(z))
    assert velocity_at_other_flow(2 * one(velocity), one(flow_ratio), one(z)) == pytest.approx(
        2 * there
    )
    back = velocity_at_other_flow(there, 1 / one(flow_ratio), one(-z))
    assert back == pytest.approx(velocity)


def test_doubt_grows_the_further_the_other_flow_is():
    ratios = np.array([1.0, 2.0, 5.0, 20.0])
    low, _, high = velocity_at_other_flow(np.ones(4), ratios, BAND)
    assert (np.diff(high / low) > 0).all()


def test_the_table_says_where_it_comes_from_and_keeps_its_targets():
    table = load_tracers()
    assert table.source
    assert table.licence
    assert table.cannot_say
    assert (ROOT / table.made_by).is_file()
    for edge, widest in (("lead", 1.8), ("trail", 2.5)):
        s = table.scores[edge]
        assert s["coverage_90"] == pytest.approx(0.90, abs=0.03)
        assert s["width"] <= widest
        assert s["interval_score"] < s["interval_score_jobson"] < s["interval_score_jobson_no_band"]
        assert s["interval_score"] < s["interval_score_constant"]
        assert s["interval_score"] < table.scores[f"{edge}_by_time"]["interval_score"]
        # Counted from the release the early front and the late tail must not be missed oftener.
        assert table.scores[f"{edge}_from_release"]["below"] <= 0.07
    assert table.scores["other_flow"]["coverage_90"] == pytest.approx(0.90, abs=0.04)
    assert table.scores["from_discharge"]["coverage_90"] == pytest.approx(0.90, abs=0.03)
    assert table.scores["other_flow"]["width"] < table.scores["from_discharge"]["width"] / 3


# Against the passages themselves, read here anew --------------------------------------------------


@pytest.fixture
def tracer(shared):
    return shared / "validation" / "tracer"


@pytest.fixture
def passages(tracer):
    """Columns of the complete, ordered passages: peak, lead and trail velocity, length [m]."""
    with (tracer / "usgs_timeoftravel_open.csv").open(encoding="utf-8-sig") as file:
        rows = [row for row in csv.DictReader(file) if row["qc"] == "ok"]
    names = ("peak_velocity_m_s", "leading_velocity_m_s", "trailing_velocity_m_s")
    columns = [np.array([float(row[name]) for row in rows]) for name in names]
    return *columns, 1000 * np.array([float(row["chord_from_prev_km"]) for row in rows])


def test_the_passages_are_those_of_the_published_ratios(passages):
    """Given with the data: v_peak/v_lead 0.85 (0.62 to 0.97), v_trail/v_peak 0.73 (0.43 to 0.94);
    both of all rivers, of which half are open."""
    peak, lead, trail, _ = passages
    assert len(peak) == 874
    assert np.quantile(peak / lead, (0.05, 0.5, 0.95)) == pytest.approx(
        (0.62, 0.85, 0.97), abs=0.03
    )
    assert np.quantile(trail / peak, (0.05, 0.5, 0.95)) == pytest.approx(
        (0.43, 0.73, 0.94), abs=0.03
    )


def test_the_median_of_what_is_drawn_is_the_published_one(passages):
    peak, _, _, length = passages
    known = length > 0
    time, velocity = length[known] / peak[known], peak[known]
    z = np.random.default_rng(3).standard_normal((200, len(time)))
    for ratio, published in ((lead_ratio, 0.85), (trail_ratio, 0.73)):
        for with_velocity in (velocity, None):
            drawn = ratio(z, time, with_velocity)
            assert np.median(drawn) == pytest.approx(published, abs=0.03)


@pytest.mark.parametrize(
    ("edge", "ratio", "widest"), [("lead", lead_ratio, 1.8), ("trail", trail_ratio, 2.5)]
)
def test_ninety_in_a_hundred_edges_lie_in_the_band(passages, edge, ratio, widest):
    """In-sample: what `scores` says of rivers left out must not differ by much."""
    peak, lead, trail, length = passages
    known = length > 0
    measured = (peak / lead if edge == "lead" else trail / peak)[known]
    time = length[known] / peak[known]
    low, _, high = ratio(BAND, time, peak[known])
    inside = ((measured >= low) & (measured <= high)).mean()
    assert inside == pytest.approx(0.90, abs=0.03)
    assert np.median(high / low) <= widest
    assert inside == pytest.approx(load_tracers().scores[edge]["coverage_90"], abs=0.02)


def test_the_rule_of_jobson_alone_holds_no_band(passages):
    peak, lead, _, _ = passages
    early = (peak / lead < LEADING_EDGE).mean()
    assert early > 0.6


def test_the_exponent_is_that_of_the_repeated_flows(tracer):
    path = tracer / "usgs_tot_repeat_flow_segments_open.csv"
    with path.open(encoding="utf-8-sig") as file:
        fitted = [float(row["fitted_exponent_m_in_v_eq_k_Q^m"]) for row in csv.DictReader(file)]
    first, middle, third = np.quantile(fitted, (0.25, 0.5, 0.75))
    assert middle == pytest.approx(0.56, abs=0.01)
    assert load_tracers().other_flow.exponent == pytest.approx(middle, abs=0.02)
    low, median, high = (
        np.log(velocity_at_other_flow(one(1), one(4.5), one(z))) / np.log(4.5)
        for z in (-0.6745, 0, 0.6745)
    )
    assert (low, median, high) == pytest.approx((first, middle, third), abs=0.05)


# Against its script -------------------------------------------------------------------------------


def run(out, folder):
    return subprocess.run(
        [sys.executable, str(TOOL), str(out)],
        capture_output=True,
        encoding="utf-8",
        env=os.environ | {"EMERG_VALIDATION_DIR": str(folder), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


def figures(table, name=""):
    """Every value of a nested table under its full name."""
    if isinstance(table, list):
        table = dict(enumerate(table))
    if isinstance(table, dict):
        return {k: v for key in table for k, v in figures(table[key], f"{name}.{key}").items()}
    return {name: table}


def test_the_script_gives_the_committed_table_and_scores(shared, tmp_path):
    done = run(tmp_path / "tracers.toml", shared / "validation")
    assert done.returncode == 0, done.stderr
    again, committed = (
        figures(tomllib.loads(path.read_text(encoding="utf-8")))
        for path in (tmp_path / "tracers.toml", TABLE)
    )
    words = {key for key, value in committed.items() if isinstance(value, str)}
    assert again.keys() == committed.keys()
    assert {key: again.pop(key) for key in words} == {key: committed.pop(key) for key in words}
    # The last digit may be another machine's.
    assert again == pytest.approx(committed, rel=2e-3)
    assert "front, velocity known" in done.stdout


def test_without_measurements_nothing_is_written_and_the_way_is_told(tmp_path):
    done = run(tmp_path / "tracers.toml", tmp_path / "nowhere")
    assert done.returncode == 1
    assert "EMERG_VALIDATION_DIR" in done.stderr
    assert not (tmp_path / "tracers.toml").exists()
