"""The page of settings: one row each, changed at once, found by a few letters, by keyboard."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QFileDialog, QLineEdit, QSpinBox

from emerg.ui.main_window import MainWindow
from emerg.ui.settings_presenter import SettingsPresenter
from emerg.ui.settings_row import SettingRow
from emerg.ui.settings_store import SettingsStore
from emerg.ui.words import Words
from emerg.usecases.settings import (
    AUTHOR,
    COORDINATES,
    LANG,
    MAP_LAYERS_OFF,
    PAPERS_FOLDER,
    SETTINGS,
    TEXT_PX,
    THEME,
    TOUR_SEEN,
)
from emerg.usecases.settings_file import read_settings

LONG_MS = 20_000


@pytest.fixture
def opened(prepared, qtbot, home, pool):
    """The page over a window, and the settings it changes."""
    window = MainWindow("en")
    window.furnish()
    qtbot.addWidget(window)
    store = SettingsStore(home, pool)
    presenter = SettingsPresenter(window, store, "en")
    presenter.show()
    yield presenter.window, store, presenter
    window.close()


def kept(store, pool):
    assert pool.waitForDone(LONG_MS)
    return read_settings(store.home)[0]


@pytest.mark.parametrize(
    ("setting", "kind", "value", "shown"),
    [
        (COORDINATES, QComboBox, "seconds", lambda box: box.currentData()),
        (TOUR_SEEN, QCheckBox, False, lambda box: box.isChecked()),
        (TEXT_PX, QSpinBox, 17, lambda box: box.value()),
        (AUTHOR, QLineEdit, "扎西", lambda line: line.text()),
        (PAPERS_FOLDER, QLineEdit, "/x", lambda line: line.text()),
    ],
    ids=lambda given: getattr(given, "key", ""),
)  # fmt: skip
def test_a_control_is_that_of_the_type_and_shows_the_value(
    prepared, qtbot, setting, kind, value, shown
):
    row = SettingRow(setting, Words("en"))
    qtbot.addWidget(row)
    heard = []
    row.changed.connect(lambda _setting, found: heard.append(found))
    assert isinstance(row.control, kind)
    row.show_value(value, True)
    assert shown(row.control) == value
    assert heard == []  # showing is no choice
    assert row.control.accessibleName()
    assert not row.reset.isHidden()


def test_the_tip_of_a_box_says_what_is_chosen_in_the_language_of_now(opened):
    page, _store, _presenter = opened
    box = page.rows["theme"].control

    def tip():
        at = box.rect().center()
        QApplication.sendEvent(box, QHelpEvent(QEvent.Type.ToolTip, at, box.mapToGlobal(at)))
        return box.toolTip()

    assert tip() == "day"
    page.set_language("zh")
    assert tip() == "日间"
    page.rows["theme"].show_value("night", True)
    assert tip() == "夜间"


def test_every_setting_stands_on_the_page(opened):
    page, _store, _presenter = opened
    elsewhere = {MAP_LAYERS_OFF}  # the board of layers over the map
    assert list(page.rows) == [one.key for one in SETTINGS if one not in elsewhere]
    assert QApplication.focusWidget() is page.search


def test_a_choice_holds_at_once_and_the_way_back_leads_to_what_was_shipped(opened, qtbot, pool):
    page, store, _presenter = opened
    row = page.rows["theme"]
    assert row.reset.isHidden()
    with qtbot.waitSignal(store.changed) as changed:
        row.control.setCurrentIndex(row.control.findData("night"))
    assert changed.args == ["theme"]
    assert kept(store, pool)[THEME] == "night"
    assert not row.reset.isHidden()
    row.reset.click()
    assert store.value(THEME) == row.control.currentData() == "day"
    assert row.reset.isHidden()
    assert not store.is_set(THEME)
    assert kept(store, pool).held == {}


def test_a_setting_changed_by_a_key_is_drawn(opened):
    page, store, _presenter = opened
    store.set(TEXT_PX, 18)
    assert page.rows["text_px"].control.value() == 18


def test_a_text_is_kept_when_it_is_left_and_a_wrong_one_stays_and_is_told(opened, qtbot, pool):
    page, store, _presenter = opened
    row = page.rows["author"]
    row.control.setText("扎西")
    assert store.value(AUTHOR) == ""
    qtbot.keyClick(row.control, Qt.Key.Key_Return)
    assert kept(store, pool)[AUTHOR] == "扎西"
    row.control.setText("a\u202eb")
    qtbot.keyClick(row.control, Qt.Key.Key_Return)
    assert "control character" in row.mistake.text()
    assert not row.mistake.isHidden()
    assert row.control.text() == "a\u202eb"
    assert store.value(AUTHOR) == "扎西"


def test_a_line_that_is_only_passed_through_sets_nothing(opened, qtbot, pool):
    page, store, _presenter = opened
    line = page.rows["post"].control
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert not (store.home / "settings.toml").exists()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("theme", "theme"),
        ("字号", "text_px"),
        ("lock MINUTES", "lock_after_min"),
        ("night", "theme"),
    ],
)
def test_a_few_letters_in_either_language_find_a_setting(opened, qtbot, typed, found):
    page, _store, _presenter = opened
    page.search.setText(typed)
    assert [key for key, row in page.rows.items() if not row.isHidden()] == [found]
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.rows[found].control


def test_letters_that_find_nothing_say_so(opened, qtbot):
    page, _store, _presenter = opened
    qtbot.keyClicks(page.search, "xyzzy")
    assert not page._nothing.isHidden()
    page.search.clear()
    assert page._nothing.isHidden()


def test_tab_comes_to_every_control_and_escape_closes(opened, qtbot):
    page, store, _presenter = opened
    store.set(THEME, "night")
    wanted = {row.control.objectName() for row in page.rows.values()} | {"reset_theme"}
    met = set()
    for _ in range(60):
        focus = QApplication.focusWidget()
        met.add(focus.objectName())
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert wanted <= met
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()


def test_a_folder_is_chosen(opened, monkeypatch, tmp_path):
    page, store, _presenter = opened
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    page.rows["papers_folder"].beside.click()
    assert store.papers_folder == tmp_path


def test_the_page_speaks_the_language_of_the_window(opened):
    page, _store, presenter = opened
    presenter.set_language("zh")
    assert page.windowTitle() == "设置"
    assert page.rows["theme"].control.currentText() == "日间"


def test_a_locked_window_shows_no_settings(opened):
    page, _store, presenter = opened
    presenter._main.locked_changed.emit(True)
    assert not page.isVisible()


def test_a_home_that_cannot_be_written_is_told_and_the_value_holds(prepared, qtbot, tmp_path, pool):
    (tmp_path / "file").write_text("in the way")
    store = SettingsStore(tmp_path / "file", pool)
    with qtbot.waitSignal(store.said) as said:
        store.set(LANG, "en")
    assert said.args[0].tone == "danger"
    assert store.value(LANG) == "en"


def test_the_key_opens_the_page_and_what_is_chosen_there_changes_the_window(open_window, changed):
    window, presenter = open_window()
    window.actions_by_name["settings"].trigger()
    (page,) = (one.window for one in presenter.followers if isinstance(one, SettingsPresenter))
    language = page.rows["lang"].control
    language.setCurrentIndex(language.findData("zh"))
    changed(window)
    assert window.actions_by_name["respond"].text() == "一键响应"
    assert page.windowTitle() == "设置"
    role = page.rows["role"].control
    role.setCurrentIndex(role.findData("reader"))
    assert window.note.line.isReadOnly()
    page.rows["lock_after_min"].control.setValue(5)
    assert presenter.locking._after_s == 300
