"""Roads on the map: how they are drawn, what they say, closures, ways, and where they drain to."""

import re
from math import floor

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor

from emerg.geodesy import along
from emerg.ui.map.mercator import point
from emerg.ui.map.palette import palette
from emerg.ui.map.road_items import LOOKS, crosses
from emerg.ui.map.road_marks import Drain
from emerg.ui.theme import THEMES

LEFT = Qt.MouseButton.LeftButton


def stretch(roads, **wanted):
    """The longest stretch with these properties."""
    rows = roads.known.network.edges.values()
    fit = [row for row in rows if all(getattr(row, k) == v for k, v in wanted.items())]
    return max(fit, key=lambda row: row.length_km)


def middle(roads, row, share=0.5):
    return along(roads.known.network.lines[row.id], share)


def pixel_of(view, lon, lat):
    return view.mapFromScene(QPointF(*point(lon, lat)))


def look_at(view, roads, row, wide_m=4_000.0):
    """The pixel of the middle of a stretch, brought into view."""
    view.go_to(*middle(roads, row), wide_m)
    view.grab()
    return pixel_of(view, *middle(roads, row))


def colours_around(view, place, reach=2):
    picture = view.grab().toImage()
    return {
        picture.pixelColor(place.x() + dx, place.y() + dy).name().upper()
        for dx in range(-reach, reach + 1)
        for dy in range(-reach, reach + 1)
    }


def test_a_national_road_has_the_colour_of_the_design(road_map, roads):
    row = stretch(roads, road_class="national", accuracy="C")
    place = look_at(road_map, roads, row)
    assert "#8A8F98" in colours_around(road_map, place)


def test_a_schematic_road_is_broken_and_a_true_one_is_not(road_map, roads):
    """Along the line of a class D road the land shows through; along class C it never does."""
    gaps = {}
    for accuracy in ("C", "D"):
        row = stretch(roads, road_class="national", accuracy=accuracy)
        look_at(road_map, roads, row, 60_000.0)
        picture = road_map.grab().toImage()
        inside = picture.rect().adjusted(2, 2, -2, -2)
        land = QColor(palette(THEMES["day"]).land)
        found = 0
        for number in range(1000):
            lonlat = middle(roads, row, number / 1000)
            exactly = road_map.viewportTransform().map(QPointF(*point(*lonlat)))
            at = QPoint(floor(exactly.x()), floor(exactly.y()))
            if inside.contains(at):
                found += picture.pixelColor(at).red() > land.red() - 30
        gaps[accuracy] = found
    assert gaps["C"] == 0
    assert gaps["D"] > 5


def test_hovering_a_road_says_all_of_it(road_map, roads):
    row = stretch(roads, accuracy="D", stake_ref="G318")
    place = look_at(road_map, roads, row)
    road_map.set_language("en")
    name, where, stake, true, state = road_map.words_at(place).split("\n")
    assert name == f"{row.name.zh} ({', '.join(row.refs)})"
    assert where == f"stretch {row.id}, {row.length_km:.1f} km"
    km, doubt = re.fullmatch(r"about G318 K(\d+)\+\d{3} \(± (\d+) km\)", stake).groups()
    assert min(row.stake_from_km, row.stake_to_km) <= int(km) + 1
    assert int(km) <= max(row.stake_from_km, row.stake_to_km)
    assert int(doubt) >= 5
    assert true == "schematic line, not survey data (class D)"
    assert state == "open"
    road_map.show_closures((row.id,))
    assert road_map.words_at(place).split("\n")[-1] == "✗ closed"


def test_hovering_a_road_without_posts_invents_no_stake(road_map, roads):
    row = stretch(roads, stake_ref="", accuracy="C")
    place = look_at(road_map, roads, row)
    road_map.set_language("en")
    assert "about" not in road_map.words_at(place)


def test_a_map_without_roads_says_nothing_of_them(river_map, roads):
    row = stretch(roads, road_class="county")
    river_map.show_roads(None)
    place = look_at(river_map, roads, row)
    assert row.id not in river_map.words_at(place)
    river_map.set_closing(True)
    river_map.clicked(place)
    river_map.show_closures(())


def test_only_the_tool_makes_clicks_name_roads(qtbot, road_map, roads):
    row = stretch(roads, accuracy="C")
    place = look_at(road_map, roads, row)
    with qtbot.assertNotEmitted(road_map.road_clicked):
        qtbot.mouseClick(road_map.viewport(), LEFT, pos=place)
    road_map.set_closing(True)
    with qtbot.waitSignal(road_map.road_clicked) as clicked:
        qtbot.mouseClick(road_map.viewport(), LEFT, pos=place)
    assert clicked.args == [row.id]
    with qtbot.assertNotEmitted(road_map.road_clicked):
        qtbot.mouseClick(road_map.viewport(), LEFT, pos=place + QPoint(0, 150))


