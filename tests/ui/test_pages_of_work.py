"""Intakes, tasks and samples: what each page shows, and what goes from it into the record."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from emerg.response.incident import FieldSample
from emerg.texts import render
from emerg.ui.intake_rows import soonest_first
from emerg.ui.intakes_panel import IntakesPanel, IntakesState
from emerg.ui.samples_panel import SamplesPanel, SamplesState
from emerg.ui.tasks_panel import TasksPanel
from emerg.usecases import incident as record
from emerg.usecases.respond import respond
from emerg.usecases.tasks import task_states, tasks

LONG_MS = 20_000


def column(table, number):
    return [table.item(row, number).text() for row in range(table.rowCount())]


# Intakes


@pytest.fixture
def intakes(prepared, qtbot, answer, now):
    panel = IntakesPanel("en")
    qtbot.addWidget(panel)
    panel.resize(560, 460)
    panel.show_state(IntakesState(answer, now))
    panel.show()
    return panel


def test_every_intake_has_a_row_with_both_clocks_and_what_falls_short(intakes, answer):
    assert intakes.table.rowCount() == len(answer.intakes) > 1
    first = soonest_first(answer)[0]
    assert first.close_by == min(one.close_by for one in answer.intakes)
    name, place = column(intakes.table, 0)[0].splitlines()
    assert name.startswith(f"{first.number} · ")
    assert " km " in place
    assert column(intakes.table, 3)[0].splitlines() == [render(line, "en") for line in first.short]
    assert "ask for: " in intakes.detail.text()
    assert "not verified" in intakes.note.text()


def test_why_no_time_of_reopening_is_given_stands_below_the_table(intakes, answer, now):
    why = "adsorbed, floating or sunken remains may go on reaching the intake"
    first = replace(answer.intakes[0], reopen_not_before=None, reopen_reason=why)
    intakes.show_state(IntakesState(replace(answer, intakes=(first,)), now))
    assert column(intakes.table, 2) == ["not computed"]
    assert intakes.table.item(0, 2).toolTip() == why
    assert why in intakes.detail.text()


def test_what_is_past_is_at_once_and_sorted_by_its_time(intakes, answer, now):
    intakes.show_state(IntakesState(answer, now + timedelta(days=2)))
    due = [one.close_by for one in soonest_first(answer)]
    told = column(intakes.table, 1)
    assert all((text == "at once") == (by is not None) for text, by in zip(told, due, strict=True))
    intakes.table.tools.sort(1)
    shown = [due[row] for row in intakes.table.tools.rows.visible()]
    known = [by for by in shown if by is not None]
    assert shown[: len(known)] == known == sorted(known)


def test_where_the_start_is_not_known_every_intake_closes_now(intakes, rivers, scenario, now):
    unknown = respond(rivers, replace(scenario, start=None), now=now)
    intakes.show_state(IntakesState(unknown, now))
    assert set(column(intakes.table, 1)) == {"now"}


def test_the_chosen_intake_stays_chosen_and_is_told(intakes, answer, now, qtbot):
    with qtbot.waitSignal(intakes.place_chosen) as told:
        intakes.table.selectRow(1)
    assert told.args == [soonest_first(answer)[1].site]
    with qtbot.assertNotEmitted(intakes.place_chosen):
        intakes.show_state(IntakesState(answer, now + timedelta(minutes=5)))
    assert intakes.chosen() is soonest_first(answer)[1]


def test_without_an_answer_the_page_says_what_to_do(intakes):
    intakes.show_state(IntakesState())
    assert "F5" in intakes.note.text()
    assert intakes.table.rowCount() == 0


# Tasks


@pytest.fixture
def work(prepared, qtbot, answer, now):
    panel = TasksPanel("en")
    qtbot.addWidget(panel)
    panel.resize(560, 460)
    panel.show_tasks(task_states(tasks(answer), ()), now)
    panel.show()
    return panel


def test_space_ticks_off_the_task_that_is_chosen(work, qtbot):
    work.table.selectRow(2)
    key = work.chosen().task.key
    work.name.setText("Wang")
    with qtbot.waitSignal(work.ticked) as told:
        qtbot.keyClick(work.table, Qt.Key.Key_Space)
    assert told.args == [key, True, "Wang"]
    assert work.name.text() == ""


def test_who_only_reads_ticks_nothing_off(work, qtbot, answer, now):
    work.show_tasks(task_states(tasks(answer), ()), now, writes=False)
    work.table.selectRow(0)
    with qtbot.assertNotEmitted(work.ticked):
        qtbot.keyClick(work.table, Qt.Key.Key_Space)
    assert not work.done.isEnabled()


def test_tasks_of_a_team_are_found_by_a_word(work, qtbot):
    qtbot.keyClick(work.table, Qt.Key.Key_Slash)
    work.table.tools.filter.line.setText("sampling")
    rows = work.table.tools.rows.visible()
    assert 0 < len(rows) < work.table.rowCount()
    assert "sampling crew" in {work.table.item(row, 2).text() for row in rows}


def test_what_is_done_stands_last_when_sorted_by_what_is_due(work, answer, now):
    every = task_states(tasks(answer), ())
    states = (replace(every[0], done=True), *every[1:])
    work.show_tasks(states, now)
    assert column(work.table, 1)[0] == "✓ done"
    work.table.tools.sort(1)
    order = list(work.table.tools.rows.visible())
    assert order[-1] == 0
    due = [states[row].task.by for row in order[:-1]]
    assert due == sorted(due, key=lambda by: (by is not None, by or now))
    assert column(work.table, 1)[1].startswith("□ ")


def test_until_when_a_crew_stays_stands_below_its_name(work, answer):
    states = task_states(tasks(answer), ())
    row = next(n for n, one in enumerate(states) if one.task.until)
    *_, until = column(work.table, 2)[row].splitlines()
    assert until == "until the command post says so"


# Samples


@pytest.fixture
def plan(prepared, qtbot, answer, now):
    panel = SamplesPanel("en")
    qtbot.addWidget(panel)
    panel.resize(560, 460)
    panel.show_state(SamplesState(answer.sampling, now))
    panel.show()
    return panel


def test_enter_on_a_point_leads_to_its_result_and_esc_back(plan, qtbot):
    with qtbot.waitActive(plan):
        plan.activateWindow()
    plan.table.setFocus()
    plan.table.selectRow(1)
    qtbot.keyClick(plan.table, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is plan.result
    qtbot.keyClicks(plan.result, "0.12")
    with qtbot.waitSignal(plan.found) as told:
        qtbot.keyClick(plan.result, Qt.Key.Key_Return)
    assert told.args == [plan.chosen().order, "0.12", "", ""]
    qtbot.keyClick(plan.result, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is plan.table
    assert plan.result.text() == "0.12"  # nothing typed is lost


def test_with_one_thing_to_measure_nothing_is_asked(plan, answer, now):
    assert plan.species.isHidden()
    two = (("cn", "cyanide"), ("nh3_n", "ammonia"))
    plan.show_state(SamplesState(answer.sampling, now, species=two))
    assert [plan.species.itemText(n) for n in range(2)] == ["cyanide", "ammonia"]
    assert not plan.species.isHidden()


# All of it


def test_a_result_and_a_task_are_noted_and_the_forecast_learns(answered_window, qtbot, home):
    window, presenter = answered_window
    desk, panel = presenter.incident.desk, window.samples
    said = window.record.log.model
    qtbot.waitUntil(lambda: any(e.kind == "run" for e in said.entries), timeout=LONG_MS)
    presenter.do("samples")
    assert panel.table.hasFocus()
    at = next(n for n, p in enumerate(presenter.answer.sampling) if p.role == "control")
    panel.table.selectRow(at)
    panel.result.setText("ND")
    qtbot.keyClick(panel.result, Qt.Key.Key_Return)
    assert "detection level is missing" in panel.mistake.text()
    assert panel.result.text() == "ND"
    panel.result.setText("0.4")
    panel.taken.setText("03:20")
    with qtbot.waitSignal(desk.noted, timeout=LONG_MS) as told:
        qtbot.keyClick(panel.result, Qt.Key.Key_Return)
    assert told.args[0].kind == "sample"
    qtbot.waitUntil(lambda: panel.waiting.isVisible(), timeout=LONG_MS)
    assert panel.table.item(at, 2).text().endswith("0.4 mg/L")
    assert panel.result.text() == ""
    qtbot.waitUntil(window.next.provisional.isVisible, timeout=LONG_MS)
    qtbot.waitUntil(lambda: presenter.shown.answer.learning.samples == 1, timeout=LONG_MS)
    panel.result.setText("0.5")
    panel.taken.setText("03:25")
    with qtbot.waitSignal(presenter.answering.provisional.answered, timeout=LONG_MS):
        qtbot.keyClick(panel.result, Qt.Key.Key_Return)
    assert presenter.shown.answer.learning.samples == 2  # of the same questions
    with qtbot.waitSignal(presenter.responding.answered, timeout=LONG_MS):
        presenter.do("respond")
    samples = presenter.answer.incident.scenario.samples
    assert all(isinstance(sample, FieldSample) for sample in samples)
    told = [(sample.state, sample.value_mg_l) for sample in samples]
    assert told == [("value", 0.4), ("value", 0.5)]
    assert presenter.answer.learning.samples == 2
    assert not panel.waiting.isVisible()
    assert not window.next.provisional.isVisible()
    assert "2 samples used" in panel.lines.text()
    qtbot.waitUntil(lambda: kinds(home).count("run") == 2, timeout=LONG_MS)
    presenter.do("tasks")
    before = window.tasks.chosen().task.key
    with qtbot.waitSignal(desk.noted, timeout=LONG_MS):
        qtbot.keyClick(window.tasks.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: window.tasks.chosen().done, timeout=LONG_MS)
    assert window.tasks.chosen().task.key == before
    presenter.do("intakes")
    assert window.intakes.table.rowCount() == len(presenter.answer.intakes)
    presenter.do("new")
    assert [panel.table.rowCount(), window.tasks.table.rowCount()] == [0, 0]
    assert window.intakes.table.rowCount() == 0


def kinds(home):
    found = record.list_incidents(home)
    return [entry.kind for one in found for entry in record.read_log(home, one.id)]
