"""Tables and forms: cells wrap, rows stay whole, the head stands again on every page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal, NamedTuple, TypeAlias

from emerg.paper import content, page
from emerg.paper.flow import Block
from emerg.paper.page import Align, Pen, Style
from emerg.paper.typeset import said
from emerg.texts import Lang, Prose, Text, render

PAD = 3.2  # above and below the lines of a row
TIGHT_PAD = 1.7
GAP = 9.0  # between two columns
WRITING_HIGH = 20.0  # room for a hand
TICK = 8.5
# A row this much lower than a page still leaves room for its head.
HEAD_ROOM = 120.0
_NUMBER = re.compile(r"[<>≤≥≈~+−-]?[\d,  ]*\d(\.\d+)?%?")

Line: TypeAlias = tuple[str, Style]


class Span(NamedTuple):
    """A column on the page: its left edge and width without gaps, and how its cells stand."""

    x: float
    wide: float
    align: Align


@dataclass(frozen=True, slots=True)
class Laid:
    """A cell set in lines; `inset` moves a number in from the right to align on the point."""

    lines: tuple[Line, ...] = ()
    kind: Literal["words", "blank", "tick"] = "words"
    inset: float = 0.0

    @property
    def high(self) -> float:
        """Height [pt] without padding."""
        if self.kind == "blank":
            return WRITING_HIGH - 2 * PAD
        return sum(style.line for _, style in self.lines) or page.CELL.line


Row: TypeAlias = tuple[Laid, ...]


def table_blocks(table: content.Table, lang: Lang, most: float) -> Iterator[Block]:
    """A table; no row is higher than `most` [pt], which only one longer than a page could be."""
    spans = spans_of([(c.share, c.align) for c in table.columns])
    heads = _heads(table, spans, lang)
    yield _head_block(spans, heads, "", keep=True)
    if not table.rows:
        words = page.CAPTION.lines(said(table.empty, lang, table.name), page.ROOM)
        cell = Laid(tuple((line, page.CAPTION) for line in words))
        yield _row_block((Span(page.LEFT, page.ROOM, "left"),), (cell,), None)
        return
    proofs = table.proofs or ("",) * len(table.rows)
    named = [_names(row, lang) for row in table.rows]
    again = [_head_block(spans, heads, said(words, lang, table.name)) for words in _runnings(table)]
    rows = [
        (part, head, proof, names)
        for row, head, proof, names in zip(
            _laid(table, spans, lang), again, proofs, named, strict=True
        )
        for part in _split(row, most - HEAD_ROOM)
    ]
    for number, (row, head, proof, names) in enumerate(rows, start=1):
        # The last row never stands alone on a page.
        pad = TIGHT_PAD if table.tight else PAD
        block = _row_block(spans, row, head, keep=number == len(rows) - 1, pad=pad)
        yield replace(block, proof=proof, names=names)


def _runnings(table: content.Table) -> Iterator[Prose]:
    """For each row, what a page that begins with it says over its head.

    A row that opens a group has its name in bold in the first cell, those after it nothing there.
    """
    group: Prose = ""
    for first, *_ in table.rows:
        if first:
            group = first.text if isinstance(first, content.Strong) else ""
        if not table.name:
            yield ""
        elif group and not first:
            yield Text("{name} (continued): {group}", name=table.name, group=group)
        else:
            yield Text("{name} (continued)", name=table.name)


def _names(row: tuple[content.Cell, ...], lang: Lang) -> tuple[str, ...]:
    """What the cells that stand in several pieces name: their first piece."""
    firsts = [cell.parts[0] for cell in row if isinstance(cell, content.Stack) and cell.parts]
    return tuple(
        render(one.text if isinstance(one, content.Strong) else one, lang) for one in firsts
    )


def form_blocks(form: content.Form, lang: Lang, most: float) -> Iterator[Block]:
    """Labelled fields, a line to write on where the value is not known."""
    spans = spans_of([(3.0, "left"), (9.0, "left")])
    label_style = Style(9.0, ink=page.GREY, leading=1.36)
    rows: list[Row] = []
    for label, value in form.fields:
        words = said(Text("{label}:", label=label), lang, label)
        value_words = said(value, lang, label)
        shown = _words(value_words, page.CELL, spans[1].wide) if value_words else Laid(kind="blank")
        rows.append((_words(words, label_style, spans[0].wide), shown))
    for row in rows:
        for part in _split(row, most - HEAD_ROOM):
            yield _row_block(spans, part, None)


def spans_of(columns: list[tuple[float, Align]]) -> tuple[Span, ...]:
    """Columns side by side over the whole width, by their shares."""
    whole = sum(share for share, _ in columns)
    free = page.ROOM - GAP * (len(columns) - 1)
    spans, x = [], page.LEFT
    for share, align in columns:
        wide = free * share / whole
        spans.append(Span(x, wide, align))
        x += wide + GAP
    return tuple(spans)


def laid_cell(
    cell: content.Cell, lang: Lang, room: float, where: Text, most: int | None = None
) -> Laid:
    """A cell in lines that are no wider than `room`, at most so many for each piece of it."""
    match cell:
        case content.Blank():
            return Laid(kind="blank")
        case content.Tick():
            return Laid(kind="tick")
        case content.Strong(text=text):
            return _words(said(text, lang, where), page.CELL_STRONG, room, most)
        case content.Stack(parts=parts):
            lines: list[Line] = []
            for number, part in enumerate(parts):
                style = page.CAPTION if number else page.CELL
                if isinstance(part, content.Strong):
                    part, style = part.text, page.CELL_STRONG
                lines += _words(said(part, lang, where), style, room, most).lines
            return Laid(tuple(lines))
        case content.Lines(parts=parts):
            return Laid(
                tuple(
                    line
                    for part in parts
                    for line in _words(said(part, lang, where), page.TEXT, room).lines
                )
            )
        case _:
            return _words(said(cell, lang, where), page.CELL, room, most)


def _words(text: str, style: Style, room: float, most: int | None = None) -> Laid:
    return Laid(tuple((line, style) for line in style.lines(text, room, most)) if text else ())


def _laid(table: content.Table, spans: tuple[Span, ...], lang: Lang) -> list[Row]:
    wheres = [Text("{part}, {column}", part=table.name, column=c.head) for c in table.columns]
    rows = [
        tuple(
            laid_cell(cell, lang, span.wide, where, column.most)
            for cell, span, where, column in zip(row, spans, wheres, table.columns, strict=True)
        )
        for row in table.rows
    ]
    by_column = [
        _on_the_point(list(cells), span)
        for cells, span in zip(zip(*rows, strict=True), spans, strict=True)
    ]
    return list(zip(*by_column, strict=True))


def _on_the_point(cells: list[Laid], span: Span) -> list[Laid]:
    """Numbers of a right-aligned column one below the other by their decimal points."""
    if span.align != "right":
        return cells
    tails = [_tail(cell) for cell in cells]
    longest = max(tails)
    return [
        Laid(cell.lines, cell.kind, longest - tail)
        if tail >= 0 and _wide(cell) + longest - tail <= span.wide
        else cell
        for cell, tail in zip(cells, tails, strict=True)
    ]


def _tail(cell: Laid) -> float:
    """Width from the decimal point on; negative for what is no number."""
    if len(cell.lines) != 1 or not _NUMBER.fullmatch(cell.lines[0][0]):
        return -1.0
    text, style = cell.lines[0]
    point = text.find(".")
    return 0.0 if point < 0 else style.width(text[point:])


def _wide(cell: Laid) -> float:
    return max((style.width(text) for text, style in cell.lines), default=0.0)


def _split(row: Row, most: float) -> Iterator[Row]:
    """The row as it is, but one higher than `most` in several."""
    rest = row
    while max(cell.high for cell in rest) > most:
        parts = [_cut(cell, most) for cell in rest]
        yield tuple(first for first, _ in parts)
        rest = tuple(second for _, second in parts)
    yield rest


def _cut(cell: Laid, most: float) -> tuple[Laid, Laid]:
    used, kept = 0.0, 0
    while kept < len(cell.lines) and used + cell.lines[kept][1].line <= most:
        used += cell.lines[kept][1].line
        kept += 1
    return Laid(cell.lines[:kept], cell.kind, cell.inset), Laid(cell.lines[kept:])


def _heads(table: content.Table, spans: tuple[Span, ...], lang: Lang) -> Row:
    return tuple(
        _words(said(column.head, lang, table.name), page.LABEL, span.wide)
        for column, span in zip(table.columns, spans, strict=True)
    )


def _head_block(spans: tuple[Span, ...], heads: Row, running: str, *, keep: bool = False) -> Block:
    above = page.CAPTION.line + 2.0 if running else 0.0
    heads_high = max(cell.high for cell in heads)

    def draw(pen: Pen, top: float, high: float) -> None:
        if running:
            line = page.CAPTION.one(running, page.ROOM)
            pen.lines(page.LEFT, top, (line,), page.CAPTION)
        for span, cell in zip(spans, heads, strict=True):
            # Heads of one line stand on the rule beside those of two.
            _draw_cell(pen, span, cell, top - above - PAD - (heads_high - cell.high))
        y = top - high
        pen.rule(page.LEFT, y, page.RIGHT, y, weight=0.9, colour=page.BLACK)

    return Block(above + heads_high + 2 * PAD, draw, before=4.0, keep=keep)


def _row_block(
    spans: tuple[Span, ...],
    row: Row,
    head: Block | None,
    *,
    keep: bool = False,
    pad: float = PAD,
) -> Block:
    return Block(
        max(cell.high for cell in row) + 2 * pad,
        partial(_draw_row, spans, row, pad),
        keep=keep,
        head=head,
    )


def _draw_row(
    spans: tuple[Span, ...], row: Row, pad: float, pen: Pen, top: float, high: float
) -> None:
    y = top - high
    pen.rule(page.LEFT, y, page.RIGHT, y, weight=0.35)
    for span, cell in zip(spans, row, strict=True):
        if cell.kind == "blank":
            pen.rule(span.x, y, span.x + span.wide, y, weight=0.8, colour=page.GREY)
        elif cell.kind == "tick":
            _draw_tick(pen, span, top - pad - page.CELL.line / 2)
        else:
            _draw_cell(pen, span, cell, top - pad)


def _draw_tick(pen: Pen, span: Span, middle: float) -> None:
    free = span.wide - TICK
    x = span.x + {"left": 0.0, "center": free / 2, "right": free}[span.align]
    area = page.Area(x, middle - TICK / 2, TICK, TICK)
    pen.box(area, edge=page.BLACK, weight=0.8)


def _draw_cell(pen: Pen, span: Span, cell: Laid, top: float) -> None:
    x = span.x
    if span.align == "right":
        x += span.wide - cell.inset
    elif span.align == "center":
        x += span.wide / 2
    for text, style in cell.lines:
        top = pen.lines(x, top, (text,), style, span.align)
