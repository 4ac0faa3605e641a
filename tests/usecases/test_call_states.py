"""Calls: what to say, and what the record says of each."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from emerg.cli.main import run
from emerg.incident.model import Person
from emerg.response.call_script import call_script
from emerg.texts import render
from emerg.units import BEIJING
from emerg.usecases.call_states import CHASE_AFTER, about, call_draft, call_states
from emerg.usecases.incident import new_incident, read_log, strike
from emerg.usecases.settle import answer as answer_question
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


def note(home, id_, call, state, now, name=""):
    draft = call_draft(call, state, name, "zh")
    return answer_question(home, id_, draft, about(call), state, Person("李", "值班室"), now)


def states(demo, home, id_, now):
    return call_states(demo.calls, read_log(home, id_), now)


def test_before_anybody_was_rung_only_what_is_overdue_presses(demo):
    found = call_states(demo.calls, (), NOW)
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
    assert len({about(call) for call in demo.calls}) == len(demo.calls)


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
    assert run(["calls", str(DEMO), "--json"]) == 0
    (first, *_rest) = json.loads(capsys.readouterr().out)
    note_ = ["--kind", "call", "--about", first["about"], "--value", "confirmed"]
    assert run(["incident", "note", id_, "县里已确认", *note_]) == 0
    capsys.readouterr()
    assert run(["calls", str(DEMO), "--incident", id_, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["state"] for one in found[:2]] == ["confirmed", "open"]
    assert "phone" not in found[0]
    assert run(["calls", str(DEMO), "--script", "1"]) == 0
    assert len(capsys.readouterr().out.splitlines()) >= 4
    assert run(["--lang", "en", "calls", str(DEMO), "--script", "999"]) == 1
    assert "use a number from 1 to" in capsys.readouterr().err
