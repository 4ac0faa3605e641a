"""The river at an hour: at a place what its own curve says, and the fronts of the hit list."""

from dataclasses import replace

import numpy as np
import pytest

from emerg.errors import InputError
from emerg.response.incident import Measure, Spot
from emerg.response.river_chart import front_km, last_hour, main_species, river_chart
from emerg.usecases.curve import curve_of, curves_of
from emerg.usecases.respond import respond
from emerg.usecases.run import Cancelled
from tests.response.test_place_chart import NOW, PLACE, SPILL


@pytest.fixture(scope="module")
def answer(rivers):
    return respond(rivers, SPILL, now=NOW)


@pytest.fixture(scope="module")
def curves(rivers, answer):
    return curves_of(rivers, answer)


@pytest.mark.parametrize("hour", [8.0, 9.0, 10.5, 13.0])
def test_at_a_place_it_says_what_the_curve_of_the_place_does(rivers, answer, curves, hour):
    hit = next(hit for hit in answer.hits if hit.name.zh == PLACE)
    own = curve_of(rivers, answer, hit.site).curve
    chart = river_chart(answer, curves, hour)
    stop = next(stop for stop in chart.stops if stop.site == hit.site)
    likely, high = (np.interp(hour * 3600, own.time_s, own.mg_l[n]) for n in (1, 2))
    top = own.mg_l[2].max()
    assert stop.now_mg_l[0] == pytest.approx(likely, abs=0.05 * top)
    assert stop.now_mg_l[1] == pytest.approx(high, abs=0.05 * top)
    assert stop.peak_mg_l == hit.peak_mg_l


def test_the_cloud_goes_down_the_river_and_is_lower_there(answer, curves):
    early, late = (river_chart(answer, curves, hour) for hour in (4.0, 20.0))
    assert early.km[early.highest] < late.km[late.highest]
    assert max(early.likely) > max(late.likely)
    for chart in (early, late):
        assert (np.array(chart.low) <= chart.likely).all()
        assert (np.array(chart.likely) <= chart.high).all()


def test_before_it_comes_and_after_it_went_there_is_nothing(answer, curves):
    assert max(river_chart(answer, curves, 0.0).high) < 1.0
    assert max(river_chart(answer, curves, last_hour(curves) + 1).high) == 0.0


def test_the_fronts_are_between_the_places_of_the_hit_list(answer):
    hit = answer.hits[5]
    early, likely, late = front_km(answer.hits, hit.front_h[0])
    assert early == pytest.approx(hit.distance_m / 1000, abs=0.5)
    assert early > likely > late >= 0


def test_places_above_their_limit_are_named(answer, curves):
    chart = river_chart(answer, curves, 9.0)
    above = {stop.name.zh for stop in chart.stops if stop.above}
    assert PLACE in above
    span = chart.above_km(chart.high)
    assert all(span[0] - 1 <= stop.km <= span[1] + 1 for stop in chart.stops if stop.above)


def test_per_tonne_there_is_no_limit_to_be_above(rivers, answer):
    unknown = respond(rivers, replace(SPILL, amount=None), now=NOW)
    curves = curves_of(rivers, unknown)
    chart = river_chart(unknown, curves, 9.0)
    assert chart.per_tonne
    assert chart.above_km(chart.high) is None


def test_what_is_removed_is_missing_below(rivers, curves):
    done = Measure("remove", Spot("达孜大桥"), share=0.5, done=True)
    less = curves_of(rivers, respond(rivers, replace(SPILL, measures=(done,)), now=NOW))
    far = less.distance_m > 60_000
    assert less.mg_l[2][far].max() == pytest.approx(curves.mg_l[2][far].max() / 2, rel=0.05)


def test_it_is_told_how_far_it_is_and_stops_when_asked(rivers, answer):
    heard = []
    with pytest.raises(Cancelled):
        curves_of(rivers, answer, lambda *done: heard.append(done), lambda: len(heard) > 2)
    assert [done for done, _all in heard] == sorted(done for done, _all in heard)
    assert len(heard) == 3


def test_what_does_not_mix_has_no_profile(rivers):
    diesel = respond(rivers, replace(SPILL, substance="柴油"), now=NOW)
    with pytest.raises(InputError) as refused:
        curves_of(rivers, diesel)
    assert "does not mix" in refused.value.fix.msgid


def test_the_species_is_that_of_most_places(answer):
    assert main_species(answer.hits) == "CN-"
    assert main_species(()) is None
