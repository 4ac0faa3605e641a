"""Where a spill can be held, by the playbooks that ship and by rivers made by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from emerg.paper.containment_summary import ledger_words, rule_words
from emerg.playbooks.roads import load_roads
from emerg.response.containment import NOBODY, Ready, at_time, containment
from emerg.response.holding_next import things_to_do
from emerg.response.incident import Amount, Measure, Scenario, Spot, Start, Storage, Where
from emerg.response.locate import locate
from emerg.response.usable import usable
from emerg.texts import render
from emerg.usecases.containment import contained
from emerg.usecases.respond import case_of, respond

ROOT = Path(__file__).resolve().parents[2]
START = datetime(2026, 2, 14, 18, 40, tzinfo=UTC)
NOW = START + timedelta(minutes=30)
# Little water in winter, far above the big reservoir of the river; an amount is given where it
# matters, for without one the reckoning is quicker.
SPILL = Scenario(
    Where(river="nyangchu", km=60.0),
    "镉",
    start=Start(START, START),
    reported=START,
    flow="low",
    exercise=True,
)


KNOWN = Amount(40, 40, "kg")


ANSWERS, FOUND = {}, {}  # several tests ask for the same, which takes a second each time


def found_for(rivers, roads, ready=NOBODY, **changes):
    asked = repr(changes)
    if asked not in ANSWERS:
        ANSWERS[asked] = respond(rivers, replace(SPILL, **changes), now=NOW)
    if (asked, repr(ready)) not in FOUND:
        FOUND[asked, repr(ready)] = contained(rivers, roads, ANSWERS[asked], NOW, ready)
    return FOUND[asked, repr(ready)]


def by_id(found):
    return {one.id: one for one in found.options}


@pytest.fixture(scope="module")
def roads():
    return load_roads([ROOT / "playbooks"])


@pytest.fixture(scope="module")
def winter(rivers, roads):
    return found_for(rivers, roads)


def test_what_there_is_time_for_comes_first(winter):
    states = [one.state for one in winter.options]
    order = ("in_time", "unknown", "too_late", "passed")
    assert states == sorted(states, key=order.index)


def test_the_fifth_next_thing_is_what_spares_most_once_that_is_worked_out(winter, rivers):
    answer = respond(rivers, SPILL, now=NOW)
    assert things_to_do(answer, None) == answer.next_things
    *before, hold = things_to_do(answer, winter)
    assert tuple(before) == answer.next_things[:4]
    first = min(winter.best.options, key=lambda one: one.place.front_h)
    assert hold.text.fields["name"] == first.place.name
    order_h = winter.table.gates.order_h if first.method == "gates" else 0.0
    exact = NOW + timedelta(hours=first.begin_in_h - order_h)
    assert timedelta() <= exact - hold.by < timedelta(minutes=5)
    assert "at once" not in render(hold.text, "en")
    now = things_to_do(answer, at_time(winter, exact))[-1]
    assert "at once" in render(now.text, "en")
    late = at_time(winter, exact + timedelta(hours=order_h, minutes=1))
    assert things_to_do(answer, late) == answer.next_things
    assert things_to_do(answer, replace(winter, best=None)) == answer.next_things


def test_gates_need_no_crew_and_their_slack_is_the_front_less_order_and_shutting(winter):
    dam = by_id(winter)["DM-003/gates"]
    assert dam.slack_h == pytest.approx(dam.front_in_h - 0.5 - 1.0)
    assert dam.state == "in_time"


def test_without_crews_the_rest_is_told_by_when_it_must_begin(winter):
    others = [one for one in winter.options if one.method != "gates"]
    assert others
    assert all(one.ready_h is None and one.slack_h is None for one in others)
    assert all(one.begin_in_h == pytest.approx(one.front_in_h - one.work_h) for one in others)
    assert not winter.crews_known


def test_a_crew_that_is_there_in_time_gives_slack_and_one_that_is_not_gives_none(
    winter, rivers, roads
):
    dam = next(one for one in winter.options if one.method == "dam" and one.space)
    in_time = Ready({("hold", dam.place.id): 1.0})
    late = Ready({("hold", dam.place.id): dam.front_in_h})
    assert by_id(found_for(rivers, roads, in_time))[dam.id].slack_h == pytest.approx(
        dam.front_in_h - 1.0 - dam.work_h
    )
    assert by_id(found_for(rivers, roads, late))[dam.id].state == "too_late"


def test_a_hold_delays_the_front_by_its_hours_as_the_same_measure_in_a_scenario_does(
    winter, rivers
):
    dam = by_id(winter)["DM-003/gates"]
    held = Measure("hold", Spot(name="DM-003"), hold_h=dam.asked_h, done=True)
    plain = {hit.site: hit for hit in respond(rivers, SPILL, now=NOW).hits}
    acted = {h.site: h for h in respond(rivers, replace(SPILL, measures=(held,)), now=NOW).hits}
    assert dam.effect.spared
    for one in dam.effect.spared:
        site = one.receiver.site
        later = acted[site].front_h[0] - plain[site].front_h[0]
        assert one.later_h == pytest.approx(later, abs=0.1)


def test_what_is_free_today_counts_and_what_a_reservoir_holds_when_full_does_not(rivers, roads):
    plain = by_id(found_for(rivers, roads))["DM-003/gates"]
    assert plain.space is None
    assert plain.asked_m3 == pytest.approx(plain.flow_m3_s[2] * 6 * 3600)
    today = Storage(Spot(name="DM-003"), 100e6, 120e6)
    entered = by_id(found_for(rivers, roads, storage=(today,)))["DM-003/gates"]
    # 49 dead and 83 live make 132 million m³; 120 million are in it at most.
    assert entered.space.m3 == pytest.approx(12e6)


def test_an_amount_nobody_knows_leaves_the_hours_and_no_ledger(winter):
    found = winter
    assert found.ledger.to_hold_m3 is None
    assert found.ledger.missing_m3 is None
    assert by_id(found)["DM-003/gates"].effect.later_h > 5.9
    assert all(one.effect is None or one.effect.people == 0 for one in found.options)


def test_a_start_nobody_knows_leaves_no_slack_and_says_so(rivers, roads):
    found = found_for(rivers, roads, start=None)
    assert all(one.state == "unknown" and one.slack_h is None for one in found.options)
    assert found.next_target[1] is None


def test_where_water_is_much_no_dam_is_proposed_at_any_bridge(rivers, roads):
    summer = datetime(2026, 7, 14, 18, 40, tzinfo=UTC)
    answer = respond(
        rivers,
        replace(SPILL, where=Where(river="lhasa", km=430.0), start=Start(summer, summer)),
        now=summer,
    )
    found = contained(rivers, roads, answer, summer)
    assert not [one for one in found.options if one.method == "dam" and not one.site]
    assert not [one for one in found.options if one.method == "dose"]


def test_oil_gets_booms_with_an_angle_and_no_figure_for_what_they_keep(rivers, roads):
    found = found_for(rivers, roads, substance="柴油")
    booms = [one for one in found.options if one.method == "boom"]
    assert booms
    assert all(one.effect is None and one.why_not for one in booms)
    assert all(0 < one.boom.angle_deg <= 90 for one in booms)
    assert not [one for one in found.options if one.method == "dose"]


def test_a_measure_that_is_confirmed_is_reckoned_with(rivers, roads):
    gone = Measure("remove", Spot(river="nyangchu", km=62.0), share=0.99, done=True)
    was = found_for(rivers, roads, amount=KNOWN).ledger.to_hold_m3
    now = found_for(rivers, roads, amount=KNOWN, measures=(gone,)).ledger.to_hold_m3
    assert was is not None
    assert now is None or now[1] < was[1]


def test_examples_are_for_drills_alone(rivers, roads):
    where = Where(river="lhasa", km=430.0)
    drill = found_for(rivers, roads, where=where)
    real = found_for(rivers, roads, where=where, exercise=False)
    assert any(one.place.confidence == "example" for one in drill.options)
    assert not any(one.place.confidence == "example" for one in real.options)


def test_only_space_that_was_checked_counts(rivers, roads):
    found = found_for(rivers, roads, where=Where(river="lhasa", km=430.0))
    assert found.ledger.spaces
    counted = [space for space in found.ledger.spaces if space.capacity_m3 is not None]
    assert all(space.measured for space in counted)
    assert found.ledger.held_m3[0] == sum(space.capacity_m3[0] for space in counted)


def test_the_surveyed_volume_of_the_season_comes_before_any_other(rivers):
    site = next(s for s in rivers.playbooks["lhasa"].sites if s.id == "DEMO-LSH-GH-1")
    surveyed = replace(
        site, attributes={**site.attributes, "usable_dry_m3": 500.0, "usable_wet_m3": 100.0}
    )
    assert usable(surveyed, wet=True).m3 == 100.0
    assert usable(surveyed, wet=False).m3 == 500.0
    assert usable(replace(site, attributes={}), wet=True) is None
    hollow = {"length_m": 100.0, "width_m": 10.0, "depth_m": 2.0}
    assert usable(replace(site, attributes=hollow), wet=True).m3 == 2000.0


def test_a_way_without_places_is_still_answered(rivers):
    case = case_of(rivers, SPILL, NOW)
    answer = respond(rivers, SPILL, now=NOW)
    found = containment(case, locate(rivers, SPILL.where).place, answer.hits, (), NOW)
    assert found.options == ()
    assert found.best is None
    assert found.next_target is not None


def test_the_rule_of_thumb_never_asks_to_dose_what_nothing_can_be_dosed_against(winter):
    hit, _left = winter.next_target
    due = replace(winter, next_target=(hit, 3.0))
    assert any(one.method == "dose" for one in due.options)
    assert render(rule_words(due), "en").endswith("by the rule, dose")
    none = replace(due, options=tuple(one for one in due.options if one.method != "dose"))
    assert render(rule_words(none), "en").endswith("stop the intakes and switch the source")
    assert "对本物质没有可行的河道投药" in render(rule_words(none), "zh")


def words_of_ledger(found):
    return render(next(iter(ledger_words(found))), "en")


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"substance": "柴油", "amount": Amount(8, 20, "t")}, "what floats on the water has no"),
        ({"substance": "浓硫酸", "amount": Amount(28, 28, "t")}, "no limit in mg/L is known"),
        ({"substance": "镉", "amount": None}, "the amount is not known"),
        ({"amount": KNOWN, "duration_h": None}, "the leak goes on"),
        ({"amount": Amount(1e-6, 1e-6, "kg")}, "comes above its limit"),
    ],
)
def test_the_ledger_says_why_there_is_no_volume(rivers, roads, changes, why):
    assert why in words_of_ledger(found_for(rivers, roads, **changes))


def test_with_a_known_amount_above_the_limit_there_is_a_volume(rivers, roads):
    found = found_for(rivers, roads, amount=KNOWN)
    assert found.ledger.to_hold_m3 is not None
    assert not found.ledger.not_known


def test_a_boom_is_in_time_when_crew_and_enough_of_it_are(rivers, roads):
    oil = {"substance": "柴油", "amount": Amount(8, 20, "t")}
    boom = next(one for one in found_for(rivers, roads, **oil).options if one.boom is not None)
    key, place = ("boom", boom.place.id), boom.place.id
    early, late = Ready({key: 0.5}), Ready({key: boom.front_in_h})
    short = Ready({key: 0.5}, too_little={place})
    states = [
        by_id(found_for(rivers, roads, r, **oil))[boom.id].state for r in (early, late, short)
    ]
    assert states == ["in_time", "too_late", "short"]
