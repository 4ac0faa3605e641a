"""Tabs lie in as many rows as they need, and each is where it is clicked."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from emerg.texts import Text
from emerg.ui.tabs import Tabs
from emerg.ui.words import Words

NAMES = ("Who is hit", "Containment", "Dispatch", "Way by road", "Closed roads", "Calls", "Record")


@pytest.fixture
def tabs(prepared, qtbot) -> Tabs:
    made = Tabs(Words("en"))
    qtbot.addWidget(made)
    for name in NAMES:
        made.add(name, QWidget(), Text(name))
    made.resize(300, 200)
    made.show()
    QApplication.processEvents()
    return made


def rows(tabs: Tabs) -> int:
    return len({rect.top() for rect in tabs.tabBar().rects(tabs.width()).values()})


def test_no_tab_is_out_of_sight_and_none_lies_on_another(tabs):
    bar = tabs.tabBar()
    rects = list(bar.rects(bar.width()).values())
    assert rows(tabs) > 1
    assert len(rects) == len(NAMES)
    assert all(bar.rect().contains(rect) for rect in rects)
    assert not any(a.intersects(b) for n, a in enumerate(rects) for b in rects[n + 1 :])
    page = tabs.currentWidget()
    assert page.mapTo(tabs, page.rect().topLeft()).y() >= bar.height()


def test_with_more_room_there_are_fewer_rows(tabs):
    before = tabs.tabBar().height()
    tabs.resize(1200, 200)
    QApplication.processEvents()
    assert rows(tabs) == 1
    assert tabs.tabBar().height() < before


@pytest.mark.parametrize("number", range(len(NAMES)))
def test_a_click_brings_the_page(tabs, qtbot, number):
    bar = tabs.tabBar()
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(number).center())
    assert tabs.currentIndex() == number


def test_a_page_that_is_not_there_takes_no_room(tabs, qtbot):
    tabs.allow("Containment", False)
    assert tabs.tabBar().tabRect(1).isEmpty()
    assert len(tabs.tabBar().rects(300)) == len(NAMES) - 1


def test_arrows_go_from_tab_to_tab(tabs, qtbot):
    tabs.tabBar().setFocus()
    for _ in range(3):
        qtbot.keyClick(tabs.tabBar(), Qt.Key.Key_Right)
    assert tabs.currentIndex() == 3


def test_longer_words_take_another_row(tabs):
    before = rows(tabs)
    tabs.say("Calls", Text("Calls"))
    for name in NAMES:
        tabs.setTabText(NAMES.index(name), name + " and what else there is to say")
    QApplication.processEvents()
    assert rows(tabs) > before
    assert tabs.tabBar().height() >= rows(tabs) * 20
