"""What the chart of a place says: the figures of `emerg curve`, its clocks, its samples."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from emerg.cli.main import run
from emerg.response.incident import Amount, FieldSample, Scenario, Start, Where
from emerg.response.place_chart import at_moment, crossed, place_chart
from emerg.usecases.curve import curve_of
from emerg.usecases.respond import respond
from emerg.usecases.scenario import moment, read_scenario
from tests.conftest import ROOT

START = datetime(2026, 7, 14, 18, 40, tzinfo=UTC)
NOW = START + timedelta(hours=2)
SPILL = Scenario(
    Where(river="lhasa", km=430.0),
    "氰化钠",
    amount=Amount(5, 10, "t"),
    start=Start(START, START),
    reported=START,
    duration_h=1.0,
    flow="high",
)
PLACE = "纳金水厂"


def chart_of(rivers, **changes):
    answer = respond(rivers, replace(SPILL, **changes), now=NOW)
    hit = next(hit for hit in answer.hits if hit.name.zh == PLACE)
    return place_chart(answer, hit, curve_of(rivers, answer, hit.site), NOW), hit


@pytest.fixture(scope="module")
def known(rivers):
    return chart_of(rivers)


def marks(chart):
    return {mark.key: mark for mark in chart.marks}


def taken(h, state, **values):
    return FieldSample(START + timedelta(hours=h), state, station=PLACE, **values)


def test_the_figures_are_those_of_the_command_line(rivers, tmp_path, capsys):
    demo = tmp_path / "demo.toml"
    demo.write_text((ROOT / "examples" / "demo.toml").read_text("utf-8"), "utf-8")
    assert run(["curve", str(demo), PLACE, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    asked = read_scenario(demo, NOW)
    answer = respond(rivers, asked, now=moment(asked, NOW))
    hit = next(hit for hit in answer.hits if hit.name.zh == PLACE)
    chart = place_chart(answer, hit, curve_of(rivers, answer, hit.site), NOW)
    for name, figures in (("low", chart.low), ("likely", chart.likely), ("high", chart.high)):
        said = [row[f"{name}_mg_l"] for row in told["curve"]]
        assert figures == pytest.approx(said, rel=1e-3, abs=1e-9), name
    assert chart.h == pytest.approx([row["h"] for row in told["curve"]], abs=1e-3)
    assert chart.limit.mg_l == told["limit_mg_l"]


def test_the_peak_and_the_clocks_are_those_of_the_hit_list(known):
    chart, hit = known
    assert (chart.peak_mg_l, chart.peak_h) == (hit.peak_mg_l, hit.peak_h)
    assert marks(chart)["close"].time == hit.close_by
    assert marks(chart)["close"].h == pytest.approx((hit.close_by - START).total_seconds() / 3600)
    assert marks(chart)["now"].h == 2.0
    assert chart.reopen_reason == hit.reopen_reason is not None


def test_now_moves_and_nothing_else_does(known):
    chart, _hit = known
    later = at_moment(chart, NOW + timedelta(hours=3))
    assert marks(later)["now"].h == 5.0
    assert marks(later)["close"] == marks(chart)["close"]
    assert later.high == chart.high


def test_above_the_limit_the_band_is_longer_than_the_likely_line(known):
    chart, _hit = known
    wide, narrow = chart.above_h(chart.high), chart.above_h(chart.likely)
    assert wide[0] < narrow[0] < narrow[1] < wide[1]
    assert chart.above_h(chart.low) is None or chart.above_h(chart.low)[0] > narrow[0]


def test_a_place_that_stays_below_its_limit_is_never_above(rivers):
    chart, hit = chart_of(rivers, amount=Amount(5, 10, "kg"))
    assert chart.above_h(chart.high) is None
    assert "close" not in marks(chart)
    assert chart.close_reason == hit.close_reason is not None


def test_without_an_amount_it_is_told_per_tonne(rivers, known):
    chart, hit = chart_of(rivers, amount=None)
    assert chart.per_tonne
    assert max(chart.likely) == pytest.approx(hit.mg_l_per_tonne, rel=0.05)
    assert chart.above_h(chart.high) is None
    least, likely = chart.limit_reached_t
    assert least < likely
    # As much as reaches the limit by the likely line does so when it is given as the amount.
    given, _hit = chart_of(rivers, amount=Amount(likely, likely, "t"))
    assert max(given.likely) == pytest.approx(chart.limit.mg_l, rel=0.05)


def test_without_a_start_there_is_no_clock(rivers):
    chart, _hit = chart_of(rivers, start=None)
    assert chart.start is None
    assert chart.marks == ()
    assert at_moment(chart, NOW) == chart


def test_samples_stand_where_and_when_they_were_taken(rivers):
    chart, _hit = chart_of(
        rivers,
        samples=(
            taken(8.0, "value", value_mg_l=0.12),
            taken(5.0, "below", detection_mg_l=0.004),
            taken(4.0, "not_yet"),
            taken(9.0, "value", value_mg_l=3.0, species="NH3-N"),
            FieldSample(START + timedelta(hours=6), "not_yet", river="lhasa", km=520.0),
        ),
    )
    found = [(one.h, one.state, one.mg_l) for one in chart.samples]
    assert found == [(4.0, "not_yet", None), (5.0, "below", 0.004), (8.0, "value", 0.12)]
    assert chart.others == 1


@pytest.mark.parametrize(
    ("curve", "found"),
    [
        ((0.0, 2.0, 2.0, 0.0), (0.5, 2.5)),
        ((2.0, 2.0, 2.0, 2.0), (0.0, 3.0)),
        ((0.0, 0.5, 1.0, 0.0), None),
        ((0.0, 2.0, 0.0, 2.0), (0.5, 3.0)),
    ],
)
def test_where_a_line_is_above_a_level(curve, found):
    assert crossed((0.0, 1.0, 2.0, 3.0), curve, 1.0) == found
