"""The office's tiles under the map, from the folder to the screen."""

import pytest
from PySide6.QtWidgets import QMenu

from emerg.ui.under_presenter import UnderPresenter
from tests.tiles_by_hand import write_tiles
from tests.ui.map.test_map_under import GREEN, png


def entries(window, name):
    return window.findChild(QMenu, name).actions()


@pytest.fixture
def opened(open_window, home, qtbot):
    """The window of an office with a map of its own, and a file that is none."""
    levels = {(z, x, y): png() for z in (0, 1, 2) for x in range(1 << z) for y in range(1 << z)}
    write_tiles(home / "maps" / "a.mbtiles", levels, name="影像", approval="GS(2019)1652号")
    (home / "maps" / "b.mbtiles").write_text("no map")
    window, presenter = open_window("zh")
    qtbot.waitUntil(lambda: len(entries(window, "under")) == 2)
    return window, presenter


def test_it_is_switched_on_in_the_menu_drawn_and_named(opened, qtbot):
    window, presenter = opened
    assert "b.mbtiles" in window.status.message.text()
    none, office = entries(window, "under")
    assert (none.isChecked(), office.isChecked(), office.text()) == (True, False, "影像")
    window.map.go_to(87.5, 33.5, 500_000.0)
    bare = window.map.grab().toImage().pixelColor(10, 10).name()
    office.trigger()
    under = next(one for one in presenter.followers if isinstance(one, UnderPresenter))
    qtbot.waitUntil(lambda: window.map.grab().toImage().pixelColor(10, 10).name() == GREEN)
    assert not under._reading.busy
    entries(window, "under_opacity")[3].trigger()
    faint = window.map.grab().toImage().pixelColor(10, 10).name()
    assert faint not in (bare, GREEN)
    none.trigger()
    assert window.map.grab().toImage().pixelColor(10, 10).name() == bare


def test_a_file_that_goes_bad_is_taken_away_and_told(opened, qtbot, home):
    window, _presenter = opened
    (home / "maps" / "a.mbtiles").write_text("overwritten")
    entries(window, "under")[1].trigger()
    window.map.grab()
    qtbot.waitUntil(lambda: entries(window, "under")[0].isChecked())
    assert "a.mbtiles" in window.status.message.text()


def test_without_files_the_menu_says_where_they_are_looked_for(open_window, home):
    window, _presenter = open_window("zh")
    (none,) = entries(window, "under")
    assert str(home / "maps") in none.text()
