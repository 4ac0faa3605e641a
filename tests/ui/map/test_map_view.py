"""The map as a person uses it: move, point, read, switch."""

from collections import Counter

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication, QGraphicsScene

from emerg.geodesy import LocalPlane
from emerg.ui.map import classes
from emerg.ui.map.markers import Markers
from emerg.ui.map.mercator import ground_m, plane, point
from emerg.ui.theme import THEMES
from tests.ui.drawing import drawn_in_full

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


def metres_apart(one, other):
    east, north = LocalPlane(*one).metres(other)
    return float((east**2 + north**2) ** 0.5)


def pixel_of(view, lon, lat):
    return view.mapFromScene(QPointF(*point(lon, lat)))


def turn_wheel(view, place, notches):
    event = QWheelEvent(
        QPointF(place),
        view.viewport().mapToGlobal(QPointF(place)),
        QPoint(0, 0),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def kinds(view):
    return Counter(type(item).__name__ for item in view.scene().items())


# Pointing


@pytest.mark.parametrize("wide_m", [5_000.0, 60_000.0, 400_000.0])
def test_a_double_click_gives_the_position_under_it(qtbot, river_map, wide_m):
    river_map.go_to(91.12, 29.65, wide_m)
    place = pixel_of(river_map, 91.12, 29.65)
    with qtbot.waitSignal(river_map.position_picked) as picked:
        qtbot.mouseDClick(river_map.viewport(), LEFT, pos=place)
    assert metres_apart((91.12, 29.65), picked.args) <= 1.5 * wide_m / 800


def test_a_right_click_asks_what_can_be_done_there_and_picks_nothing(qtbot, river_map):
    heard = []
    river_map.position_picked.connect(lambda *at: heard.append(at))
    with qtbot.waitSignal(river_map.menu_asked) as asked:
        qtbot.mouseClick(river_map.viewport(), RIGHT, pos=QPoint(300, 200))
    assert asked.args == [QPoint(300, 200)]
    assert heard == []


def test_a_double_click_aside_gives_the_position_too(qtbot, river_map):
    river_map.go_to(94.36, 29.65, 20_000.0)
    with qtbot.waitSignal(river_map.position_picked) as picked:
        qtbot.mouseDClick(river_map.viewport(), LEFT, pos=QPoint(700, 300))
    east, north = LocalPlane(94.36, 29.65).metres(picked.args)
    assert east == pytest.approx(300 * 20_000 / 800, rel=0.01)
    assert abs(north) < 50


def test_the_view_is_as_wide_as_asked(river_map):
    river_map.go_to(91.12, 29.65, 60_000.0)
    assert river_map.metres_per_px * ground_m(29.65) * 800 == pytest.approx(60_000.0)


def test_the_cursor_says_where_it_is(qtbot, river_map):
    river_map.go_to(91.12, 29.65, 20_000.0)
    with qtbot.waitSignal(river_map.cursor_moved) as moved:
        qtbot.mouseMove(river_map.viewport(), QPoint(400, 300))
    assert metres_apart((91.12, 29.65), moved.args) < 50


# Moving


def test_the_wheel_zooms_around_the_cursor(river_map):
    place = QPoint(620, 140)
    before, scale = river_map.lonlat_at(QPointF(place)), river_map.metres_per_px
    turn_wheel(river_map, place, 3)
    assert river_map.metres_per_px < scale / 2
    after = river_map.lonlat_at(QPointF(place))
    assert metres_apart(before, after) <= river_map.metres_per_px
    turn_wheel(river_map, place, -3)
    assert metres_apart(before, river_map.lonlat_at(QPointF(place))) <= 2 * scale


def test_a_drag_takes_the_map_along_and_picks_nothing(qtbot, river_map):
    heard = []
    river_map.position_picked.connect(lambda *at: heard.append(at))
    river_map.hit_activated.connect(heard.append)
    river_map.go_to(91.12, 29.65, 60_000.0)
    held = river_map.lonlat_at(QPointF(400, 300))
    qtbot.mousePress(river_map.viewport(), LEFT, pos=QPoint(400, 300))
    qtbot.mouseMove(river_map.viewport(), QPoint(450, 320))
    qtbot.mouseMove(river_map.viewport(), QPoint(520, 250))
    qtbot.mouseRelease(river_map.viewport(), LEFT, pos=QPoint(520, 250))
    moved_to = river_map.lonlat_at(QPointF(520, 250))
    assert metres_apart(held, moved_to) <= 2 * river_map.metres_per_px
    assert heard == []


def test_keys_zoom_move_and_lead_home(qtbot, river_map):
    river_map.show_everything()
    home, scale = river_map.seen(), river_map.metres_per_px
    qtbot.keyClick(river_map, Qt.Key.Key_Plus)
    assert river_map.metres_per_px < scale
    middle = river_map.seen().center()
    for key, sign in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Left, -1)):
        qtbot.keyClick(river_map, key)
        assert (river_map.seen().center().x() - middle.x()) * sign > 0
        middle = river_map.seen().center()
    qtbot.keyClick(river_map, Qt.Key.Key_Down)
    assert river_map.seen().center().y() > middle.y()
    qtbot.keyClick(river_map, Qt.Key.Key_Minus)
    qtbot.keyClick(river_map, Qt.Key.Key_Home)
    assert river_map.seen() == home


