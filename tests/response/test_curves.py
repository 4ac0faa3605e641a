"""The curve at a place: the same peak and hours as the hit list, and the same refusals."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from emerg.cli.main import run
from emerg.errors import InputError
from emerg.response.incident import Amount, FieldSample, Measure, Scenario, Spot, Start, Where
from emerg.usecases.curve import curve_of
from emerg.usecases.respond import respond
from tests.conftest import ROOT

START = datetime(2026, 7, 14, 18, 40, tzinfo=UTC)
NOW = START + timedelta(hours=9)
SPILL = Scenario(
    Where(river="lhasa", km=430.0),
    "氰化钠",
    amount=Amount(5, 10, "t"),
    start=Start(START, START),
    duration_h=1.0,
    flow="high",
)
PLACE = "纳金水厂"


def told(rivers, name=PLACE, **changes):
    return curve_of(rivers, respond(rivers, replace(SPILL, **changes), now=NOW), name)


@pytest.fixture(scope="module")
def hit(rivers):
    return next(h for h in respond(rivers, SPILL, now=NOW).hits if h.name.zh == PLACE)


@pytest.fixture(scope="module")
def found(rivers):
    return told(rivers)


def test_the_likely_curve_peaks_when_and_as_high_as_the_hit_list_says(found, hit):
    hours, likely = found.curve.time_s / 3600, found.curve.mg_l[1]
    assert likely.max() == pytest.approx(hit.peak_mg_l[1], rel=0.05)
    assert hours[likely.argmax()] == pytest.approx(hit.peak_h[1], rel=0.03)
    assert found.distance_m == hit.distance_m
    assert found.rule.limit_mg_l == hit.limit_mg_l


def test_the_band_is_a_band_and_time_runs_on(found, hit):
    low, likely, high = found.curve.mg_l
    assert (low <= likely).all()
    assert (likely <= high).all()
    assert (np.diff(found.curve.time_s) > 0).all()
    assert found.curve.time_s[0] / 3600 < hit.front_h[1]
    # Each moment for itself: no higher than the highest peak of the list.
    assert high.max() <= hit.peak_mg_l[2] * 1.001


def test_the_area_under_the_likely_curve_is_its_mass(found, hit):
    """A median member's mass: 7 t of NaCN within a third, 53 % of it cyanide."""
    mass = np.trapezoid(found.curve.mg_l[1], found.curve.time_s) * hit.discharge_m3_s / 1000
    assert mass == pytest.approx(7_071 * 0.531, rel=0.2)


def test_what_is_removed_is_missing_in_the_curve(rivers, found):
    done = Measure("remove", Spot("达孜大桥"), share=0.5, done=True)
    assert told(rivers, measures=(done,)).curve.mg_l[2].max() == pytest.approx(
        found.curve.mg_l[2].max() / 2, rel=0.01
    )


def test_a_sample_moves_the_curve(rivers, found, hit):
    late = FieldSample(START + timedelta(hours=hit.front_h[1] + 1), "not_yet", station=PLACE)
    moved = told(rivers, samples=(late,))
    likely = moved.curve.mg_l[1]
    assert moved.curve.time_s[likely.argmax()] > found.curve.time_s[found.curve.mg_l[1].argmax()]


@pytest.mark.parametrize(
    ("name", "changes", "words"),
    [
        ("月亮", {}, "does not lie on the way down"),
        (PLACE, {"substance": "柴油"}, "no concentration"),
    ],
)
def test_where_there_is_no_curve_it_is_said_why(rivers, name, changes, words):
    with pytest.raises(InputError) as refused:
        told(rivers, name, **changes)
    assert words in refused.value.what.msgid


def test_the_command_tells_it_as_a_table_and_as_json(capsys):
    demo = str(ROOT / "examples" / "demo.toml")
    assert run(["curve", demo, PLACE, "--lang", "en"]) == 0
    text = capsys.readouterr().out
    assert "Najin waterworks, 59.4 km down the river: cyanide, mg/L, background included" in text
    assert "DRILL" in text
    assert run(["curve", demo, PLACE, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["limit_mg_l"] == 0.05
    assert max(one["likely_mg_l"] for one in found["curve"]) > 0.1
    assert [one["h"] for one in found["curve"]] == sorted(one["h"] for one in found["curve"])


def test_of_an_unknown_amount_it_is_told_per_tonne(rivers, capsys, tmp_path):
    spill = tmp_path / "spill.toml"
    spill.write_text(
        'substance = "氰化钠"\namount_kg = "unknown"\nflow = "high"\n'
        '[at]\nriver = "lhasa"\nkm = 430.0\n',
        encoding="utf-8",
    )
    assert run(["curve", str(spill), PLACE, "--lang", "en"]) == 0
    text = capsys.readouterr().out
    assert "cyanide, mg/L per tonne of product" in text
    assert "Limit" not in text


@pytest.mark.parametrize(
    ("at", "place", "river"),
    [
        ('road = "G214"\nstake = "昌都往邦达方向30公里"', "出区断面", "lancang"),
        ('tailings = "jiama"\n[leak]\nmode = "well"', "达孜大桥", "lhasa"),
    ],
    ids=["road", "pond"],
)
def test_the_command_puts_a_stake_or_a_pond_on_its_river(capsys, tmp_path, at, place, river):
    spill = tmp_path / "spill.toml"
    substance = "" if "tailings" in at else 'substance = "氰化钠"\n[amount]\nvalue = 8\nunit="t"\n'
    spill.write_text(
        f"when = 2026-11-30T13:20:00+08:00\nexercise = true\n{substance}[at]\n{at}\n",
        encoding="utf-8",
    )
    assert run(["curve", str(spill), place, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["river"] == river
