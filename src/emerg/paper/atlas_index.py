"""The index of places: by pinyin in Chinese, by letters in English, in columns down the page."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from emerg.paper import page
from emerg.paper.flow import Block
from emerg.paper.page import Pen, Style
from emerg.paper.pinyin_order import initial, name_key
from emerg.paper.typeset import said
from emerg.texts import Lang, Text

ACROSS = 3
LINE = Style(8.0, leading=1.42)
NAME = Style(8.0)
WHERE = Style(8.0, ink=page.GREY)
LETTER = Style(10.0, bold=True)
HEAD_HIGH = 26.0
PAGE_ROOM = 24.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A name, the playbook that it is found in, and the page."""

    name: str
    where: str
    page: int


def index_blocks(entries: Sequence[Entry], lang: Lang, high: float) -> Iterator[Block]:
    """One block for every page of the index."""
    lines = list(_lines(entries, lang))
    each = int((high - HEAD_HIGH) // LINE.line)
    title = said(Text("Index of places"), lang, Text("heading"))
    for start in range(0, len(lines), each * ACROSS):
        shown = [
            lines[first : first + each]
            for first in range(start, min(start + each * ACROSS, len(lines)), each)
        ]
        yield Block(high, partial(_draw, title, shown), new_page=True)


def in_order(entries: Sequence[Entry], lang: Lang) -> list[Entry]:
    """The entries as they are looked up, each once."""
    key = name_key if lang == "zh" else _letters
    return sorted(set(entries), key=lambda entry: (key(entry.name), entry.page))


def _letters(name: str) -> tuple[tuple[int, str], ...]:
    """English order: without accents, whatever is no letter first."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return tuple((ord(letter), letter) for letter in plain if not unicodedata.combining(letter))


def _lines(entries: Sequence[Entry], lang: Lang) -> Iterator[Entry | str]:
    """Every letter before its entries."""
    letter = ""
    for entry in in_order(entries, lang):
        name = entry.name if lang == "zh" else unicodedata.normalize("NFKD", entry.name)
        said(entry.name, lang, Text("Index of places"))
        if initial(name) != letter:
            letter = initial(name)
            yield letter
        yield entry


def _draw(
    title: str, columns: Sequence[Sequence[Entry | str]], pen: Pen, top: float, high: float
) -> None:
    pen.lines(page.LEFT, top, (title,), page.HEADING)
    wide = (page.ROOM + page.GUTTER) / ACROSS - page.GUTTER
    for count, lines in enumerate(columns):
        x, y = page.LEFT + count * (wide + page.GUTTER), top - HEAD_HIGH
        for line in lines:
            if isinstance(line, str):
                pen.lines(x, y, (line,), LETTER)
            else:
                _draw_entry(pen, line, x, y, wide)
            y -= LINE.line


def _draw_entry(pen: Pen, entry: Entry, x: float, top: float, wide: float) -> None:
    room = wide - PAGE_ROOM
    name = NAME.one(entry.name, room)
    base = page.baseline(top, LINE)
    pen.text(x, base, name, NAME)
    left = room - NAME.width(name) - 6.0
    if left > WHERE.size * 3:
        pen.text(x + NAME.width(name) + 6.0, base, WHERE.one(entry.where, left), WHERE)
    pen.text(x + wide, base, f"{entry.page}", NAME, "right")
