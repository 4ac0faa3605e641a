"""A table as it stands in a file: cells under their heads, each with its address."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TypeAlias

from emerg.errors import Findings
from emerg.resources.columns import Sheet
from emerg.texts import Prose, Text

# What a workbook may hold; a CSV file holds text alone.
Value: TypeAlias = str | int | float | bool | date | datetime | time | None

HEAD_WITHIN = 10  # rows from the top among which the heads stand, below titles and notes
ENOUGH_HEADS = 2
# No list of an office is longer or wider; a table that claims to be would fill the memory.
MOST_ROWS, MOST_COLUMNS = 50_000, 256


@dataclass(frozen=True, slots=True)
class Place:
    """A table of a file, and how its cells are called there.

    Attributes
    ----------
    tab : str
        Name of the worksheet; "" in a CSV file.
    """

    path: Path
    tab: str = ""

    def cell(self, row: int, column: int, head: str = "") -> Prose:
        """The address of a cell; `row` counts from 1, `column` from 0."""
        letters = column_letters(column)
        if self.tab:
            return f"{self.path}, {self.tab}!{letters}{row}"
        if not head:
            return Text(
                "{file}, row {row}, column {column}", file=str(self.path), row=row, column=letters
            )
        return Text(
            "{file}, row {row}, column {column} ({name})",
            file=str(self.path),
            row=row,
            column=letters,
            name=head,
        )

    def row(self, row: int) -> Prose:
        if self.tab:
            return f"{self.path}, {self.tab}!{row}:{row}"
        return Text("{file}, row {row}", file=str(self.path), row=row)

    def whole(self) -> str:
        return f"{self.path}, {self.tab}" if self.tab else str(self.path)


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the heads; `number` is that of the file, from 1."""

    number: int
    cells: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose heads were found.

    Attributes
    ----------
    places : mapping of str to int
        Where each known column stands, from 0.
    """

    place: Place
    heads: tuple[str, ...]
    places: Mapping[str, int]
    rows: tuple[Row, ...]


def grid(
    sheet: Sheet, place: Place, top: int, heads: Sequence[str], rows: Iterable[Row], found: Findings
) -> Grid | None:
    """The table under `heads`, which stand in row `top`; None where a compulsory one is missing."""
    places = headed(sheet, heads)
    _doubt_heads(sheet, place, top, heads, places, found)
    missing = [c for c in sheet.columns if c.compulsory and c.key not in places]
    for column in missing:
        found.add(
            Text("the column '{name}' ({key}) is missing", name=column.zh, key=column.key),
            place.row(top),
            Text("add a column with this head, or start from {command}", command=sheet.template),
        )
    if missing:
        return None
    kept = tuple(row for row in rows if not all(map(is_blank, row.cells)))
    return Grid(place, tuple(heads), places, kept)


def _doubt_heads(
    sheet: Sheet,
    place: Place,
    top: int,
    heads: Sequence[str],
    places: Mapping[str, int],
    found: Findings,
) -> None:
    """Heads nobody knows are notes of the office; but not one that is nearly a missing column."""
    absent = {
        plain_head(word): column.zh
        for column in sheet.columns
        if column.key not in places
        for word in (column.key, column.zh, *column.also)
    }
    for index, head in enumerate(heads):
        if index in places.values():
            continue
        if near := get_close_matches(plain_head(head), absent, n=1):
            found.add(
                Text("'{key}' is not known here", key=head),
                place.cell(top, index),
                Text("did you mean '{near}'?", near=absent[near[0]]),
            )


def head_row(sheet: Sheet, rows: Sequence[Sequence[str]]) -> int | None:
    """Which of the first `rows` holds the heads of `sheet`, from 0; None if none does."""
    counts = [len(headed(sheet, row)) for row in rows[:HEAD_WITHIN]]
    most = max(counts, default=0)
    return counts.index(most) if most >= ENOUGH_HEADS else None


def no_heads(sheet: Sheet, place: Place, found: Findings) -> None:
    """Say that a table has no heads."""
    names = ", ".join(column.zh for column in sheet.columns if column.compulsory)
    found.add(
        Text("no row with column heads was found among the first {n}", n=HEAD_WITHIN),
        place.whole(),
        Text("write the heads above the table, at least: {names}", names=names),
    )


def too_large(place: Place, columns: int, rows: int, found: Findings) -> bool:
    """Whether a table has more columns or rows than are read; told."""
    if columns <= MOST_COLUMNS and rows <= MOST_ROWS:
        return False
    found.add(
        Text("the table has {columns} columns and {rows} rows", columns=columns, rows=rows),
        place.whole(),
        Text(
            "keep to {columns} columns and {rows} rows: delete what is empty, or part the table",
            columns=MOST_COLUMNS,
            rows=MOST_ROWS,
        ),
    )
    return True


def is_blank(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def column_letters(index: int) -> str:
    """What a spreadsheet calls a column, counted from 0.

    >>> column_letters(0), column_letters(25), column_letters(26), column_letters(701)
    ('A', 'Z', 'AA', 'ZZ')
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def headed(sheet: Sheet, heads: Sequence[str]) -> dict[str, int]:
    """Where each column of `sheet` stands in a row of heads; the first of two with one head.

    >>> from emerg.resources.columns import STOCK
    >>> headed(STOCK, ["序号", "物资名称", "数量（条）", "Unit"])
    {'name': 1, 'quantity': 2, 'unit': 3}
    """
    names: dict[str, str] = {}
    for column in sheet.columns:
        for word in (column.key, column.zh, *column.also):
            names.setdefault(_own_word(word), column.key)
    found: dict[str, int] = {}
    for place, head in enumerate(heads[:MOST_COLUMNS]):
        key = names.get(plain_head(head))
        if key is not None:
            found.setdefault(key, place)
    return found


def plain_head(head: str) -> str:
    """A head as it is compared: without case, blanks, marks, and what stands in brackets."""
    plain = re.sub(r"\([^)]*\)", "", unicodedata.normalize("NFKC", head).casefold())
    return "".join(c for c in plain if c.isalnum())


# Of our own words, of which there are some hundred: every line of a file is compared with them.
_own_word = cache(plain_head)
