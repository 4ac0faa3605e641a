"""One set of sheets tells one story: the same place has one front, and no page denies another."""

from datetime import UTC, datetime, timedelta

import pytest

from emerg.network.driving import conditions
from emerg.paper.containment_words import front_at
from emerg.paper.dispatch_words import front_words
from emerg.paper.follow_up import follow_up_docx
from emerg.paper.form_parts import Sketches
from emerg.paper.held import held_places
from emerg.paper.incident_plan import plan_parts
from emerg.paper.neighbour_notice import neighbour_notice_docx
from emerg.paper.report_form import first_report_docx
from emerg.paper.report_story import Story
from emerg.paper.task_places import crewed_by_plan
from emerg.playbooks.roads import load_roads
from emerg.resources.read import load_offices
from emerg.response.containment import at_time
from emerg.response.dispatch import dispatch
from emerg.response.drives import dispatched
from emerg.response.first_report import INTENDED
from emerg.response.holding_next import fields_to_report, first_boom, things_to_do
from emerg.response.incident import Amount, Scenario, Start, Where
from emerg.response.neighbours import neighbours
from emerg.texts import render
from emerg.units import beijing
from emerg.usecases.containment import contained
from emerg.usecases.dispatch import ground
from emerg.usecases.respond import respond
from emerg.usecases.spot import NO_BOOKS
from tests.conftest import ROOT
from tests.paper.forms_by_hand import document, forms

START = datetime(2026, 11, 30, 5, 20, tzinfo=UTC)
NOW = START + timedelta(hours=1)
OIL = Scenario(
    Where(river="lancang", km=525.1),
    "柴油",
    amount=Amount(8, 20, "t"),
    start=Start(START, START),
    flow="low",
    duration_h=None,
    exercise=True,
)


@pytest.fixture(scope="module")
def roads():
    return load_roads([ROOT / "playbooks"])


@pytest.fixture(scope="module")
def answer(rivers):
    return respond(rivers, OIL, now=NOW)


@pytest.fixture(scope="module")
def held(rivers, roads, answer):
    return contained(rivers, roads, answer, NOW)


@pytest.fixture(scope="module")
def plan(rivers, roads, answer):
    offices, _problems = load_offices([ROOT / "playbooks"])
    laid = ground(rivers, roads, answer, offices, NO_BOOKS)
    return dispatched(laid, roads, offices, conditions(), NOW)


def test_a_place_to_hold_it_has_one_front_on_every_sheet(answer, held, plan):
    told = {}
    for one in held.options:
        told.setdefault(one.place.km, front_at(held, one))
    on_map = [one for one in held_places(answer, None, held) if one.front_h > 6]
    assert on_map
    assert all(beijing(one.front) == told[one.km] for one in on_map)
    points = [point for point in plan.plan.points[1:] if point.place.km in told]
    assert points
    for point in points:
        assert render(front_words(plan.plan, point), "en").startswith(told[point.place.km])
    cards = {beijing(card.front) for card in crewed_by_plan(plan) if card.front is not None}
    assert {told[point.place.km] for point in points} <= cards


def test_the_fifth_next_thing_names_the_first_place_for_a_boom_there_is_time_for(answer, held):
    last = things_to_do(answer, held)[-1]
    first = first_boom(held)
    assert first.state == "unknown"
    assert last.text.fields["name"] == first.place.name
    assert first.place.km == held_places(answer, None, held)[0].km
    assert "if a crew can be there in time" in render(last.why, "en")
    late = at_time(held, NOW + timedelta(hours=500))
    assert things_to_do(answer, late) == answer.next_things


def test_the_reports_intend_what_the_next_things_say(rivers, answer, held):
    story = Story(held=held)
    place = things_to_do(answer, held)[-1].text.fields["name"]
    (neighbour, *_others) = neighbours(answer, rivers)
    for content in (
        first_report_docx(answer, rivers, "zh", story),
        follow_up_docx(answer, rivers, "zh", story, ()),
        neighbour_notice_docx(answer, "zh", story, neighbour, Sketches(answer, rivers, "zh")),
    ):
        assert render(place, "zh") in forms(document(content))[INTENDED.zh]
    told = next(f.value for f in fields_to_report(answer, held) if f.label == INTENDED)
    assert render(place, "zh") in render(told, "zh")
    assert fields_to_report(answer, None) == answer.first_report


def test_where_no_works_are_listed_no_place_for_a_boom_is_denied(answer):
    assert not answer.holding
    why = render(answer.next_things[-1].why, "en")
    table = plan_parts(answer)[-1]
    for words in (why, render(table.empty, "en")):
        assert "no gate, dam or space" in words
        assert "booms or earth dams can be set" in words


def test_without_lists_no_place_is_named_that_the_containment_calls_too_late(
    rivers, roads, answer, held
):
    laid = ground(rivers, roads, answer, (), NO_BOOKS)
    for now in (NOW + timedelta(minutes=m) for m in range(0, 120, 10)):
        state = {one.place.id: one.state for one in at_time(held, now).options}
        first = dispatch(laid, conditions(), now).points[1]
        assert state.get(first.place.id, "unknown") == "unknown"
