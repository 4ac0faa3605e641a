"""The level in the window, by keyboard alone: typed, seen at once, noted, there again."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtWidgets import QApplication, QLabel

from emerg.paper.handover_sheet import handover_sheet
from emerg.response.harm import Harm
from emerg.ui.clock import Clock
from emerg.ui.surroundings import Surroundings
from emerg.usecases import incident as record
from emerg.usecases.record_sheet import read_record
from tests.conftest import ROOT
from tests.paper.telling import told

LONG_MS = 20_000
SHIPPED = ROOT / "src" / "emerg" / "response" / "data" / "report_rules.toml"
KEY = Qt.Key


def focused():
    return QApplication.focusWidget()


def words(window, name):
    return window.findChild(QLabel, name).text()


def entries(home):
    (one,) = record.list_incidents(home)
    return record.read_log(home, one.id)


@pytest.fixture
def keys(qtbot):
    """Type, wherever the cursor is; a key for what is no text."""

    def press(*typed):
        for one in typed:
            if isinstance(one, str):
                qtbot.keyClicks(focused(), one)
            else:
                qtbot.keyClick(focused(), one)

    return press


@pytest.fixture
def noted(qtbot):
    def wait(presenter, act):
        with qtbot.waitSignal(presenter.incident.desk.noted, timeout=LONG_MS) as said:
            act()
        return said.args[0]

    return wait


@pytest.fixture
def on_page(answered_window, qtbot, home):
    """The window with a forecast in its record, the cursor on the page of the level."""
    window, presenter = answered_window
    qtbot.waitUntil(lambda: presenter.incident.desk.seen is not None, timeout=LONG_MS)
    presenter.do("level")
    return window, presenter


def to(keys, name, key=KEY.Key_Return):
    """Enter, or another key, until the cursor is in the field `name`."""
    for _ in range(20):
        if focused().objectName() == name:
            return
        keys(key)
    raise AssertionError(name)


def rule(keys, steps, reason):
    """Set the level, so many steps down its box, for `reason`."""
    to(keys, "level_ruled")
    keys(*[KEY.Key_Down] * steps, KEY.Key_Return)
    keys(reason)


# Typed, and seen at once


def test_the_page_has_a_key_and_the_cursor_is_in_its_first_line(on_page):
    window, presenter = on_page
    assert focused().objectName() == "level_deaths"
    assert window.tabs.tabText(window.tabs.currentIndex()) == "Level, clocks"
    assert window.actions_by_name["level"].shortcut().toString() == "Ctrl+I"
    assert presenter.answer.level.grade is None


def test_harm_that_is_typed_changes_level_and_deadline_without_another_forecast(
    on_page, keys, qtbot
):
    window, presenter = on_page
    hits = presenter.answer.hits
    keys("3", KEY.Key_Return, "4-12")
    assert words(window, "level_deaths_mark") == "level III"
    assert words(window, "level_injured_mark") == "level IV, maybe level III"
    level = "First judgement: III"
    assert words(window, "level_now").startswith(level)
    assert words(window, "report_clock") == "First report: 1:38 left (by 05:05)"
    rule(keys, 2, "Li, after consultation")
    assert words(window, "level_now") == "Level III as ruled"
    assert words(window, "report_clock") == "First report: 3:38 left (by 07:05)"
    answer = presenter.answer
    assert answer.hits is hits  # no other forecast
    assert answer.incident.scenario.harm == Harm(deaths=(3, 3), injured=(4, 12))
    people = next(f.value for f in answer.first_report if f.label.en == "Harm to people")
    assert people
    assert "by 07-15 07:05" in window.words.of(answer.next_things[1].text)
    assert not window.next.stale.isVisible()
    assert words(window, "level_lead") == "led by the government of the city"
    window.questions.when.reported.setText("03:20")  # the clock follows before F5
    assert words(window, "report_clock") == "First report: 3:53 left (by 07:20)"
    qtbot.waitUntil(window.next.provisional.isVisible, timeout=LONG_MS)


def test_before_any_answer_the_level_is_judged_by_what_is_said(open_window, keys):
    window, presenter = open_window()
    window.questions.when.reported.setText("03:05")
    presenter.do("level")
    keys("12")
    assert words(window, "level_now").startswith("First judgement: II")
    assert words(window, "report_clock") == "First report: 1:38 left (by 05:05)"


@pytest.mark.parametrize(
    ("typed", "said"),
    [("many", "'many' is not a number"), ("1.5", "cannot be counted"), ("5-2", "is not a range")],
)
def test_what_cannot_be_read_is_said_and_keeps_nobody_from_an_answer(
    on_page, keys, qtbot, typed, said
):
    window, presenter = on_page
    keys(typed)
    assert said in words(window, "level_mistake")
    assert window.level.form.lines["deaths"].property("wrong") == "true"
    with qtbot.waitSignal(presenter.responding.answered, timeout=LONG_MS):
        presenter.do("respond")
    assert presenter.answer.incident.scenario.harm.deaths is None


def test_a_level_without_a_reason_is_refused_with_words_and_the_table_holds(on_page, keys):
    window, presenter = on_page
    keys("3")
    to(keys, "level_ruled")
    keys(KEY.Key_Down)
    refused = "× the level is not changed: no reason is given. write who decided it, and why"
    assert words(window, "level_mistake") == refused
    assert words(window, "level_now").startswith("First judgement: III")
    presenter.incident.level._panel.note_button.click()
    assert focused().objectName() == "level_reason"
    keys("Li")
    assert not window.level.form.mistake.isVisible()
    assert words(window, "level_now") == "Level IV as ruled, III reached"


def test_escape_steps_back_and_loses_nothing(on_page, keys):
    window, _presenter = on_page
    keys("3", KEY.Key_Return, "4-12", KEY.Key_Escape)
    assert focused().objectName() == "level_deaths"
    keys(KEY.Key_Escape)
    assert focused().objectName() == "where_text"
    typed = window.questions.typed().level
    assert (typed.deaths, typed.injured) == ("3", "4-12")


def test_the_wheel_over_a_box_changes_no_answer(on_page, qtbot):
    window, _presenter = on_page
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent

    box = window.level.form.boxes["water_cut"]
    event = QWheelEvent(
        *(QPointF(5, 5), QPointF(box.mapToGlobal(QPoint(5, 5))), QPoint(), QPoint(0, -120)),
        *(Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier),
        *(Qt.ScrollPhase.NoScrollPhase, False),
    )
    QApplication.sendEvent(box, event)
    assert box.currentData() == ""


# In the record


def test_the_level_is_noted_by_enter_and_the_hand_over_shows_who_set_it(
    on_page, keys, noted, home, now
):
    window, presenter = on_page
    presenter.incident.notes.who.chosen.emit(type(presenter.incident.desk.person())("Li", "duty"))
    presenter.do("level")
    rule(keys, 2, "after consultation")
    assert words(window, "level_in_record") == "Not in the record yet"
    to(keys, "level_note")
    entry = noted(presenter, lambda: keys(KEY.Key_Return))
    assert (entry.kind, entry.author, entry.figures()["value"]) == ("decision", "Li", "III")
    assert entry.text.endswith("Reason: after consultation")
    assert words(window, "level_in_record") == "In the record"
    assert window.questions.typed().level.judged == "2026-07-15 03:27"
    (one,) = record.list_incidents(home)
    sheet = handover_sheet(
        read_record(home, one.id), now - timedelta(hours=1), now + timedelta(hours=1), now
    )
    shown = told(sheet, "en")
    held = next(line for line in shown.splitlines() if line.startswith("**level**"))
    assert "**III**" in held
    assert "duty 1" in held
    assert "Reason: after" in held


def test_f5_notes_a_level_that_was_typed_as_it_does_the_answers(on_page, keys, noted, qtbot, home):
    window, presenter = on_page
    keys("3")
    presenter.do("respond")
    qtbot.waitUntil(
        lambda: [e.kind for e in entries(home)] == ["open", "run", "run", "fact"], timeout=LONG_MS
    )
    assert entries(home)[-1].figures()["about"] == "level"
    qtbot.waitUntil(lambda: words(window, "level_in_record") == "In the record", timeout=LONG_MS)


def test_a_report_that_was_sent_stops_its_clock(on_page, keys, noted, qtbot, home):
    window, presenter = on_page
    to(keys, "level_sent_at", KEY.Key_Tab)
    keys("soon")
    keys(KEY.Key_Return)
    assert "'soon' is not a time" in words(window, "level_sent_mistake")
    keys(*[KEY.Key_Backspace] * 4, "03:20")
    entry = noted(presenter, lambda: keys(KEY.Key_Return))
    assert (entry.figures()["report"], entry.figures()["sent_at"]) == (
        *("first", "2026-07-15T03:20+08:00"),
    )
    sent = "First report: sent 03:20 (1 h 45 min before it was due)"
    qtbot.waitUntil(lambda: words(window, "report_clock") == sent, timeout=LONG_MS)
    assert presenter.answer.clocks[0].sent is not None
    assert "Follow-up" in window.words.of(presenter.answer.next_things[1].text)


def test_a_clock_of_the_office_and_the_ministrys_stand_in_the_window(
    open_window, given, keys, home, qtbot
):
    folder = home / "rules"
    folder.mkdir(parents=True, exist_ok=True)
    clock = (
        '[[clock]]\nkey = "local"\nname = { zh = "电话首报", en = "By telephone" }\nminutes = 30\n'
        'since = "known"\nto = "x"\nsource = "x"\nconfidence = "low"\n'
    )
    shipped = SHIPPED.read_text(encoding="utf-8")
    (folder / "report_rules.toml").write_text(shipped + clock, encoding="utf-8")
    window, presenter = open_window()
    window.questions.when.reported.setText("03:05")
    assert words(window, "report_clock") == "By telephone: 0:08 left (by 03:35)"
    presenter.do("level")
    to(keys, "level_verified")
    keys("03:00", KEY.Key_Return)
    rows = window.level.clocks
    assert [rows.item(n, 0).text().split("\n")[0] for n in range(rows.rowCount())] == [
        *("First report", "Region to ministry", "By telephone")
    ]
    assert rows.item(1, 1).text() == "33 min left, by 04:00"
    assert window.questions.typed().level.verified == "2026-07-15 03:00"


def test_what_the_first_report_lacks_is_listed_by_name(on_page):
    window, _presenter = on_page
    lacking = words(window, "level_lacking")
    assert lacking.startswith("The first report still lacks")
    assert "Source of the information" in lacking


# There again


@pytest.fixture
def opened_again(open_window, home, ready, now):
    """Another window over the same home, with threads of its own."""
    pools = []

    def again():
        pools.append(QThreadPool())
        return open_window("en", Surroundings(lambda: ready, home, Clock(lambda: now), pools[-1]))

    yield again
    for pool in pools:
        pool.waitForDone()


@pytest.mark.parametrize("of_another_post", [False, True])
def test_a_reopened_incident_has_its_level(
    on_page, keys, noted, qtbot, home, opened_again, of_another_post
):
    window, presenter = on_page
    keys("3")
    rule(keys, 2, "after consultation")
    to(keys, "level_note")
    noted(presenter, lambda: keys(KEY.Key_Return))
    before = window.questions.typed().level
    window.close()
    (one,) = record.list_incidents(home)
    if of_another_post:  # the record came in a package: what was typed lies on another computer
        (one.file.parent / "unfinished.json").unlink(missing_ok=True)
    window, presenter = opened_again()
    # Both at once: what is taken may be answered before anybody waits for that.
    both = [presenter.incident.record.taken, presenter.responding.answered]
    with qtbot.waitSignals(both, timeout=LONG_MS):
        presenter.incident.record.take(one.id)
    assert window.questions.typed().level == before == window.level.form.typed()
    assert words(window, "level_now") == "Level III as ruled"
    assert words(window, "report_clock") == "First report: 3:38 left (by 07:05)"
    assert words(window, "level_in_record") == "In the record"
    presenter.do("new")
    assert window.level.form.typed() == type(before)()
    assert words(window, "level_now") == ""


def test_both_languages_say_the_page(on_page, changed):
    window, presenter = on_page
    presenter.do("language")
    changed(window)
    assert window.tabs.tabText(window.tabs.currentIndex()) == "级别"
    assert window.level.form.boxes["ruled"].itemText(0) == "按标准，不改"
    assert window.level.form.boxes["water_cut"].itemText(2) == "Ⅲ级：乡镇"
    assert window.level.note_button.text() == "记入日志"


# Calls


def test_a_call_that_is_not_confirmed_names_the_level_above(on_page, noted, qtbot, now, given):
    window, presenter = on_page
    presenter.do("calls")
    panel = window.calls
    assert words(window, "call_then").startswith("if not confirmed within 15 min, ring: (9)")
    noted(presenter, panel.buttons["called"].click)
    given.clock.machine_now = lambda: now + timedelta(minutes=16)
    presenter.incident.set_now(now + timedelta(minutes=16))
    assert words(window, "call_then").startswith("not confirmed for 16 min: ring (9)")
    assert panel.table.item(0, 1).text().endswith("also no. 9")
    panel.table.selectRow(panel.table.rowCount() - 1)
    assert "art. 125" in words(window, "call_ground")
