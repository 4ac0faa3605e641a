"""Maps: true to scale, nothing outside the frame, classes told apart in grey, no collisions."""

import itertools
import re

import numpy as np
import pypdfium2
import pyproj
import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerg.geodata import layers
from emerg.paper import page
from emerg.paper.content import MapPart
from emerg.paper.drawing import Inset, Manner, draw_map
from emerg.paper.labels import Box, Room
from emerg.paper.map_base import RELIEF_INK, _lonlat_of, river_width, shading
from emerg.paper.map_content import FRONT_CLASSES, LegendEntry, Mark
from emerg.paper.map_furniture import BAR_ROOM, _draw_bar, panel_box, quiet_corner, strip_of
from emerg.paper.map_labels import place_marks, tell_left_out
from emerg.paper.map_names import along_line
from emerg.paper.map_plume import runs, way_of
from emerg.paper.map_window import Window
from emerg.paper.page import Area, Pen
from emerg.paper.pdf import pdf
from emerg.paper.projection import frame, is_local, scale_bar
from tests.paper.sheets import drawn, front, grey, line_east, map_of, page_texts, plume, sheet

AREA = Area(120.0, 300.0, 340.0, 360.0)
GEOD = pyproj.Geod(ellps="WGS84")
TIBET = st.tuples(
    st.floats(79.0, 95.0), st.floats(27.0, 32.0), st.floats(0.1, 8.0), st.floats(0.1, 3.0)
).map(lambda box: (box[0], box[1], box[0] + box[2], box[1] + box[3]))


def window(pen: Pen | None = None, wide: float = 340.0, high: float = 300.0) -> Window:
    fitted = frame(map_of().bounds, wide, high)
    assert pen is None or isinstance(pen, Pen)
    return Window(pen, fitted, "zh", Room(wide, high), Room(wide, high))  # type: ignore[arg-type]


def text_of(content, share: float = 0.8, lang="zh") -> str:
    return "".join(page_texts(pdf(sheet(MapPart(content, share)), lang)))


@given(bounds=TIBET, wide=st.floats(150.0, 510.0), high=st.floats(150.0, 700.0))
def test_the_scale_bar_is_true_at_the_middle_of_the_sheet(bounds, wide, high):
    fitted = frame(bounds, wide, high)
    lon, lat = fitted.lonlat(np.array([[wide / 2, high / 2]]))[0]
    length_m, bar = scale_bar(fitted.denominator, BAR_ROOM)
    for azimuth in (fitted.north_deg, fitted.north_deg + 90.0):
        east, north, _ = GEOD.fwd([lon], [lat], [azimuth], [length_m])
        x, y = fitted.point(east[0], north[0])
        assert np.hypot(x - wide / 2, y - high / 2) == pytest.approx(bar, rel=0.01)


def test_the_drawn_bar_is_as_long_as_it_says():
    data = drawn(lambda pen: _draw_bar(pen, 100.0, 100.0, 20_000.0, 72.0))
    quarters = re.findall(rb"([\d.]+) 100 ([\d.]+) 3 re", data)
    assert [(float(x), float(wide)) for x, wide in quarters] == [
        (100.0, 18.0), (118.0, 18.0), (136.0, 18.0), (154.0, 18.0)
    ]  # fmt: skip
    words = page_texts(data)[0]
    assert all(figure in words for figure in ("0", "10", "20 km"))


@given(bounds=TIBET, wide=st.floats(150.0, 510.0), high=st.floats(150.0, 700.0))
def test_the_window_shows_all_that_was_asked_for(bounds, wide, high):
    fitted = frame(bounds, wide, high)
    west, south, east, north = bounds
    assert all(
        fitted.inside(*fitted.point(lon, lat)) for lon in (west, east) for lat in (south, north)
    )
    shown = fitted.bounds()
    assert shown[0] <= west
    assert shown[2] >= east


@given(bounds=TIBET)
def test_sheet_and_ground_give_each_other_back(bounds):
    fitted = frame(bounds, 300.0, 300.0)
    places = np.array([[0.0, 0.0], [150.0, 20.0], [300.0, 300.0]])
    assert np.allclose(fitted.place(fitted.lonlat(places)), places, atol=1e-4)


def test_nothing_is_drawn_outside_the_map():
    marks = tuple(Mark(90.0 + n / 10, 29.6, "dam", f"大坝{n}") for n in range(30))
    content = map_of(*marks, way=plume(), incident=(90.6, 29.6))
    data = drawn(lambda pen: draw_map(pen, content, "zh", AREA))
    pixels = grey(data)
    rows = slice(round(page.HIGH - AREA.y - AREA.high) - 1, round(page.HIGH - AREA.y) + 2)
    columns = slice(round(AREA.x) - 2, round(AREA.x + AREA.wide) + 2)
    assert pixels[rows, columns].min() < 100
    pixels[rows, columns] = 255
    assert (pixels == 255).all()


