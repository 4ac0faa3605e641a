"""Beside the situation map: by when to close what, and the key to every number and letter on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from emerg.paper import page
from emerg.paper.commander import importance
from emerg.paper.content import Key
from emerg.paper.fitted import Cut, fitted_block
from emerg.paper.flow import Block
from emerg.paper.held import Held, time_left
from emerg.paper.incident_front import closing_short, front_short
from emerg.paper.map_window import NUMBER_RADIUS, circled
from emerg.paper.page import Align, Area, Pen, Style
from emerg.paper.situation_map import Sampled, WallSheet, taken_at
from emerg.paper.typeset import said
from emerg.paper.words import NONE, when
from emerg.response.answer import Answer
from emerg.response.hits import Hit
from emerg.texts import Lang, Prose, Text
from emerg.units import early_h

FIGURE = Style(30.0, bold=True, ink=page.DANGER, leading=1.15)
SMALL_FIGURE = Style(22.0, bold=True, ink=page.DANGER, leading=1.15)
MEANING = Style(13.0, bold=True, leading=1.3)
HEAD = Style(11.0, bold=True, leading=1.5)
LABEL = Style(8.0, bold=True, ink=page.GREY, leading=1.4)
CELL = Style(9.5, leading=1.42)
CELL_STRONG = Style(9.5, bold=True, leading=1.42)
EMPTY = Style(9.5, ink=page.GREY, leading=1.42)
NONE_LISTED = Text("no listed place lies on the way: that does not mean there is none")
KEY_LINES = NAME_LINES = 2
SIGN = 22.0  # room for a number or a letter
BETWEEN = 6.0  # two columns
# Of the width beside it, what the front and what to do by when get at most: the name has the rest.
FRONT_MOST, LAST_MOST = 0.27, 0.5
Columns: TypeAlias = Sequence[tuple[float, float, Align]]
# Shares of the column that places, places to hold and points to sample get at least.
HITS_SHARE, HELD_SHARE, SAMPLES_SHARE = 0.7, 0.17, 0.13


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the key: its sign on the map, and three cells; the last may be strong."""

    sign: str
    cells: tuple[Prose, Prose, Prose]
    number: int | None = None
    loud: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class List:
    """Lines of the key under a head; a name has so many `lines` even where room is short."""

    head: Prose
    labels: tuple[Prose, Prose, Prose]
    rows: tuple[Row, ...]
    least: float
    order: tuple[int, ...] = ()
    lines: int = 1


def draw_panel(pen: Pen, answer: Answer, sheet: WallSheet, lang: Lang, area: Area) -> None:
    """Figures, then lists, from the top of `area` down; what has no room is counted."""
    loud = {mark.number for mark in sheet.map.marks if mark.loud}
    top = area.y + area.high
    for key in sheet.keys:
        top = _draw_key(pen, key, lang, area, top, loud)
    high = top - area.y
    lists = _lists(answer, sheet)
    # Where there is room, long names stand whole in two lines.
    for lines in (NAME_LINES, 1):
        cuts = [_cut(one, lang, area, high, max(lines, one.lines)) for one in lists]
        if sum(cut.wanted for cut in cuts) <= high:
            break
    fitted_block(cuts, lang, high, left=area.x, wide=area.wide).draw(pen, top, high)


def _draw_key(
    pen: Pen, key: Key, lang: Lang, area: Area, top: float, loud: set[int | None]
) -> float:
    where = Text("key figure")
    words = said(key.figure, lang, where)
    figure = FIGURE if FIGURE.width(words) <= area.wide else SMALL_FIGURE
    top = pen.lines(area.x, top, figure.lines(words, area.wide, 1), figure)
    lines = MEANING.lines(said(key.meaning, lang, where), area.wide - SIGN, KEY_LINES)
    if key.number is not None:
        _draw_number(pen, area.x, top - MEANING.line / 2, key.number, loud=key.number in loud)
    return pen.lines(area.x + SIGN, top, lines, MEANING) - 6.0


def _draw_number(pen: Pen, x: float, middle: float, number: int, *, loud: bool) -> None:
    """A number in its circle, a little larger than on a sheet for the hand."""
    zoom = 1.15
    pen.canvas.saveState()
    pen.canvas.translate(x + NUMBER_RADIUS * zoom, middle)
    pen.canvas.scale(zoom, zoom)
    circled(pen, 0.0, 0.0, number, loud=loud)
    pen.canvas.restoreState()


def _lists(answer: Answer, sheet: WallSheet) -> list[List]:
    clock = Text("Front from")
    found = [
        List(
            Text("Places on this sheet"),
            (Text("Place"), clock, Text("Close by")),
            tuple(_hit_row(answer, hit, _sign_of(hit, sheet.sampled)) for hit in sheet.hits),
            HITS_SHARE,
            importance(sheet.hits),
        )
    ]
    if sheet.held:
        rows = tuple(_held_row(one) for one in sheet.held)
        columns = (Text("Place"), clock, Text("Time left"))
        head = Text("Where it can be held")
        found.append(List(head, columns, rows, HELD_SHARE, lines=NAME_LINES))
    named = {_sign_of(hit, sheet.sampled) for hit in sheet.hits}
    others = [one for one in sheet.sampled if one.sign not in named]
    if others:
        rows = tuple(_sample_row(answer, one) for one in others)
        columns = (Text("Section"), Text("River"), Text("Start"))
        found.append(List(Text("Other points to sample"), columns, rows, SAMPLES_SHARE))
    return found


