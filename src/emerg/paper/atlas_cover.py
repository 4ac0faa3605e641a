"""The first pages of the atlas: what is in it, as of when, what the data are worth, and where."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np

from emerg.paper import page
from emerg.paper.atlas_chapters import Chapter
from emerg.paper.blocks import blocks_of
from emerg.paper.content import Cell, Column, Heading, MapPart, Note, Part, Sheet, Strong, Table
from emerg.paper.flow import Block
from emerg.paper.incident_map import RIVER_LINES, ROUGH_LINE
from emerg.paper.map_content import LegendEntry, MapContent, bounds_of
from emerg.paper.map_lines import points_of, river_lines
from emerg.paper.page import Pen, Style
from emerg.paper.standing import RIVER_LICENCE
from emerg.paper.typeset import said
from emerg.playbooks.rivers import Rivers
from emerg.texts import Lang, Prose, Text, render

BIG = Style(34.0, bold=True, leading=1.25)
LARGE = Style(15.0, leading=1.45)
LARGE_STRONG = Style(15.0, bold=True, leading=1.45)
ABOVE = 50.0  # before the title
MAP_SHARE = 0.46
NOT_VERIFIED = Text(
    "The lists of intakes in this atlas are not verified: in an incident check with water, housing "
    "and health offices at once; what is not listed may still exist"
)


def cover_blocks(
    book: Sheet, chapters: Sequence[Chapter], rivers: Rivers, lang: Lang
) -> Iterator[Block]:
    """Title, date, what is in it, what the data are worth, and a map of its rivers."""
    yield Block(ABOVE, _nothing)
    yield from _lines(book.title, BIG, lang)
    yield from _lines(book.subject, LARGE, lang, before=4.0)
    yield from _lines(book.made, LARGE, lang, before=16.0)
    yield from _lines(_counted(chapters), LARGE, lang)
    for status, count in _statuses(chapters, lang).items():
        words = Text("{status}: {n} playbooks", status=status, n=count)
        yield from _lines(words, LARGE_STRONG, lang)
    yield from blocks_of(Note(NOT_VERIFIED, "loud"), lang, page.HIGH)
    content = _rivers_map([chapter.river for chapter in chapters if chapter.river], rivers)
    if content is not None:
        yield from blocks_of(MapPart(content, MAP_SHARE), lang, page.HIGH - 2 * page.MARGIN)
    yield from blocks_of(Note(RIVER_LICENCE, "quiet"), lang, page.HIGH)


def _nothing(pen: Pen, top: float, high: float) -> None:
    """Leave the space free."""


def _lines(text: Prose, style: Style, lang: Lang, before: float = 2.0) -> Iterator[Block]:
    for line in style.lines(said(text, lang, Text("heading")), page.ROOM):
        yield Block(style.line, partial(_draw_line, line, style), before=before)


def _draw_line(line: str, style: Style, pen: Pen, top: float, high: float) -> None:
    pen.lines(page.LEFT, top, (line,), style)


def _counted(chapters: Sequence[Chapter]) -> Prose:
    """How many of each kind, in the order of the book."""
    counts: dict[str, tuple[Prose, int]] = {}
    for chapter in chapters:
        key = render(chapter.kind, "en")
        counts[key] = (chapter.kind, counts.get(key, (chapter.kind, 0))[1] + 1)
    words = tuple(Text("{kind} {n}", kind=kind, n=count) for kind, count in counts.values())
    return Text("{items}", items=words)


def _statuses(chapters: Sequence[Chapter], lang: Lang) -> Counter[str]:
    return Counter(render(chapter.sheet.status, lang) for chapter in chapters)


def _rivers_map(ids: Sequence[str], rivers: Rivers) -> MapContent | None:
    """All rivers of the atlas on one map."""
    if not ids:
        return None
    lines = [
        rivers.lines[reach.id] for river in ids for reach in rivers.network.rivers.get(river, ())
    ]
    bounds = bounds_of(points_of(np.vstack(lines)))
    drawn = river_lines(rivers, bounds, ids)
    legend = [
        LegendEntry("line", "main", Text("river with a chapter of its own")),
        LegendEntry("line", "river", Text("other river")),
    ]
    if any(line.rough for line in drawn):
        legend.append(ROUGH_LINE)
    return MapContent(
        title=Text("The rivers of this atlas"),
        bounds=bounds,
        rivers=drawn,
        marks=(),
        km_marks=(),
        plume=None,
        incident=None,
        legend=tuple(legend),
        notes=(RIVER_LINES,),
    )


def contents_parts(
    chapters: Sequence[Chapter], first: Sequence[int], index: int
) -> tuple[Part, ...]:
    """The chapters with their first pages, and the index behind them."""
    rows: list[tuple[Cell, ...]] = [
        (
            chapter.kind,
            Strong(chapter.name),
            chapter.sheet.version.split(" · ")[-1],
            chapter.sheet.status,
            f"{number}",
        )
        for chapter, number in zip(chapters, first, strict=True)
    ]
    rows.append(("", Strong(Text("Index of places")), "", "", f"{index}"))
    columns = (
        Column(Text("Kind"), 1.2, most=1),
        Column(Text("Playbook"), 5.2, most=2),
        Column(Text("Version"), 1.9, most=1),
        Column(Text("Data"), 2.7, most=1),
        Column(Text("Page"), 1.0, "right"),
    )
    table = Table(columns, tuple(rows), "", Text("Contents"), tight=True)
    return (Heading(Text("Contents")), table)
