"""The finished file: searchable, our fonts only, every page headed and numbered, reproducible."""

import re

import pypdfium2
import pytest

from emerg.errors import OutputError
from emerg.paper.content import Form, Heading, MapPart, Note, Points
from emerg.paper.map_content import Mark
from emerg.paper.pdf import _draw_watermark, pdf
from tests.paper.sheets import LONG_NAME, drawn, front, grey, hits, map_of, page_texts, plume, sheet

DRILL = "演练 DRILL"


@pytest.fixture(scope="module")
def brief() -> bytes:
    return pdf(sheet(front(), Heading("影响清单", new_page=True), hits(80)), "zh")


@pytest.fixture(scope="module")
def drill() -> bytes:
    return pdf(sheet(front(), hits(80), drill=DRILL), "zh")


def test_it_is_a4(brief):
    sizes = {page.get_size() for page in pypdfium2.PdfDocument(brief)}
    assert {(round(wide), round(high)) for wide, high in sizes} == {(595, 842)}


def test_chinese_names_can_be_searched(brief):
    first, second, *_ = pypdfium2.PdfDocument(brief)
    assert first.get_textpage().search("致电曲水县核对取水口").get_next()
    assert first.get_textpage().search("山南市").get_next()  # a town of the map
    assert second.get_textpage().search("曲水县城水源地").get_next()


def test_a_haloed_name_is_met_once(brief):
    assert page_texts(brief)[0].count("山南市") == 1


def test_only_our_fonts_are_in_it_embedded_and_cut_to_what_is_used(brief, drill):
    for data in (brief, drill):
        names = set(re.findall(rb"/(?:BaseFont|FontName) */([\w+-]+)", data))
        assert names
        assert all(re.fullmatch(rb"[A-Z]{6}\+NotoSansSC-(Regular|Bold)", name) for name in names)
        assert data.count(b"/FontFile2") == data.count(b"/Type /FontDescriptor") > 0
        assert b"Helvetica" not in data
        assert len(data) < 400_000


def test_every_page_has_title_subject_time_status_version_and_its_number(brief):
    texts = page_texts(brief)
    assert len(texts) > 3
    for number, text in enumerate(texts, start=1):
        for words in (
            "应急处置简报",
            "拉萨河苯罐车侧翻",
            "制作时间 2026-11-25 03:57",
            "公开资料草案，未经核实",
            "0.1.0",
            f"第 {number} / {len(texts)} 页",
        ):
            assert words in text


def test_a_drill_says_so_on_every_page_and_its_mark_is_seen_but_pale(brief, drill):
    assert all(DRILL in text for text in page_texts(drill))
    assert not [text for text in page_texts(brief) if "演练" in text]
    plain, marked = (grey(pdf(sheet(Note("先断源。"), drill=d), "zh")) for d in ("", DRILL))
    below = slice(plain.shape[0] // 4, plain.shape[0] * 9 // 10)
    assert (plain[below] == 255).all()
    share = (marked[below] < 250).mean()
    assert 0.05 < share < 0.3
    assert marked[below].min() > 200  # black letters keep their contrast on it


def test_the_watermark_does_not_break_the_lines_that_a_reader_copies():
    plain, marked = (pdf(sheet(Note("断源。" * 600), drill=d), "zh") for d in ("", DRILL))
    lines = page_texts(plain)[0].splitlines()
    assert set(lines) - set(page_texts(marked)[0].splitlines()) == set()
    assert b"ActualText ()" in drawn(lambda pen: _draw_watermark(pen, DRILL))


def test_the_same_sheet_gives_the_same_bytes(brief):
    again = pdf(sheet(front(), Heading("影响清单", new_page=True), hits(80)), "zh")
    assert again == brief


def test_the_document_says_what_it_is(brief):
    document = pypdfium2.PdfDocument(brief)
    info = document.get_metadata_dict()
    assert info["Title"] == "应急处置简报 拉萨河苯罐车侧翻"
    assert info["Subject"] == "公开资料草案，未经核实"
    assert info["Creator"] == "emerg 0.1.0"
    assert [entry.get_title() for entry in document.get_toc()] == ["影响清单"]


def test_words_that_the_page_makes_speak_its_language():
    text = "".join(page_texts(pdf(sheet(hits(120)), "en")))
    assert "page 2 / " in text
    assert "(continued)" in text


@pytest.mark.parametrize(
    "part",
    [
        Heading("ལྷ་ས"),
        Note("ལྷ་ས"),
        Points(("ལྷ་ས",)),
        hits(1, "ལྷ་ས"),
        Form((("名称", "ལྷ་ས"),)),
        front(text="ལྷ་ས"),
        MapPart(map_of(Mark(91.2, 29.6, "town", "ལྷ་ས")), 0.5),
    ],
    ids=["heading", "note", "points", "table", "form", "front", "map"],
)
def test_a_character_the_fonts_lack_is_named_whatever_it_stands_in(part):
    with pytest.raises(OutputError, match=r"U\+0F63"):
        pdf(sheet(part), "zh")


def test_the_watermark_of_a_character_the_fonts_lack_is_refused_too():
    with pytest.raises(OutputError, match=r"U\+0F63"):
        pdf(sheet(drill="ལྷ"), "zh")


def test_a_heading_and_its_note_stay_with_the_table_they_introduce():
    parts = (Note("断源。" * 900), Heading("取水口"), Note("只是建议", "loud"), hits(2))
    for lines in range(900, 1000, 9):
        texts = page_texts(pdf(sheet(Note("断源。" * lines), *parts[1:]), "zh"))
        (at,) = [text for text in texts if "只是建议" in text]
        assert "距离 km" in at
        assert "关闭1前" in at


def test_long_notes_and_lists_run_over_pages_and_lose_nothing():
    parts = (Note(LONG_NAME * 120), Note(LONG_NAME * 120, "loud"), Points((LONG_NAME * 90,) * 2))
    text = "".join(page_texts(pdf(sheet(*parts), "zh")))
    assert text.count("嘎") == 120 + 120 + 180


def test_a_map_of_a_whole_page_stays_below_its_heading():
    texts = page_texts(pdf(sheet(Heading("一图"), MapPart(map_of(way=plume()), 1.0)), "zh"))
    assert len(texts) == 1
    assert "前锋最早到达时间" in texts[0]
