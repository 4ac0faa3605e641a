"""Answers build up while questions are answered: what is shown, and what must not happen yet."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel

from emerg.ui.follower import Follower
from emerg.ui.provisional_presenter import ProvisionalPresenter
from emerg.ui.typed.answers import LevelTyped, Typed
from emerg.ui.typed.form import read_form

LONG_MS = 20_000
ENTER = Qt.Key.Key_Return


def words(window, name):
    return window.findChild(QLabel, name).text()


@pytest.fixture
def first_hits(open_window, qtbot, keys):
    """The window once the place alone was typed, and Enter pressed."""
    window, presenter = open_window()
    with qtbot.waitSignal(presenter.answering.provisional.answered, timeout=LONG_MS):
        keys("lhasa km 430", ENTER)
    return window, presenter


def test_the_place_alone_brings_hits_and_next_things(first_hits):
    window, _presenter = first_hits
    assert window.hits.model.rowCount() > 20
    assert words(window, "headline").startswith("Advise closing now")
    assert words(window, "provisional").startswith("Provisional: 1 of 5 answered")
    assert window.next.provisional.isVisible()
    assert not window.next.stale.isVisible()
    assert words(window, "hits_title") == "Who is hit, provisional"
    assert QApplication.focusWidget() is window.questions.what.substance


def test_nothing_is_noted_planned_or_printed_by_it(first_hits, given, home):
    window, presenter = first_hits
    assert presenter.answer is None
    assert not window.questions.print_button.isEnabled()
    presenter.do("print")
    assert words(window, "message") == "Nothing to print yet: press F5 first"
    assert "press F5" in words(window, "containment_best")
    assert window.containment.table.rowCount() == 0
    window.close()
    assert not (home / "incidents").exists()
    assert not (home / "briefs").exists()


def test_every_answer_narrows_it(first_hits, qtbot, keys):
    window, presenter = first_hits
    alone = presenter.shown.answer
    provisional = presenter.answering.provisional
    for answer in ("benzene", "8-20 t"):
        with qtbot.waitSignal(provisional.answered, timeout=LONG_MS):
            keys(answer, ENTER)
    told = presenter.shown.answer
    assert told.incident.substance.id == "benzene"
    assert told.incident.amount_kg == (8000.0, 20000.0)
    assert alone.incident.amount_kg is None
    assert words(window, "provisional").startswith("Provisional: 3 of 5 answered")
    assert not presenter.responding.busy


def test_dont_know_is_an_answer_without_another_run(first_hits, qtbot, keys):
    window, presenter = first_hits
    before = presenter.shown.answer
    keys(ENTER, ENTER)  # nobody knows what, nor how much
    assert words(window, "provisional").startswith("Provisional: 3 of 5 answered")
    assert presenter.shown.answer is before


def test_what_is_half_typed_counts_as_not_known(first_hits, qtbot, keys):
    window, presenter = first_hits
    with qtbot.waitSignal(presenter.answering.provisional.answered, timeout=LONG_MS):
        keys("zzz")
    assert presenter.shown.answer.incident.substance.id == "unknown"
    assert not words(window, "what_echo").startswith("×")


def test_enter_on_the_last_question_makes_it_the_answer_of_record(first_hits, qtbot, keys):
    window, presenter = first_hits
    with qtbot.waitSignal(presenter.responding.answered, timeout=LONG_MS):
        keys(ENTER, ENTER, ENTER, ENTER)
        assert QApplication.focusWidget() is window.questions.flow.discharge
        keys("h", ENTER)
    assert presenter.answer is presenter.shown.answer
    assert presenter.answer.incident.scenario.flow == "high"
    assert not window.next.provisional.isVisible()
    assert words(window, "hits_title") == "Who is hit, soonest first"


def test_the_map_does_not_move_while_somebody_types(open_window, qtbot, keys):
    window, presenter = open_window()
    provisional = presenter.answering.provisional
    for place in ("lhasa km 43", "0"):
        before = window.map.seen()
        with qtbot.waitSignal(provisional.answered, timeout=LONG_MS):
            keys(place)
        QApplication.processEvents()
        assert window.map.seen() == before


def test_a_place_that_was_chosen_stays_so(first_hits, qtbot, keys):
    window, presenter = first_hits
    site = presenter.shown.answer.hits[5].site
    presenter.shown.choose(site)
    with qtbot.waitSignal(presenter.answering.provisional.answered, timeout=LONG_MS):
        keys("benzene", ENTER)
    assert len(window.hits.table.selectionModel().selectedRows()) == 1
    assert window.hits.hit_of(site).title.en == words(window, "detail_name")
    assert window.detail.isVisible()


def test_a_changed_question_keeps_the_answer_of_record_for_sheets(answered_window, qtbot):
    window, presenter = answered_window
    of_record = presenter.answer
    window.questions.focus_on("amount")
    assert not window.next.stale.isVisible()
    with qtbot.waitSignal(presenter.answering.provisional.answered, timeout=LONG_MS):
        window.questions.amount.amount.setText("30 t")
    assert presenter.shown.answer.incident.amount_kg == (30_000.0, 30_000.0)
    assert presenter.answer is of_record
    assert presenter.answering.to_print().answer is of_record
    assert "sheets are of the one before" in words(window, "provisional")
    window.questions.amount.amount.setText("8-20 t")  # as it was: no run is needed
    assert presenter.shown.answer is of_record
    assert not window.next.provisional.isVisible()
    assert not window.next.stale.isVisible()


def test_a_place_no_longer_understood_leaves_what_is_shown_and_says_so(first_hits, qtbot):
    window, presenter = first_hits
    before = presenter.shown.answer
    window.questions.focus_on("where")
    with qtbot.waitSignal(presenter.answering.provisional.stuck, timeout=LONG_MS):
        window.questions.where.place.clear()
    assert presenter.shown.answer is before
    expected = "Provisional, of what was typed before: the place of the incident is missing"
    assert words(window, "provisional") == expected


def test_switched_off_nothing_is_answered_before_f5(open_window, qtbot, keys):
    window, presenter = open_window()
    presenter.answering.provisional.enabled = False
    keys("lhasa km 430", ENTER)
    assert not presenter.answering.provisional.waiting
    with qtbot.waitSignal(presenter.responding.answered, timeout=LONG_MS):
        presenter.do("respond")
    window.questions.amount.amount.setText("30 t")
    assert window.next.stale.isVisible()


def test_another_incident_begins_with_nothing(first_hits):
    window, presenter = first_hits
    presenter.do("new")
    assert presenter.shown.answer is None
    assert window.hits.model.rowCount() == 0
    assert not window.next.provisional.isVisible()


def test_the_clock_of_a_drill_follows_no_half_a_date(open_window, qtbot, given, now, keys):
    window, presenter = open_window()
    provisional = presenter.answering.provisional
    window.questions.exercise.setChecked(True)
    window.questions.focus_on("where")
    with qtbot.waitSignal(provisional.answered, timeout=LONG_MS):
        keys("lhasa km 430", ENTER)
    window.questions.when.reported.setFocus()
    keys("2025-07-1")
    assert given.clock.now() == now
    with qtbot.waitSignal(provisional.answered, timeout=LONG_MS):
        keys("5 03:00", ENTER)
    assert given.clock.of_drill
    assert given.clock.now().date() == (now - timedelta(days=365)).date()


def test_followers_hear_of_it_apart_from_answers_of_the_record(open_window, qtbot, keys):
    heard = []

    class Ear(Follower):
        def set_answer(self, answer, now):
            heard.append(("record", answer is not None))

        def set_provisional(self, answer, now):
            heard.append(("provisional", answer is not None))

    _window, presenter = open_window()
    presenter.followers = (*presenter.followers, Ear(presenter))
    with qtbot.waitSignal(presenter.answering.provisional.answered, timeout=LONG_MS):
        keys("lhasa km 430", ENTER)
    with qtbot.waitSignal(presenter.responding.answered, timeout=LONG_MS):
        presenter.do("respond")
    assert heard == [("provisional", True), ("record", True)]


def test_the_window_closes_over_a_provisional_answer(open_window, qtbot, given, keys):
    window, presenter = open_window()
    keys("yarlung-tsangpo km 50", ENTER)
    qtbot.waitUntil(lambda: not presenter.answering.provisional._calm.isActive())
    window.close()
    assert given.pool.activeThreadCount() == 0


class Asked:
    """Counts what a presenter alone asks for."""

    def __init__(self, pool, parent):
        self.scenarios, self.wait = [], False
        self.presenter = ProvisionalPresenter(pool, self._work, lambda _typed: self.wait, parent)

    def _work(self, scenario):
        self.scenarios.append(scenario)
        return lambda _progress, _stop: scenario

    def typed(self, rivers, now, besides=None, **typed):
        asked = Typed(where="lhasa km 430", **typed)
        self.presenter.consider(asked, besides or {}, read_form(asked, rivers, now))


@pytest.fixture
def asked(qapp, pool):
    parent = QObject()
    yield Asked(pool, parent)
    parent.deleteLater()


def test_many_letters_are_one_question(asked, qtbot, rivers, now):
    with qtbot.waitSignal(asked.presenter.answered):
        for letters in range(1, 8):
            asked.typed(rivers, now, what="benzene"[:letters])
    assert [one.substance for one in asked.scenarios] == ["benzene"]


def test_the_same_question_is_asked_once_whatever_is_judged(asked, qtbot, rivers, now):
    with qtbot.waitSignal(asked.presenter.answered):
        asked.typed(rivers, now)
    asked.typed(rivers, now + timedelta(minutes=1), level=LevelTyped(deaths="3"))
    assert not asked.presenter.waiting


def test_the_same_question_is_asked_anew_once_more_is_known_besides(asked, qtbot, rivers, now):
    for results in (["first"], ["first", "second"]):
        with qtbot.waitSignal(asked.presenter.answered):
            asked.typed(rivers, now, {"samples": results})
    asked.typed(rivers, now, {"samples": ["first", "second"]})
    assert not asked.presenter.waiting
    assert len(asked.scenarios) == 2


def test_enter_waits_no_longer(asked, qtbot, rivers, now):
    asked.typed(rivers, now)
    with qtbot.waitSignal(asked.presenter.answered):
        asked.presenter.hurry()
        assert asked.presenter._calm.interval() == 0


def test_while_f5_is_under_way_it_waits(asked, qtbot, rivers, now):
    asked.wait = True
    asked.typed(rivers, now)
    asked.presenter.hurry()
    qtbot.waitUntil(lambda: asked.presenter._calm.interval() > 0)
    assert asked.scenarios == []
    asked.wait = False
    with qtbot.waitSignal(asked.presenter.answered):
        pass
