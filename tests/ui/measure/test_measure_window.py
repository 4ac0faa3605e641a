"""Measuring with mouse and keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from emerg.response.incident import Where
from emerg.response.locate import locate
from emerg.ui.measure.presenter import MeasurePresenter

LEFT = Qt.MouseButton.LeftButton


def click(qtbot, view, lon, lat):
    place = view.px_of(lon, lat).toPoint()
    qtbot.mouseClick(view.viewport(), LEFT, pos=place)
    return place


@pytest.fixture
def opened(open_window):
    window, presenter = open_window("zh")
    tool = next(one for one in presenter.followers if isinstance(one, MeasurePresenter))
    return window, presenter, tool


def test_clicks_measure_along_the_river_until_enter_then_esc_clears(opened, qtbot, rivers):
    window, presenter, tool = opened
    view = window.map
    a, b = (locate(rivers, Where(river="lhasa", km=km)) for km in (430.0, 463.0))
    view.go_to((a.lon + b.lon) / 2, (a.lat + b.lat) / 2, 60_000.0)
    presenter.do("measure")
    click(qtbot, view, a.lon, a.lat)
    click(qtbot, view, 91.3, 29.9)
    click(qtbot, view, b.lon, b.lat)
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    assert len(tool.measured.points) == 2
    click(qtbot, view, b.lon, b.lat)
    assert "沿拉萨河：33" in tool.card.text()
    assert "Esc" in tool.card.text()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.tool is None
    assert "Esc" not in tool.card.text()
    tool.card.copy_button.click()
    assert QGuiApplication.clipboard().text() == tool.card.text()
    click(qtbot, view, 91.3, 29.9)  # means what it always does
    assert len(tool.measured.points) == 3
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert tool.measured.points == ()
    assert not tool.card.isVisible()


def test_esc_ends_first_and_clears_after(opened, qtbot):
    window, presenter, tool = opened
    tool.begin_at(91.3, 29.8)
    tool.clicked(91.4, 29.8)
    qtbot.keyClick(window.map, Qt.Key.Key_Escape)
    assert window.map.tool is None
    assert len(tool.measured.points) == 2
    assert tool.card.isVisible()
    qtbot.keyClick(window.map, Qt.Key.Key_Escape)
    assert tool.measured.points == ()
    presenter.do("measure")  # nothing measured yet: once is enough
    qtbot.keyClick(window.map, Qt.Key.Key_Escape)
    assert window.map.tool is None
    assert not tool.card.isVisible()


def test_a_double_click_ends_and_picks_no_incident(opened, qtbot):
    window, presenter, tool = opened
    view = window.map
    view.go_to(91.3, 29.8, 60_000.0)
    picked = []
    view.position_picked.connect(lambda *at: picked.append(at))
    tool.begin_at(91.3, 29.8)
    place = click(qtbot, view, 91.4, 29.8)
    qtbot.mouseDClick(view.viewport(), LEFT, pos=place)
    assert view.tool is None
    assert len(tool.measured.points) == 2
    assert picked == []
    assert not presenter.roads.state.closing


def test_measuring_and_closing_roads_leave_each_other(opened):
    window, presenter, tool = opened
    presenter.do("close_roads")
    presenter.do("measure")
    assert not presenter.roads.state.closing
    tool.clicked(91.3, 29.8)
    presenter.do("close_roads")
    assert presenter.roads.state.closing
    assert window.map.tool is None
    assert len(tool.measured.points) == 1  # what was measured stays


def test_a_drag_moves_the_map_and_measures_nothing(opened, qtbot):
    window, presenter, tool = opened
    presenter.do("measure")
    port = window.map.viewport()
    qtbot.mousePress(port, LEFT, pos=QPoint(200, 200))
    qtbot.mouseMove(port, QPoint(260, 220))
    qtbot.mouseRelease(port, LEFT, pos=QPoint(260, 220))
    assert tool.measured.points == ()