def test_everything_shows_the_whole_of_the_key_rivers(river_map, rivers):
    river_map.show_everything()
    seen = river_map.seen()
    for book in rivers.playbooks.values():
        if book.river.key:
            for reach in rivers.network.rivers[book.river.id]:
                for x, y in plane(rivers.lines[reach.id]):
                    assert seen.contains(x, y)


def test_a_map_that_grows_still_shows_everything(qtbot, river_map, rivers):
    river_map.show_everything()
    scale = river_map.metres_per_px
    river_map.resize(1200, 900)
    qtbot.waitUntil(lambda: river_map.metres_per_px < scale)
    river_map.go_to(91.12, 29.65, 60_000.0)
    river_map.resize(800, 600)
    qtbot.waitUntil(lambda: river_map.viewport().width() == 800)
    assert metres_apart((91.12, 29.65), river_map.lonlat_at(QPointF(400, 300))) < 300


# Answers


def test_there_are_as_many_marks_as_hits_in_view(river_map, answer):
    river_map.show_answer(answer)
    river_map.go_to(answer.incident.lon, answer.incident.lat, 120_000.0)
    seen = river_map.seen()
    expected = [
        hit.site for hit in answer.hits if hit.position and seen.contains(*point(*hit.position))
    ]
    assert 0 < len(expected) < len(answer.hits)
    assert sorted(river_map.marks_in_view()) == sorted(expected)


def test_a_number_that_stands_aside_is_led_to_from_its_place(river_map, answer):
    markers, stamps = Markers(QGraphicsScene()), river_map.stamps
    markers.show(answer, stamps)
    one, other = list(markers.marks)[:2]
    markers.number({one: (30.0, -20.0), other: (0.0, 0.0)}, stamps)
    assert list(markers.leads) == [one]
    lead, drawn = markers.leads[one], len(markers.scene.items())
    assert lead.pos() == markers.marks[one].pos()
    assert lead.boundingRect().contains(0.0, 0.0)
    assert lead.boundingRect().contains(30.0, -20.0)
    assert lead.zValue() < min(markers.marks[site].zValue() for site in (one, other))
    markers.number({one: (0.0, 0.0), other: (0.0, 0.0)}, stamps)
    assert not markers.leads
    assert len(markers.scene.items()) == drawn - 1


def test_none_clears_all_of_an_answer(river_map, answer):
    before = kinds(river_map)
    river_map.show_answer(answer)
    assert kinds(river_map)["QGraphicsPixmapItem"] > 10
    river_map.show_answer(None)
    assert kinds(river_map) == before
    assert river_map.marks_in_view() == ()


