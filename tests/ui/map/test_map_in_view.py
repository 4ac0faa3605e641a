"""A name in view can be read as a whole: cut off by no edge, covered by no board."""

from itertools import pairwise
from math import cos, radians, sin

import pytest
import shapely

from emerg.paper.labels import Box
from emerg.ui.map import features
from emerg.ui.map.features import ALWAYS, Spot
from emerg.ui.map.in_view import InView
from emerg.ui.map.layout import Wanted, lay_out
from emerg.ui.map.mercator import plane, point
from emerg.ui.map.names import NamesItem
from emerg.ui.map.sheet import Region
from emerg.ui.said import headline

REGION = Region(0.0, 0.0, 1000.0, 800.0, 1.0)
SEEN = Box(250.0, 200.0, 750.0, 600.0)
BOARD = Box(262.0, 212.0, 600.0, 256.0)


def size_of(text, _style):
    return 11.0 * len(text) + 4.0, 16.0


def box_of(placed):
    wide, high = size_of(placed.text, placed.style)
    if placed.symbol is not None:
        wide = high = placed.size
    half_wide, half_high = wide / 2, high / 2
    return Box(
        placed.x - half_wide, placed.y - half_high, placed.x + half_wide, placed.y + half_high
    )


def inside(box, area):
    return (
        area.west <= box.west
        and box.east <= area.east
        and area.south <= box.south
        and box.north <= area.north
    )


def names(wanted, view):
    return [one for one in lay_out(wanted, REGION, size_of, view).placed if one.text]


def spot(text, x, y, style="post", symbol="interception"):
    return Spot(text, style, x, y, symbol, ALWAYS, ALWAYS, key=text)


def test_where_no_side_has_room_a_name_is_moved_in_from_the_edge():
    # East of it stands another, west of it is the edge.
    other = spot("", 330.0, 400.0)
    held = spot("hold 2: little", 300.0, 400.0)
    (name,) = [n for n in names(Wanted(posts=[other, held]), InView(SEEN)) if n.text == held.text]
    assert inside(box_of(name), SEEN)


def test_a_town_in_view_whose_name_can_stand_nowhere_in_view_has_none():
    narrow = InView(Box(480.0, 200.0, 520.0, 600.0))
    town = spot("a town of a long name", 500.0, 400.0, "county", "town")
    assert names(Wanted(places=[town]), narrow) == []


def test_what_lies_out_of_view_is_named_there_and_not_half_in_view():
    towns = [spot("town", x, 400.0, "county", "town") for x in (100.0, 245.0)]
    found = names(Wanted(places=towns), InView(SEEN))
    assert len(found) == 2
    assert not any(box_of(name).meets(SEEN) for name in found)


def test_no_name_lies_under_a_board_and_a_town_under_one_has_none():
    view = InView(SEEN, (BOARD,))
    towns = [
        spot("beside", 300.0, 262.0, "county", "town"),
        spot("under", 400.0, 235.0, "county", "town"),
    ]
    (name,) = names(Wanted(places=towns), view)
    assert name.text == "beside"
    assert not box_of(name).meets(BOARD)


def test_numbers_and_symbols_step_out_from_under_a_board():
    hit = Spot("intake", "hit", 590.0, 235.0, None, ALWAYS, ALWAYS, key="intake")
    post = spot("hold 1", 300.0, 250.0)
    layout = lay_out(Wanted(hits=[hit], posts=[post]), REGION, size_of, InView(SEEN, (BOARD,)))
    dx, dy = layout.numbered["intake"]
    number = Box(590.0 + dx - 12, 235.0 + dy - 12, 590.0 + dx + 12, 235.0 + dy + 12)
    assert not number.meets(BOARD)
    assert {one.text for one in layout.placed if one.text} == {"intake", "hold 1"}
    assert not any(box_of(one).meets(BOARD) for one in layout.placed)


def test_what_can_not_step_aside_stands_where_it_is():
    wide = Box(250.0, 200.0, 750.0, 500.0)
    hit = Spot("intake", "hit", 500.0, 350.0, None, ALWAYS, ALWAYS, key="intake")
    layout = lay_out(Wanted(hits=[hit]), REGION, size_of, InView(SEEN, (wide,)))
    assert layout.numbered == {"intake": (0.0, 0.0)}


