"""Figures that cannot be, through the doors that people use: told clearly, or the right limit."""

import json
import math
import re
from datetime import datetime, timedelta

import pytest

from emerg.cli.main import run
from emerg.units import BEIJING

CASE = """\
format = 1
title = "a case"
source = "made by hand"
pollutant = "dye"

[release]
mass_kg = 6000.0
duration_h = 1.0

[[reach]]
to_km = 15.0
discharge_m3_s = 8.0
mean_annual_discharge_m3_s = 9.0
drainage_area_km2 = 390.0
slope = 0.002
width_m = 20.0
depth_m = 0.8
velocity_m_s = 0.5
hold_h = 0.0
storage_m3 = 0.0

[[observation]]
station = "gauge"
km = 15.0
event = "front"
earliest_h = 6.5
latest_h = 7.5
concentration_mg_l = 18.0
detection_mg_l = 0.1
"""
SCENARIO = """\
format = 1
when = 2026-07-15T02:40:00+08:00
substance = "氰化钠"
amount_kg = 20000.0
duration_h = 1.0
flow = 300.0
wind = 2.0

[at]
river = "lhasa"
km = 430.0

[[sample]]
time = 2026-07-15T08:00:00+08:00
at = { river = "lhasa", km = 450.0 }
value_mg_l = 1.0
background_mg_l = 0.0

[[measure]]
at = { river = "lhasa", km = 470.0 }
do = "hold"
hours = 6.0
space_m3 = 1e6

[[measure]]
at = { river = "lhasa", km = 480.0 }
do = "remove"
share = 0.5

[[measure]]
at = { river = "lhasa", km = 485.0 }
do = "outflow"
m3_s = 400.0
"""
CHANGES = """\
when = 2026-07-15T02:40:00+08:00
flow = 300.0
at = { river = "lhasa", km = 430.0 }
"""
NEVER = ("nan", "inf", "-inf", "-1.0")
FIGURE = re.compile(r"^(\w+) = -?[\d.e]+$", re.MULTILINE)


def keys(text):
    """The keys of `text` that hold one number, but the format's own."""
    return [key for key in dict.fromkeys(FIGURE.findall(text)) if key != "format"]


