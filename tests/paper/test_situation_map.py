"""The map for the wall: true to scale as measured, every place on one sheet, the rest counted."""

import re
import time
from itertools import pairwise

import numpy as np
import pypdfium2
import pyproj
import pytest

from emerg.paper.brief import situation_map
from emerg.paper.map_content import FRONT_CLASSES, ClosedRoad
from emerg.paper.map_grid import GRID
from emerg.paper.page import A3_WIDE, DANGER, Area
from emerg.paper.projection import MM
from emerg.paper.situation import PANEL, STRIP_HIGH, ZOOM
from emerg.paper.situation_extent import FIRST_SCALE, LADDER, MOST_FURTHER, extents
from emerg.paper.situation_map import closed_roads, wall_sheets
from emerg.paper.situation_panel import _columns
from emerg.playbooks.roads import load_roads
from emerg.texts import render
from tests.paper import hostile, made
from tests.paper.measure import boxes, largest, strokes
from tests.paper.sheets import page_texts

GEOD = pyproj.Geod(ellps="WGS84")
WIDE, HIGH = A3_WIDE.room - PANEL, A3_WIDE.top - A3_WIDE.bottom - STRIP_HIGH - 100.0
WAYS = [
    {"river": river, "km": km}
    for river, km in (
        ("lhasa", 430.0),
        ("yarlung-tsangpo", 100.0),
        ("nujiang", 400.0),
        ("jinsha", 500.0),
        ("boqu", 60.0),
    )
]


def at(where):
    return made.answer(at=where)


@pytest.fixture(scope="module", params=WAYS, ids=lambda where: where["river"])
def answer(request):
    return at(request.param)


@pytest.fixture(scope="module")
def printed(answer):
    return situation_map(answer, "zh", made.rivers())


@pytest.fixture(scope="module")
def demo():
    return situation_map(made.demo(), "zh", made.rivers())


def printed_scale(text: str) -> float:
    found = re.search(r"1:(\d{1,3}(?: \d{3})+)", text)
    assert found
    return float(found[1].replace(" ", ""))


def crossings(data: bytes, number: int) -> dict[tuple[float, float], tuple[float, float]]:
    """Where meridians and parallels cross on the page, by the degrees written at their ends."""
    text = pypdfium2.PdfDocument(data)[number].get_textpage()
    found: dict[str, list[tuple[float, np.ndarray]]] = {"E": [], "N": []}
    for line in strokes(data, number, GRID):
        upright = abs(line[-1][1] - line[0][1]) > abs(line[-1][0] - line[0][0])
        degrees = _label(text, line, upright=upright)
        if degrees is not None:
            found["E" if upright else "N"].append((degrees, line))
    return {
        (lon, lat): at
        for lon, meridian in found["E"]
        for lat, parallel in found["N"]
        if (at := _cross(meridian, parallel)) is not None
    }


def _label(text, line, *, upright: bool) -> float | None:
    """The degrees written beside one of the ends of a line of the grid."""
    for x, y in (line[0], line[-1]):
        box = (x - 4, y - 34, x + 70, y + 34) if upright else (x - 90, y - 6, x + 90, y + 26)
        words = text.get_text_bounded(*box)
        mark = re.search(r"(\d+)°(?:(\d\d)′)?" + ("E" if upright else "N"), words)
        if mark:
            return int(mark[1]) + int(mark[2] or 0) / 60
    return None


def _cross(one: np.ndarray, other: np.ndarray) -> tuple[float, float] | None:
    """Where two lines of the page meet; None where they leave it before."""
    for a, b in pairwise(one):
        for c, d in pairwise(other):
            matrix = np.column_stack([b - a, c - d])
            if abs(np.linalg.det(matrix)) < 1e-9:
                continue
            s, t = np.linalg.solve(matrix, c - a)
            if -1e-9 <= s <= 1 + 1e-9 and -1e-9 <= t <= 1 + 1e-9:
                return tuple(a + s * (b - a))
    return None


def test_measured_on_the_page_the_scale_is_right_to_half_a_percent(printed):
    for number, text in enumerate(page_texts(printed)):
        scale = printed_scale(text)
        found = crossings(printed, number)
        assert len(found) >= 6
        corners = list(found.items())
        for (here, (x0, y0)), (there, (x1, y1)) in zip(corners, reversed(corners), strict=True):
            if here != there:
                _, _, metres = GEOD.inv(*here, *there)
                measured = np.hypot(x1 - x0, y1 - y0) / MM / 1000 * scale
                assert measured == pytest.approx(metres, rel=0.005)


