"""What an answer promises, on the real rivers: the seam, the clocks, the cautious side."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emerg.response.incident import Amount, Observed, Reading, Scenario, Start, Where
from emerg.usecases.respond import respond

START = datetime(2026, 7, 14, 18, 40, tzinfo=UTC)
NOW = START + timedelta(minutes=25)
# The mouth of the Lhasa River lies at km 558 of its drawn line.
ABOVE_THE_MOUTH = Where(river="lhasa", km=518.0)
CYANIDE = Scenario(
    ABOVE_THE_MOUTH, "氰化钠", amount=Amount(20, 20, "t"), start=Start(START, START), flow="high"
)


def answer(rivers, scenario=CYANIDE, now=NOW, **changes):
    return respond(rivers, replace(scenario, **changes), now=now)


def clocked(found):
    return [hit for hit in found.hits if hit.has_clocks]


def by_site(found):
    return {hit.site: hit for hit in found.hits}


# --- the seam ------------------------------------------------------------------------------------


def test_a_spill_above_the_mouth_runs_on_to_the_exit_section(rivers):
    found = answer(rivers)
    assert [part.river for part in found.path] == ["lhasa", "yarlung-tsangpo"]
    assert found.hits[-1].kind == "exit"
    assert {"lhasa", "yarlung-tsangpo"} == {hit.river for hit in found.hits}
    for above, below in pairwise(found.hits):
        assert above.distance_m <= below.distance_m
        assert all(a <= b for a, b in zip(above.front_h, below.front_h, strict=True))
        assert all(a <= b for a, b in zip(above.peak_h, below.peak_h, strict=True))


def test_discharge_and_band_have_no_jump_beyond_the_confluence_itself(rivers):
    """Across the seam the flow grows by the other arm, and the band by no more than the way."""
    found = answer(rivers, flow="mean")
    last = [hit for hit in found.hits if hit.river == "lhasa"][-1]
    first = next(hit for hit in found.hits if hit.river == "yarlung-tsangpo")
    assert first.discharge_m3_s > last.discharge_m3_s
    km = (first.distance_m - last.distance_m) / 1000
    assert first.front_h[1] - last.front_h[1] < km / 3.6 / 0.3
    ratio = [hit.front_h[2] / hit.front_h[0] for hit in (last, first)]
    assert ratio[1] < 1.2 * ratio[0]
    # What passes per second is the same mass: concentration times flow does not jump.
    flux = [hit.peak_mg_l[1] * hit.discharge_m3_s for hit in (last, first)]
    assert flux[1] == pytest.approx(flux[0], rel=0.5)
    assert flux[1] <= flux[0] * 1.001


def test_every_key_river_answers_from_its_head(rivers):
    for name, book in rivers.playbooks.items():
        start = min(r.from_km for r in book.reaches if r.river == name)
        found = answer(rivers, where=Where(river=name, km=start + 1.0), flow="mean")
        assert found.hits, name
        assert found.path[0].river == name
        hours = np.array([hit.front_h for hit in found.hits])
        assert (np.diff(hours, axis=1) >= 0).all()
        assert (np.diff(hours, axis=0) >= -1e-9).all()


def test_an_incident_at_the_very_end_of_a_river_has_no_hits_and_says_so(rivers):
    end = max(r.to_km for r in rivers.playbooks["shiquan"].reaches if r.river == "shiquan")
    found = answer(rivers, where=Where(river="shiquan", km=end))
    assert found.hits == ()
    assert len(found.next_things) == 5


# --- the cautious side ---------------------------------------------------------------------------


@settings(max_examples=15)
@given(km=st.floats(20.0, 550.0), flow=st.floats(20.0, 3000.0), factor=st.floats(1.2, 5.0))
def test_more_flow_arrives_earlier_everywhere(rivers, km, flow, factor):
    place = Where(river="lhasa", km=km)
    slow = by_site(answer(rivers, where=place, flow=(Reading(flow, flow),)))
    more = Reading(flow * factor, flow * factor)
    fast = by_site(answer(rivers, where=place, flow=(more,)))
    for site, hit in slow.items():
        assert fast[site].front_h[1] <= hit.front_h[1]


def test_unknown_flow_closes_no_later_and_reopens_no_sooner_than_any_word(rivers):
    nyang = Where(river="yarlung-tsangpo", km=1400.0)
    unknown = by_site(answer(rivers, where=nyang, flow="unknown"))
    for word in ("low", "mean", "high"):
        for site, hit in by_site(answer(rivers, where=nyang, flow=word)).items():
            other = unknown[site]
            early = timedelta(hours=1) + 0.15 * timedelta(hours=hit.front_h[0])
            if hit.close_by and other.close_by:
                assert other.close_by <= hit.close_by + early


def test_closing_comes_before_the_front_and_reopening_after_the_tail(rivers):
    for hit in answer(rivers).hits:
        if hit.close_by is not None:
            assert hit.close_by <= START + timedelta(hours=hit.front_h[0])
        if hit.reopen_not_before is not None:
            assert hit.reopen_not_before >= START + timedelta(hours=hit.peak_h[2])
            assert hit.reopen_not_before > hit.close_by


def test_a_late_and_an_early_start_move_only_their_own_clock(rivers):
    sure = by_site(answer(rivers))
    wide = by_site(answer(rivers, start=Start(START - timedelta(hours=2), START)))
    later = by_site(answer(rivers, start=Start(START, START + timedelta(hours=2))))
    for site, hit in sure.items():
        if hit.close_by:
            assert wide[site].close_by < hit.close_by
            assert later[site].close_by == hit.close_by
        if hit.reopen_not_before:
            assert wide[site].reopen_not_before == hit.reopen_not_before
            assert later[site].reopen_not_before > hit.reopen_not_before


def test_past_a_dam_without_a_model_there_is_no_reopening_and_the_reason_names_it(rivers):
    found = answer(rivers)
    dam = next(hit for hit in found.hits if hit.site == "DM-006")
    for hit in found.hits:
        if hit.close_by and hit.distance_m > dam.distance_m:
            assert hit.reopen_not_before is None
            assert hit.reopen_reason is not None
            assert hit.reopen_reason.msgid.startswith("no storage model")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"duration_h": None}, "the leak goes on"),
        ({"amount": None}, "the amount is not known"),
        ({"substance": "柴油"}, "floating, sunken or sorbed product may remain"),
        ({"start": None}, "start of the release not known"),
    ],
)
def test_what_forbids_a_reopening_time_is_said(rivers, change, reason):
    for hit in clocked(answer(rivers, **change)):
        assert hit.reopen_not_before is None
        assert hit.reopen_reason.msgid == reason


def test_unknown_start_says_close_now_everywhere(rivers):
    found = answer(rivers, start=None)
    for hit in clocked(found):
        assert hit.close_by is None
        assert "close now" in hit.close_reason.msgid
    assert "closing now" in found.next_things[2].text.msgid


def test_a_release_too_small_to_matter_asks_nobody_to_close(rivers):
    found = answer(rivers, amount=Amount(0.001, 0.001, "kg"))
    far = [hit for hit in found.hits if hit.has_clocks and hit.distance_m > 20_000]
    assert far
    for hit in far:
        assert hit.close_by is None
        assert hit.exceeds == "no"
        assert hit.exceed_probability < 0.01
        assert hit.times_over is None
        assert hit.watch_from is not None


def test_unknown_amount_gives_mg_l_per_tonne_that_fits_the_known_amount(rivers):
    unknown = by_site(answer(rivers, amount=None))
    known = by_site(answer(rivers))
    for site, hit in unknown.items():
        assert hit.peak_mg_l is None
        # 20 t in all; the likely peak is the median of the same ensemble.
        assert 20 * hit.mg_l_per_tonne == pytest.approx(known[site].peak_mg_l[1], rel=1e-6)


def test_oil_has_a_slick_front_and_no_concentration(rivers):
    oil = by_site(answer(rivers, substance="柴油"))
    for hit in oil.values():
        assert hit.peak_mg_l is None
        assert hit.mg_l_per_tonne is None
        # Twelve tenths of a velocity that is itself the highest probable one.
        assert hit.front_h[0] < hit.peak_h[1] / 1.2
        assert hit.front_basis.msgid.startswith("slick front")
    windy = by_site(answer(rivers, substance="柴油", wind_m_s=10.0))
    assert all(windy[site].front_h[0] <= hit.front_h[0] for site, hit in oil.items())


def test_the_doubt_of_a_place_known_by_its_town_alone_closes_it_sooner(rivers):
    """纳金水厂 may stand 8 km up or down the river."""
    above = Where(river="lhasa", km=430.0)
    (works,) = [h for h in answer(rivers, where=above).hits if h.site == "KS-WW-005"]
    assert works.position_error_km == 8.0
    front = START + timedelta(hours=works.front_h[0])
    assert front - works.close_by > timedelta(hours=1)


def test_an_observed_cloud_takes_the_place_of_a_release(rivers):
    seen = Observed(peak_h=4.0, front_h=1.0, peak_mg_l=2.0)
    found = answer(rivers, amount=None, observed=seen, flow=(Reading(400.0, 400.0),))
    first = found.hits[0]
    assert first.front_h[0] > 0.5
    assert 0.2 < first.peak_mg_l[1] < 2.0


def test_examples_are_read_in_exercises_only(rivers):
    drill = answer(rivers, where=Where(river="lhasa", km=300.0), exercise=True)
    real = answer(rivers, where=Where(river="lhasa", km=300.0))
    assert "example" not in {place.confidence for place in real.holding}
    assert "example" not in {hit.confidence for hit in real.hits}
    assert drill.exercise
    assert not real.exercise


def test_a_second_river_near_the_position_comes_back_with_its_hits(rivers):
    """At the mouth of the Lhasa River both are within reach of a phone pin."""
    found = answer(rivers, where=Where(lon=90.75, lat=29.345))
    assert found.alternatives
    assert {found.incident.river, found.alternatives[0].river} == {"lhasa", "yarlung-tsangpo"}
    assert found.alternatives[0].hits


def test_a_stricter_limit_never_reopens_sooner(rivers):
    """Twenty times the amount is the same as a twentieth of the limit."""
    little = by_site(answer(rivers, amount=Amount(1, 1, "t")))
    for site, hit in by_site(answer(rivers)).items():
        other = little[site]
        if hit.close_by and other.close_by:
            assert hit.close_by <= other.close_by
        if hit.reopen_not_before and other.reopen_not_before:
            assert hit.reopen_not_before >= other.reopen_not_before
        if hit.reopen_not_before:
            assert hit.reopen_not_before > hit.close_by
