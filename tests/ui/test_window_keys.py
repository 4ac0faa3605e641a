"""The window by keyboard: few keys, the cursor always in sight, Esc."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from emerg.ui.keys import KEYS
from emerg.ui.theme import BODY_PX, LARGEST_PX
from emerg.ui.typed.answers import QUESTIONS

LONG_MS = 20_000
# Lhasa River km 430, sodium cyanide, 8-20 t, 02:40, call not noted, high flow.
TANKER = ("lsh430", "qhn", "8-20", "0240", "", "h")
FEWEST = 24


def focused():
    return QApplication.focusWidget()


def test_the_tanker_is_answered_with_few_keys(open_window, qtbot):
    _window, presenter = open_window()
    keys = 0
    for number, answer in enumerate(TANKER, start=1):
        qtbot.keyClicks(focused(), answer)
        keys += len(answer)
        if number < len(TANKER):
            qtbot.keyClick(focused(), Qt.Key.Key_Return)
            keys += 1
    with qtbot.waitSignal(presenter.responding.answered, timeout=LONG_MS) as answered:
        presenter.do("respond")  # F5
    keys += 1
    incident = answered.args[0].incident
    assert (incident.river, incident.km) == ("lhasa", 430.0)
    assert incident.substance.id == "sodium-cyanide"
    assert incident.amount_kg == (8000.0, 20000.0)
    assert f"{incident.scenario.start.latest:%H:%M}" == "02:40"
    assert incident.scenario.flow == "high"
    assert keys <= FEWEST


def test_a_flow_typed_as_a_word_goes_to_its_button(open_window, qtbot):
    window, _presenter = open_window()
    window.questions.focus_on("flow")
    qtbot.keyClicks(focused(), "h")
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    flow = window.questions.flow
    assert (flow.word(), flow.discharge.text()) == ("high", "")


def test_a_discharge_and_a_word_are_one_answer(open_window, qtbot):
    window, _presenter = open_window()
    flow = window.questions.flow
    flow.choices["low"].click()
    qtbot.keyClicks(flow.discharge, "412")
    assert (flow.word(), flow.discharge.text()) == ("unknown", "412")
    flow.choices["mean"].click()
    assert (flow.word(), flow.discharge.text()) == ("mean", "")


def test_the_cursor_is_in_sight_in_the_smallest_window_with_large_text(open_window):
    window, presenter = open_window()
    window.resize(1024, 600)
    presenter.look.grow(LARGEST_PX - BODY_PX)
    QApplication.processEvents()
    for question in (*QUESTIONS, *reversed(QUESTIONS)):
        window.questions.focus_on(question)
        line = focused()
        assert window.questions.rows[question].holds(line)
        assert not line.visibleRegion().isEmpty(), question
        assert line.visibleRegion().boundingRect().height() == line.height(), question


def test_tab_comes_to_dont_know_after_the_fields(open_window, qtbot):
    window, _presenter = open_window()
    for question, first, last in (
        ("where", "where_text", "where_unknown"),
        ("amount", "amount_text", "amount_unknown"),
        ("when", "when_text", "when_unknown"),
    ):
        window.questions.focus_on(question)
        assert focused().objectName() == first
        while focused().objectName() != last:
            assert window.questions.rows[question].holds(focused())
            qtbot.keyClick(focused(), Qt.Key.Key_Tab)


def test_one_key_says_dont_know_and_goes_on(open_window, keys):
    window, presenter = open_window("zh")
    questions = window.questions
    for question in QUESTIONS:
        assert question not in presenter.form.known
        questions.focus_on(question)
        here = focused()
        keys("12", Qt.Key.Key_F4)
        row = questions.rows[question]
        assert here.text() == "", question
        assert not row.holds(focused()), question
        assert row.unknown.text().endswith("F4")
        assert question in presenter.form.known or question == "where"


def test_dont_know_takes_a_flow_off_its_button(open_window, keys):
    window, _presenter = open_window()
    window.questions.flow.choices["low"].click()
    window.questions.flow.choices["low"].setFocus()
    keys(Qt.Key.Key_F4)
    assert window.questions.flow.word() == "unknown"


def test_escape_over_the_offers_leaves_what_was_typed(open_window, keys):
    window, _presenter = open_window("zh")
    line = window.questions.what.substance
    window.questions.focus_on("what")
    keys("qhn")
    popup = line.completer().popup()
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    assert line.text() == "氰化钠"
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert (line.text(), focused()) == ("qhn", line)


def test_escape_on_any_page_comes_back_to_the_question(answered_window, keys):
    window, presenter = answered_window
    for page in ("hits", "containment", "dispatch", "calls", "record"):
        window.questions.focus_on("amount")
        presenter.do(page)
        assert not window.questions.isAncestorOf(focused()), page
        keys(Qt.Key.Key_Escape)
        assert focused() is window.questions.amount.amount, page


def test_enter_presses_the_button_that_has_the_cursor(answered_window, keys):
    window, _presenter = answered_window
    window.hits.intakes_button.setFocus()
    keys(Qt.Key.Key_Return)
    assert window.hits.intakes_button.isChecked()


def test_escape_cancels_while_something_runs_and_steps_back_otherwise(open_window, qtbot):
    window, presenter = open_window()
    cancel = window.actions_by_name["cancel"]
    assert not cancel.isEnabled()
    window.questions.focus_on("what")
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert focused().objectName() == "where_text"
    window.questions.fill_where("yarlung-tsangpo km 50")
    presenter.do("respond")
    assert cancel.isEnabled()
    with qtbot.waitSignal(presenter.responding.busy_changed, timeout=LONG_MS):
        qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not cancel.isEnabled()
    assert presenter.answer is None


def test_a_figure_brings_a_page_and_puts_the_cursor_in_it(open_window, keys):
    window, _presenter = open_window()
    for key, page, cursor in (
        (Qt.Key.Key_7, "record", "incidents"),
        (Qt.Key.Key_2, "containment", "containment"),
        (Qt.Key.Key_3, "dispatch", "dispatch_places"),
        (Qt.Key.Key_4, "calls", "calls"),
        (Qt.Key.Key_1, "hits", "hits"),
    ):
        keys(Qt.KeyboardModifier.ControlModifier | key)
        assert window.tabs.current == page
        assert focused().objectName() == cursor


# By the letters of their menu alone.
SELDOM = {"save_map", "tour", "verify", "about"}


def test_every_page_tells_its_keys_and_the_menu_does_too(open_window):
    window, _presenter = open_window()
    told = {window.tabs.tabToolTip(n) for n in range(window.tabs.count())}
    assert all(told)
    for number in (1, 2, 3, 4, 7):
        assert any(tip.startswith(f"Ctrl+{number}") for tip in told)
    for name, action in window.actions_by_name.items():
        assert bool(action.shortcut().toString()) == (name not in SELDOM), name


def test_no_two_commands_share_a_key(open_window):
    window, _presenter = open_window()
    keys = [key for command in KEYS for key in command.keys]
    keys += [shortcut.key().toString() for shortcut in window.findChildren(QShortcut)]
    assert len(keys) == len(set(keys))
