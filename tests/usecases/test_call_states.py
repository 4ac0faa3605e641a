"""Calls: what to say, and what the record says of each."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from emerg.cli.main import run
from emerg.incident.conflicts import conflicts
from emerg.incident.model import Draft, Person
from emerg.paper.content import Note
from emerg.paper.incident_plan import call_parts
from emerg.response.call_script import call_script
from emerg.response.chasing import CHASE_AFTER
from emerg.response.escalation import chased
from emerg.texts import render
from emerg.units import BEIJING
from emerg.usecases import incident as record
from emerg.usecases.call_states import (
    call_draft,
    call_states,
    key_of,
    then_words,
)
from emerg.usecases.incident import new_incident, read_log, strike
from tests.conftest import ROOT
from tests.paper import made

DEMO = ROOT / "examples" / "demo.toml"
NOW = datetime(2026, 7, 15, 3, 27, tzinfo=BEIJING)


@pytest.fixture(scope="module")
def demo():
    return made.demo()


@pytest.fixture
def id_(tmp_path):
    return new_incident(tmp_path, "x", Person(), NOW)[0]


def note(home, id_, call, state, now, name="", post="值班室"):
    return record.note(home, id_, call_draft(call, state, name, "zh"), Person("李", post), now)


def states(demo, home, id_, now):
    return call_states(demo.calls, read_log(home, id_), NOW, now)


def test_before_anybody_was_rung_only_what_is_overdue_presses(demo):
    found = call_states(demo.calls, (), NOW, NOW)
    assert [one.call for one in found] == list(demo.calls)
    assert {one.state for one in found} == {"open"}
    assert [one.chase for one in found] == [c.by is not None and c.by <= NOW for c in demo.calls]


def test_the_last_word_on_a_call_holds(demo, tmp_path, id_):
    first = demo.calls[0]
    note(tmp_path, id_, first, "unreached", NOW)
    said = note(tmp_path, id_, first, "called", NOW + timedelta(minutes=2), "王工")
    assert said.text.endswith("接听人：王工")
    found = states(demo, tmp_path, id_, NOW + timedelta(minutes=3))[0]
    assert (found.state, found.said, found.chase) == ("called", said, False)
    later = states(demo, tmp_path, id_, NOW + timedelta(minutes=2) + CHASE_AFTER)[0]
    assert later.chase
    confirmed = note(tmp_path, id_, first, "confirmed", NOW + timedelta(minutes=20))
    found = states(demo, tmp_path, id_, NOW + timedelta(hours=9))[0]
    assert (found.state, found.chase) == ("confirmed", False)
    strike(tmp_path, id_, str(confirmed.number), "值班室", "another office", Person(), NOW)
    assert states(demo, tmp_path, id_, NOW + timedelta(minutes=21))[0].state == "called"


def test_one_call_says_nothing_of_another(demo, tmp_path, id_):
    note(tmp_path, id_, demo.calls[2], "confirmed", NOW)
    found = states(demo, tmp_path, id_, NOW)
    assert [n for n, one in enumerate(found) if one.state == "confirmed"] == [2]
    assert len({key_of(call) for call in demo.calls}) == len(demo.calls)


def test_two_posts_that_ring_the_same_office_do_not_contradict_each_other(demo, tmp_path, id_):
    first = demo.calls[0]
    note(tmp_path, id_, first, "unreached", NOW, post="前方")
    note(tmp_path, id_, first, "confirmed", NOW + timedelta(minutes=1), post="后方")
    assert conflicts(read_log(tmp_path, id_)) == ()
    assert states(demo, tmp_path, id_, NOW + timedelta(hours=1))[0].state == "confirmed"


def test_in_a_drill_of_another_day_who_is_to_be_rung_again_goes_by_the_clock_of_the_record(
    demo, tmp_path, id_
):
    today = NOW + timedelta(days=120)
    note(tmp_path, id_, demo.calls[0], "called", today)
    assert not states(demo, tmp_path, id_, today + timedelta(minutes=1))[0].chase
    assert states(demo, tmp_path, id_, today + CHASE_AFTER)[0].chase


@pytest.mark.parametrize(
    "figures", [{}, {"call": 1, "state": "called"}, {"call": "x", "state": []}]
)
def test_what_a_stranger_wrote_of_a_call_is_passed_over(demo, tmp_path, id_, figures):
    record.note(tmp_path, id_, Draft("call", "x", figures), Person(), NOW)
    assert {one.state for one in states(demo, tmp_path, id_, NOW)} == {"open"}


def test_the_script_says_who_what_when_and_what_is_asked(demo):
    down = next(c for c in demo.calls if c.level == "operator" and c.by and c.group == "down")
    real = replace(demo, exercise=False)
    told = "\n".join(render(line, "zh") for line in call_script(real, down))
    assert render(down.who, "zh") in told
    assert "430.0 km" in told
    assert "请复述一遍" in told
    assert "演练" not in told
    late = replace(down, by=demo.incident.now - timedelta(minutes=1))
    assert "可能已经到达" in "\n".join(render(line, "zh") for line in call_script(real, late))
    drill = call_script(demo, down)
    assert render(drill[0], "zh") == "演练，演练，这是演练。"


def test_by_command_with_the_states_of_an_incident(home, capsys):
    assert run(["calls", str(DEMO)]) == 0
    assert "未打" in capsys.readouterr().out
    assert run(["incident", "new", "--title", "x", "--json"]) == 0
    id_ = json.loads(capsys.readouterr().out)["id"]
    went = ["--incident", id_, "--script", "1", "--went", "confirmed", "--spoken-to", "王工"]
    assert run(["calls", str(DEMO), *went]) == 0
    capsys.readouterr()
    assert read_log(home, id_)[-1].text.endswith("接听人：王工")
    assert run(["--lang", "en", "calls", str(DEMO), "--went", "called"]) == 1
    assert "give --incident" in capsys.readouterr().err
    assert run(["calls", str(DEMO), "--incident", id_, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["state"] for one in found[:2]] == ["confirmed", "open"]
    assert "phone" not in found[0]
    assert run(["calls", str(DEMO), "--script", "1"]) == 0
    assert len(capsys.readouterr().out.splitlines()) >= 4
    assert run(["--lang", "en", "calls", str(DEMO), "--script", "999"]) == 1
    assert "use a number from 1 to" in capsys.readouterr().err


# The level above


def test_who_does_not_confirm_is_passed_over_to_the_level_above_step_by_step(demo, tmp_path, id_):
    works = next(n for n, c in enumerate(demo.calls) if c.level == "operator" and c.by)
    call = demo.calls[works]
    note(tmp_path, id_, call, "called", NOW)

    def then(minutes):
        return states(demo, tmp_path, id_, NOW + timedelta(minutes=minutes))[works].then

    assert [then(14), then(15), then(29), then(30)] == [
        *(None, call.above[0], call.above[0], call.above[1])
    ]
    assert then(600) == call.above[-1]
    # To ring once more does not put off the level above.
    note(tmp_path, id_, call, "unreached", NOW + timedelta(minutes=14))
    found = states(demo, tmp_path, id_, NOW + timedelta(minutes=16))[works]
    assert (found.then, found.chase) == (call.above[0], False)
    said = render(then_words(found), "zh")
    assert said.startswith("已 16 分钟未确认：同时打（15号）城关区人民政府")
    note(tmp_path, id_, call, "confirmed", NOW + timedelta(minutes=20))
    found = states(demo, tmp_path, id_, NOW + timedelta(hours=5))[works]
    assert (found.then, then_words(found)) == (None, "")


def test_before_it_is_late_the_chain_is_told_and_of_the_region_nothing(demo):
    found = call_states(demo.calls, (), NOW, NOW)
    first = render(then_words(found[0]), "zh")
    assert first.startswith("15 分钟未确认，依次改打上级：（9号）拉萨市人民政府总值班室")
    region = next(one for one in found if one.call.level == "region")
    assert then_words(region) == ""


def test_the_level_above_and_the_ground_by_command(home, capsys):
    assert run(["incident", "new", "--title", "x", "--json"]) == 0
    id_ = json.loads(capsys.readouterr().out)["id"]
    assert run(["calls", str(DEMO), "--incident", id_, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found[0]["above"][0]["who"] == "拉萨市人民政府总值班室"
    assert found[0]["then"] is None
    assert any("第一百二十五条" in (one["ground"] or "") for one in found)
    assert run(["calls", str(DEMO), "--script", "16"]) == 0
    assert "依次改打上级" in capsys.readouterr().out


def test_the_sheet_and_the_states_wait_as_long_as_the_office_set_it(demo, tmp_path, id_):
    later = replace(demo, calls=chased(demo.calls, timedelta(minutes=40)))
    notes = [part.text for part in call_parts(later, {}) if isinstance(part, Note)]
    assert any("40 分钟" in render(text, "zh") for text in notes)
    call = later.calls[0]
    note(tmp_path, id_, call, "called", NOW)
    for minutes, chase in ((39, False), (40, True)):
        now = NOW + timedelta(minutes=minutes)
        assert call_states(later.calls, read_log(tmp_path, id_), NOW, now)[0].chase is chase
