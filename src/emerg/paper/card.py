"""One side of a card on the page: the name large, two columns below it, everything in one view."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from emerg.paper import page
from emerg.paper.card_content import Detail, Element, Figure, Photo, Rows, Side, Steps, Words
from emerg.paper.drawing import draw_map
from emerg.paper.flow import Block
from emerg.paper.page import Area, Pen, Style
from emerg.paper.photo import draw_photo
from emerg.paper.typeset import said
from emerg.texts import Lang, Prose, Text

# Draws at `x` from `top` down, in so much width and height.
DrawIn: TypeAlias = Callable[[Pen, float, float, float, float], None]

# Sizes that a name is tried in; beside a figure that decides it is smaller than that.
NAMES, BESIDE_FIGURE = (20.0, 17.0, 14.0, 12.0), (15.0, 12.0)
NAME_LINES = 2
CHIP = Style(10.0, bold=True)
CHIP_PAD = 4.0
UNDER = Style(9.0, ink=page.GREY, leading=1.3)
HEAD = Style(9.0, bold=True, leading=1.45)
RULE = 2.5
LABEL_SHARE = 0.36
BOX = 7.5
INDENT = 15.0
LEAST_PICTURE = 60.0
LEAST_FIGURE = 16.0


@dataclass(frozen=True, slots=True)
class Manner:
    """How generously a side is set: the next manner is tighter."""

    size: float
    figure: float
    line: float  # room for a hand [pt]
    most: int | None = None  # lines of one entry


MANNERS = (
    Manner(9.5, 22.0, 19.0),
    Manner(9.0, 22.0, 18.0),
    Manner(8.5, 20.0, 17.0),
    Manner(8.0, 20.0, 16.0),
    Manner(8.0, 20.0, 15.0, 3),
    Manner(8.0, 20.0, 14.0, 2),
    Manner(8.0, 18.0, 13.0, 1),
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a column; one that stretches takes its share of the room that is left."""

    high: float
    draw: DrawIn
    before: float = 0.0
    stretch: float = 0.0


def side_block(side: Side, lang: Lang, high: float) -> Block:
    """The side as one block of height `high`, on a page of its own."""
    name = _name(side, lang)
    under = UNDER.lines(said(side.under, lang, side.title), page.ROOM, 2) if side.under else ()
    head = sum(style.line for _, style in name) + len(under) * UNDER.line + 6.0
    room = high - head
    wides = (page.columns(side.across), page.columns(12 - side.across))
    columns: list[list[Piece]] = []
    for elements, wide in zip((side.left, side.right), wides, strict=True):
        columns.append(_fitted(elements, side.title, lang, wide, room))

    def draw(pen: Pen, top: float, high: float) -> None:
        _draw_chip(pen, said(side.chip, lang, side.title), top)
        for line, style in name:
            top = pen.lines(page.LEFT, top, (line,), style)
        top = pen.lines(page.LEFT, top, under, UNDER) - 6.0
        x = page.LEFT
        for pieces, wide in zip(columns, wides, strict=True):
            _draw_column(pen, pieces, x, top, wide, room)
            x += wide + page.GUTTER

    return Block(high, draw, new_page=True)


def _name(side: Side, lang: Lang) -> list[tuple[str, Style]]:
    """The name as large as it fits beside its class, on two lines at most."""
    words = said(side.title, lang, Text("name"))
    chip = said(side.chip, lang, side.title)
    taken = CHIP.width(chip) + 2 * CHIP_PAD + page.GUTTER if chip else 0.0
    decides = any(isinstance(one, Figure) for one in (*side.left, *side.right))
    for size in BESIDE_FIGURE if decides else NAMES:
        style = Style(size, bold=True, leading=1.25)
        if len(style.lines(words, page.ROOM - taken)) == 1:
            break
    return [(line, style) for line in style.lines(words, page.ROOM - taken, NAME_LINES)]


def _draw_chip(pen: Pen, words: str, top: float) -> None:
    """The class in a box at the right edge."""
    if not words:
        return
    wide, high = CHIP.width(words) + 2 * CHIP_PAD, CHIP.line + 2.0
    pen.box(Area(page.RIGHT - wide, top - high, wide, high), edge=page.BLACK, weight=1.0)
    pen.lines(page.RIGHT - CHIP_PAD, top - 1.0, (words,), CHIP, "right")


def _fitted(
    elements: Sequence[Element], name: Prose, lang: Lang, wide: float, room: float
) -> list[Piece]:
    """The pieces of a column, set as generously as there is room; what is left out is said."""
    pieces: list[Piece] = []
    for manner in MANNERS:
        pieces = [
            piece for element in elements for piece in _pieces(element, name, lang, manner, wide)
        ]
        if _high(pieces) <= room:
            return pieces
    return _cut(pieces, lang, room)


def _cut(pieces: list[Piece], lang: Lang, room: float) -> list[Piece]:
    style = Style(8.0, ink=page.GREY, leading=1.3)
    kept, used = 0, style.line
    while used + pieces[kept].before + pieces[kept].high <= room:
        used += pieces[kept].before + pieces[kept].high
        kept += 1
    words = said(Text("… and {n} more", n=len(pieces) - kept), lang, Text("list"))
    return [*pieces[:kept], Piece(style.line, partial(_draw_lines, ((words, style),), 0.0))]


def _high(pieces: Sequence[Piece]) -> float:
    return sum(piece.before + piece.high for piece in pieces)


def _draw_column(
    pen: Pen, pieces: Sequence[Piece], x: float, top: float, wide: float, room: float
) -> None:
    free = max(room - _high(pieces), 0.0)
    shares = sum(piece.stretch for piece in pieces) or 1.0
    for piece in pieces:
        top -= piece.before
        high = piece.high + free * piece.stretch / shares
        piece.draw(pen, x, top, wide, high)
        top -= high