def test_title_scale_north_degrees_credit_and_projection_are_printed():
    text = text_of(map_of(way=plume()))
    for words in ("前锋最早到达时间", "1:", "北", "°E", "°N", "km", "OpenStreetMap", "横轴墨卡托"):
        assert words in text
    assert "不绘国界" in text


def test_a_wide_sheet_names_its_other_projection():
    assert is_local((91.0, 29.0, 92.0, 30.0))
    assert not is_local((82.0, 28.0, 97.0, 31.0))


def test_the_plume_is_cut_where_the_front_passes_from_class_to_class():
    way = way_of(window(), plume(hours=30.0))
    found = list(runs(way))
    assert [run.kind.key for run in found] == ["2", "6", "12", "24", "72"]
    for before, after in itertools.pairwise(found):
        assert np.allclose(before.places[-1], after.places[0])
    x = [way.at(hours)[0] for hours in (2.0, 6.0, 12.0, 24.0)]
    assert np.allclose([run.places[-1][0] for run in found[:-1]], x)


def test_class_d_stretches_of_the_plume_are_told_apart():
    made = plume()
    rough = tuple(n > 100 for n in range(len(made.trace.lon)))
    trace = type(made.trace)(made.trace.lon, made.trace.lat, made.trace.front_h, rough)
    found = list(runs(way_of(window(), type(made)(trace, ()))))
    assert [run.rough for run in found] == sorted(run.rough for run in found)
    assert {run.rough for run in found} == {True, False}


def test_classes_grow_lighter_and_thinner_so_that_grey_tells_them_apart():
    def light(colour: str) -> float:
        red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    lights = [light(kind.colour) for kind in FRONT_CLASSES]
    assert all(b - a >= 12 for a, b in itertools.pairwise(lights))
    widths = [kind.width for kind in FRONT_CLASSES]
    assert widths == sorted(widths, reverse=True)
    assert (widths[0], widths[-1]) == (5.0, 2.0)


def test_the_hours_of_the_front_are_written_where_it_comes_and_only_there():
    text = text_of(map_of(way=plume(hours=30.0)))
    assert all(f"{hours} h 钟点" in text for hours in (2, 6, 12, 24))
    assert "72 h 钟点" not in text


def test_marks_never_cover_each_other_and_the_first_keeps_its_place():
    marks = tuple(Mark(91.2, 29.6, "town", number=n) for n in range(1, 30))
    shown: list[Box] = []

    def draw(pen: Pen) -> None:
        at = window(pen)
        placing = place_marks(at, marks)
        shown.extend(box for _, box in placing.placed)
        x, y = at.frame.point(91.2, 29.6)
        first = shown[0]
        assert ((first.west + first.east) / 2, (first.south + first.north) / 2) == (x, y)
        assert placing.left_out == len(marks) - len(placing.placed)

    drawn(draw)
    assert len(shown) > 10
    assert not [1 for n, a in enumerate(shown) for b in shown[:n] if a.meets(b)]


def test_marks_without_room_are_owned_up_to():
    text = page_texts(drawn(lambda pen: tell_left_out(window(pen), 7)))[0]
    assert "另有 7 处图上放不下" in text
    assert not page_texts(drawn(lambda pen: tell_left_out(window(pen), 0)))[0]


def test_marks_outside_the_window_are_not_counted_as_left_out():
    drawn(lambda pen: place_marks(window(pen), (Mark(80.0, 33.0, "dam", "远"),)))
    assert "放不下" not in text_of(map_of(Mark(80.0, 33.0, "dam", "远")))


def test_a_town_named_by_a_mark_is_not_named_again():
    seat = next(place for place in layers.places() if place.name.zh == "拉萨市")
    assert text_of(map_of()).count("拉萨市") == 1
    assert text_of(map_of(Mark(seat.lon, seat.lat, "seat", "拉萨市"))).count("拉萨市") == 1


def test_names_speak_the_language_of_the_sheet():
    text = text_of(map_of(), lang="en")
    assert "Lhasa" in text
    assert "No border is drawn" in text


@given(points=st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300)), min_size=2, max_size=30))
def test_names_along_a_line_stand_upright(points):
    line = np.array(points)
    for _, _, degrees in along_line(line, 30.0, 7.0):
        assert -90.0 <= degrees <= 90.0


def test_the_name_of_a_river_lies_beside_its_line():
    (x, y, degrees), *_ = along_line(np.array([[0.0, 50.0], [200.0, 50.0]]), 30.0, 7.0)
    assert degrees == 0.0
    assert y > 51.0 or y + 7.0 < 49.0
    assert 0.0 <= x <= 170.0


