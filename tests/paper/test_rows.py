"""Tables: names wrap inside their cells, rows stay whole, heads repeat, numbers align."""

import itertools

import pypdfium2
import pytest

from emerg.paper import page
from emerg.paper.content import Blank, Column, Form, Stack, Strong, Table, Tick
from emerg.paper.flow import pages
from emerg.paper.pdf import pdf
from emerg.paper.rows import form_blocks, laid_cell, spans_of, table_blocks
from emerg.texts import Text
from tests.paper.sheets import LONG_NAME, drawn, hits, page_texts, sheet

HIGH = 680.0


def text_of(table: Table) -> list[str]:
    return page_texts(pdf(sheet(table), "zh"))


def right_edges(data: bytes, words: list[str]) -> list[float]:
    """Where the last character of each of `words` ends on the first page [pt]."""
    text = pypdfium2.PdfDocument(data)[0].get_textpage()
    edges = []
    for word in words:
        start, count = text.search(word).get_next()
        edges.append(text.get_charbox(start + count - 1, loose=True)[2])
    return edges


@pytest.mark.parametrize("cell", [LONG_NAME, Strong(LONG_NAME), Stack((LONG_NAME, LONG_NAME))])
@pytest.mark.parametrize("room", [30.0, 77.0, 300.0])
def test_a_very_long_name_never_leaves_its_cell(cell, room):
    laid = laid_cell(cell, "zh", room, Text("table"))
    assert all(style.width(line) <= room for line, style in laid.lines)
    assert LONG_NAME in "".join(line for line, _ in laid.lines)


def test_the_drawn_characters_of_a_long_name_stay_in_their_column():
    table = hits(1, LONG_NAME)
    _, span, *_ = spans_of([(c.share, c.align) for c in table.columns])
    text = pypdfium2.PdfDocument(pdf(sheet(table), "zh"))[0].get_textpage()
    words = text.get_text_range()
    for part in ("西藏自治区", "联合集中式", "取水口"):
        at = words.replace("\r\n", "\x00\x00").index(part)
        boxes = [text.get_charbox(at + n) for n in range(len(part))]
        assert all(span.x - 0.1 <= b[0] and b[2] <= span.x + span.wide + 0.1 for b in boxes)


def test_columns_fill_the_width_and_do_not_touch():
    spans = spans_of([(1, "left"), (2, "right"), (3, "left")])
    assert spans[0].x == page.LEFT
    assert spans[-1].x + spans[-1].wide == pytest.approx(page.RIGHT)
    assert all(a.x + a.wide < b.x for a, b in itertools.pairwise(spans))


def test_the_head_stands_on_every_page_and_says_what_goes_on():
    texts = text_of(hits(120))
    assert len(texts) > 2
    assert all("距离 km" in text for text in texts)
    assert not [text for text in texts[:1] if "影响清单（续）" in text]
    assert all("影响清单（续）" in text for text in texts[1:])


def test_a_page_that_begins_within_a_group_says_which():
    groups = [(Strong("控污") if n == 0 else Strong("监测") if n == 90 else "") for n in range(110)]
    rows = tuple((group, f"第{n}步") for n, group in enumerate(groups))
    table = Table((Column("环节", 3), Column("步骤", 9)), rows, "无", "步骤表")
    texts = text_of(table)
    assert len(texts) > 2
    for text in texts[1:]:
        first = int(text.split("第", 1)[1].split("步", 1)[0])
        group = "控污" if first < 90 else "监测"
        assert (f"步骤表（续）：{group}" in text) == bool(groups[first] == "")
    assert "步骤表（续）：控污" in texts[1]


def test_a_row_never_splits_and_none_is_lost():
    table = hits(90, Stack((LONG_NAME, "第二行", "第三行")))
    texts = text_of(table)
    for number in range(1, 91):
        (at,) = [text for text in texts if f"关闭{number}前" in text]
        assert f"{number * 3.7:.1f}" in at
    assert sum(text.count("第三行") for text in texts) == 90
    for text in texts:  # the lines of a row are on one page
        assert text.count("西藏自治区") == text.count("第三行")


def test_a_row_higher_than_a_page_goes_on_on_the_next():
    whole = pages(table_blocks(hits(1, LONG_NAME * 60), "zh", HIGH), HIGH, 0.0)
    assert len(whole) > 1
    assert all(placed.high <= HIGH for one in whole for placed in one)
    assert "".join(text_of(hits(1, LONG_NAME * 60))).count("桑") == 60


def test_numbers_of_a_column_align_on_the_point():
    columns = (Column("地点", 6), Column("距离", 6, "right"))
    rows = tuple(
        (name, n) for name, n in zip("甲乙丙丁", ("7.25", "18", "3.5", "不明"), strict=True)
    )
    table = Table(columns, rows, "无", "表")
    data = pdf(sheet(table), "zh")
    last, whole, tenth, words = right_edges(data, ["7.25", "18", "3.5", "不明"])
    tail = page.CELL.width(".25")
    assert last - whole == pytest.approx(tail, abs=0.3)
    assert last - tenth == pytest.approx(page.CELL.width("5"), abs=0.3)
    assert words == pytest.approx(page.RIGHT, abs=0.6)


def test_a_table_without_rows_says_so():
    (text,) = text_of(hits(0))
    assert "沿途没有已列的影响点" in text


def test_a_field_reads_as_label_and_value_and_an_unknown_one_is_a_line():
    form = Form((("发生时间", "2026-11-25 03:00"), ("监测数据", "")))
    (text,) = page_texts(pdf(sheet(form), "zh"))
    assert "发生时间：" in text
    assert "2026-11-25 03:00" in text
    known, blank = form_blocks(form, "zh", HIGH)
    ruled = [
        drawn(lambda pen, b=b: b.draw(pen, 700.0, b.high)).count(b" l S") for b in (known, blank)
    ]
    assert ruled == [1, 2]


def test_a_blank_leaves_room_for_a_hand_and_a_tick_is_a_box():
    blank, tick = (laid_cell(cell, "zh", 50.0, Text("table")) for cell in (Blank(), Tick()))
    assert (blank.kind, tick.kind) == ("blank", "tick")
    assert blank.high > page.CELL.line


def test_heads_of_a_table_have_the_words_of_its_language():
    table = Table((Column(Text("list"), 12),), ((Text("map"),),), "", "")
    (text,) = page_texts(pdf(sheet(table), "zh"))
    assert "列表" in text
    assert "地图" in text


def test_the_last_row_never_stands_alone_on_a_page():
    for count in range(20, 80):
        set_pages = pages(table_blocks(hits(count), "zh", HIGH), HIGH, 0.0)
        assert len(set_pages) == 1 or len(set_pages[-1]) >= 3  # the head and two rows
