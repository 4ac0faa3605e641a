"""Write a table of the window into a file for a spreadsheet."""

from collections.abc import Sequence
from pathlib import Path

from emerg.errors import InputError, OutputError
from emerg.texts import Text
from emerg.usecases.files import write_files

CSV, XLSX = ".csv", ".xlsx"
NARROW, WIDE, BESIDE = 8, 60, 2  # widths of columns [characters]


def write_table(
    file: Path, title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]
) -> Path:
    """Write rows under heads into `file`, whole or not at all: CSV or a workbook, by its ending.

    Raises
    ------
    InputError
        The ending is neither.
    OutputError
        It cannot be written.
    """
    ending = file.suffix.lower()
    if ending not in (CSV, XLSX):
        raise InputError(
            Text("'{name}' is not a kind of file that is written here", name=file.name),
            where=str(file),
            fix=Text("give it the ending {endings}", endings=f"{XLSX} / {CSV}"),
        )
    content = _csv(heads, rows) if ending == CSV else _book(title, heads, rows)
    try:
        return write_files(file.parent, {file.name: content})[0]
    except OutputError as error:  # its advice is for the command line
        fix = Text("make room and allow writing there, and close the file if it is open")
        raise OutputError(error.what, where=error.where, fix=fix) from error


def _csv(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    from emerg.resources.table_book import table_csv

    return table_csv(heads, rows)


def _book(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    from emerg.resources.table_book import TableSheet, as_figure, table_book

    widths = [_width([head, *(row[n] for row in rows)]) for n, head in enumerate(heads)]
    sheet = TableSheet(
        _sheet_name(title),
        tuple(zip(heads, widths, strict=True)),
        tuple([as_figure(cell) for cell in row] for row in rows),
    )
    return table_book([sheet])


def _sheet_name(title: str) -> str:
    r"""A name that a worksheet may have.

    >>> _sheet_name("调度/物资 [甲]"), _sheet_name("")
    ('调度 物资 甲', '1')
    """
    plain = "".join(" " if letter in r"[]:*?/\'" else letter for letter in title)
    return " ".join(plain.split())[:31] or "1"


def _width(cells: Sequence[str]) -> int:
    """As wide as the longest line, Chinese letters twice as wide as others, within bounds."""
    longest = max(
        sum(1 if letter.isascii() else 2 for letter in line)
        for cell in cells
        for line in (cell.splitlines() or [""])
    )
    return min(max(longest + BESIDE, NARROW), WIDE)
