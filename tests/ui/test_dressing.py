"""Rooms that are put into another theme one after the other."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QInputDialog, QLabel, QTabWidget, QVBoxLayout, QWidget

from emerg.ui import spread
from emerg.ui.dressing import Dressing
from emerg.ui.theme import THEMES

DAY, NIGHT = "QLabel { color: #000000; }", "QLabel { color: #FFFFFF; }"


@pytest.fixture
def house(qtbot):
    """A window with a room above and two pages below, of which one is in front."""
    window, above = QWidget(), QLabel("above")
    qtbot.addWidget(window)
    pages = QTabWidget()
    rooms = [QLabel("behind"), above, QLabel("in front")]
    pages.addTab(rooms[0], "1")
    pages.addTab(rooms[2], "2")
    pages.setCurrentIndex(1)
    column = QVBoxLayout(window)
    column.addWidget(above)
    column.addWidget(pages)
    dressing = Dressing(window)
    dressing.add(*rooms)
    dressing.put_on(DAY, lambda: None)
    return window, dressing, rooms


def test_before_it_is_seen_a_window_is_dressed_at_once(house):
    _window, dressing, rooms = house
    assert [room.styleSheet() for room in rooms] == [DAY] * 3
    assert not dressing.busy


def test_what_is_in_sight_comes_first_and_others_are_heard_between(house, qtbot, monkeypatch):
    monkeypatch.setattr(spread, "SLICE_S", 0.0)  # each of these rooms takes no time
    window, dressing, rooms = house
    window.show()
    seen, done = [], []
    others = QTimer(interval=0)
    others.timeout.connect(
        lambda: seen.append([room.text() for room in rooms if room.styleSheet() == NIGHT])
    )
    others.start()
    dressing.put_on(NIGHT, lambda: done.append(dressing.busy))
    assert dressing.busy
    qtbot.waitUntil(lambda: bool(done))
    assert done == [False]
    assert ["above"] in seen or ["in front"] in seen
    assert sorted(["above", "in front"]) in map(sorted, seen)
    assert all(room.styleSheet() == NIGHT for room in rooms)


def test_a_room_that_comes_later_wears_what_the_others_do(house):
    _window, dressing, _rooms = house
    late = QLabel("late")
    dressing.put_on(NIGHT, lambda: None)
    dressing.add(late)
    assert late.styleSheet() == NIGHT


def test_a_dialog_over_the_window_is_on_the_ground_of_its_theme(open_window, qtbot):
    window, _presenter = open_window()
    window.set_look(THEMES["night-red"], 13)
    qtbot.waitUntil(lambda: not window.changing, timeout=20_000)
    dialog = QInputDialog(window.dressed)
    dialog.show()
    QApplication.processEvents()
    corner = dialog.grab().toImage().pixelColor(2, 2).name().upper()
    assert corner == THEMES["night-red"].background
    dialog.close()