def _sign_of(hit: Hit, sampled: Sequence[Sampled]) -> str | None:
    """The sign of the sample that is taken at a place; None where none is."""
    return next((one.sign for one in sampled if taken_at(one.sample, hit)), None)


def _hit_row(answer: Answer, hit: Hit, sampled: str | None) -> Row:
    """A place; where it is to be sampled, with the sign of that on the map."""
    closing = closing_short(answer, hit) if hit.has_clocks else NONE
    name = hit.title if sampled is None else Text("{sign} {name}", sign=sampled, name=hit.title)
    return Row(
        "",
        (name, front_short(answer, hit), closing),
        number=hit.number,
        loud=hit.is_intake,
        strong=hit.is_intake,
    )


def _held_row(one: Held) -> Row:
    front: Prose = when(one.front)
    if one.front is None:
        front = f"{early_h(one.front_h)} h"
    name = Text("{name} ({river} km {km})", name=one.name, river=one.river, km=f"{one.km:.1f}")
    return Row(one.sign, (name, front, time_left(one, short=True)))


def _sample_row(answer: Answer, one: Sampled) -> Row:
    sample = one.sample
    start: Prose = Text("at once")
    if sample.start is not None and sample.start > answer.incident.now:
        start = when(sample.start)
    return Row(one.sign, (sample.name, sample.river_name, start))


def _cut(one: List, lang: Lang, area: Area, high: float, most: int) -> Cut:
    """A list whose names stand in `most` lines at most."""
    head = said(one.head, lang, Text("heading"))
    labels = [said(label, lang, one.head) for label in one.labels]
    told = [[said(cell, lang, one.head) for cell in row.cells] for row in one.rows]
    widths = [
        max([LABEL.width(label), *(CELL_STRONG.width(cells[at]) for cells in told)])
        for at, label in enumerate(labels)
    ]
    columns = _columns(area, *widths[1:])
    heads: tuple[Block, ...] = (
        Block(HEAD.line, partial(_draw_head, head, area), before=6.0),
        Block(LABEL.line + 2.0, partial(_draw_labels, labels, columns, area)),
    )
    rows = tuple(
        _row_block(row, cells, columns, area, most)
        for row, cells in zip(one.rows, told, strict=True)
    )
    if not rows:
        heads = (*heads, *_empty(lang, area))
    return Cut(
        heads,
        rows,
        one.least * high,
        lambda n: Text("{n} more: see the full brief", n=n),
        one.order,
    )


def _empty(lang: Lang, area: Area) -> list[Block]:
    words = said(NONE_LISTED, lang, Text("table"))
    return [
        Block(EMPTY.line, partial(_draw_empty, line, area))
        for line in EMPTY.lines(words, area.wide)
    ]


def _draw_empty(words: str, area: Area, pen: Pen, top: float, high: float) -> None:
    pen.lines(area.x, top, (words,), EMPTY)


def _draw_head(words: str, area: Area, pen: Pen, top: float, high: float) -> None:
    pen.lines(area.x, top, (HEAD.one(words, area.wide),), HEAD)


def _columns(area: Area, front: float, last: float) -> Columns:
    """Anchor, width and side of each of the three cells.

    Times stand whole, in columns as wide as the longest of them [pt]; the name has the rest.
    """
    left, right, room = area.x + SIGN, area.x + area.wide, area.wide - SIGN
    last = min(last, room * LAST_MOST)
    front = min(front, room * FRONT_MOST)
    middle = right - last - BETWEEN - front / 2
    name = room - front - last - 2 * BETWEEN
    return ((left, name, "left"), (middle, front, "center"), (right, last, "right"))


def _draw_labels(
    labels: Sequence[str], columns: Columns, area: Area, pen: Pen, top: float, high: float
) -> None:
    for words, (x, wide, align) in zip(labels, columns, strict=True):
        pen.lines(x, top, (LABEL.one(words, wide),), LABEL, align)
    y = top - high + 1.0
    pen.rule(area.x, y, area.x + area.wide, y, weight=0.9, colour=page.BLACK)


def _row_block(row: Row, cells: Sequence[str], columns: Columns, area: Area, most: int) -> Block:
    name, *others = cells
    style = CELL_STRONG if row.strong else CELL
    lines = style.lines(name, columns[0][1], most)
    laid = (lines, *((cell,) for cell in others))
    high = style.line * max(len(lines), 1) + 1.0
    return Block(high, partial(_draw_row, row, laid, columns, area))


def _draw_row(
    row: Row,
    cells: Sequence[tuple[str, ...]],
    columns: Columns,
    area: Area,
    pen: Pen,
    top: float,
    high: float,
) -> None:
    middle = top - high / 2
    if row.number is not None:
        _draw_number(pen, area.x, middle, row.number, loud=row.loud)
    else:
        pen.lines(area.x + 2.0, top - 0.5, (row.sign,), CELL_STRONG)
    for count, (lines, (x, wide, align)) in enumerate(zip(cells, columns, strict=True)):
        style = CELL_STRONG if row.strong or count == 2 else CELL
        whole = lines if count == 0 else tuple(style.one(line, wide) for line in lines)
        pen.lines(x, top - 0.5, whole, style, align)
    pen.rule(area.x, top - high, area.x + area.wide, top - high, weight=0.3)
