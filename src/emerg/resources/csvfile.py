"""Tables in CSV files, as Excel, WPS and people write them.

UTF-8, UTF-16 or GBK; parted by comma, semicolon or tab. A broken row is told and left out, and
takes no other row with it.
"""

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from emerg.errors import Findings
from emerg.resources.columns import Sheet
from emerg.resources.grid import (
    HEAD_WITHIN,
    Grid,
    Place,
    Row,
    grid,
    head_row,
    headed,
    no_heads,
    too_large,
)
from emerg.textfiles import FILE_LIMIT_BYTES, read_content
from emerg.texts import Text

SEPARATORS = (",", ";", "\t")
ROW_LINES = 20  # lines that one row may go on for, where a cell holds line breaks
UNREADABLE = "\ufffd"
# A text with one of these in front is a formula to a spreadsheet; an apostrophe makes it text.
LINE_END = re.compile(r"\r\n|\r|\n")
MARKS = {
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
    codecs.BOM_UTF8: "utf-8",
}
FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r]")


def read_csv(sheet: Sheet, path: Path, found: Findings) -> Grid | None:
    """The table of `sheet` in the file at `path`; None, with findings, if it cannot be had."""
    raw = read_raw(path, found)
    return None if raw is None else table_in(sheet, path, raw, found)


def table_in(sheet: Sheet, path: Path, raw: bytes, found: Findings) -> Grid | None:
    """The same of the bytes of a file; `path` is for messages."""
    mark, encoding = encoding_of(raw)
    # What fits no encoding is `UNREADABLE`, to be told with its cell.
    lines = LINE_END.split(raw[len(mark) :].decode(encoding, errors="replace"))
    place = Place(path)
    layout = layout_of(sheet, lines)
    if layout is None:
        no_heads(sheet, place, found)
        return None
    if too_large(place, len(layout.heads), len(lines) - layout.top, found):
        return None
    rows = tuple(_rows(lines, layout, place, found))
    return grid(sheet, place, layout.top + 1, layout.heads, rows, found)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is parted into cells.

    Attributes
    ----------
    top : int
        The line of its heads, from 0.
    """

    separator: str
    top: int
    heads: tuple[str, ...]


def layout_of(sheet: Sheet, lines: Sequence[str]) -> Layout | None:
    """How the table of `sheet` stands in `lines`; None where it has no heads."""
    separator = max(SEPARATORS, key=lambda s: _heads_found(sheet, lines, s))
    top = head_row(sheet, [_alone(line, separator) or [] for line in lines[:HEAD_WITHIN]])
    if top is None:
        return None
    heads = tuple(head.strip() for head in _alone(lines[top], separator) or [])
    return Layout(separator, top, heads)


def guarded(text: str) -> str:
    """`text` as a cell that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded("PVC")
    ("'=1+1", 'PVC')
    """
    return f"'{text}" if FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """What `guarded` made of it, as it was.

    >>> unguarded("'=1+1"), unguarded("PVC")
    ('=1+1', 'PVC')
    """
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


def read_raw(path: Path, found: Findings) -> bytes | None:
    """The bytes of a file; None, with a finding, if it cannot be read or is too large."""
    return read_content(path, FILE_LIMIT_BYTES, Text("keep the table alone in it"), found)


def encoding_of(raw: bytes) -> tuple[bytes, str]:
    """The mark that a file begins with, b"" without one, and the encoding of the rest."""
    for mark, encoding in MARKS.items():
        if raw.startswith(mark):
            return mark, encoding
    # Without a mark it is what most of its lines are; one stray line does not turn the others.
    lines = [line for line in raw.splitlines() if not line.isascii()]
    fit = sum(map(_is_utf8, lines))
    return b"", "utf-8" if 2 * fit >= len(lines) else "gb18030"


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _heads_found(sheet: Sheet, lines: Sequence[str], separator: str) -> int:
    tops = (_alone(line, separator) for line in lines[:HEAD_WITHIN])
    return max((len(headed(sheet, cells)) for cells in tops if cells), default=0)


def records(lines: Sequence[str], layout: Layout) -> Iterator[tuple[int, int, list[str] | None]]:
    """Every row below the heads: the line it begins at, how many it takes, and its cells."""
    at = layout.top + 1
    while at < len(lines):
        cells, taken = _record(lines, at, layout.separator, len(layout.heads))
        yield at, taken, cells
        at += taken


def _rows(lines: Sequence[str], layout: Layout, place: Place, found: Findings) -> Iterator[Row]:
    """The rows below the heads; `number` counts rows as a spreadsheet does, not lines."""
    heads = layout.heads
    for number, (_at, _taken, cells) in enumerate(records(lines, layout), start=layout.top + 2):
        if cells is None:
            found.add(
                Text("a quotation mark stands alone, so the row cannot be parted into cells"),
                place.row(number),
                Text("close the quotation mark, or remove it"),
            )
        elif any(cell.strip() for cell in cells) and _sound(cells, number, heads, place, found):
            yield Row(number, tuple(map(unguarded, cells[: len(heads)])))


def _record(
    lines: Sequence[str], at: int, separator: str, wanted: int
) -> tuple[list[str] | None, int]:
    """The cells of the row that begins at line `at`, and how many lines it takes.

    A row goes on over several lines only if none of them is a row by itself, and it then has the
    cells it should have: otherwise an open quotation mark would swallow the rows below it.
    """
    cells = _alone(lines[at], separator)
    if cells is not None:
        return cells, 1
    joined = [lines[at]]
    for line in lines[at + 1 : at + ROW_LINES]:
        if len(_alone(line, separator) or ()) == wanted:
            break
        joined.append(line)
        cells = _alone("\n".join(joined), separator)
        if cells is not None and len(cells) == wanted:
            return cells, len(joined)
    return None, 1


def _alone(line: str, separator: str) -> list[str] | None:
    """The cells of one row; None where its quotation marks do not close."""
    if not line:
        return []
    try:
        return next(csv.reader([line], delimiter=separator, strict=True))
    except csv.Error:
        return None


def _sound(
    cells: Sequence[str], number: int, heads: Sequence[str], place: Place, found: Findings
) -> bool:
    """Whether a row has its cells, all readable."""
    wanted = len(heads)
    surplus = [i for i in range(wanted, len(cells)) if cells[i].strip()]
    if surplus or len(cells) < wanted:
        at = surplus[0] if surplus else len(cells)
        found.add(
            Text("the row has {n} cells under {wanted} heads", n=len(cells), wanted=wanted),
            place.cell(number, at, heads[at] if at < wanted else ""),
            Text("look for a separator that is missing, or one too many inside a text"),
        )
        return False
    spoilt = [i for i, cell in enumerate(cells[:wanted]) if UNREADABLE in cell]
    for i in spoilt:
        found.add(
            Text("there are characters here that cannot be read"),
            place.cell(number, i, heads[i]),
            Text("write the cell again, and save the file as CSV UTF-8"),
        )
    return not spoilt
