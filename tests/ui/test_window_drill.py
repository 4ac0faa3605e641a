"""A scripted drill in the window: its clock, and what it says, agree with the command line."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from emerg.texts import render
from emerg.ui.said import headline
from emerg.units import BEIJING
from emerg.usecases.respond import respond
from emerg.usecases.scenario import moment, read_scenario

LONG_MS = 20_000
DEMO = Path(__file__).resolve().parents[2] / "examples" / "demo.toml"


@pytest.fixture
def now():
    """Months after the day for which the demo is scripted."""
    return datetime(2026, 11, 25, 19, 1, tzinfo=BEIJING)


def words(window, name):
    return window.findChild(QLabel, name).text()


@pytest.fixture
def drill(open_window, qtbot):
    """The demo typed in as an officer would, and answered."""
    window, presenter = open_window()
    questions = window.questions
    questions.fill_where("lsh 430")
    questions.what.substance.setText("氰化钠溶液")
    questions.amount.amount.setText("8-20 t")
    questions.amount.purity.setText("30")
    questions.when.start.setText("2026-07-15 02:40")
    questions.when.reported.setText("2026-07-15 03:05")
    questions.when.duration.setText("1")
    questions.flow.discharge.setText("h")
    questions.exercise.setChecked(True)
    with qtbot.waitSignal(presenter.responding.answered, timeout=LONG_MS):
        presenter.do("respond")
    return window, presenter


def test_window_and_command_line_say_the_same(drill, rivers, now):
    window, presenter = drill
    asked = read_scenario(DEMO, now)
    told = respond(rivers, asked, now=moment(asked, now))
    shown = presenter.answer
    assert [(h.site, h.close_by, h.reopen_not_before) for h in shown.hits] == [
        (h.site, h.close_by, h.reopen_not_before) for h in told.hits
    ]
    assert [render(thing.text, "zh") for thing in shown.next_things] == [
        render(thing.text, "zh") for thing in told.next_things
    ]
    said = headline(told, told.incident.now)
    assert words(window, "headline") == render(said.text, "en")
    assert said.tone == "warn"


def test_the_clock_stands_at_the_call_and_says_whose_it_is(drill, given, now):
    window, _presenter = drill
    assert words(window, "beijing_time") == "07-15 03:05:00"
    assert words(window, "time_zone") == "drill time"
    assert words(window, "report_clock") == "First report: 2:00 left (by 05:05)"
    given.clock.machine_now = lambda: now + timedelta(minutes=30)
    given.clock.tick()
    assert words(window, "beijing_time") == "07-15 03:35:00"


def test_now_in_a_drill_is_the_time_of_the_drill_and_in_earnest_that_of_the_wall(drill):
    window, _presenter = drill
    window.questions.when.reported_now.click()
    assert window.questions.when.reported.text() == "2026-07-15 03:05"
    window.questions.exercise.setChecked(False)
    window.questions.when.reported_now.click()
    assert window.questions.when.reported.text() == "2026-11-25 19:01"


def test_a_real_answer_brings_the_clock_back(drill, qtbot):
    window, presenter = drill
    window.questions.exercise.setChecked(False)
    with qtbot.waitSignal(presenter.responding.answered, timeout=LONG_MS):
        presenter.do("respond")
    assert words(window, "beijing_time") == "19:01:00"
    assert words(window, "time_zone") == "Beijing time"
    assert words(window, "headline").startswith("Advise closing at once")
