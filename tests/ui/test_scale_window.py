"""An exact scale on the screen."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QMenu

from emerg.geodata.geodesic import leg
from emerg.ui.find.presenter import FindPresenter
from emerg.ui.scale_presenter import INCH_M, SCALES, ScalePresenter, dots_per_inch


@pytest.fixture
def opened(open_window):
    window, presenter = open_window("zh")
    scales = next(one for one in presenter.followers if isinstance(one, ScalePresenter))
    return window, scales


@pytest.mark.parametrize("place", [(91.13, 29.65), (80.1, 32.5)])
def test_a_length_on_the_screen_is_that_share_of_the_ground(opened, place):
    window, scales = opened
    view = window.map
    for number, scale in enumerate(SCALES):
        view.go_to(*place, 30_000.0)
        pixel_m = view.metres_per_px
        window.findChild(QMenu, "scale").actions()[number].trigger()
        middle = QPointF(view.viewport().rect().center())
        ends = [view.lonlat_at(middle + QPointF(dx, 0)) for dx in (-100, 100)]
        dpi, _told = dots_per_inch(view.screen())
        on_screen_m = 200 / dpi * INCH_M
        assert leg(*ends).length_m / on_screen_m == pytest.approx(scale, rel=2e-3)
        assert leg(place, view.lonlat_at(middle)).length_m < 2 * max(pixel_m, view.metres_per_px)
        assert scales.denominator == pytest.approx(scale, rel=1e-3)


def test_the_tick_stands_where_the_map_is_and_goes_when_it_is_moved(opened):
    window, scales = opened
    menu = window.findChild(QMenu, "scale")
    menu.actions()[2].trigger()
    menu.aboutToShow.emit()
    assert [entry.isChecked() for entry in menu.actions()] == [n == 2 for n in range(len(SCALES))]
    window.map.zoom(1)
    menu.aboutToShow.emit()
    assert not any(entry.isChecked() for entry in menu.actions())
    assert "1 : 50 000" in window.status.message.text()
    assert scales.denominator < 50_000


def test_a_scale_is_found_by_its_number(opened, qtbot):
    window, scales = opened
    presenter = window.findChild(FindPresenter)
    qtbot.waitUntil(lambda: presenter.ready)
    presenter.ask()
    presenter.panel.line.setText("1:50000")
    assert presenter.panel.found[0].goal.command == "scale_2"
    presenter.panel.line.taken.emit()
    assert scales.denominator == pytest.approx(50_000, rel=1e-3)
