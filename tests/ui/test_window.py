"""The window as it is used: by keyboard, from the phone call to the brief."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from emerg.errors import InputError
from emerg.texts import LANGS
from emerg.ui.column_room import BESIDE_PX
from emerg.ui.hit_model import Column
from emerg.ui.main_window import MainWindow
from emerg.ui.status_bar import Message
from emerg.ui.theme import THEMES
from emerg.ui.typed.answers import Typed
from emerg.ui.window_presenter import WindowPresenter
from emerg.usecases.settings import LANG, TEXT_PX, THEME
from emerg.usecases.settings_file import read_settings

LONG_MS = 20_000


def press(qtbot, key=Qt.Key.Key_Return):
    qtbot.keyClick(QApplication.focusWidget(), key)


def words(window, name):
    return window.findChild(QLabel, name).text()


def test_five_answers_by_keyboard_alone(open_window, qtbot):
    window, presenter = open_window()
    assert QApplication.focusWidget().objectName() == "where_text"
    for answer in ("lhasa km 430", "benzene", "8-20 t", "02:40", "03:05"):
        qtbot.keyClicks(QApplication.focusWidget(), answer)
        press(qtbot)
    press(qtbot)
    assert QApplication.focusWidget() is window.questions.respond_button
    with qtbot.waitSignal(presenter.responding.answered, timeout=LONG_MS) as answered:
        press(qtbot)
    (answer,) = answered.args
    assert (answer.incident.river, answer.incident.km) == ("lhasa", 430.0)
    assert answer.incident.substance.id == "benzene"
    assert answer.incident.amount_kg == (8000.0, 20000.0)
    assert window.hits.model.rowCount() == len(answer.hits) > 20
    assert words(window, "headline").startswith("Advise closing by")
    assert words(window, "incident_title") == "Lhasa River km 430.0, Benzene"
    level = "Level open, possibly I"
    assert words(window, "level_now") == level


def test_the_box_of_the_unit_says_the_one_that_holds(open_window, qtbot):
    window, presenter = open_window()
    assert window.questions.typed().unit == Typed().unit == "t"
    window.questions.focus_on("amount")
    qtbot.keyClicks(QApplication.focusWidget(), "10-25 m3")
    press(qtbot)
    assert window.questions.typed().unit == "m3"
    presenter.do("new")
    assert window.questions.typed().unit == "t"


def test_where_alone_is_enough(open_window, qtbot):
    window, presenter = open_window()
    qtbot.keyClicks(QApplication.focusWidget(), "lhasa km 430")
    with qtbot.waitSignal(presenter.responding.answered, timeout=LONG_MS) as answered:
        presenter.do("respond")
    (answer,) = answered.args
    assert answer.incident.amount_kg is None
    assert words(window, "headline").startswith("Advise closing now")


def test_nothing_typed_points_at_where_and_says_what_to_do(open_window, qtbot):
    window, presenter = open_window()
    window.questions.focus_on("flow")
    with qtbot.waitSignal(presenter.form.mistake_found) as found:
        presenter.do("respond")
    assert found.args == ["where"]
    assert QApplication.focusWidget().objectName() == "where_text"
    assert "pick it on the map" in words(window, "where_echo")
    assert not QApplication.activeModalWidget()


def test_a_question_left_wrong_says_so_at_once_and_not_while_typing(open_window, qtbot):
    window, _presenter = open_window()
    window.questions.focus_on("amount")
    qtbot.keyClicks(QApplication.focusWidget(), "many")
    assert not words(window, "amount_echo").startswith("×")
    press(qtbot)
    assert words(window, "amount_echo").startswith("× 'many' is not a number")


def test_a_time_ago_is_written_out_when_it_is_left(open_window, qtbot):
    window, _presenter = open_window()
    window.questions.focus_on("when")
    qtbot.keyClicks(QApplication.focusWidget(), "2 h ago")
    press(qtbot)
    assert window.questions.when.start.text() == "2026-07-15 01:27"


def test_now_is_one_click(open_window, qtbot):
    window, _presenter = open_window()
    qtbot.mouseClick(window.questions.when.reported_now, Qt.MouseButton.LeftButton)
    assert window.questions.when.reported.text() == "2026-07-15 03:27"
    assert words(window, "report_clock") == "First report: 2:00 left (by 05:27)"


def test_a_double_click_on_the_map_answers_where(open_window, qtbot):
    window, _presenter = open_window()
    window.map.go_to(91.13, 29.65)
    middle = window.map.viewport().rect().center()
    with qtbot.waitSignal(window.map.position_picked):
        qtbot.mouseDClick(window.map.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle))
    lon, lat = (float(part) for part in window.questions.typed().where.split(", "))
    assert (lon, lat) == pytest.approx((91.13, 29.65), abs=0.01)
    assert "Lhasa River" in words(window, "where_echo")


def test_offers_appear_while_typing(open_window, qtbot):
    window, _presenter = open_window("zh")
    line = window.questions.what.substance
    window.questions.focus_on("what")
    qtbot.keyClicks(line, "qhn")
    offered = line.completer().model().stringList()
    assert offered[0] == "氰化钠"


def test_the_list_and_the_map_select_the_same_place(answered_window, qtbot):
    window, presenter = answered_window
    site = presenter.answer.hits[5].site
    window.map.hit_activated.emit(site)
    assert window.hits.table.selectionModel().selectedRows()[0].row() == 5
    assert window.detail.isVisible()
    window.hits.table.selectRow(0)
    assert words(window, "detail_name") == presenter.answer.hits[0].name.en
    qtbot.mouseClick(window.detail.close_button, Qt.MouseButton.LeftButton)
    assert not window.detail.isVisible()


def test_changed_questions_are_told_apart_from_the_answer(answered_window):
    window, presenter = answered_window
    presenter.answering.provisional.enabled = False
    assert not window.next.stale.isVisible()
    window.questions.amount.amount.setText("30 t")
    assert window.next.stale.isVisible()
    window.questions.amount.amount.setText("8-20 t")
    assert not window.next.stale.isVisible()


def test_a_drill_frames_the_window_from_the_first_click(open_window):
    window, _presenter = open_window()
    window.questions.exercise.setChecked(True)
    assert window.frame.property("frame") == "drill"
    assert window.header.banner.isVisible()


def test_a_drill_stays_a_drill_while_its_answer_is_shown(open_window, qtbot):
    window, presenter = open_window()
    window.questions.fill_where("lhasa km 430")
    window.questions.exercise.setChecked(True)
    with qtbot.waitSignal(presenter.responding.answered, timeout=LONG_MS):
        presenter.do("respond")
    window.questions.exercise.setChecked(False)
    assert window.header.banner.isVisible()


def test_print_writes_a_brief_and_says_where(answered_window, qtbot, home):
    window, presenter = answered_window
    with qtbot.waitSignal(presenter.printing.written, timeout=60_000) as written:
        presenter.do("print")
    path = Path(written.args[0])
    assert path.read_bytes().startswith(b"%PDF")
    assert path.is_relative_to(home / "briefs")
    assert str(path) in words(window, "message")
    assert window.status.open_button.isVisible()
    # Again on the same thread of the pool: PROJ once crashed the program here.
    with qtbot.waitSignal(presenter.printing.written, timeout=60_000) as again:
        presenter.do("print")
    assert again.args == written.args


def test_a_folder_that_cannot_be_written_is_told_with_its_remedy(answered_window, qtbot, tmp_path):
    window, presenter = answered_window
    (tmp_path / "file").write_text("in the way")
    with qtbot.waitSignal(presenter.printing.said, timeout=60_000, check_params_cb=is_danger):
        presenter.brief.print_to(tmp_path / "file" / "below")
    assert "choose another folder with Shift+F9" in words(window, "message")
    assert not window.status.open_button.isVisible()


def is_danger(message):
    return message.tone == "danger"


def test_nothing_can_be_printed_before_an_answer(open_window):
    window, presenter = open_window()
    presenter.do("print")
    assert words(window, "message") == "Nothing to print yet: press F5 first"


def test_a_newer_question_replaces_the_older(open_window, qtbot):
    window, presenter = open_window()
    heard = []
    presenter.responding.answered.connect(heard.append)
    window.questions.fill_where("lhasa km 100")
    presenter.do("respond")
    window.questions.fill_where("lhasa km 430")
    with qtbot.waitSignal(presenter.responding.answered, timeout=LONG_MS):
        presenter.do("respond")
    assert [answer.incident.km for answer in heard] == [430.0]


def test_cancel_leaves_everything_as_it_was(open_window, qtbot):
    window, presenter = open_window()
    window.questions.fill_where("yarlung-tsangpo km 50")
    presenter.do("respond")
    with qtbot.waitSignal(presenter.responding.busy_changed, timeout=LONG_MS) as done:
        presenter.do("cancel")
    assert done.args == [False]
    assert presenter.answer is None
    assert words(window, "message").startswith("Cancelled")
    assert not window.questions.cancel_button.isVisible()


def test_a_cancelled_question_leaves_the_older_answer_marked(answered_window, qtbot):
    window, presenter = answered_window
    presenter.answering.provisional.enabled = False
    window.questions.amount.amount.setText("30 t")
    presenter.do("respond")
    with qtbot.waitSignal(presenter.responding.busy_changed, timeout=LONG_MS):
        presenter.do("cancel")
    if presenter.answer.incident.amount_kg == (8000.0, 20000.0):
        assert window.next.stale.isVisible()
    window.questions.amount.amount.setText("8-20 t")
    presenter.form.read()
    assert window.next.stale.isVisible() == (presenter.answer.incident.amount_kg[0] == 30_000.0)


def test_the_other_river_nearby_is_one_press_away(open_window, qtbot):
    window, presenter = open_window()
    window.questions.fill_where("90.735, 29.355")
    with qtbot.waitSignal(presenter.responding.answered, timeout=LONG_MS) as answered:
        presenter.do("respond")
    other = answered.args[0].alternatives[0]
    with qtbot.waitSignal(presenter.answering.provisional.answered, timeout=LONG_MS):
        qtbot.mouseClick(window.next.other_button, Qt.MouseButton.LeftButton)
    assert window.next.provisional.isVisible()
    with qtbot.waitSignal(presenter.responding.answered, timeout=LONG_MS) as answered:
        presenter.do("respond")
    incident = answered.args[0].incident
    assert (incident.river, incident.km) == (other.river, pytest.approx(other.km, abs=0.06))


def test_closing_while_busy_leaves_no_thread(open_window, given):
    window, presenter = open_window()
    window.questions.fill_where("yarlung-tsangpo km 50")
    presenter.do("respond")
    window.close()
    assert given.pool.activeThreadCount() == 0


def kept(given):
    """What stands in settings.toml once everything is written."""
    assert given.pool.waitForDone(LONG_MS)
    return read_settings(given.home)[0]


def test_language_changes_without_a_restart_and_is_kept(answered_window, given, changed):
    window, presenter = answered_window
    presenter.do("language")
    changed(window)
    assert words(window, "headline").find("前建议关闭") > 0
    assert words(window, "where_title") == "1 哪里"
    assert window.actions_by_name["respond"].text() == "一键响应"
    assert kept(given)[LANG] == "zh"
    presenter.do("language")
    changed(window)
    assert words(window, "headline").startswith("Advise closing by")


def test_themes_and_text_size_are_kept(open_window, given, qtbot):
    window, presenter = open_window()
    for name in ("night", "night-red", "contrast", "day", "night"):
        presenter.do("theme")
        assert window.look[0] is THEMES[name]
        qtbot.waitUntil(lambda: not window.changing, timeout=LONG_MS)
        for part in (window.header, window.questions, window.hits, window.lock):
            assert THEMES[name].background in part.styleSheet()
    presenter.do("larger")
    assert kept(given)[TEXT_PX] == 14
    given.settings.set(TEXT_PX, 21)
    for _ in range(3):
        presenter.do("larger")
    found = kept(given)
    assert (found[THEME], found[TEXT_PX]) == ("night", 22)
    presenter.do("smaller")
    assert kept(given)[TEXT_PX] == 21


def test_settings_that_cannot_be_read_are_told_and_the_window_opens_all_the_same(open_window, home):
    home.mkdir(parents=True)
    (home / "settings.toml").write_text('theme = "pink"\n', encoding="utf-8")
    window, _presenter = open_window()
    assert "settings.toml" in words(window, "message")
    assert window.status.message.property("role") == "danger"
    assert window.look[0] is THEMES["day"]


def test_a_look_that_cannot_be_kept_is_told_and_holds_all_the_same(open_window, qtbot, home, given):
    home.parent.mkdir(parents=True, exist_ok=True)
    home.write_text("in the way")
    window, presenter = open_window()
    with qtbot.waitSignal(given.settings.said):
        presenter.do("theme")
    assert words(window, "message").startswith("Set until the window closes")
    assert window.look[0] is THEMES["night"]


def test_the_clock_reaches_header_and_headline(answered_window, given, now):
    window, _presenter = answered_window
    given.clock.ticked.emit(now + timedelta(hours=30))
    assert words(window, "report_clock").startswith("First report overdue")
    assert words(window, "headline").startswith("Advise closing at once")


def test_playbooks_that_cannot_be_read_are_told(prepared, given, qtbot):
    def broken():
        raise InputError("no playbooks", where="folder", fix="choose another")

    window = MainWindow("en")
    window.furnish()
    qtbot.addWidget(window)
    presenter = WindowPresenter(window, replace(given, load=broken), "en")
    window.show()
    with qtbot.waitSignal(presenter.unusable):
        presenter.start()
    assert words(window, "message") == "no playbooks - folder: choose another"
    window.status.show_message(Message())
    presenter.do("respond")
    assert words(window, "message") == "no playbooks - folder: choose another"
    window.close()


def test_the_window_keeps_its_size_whatever_it_says(answered_window, changed):
    window, presenter = answered_window
    for lang in LANGS:
        if presenter.look.lang != lang:
            presenter.do("language")
            changed(window)
        for size in ((1366, 768), (1920, 1080)):
            window.resize(*size)
            window.hits.table.selectRow(8)
            QApplication.processEvents()
            assert (window.width(), window.height()) == size
            assert window.map.height() >= 240
            assert window.hits.table.height() >= 100


def test_words_longer_by_two_fifths_still_fit(answered_window, qtbot):
    window, _presenter = answered_window
    window.resize(1366, 768)
    buttons = [b for b in window.findChildren(QPushButton) if b.isVisible()]
    for widget in (*buttons, *window.findChildren(QLabel)):
        letters = round(0.4 * len(widget.text()))
        widget.setText(widget.text() + " mmm" * (letters // 4) + "m" * (letters % 4))
    qtbot.waitUntil(lambda: all(b.width() >= b.minimumSizeHint().width() for b in buttons))
    assert (window.width(), window.height()) == (1366, 768)
    for name in ("incident_title", "report_clock", "data_status", "headline", "next_5"):
        label = window.findChild(QLabel, name)
        assert label.width() >= label.minimumSizeHint().width(), name


@pytest.mark.parametrize("lang", LANGS)
def test_who_when_and_how_badly_are_seen_without_scrolling(open_window, qtbot, lang):
    """On a small screen: a date stands above its hour, the peak beside the front."""
    window, presenter = open_window(lang)
    window.resize(1366, 768)
    window.questions.fill_where("yarlung-tsangpo 1153.4")
    window.questions.what.substance.setText("氰化钠溶液")
    window.questions.amount.amount.setText("8-20 t")
    window.questions.when.start.setText("2026-07-10 02:40")
    with qtbot.waitSignal(presenter.responding.answered, timeout=LONG_MS):
        presenter.do("respond")
    QApplication.processEvents()
    table = window.hits.table
    metrics = QFontMetrics(table.font())
    for column in Column:
        left = table.columnViewportPosition(column)
        assert left + table.columnWidth(column) <= table.viewport().width(), column
    index = table.model().index(0, Column.FRONT)
    widest = max(
        metrics.horizontalAdvance(str(index.siblingAtRow(row).data()))
        for row in range(table.model().rowCount())
    )
    assert widest <= table.columnWidth(Column.FRONT)
    bold = QFont(table.font())
    bold.setBold(True)
    for word in ("12-28", "20:00"):
        wanted = QFontMetrics(bold).horizontalAdvance(word)
        assert wanted <= table.columnWidth(Column.CLOSE_BY) - BESIDE_PX


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_head_of_the_hits_is_cut_on_a_small_screen(open_window, lang):
    window, _presenter = open_window(lang)
    window.resize(1366, 768)
    QApplication.processEvents()
    head, model = window.hits.tools.head, window.hits.model
    for column in range(model.columnCount()):
        words = model.headerData(column, Qt.Orientation.Horizontal)
        wanted = head.fontMetrics().horizontalAdvance(words) + 8  # room at both ends
        assert wanted <= head.sectionSize(column), words