def test_with_the_tool_on_a_double_click_picks_no_place(qtbot, road_map, roads):
    row = stretch(roads, accuracy="C")
    place = look_at(road_map, roads, row)
    road_map.set_closing(True)
    heard = []
    road_map.road_clicked.connect(heard.append)
    with qtbot.assertNotEmitted(road_map.position_picked):
        qtbot.mouseClick(road_map.viewport(), LEFT, pos=place)
        qtbot.mouseDClick(road_map.viewport(), LEFT, pos=place)
        qtbot.mouseRelease(road_map.viewport(), LEFT, pos=place)
    assert heard == [row.id, row.id]


@pytest.mark.parametrize("theme", list(THEMES))
def test_a_closed_road_carries_a_cross_in_the_colour_of_danger(road_map, roads, theme):
    road_map.set_theme(THEMES[theme])
    row = stretch(roads, accuracy="C")
    look_at(road_map, roads, row, 30_000.0)
    before = road_map.grab().toImage()
    road_map.show_closures((row.id,))
    lines = crosses(roads.lines[row.id], road_map.metres_per_px)
    x, y = min(lines, key=lambda at: abs(at[0] - road_map.seen().center().x()))
    place = road_map.mapFromScene(QPointF(x, y))
    danger = QColor(palette(THEMES[theme]).danger).name().upper()
    assert danger in colours_around(road_map, place, 4)
    road_map.show_closures(())
    assert road_map.grab().toImage() == before


def test_the_shortest_closed_road_has_one_cross_and_a_long_one_many(roads):
    rows = sorted(roads.known.network.edges.values(), key=lambda row: row.length_km)
    assert len(crosses(roads.lines[rows[0].id], 2000.0)) == 1
    assert len(crosses(roads.lines[rows[-1].id], 100.0)) > 5


def test_several_ways_are_shown_each_by_its_slack_and_cleared_together(road_map, roads):
    rows = [stretch(roads, accuracy="C"), stretch(roads, accuracy="D")]
    lines = [roads.known.network.lines[row.id] for row in rows]
    plain = []
    for row in rows:
        look_at(road_map, roads, row)
        plain.append(road_map.grab().toImage())
    road_map.show_routes(lines, ["ample", "late"])
    for row, slack in zip(rows, ("ample", "late"), strict=True):
        place = look_at(road_map, roads, row)
        colour = getattr(palette(THEMES["day"]), LOOKS[slack].colour)
        assert QColor(colour).name().upper() in colours_around(road_map, place, 12)
    road_map.show_routes([], [])
    for row, before in zip(rows, plain, strict=True):
        look_at(road_map, roads, row)
        assert road_map.grab().toImage() == before


def test_every_slack_has_a_pattern_of_its_own_or_a_colour_of_its_own():
    assert len({(look.colour, look.dashes_px) for look in LOOKS.values()}) == len(LOOKS)
    assert LOOKS["short"].dashes_px != LOOKS["late"].dashes_px != LOOKS["ample"].dashes_px


def test_ways_out_of_sight_are_brought_into_view(road_map, roads):
    row = stretch(roads, accuracy="C")
    road_map.go_to(81.0, 31.0, 20_000.0)
    road_map.fit_lines([roads.known.network.lines[row.id]])
    assert road_map.seen().contains(QPointF(*point(*middle(roads, row))))


def test_a_road_and_its_river_are_joined_and_named(road_map):
    road, river = (91.0, 29.66), (91.03, 29.64)
    road_map.go_to(91.015, 29.65, 12_000.0)
    before = road_map.grab().toImage()
    chain = ("G318 K4620+000 (± 50 km)", "over the bank, 800 m", "Lhasa River km 480.0")
    road_map.show_drain(Drain(road, river, "G318 K4620+000", chain))
    joined = road_map.grab().toImage()
    assert joined != before
    between = pixel_of(road_map, 91.015, 29.65)
    assert road_map.words_at(between) == "\n".join(chain)
    post = pixel_of(road_map, *road)
    assert QColor(palette(THEMES["day"]).danger).name().upper() in colours_around(road_map, post)
    road_map.show_drain(None)
    assert road_map.grab().toImage() == before
    assert road_map.words_at(between) != "\n".join(chain)