def test_the_bar_is_as_long_on_the_page_as_it_says(printed):
    for number, text in enumerate(page_texts(printed)):
        quarters = sorted(boxes(printed, number, 3.0 * ZOOM))
        bar = quarters[3][2] - quarters[0][0]
        said = float(re.findall(r"(\d+) km", text)[-1])
        on_ground = bar / MM / 1_000_000 * printed_scale(text)
        assert any(
            on_ground == pytest.approx(float(km), rel=0.005)
            for km in re.findall(r"(\d+(?:\.\d+)?) km", text)
        ), said


def test_every_sheet_is_a3_on_a_rung_of_the_ladder_within_its_margins(printed):
    document = pypdfium2.PdfDocument(printed)
    for sheet, text in zip(document, page_texts(printed), strict=True):
        assert [round(side / MM) for side in sheet.get_size()] == [420, 297]
        assert printed_scale(text) in LADDER
        bitmap = sheet.render(scale=1.0, grayscale=True).to_numpy().squeeze().copy()
        edge = int(A3_WIDE.margin) - 2
        bitmap[edge:-edge, edge:-edge] = 255
        assert (bitmap == 255).all()
    assert len(printed) < 2_000_000


def test_every_point_of_the_way_and_every_place_is_on_a_sheet(answer):
    stretches = extents(answer, WIDE, HIGH)
    assert len(stretches) <= 1 + MOST_FURTHER + 1
    sheets = wall_sheets(answer, made.rivers(), stretches)
    assert [hit for sheet in sheets for hit in sheet.hits] == list(answer.hits)
    trace = answer.trace
    for lon, lat in zip(trace.lon, trace.lat, strict=True):
        assert any(
            west <= lon <= east and south <= lat <= north
            for west, south, east, north in (one.bounds for one in stretches)
        )
    for before, after in pairwise(stretches):
        assert before.to_h == after.from_h


def test_what_another_sheet_shows_is_said_on_this_one(printed):
    texts = [text.replace("\r\n", "") for text in page_texts(printed)]
    several = len(texts) > 1
    for number, text in enumerate(texts, start=1):
        assert (f"全程分 {len(texts)} 幅，本图为第 {number} 幅" in text) == several
        assert (f"全程示意，本图为第 {number} 幅" in text) == several


def test_the_first_sheet_is_at_a_scale_for_the_town_and_holds_the_next_hours(demo):
    assert printed_scale(page_texts(demo)[0]) <= FIRST_SCALE
    first = extents(made.demo(), WIDE, HIGH)[0]
    assert first.to_h >= 12


def test_key_marks_and_table_have_the_same_numbers(demo):
    sheets = wall_sheets(made.demo(), made.rivers(), extents(made.demo(), WIDE, HIGH))
    first = sheets[0]
    drawn = {mark.number for mark in first.map.marks if mark.number is not None}
    assert drawn == {hit.number for hit in first.hits if hit.position is not None}
    assert {mark.letter for mark in first.map.marks if mark.letter} == {
        one.sign for one in first.held
    }
    text = page_texts(demo)[0]
    for hit in first.hits:
        assert render(hit.title, "zh")[:8] in text


def test_points_to_sample_at_one_place_share_a_mark():
    sheets = wall_sheets(made.demo(), made.rivers(), extents(made.demo(), WIDE, HIGH))
    marks = [mark for mark in sheets[0].map.marks if mark.symbol == "sampling"]
    assert len({(mark.lon, mark.lat) for mark in marks}) == len(marks) > 3
    assert any("–" in str(mark.label) for mark in marks)


def test_by_when_to_close_is_the_largest_thing_on_every_sheet_that_has_a_place(demo):
    stretches = extents(made.demo(), WIDE, HIGH)
    sheets = wall_sheets(made.demo(), made.rivers(), stretches)
    with_places = [number for number, sheet in enumerate(sheets) if sheet.hits]
    assert len(with_places) > 1
    for number in with_places:
        assert re.fullmatch(r"(\d\d-\d\d \d\d:\d\d 前){1,2}", largest(demo, number))


def test_a_stretch_without_places_says_that_there_may_be_some():
    text = page_texts(situation_map(hostile.nothing(), "zh", made.rivers()))[0]
    assert "不等于没有" in text


