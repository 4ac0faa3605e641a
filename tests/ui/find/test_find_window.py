"""The line that finds anything, as a person uses it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from emerg.ui.find.panel import FindPanel
from emerg.ui.find.presenter import FindPresenter


def keys(qtbot, widget, *pressed):
    for key in pressed:
        qtbot.keyClick(widget, key)


@pytest.fixture
def opened(open_window, qtbot):
    window, presenter = open_window("zh")
    finder = next(one for one in presenter.followers if isinstance(one, FindPresenter))
    qtbot.waitUntil(lambda: finder.ready)

    def find(text: str) -> FindPanel:
        presenter.do("find")
        finder.panel.line.setText(text)
        return finder.panel

    return window, presenter, find


def test_it_goes_there_runs_it_or_leaves_all_by_keys(opened, qtbot):
    window, presenter, find = opened
    window.activateWindow()
    window.questions.focus_on("amount")
    before = window.focusWidget()
    panel = find("达孜大桥")
    qtbot.keyClick(panel.line, Qt.Key.Key_Return)
    assert not panel.isVisible()
    lon, lat = window.map.selected
    assert window.map.viewport().rect().contains(window.map.px_of(lon, lat).toPoint())
    assert (lon, lat) == pytest.approx((91.35, 29.68), abs=0.1)

    window.questions.focus_on("amount")
    panel = find("拉萨")
    keys(qtbot, panel.line, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up)
    assert panel.table.currentRow() == 1
    qtbot.keyClick(panel.line, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert window.focusWidget() is before

    panel = find("拉萨河")
    chosen = next(n for n, one in enumerate(panel.found) if one.kind == "river")
    keys(qtbot, panel.line, *[Qt.Key.Key_Down] * chosen, Qt.Key.Key_Return)
    assert panel.isVisible()
    assert panel.line.text() == "拉萨河 "

    theme = window.look[0].name
    keys(qtbot, find("ctrl+t").line, Qt.Key.Key_Return)
    assert window.look[0].name != theme

    keys(qtbot, find("UN 1114").line, Qt.Key.Key_Return)
    assert window.questions.what.substance.text() == "苯"

    keys(qtbot, find("拉萨市生态环境局").line, Qt.Key.Key_Return)
    assert "不在通知清单上" in window.status.message.text()
    assert presenter.responding is not None


def test_opening_it_makes_no_mistake_of_the_question_that_was_left(opened):
    window, _presenter, find = opened
    window.activateWindow()
    window.questions.focus_on("where")
    find("拉")
    assert "×" not in window.questions.where.echo.text()


def test_every_command_that_can_be_given_can_be_found(opened):
    window, _presenter, find = opened
    for action in window.actions_by_name.values():
        assert isinstance(action, QAction)
        if action.isEnabled():
            names = [str(one.goal) for one in find(action.text()).found if one.kind == "command"]
            assert any(repr(action.objectName()) in name for name in names), action.text()