def test_a_second_answer_takes_the_place_of_the_first(river_map, answer):
    river_map.show_answer(answer)
    once = kinds(river_map)
    river_map.show_answer(answer)
    assert kinds(river_map) == once


def test_an_incident_out_of_sight_is_brought_into_view(river_map, answer):
    river_map.go_to(81.0, 31.0, 20_000.0)
    river_map.show_answer(answer)
    assert river_map.seen().contains(*point(answer.incident.lon, answer.incident.lat))


def test_an_incident_in_sight_leaves_the_view_alone(river_map, answer):
    river_map.go_to(answer.incident.lon, answer.incident.lat, 80_000.0)
    before = river_map.seen()
    river_map.show_answer(answer)
    assert river_map.seen() == before


@pytest.mark.parametrize("theme", ["day", "night"])
def test_the_plume_has_the_colour_of_its_hour(river_map, answer, theme):
    river_map.set_theme(THEMES[theme])
    river_map.show_answer(answer)
    for arrival in (0, 2):
        trace = zip(answer.trace.lon, answer.trace.lat, answer.trace.front_h, strict=True)
        lon, lat, _ = next(t for t in trace if classes.class_of(t[2]) == arrival and t[2] > 1)
        river_map.go_to(lon, lat, 3_000.0)
        picture = river_map.grab().toImage()
        place = pixel_of(river_map, lon, lat)
        around = {
            picture.pixelColor(place.x() + dx, place.y() + dy).name()
            for dx in range(-2, 3)
            for dy in range(-2, 3)
        }
        assert QColor(classes.COLOURS[arrival]).name() in around


def test_a_click_on_a_mark_names_its_site(qtbot, river_map, answer):
    hit = next(hit for hit in answer.hits if hit.position)
    river_map.show_answer(answer)
    river_map.go_to(*hit.position, 10_000.0)
    river_map.grab()
    with qtbot.waitSignal(river_map.hit_activated) as heard:
        qtbot.mouseClick(river_map.viewport(), LEFT, pos=pixel_of(river_map, *hit.position))
    assert heard.args == [hit.site]


def test_selecting_a_hit_out_of_sight_centres_it(river_map, answer):
    river_map.show_answer(answer)
    river_map.go_to(answer.incident.lon, answer.incident.lat, 20_000.0)
    last = [hit for hit in answer.hits if hit.position][-1]
    assert last.site not in river_map.marks_in_view()
    river_map.select_hit(last.site)
    assert metres_apart(last.position, river_map.lonlat_at(QPointF(400, 300))) < 200


def test_a_selected_hit_looks_different_until_it_is_let_go(river_map, answer):
    hit = next(hit for hit in answer.hits if hit.position)
    river_map.show_answer(answer)
    river_map.go_to(*hit.position, 30_000.0)
    plain = river_map.grab().toImage()
    river_map.select_hit(hit.site)
    chosen = river_map.grab().toImage()
    river_map.select_hit(None)
    assert chosen != plain
    assert river_map.grab().toImage() == plain


def test_a_picked_position_is_marked_until_there_is_an_answer(qtbot, river_map, answer):
    before = kinds(river_map)
    qtbot.mouseDClick(river_map.viewport(), LEFT, pos=QPoint(300, 300))
    assert kinds(river_map) - before == Counter(QGraphicsPixmapItem=1)
    river_map.show_answer(answer)
    river_map.show_answer(None)
    assert kinds(river_map) == before


# Reading


