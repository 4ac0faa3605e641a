"""The whole form, read into a scenario."""

from datetime import datetime

import pytest

from emerg.hazards.substances import load_substances
from emerg.response.incident import Amount, Reading
from emerg.texts import render
from emerg.ui.typed.answers import QUESTIONS, Typed
from emerg.ui.typed.form import read_form
from emerg.ui.typed.substances import read_what, suggest_substances
from emerg.units import BEIJING
from emerg.usecases.respond import released_kg

NOW = datetime(2026, 7, 15, 3, 27, tzinfo=BEIJING)


def test_only_the_place_is_compulsory(rivers):
    answered = read_form(Typed(where="lhasa km 430"), rivers, NOW)
    scenario = answered.scenario
    assert not answered.mistakes
    assert scenario.amount is None
    assert scenario.start is None
    assert scenario.reported is None
    assert (scenario.substance, scenario.flow) == ("unknown", "unknown")


def test_nothing_typed_asks_for_the_place_alone(rivers):
    answered = read_form(Typed(), rivers, NOW)
    assert list(answered.mistakes) == ["where"]
    assert answered.scenario is None
    assert {"what", "amount", "when", "flow"} == set(answered.echoes)


def test_everything_typed_reaches_the_scenario(rivers):
    typed = Typed(
        where="拉萨河 430",
        what="苯",
        amount="8-20",
        unit="t",
        purity="90",
        when="02:00~02:40",
        reported="03:05",
        duration="1",
        flow_m3_s="412",
        title=" 罐车侧翻 ",
        exercise=True,
    )
    scenario = read_form(typed, rivers, NOW).scenario
    assert scenario.substance == "benzene"
    assert scenario.amount == Amount(8.0, 20.0, "t", 0.9)
    assert (scenario.start.earliest.hour, scenario.start.latest.minute) == (2, 40)
    assert scenario.reported == NOW.replace(hour=3, minute=5)
    assert (scenario.duration_h, scenario.title, scenario.exercise) == (1.0, "罐车侧翻", True)
    assert scenario.flow == (Reading(412.0, 412.0),)


def test_a_leak_that_goes_on_has_no_duration(rivers):
    typed = Typed(where="lhasa km 430", duration="2", ongoing=True)
    assert read_form(typed, rivers, NOW).scenario.duration_h is None


def test_a_start_ahead_of_the_clock_is_doubted_and_answered_all_the_same(rivers):
    answered = read_form(Typed(where="lhasa km 430", when="2027-07-15 02:40"), rivers, NOW)
    echo = render(answered.echoes["when"], "en")
    assert "2027-07-15 02:40" in echo
    assert "Ahead of the clock (2026-07-15 03:27): check the date" in echo
    assert answered.doubts == {"when"}
    assert answered.scenario is not None


def test_a_drill_may_lie_ahead_of_the_clock(rivers):
    typed = Typed(where="lhasa km 430", when="2027-07-15 02:40", exercise=True)
    assert not read_form(typed, rivers, NOW).doubts


def test_clocks_of_two_offices_may_differ_a_little(rivers):
    typed = Typed(where="lhasa km 430", when="2026-07-15 03:30", reported="2026-07-15 03:31")
    assert not read_form(typed, rivers, NOW).doubts


def test_what_was_known_before_it_began_is_doubted(rivers):
    answered = read_form(Typed(where="lhasa km 430", when="02:40", reported="02:30"), rivers, NOW)
    assert "Known before it began" in render(answered.echoes["when"], "en")
    assert answered.doubts == {"when"}


def test_a_second_river_nearby_is_a_doubt(rivers):
    assert read_form(Typed(where="90.735,29.355"), rivers, NOW).doubts == {"where"}


def test_large_figures_are_told_so_that_their_size_is_seen(rivers):
    answered = read_form(Typed(where="lhasa km 430", amount="20000", unit="t"), rivers, NOW)
    assert render(answered.echoes["amount"], "en") == "20,000 t of the product"


def test_every_mistake_is_found_at_once(rivers):
    typed = Typed(where="拉萨河 9999", what="不存在的东西", amount="x", when="y", flow_m3_s="z")
    answered = read_form(typed, rivers, NOW)
    assert set(answered.mistakes) == set(QUESTIONS)
    for error in answered.mistakes.values():
        assert all(render(part, "zh") for part in (error.what, error.where, error.fix))


def test_litres_of_a_solid_are_refused_where_they_are_typed(rivers):
    answered = read_form(Typed(where="拉萨河 430", what="氰化钠", amount="5 L"), rivers, NOW)
    assert list(answered.mistakes) == ["amount"]


@pytest.mark.parametrize("said", ["苯", "ben", "UN 1114", "71-43-2", "benzene"])
def test_a_substance_by_whatever_it_is_called(said):
    assert read_what(said).id == "benzene"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_substance_suggested_is_understood(lang):
    for said in ("b", "qhn", "氰", "12", "di"):
        for name in suggest_substances(said, lang):
            assert read_what(name)


@pytest.mark.parametrize(
    "half",
    [
        {"what": "benz"},
        {"amount": "8-"},
        {"when": "02:x"},
        {"flow_m3_s": "fast"},
        {"duration": "x"},
    ],
)
def test_what_is_half_typed_can_be_asked_so_far_as_not_known(rivers, half):
    answered = read_form(Typed(where="拉萨河 430", **half), rivers, NOW)
    assert answered.scenario is None
    plain = read_form(Typed(where="拉萨河 430"), rivers, NOW)
    assert answered.so_far == plain.so_far == plain.scenario


def test_one_answer_half_typed_takes_nothing_from_the_others(rivers):
    typed = Typed(where="拉萨河 430", what="苯", amount="8-20", when="02:x", flow="high")
    so_far = read_form(typed, rivers, NOW).so_far
    assert (so_far.substance, so_far.amount, so_far.flow) == ("benzene", Amount(8, 20, "t"), "high")
    assert so_far.start is None


def test_litres_of_what_is_half_typed_are_those_of_the_unknown(rivers):
    so_far = read_form(Typed(where="拉萨河 430", what="benz", amount="5 L"), rivers, NOW).so_far
    assert released_kg(so_far.amount, load_substances().get(so_far.substance))


def test_without_a_place_nothing_can_be_asked(rivers):
    assert read_form(Typed(where="拉萨河", what="苯"), rivers, NOW).so_far is None
