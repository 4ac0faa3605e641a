"""Deadlines, calls, sampling, next things: what an officer acts on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from emerg.response.deadlines import report_rules
from emerg.response.hits import name_of
from emerg.response.incident import Amount, Scenario, Start, Where
from emerg.response.next_things import closes_first, next_things
from emerg.texts import Bilingual, render
from emerg.usecases.respond import respond

START = datetime(2026, 7, 14, 18, 40, tzinfo=UTC)
NOW = START + timedelta(minutes=25)
TANKER = Scenario(
    Where(river="lhasa", km=430.0),
    "氰化钠",
    amount=Amount(5, 10, "t"),
    start=Start(START, START),
    reported=NOW,
    flow="high",
)


@pytest.fixture(scope="module")
def found(rivers):
    return respond(rivers, TANKER, now=NOW)


def say(text):
    return render(text, "en")


def test_two_hours_where_a_special_case_fires_or_is_unknown(found):
    assert found.deadline.hours == report_rules().major_h == 2.0
    assert found.deadline.due == NOW + timedelta(hours=2)
    assert len(found.deadline.cases) == 6
    assert {case.fires for case in found.deadline.cases} & {"yes", "possible", "unknown"}


def test_heavy_metal_fires_the_third_case(rivers):
    metal = respond(rivers, replace(TANKER, substance="硫酸铜"), now=NOW)
    assert next(c for c in metal.deadline.cases if c.number == 3).fires == "yes"


def test_stopping_the_leak_and_safety_come_first_and_a_section_ahead_of_the_front_is_among_them(
    found,
):
    first = found.next_things[0]
    assert len(found.next_things) == 5
    assert [thing.number for thing in found.next_things] == [1, 2, 3, 4, 5]
    assert "Stop the leak" in say(first.text)
    assert found.incident.substance.responder_note == first.why
    crew = next(t for t in found.next_things if "crew to sample" in say(t.text))
    ahead = next(h for h in found.hits if say(h.name) in say(crew.text))
    gone = (NOW - START).total_seconds() / 3600
    assert ahead.front_h[0] > gone + 2


def test_an_example_is_marked_and_nothing_else():
    name = Bilingual("某水厂", "Some waterworks")
    assert render(name_of(name, "example"), "zh") == "某水厂（示例）"
    assert render(name_of(name, "low"), "zh") == "某水厂"


def test_an_example_that_closes_first_is_marked_in_the_next_things(found):
    first = closes_first(found.incident, found.hits)
    hits = [replace(hit, confidence="example") if hit is first else hit for hit in found.hits]
    close = next_things(found.incident, hits, found.deadline, found.holding)[2]
    assert f"{first.name.zh}（示例）" in render(close.text, "zh")


def test_an_overdue_report_and_closing_are_said_so(rivers):
    late = respond(rivers, TANKER, now=NOW + timedelta(hours=9))
    words = [say(thing.text) for thing in late.next_things]
    assert any("Send the first report now: it was due" in text for text in words)
    assert any("Advise closing at once" in text for text in words)


def test_calls_go_up_first_and_downstream_soonest_first(found):
    groups = [call.group for call in found.calls]
    assert [call.order for call in found.calls] == list(range(1, len(groups) + 1))
    assert groups[0] == "up"
    assert sorted(set(groups), key=groups.index) == ["up", "down", "side", "upstream"]
    assert found.calls[0].level == "county"
    down = [call.by for call in found.calls if call.group == "down"]
    fronts = [hit.front_h[0] for hit in found.hits]
    assert len(down) > 5
    assert all(by is not None for by in down)
    assert fronts == sorted(fronts)


def test_no_number_is_invented_and_nobody_abroad_is_called(found):
    assert {call.phone for call in found.calls} == {""}
    words = " ".join(say(call.who) + say(call.what) for call in found.calls)
    for name in ("India", "Nepal", "Bangladesh", "Bhutan", "Myanmar"):
        assert name not in words


def test_a_way_out_of_the_country_is_reported_up_to_the_region(found):
    assert any("leads out of the country" in say(call.what) for call in found.calls)


def test_a_way_into_the_next_province_is_not_taken_for_one_out_of_the_country(rivers):
    jinsha = respond(rivers, replace(TANKER, where=Where(river="jinsha", km=400.0)), now=NOW)
    assert any(hit.kind == "exit" for hit in jinsha.hits)
    words = [say(call.what) for call in jinsha.calls]
    assert not any("leads out of the country" in text for text in words)
    assert any(call.group == "side" for call in jinsha.calls)


def test_the_dam_above_is_asked_to_hold_clean_water(rivers):
    below = respond(rivers, replace(TANKER, where=Where(river="lhasa", km=430.0)), now=NOW)
    upstream = [call for call in below.calls if call.group == "upstream"]
    assert "直孔" in render(upstream[0].who, "zh")
    assert "hold back clean water" in say(upstream[0].what)


def test_sampling_begins_above_and_takes_every_intake_before_the_front(found):
    first = found.sampling[0]
    assert first.role == "reference"
    assert (first.river, first.km < found.incident.km) == (found.incident.river, True)
    assert first.start == NOW
    names = [point.name for point in found.sampling]
    for hit in found.hits:
        if hit.is_intake:
            point = found.sampling[names.index(hit.name)]
            assert NOW <= point.start <= max(NOW, START + timedelta(hours=hit.front_h[0]))


def test_the_first_report_has_the_thirteen_fields_and_leaves_blanks_blank(found):
    fields = {field.label.zh: field.value for field in found.first_report}
    assert len(fields) == 13
    assert fields["信息来源"] == ""
    assert "拉萨河" in render(fields["地点"], "zh")
    assert "5" in render(fields["主要污染物和数量"], "zh")


def test_the_plan_runs_from_stopping_to_supply(found):
    phases = [step.phase for step in found.plan]
    order = ["stop", "hold", "treat", "measure", "supply"]
    assert phases == sorted(phases, key=order.index)
    assert set(phases) == set(order)


@pytest.mark.parametrize(
    ("km", "county"),
    [(50.0, "嘉黎县"), (380.0, "墨竹工卡县"), (430.0, "达孜区"), (545.0, "曲水县")],
)
def test_the_county_follows_the_county_lines(rivers, km, county):
    here = respond(rivers, replace(TANKER, where=Where(river="lhasa", km=km)), now=NOW)
    assert here.incident.county == county
    assert here.calls[0].level == "county"


def test_every_assumption_has_words_in_both_languages(found):
    for line in (*found.assumptions, *found.known, *found.unknown, *found.sources):
        assert render(line, "zh")
        assert render(line, "en")


@pytest.mark.parametrize(
    ("where", "substance"),
    [
        (Where(river="lancang/angqu", km=10.0), "柴油"),
        (Where(river="jinsha", km=400.0), "苯"),
        (Where(river="shiquan", km=100.0), "硫酸铜"),
    ],
)
def test_where_something_must_close_the_advice_says_so(rivers, where, substance):
    """On a stretch without intakes or towns too: whatever has clocks is better than silence."""
    found = respond(rivers, replace(TANKER, where=where, substance=substance), now=NOW)
    assert any(hit.close_by for hit in found.hits)
    advice = found.next_things[2]
    assert advice.by is not None
    assert "No place on the way" not in say(advice.text)