def refused(capsys, *words):
    """What is told of a refusal: exit 1, an empty stdout, and what / where / fix."""
    assert run([*words, "--lang", "en"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    for label in ("error", "where", "fix"):
        assert re.search(rf"{label}\s*:\s*\S", err, re.IGNORECASE), err
    assert "Traceback" not in err
    return err


def with_figure(text, key, value):
    found, count = re.subn(rf"^{key} = -?[\d.e]+$", f"{key} = {value}", text, count=1, flags=re.M)
    assert count == 1
    return found


def written(tmp_path, text):
    (tmp_path / "file.toml").write_text(text, encoding="utf-8")
    return str(tmp_path / "file.toml")


@pytest.mark.parametrize(
    ("key", "value"),
    # What was seen before time zero has a rule of its own, beside the others of the case format.
    [(k, v) for k in keys(CASE) for v in NEVER if (k, v) != ("earliest_h", "-1.0")],
)
def test_no_case_takes_what_is_not_a_figure(capsys, tmp_path, key, value):
    err = refused(capsys, "hindcast", written(tmp_path, with_figure(CASE, key, value)))
    assert key in err


@pytest.mark.parametrize(
    "key", ["discharge_m3_s", "mean_annual_discharge_m3_s", "velocity_m_s", "depth_m", "slope"]
)
def test_a_dry_reach_is_refused(capsys, tmp_path, key):
    err = refused(capsys, "hindcast", written(tmp_path, with_figure(CASE, key, "0.0")))
    assert key in err


def hindcast(capsys, tmp_path, text):
    assert run(["hindcast", written(tmp_path, text), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_reservoir_of_no_volume_is_no_reservoir(capsys, tmp_path):
    none = CASE.replace("storage_m3 = 0.0\n", "").replace("hold_h = 0.0\n", "")
    assert none != CASE
    assert hindcast(capsys, tmp_path, CASE) == hindcast(capsys, tmp_path, none)


def test_a_reservoir_of_hardly_any_volume_delays_hardly(capsys, tmp_path):
    (none,) = hindcast(capsys, tmp_path, CASE)["observations"]
    drop = with_figure(CASE, "storage_m3", "1.0")
    (some,) = hindcast(capsys, tmp_path, drop)["observations"]
    for name, hours in none["predicted_h"].items():
        assert some["predicted_h"][name] == pytest.approx(hours, rel=0.03)


def test_no_mass_is_no_concentration_and_is_never_detected(capsys, tmp_path):
    none = with_figure(CASE, "mass_kg", "0.0")
    (found,) = hindcast(capsys, tmp_path, none)["observations"]
    assert set(found["predicted_h"].values()) == {None}
    (found,) = hindcast(capsys, tmp_path, none.replace("detection_mg_l = 0.1", ""))["observations"]
    assert found["predicted_mg_l"] == {"low": 0.0, "likely": 0.0, "high": 0.0}
    assert all(math.isfinite(hours) for hours in found["predicted_h"].values())


@pytest.mark.parametrize(("key", "value"), [("slope", "1e-9"), ("discharge_m3_s", "1e-6")])
def test_hardly_any_water_is_answered_or_refused_but_never_infinite(capsys, tmp_path, key, value):
    (found,) = hindcast(capsys, tmp_path, with_figure(CASE, key, value))["observations"]
    assert all(math.isfinite(hours) and hours > 0 for hours in found["predicted_h"].values())


# --- scenario files ------------------------------------------------------------------------------


@pytest.mark.parametrize("value", NEVER)
@pytest.mark.parametrize("key", keys(SCENARIO))
def test_no_scenario_takes_what_is_not_a_figure(capsys, tmp_path, key, value):
    err = refused(capsys, "respond", written(tmp_path, with_figure(SCENARIO, key, value)))
    assert key in err


@pytest.mark.parametrize(
    ("key", "value"), [("flow", "0.0"), ("amount_kg", "[9.0, 3.0]"), ("flow", "[0.0, 5.0]")]
)
def test_no_scenario_takes_a_dry_river_or_a_range_upside_down(capsys, tmp_path, key, value):
    err = refused(capsys, "respond", written(tmp_path, with_figure(SCENARIO, key, value)))
    assert key in err


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ("rate = [{ kg_h = 1, to_h = 2 }]\namount_kg = 5", "given twice"),
        ("rate = [{ kg_h = 1, to_h = 2 }]\nduration_h = 5", "duration_h"),
        ("rate = [{ kg_h = 1 }, { kg_h = 2, to_h = 9 }]", "only the last rate may go on"),
        ("rate = [{ kg_h = 1, to_h = 2 }, { kg_h = 2, to_h = 2 }]", "out of order"),
        ("rate = [{ kg_h = 1, to_h = 2 }, { kg_h = 2, from_h = 1, to_h = 9 }]", "out of order"),
        ("rate = [{ kg_h = 0, to_h = 2 }]", "release nothing"),
        ("rate = [{ kg_h = 5, to_h = 2 }, { kg_h = 0 }]", "has no end"),
        ("rate = [{ kg_h = 5, to_h = 2 }]\nboundary = { peak_h = 3 }", "boundary"),
        ('measure = [{ at = "纳金水厂", do = "outflow", m3_s = 0 }]', "m3_s"),
        ('measure = [{ at = "", do = "hold", hours = 1 }]', "way down"),
        ('measure = [{ at = "厂", do = "hold", hours = 1 }]', "way down"),
        ("rate = [{ kg_h = [3, 1], to_h = 2 }]", "is not a range"),
        ("rate = [" + "{ kg_h = 1 }," * 25 + "]", "only the last"),
        (
            "rate = [" + ",".join(f"{{ kg_h = 1, to_h = {n} }}" for n in range(1, 30)) + "]",
            "29 rates",
        ),
        ('store = [{ at = "纳金水厂", volume_m3 = 5 }]', "no reservoir"),
        ('store = [{ at = "直孔水电站", volume_m3 = [5, 1] }]', "is not a range"),
        ('measure = [{ at = "纳金水厂", do = "hold" }]', "hours / space_m3"),
        ('measure = [{ at = "纳金水厂", do = "hold", hours = 1, share = 0.5 }]', "does not belong"),
        ('measure = [{ at = "纳金水厂", do = "remove", share = 1.5 }]', "share"),
        ('measure = [{ at = "纳金水厂", do = "burn", hours = 1 }]', "do"),
        ('measure = [{ at = "月亮", do = "hold", hours = 1 }]', "way down"),
        ('measure = [{ at = { river = "lhasa", km = 400 }, do = "hold", hours = 1 }]', "way down"),
    ],
)
def test_no_rate_store_or_measure_that_cannot_be(capsys, tmp_path, more, words):
    assert words in refused(capsys, "respond", written(tmp_path, f"{more}\n{CHANGES}"))


def respond(capsys, tmp_path, text):
    assert run(["respond", written(tmp_path, text), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_scenario_itself_is_answered(capsys, tmp_path):
    now = datetime.now(BEIJING).replace(microsecond=0)
    moments = {"02:40": now - timedelta(hours=6), "08:00": now - timedelta(minutes=40)}
    text = SCENARIO
    for clock, moment in moments.items():  # today: measures change nothing of what is long past
        text = text.replace(f"2026-07-15T{clock}:00+08:00", moment.isoformat())
    found = respond(capsys, tmp_path, text)
    assert found["hits"]
    assert len(found["what_if"]["measures"]) == 3
    assert found["what_if"]["hits"]


def test_rates_are_told_back(capsys, tmp_path):
    rates = "rate = [{ kg_h = [400, 600], to_h = 2 }, { kg_h = 50, from_h = 4 }]\n"
    told = respond(capsys, tmp_path, rates + CHANGES)["incident"]
    assert told["duration_h"] == "ongoing"
    assert told["amount_kg"] is None
    assert told["rate"] == [
        {"from_h": 0.0, "to_h": 2.0, "kg_h": [400.0, 600.0]},
        {"from_h": 4.0, "to_h": None, "kg_h": [50.0, 50.0]},
    ]


def test_a_sample_from_before_the_release_is_refused(capsys, tmp_path):
    """What was found then cannot have come from it."""
    early = SCENARIO.replace("2026-07-15T08:00:00", "2026-07-14T08:00:00")
    assert early != SCENARIO
    assert "before the release" in refused(capsys, "respond", written(tmp_path, early))
