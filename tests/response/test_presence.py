"""How long the cloud stays: between its front and its latest end, or nobody can tell."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from math import inf, isfinite

import numpy as np
import pytest

from emerg.response.incident import Amount, Measure, Scenario, Spot, Start, Where
from emerg.texts import render
from emerg.usecases.curve import curve_of
from emerg.usecases.respond import respond

START = datetime(2026, 7, 14, 18, 40, tzinfo=UTC)
# No store lies below: the end is known all the way.
OPEN = Scenario(
    Where(river="lancang", km=600.0),
    "氰化钠",
    amount=Amount(8, 20, "t"),
    start=Start(START, START),
    duration_h=1.0,
    flow="high",
)
# Below the city a gate holds the water, and nobody knows how much.
GATED = replace(OPEN, where=Where(river="lhasa", km=430.0))


def answer(rivers, scenario=OPEN, **changes):
    return respond(rivers, replace(scenario, **changes), now=START)


@pytest.fixture(scope="module")
def told(rivers):
    return answer(rivers)


def rows(trace):
    return [np.array(row) for row in (trace.front_h, trace.likely_h, trace.thins_h, trace.gone_h)]


@pytest.mark.parametrize("scenario", [OPEN, GATED], ids=["open", "gated"])
@pytest.mark.parametrize("changes", [{}, {"amount": None}, {"duration_h": 12.0}], ids=str)
def test_the_four_hours_stand_in_order_and_rise_down_the_way(rivers, scenario, changes):
    found = rows(answer(rivers, scenario, **changes).trace)
    for early, late in pairwise(found):
        assert (early <= late + 1e-9).all()
    for row in found:
        known = row[np.isfinite(row)]
        assert (np.diff(known) >= -1e-9).all()
        assert not np.isfinite(row[len(known) :]).any()


def test_at_the_source_it_stays_as_long_as_it_comes(rivers):
    trace = answer(rivers, duration_h=5.0).trace
    assert (trace.front_h[0], trace.thins_h[0], trace.gone_h[0]) == (0.0, 5.0, 5.0)


def test_the_end_is_where_the_likely_curve_has_run_out(rivers, told):
    """By the curve of one place, which knows nothing of ends."""
    hit = next(h for h in told.hits if h.kind == "county_seat" or h.has_clocks)
    found = curve_of(rivers, told, hit.site).curve
    hours, likely = found.time_s / 3600, found.mg_l[1]
    at = int(np.searchsorted(told.trace.front_h, hit.front_h[0]))
    thins, peak = told.trace.thins_h[at], likely.max()
    assert np.interp(thins, hours, likely) < 0.1 * peak
    assert np.interp((thins + hit.peak_h[1]) / 2, hours, likely) > 0.01 * peak


def test_it_is_not_gone_while_a_limit_may_be_exceeded(told):
    recovers = told.plume.recovers_h
    reopen = [h.reopen_not_before for h in told.hits if h.reopen_not_before is not None]
    last = max((moment - START).total_seconds() / 3600 for moment in reopen)
    # The list rounds up to whole hours and adds what is not known of a place's position.
    assert last - 2.0 <= recovers <= last
    assert told.plume.doubt is None
    assert all(told.plume.gone_h[hit.site] >= hit.front_h[2] for hit in told.hits)


@pytest.mark.parametrize(
    ("changes", "doubt", "everywhere"),
    [
        ({"duration_h": None}, "the leak goes on", True),
        ({"amount": None}, "the amount is not known", True),
        ({"substance": "柴油"}, "floating, sunken or sorbed product may remain", True),
        ({"where": GATED.where}, "no storage model yet for", False),
        (
            {"measures": (Measure("outflow", Spot(river="lancang", km=650.0)),)},
            "water is held back above",
            False,
        ),
    ],
    ids=["goes on", "amount", "floats", "store", "held back"],
)
def test_why_it_is_not_clear_behind_is_told(rivers, changes, doubt, everywhere):
    if "measures" in changes:
        held = replace(changes["measures"][0], outflow_m3_s=(1.0, 1.0), done=True)
        changes = {"measures": (held,)}
    plume = answer(rivers, **changes).plume
    assert render(plume.doubt, "en").startswith(doubt)
    assert plume.remains is everywhere
    assert plume.recovers_h is None


def test_a_leak_that_goes_on_ends_nowhere(rivers):
    found = answer(rivers, duration_h=None)
    assert set(found.trace.gone_h) == set(found.trace.thins_h) == {inf}
    assert set(found.plume.gone_h.values()) == {inf}


def test_no_end_is_told_below_a_store_without_a_model(rivers):
    found = answer(rivers, GATED)
    ends = [found.plume.gone_h[hit.site] for hit in sorted(found.hits, key=lambda h: h.distance_m)]
    known = sum(map(isfinite, ends))
    assert 0 < known < len(ends)
    assert all(map(isfinite, ends[:known]))
    assert isfinite(found.trace.gone_h[0])
    # It is likely to pass on as the likely front does.
    assert isfinite(found.trace.thins_h[-1])


def test_every_point_of_the_line_knows_its_river_and_kilometre(told):
    trace = told.trace
    assert len(trace.part) == len(trace.km) == len(trace.lon)
    assert trace.km[0] == pytest.approx(600.0)
    for number, part in enumerate(told.path):
        km = [k for k, p in zip(trace.km, trace.part, strict=True) if p == number]
        assert km == sorted(km)
        assert (km[0], km[-1]) == pytest.approx((part.from_km, part.to_km), abs=0.05)