def test_a_name_further_off_is_led_to_and_the_line_crosses_nothing():
    # All around it stands something; only on one slant is a way out.
    steps = (-22.0, 0.0, 22.0)
    crowd = [
        spot("", 500.0 + dx, 400.0 + dy)
        for dx in steps
        for dy in steps
        if (dx or dy) and (dx, dy) != (22.0, -22.0)
    ]
    layout = lay_out(Wanted(posts=[spot("hold 1", 500.0, 400.0), *crowd]), REGION, size_of)
    (name,) = [one for one in layout.placed if one.text == "hold 1"]
    assert name.leader is not None
    begin, end = ((name.x + dx, name.y + dy) for dx, dy in (name.leader.begin, name.leader.end))
    assert begin[0] > 515.0  # from the open side
    assert begin[1] < 385.0
    line = shapely.LineString([begin, end])
    symbols = [shapely.box(*box_of(one)) for one in layout.placed if one.symbol is not None]
    assert len(symbols) == len(crowd) + 1
    assert not any(line.intersects(symbol) for symbol in symbols)
    assert line.distance(shapely.Point(500.0, 400.0)) < 20.0


def test_a_name_that_stands_beside_needs_no_line():
    (name,) = names(Wanted(posts=[spot("hold 1", 500.0, 400.0)]), InView(SEEN))
    assert name.leader is None


def test_what_a_board_comes_to_lie_on_is_named_anew(river_map, answer, qtbot):
    river_map.show_answer(answer)
    river_map.go_to(91.1, 29.7, 160_000.0)
    qtbot.waitUntil(lambda: river_map.named)
    river_map.show_hour(12.0)
    assert not river_map.named
    qtbot.waitUntil(lambda: river_map.named)


def test_the_intake_of_the_headline_has_its_number_on_the_map(river_map, answer):
    river_map.show_answer(answer)
    first = headline(answer, answer.incident.now).site
    names_item = next(i for i in river_map.scene().items() if isinstance(i, NamesItem))
    for scale in (80_000.0, 160_000.0, 900_000.0):
        river_map.go_to(91.1, 29.7, scale)
        river_map.name_now()
        assert first in names_item.layout.numbered


def test_how_it_stands_where_it_is_held_is_named_before_points_to_sample():
    around = [(dx, dy) for dx in (-30.0, 0.0, 30.0) for dy in (-20.0, 0.0, 20.0) if dx or dy]
    samples = [
        Spot("", "sample", 500.0 + dx, 400.0 + dy, "sampling", ALWAYS, 0.0, key=f"{dx} {dy}")
        for dx, dy in around
    ]
    found = names(Wanted(posts=[spot("hold 1", 500.0, 400.0)], samples=samples), InView(SEEN))
    assert [name.text for name in found] == ["hold 1"]


@pytest.mark.parametrize("metres_per_px", [700.0, 300.0, 120.0])
def test_on_a_whole_map_nothing_is_cut_off_or_covered(rivers, answer, metres_per_px):
    x, y = point(91.1, 29.65)
    region = Region(x - 700 * metres_per_px, y - 450 * metres_per_px, 1400.0, 900.0, metres_per_px)
    seen, board = Box(350.0, 225.0, 1050.0, 675.0), Box(362.0, 237.0, 900.0, 281.0)
    wanted = Wanted(
        incident=point(answer.incident.lon, answer.incident.lat),
        plume=plane(list(zip(answer.trace.lon, answer.trace.lat, strict=True))),
        hits=features.hit_spots(answer.hits, "zh"),
        places=features.place_spots("zh"),
        rivers=features.river_names(features.named_courses(rivers), "zh"),
        lakes=features.lake_spots("zh"),
        sites=features.site_spots(rivers, "zh", [hit.site for hit in answer.hits]),
    )
    layout = lay_out(wanted, region, size_of, InView(seen, (board,)))
    level = [one for one in layout.placed if one.text and not one.degrees]
    assert level
    for box in map(box_of, level):
        assert not box.meets(board)
        assert inside(box, seen) or not box.meets(seen)
    # Along a river the ends and the middle of a name are on one side of every edge.
    for one in (one for one in layout.placed if one.degrees):
        ends = list(_along(one))
        assert all(_in(a, seen) == _in(b, seen) for a, b in pairwise(ends))
        assert not any(_in(end, board) for end in ends)


def _along(placed):
    wide, _high = size_of(placed.text, placed.style)
    turn = radians(placed.degrees)
    for share in (-0.5, -0.25, 0.0, 0.25, 0.5):
        yield placed.x + cos(turn) * wide * share, placed.y + sin(turn) * wide * share


def _in(place, area):
    return area.west < place[0] < area.east and area.south < place[1] < area.north


def test_boards_that_changed_are_answered_once_and_not_in_every_frame(river_map, monkeypatch):
    names = river_map._names
    river_map.name_now()
    asked = []
    monkeypatch.setattr(names, "update", lambda: asked.append(names.holds))
    names.under(river_map._laid())
    assert asked == []  # nothing has changed
    laid = river_map._laid()
    other = laid._replace(scale=laid.scale.translated(40.0, 0.0))
    assert other.outline != laid.outline
    for _frame in range(3):
        names.under(other)
    assert asked == [False]
