"""Parts of a sheet as blocks of the page: headings, notes, lists, maps."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from emerg.paper import content, page
from emerg.paper.card import side_block
from emerg.paper.card_content import Side
from emerg.paper.drawing import draw_map
from emerg.paper.fitted import Cut, fitted_block
from emerg.paper.flow import Block
from emerg.paper.front import front_block
from emerg.paper.page import Area, Pen, Style
from emerg.paper.rows import form_blocks, table_blocks
from emerg.paper.typeset import said
from emerg.texts import Lang, Text

BETWEEN = 5.0  # paragraphs
POINTS_BETWEEN = 2.5
INDENT = 15.0  # of a list
BOX_PAD = 6.0
# A map may be this much lower to stay on the page of its heading.
MAP_LEAST = 0.75
# Longer paragraphs break over pages, in boxes of this many lines.
BOX_LINES = 36


def sheet_blocks(parts: tuple[content.Part, ...], lang: Lang, high: float) -> Iterator[Block]:
    """The parts of a sheet as blocks; a note below a heading stays with what it introduces."""
    for number, part in enumerate(parts):
        blocks = list(blocks_of(part, lang, high))
        heading_above = number > 0 and isinstance(parts[number - 1], content.Heading)
        if isinstance(part, content.Note) and heading_above and number < len(parts) - 1:
            blocks[-1] = replace(blocks[-1], keep=True)
        yield from blocks


def blocks_of(part: content.Part, lang: Lang, high: float) -> Iterator[Block]:
    """A part of a sheet as blocks, on pages with `high` points of room."""
    match part:
        case content.Heading():
            yield _heading(part, lang)
        case content.Note(tone="loud"):
            yield from _boxed(part, lang)
        case content.Note():
            style = page.CAPTION if part.tone == "quiet" else page.TEXT
            text = said(part.text, lang, Text("note"))
            yield from _paragraph(style.lines(text, page.ROOM), style, page.LEFT)
        case content.Points():
            yield from _points(part, lang)
        case content.Table():
            yield from table_blocks(part, lang, high)
        case content.Form():
            yield from form_blocks(part, lang, high)
        case _:
            yield _large(part, lang, high)


def _large(
    part: content.MapPart | content.Front | content.Fitted | Side, lang: Lang, high: float
) -> Block:
    """A part that is one block, most often a whole page."""
    match part:
        case content.MapPart():
            return _map(part, lang, high)
        case content.Front():
            return front_block(part, lang, high)
        case content.Fitted():
            return fitted_block([_share(share, lang, high) for share in part.shares], lang, high)
        case Side():
            return side_block(part, lang, high)


def _share(share: content.Share, lang: Lang, high: float) -> Cut:
    """A list as blocks of which the last may be left out."""
    note = page.CAPTION.lines(said(share.note, lang, Text("note")), page.ROOM)
    rows = list(blocks_of(share.part, lang, high))
    heads = [_heading(content.Heading(share.head), lang)]
    if note != ("",):
        heads += _paragraph(note, page.CAPTION, page.LEFT, before=0.0)
    if isinstance(share.part, content.Table) and share.part.rows:
        heads.append(rows.pop(0))
    return Cut(tuple(heads), tuple(rows), share.least * high, share.rest, share.order)


def _heading(part: content.Heading, lang: Lang) -> Block:
    text = said(part.text, lang, Text("heading"))
    lines = page.HEADING.lines(text, page.ROOM)

    def draw(pen: Pen, top: float, high: float) -> None:
        key = f"{pen.canvas.getPageNumber()}-{top:.0f}"
        pen.canvas.bookmarkHorizontal(key, 0, top)
        pen.canvas.addOutlineEntry(text, key, pen.depth)
        pen.lines(page.LEFT, top, lines, page.HEADING)

    high = len(lines) * page.HEADING.line + 3.0
    return Block(high, draw, before=14.0, keep=True, new_page=part.new_page)


def _paragraph(
    lines: tuple[str, ...],
    style: Style,
    x: float,
    before: float = BETWEEN,
    mark: tuple[float, str] | None = None,
) -> Iterator[Block]:
    """A paragraph, line by line: its first two lines stay together, and its last two.

    `mark` is a bullet or number and its right end.
    """
    for number, line in enumerate(lines):
        first, last = number == 0, number == len(lines) - 1
        yield Block(
            style.line,
            partial(_draw_line, line, style, x, mark if first else None),
            before=before if first else 0.0,
            keep=not last and (first or number == len(lines) - 2),
        )


def _draw_line(
    line: str,
    style: Style,
    x: float,
    mark: tuple[float, str] | None,
    pen: Pen,
    top: float,
    high: float,
) -> None:
    if mark is not None:
        right, sign = mark
        pen.text(right, page.baseline(top, style), sign, style, "right")
    pen.lines(x, top, (line,), style)


def _points(part: content.Points, lang: Lang) -> Iterator[Block]:
    indent = INDENT + (page.TEXT.size * 0.6 if len(part.lines) > 9 and part.numbered else 0.0)
    for number, line in enumerate(part.lines, start=1):
        text = said(line, lang, Text("list"))
        sign = f"{number}." if part.numbered else "•"
        lines = page.TEXT.lines(text, page.ROOM - indent, part.most)
        mark = (page.LEFT + indent - 5.0, sign)
        before = POINTS_BETWEEN if number > 1 else BETWEEN
        yield from _paragraph(lines, page.TEXT, page.LEFT + indent, before, mark)


def _boxed(part: content.Note, lang: Lang) -> Iterator[Block]:
    """A paragraph in a box with a thick edge, which a copy keeps."""
    text = said(part.text, lang, Text("note"))
    lines = page.STRONG.lines(text, page.ROOM - 2 * BOX_PAD - 4.0)
    for first in range(0, len(lines), BOX_LINES):
        shown = lines[first : first + BOX_LINES]
        high = len(shown) * page.STRONG.line + 2 * BOX_PAD
        yield Block(high, partial(draw_boxed, shown), before=8.0)


def draw_boxed(lines: tuple[str, ...], pen: Pen, top: float, high: float) -> None:
    """Bold lines in a pale box over the whole width."""
    pen.box(Area(page.LEFT, top - high, page.ROOM, high), fill=page.FAINT)
    pen.box(Area(page.LEFT, top - high, 3.0, high), fill=page.BLACK)
    pen.lines(page.LEFT + BOX_PAD + 4.0, top - BOX_PAD, lines, page.STRONG)


def _map(part: content.MapPart, lang: Lang, high: float) -> Block:
    wanted = part.share * high

    def draw(pen: Pen, top: float, high: float) -> None:
        draw_map(pen, part.content, lang, Area(page.LEFT, top - high, page.ROOM, high))

    return Block(wanted, draw, before=8.0, least=wanted * MAP_LEAST)
