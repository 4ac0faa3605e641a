"""The atlas: the standing sheets of many playbooks as one book, with contents and an index.

The sheets are those of `emerg brief`, page for page; only their page numbers count through.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from emerg.errors import OutputError
from emerg.paper import page
from emerg.paper.atlas_chapters import Chapter
from emerg.paper.atlas_cover import contents_parts, cover_blocks
from emerg.paper.atlas_index import Entry, index_blocks
from emerg.paper.blocks import sheet_blocks
from emerg.paper.content import Sheet
from emerg.paper.flow import Block, Page, pages
from emerg.paper.page import Pen
from emerg.paper.pages import page_count
from emerg.paper.pdf import Frame, canvas_for, draw_footer, draw_page, frame_of, number_words
from emerg.paper.typeset import said
from emerg.playbooks.rivers import Rivers
from emerg.texts import Lang, Text, render


@dataclass(frozen=True, slots=True)
class _Set:
    """Pages with their frame, and how they stand in the outline."""

    frame: Frame
    title: str
    pages: tuple[Page, ...]
    cover: bool = False


def atlas(book: Sheet, chapters: Sequence[Chapter], rivers: Rivers, lang: Lang) -> bytes:
    """The atlas as a PDF; `book` is what stands on its own pages, without parts.

    Raises
    ------
    OutputError
        The fonts lack a character, or the file does not hold the pages that its contents name.
    """
    frame = frame_of(book, lang)
    sets = [_set(chapter, lang) for chapter in chapters]
    top, bottom = page.TOP - frame.header_high, page.BOTTOM + frame.footer_high

    def contents(first: Sequence[int], index: int) -> _Set:
        parts = contents_parts(chapters, first, index)
        title = said(Text("Contents"), lang, Text("heading"))
        return _Set(frame, title, pages(sheet_blocks(parts, lang, top - bottom), top, bottom))

    cover = _cover(frame, book, chapters, rivers, lang)
    # The contents take as many pages whatever the numbers in them.
    before = 1 + len(contents([0] * len(sets), 0).pages)
    starts = _starts([len(one.pages) for one in sets], before)
    index = _Set(
        frame,
        said(Text("Index of places"), lang, Text("heading")),
        tuple(_index(chapters, sets, starts, lang, top, bottom)),
    )
    whole = [cover, contents(starts[:-1], starts[-1]), *sets, index]
    data = _drawn(book, whole, lang)
    _check(data, sum(len(one.pages) for one in whole))
    return data


def _set(chapter: Chapter, lang: Lang) -> _Set:
    frame = frame_of(chapter.sheet, lang)
    top, bottom = page.TOP - frame.header_high, page.BOTTOM + frame.footer_high
    blocks = sheet_blocks(chapter.sheet.parts, lang, top - bottom)
    return _Set(frame, render(chapter.name, lang), pages(blocks, top, bottom))


def _cover(
    frame: Frame, book: Sheet, chapters: Sequence[Chapter], rivers: Rivers, lang: Lang
) -> _Set:
    blocks = list(cover_blocks(book, chapters, rivers, lang))
    set_pages = pages(blocks, page.TOP, page.BOTTOM + frame.footer_high)
    return _Set(frame, said(book.title, lang, Text("heading")), set_pages[:1], cover=True)


def _starts(counts: Sequence[int], before: int) -> list[int]:
    """The first page of every chapter, and of the index behind them."""
    found = [before + 1]
    for count in counts:
        found.append(found[-1] + count)
    return found


def _index(
    chapters: Sequence[Chapter],
    sets: Sequence[_Set],
    starts: Sequence[int],
    lang: Lang,
    top: float,
    bottom: float,
) -> Iterator[Page]:
    entries: list[Entry] = []
    for chapter, one, first in zip(chapters, sets, starts[:-1], strict=True):
        entries.append(Entry(render(chapter.name, lang), "", first))
        known = _named(one.pages)
        for place in dict.fromkeys(chapter.places):
            name = render(place, lang)
            if name in known:
                where = render(chapter.name, lang)
                entries.append(Entry(name, where, first + known[name]))
    blocks: list[Block] = list(index_blocks(entries, lang, top - bottom))
    yield from pages(blocks, top, bottom)


def _named(set_pages: Sequence[Page]) -> Mapping[str, int]:
    """Every name in a table, with the first page that it stands on, from 0."""
    found: dict[str, int] = {}
    for number, one in enumerate(set_pages):
        for placed in one:
            for name in placed.block.names:
                found.setdefault(name, number)
    return found


def _drawn(book: Sheet, sets: Sequence[_Set], lang: Lang) -> bytes:
    buffer = BytesIO()
    canvas = canvas_for(buffer, book, sets[0].frame, lang)
    count = sum(len(one.pages) for one in sets)
    number = 0
    for one in sets:
        for placed in one.pages:
            number += 1
            if placed is one.pages[0]:
                _mark(canvas, one.title, number)
            words = number_words(number, count, lang)
            _draw(Pen(canvas, depth=1), replace(one.frame, drill=""), one, placed, lang, words)
            canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw(pen: Pen, frame: Frame, one: _Set, placed: Page, lang: Lang, words: str) -> None:
    if not one.cover:
        draw_page(pen, frame, placed, lang, words)
        return
    for block in placed:
        block.draw(pen)
    draw_footer(pen, frame, words)


def _mark(canvas: Canvas, title: str, number: int) -> None:
    """Where a chapter begins, in the outline that a reader opens beside the pages."""
    canvas.bookmarkPage(f"page-{number}")
    canvas.addOutlineEntry(title, f"page-{number}", 0, closed=True)


def _check(data: bytes, count: int) -> None:
    """Count the pages of the finished file: its contents and index promise them."""
    found = page_count(data)
    if found != count:
        raise OutputError(
            Text("the atlas has {found} pages, not {count}", found=found, count=count),
            where=Text("Contents"),
            fix=Text("this is a fault of the program: report it, and use the single sheets"),
        )
