"""The atlas: the sheets of `emerg brief` in one book whose contents and index are right."""

import re
from datetime import date
from itertools import pairwise

import numpy as np
import pypdfium2
import pytest

from emerg.errors import OutputError
from emerg.paper import page
from emerg.paper.atlas import _check
from emerg.paper.brief import atlas_of, pond_brief, road_brief, standing_brief
from emerg.paper.pdf import FOOTER_HIGH
from emerg.playbooks.dam_links import load_dams
from emerg.playbooks.road_books import load_road_books
from emerg.playbooks.roads import load_roads
from emerg.texts import render
from tests.paper import made
from tests.paper.sheets import page_texts

TODAY = date(2026, 11, 29)
RIVERS = ("lhasa", "nyang")
# Letters of another subset of the font lie a hair beside; two different pages differ by ten.
ALIKE = 1.5
FOLDERS = [made.ROOT / "playbooks"]


@pytest.fixture(scope="module")
def roads():
    return load_roads(FOLDERS)


@pytest.fixture(scope="module")
def road_book(roads):
    return load_road_books(FOLDERS, roads)["g349-gyangze"]


@pytest.fixture(scope="module")
def pond():
    return load_dams(FOLDERS, made.rivers())["jiama"]


@pytest.fixture(scope="module", params=["zh", "en"])
def lang(request):
    return request.param


@pytest.fixture(scope="module")
def book(roads, road_book, pond, lang):
    return atlas_of(
        made.rivers(),
        RIVERS,
        lang,
        TODAY,
        roads=roads,
        road_books=[road_book],
        ponds=[pond],
    )


def names(lang, road_book, pond):
    rivers = [made.rivers().playbooks[name].river.name for name in RIVERS]
    return [render(name, lang) for name in (*rivers, road_book.playbook.road.name, pond.dam.name)]


def seen(sheet):
    """A page in grey, above its footer."""
    pixels = np.asarray(sheet.render(scale=0.6, grayscale=True).to_numpy()).squeeze()
    return pixels.astype(float)[: -int((page.MARGIN + FOOTER_HIGH) * 0.6)]


def outline(data, level):
    return [
        (entry.get_title(), entry.get_dest().get_index())
        for entry in pypdfium2.PdfDocument(data).get_toc()
        if entry.level == level
    ]


def test_it_is_the_sheets_of_the_briefs_between_cover_contents_and_index(
    book, lang, roads, road_book, pond
):
    rivers = made.rivers()
    sheets = [standing_brief(rivers, name, lang, TODAY) for name in RIVERS]
    sheets += [road_brief(road_book, roads, rivers, lang, TODAY)]
    sheets += [pond_brief(pond, rivers, lang, TODAY)]
    counts = [len(pypdfium2.PdfDocument(data)) for data in sheets]
    starts = [page for _, page in outline(book, 0)]
    assert [b - a for a, b in pairwise(starts[2:])] == counts
    whole = pypdfium2.PdfDocument(book)
    for data, start in zip(sheets, starts[2:], strict=False):
        for number, sheet in enumerate(pypdfium2.PdfDocument(data)):
            assert np.abs(seen(sheet) - seen(whole[start + number])).mean() < ALIKE


def test_every_chapter_has_a_bookmark_with_its_headings_below(book, lang, road_book, pond):
    titles = [title for title, _ in outline(book, 0)]
    assert titles[2:-1] == names(lang, road_book, pond)
    assert len(outline(book, 1)) > 40


def test_pages_are_counted_through_and_bear_version_hash_and_status(book, lang):
    texts = page_texts(book)
    marks = set()
    for number, text in enumerate(texts, start=1):
        words = {"zh": f"第 {number} / {len(texts)} 页", "en": f"page {number} / {len(texts)}"}
        assert words[lang] in text
        marks |= set(
            re.findall({"zh": "数据 ([0-9a-f]{12})", "en": "data ([0-9a-f]{12})"}[lang], text)
        )
        assert {"zh": "公开资料草案", "en": "Draft from public data"}[lang] in text
    assert len(marks) == 5  # of the book, and of each chapter


def test_the_contents_name_the_page_that_each_chapter_begins_on(book, lang, road_book, pond):
    contents = page_texts(book)[1]
    for (title, first), name in zip(
        outline(book, 0)[2:], names(lang, road_book, pond), strict=False
    ):
        assert title == name
        lines = contents.replace("\r\n", " ")
        assert re.search(rf"{re.escape(name[:12])}.*? {first + 1}(?!\d)", lines)


def test_the_index_names_pages_that_hold_the_place(book, lang):
    texts = page_texts(book)
    first = outline(book, 0)[-1][1]
    entries = [
        line.rsplit(" ", 1)
        for text in texts[first:]
        for line in text.splitlines()
        if re.fullmatch(r".{2,} \d+", line) and "…" not in line
    ]
    assert len(entries) > 60
    for words, on in entries:
        name = re.split(r" {2,}", words.strip())[0]
        held = "".join(texts[int(on) - 1].split())
        assert any(name.replace(" ", "")[:size] in held for size in (12, 6, 3))


def test_the_index_is_in_the_order_of_the_language(book, lang):
    index = page_texts(book)[outline(book, 0)[-1][1] :]
    heads = [line for text in index for line in text.splitlines() if re.fullmatch("[A-Z]", line)]
    # In Chinese, names in Latin letters come first; in English, those that have none come last.
    in_order = heads[1:] if lang == "zh" else heads[: heads.index("Z") + 1]
    assert in_order == sorted(in_order)
    assert len(in_order) > 10


def test_the_cover_says_as_of_when_and_what_the_data_are_worth(book, lang):
    cover = page_texts(book)[0].replace("\r\n", "")
    assert "2026-11-29" in cover
    assert {"zh": "公开资料草案，未经核实：4 个预案", "en": "unverified: 4 playbooks"}[
        lang
    ] in cover


def test_fonts_are_embedded_once_and_the_file_is_of_a_size_to_be_sent(book):
    names = re.findall(rb"/FontName */([\w+-]+)", book)
    assert len(names) == len(set(names)) == book.count(b"/FontFile2")
    assert len(book) < 2_000_000


def test_a_book_that_lost_a_page_is_refused(book):
    count = len(pypdfium2.PdfDocument(book))
    _check(book, count)
    with pytest.raises(OutputError, match=f"{count} pages, not {count + 1}"):
        _check(book, count + 1)


def test_one_river_alone_is_a_book_too(lang):
    data = atlas_of(made.rivers(), ["boqu"], lang, TODAY)
    assert [title for title, _ in outline(data, 0)][2] == render(
        made.rivers().playbooks["boqu"].river.name, lang
    )
