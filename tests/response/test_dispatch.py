"""Who can be there when: slack, closures, what runs out, and what is not known."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from emerg.errors import InputError
from emerg.network.driving import conditions
from emerg.playbooks.road_books import load_road_books
from emerg.playbooks.roads import load_roads
from emerg.resources.read import load_offices
from emerg.resources.schema import Depot, Lot, Office, Team
from emerg.response.dispatch import arrivals, boom_arrivals, dispatch
from emerg.response.drives import dispatched, state
from emerg.response.incident import Amount, Scenario, Spot, Start, Wanted, Where
from emerg.texts import Bilingual
from emerg.usecases.containment import contained, ready_of
from emerg.usecases.dispatch import ground
from emerg.usecases.on_road import on_river
from emerg.usecases.respond import respond
from emerg.usecases.spot import NO_BOOKS
from tests.conftest import ROOT

START = datetime(2026, 7, 14, 18, 40, tzinfo=UTC)
NOW = START + timedelta(minutes=25)
OPEN = conditions()


@pytest.fixture(scope="module")
def roads():
    return load_roads([ROOT / "playbooks"])


@pytest.fixture(scope="module")
def examples():
    found, problems = load_offices([ROOT / "playbooks"])
    assert not problems
    return found


def incident(rivers, **changes):
    asked = Scenario(
        Where(river="lhasa", km=430.0),
        "柴油",
        amount=Amount(20.0, 20.0, "t"),
        start=Start(START, START),
        exercise=True,
    )
    return respond(rivers, replace(asked, **changes), now=NOW)


@pytest.fixture(scope="module")
def answer(rivers):
    return incident(rivers)


@pytest.fixture(scope="module")
def laid(rivers, roads, answer, examples):
    return ground(rivers, roads, answer, examples, NO_BOOKS)


def office(*teams, lots=(), lon=91.13, lat=29.655):
    depot = Depot("D", Bilingual("库"), lon, lat)
    return Office(
        "own", Bilingual("单位"), Path(), False, date(2026, 7, 1), {"D": depot}, teams, lots
    )


def crew(name, *skills, **figures):
    return Team(name, Bilingual(name), "D", "team", skills, 10, **figures)


def test_slack_is_front_less_turning_out_loading_driving_and_setting_up(laid):
    plan = dispatch(laid, OPEN, NOW)
    checked = 0
    for served in plan.served:
        for one in served.sent:
            ready = one.supply.alert_h + one.supply.load_h + one.drive_h + served.need.row.setup_h
            assert one.ready_h == pytest.approx(ready)
            if served.need.at.place.kind == "source":
                assert one.slack_h is None
                continue
            front = START + timedelta(hours=served.need.at.place.front_h)
            left = (front - NOW).total_seconds() / 3600 - ready
            assert one.slack_h == pytest.approx(left)
            checked += 1
    assert checked >= 3


def test_slack_runs_down_by_itself(laid):
    first = dispatch(laid, OPEN, NOW)
    later = dispatch(laid, OPEN, NOW + timedelta(hours=1))
    before = {p.place.id: first.best_slack_h(p) for p in laid.places if p.on}
    after = {p.place.id: later.best_slack_h(p) for p in laid.places if p.on}
    assert before
    for name, slack in before.items():
        if slack is not None:
            assert after[name] == pytest.approx(slack - 1)
    # The line of defence moves down the river with the time.
    assert later.points[1].place.front_h >= first.points[1].place.front_h


def test_places_are_held_in_time_and_the_last_that_is_missed_is_shown(laid):
    plan = dispatch(laid, OPEN, NOW)
    for point in plan.points[1:]:
        hold = next(s for s in plan.at(point) if s.need.row.id == "hold")
        assert hold.slack_h >= 0
        slacks = [one.slack_h for s in plan.at(point) for one in s.sent]
        enough = "short" if any(served.lacks for served in plan.at(point)) else "in_time"
        assert state(plan, point) == (enough if min(slacks) >= 0 else "partly")
    for point in plan.late:
        assert plan.best_slack_h(point) < 0
        assert point.place.front_h < plan.points[1].place.front_h
        assert state(plan, point) == "too_late"
        assert not plan.at(point)


def test_nobody_is_in_two_places_and_no_lot_gives_more_than_it_has(laid):
    plan = dispatch(laid, OPEN, NOW)
    given = {}
    for served in plan.served:
        brought = sum(one.quantity for one in served.sent)
        if served.need.quantity is not None:
            assert brought + served.short == served.need.quantity
        for one in served.sent:
            given[one.supply.id] = given.get(one.supply.id, 0) + one.quantity
    have = {supply.id: supply.quantity for supply in laid.supplies}
    assert all(much <= have[name] for name, much in given.items())


def test_oil_asks_for_the_boom_that_the_containment_tells_and_sorbent_by_the_amount(
    rivers, roads, answer, laid
):
    plan = dispatch(laid, OPEN, NOW)
    told = {
        one.place.id: one.boom.order_m
        for one in contained(rivers, roads, answer, NOW).options
        if one.boom is not None
    }
    booms = [one for one in plan.served if one.need.row.id == "boom"]
    both = [one for one in booms if one.need.at.place.id in told]
    assert both
    assert {one.need.quantity for one in both} == {told[one.need.at.place.id] for one in both}
    # The faster the water, the sharper the angle: far more than 1.4 times the width a line.
    assert any(one.need.quantity > 2.8 * one.need.at.place.width_m for one in both)
    sorbent = next(one for one in plan.served if one.need.row.id == "sorbent")
    assert sorbent.need.quantity == 4000


def test_what_mixes_in_the_water_asks_for_no_boom(rivers, roads, examples):
    asked = incident(rivers, substance="硝酸铵")
    rows = {row.id for row in ground(rivers, roads, asked, examples, NO_BOOKS).rows}
    assert "hold" in rows
    assert not rows & {"boom", "boom-crew"}


def test_a_place_where_less_comes_in_time_than_is_needed_is_not_in_time(rivers, roads, answer):
    own = office(*(crew(str(n), "hold", "boom", "sample") for n in range(9)))
    boom = Lot("D", "collect", "boom", "围油栏", "", 1e6, "m", None, row=1)
    much = dispatch(
        ground(rivers, roads, answer, (replace(own, lots=(boom,)),), NO_BOOKS), OPEN, NOW
    )
    last = much.points[-1]
    assert state(much, last) == "in_time"
    little = (replace(boom, quantity=100.0),)
    short = dispatch(
        ground(rivers, roads, answer, (replace(own, lots=little),), NO_BOOKS), OPEN, NOW
    )
    assert {state(short, point) for point in short.points[1:]} == {"short"}
    without = dispatch(ground(rivers, roads, answer, (own,), NO_BOOKS), OPEN, NOW)
    assert {state(without, point) for point in without.points[1:]} == {"short"}


def test_boom_is_there_when_the_last_of_the_lots_is_that_it_takes(rivers, roads, answer):
    near = office(
        crew("队", "hold", "boom"),
        lots=(Lot("D", "collect", "boom", "围油栏", "", 100.0, "m", None, row=1),),
    )
    far = replace(
        office(
            lots=(Lot("D", "collect", "boom", "围油栏", "", 1e5, "m", None, row=1),),
            lon=88.88,
            lat=29.27,
        ),
        id="far",
    )
    both, one = (ground(rivers, roads, answer, have, NO_BOOKS) for have in ((near, far), (near,)))
    place = dispatch(both, OPEN, NOW).points[-1].place.id
    crew_h, boom_h = arrivals(both, OPEN)["boom", place], boom_arrivals(both, OPEN)[place]
    assert boom_h > crew_h
    assert ready_of(both, OPEN).arrival_h["boom", place] == boom_h
    assert boom_arrivals(one, OPEN)[place] is None
    assert place in ready_of(one, OPEN).too_little
    # A place is chosen by what comes last: the crew alone would hold one nearer.
    assert dispatch(both, OPEN, NOW).best_slack_h(
        next(p for p in both.places if p.place.id == place)
    ) < dispatch(one, OPEN, NOW).best_slack_h(next(p for p in one.places if p.place.id == place))


def test_a_closed_road_is_gone_round_and_the_drive_is_longer(roads, laid, examples):
    plan = dispatched(laid, roads, examples, OPEN, NOW)
    drive = max(plan.drives, key=lambda one: len(one.route.legs))
    closed = drive.route.legs[len(drive.route.legs) // 2].stretch
    again = dispatched(laid, roads, examples, conditions(closed=[closed]), NOW)
    assert all(closed not in {leg.stretch for leg in one.route.legs} for one in again.drives)
    old = {(one.depot, one.point): one.route.hours for one in plan.drives}
    for one in again.drives:
        if (one.depot, one.point) in old:
            assert one.route.hours >= old[one.depot, one.point] - 1e-9


def test_where_every_road_is_closed_nobody_comes_and_that_is_an_answer(roads, laid, examples):
    plan = dispatched(laid, roads, examples, conditions(closed=[*roads.edges]), NOW)
    assert not plan.drives
    assert all(not served.sent for served in plan.plan.served)
    assert {state(plan.plan, point) for point in plan.plan.points[1:]} == {"unreachable"}


def test_without_lists_what_is_needed_is_told_and_nobody_is_invented(rivers, roads, answer):
    plan = dispatch(ground(rivers, roads, answer, (), NO_BOOKS), OPEN, NOW)
    assert len(plan.points) > 1
    assert plan.served
    assert not any(served.sent or served.second for served in plan.served)
    assert {state(plan, point) for point in plan.points[1:]} == {"no_data"}
    late = NOW + timedelta(hours=6)
    after = dispatch(ground(rivers, roads, answer, (), NO_BOOKS), OPEN, late)
    for point in after.points[1:]:
        assert START + timedelta(hours=point.place.front_h) > late


def test_with_an_unknown_start_no_slack_is_told(rivers, roads, examples):
    plan = dispatch(
        ground(rivers, roads, incident(rivers, start=None), examples, NO_BOOKS), OPEN, NOW
    )
    assert all(one.slack_h is None for served in plan.served for one in served.sent)
    assert {state(plan, point) for point in plan.points[1:]} == {"unknown"}


def test_goods_past_their_day_stay_where_they_are(rivers, roads, answer):
    good = Lot("D", "collect", "sorbent", "吸油毡", "", 900.0, "kg", date(2027, 1, 1), row=1)
    old = Lot("D", "collect", "sorbent", "旧吸油毡", "", 5000.0, "kg", date(2026, 1, 1), row=2)
    laid = ground(rivers, roads, answer, (office(lots=(good, old)),), NO_BOOKS)
    assert laid.left_out == (old,)
    served = next(s for s in dispatch(laid, OPEN, NOW).served if s.need.row.id == "sorbent")
    assert [one.supply.lot.name for one in served.sent] == ["吸油毡"]
    assert served.short == 3100


def test_a_depot_far_from_any_road_is_left_out_and_named(rivers, roads, answer):
    laid = ground(
        rivers, roads, answer, (office(crew("队", "hold"), lon=86.0, lat=34.5),), NO_BOOKS
    )
    assert [depot.id for depot in laid.far] == ["D"]
    assert laid.supplies == ()


def test_times_that_a_list_does_not_give_are_assumed_and_marked(rivers, roads, answer):
    told = crew("甲", "hold", alert_min=10.0, load_min=5.0)
    untold = crew("乙", "hold", alert_min=10.0)
    laid = ground(rivers, roads, answer, (office(told, untold),), NO_BOOKS)
    found = {supply.team.id: supply for supply in laid.supplies}
    assert not found["甲"].assumed
    assert found["甲"].alert_h + found["甲"].load_h == pytest.approx(0.25)
    assert found["乙"].assumed
    assert found["乙"].load_h == pytest.approx(0.5)


def test_what_an_officer_wants_where_replaces_the_table(rivers, roads, examples):
    wanted = (
        Wanted(Spot("拉萨大桥（G318/城区）"), item="boom", quantity=5000.0),
        Wanted(Spot(None, "lhasa", 520.0), skill="hold", setup_h=0.5),
    )
    answer = incident(rivers, needs=wanted)
    plan = dispatch(ground(rivers, roads, answer, examples, NO_BOOKS), OPEN, NOW)
    rows = [s for s in plan.served if s.need.at.place.kind != "source"]
    assert [s.need.quantity for s in rows] == [5000, None]
    boom = rows[0]
    assert len(boom.sent) > 1
    assert boom.short == 5000 - sum(one.quantity for one in boom.sent)
    assert boom.short > 0
    assert len(rows[1].sent) == 1
    above = incident(rivers, needs=(Wanted(Spot(None, "lhasa", 300.0), skill="hold"),))
    with pytest.raises(InputError, match="does not lie on the way down"):
        ground(rivers, roads, above, examples, NO_BOOKS)


def test_a_road_incident_is_served_on_its_road(rivers, roads, examples):
    books = load_road_books([ROOT / "playbooks"], roads)
    asked = Scenario(
        Where(road="G318", stake="K4900"), "汽油", start=Start(START, START), exercise=True
    )
    answer = respond(rivers, on_river(asked, roads, rivers, books), now=NOW)
    plan = dispatch(ground(rivers, roads, answer, examples, books), OPEN, NOW)
    assert plan.points[0].on.stretch == "R037"
    assert plan.points[0].on.off_road_m == 0
    first = next(s for s in plan.served if s.need.row.id == "plug")
    assert "日喀则" in first.sent[0].supply.depot.name.zh