def test_rivers_widen_with_their_flow_within_bounds():
    widths = [river_width(flow) for flow in (0.0, 2.0, 20.0, 200.0, 2000.0, 1e6)]
    assert widths == sorted(widths)
    assert (widths[0], widths[-1]) == (0.6, 3.0)


def test_the_relief_is_quiet_and_white_where_nothing_is_known():
    grey_levels = shading(frame((90.0, 29.0, 92.0, 30.0), 300.0, 300.0))
    assert grey_levels.min() >= 255 - RELIEF_INK * 255 - 1
    assert grey_levels.std() > 1.0
    assert (shading(frame((60.0, 40.0, 61.0, 41.0), 300.0, 300.0)) == 255).all()


def test_the_scale_bar_moves_out_of_the_way():
    at = window()
    west_south = np.array([[20.0, 15.0], [40.0, 20.0]])
    assert panel_box(at, west_south).west > 100.0 or panel_box(at, west_south).south > 100.0
    assert panel_box(at, np.empty((0, 2))).west < 10.0


def test_what_else_stands_in_a_corner_leaves_the_scale_bar_alone():
    at, nothing = window(), np.empty((0, 2))
    bar = panel_box(at, nothing)
    beside = quiet_corner(at, nothing, 60.0, 140.0, (bar,))
    assert not beside.meets(bar)
    # Also where every other corner is busy.
    everywhere = np.array([[x, y] for x in (15.0, 325.0) for y in (15.0, 285.0)])[1:]
    assert not quiet_corner(at, everywhere, 60.0, 140.0, (bar,)).meets(bar)


def test_the_inset_of_a_map_hides_nothing_of_its_scale_bar():
    stood: list[Area] = []

    def draw(pen: Pen) -> None:
        inset = Inset(60.0, 140.0, lambda _, area: stood.append(area))
        draw_map(pen, map_of(), "zh", AREA, Manner(grid=True, inset=inset))

    data = drawn(draw)
    left, south = min(
        (float(x), float(y)) for x, y in re.findall(rb"([\d.]+) ([\d.]+) [\d.]+ 3 re", data)
    )
    area = stood[0]
    over = Box(area.x, area.y, area.x + area.wide, area.y + area.high)
    assert not over.meets(Box(left, south, left + 80.0, south + 3.0))


def test_classes_of_the_front_come_first_and_in_one_column_of_the_legend():
    content = map_of()
    symbols = tuple(LegendEntry("symbol", "dam", f"大坝{n}") for n in range(9))
    mixed = type(content)(**{
        **{name: getattr(content, name) for name in content.__slots__},
        "legend": (*symbols, *content.legend),
    })  # fmt: skip
    first, *_ = strip_of(mixed, "zh", 330.0, 200.0).by_column()
    assert [entry.kind for entry, _ in first][:6] == ["class"] * 6


def test_a_legend_too_high_gives_its_notes_away_first():
    content = map_of()
    roomy, tight = (strip_of(content, "zh", 330.0, most) for most in (300.0, 50.0))
    assert len(tight.notes) < len(roomy.notes)
    assert tight.entries == roomy.entries


def test_a_map_of_an_incident_takes_little_room_in_the_file():
    assert len(pdf(sheet(front()), "zh")) < 250_000


def test_the_map_is_one_picture_of_relief_small_enough():
    document = pypdfium2.PdfDocument(pdf(sheet(MapPart(map_of(), 0.9)), "zh"))
    pictures = list(document[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
    assert len(pictures) == 1
    wide, high = pictures[0].get_px_size()
    assert wide * high < 300_000


def test_the_river_is_drawn_to_what_a_pen_can_show():
    at = window()
    fine = np.repeat(line_east(), 50, axis=0)
    (piece,) = at.path(fine)
    assert len(piece) < len(fine) / 50


@pytest.mark.parametrize(
    "bounds", [(90.2, 29.2, 91.8, 30.0), (82.0, 28.5, 95.0, 30.5), (88.0, 27.5, 99.0, 33.5)]
)
def test_the_relief_lies_where_the_projection_puts_it(bounds):
    """Between its knots it is a fifteenth of the finest line off, at most."""
    window = frame(bounds, 780.0, 540.0)
    x, y = np.linspace(0, window.wide, 157), np.linspace(0, window.high, 109)
    found = window.place(_lonlat_of(window, x, y))
    east, north = np.meshgrid(x, y[::-1])
    off = np.hypot(found[:, 0] - east.ravel(), found[:, 1] - north.ravel())
    assert off.max() < 0.1