def _pieces(
    element: Element, name: Prose, lang: Lang, manner: Manner, wide: float
) -> Iterator[Piece]:
    match element:
        case Figure():
            yield from _figure(element, name, lang, manner, wide)
        case Rows():
            yield from _head(element.head, name, lang, wide)
            for label, value in element.rows:
                yield _row(said(label, lang, name), said(value, lang, label), manner, wide)
        case Steps():
            yield from _head(element.head, name, lang, wide)
            yield from _steps(element, name, lang, manner, wide)
        case Words():
            yield from _head(element.head, name, lang, wide)
            style = Style(manner.size, bold=element.loud, leading=1.32)
            for line in element.lines:
                lines = style.lines(said(line, lang, name), wide, manner.most)
                yield _lines([(one, style) for one in lines], 0.0, before=1.5)
        case Photo():
            draw = partial(draw_photo, element.path, said(element.asked, lang, name))
            yield Piece(LEAST_PICTURE, draw, before=2.0, stretch=element.share)
        case Detail():
            yield Piece(
                LEAST_PICTURE,
                partial(_draw_detail, element, lang),
                before=2.0,
                stretch=element.share,
            )


def _draw_detail(
    element: Detail, lang: Lang, pen: Pen, x: float, top: float, wide: float, high: float
) -> None:
    draw_map(pen, element.content, lang, Area(x, top - high, wide, high))


def _figure(
    element: Figure, name: Prose, lang: Lang, manner: Manner, wide: float
) -> Iterator[Piece]:
    words = said(element.figure, lang, name)
    # On one line, as large as it gets; on two where it would be no larger than a heading.
    most = wide / max(Style(1.0, bold=True).width(words), 1.0)
    size = min(manner.figure, most) if most >= LEAST_FIGURE else LEAST_FIGURE
    style = Style(size, bold=True, ink=page.DANGER, leading=1.18)
    small = Style(manner.size, leading=1.3)
    lines = [(line, style) for line in style.lines(words, wide, 2)]
    lines += [(line, small) for line in small.lines(said(element.meaning, lang, name), wide, 3)]
    yield _lines(lines, 0.0, before=3.0)


def _head(head: Prose, name: Prose, lang: Lang, wide: float) -> Iterator[Piece]:
    if not head:
        return
    lines = HEAD.lines(said(head, lang, name), wide, 1)

    def draw(pen: Pen, x: float, top: float, wide: float, high: float) -> None:
        y = pen.lines(x, top, lines, HEAD)
        pen.rule(x, y, x + wide, y, weight=0.8, colour=page.BLACK)

    yield Piece(HEAD.line + RULE, draw, before=5.0)


def _row(label: str, value: str, manner: Manner, wide: float) -> Piece:
    """A label, and beside it what is known or a line to write on."""
    beside = wide * LABEL_SHARE
    quiet = Style(8.0, ink=page.GREY, leading=1.3)
    style = Style(manner.size, leading=1.3)
    labels = quiet.lines(label, beside - 5.0, 2)
    lines = style.lines(value, wide - beside, manner.most) if value else ()
    high = max(len(labels) * quiet.line, len(lines) * style.line if value else manner.line) + 1.5

    def draw(pen: Pen, x: float, top: float, wide: float, high: float) -> None:
        if value:
            pen.lines(x, top - (style.line - quiet.line) / 2, labels, quiet)
            pen.lines(x + beside, top, lines, style)
            return
        y = top - high + 1.5
        pen.lines(x, y + len(labels) * quiet.line, labels, quiet)
        pen.rule(x + beside, y, x + wide, y, weight=0.7, colour=page.GREY)

    return Piece(high, draw, before=0.0 if value else 0.5)


def _steps(element: Steps, name: Prose, lang: Lang, manner: Manner, wide: float) -> Iterator[Piece]:
    style = Style(manner.size, leading=1.32)
    for number, step in enumerate(element.lines, start=1):
        lines = style.lines(said(step, lang, name), wide - INDENT, manner.most)
        high = len(lines) * style.line
        draw = partial(_draw_step, lines, style, number, element.ticked)
        yield Piece(high, draw, before=2.5)
    for number in range(len(element.lines) + 1, len(element.lines) + element.blanks + 1):
        yield Piece(manner.line, partial(_draw_step, (), style, number, element.ticked))


def _draw_step(
    lines: tuple[str, ...],
    style: Style,
    number: int,
    ticked: bool,
    pen: Pen,
    x: float,
    top: float,
    wide: float,
    high: float,
) -> None:
    if not lines:
        y = top - high
        pen.rule(x + INDENT, y, x + wide, y, weight=0.7, colour=page.GREY)
        top = y + style.line
    if ticked:
        middle = top - style.line / 2
        pen.box(Area(x, middle - BOX / 2, BOX, BOX), edge=page.BLACK, weight=0.8)
    else:
        sign = Style(style.size, bold=True)
        pen.text(x, page.baseline(top, style), f"{number}.", sign)
    pen.lines(x + INDENT, top, lines, style)


def _lines(lines: Sequence[tuple[str, Style]], indent: float, before: float) -> Piece:
    high = sum(style.line for _, style in lines)
    return Piece(high, partial(_draw_lines, tuple(lines), indent), before)


def _draw_lines(
    lines: tuple[tuple[str, Style], ...],
    indent: float,
    pen: Pen,
    x: float,
    top: float,
    wide: float,
    high: float,
) -> None:
    for line, style in lines:
        top = pen.lines(x + indent, top, (line,), style)
