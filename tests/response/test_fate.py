"""Reopening with loss: beside the one without, never past it, and closing knows nothing of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from emerg.hazards.losses import load_losses
from emerg.hazards.substances import load_substances
from emerg.response.assumed import loss_lines
from emerg.response.clocks import Timing, clocks
from emerg.response.fate import (
    COLD_C,
    WARM_C,
    dissolved_band,
    evaporated_band,
    fastest,
    half_life_d,
    slowest,
)
from emerg.response.incident import Amount, Observed, Scenario, Start, Where
from emerg.texts import render
from emerg.transport.loss import rate_per_s
from emerg.usecases.as_json import hit_json
from emerg.usecases.respond import respond

START = datetime(2026, 7, 14, 18, 40, tzinfo=UTC)
NOW = START + timedelta(minutes=25)
# 14 places with both clocks before the first dam.
PHENOL = Scenario(
    Where(river="nujiang", km=393.0),
    "苯酚",
    amount=Amount(2000, 2000, "t"),
    start=Start(START, START),
    flow="mean",
)


def answer(rivers, **changes):
    return respond(rivers, replace(PHENOL, **changes), now=NOW)


def pairs(found):
    return [
        (hit.reopen_with_loss, hit.reopen_not_before)
        for hit in found.hits
        if hit.reopen_not_before is not None
    ]


def test_with_loss_is_sooner_but_never_before_the_latest_peak(rivers):
    found = answer(rivers)
    assert pairs(found)
    for with_loss, without in pairs(found):
        assert with_loss <= without
    assert any(with_loss < without for with_loss, without in pairs(found))
    for hit in found.hits:
        if hit.reopen_with_loss is not None:
            assert hit.reopen_with_loss >= START + timedelta(hours=hit.peak_h[2])
            assert hit.reopen_with_loss > hit.close_by


def test_the_longer_the_way_the_more_is_lost(rivers):
    gains = [without - with_loss for with_loss, without in pairs(answer(rivers))]
    assert gains[-1] > gains[0]


def test_closing_is_the_same_as_of_a_twin_without_loss(rivers, monkeypatch):
    found = answer(rivers)
    monkeypatch.setattr("emerg.response.answering.loss_per_s", lambda *_: None)
    twin = answer(rivers)
    for hit, other in zip(found.hits, twin.hits, strict=True):
        assert replace(hit, reopen_with_loss=None) == other


def test_what_has_no_figures_has_no_second_time(rivers):
    found = answer(rivers, substance="六价铬")
    assert pairs(found)
    assert all(with_loss is None for with_loss, _ in pairs(found))


@pytest.mark.parametrize(
    "change", [{"duration_h": None}, {"amount": None}, {"start": None}, {"substance": "苯"}]
)
def test_without_a_time_of_reopening_there_is_none_with_loss(rivers, change):
    for hit in answer(rivers, **change).hits:
        assert hit.reopen_not_before is None
        assert hit.reopen_with_loss is None


def test_a_cloud_that_was_seen_has_no_known_age(rivers):
    seen = Observed(peak_h=0.0, front_h=-6.0, tail_h=None, peak_mg_l=400.0)
    found = answer(rivers, amount=None, observed=seen)
    assert all(with_loss is None for with_loss, _ in pairs(found))


def test_it_goes_out_under_its_own_name(rivers):
    hit = next(hit for hit in answer(rivers).hits if hit.reopen_with_loss)
    told = hit_json(hit, "en")
    assert told["reopen_with_loss"] <= told["reopen_not_before"]


def test_the_quarter_looked_at_again_gives_what_half_gives(rivers, monkeypatch):
    """Each member's last time with loss is at most its own without."""
    quarter = pairs(answer(rivers))
    monkeypatch.setattr("emerg.transport.forecast.SLOWEST_PART", 2)
    assert pairs(answer(rivers)) == quarter


def test_the_clock_rounds_up_and_needs_a_reopening():
    timing = Timing(3600.0, 3600.0, 3600.0, 90_001.0, 1.0, last_with_loss_s=50_000.0)
    phenol = load_substances().get("phenol")
    known = {"mass_known": True, "ongoing": False, "closing_h": 0.5, "stores": ()}
    found = clocks(timing, Start(START, START + timedelta(hours=1)), phenol, **known)
    since = found.reopen_with_loss - START - timedelta(hours=1)
    assert timedelta(seconds=50_000) <= since < timedelta(seconds=50_000 + 900)
    ongoing = clocks(timing, Start(START, START), phenol, **known | {"ongoing": True})
    assert ongoing.reopen_with_loss is None


# Figures for the reader ---------------------------------------------------------------------------


def test_the_slow_end_is_slower_at_any_temperature_of_these_rivers():
    for row in load_losses().table.loss:
        for celsius in (0.0, COLD_C, WARM_C, 20.0):
            ends = [
                rate_per_s(loss, celsius, 2.0, 1.0, 100.0) for loss in (slowest(row), fastest(row))
            ]
            assert ends[0] <= ends[1], row.substances


def test_half_lives_by_hand():
    """Phenol: 2.4 d at 20 °C × 1.1^18 in the cold; 0.22 d × 1.04^8 in the warm."""
    fast, slow = half_life_d(load_losses().of("phenol"))
    assert slow == pytest.approx(2.4 * 5.560, rel=1e-3)
    assert fast == pytest.approx(0.22 * 1.3686, rel=1e-3)


def test_dissolved_and_evaporated_by_hand():
    low, likely, high = dissolved_band(load_losses().of("cadmium"))
    # 100 mg/L: 1 / (1 + 10^(log Kd - 4))
    assert (low, likely, high) == pytest.approx((0.00499, 0.1663, 0.9407), rel=1e-3)
    cold, warm = evaporated_band(load_losses().of("diesel"))
    assert (cold, warm) == pytest.approx((0.416 * 0.37947, 0.546 * 0.37947), rel=1e-3)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("name", "tells"),
    [("phenol", "0.30"), ("cadmium", "17"), ("diesel", "16"), ("benzene", "0.22")],
)
def test_the_lines_tell_figures_and_source(lang, name, tells):
    (line,) = loss_lines(load_substances().get(name))
    told = render(line, lang)
    assert tells in told
    assert load_losses().of(name).source in told


def test_nothing_known_nothing_said():
    assert list(loss_lines(load_substances().get("boric-acid"))) == []


def test_every_half_life_is_a_band():
    for row in load_losses().table.loss:
        if row.half_life_20_d is not None or row.volatile is not None:
            fast, slow = half_life_d(row)
            assert 0 < fast < slow < np.inf
