"""The second screen of the command room: it shows what the desk shows, and takes no orders."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from shiboken6 import isValid

from emerg.response.next_things import closes_first
from emerg.ui.big_screen_presenter import BigScreenPresenter, other_monitor
from emerg.ui.header_state import HeaderState
from emerg.ui.hits_panel import HitsState
from emerg.ui.main_window import MainWindow
from emerg.ui.next_panel import NextState
from emerg.ui.settings_store import SettingsStore
from emerg.ui.theme import THEMES
from emerg.usecases.settings import BIG_SCREEN

LONG_MS = 20_000


@pytest.fixture
def desk(prepared, qtbot, ready, answer, now):
    window = MainWindow("en")
    window.furnish()
    qtbot.addWidget(window)
    window.set_look(THEMES["night"], 13)
    window.map.show_rivers(ready.rivers)
    window.next.show_state(NextState(answer, now))
    window.hits.show_state(HitsState(answer.hits, now, answered=True))
    window.header.show_state(HeaderState(exercise=True, title="Benzene"))
    window.header.set_now(now)
    window.map.show_answer(answer)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window, BigScreenPresenter(window)


@pytest.fixture
def big(desk, qtbot):
    _window, presenter = desk
    with qtbot.waitSignal(presenter.shown, timeout=LONG_MS):
        presenter.switch()
    return presenter.screen


def test_it_shows_what_the_desk_shows(desk, big, answer):
    window, _presenter = desk
    assert big.next.key.text() == window.next.key.text() != ""
    assert [one.text() for one in big.next.things] == [one.text() for one in window.next.things]
    assert big.header.time.text() == "03:27:00"
    assert set(big.map.marks_in_view()) & {hit.site for hit in answer.hits}
    assert big.frame.property("frame") == "drill"
    assert big.header.banner.isVisible()


def test_it_follows_the_desk_minute_by_minute(desk, big, answer, now, qtbot):
    window, presenter = desk
    later = now + timedelta(minutes=90)
    window.next.set_now(later)
    window.hits.set_now(later)
    window.header.set_now(later)
    assert big.next.why.text() == window.next.why.text()
    assert big.header.time.text() == "04:57:00"
    window.header.show_state(HeaderState(exercise=False))
    assert big.frame.property("frame") == "real"
    window.set_language("zh")
    presenter.set_language("zh")
    window.set_look(THEMES["night-red"], 13)
    qtbot.waitUntil(lambda: not window.changing, timeout=LONG_MS)
    assert big.hits.title.text() == "需关闭取水（最早在上）"
    assert big.next.key.text() == window.next.key.text()
    assert THEMES["night-red"].background in big.styleSheet()


def test_the_soonest_to_close_are_on_top_and_no_row_is_cut(big, answer):
    table = big.hits.table
    shown = [row for row in range(big.hits.shown.rowCount()) if not table.isRowHidden(row)]
    assert shown == list(range(len(shown)))
    assert len(shown) >= 3
    last = table.rowViewportPosition(shown[-1]) + table.rowHeight(shown[-1])
    assert last <= table.viewport().height()
    assert table.horizontalHeader().length() <= table.viewport().width()
    names = [big.hits.shown.index(row, 1).data() for row in shown]
    times = [big.hits.shown.index(row, 2).data() for row in shown]
    assert all(name.startswith("◎") for name in names)  # intakes, where one of them must close
    assert times == sorted(times)
    first = closes_first(answer.incident, answer.hits)
    assert names[0].endswith(first.title.en)


def test_the_number_that_decides_is_34_px_or_more(big):
    big.resize(1024, 640)
    QApplication.processEvents()
    assert big.next.key.font().pixelSize() == 34
    assert big.next.things[0].font().pixelSize() < 34


def test_nothing_can_be_pressed_on_it_and_the_desk_keeps_the_cursor(big, qtbot):
    assert not [one for one in big.findChildren(QPushButton) if one.isVisible()]
    before = big.map.seen()
    qtbot.mouseClick(big.map.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    qtbot.keyClick(big, Qt.Key.Key_Tab)
    assert big.focusWidget() is None
    assert big.map.seen() == before


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F11])
def test_it_is_closed_by_a_key_and_leaves_nothing_behind(desk, big, qtbot, key):
    window, presenter = desk
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG_MS)  # the cursor was left with the desk
    big.activateWindow()
    qtbot.waitUntil(big.isActiveWindow, timeout=LONG_MS)
    qtbot.keyClick(big, key)
    assert presenter.screen is None
    qtbot.waitUntil(lambda: not isValid(big), timeout=LONG_MS)
    window.map.show_answer(None)  # nobody is told
    window.header.show_state(HeaderState())


def test_it_goes_with_the_window_and_half_opened_too(desk, qtbot):
    _window, presenter = desk
    presenter.switch()
    screen = presenter.screen
    presenter.close()
    assert presenter.screen is None
    qtbot.waitUntil(lambda: not isValid(screen), timeout=LONG_MS)
    presenter.close()


def test_it_takes_a_monitor_on_which_the_window_does_not_stand():
    assert other_monitor("a", ["a", "b"]) == "b"
    assert other_monitor("b", ["a", "b"]) == "a"
    assert other_monitor("a", ["a"]) is None


@pytest.mark.parametrize("monitors", [1, 2])
def test_where_the_office_has_it_so_it_opens_with_the_window_on_another_monitor(
    desk, home, pool, ready, qapp, monkeypatch, monitors
):
    settings = SettingsStore(home, pool)
    settings.set(BIG_SCREEN, True)
    screens = [qapp.primaryScreen(), object()][:monitors]
    monkeypatch.setattr(QGuiApplication, "screens", lambda: screens)
    opened = []
    presenter = BigScreenPresenter(desk[0], settings)
    monkeypatch.setattr(presenter, "_open", lambda: opened.append(1))
    presenter.set_loaded(ready)
    presenter.set_loaded(ready)  # playbooks that were saved are taken up: no second start
    assert len(opened) == monitors - 1
