"""What samples from the field do to an answer: fronts follow, clocks only to the cautious side."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from emerg.errors import InputError
from emerg.response.incident import Amount, FieldSample, Scenario, Start, Where
from emerg.usecases.respond import respond

START = datetime(2026, 7, 14, 18, 40, tzinfo=UTC)
NOW = START + timedelta(hours=9)
SPILL = Scenario(
    Where(river="lhasa", km=430.0),
    "氰化钠",
    amount=Amount(5, 10, "t"),
    start=Start(START, START),
    reported=START,
)
STATION = {"river": "lhasa", "km": 463.0}


def at(hours, state="not_yet", **more):
    return FieldSample(START + timedelta(hours=hours), state, **(STATION | more))


def answer(rivers, *samples, **changes):
    return respond(rivers, replace(SPILL, samples=samples, **changes), now=NOW)


def places(found):
    return {hit.site: hit for hit in found.hits}


@pytest.fixture(scope="module")
def plain(rivers):
    return answer(rivers)


def band(hit):
    return hit.front_h[2] - hit.front_h[0]


def test_without_samples_nothing_is_said_of_learning(plain):
    assert plain.learning is None


def test_not_yet_here_means_later_everywhere_but_no_closing_is_delayed(rivers, plain):
    dam = places(plain)["KS-WW-005"]
    slow = answer(rivers, at(0.6 * dam.front_h[1]))
    hit = places(slow)["KS-WW-005"]
    assert hit.front_h[1] > dam.front_h[1]
    assert hit.close_by == dam.close_by
    assert slow.learning.samples == 1
    assert any("No closing is delayed" in line.msgid for line in slow.learning.lines)


def test_here_already_brings_closing_forward_at_once(rivers, plain):
    soonest = min(hit.front_h[0] for hit in plain.hits)
    fast = answer(rivers, at(soonest + 0.2, "here"))
    before, after = places(plain)["KS-WW-005"], places(fast)["KS-WW-005"]
    assert after.front_h[1] < before.front_h[1]
    assert after.close_by <= before.close_by
    assert fast.learning.before["KS-WW-005"].close_by == before.close_by


def test_agreeing_samples_narrow_the_band(rivers, plain):
    middle = places(plain)["KS-WW-005"].front_h[1] * 0.55
    found = answer(rivers, at(middle - 1), at(middle + 1, "here"))
    assert band(places(found)["KS-WW-005"]) < 0.7 * band(places(plain)["KS-WW-005"])


def test_two_agreeing_samples_and_a_confirmation_let_a_closing_move_back(rivers, plain):
    late = places(plain)["KS-WW-005"].front_h[1] * 0.55
    samples = (at(late - 0.5), at(late))
    unconfirmed = answer(rivers, *samples)
    confirmed = answer(rivers, *samples, confirmed=True)
    assert places(unconfirmed)["KS-WW-005"].close_by == places(plain)["KS-WW-005"].close_by
    assert places(confirmed)["KS-WW-005"].close_by > places(plain)["KS-WW-005"].close_by


def test_contradicting_samples_warn_widen_and_are_not_learned_from(rivers, plain):
    odd = answer(rivers, at(0.1, "here"), at(0.2, "gone"))
    assert any("contradict" in line.msgid for line in odd.learning.lines)
    hit, before = places(odd)["KS-WW-005"], places(plain)["KS-WW-005"]
    assert band(hit) >= band(before)
    assert hit.close_by <= before.close_by


def test_a_measured_value_says_how_much_was_released(rivers):
    """A tenth of what five to ten tonnes would show, measured at the peak: hardly five."""
    wide = replace(SPILL, amount=Amount(0.05, 10, "t"))
    prior = respond(rivers, wide, now=NOW)
    (here,) = [h for h in prior.hits if h.distance_m == min(x.distance_m for x in prior.hits)][:1]
    sample = FieldSample(
        START + timedelta(hours=here.peak_h[1]),
        "value",
        river=here.river,
        km=here.km,
        value_mg_l=0.01,
    )
    found = respond(rivers, replace(wide, samples=(sample,)), now=NOW)
    before, after = places(prior)["KS-WW-005"], places(found)["KS-WW-005"]
    assert after.peak_mg_l[2] < 0.5 * before.peak_mg_l[2]


def test_a_sample_by_the_name_of_a_place_is_the_same_as_by_its_km(rivers, plain):
    hit = places(plain)["KS-WW-005"]
    named = FieldSample(START + timedelta(hours=5), "not_yet", station=hit.name.zh)
    by_km = FieldSample(START + timedelta(hours=5), "not_yet", river=hit.river, km=hit.km)
    one, other = answer(rivers, named), answer(rivers, by_km)
    assert places(one)["KS-WW-005"].front_h == pytest.approx(places(other)["KS-WW-005"].front_h)


@pytest.mark.parametrize(
    "place", [{"station": "天津"}, {"river": "lhasa", "km": 400.0}, {"river": "nujiang", "km": 800}]
)
def test_a_sample_off_the_way_down_is_refused(rivers, place):
    sample = FieldSample(START + timedelta(hours=5), "not_yet", **place)
    with pytest.raises(InputError, match="does not lie on the way down"):
        answer(rivers, sample)


def test_an_unknown_start_leaves_samples_aside_and_says_so(rivers):
    found = answer(rivers, at(5.0), start=None)
    assert found.learning is None
    assert any("Samples cannot be used" in line.msgid for line in found.unknown)


def test_a_sample_from_before_the_release_is_refused(rivers):
    with pytest.raises(InputError, match="before the release"):
        answer(rivers, at(-2.0))


def test_one_sample_never_delays_the_earliest_front_beyond_the_fastest_formula(rivers, plain):
    found = answer(rivers, at(0.1))
    assert places(found)["KS-WW-005"].front_h[0] <= places(plain)["KS-WW-005"].front_h[0] * 1.02
