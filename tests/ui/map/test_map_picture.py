"""The map as a picture."""

import pytest
from PySide6.QtGui import QColor

from emerg.ui.map.picture import LINE_PX, Caption, picture, prepared
from emerg.ui.map.stamps import Stamps
from emerg.ui.theme import DRILL, THEMES
from tests.ui.drawing import drawn_in_full

REAL = Caption("Tanker", "2026-07-15 03:27")


def everything(view, ratio):
    stamps = Stamps(view.stamps.colours, ratio)
    while not prepared(view, stamps, 8):
        pass
    return stamps


def test_it_is_what_is_in_view_over_a_line(river_map, answer):
    river_map.show_answer(answer)
    river_map.go_to(91.3, 29.8, 80_000.0)
    screen = drawn_in_full(river_map)
    taken = picture(river_map, REAL, river_map.stamps)
    size = river_map.viewport().size()
    assert (taken.width(), taken.height()) == (size.width(), size.height() + LINE_PX)
    above = taken.copy(0, 0, size.width(), size.height())
    differ = sum(
        above.pixelColor(x, y).name() != screen.pixelColor(x, y).name()
        for x in range(0, size.width(), 7)
        for y in range(0, size.height(), 7)
    )
    assert differ == 0


def test_the_fine_one_has_every_name_and_leaves_the_screen_as_it_was(river_map, answer):
    river_map.show_answer(answer)
    river_map.go_to(91.3, 29.8, 80_000.0)
    river_map.grab()
    kept = river_map.stamps
    fine = everything(river_map, 2.0)
    taken = picture(river_map, REAL, fine)
    assert river_map.stamps is kept
    assert taken.width() == 2 * river_map.viewport().width()
    assert not fine.refused
    assert taken.dotsPerMeterX() == pytest.approx(2 * 96 / 0.0254, abs=1)


def test_names_are_drawn_a_few_at_a_time(river_map):
    river_map.go_to(91.3, 29.8, 80_000.0)
    river_map.grab()
    stamps = Stamps(river_map.stamps.colours, 2.0)
    rounds = 1
    while not prepared(river_map, stamps, 0.0):
        rounds += 1
    assert rounds > 20


@pytest.mark.parametrize("theme", list(THEMES))
def test_a_drill_says_so_below(river_map, theme):
    river_map.set_theme(THEMES[theme])
    river_map.grab()
    corner = 4, river_map.viewport().height() + 4
    drill = Caption("Tanker", "2026-07-15 03:27", "◆ DRILL")
    found = picture(river_map, drill, river_map.stamps).pixelColor(*corner)
    assert found.name() == QColor(DRILL).name()
    real = picture(river_map, REAL, river_map.stamps).pixelColor(*corner)
    assert real.name() == QColor(THEMES[theme].surface).name()