def test_hovering_a_schematic_river_says_so(river_map, rivers):
    reach = next(
        reach
        for reaches in rivers.network.rivers.values()
        for reach in reaches
        if reach.line_error_m > 2000 and reach.length_m[1] > 8000
    )
    line = rivers.lines[reach.id]
    lon, lat = line[len(line) // 2]
    river_map.go_to(lon, lat, 15_000.0)
    river_map.grab()
    words = river_map.words_at(pixel_of(river_map, lon, lat))
    assert rivers.network.name(reach.river).zh in words
    assert "示意线形，误差可达 5 km" in words


def test_hovering_a_true_river_gives_its_km_and_no_warning(river_map, rivers):
    reach = next(r for r in rivers.network.rivers["lhasa"] if r.from_m > 300_000)
    lon, lat = rivers.lines[reach.id][1]
    river_map.go_to(lon, lat, 5_000.0)
    river_map.grab()
    words = river_map.words_at(pixel_of(river_map, lon, lat))
    km = float(words.split(" km")[0].split()[-1])
    assert reach.from_m / 1000 - 0.2 <= km <= reach.to_m / 1000 + 0.2
    assert "示意" not in words


def test_hovering_empty_land_says_nothing(river_map):
    river_map.go_to(87.5, 33.5, 5_000.0)
    assert river_map.words_at(QPoint(400, 300)) == ""


def test_hovering_a_mark_gives_its_number_and_name(river_map, answer):
    hit = next(hit for hit in answer.hits if hit.position)
    river_map.show_answer(answer)
    river_map.go_to(*hit.position, 10_000.0)
    river_map.grab()
    words = river_map.words_at(pixel_of(river_map, *hit.position))
    assert words.startswith(f"{hit.number} · {hit.name.zh}")


def test_hovering_a_symbol_gives_its_name_in_the_language_of_the_window(river_map, rivers):
    site = next(s for s in rivers.playbooks["lhasa"].sites if s.name.zh == "直孔水电站")
    position = rivers.positions[site.id]
    for lang in ("zh", "en"):
        river_map.set_language(lang)
        river_map.go_to(*position, 30_000.0)
        river_map.name_now()
        words = river_map.words_at(pixel_of(river_map, *position))
        assert words.startswith(site.name.in_(lang))


# Switching


@pytest.mark.parametrize("name", list(THEMES))
def test_a_theme_is_drawn_on_its_own_ground_and_adds_nothing(river_map, answer, name):
    river_map.show_answer(answer)
    before = kinds(river_map)
    river_map.set_theme(THEMES[name])
    assert kinds(river_map) == before
    river_map.go_to(87.5, 33.5, 5_000.0)
    ground = river_map.grab().toImage().pixelColor(400, 300)
    assert ground.name().upper() == THEMES[name].background


def test_theme_and_back_is_the_same_picture(river_map, answer):
    river_map.show_answer(answer)
    river_map.go_to(answer.incident.lon, answer.incident.lat, 80_000.0)
    drawn_in_full(river_map)  # the very first outlines of a letter differ by a shade, in Qt
    pictures = []
    for name in ("day", "night", "day"):
        river_map.set_theme(THEMES[name])
        pictures.append(drawn_in_full(river_map))
    assert pictures[0] == pictures[2]
    assert pictures[0] != pictures[1]


def test_language_and_back_is_the_same_picture(river_map):
    river_map.go_to(91.1, 29.65, 100_000.0)
    pictures = []
    for lang in ("zh", "en", "zh"):
        river_map.set_language(lang)
        drawn_in_full(river_map)
        pictures.append(river_map.grab().toImage())
    assert pictures[0] == pictures[2]
    assert pictures[0] != pictures[1]


def test_the_relief_can_be_left_out(river_map):
    river_map.show_everything()
    drawn_in_full(river_map)
    shaded = river_map.grab().toImage()
    river_map.set_relief(False)
    assert river_map.grab().toImage() != shaded
    river_map.set_relief(True)
    assert river_map.grab().toImage() == shaded


def test_an_empty_map_is_drawn_without_rivers_or_answer(empty_map):
    empty_map.show_answer(None)
    empty_map.select_hit("nobody")
    empty_map.show_everything()
    assert not empty_map.grab().isNull()
    assert empty_map.words_at(QPoint(400, 300)) == ""


def test_names_are_set_in_the_window_s_own_font(family):
    from emerg import fonts

    assert family == fonts.FAMILY