def test_title_block_status_hash_and_page_stand_on_every_sheet(demo):
    texts = [text.replace("\r\n", "") for text in page_texts(demo)]
    for number, text in enumerate(texts, start=1):
        for words in (
            "态势图：",
            "拉萨河氰化钠溶液罐车侧翻",
            "初判：",
            "演 练",
            "公开资料草案，未经核实",
            "数据 ",
            f"第 {number} / {len(texts)} 页",
            "不绘国界",
            "北",
        ):
            assert words in text


def test_a_closed_road_is_drawn_barred_and_named_in_the_legend():
    roads = load_roads([made.ROOT / "playbooks"])
    lon, lat = made.demo().incident.lon, made.demo().incident.lat
    near = [
        name
        for name, line in roads.lines.items()
        if np.abs(line - (lon, lat)).sum(axis=1).min() < 0.1
    ]
    closed = closed_roads(roads, near[:1])
    assert isinstance(closed[0], ClosedRoad)
    plain = situation_map(made.demo(), "zh", made.rivers())
    barred = situation_map(made.demo(), "zh", made.rivers(), closed=closed)
    assert "当日封闭道路" in page_texts(barred)[0]
    assert "当日封闭道路" not in page_texts(plain)[0]
    assert len(strokes(barred, 0, DANGER)) > len(strokes(plain, 0, DANGER)) + 2


def test_a_closed_junction_closes_all_that_meet_there():
    roads = load_roads([made.ROOT / "playbooks"])
    stretch = next(iter(roads.roads.stretches.values()))
    assert len(closed_roads(roads, [stretch.start])) >= 1
    assert closed_roads(roads, []) == ()


@pytest.mark.parametrize(
    "case",
    [hostile.crowded, hostile.no_intakes, hostile.nothing, hostile.unknown],
    ids=["crowded", "no intakes", "nothing", "unknown"],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_can_be_drawn_of_anything(case, lang):
    answer = case()
    texts = page_texts(situation_map(answer, lang, made.rivers()))
    assert all(printed_scale(text) in LADDER for text in texts)


def test_which_sheet_it_is_stands_whole_in_every_inset(printed):
    texts = page_texts(printed)
    for number, text in enumerate(texts, start=1):
        words = re.sub(r"\s", "", text)
        assert len(texts) == 1 or f"全程示意，本图为第{number}幅" in words


def test_times_stand_whole_and_the_name_has_the_rest():
    area = Area(0.0, 0.0, PANEL, 500.0)
    (x, name, _), (middle, front, _), (right, last, _) = _columns(area, 50.0, 70.0)
    assert (front, last, right) == (50.0, 70.0, PANEL)
    assert x + name < middle - front / 2
    assert middle + front / 2 < right - last
    assert _columns(area, 50.0, 100.0)[0][1] == name - 30.0
    # A name keeps some room, whatever comes.
    assert _columns(area, 900.0, 900.0)[0][1] > 40.0


def test_long_names_stand_whole_where_there_is_room_for_two_lines():
    text = page_texts(situation_map(made.demo(), "zh", made.rivers()))[-1]
    assert "…" not in text


def test_rows_that_have_no_room_are_counted():
    text = page_texts(situation_map(hostile.crowded(), "zh", made.rivers()))[0]
    first = extents(hostile.crowded(), WIDE, HIGH)[0]
    hits = [hit for hit in hostile.crowded().hits if first.holds(hit.front_h[0])]
    shown = len(re.findall(r"^\d+西藏自治区拉萨市|^\d+ 西藏自治区拉萨市", text, re.MULTILINE))
    assert 0 < shown < len(hits)
    assert re.search(r"另有 \d+ 项见完整简报", text)


def test_only_our_fonts_are_in_it_embedded(demo):
    names = set(re.findall(rb"/(?:BaseFont|FontName) */([\w+-]+)", demo))
    assert all(re.fullmatch(rb"[A-Z]{6}\+NotoSansSC-(Regular|Bold)", name) for name in names)
    assert demo.count(b"/FontFile2") == demo.count(b"/Type /FontDescriptor") > 0


def test_in_grey_the_classes_still_differ_by_their_width():
    widths = [kind.width for kind in FRONT_CLASSES]
    assert widths == sorted(widths, reverse=True)
    assert len(set(widths)) == len(widths)


def test_a_sheet_takes_less_than_two_seconds_of_the_processor():
    answer = made.demo()
    situation_map(answer, "zh", made.rivers())
    begun = time.process_time()
    count = len(pypdfium2.PdfDocument(situation_map(answer, "zh", made.rivers())))
    assert (time.process_time() - begun) / count < 2.0
