"""Who does what, where, by when; and what the record says is done."""

from datetime import datetime, timedelta

import pytest

from emerg.incident.model import Draft, Person
from emerg.network.driving import conditions
from emerg.playbooks.roads import load_roads
from emerg.resources.read import read_office
from emerg.response.drives import dispatched
from emerg.texts import render
from emerg.units import BEIJING
from emerg.usecases import incident as record
from emerg.usecases.dispatch import ground
from emerg.usecases.incident import new_incident, read_log, strike
from emerg.usecases.spot import NO_BOOKS
from emerg.usecases.tasks import task_draft, task_states, tasks
from tests.conftest import ROOT
from tests.paper import made

NOW = datetime(2026, 7, 15, 3, 27, tzinfo=BEIJING)
LI = Person("李", "值班室")


@pytest.fixture(scope="module")
def demo():
    return made.demo()


@pytest.fixture
def id_(tmp_path):
    return new_incident(tmp_path, "x", LI, NOW)[0]


def test_every_step_need_and_point_is_a_task_with_a_key_of_its_own(demo):
    every = tasks(demo)
    assert len(every) >= len(demo.plan) + len(demo.sampling)
    assert len({task.key for task in every}) == len(every)
    assert all(task.who for task in every)


def test_at_once_comes_first_then_what_is_due_sooner(demo):
    due = [task.by for task in tasks(demo)]
    at_once = [by for by in due if by is None]
    assert due[: len(at_once)] == at_once
    later = due[len(at_once) :]
    assert later == sorted(later)
    assert all(by > demo.incident.now for by in later)


def test_with_a_dispatch_whoever_is_sent_stands_beside_it():
    office = read_office(ROOT / "playbooks" / "resources" / "example-shigatse").office
    assert office is not None
    asked = made.answer(at={"river": "nyangchu", "km": 150.0}, exercise=True)
    network = load_roads((ROOT / "playbooks",))
    laid = ground(made.rivers(), network, asked, [office], NO_BOOKS)
    found = dispatched(laid, network, [office], conditions(), NOW)
    sent = [task for task in tasks(asked, found) if "，自" in render(task.who[0], "zh")]
    assert sent
    assert {render(task.where, "zh") for task in sent} <= {
        render(point.place.name, "zh") for point in found.plan.points
    }


def test_what_is_ticked_off_is_an_entry_and_can_be_taken_back(demo, tmp_path, id_):
    every = tasks(demo)

    def say(task, done, name=""):
        return record.note(tmp_path, id_, task_draft(task, done, name, "zh"), LI, NOW)

    def done():
        return {one.task.key for one in task_states(every, read_log(tmp_path, id_)) if one.done}

    assert done() == set()
    entry = say(every[0], True, "王工")
    assert entry.text.startswith("完成：")
    assert entry.text.endswith("，王工")
    say(every[3], True)
    assert done() == {every[0].key, every[3].key}
    say(every[3], False)
    assert done() == {every[0].key}
    at = NOW + timedelta(minutes=1)
    strike(tmp_path, id_, str(entry.number), LI.post, "不是这项", LI, at)
    assert done() == set()


def test_what_another_wrote_otherwise_ticks_nothing_off(demo, tmp_path, id_):
    every = tasks(demo)
    for data in (
        {"task": every[0].key},
        {"task": 1, "done": True},
        {"task": every[0].key, "done": 1},
    ):
        record.note(tmp_path, id_, Draft("note", "x", data), LI, NOW)
    assert not any(one.done for one in task_states(every, read_log(tmp_path, id_)))
