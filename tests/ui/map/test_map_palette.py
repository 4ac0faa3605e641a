"""Every name on the map can be read in every theme."""

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter

from emerg.ui.map import classes
from emerg.ui.map.legend import draw_sign
from emerg.ui.map.palette import number_on, palette
from emerg.ui.map.stamps import Stamps
from emerg.ui.theme import THEMES, contrast


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_names_stand_out_from_the_land(theme):
    colours = palette(theme)
    for ink in (colours.text, colours.quiet, colours.water_name):
        assert contrast(ink, colours.land) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_numbers_stand_out_from_every_class(theme):
    colours = palette(theme)
    for colour in colours.plume:
        assert contrast(number_on(colour, colours), colour) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_the_plume_and_the_rivers_stand_out(theme):
    colours = palette(theme)
    assert contrast(colours.river, colours.land) >= 2.0
    # Either the class itself or the casing around it.
    if colours.casing == colours.land:  # nothing but its brightness sets the plume off
        least = min(contrast(colour, colours.land) for colour in colours.plume)
        assert least > contrast(colours.river, colours.land)
    for colour in colours.plume:
        assert max(contrast(c, colours.land) for c in (colour, colours.casing)) >= 1.05
        assert contrast(colour, colours.casing) >= 1.5


def test_on_paper_grey_the_sooner_class_is_the_darker_one():
    grey = [contrast(colour, "#FFFFFF") for colour in classes.COLOURS]
    assert grey == sorted(grey, reverse=True)


def test_for_adapted_eyes_everything_is_red():
    colours = palette(THEMES["night-red"])
    for colour in (
        colours.river,
        colours.stream,
        colours.lake,
        colours.road,
        *colours.plume,
        *colours.numbers,
    ):
        red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        assert red > max(green, blue)


@pytest.mark.parametrize("theme", THEMES.values(), ids=list(THEMES))
def test_a_class_in_the_legend_is_cased_as_on_the_map(prepared, theme):
    colours = palette(theme)
    for index, colour in enumerate(colours.plume):
        image = QImage(30, 30, QImage.Format.Format_RGB32)
        image.fill(QColor("#123456"))
        painter = QPainter(image)
        draw_sign(painter, f"class {index}", QPointF(15, 15), Stamps(colours, 1.0))
        painter.end()
        down = list(dict.fromkeys(image.pixelColor(15, y).name().upper() for y in range(30)))
        assert colours.casing.upper() in down
        assert colour.upper() in down
        assert down.index(colours.casing.upper()) < down.index(colour.upper())
