"""Hours that count from the river are told to do so; the start told is the start that was said."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from emerg.paper.incident_tables import hit_parts
from emerg.paper.pond_words import hours_words
from emerg.playbooks.dam_links import load_dams
from emerg.response.county import county_names
from emerg.response.incident import Leak, Origin, Scenario, Start, Where
from emerg.response.since import enters_later, since_when
from emerg.texts import render
from emerg.usecases.on_pond import respond_pond
from emerg.usecases.respond import respond
from tests.conftest import ROOT

SAID = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
SPILL = Scenario(Where(river="lhasa", km=430.0), "镉", start=Start(SAID, SAID))


@pytest.fixture(scope="module")
def leaking(rivers):
    dams = load_dams([ROOT / "playbooks"], rivers)
    asked = Scenario(
        Where(),
        "",
        start=Start(SAID, SAID),
        flow="low",
        exercise=True,
        leak=Leak("zhaxikang", "seepage"),
    )
    return respond_pond(rivers, dams, asked, now=SAID)


def say(text):
    return render(text, "en")


def test_the_start_of_a_leak_is_as_said_and_the_hours_count_from_the_river(leaking, rivers):
    answer, pond = leaking
    entered = answer.incident.scenario.start.earliest
    assert entered > SAID
    lines = [say(line) for line in answer.known]
    assert "Start: 2026-11-30 18:00" in lines
    assert any(line.startswith("Earliest entry into the river, from which") for line in lines)
    told = say(hit_parts(answer, county_names(rivers))[1].text)
    assert told.startswith("Hours after the earliest entry into the river (11-30 18:")
    assert "Hours from the failure" in say(hours_words(pond))
    assert "those of the hit list count from" in say(hours_words(pond))
    closing = next(thing for thing in answer.next_things if thing.number == 3)
    assert "after the earliest entry into the river" in say(closing.why)


def test_both_tables_tell_the_same_moments(leaking):
    answer, pond = leaking
    early, late = pond.release.enters_h
    hits = {hit.number: hit for hit in answer.hits}
    on_river = [one for one in pond.arrivals if one.hit is not None]
    assert on_river
    for one in on_river:
        front = hits[one.hit].front_h
        expected = (front[0] + early, front[1] + (early + late) / 2, front[2] + late)
        assert one.plume_h == pytest.approx(expected)


def test_what_happens_in_the_river_keeps_its_start(rivers):
    answer = respond(rivers, SPILL, now=SAID)
    assert "Start: 2026-11-30 18:00" in [say(line) for line in answer.known]
    assert say(since_when(SPILL)) == "the start"


def test_a_road_from_which_it_may_enter_at_once_keeps_its_start():
    later = Start(SAID, SAID + timedelta(hours=11))
    assert not enters_later(replace(SPILL, start=later, origin=Origin("K1", SPILL.start)))
    assert not enters_later(replace(SPILL, start=None, origin=Origin("K1", None)))
