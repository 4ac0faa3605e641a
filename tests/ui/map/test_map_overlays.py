"""The scale bar is as long as it says, wherever the map is."""

import pyproj
import pytest
from PySide6.QtGui import QFontMetricsF

from emerg.texts import LANGS, render
from emerg.ui.map.corners import CREDIT, credit_lines
from emerg.ui.map.mercator import point, position
from emerg.ui.map.overlays import ROUND, length_words, scale_bar
from emerg.ui.map.stamps import plain_font


@pytest.mark.parametrize("lat", [27.5, 33.5])
@pytest.mark.parametrize("metres_per_px", [5.0, 300.0, 2500.0])
def test_the_bar_is_true_on_the_ground(lat, metres_per_px):
    length, bar = scale_bar(metres_per_px, lat, 120.0)
    x, y = point(90.0, lat)
    end = position(x + bar * metres_per_px, y)
    west = position(x, y)
    # Along the parallel, as a bar on the map lies: in short steps.
    steps = [west[0] + (end[0] - west[0]) * i / 100 for i in range(101)]
    measured = pyproj.Geod(ellps="WGS84").line_length(steps, [lat] * 101)
    assert measured == pytest.approx(length, rel=1e-4)
    assert bar <= 120.0


def test_the_bar_is_shorter_where_the_map_is_less_stretched():
    (south_m, south), (north_m, north) = (scale_bar(300.0, lat, 120.0) for lat in (27.0, 34.0))
    assert south / south_m < north / north_m


@pytest.mark.parametrize("metres_per_px", [4.0, 17.0, 240.0, 1000.0, 5000.0])
def test_its_length_is_a_round_one_that_uses_the_room(metres_per_px):
    length, bar = scale_bar(metres_per_px, 30.0, 120.0)
    digits = f"{length:.0f}".rstrip("0")
    assert digits in {f"{step:.0f}" for step in ROUND}
    assert bar > 120.0 * 0.39


def test_short_lengths_are_said_in_metres():
    assert [length_words(m) for m in (200.0, 1000.0, 500_000.0)] == ["200 m", "1 km", "500 km"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("room", [200.0, 300.0, 900.0])
def test_the_source_of_the_data_is_never_cut_off(family, lang, room):
    words, metrics = render(CREDIT, lang), QFontMetricsF(plain_font(11))
    lines = credit_lines(words, metrics, room)
    assert " · ".join(lines) == words
    assert all(metrics.horizontalAdvance(line) <= room for line in lines)
