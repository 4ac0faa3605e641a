"""Tiles under the map: which, where, in what light."""

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QRectF
from PySide6.QtGui import QColor, QImage, QImageWriter

from emerg.geodata.mbtiles import Tile, TileSet
from emerg.ui.map import under as module
from emerg.ui.map.mercator import point
from emerg.ui.map.palette import palette
from emerg.ui.map.under import Under, area_of, decoded, tiles_in, tint_of, zoom_for
from emerg.ui.theme import THEMES

GREEN = "#20a040"


def png(colour=GREEN, side=256):
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(QColor(colour))
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(kept.data())


def tile_set(tmp_path, furthest=8, nearest=12):
    return TileSet(tmp_path / "a.mbtiles", "影像", "© 测绘院", "GS(2019)1652号", furthest, nearest)


def test_lhasa_lies_in_the_tile_that_web_maps_have_it_in():
    """Zoom 12, column floor((lon + 180) / 360 · 2¹²); row by the arsinh of tan lat."""
    x, y = point(91.13, 29.65)
    inside = list(tiles_in(QRectF(x, y, 1, 1), 12))
    assert inside == [Tile(12, 3084, 1694)]
    assert area_of(inside[0]).contains(x, y)


def test_tiles_join_without_gap_and_cover_the_view():
    x, y = point(91.13, 29.65)
    view = QRectF(x, y, 60_000, 40_000)
    zoom = zoom_for(75.0)
    tiles = list(tiles_in(view, zoom))
    covered = QRectF()
    for tile in tiles:
        covered = covered.united(area_of(tile))
    assert covered.contains(view)
    one, other = area_of(tiles[0]), area_of(tiles[1])
    assert one.right() == pytest.approx(other.left(), abs=1e-6)


def drawn(view, under):
    """The map over `under`, everything that it asks for answered by what `answer` gives."""
    view.show_under(under)
    return view.grab().toImage()


def ground(picture):
    return picture.pixelColor(400, 300).name()


@pytest.fixture
def over_land(river_map):
    """The map where there is nothing but land."""
    river_map.set_relief(False)
    river_map.go_to(87.5, 33.5, 5_000.0)
    return river_map


def fill(under, image=None):
    tiles = under.take(100)
    under.put(dict.fromkeys(tiles, image), under.tint)
    return tiles


def test_what_is_read_is_drawn_under_the_map(over_land, tmp_path):
    under = Under(tile_set(tmp_path), 1.0)
    assert ground(drawn(over_land, under)) == THEMES["day"].background.lower()
    tiles = fill(under, decoded(png(), ""))
    assert {tile.zoom for tile in tiles} == {12}
    assert ground(drawn(over_land, under)) == GREEN
    assert under.take(100) == ()


def test_what_the_file_has_not_comes_larger_from_the_level_above(over_land, tmp_path):
    under = Under(tile_set(tmp_path), 1.0)
    drawn(over_land, under)
    levels = []
    while tiles := under.take(100):
        levels.append(tiles[0].zoom)
        image = decoded(png(), "") if tiles[0].zoom == 9 else None
        under.put(dict.fromkeys(tiles, image), under.tint)
        shown = drawn(over_land, under)
    assert levels == [12, 11, 10, 9]
    assert ground(shown) == GREEN


def test_far_out_nothing_is_asked_for(over_land, tmp_path):
    under = Under(tile_set(tmp_path, furthest=12, nearest=14), 1.0)
    over_land.show_everything()
    drawn(over_land, under)
    assert under.take(100) == ()


def test_it_is_as_strong_as_wanted(over_land, tmp_path):
    under = Under(tile_set(tmp_path), 0.5)
    drawn(over_land, under)
    fill(under, decoded(png("#000000"), ""))
    land = QColor(THEMES["day"].background)
    assert QColor(ground(drawn(over_land, under))).red() == pytest.approx(land.red() / 2, abs=2)


@pytest.mark.parametrize(("theme", "most"), [("night", 0.5), ("night-red", 0.45)])
def test_by_night_it_does_not_blind(theme, most):
    tint = tint_of(palette(THEMES[theme]))
    white = decoded(png("#ffffff"), tint).pixelColor(5, 5)
    assert white.lightnessF() < most
    if theme == "night-red":  # one hue, whatever the tile shows
        for colour in ("#ffffff", GREEN, "#0000ff"):
            shown = decoded(png(colour), tint).pixelColor(5, 5)
            assert shown.red() >= 2 * max(shown.green(), shown.blue())


def test_by_day_it_is_left_as_it_is():
    assert tint_of(palette(THEMES["day"])) == ""


def test_what_is_clear_in_a_tile_stays_clear_by_night():
    tint = tint_of(palette(THEMES["night"]))
    assert decoded(png("#00000000"), tint).pixelColor(5, 5).alpha() == 0


def test_another_theme_reads_anew(over_land, tmp_path):
    under = Under(tile_set(tmp_path), 1.0)
    drawn(over_land, under)
    fill(under, decoded(png(), ""))
    over_land.set_theme(THEMES["night"])
    drawn(over_land, under)
    tiles = under.take(100)
    assert tiles
    under.put(dict.fromkeys(tiles, decoded(png(), "")), "")  # too late: of the light before
    drawn(over_land, under)
    assert under.take(100)


@pytest.mark.parametrize("data", [b"", b"\x89PNG broken", png(side=2048)])
def test_what_is_no_tile_is_none(data):
    assert decoded(data, "") is None


def test_only_so_much_is_kept(over_land, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MOST_TILES", 3)
    under = Under(tile_set(tmp_path), 1.0)
    drawn(over_land, under)
    image = decoded(png(), "")
    under.put({Tile(12, x, 5): image for x in range(10)}, under.tint)
    assert len(under._kept) == 3


def test_the_credit_names_the_tiles_and_the_number_of_their_approval(over_land, tmp_path):
    parts = Under(tile_set(tmp_path), 1.0).credit
    said = " ".join(
        getattr(part, "msgid", part) + str(getattr(part, "fields", "")) for part in parts
    )
    assert "影像" in said
    assert "© 测绘院" in said
    assert "GS(2019)1652号" in said
