"""The map under the hand of a person: what is it, and what can I do here."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from emerg.ui.find.found import GoTo
from emerg.ui.here.offers import Here
from emerg.ui.here.presenter import HerePresenter

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


@pytest.fixture
def opened(open_window):
    window, presenter = open_window("zh")
    here = next(one for one in presenter.followers if isinstance(one, HerePresenter))
    return window, presenter, here


def middle_of_a_road(presenter):
    network = presenter.roads.known.network
    row = next(r for r in network.edges.values() if r.stake_ref == "G318" and r.length_km > 40)
    line = network.lines[row.id]
    lon, lat = line[len(line) // 2]
    return row, float(lon), float(lat)


def menu_at(qtbot, window, place):
    qtbot.mouseClick(window.map.viewport(), RIGHT, pos=place)
    return window.map.findChildren(QMenu, "here_menu")[-1]


def choose(menu, name):
    entries(menu)[name].trigger()
    menu.close()


def entries(menu):
    return {action.objectName(): action for action in menu.actions() if action.objectName()}


def test_a_click_on_a_road_says_what_it_is_until_esc(opened, qtbot, changed):
    window, presenter, here = opened
    row, lon, lat = middle_of_a_road(presenter)
    window.map.go_to(lon, lat, 20_000.0)
    window.map.grab()
    place = window.map.px_of(lon, lat).toPoint()
    qtbot.mouseClick(window.map.viewport(), LEFT, pos=place)
    assert here.card.isVisible()
    assert here.card.text().startswith(window.map.words_at(place))
    assert row.id in here.card.text()
    corner = here.card.pos()
    qtbot.keyClick(window.map, Qt.Key.Key_Left)
    assert here.card.pos() != corner
    here.card.copy_button.click()
    assert QGuiApplication.clipboard().text() == here.card.text()
    presenter.do("language")
    changed(window)
    assert f"stretch {row.id}" in here.card.text()
    qtbot.keyClick(window.map, Qt.Key.Key_Escape)
    assert not here.card.isVisible()


def test_the_card_follows_the_notation_of_positions(opened, qtbot):
    window, presenter, here = opened
    _row, lon, lat = middle_of_a_road(presenter)
    window.map.go_to(lon, lat, 20_000.0)
    qtbot.mouseClick(window.map.viewport(), LEFT, pos=window.map.px_of(lon, lat).toPoint())
    first, *_more, before = here.card.text().split("\n")
    presenter.do("notation")
    assert here.card.isVisible()
    lines = here.card.text().split("\n")
    assert lines[0] == first
    assert lines[-1] != before
    assert "°" in lines[-1]
    assert here.card.rest.text().endswith(lines[-1])
    here.card.leave()
    presenter.do("notation")
    assert not here.card.isVisible()


def test_esc_closes_what_was_opened_last_one_at_a_time(opened, qtbot):
    window, presenter, here = opened
    view = window.map
    every = {type(one).__name__: one for one in presenter.followers}
    measure, layers = every["MeasurePresenter"], every["LayersPresenter"]
    every["FindPresenter"].go_to(GoTo(91.35, 29.68, "达孜"))
    here.do("would_go", Here(91.35, 29.68))
    measure.begin_at(91.35, 29.68)
    measure.clicked(91.4, 29.7)
    presenter.do("layers")
    here.do("would_go", Here(91.36, 29.68))  # said anew: now it was opened last

    def open_now():
        return (
            here.card.is_open,
            layers.panel.isVisible(),
            view.tool is not None,
            len(measure.measured.points),
            every["FindPresenter"]._mark.is_open,
        )

    seen = [open_now()]
    for _ in range(5):
        qtbot.keyClick(view, Qt.Key.Key_Escape)
        seen.append(open_now())
    assert seen == [
        (True, True, True, 2, True),
        (False, True, True, 2, True),
        (False, False, True, 2, True),
        (False, False, False, 2, True),
        (False, False, False, 0, True),
        (False, False, False, 0, False),
    ]


def test_esc_on_the_map_leaves_the_closing_of_roads_after_a_later_card(opened, qtbot):
    window, presenter, here = opened
    presenter.do("close_roads")
    here.do("would_go", Here(91.35, 29.68))
    qtbot.keyClick(window.map, Qt.Key.Key_Escape)
    assert not here.card.is_open
    assert presenter.roads.state.closing
    qtbot.keyClick(window.map, Qt.Key.Key_Escape)
    assert not presenter.roads.state.closing


def test_a_click_on_nothing_closes_the_card(opened, qtbot):
    window, _presenter, here = opened
    here.card.pin(91.0, 30.0, ["words"])
    window.map.go_to(87.5, 33.5, 5_000.0)
    assert not here.card.isVisible()  # its place is out of sight
    assert here.card.is_open
    qtbot.mouseClick(window.map.viewport(), LEFT, pos=QPoint(200, 200))
    assert not here.card.is_open


def test_the_menu_of_a_road_closes_it_asks_ways_and_begins_incidents(opened, qtbot):
    window, presenter, _here = opened
    row, lon, lat = middle_of_a_road(presenter)
    window.map.go_to(lon, lat, 20_000.0)
    place = window.map.px_of(lon, lat).toPoint()
    choose(menu_at(qtbot, window, place), "close_road")
    assert presenter.roads.state.closed == (row.id,)
    menu = menu_at(qtbot, window, place)
    assert row.name.zh in entries(menu)["close_road"].text()
    choose(menu, "close_road")
    assert presenter.roads.state.closed == ()

    choose(menu_at(qtbot, window, place), "incident_on_road")
    assert window.questions.typed().where.startswith("G318 ")
    assert presenter.form.read().place.road is not None

    window.route.goal.setText("拉萨市")
    with qtbot.waitSignal(presenter.roads.route.found):
        choose(menu_at(qtbot, window, place), "way_from")
    assert window.route.start.text().startswith(f"{lon:.3f}")


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_the_menu_key_means_what_was_selected_last(opened, key, held):
    window, presenter, here = opened
    window.activateWindow()
    window.map.setFocus()
    _row, lon, lat = middle_of_a_road(presenter)
    window.map.go_to(lon, lat, 20_000.0)
    here.card.pin(lon + 0.02, lat, ["words"])
    QTest.keyClick(window.windowHandle(), key, held)
    (menu,) = window.map.findChildren(QMenu, "here_menu")
    choose(menu, "incident")
    at = [float(part) for part in window.questions.typed().where.split(",")]
    assert at == pytest.approx([lon + 0.02, lat], abs=1e-3)


def test_what_stands_on_the_line_of_the_record_stays(opened):
    window, _presenter, here = opened
    window.note.fill("目击")
    here.do("sample", Here(91.13, 29.65, ("拉萨河",)))
    assert window.note.text() == "目击 拉萨河（91.13000, 29.65000）： "
    assert window.note.kind.currentData() == "sample"


def test_coordinates_are_copied_in_every_notation(opened, qtbot):
    window, _presenter, _here = opened
    window.map.go_to(91.13, 29.65, 5_000.0)
    place = window.map.px_of(91.13, 29.65).toPoint()
    lon, lat = window.map.lonlat_at(QPointF(place))
    menu = menu_at(qtbot, window, place)
    by_name = entries(menu.findChild(QMenu, "copy_coordinates"))
    by_name["copy_decimal"].trigger()
    assert QGuiApplication.clipboard().text() == f"{lon:.5f}, {lat:.5f}"
    by_name["copy_gauss"].trigger()
    assert "CGCS2000" in QGuiApplication.clipboard().text()
    by_name["copy_gcj02"].trigger()
    assert QGuiApplication.clipboard().text().startswith("仅用于手机地图")
    menu.close()
