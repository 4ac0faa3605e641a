"""An office's list anew without its telephone numbers, and everything else as it was.

What was made is read again and compared, cell by cell, before anybody writes it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from emerg.errors import Findings
from emerg.resources.columns import DEPOTS, STOCK, TEAMS, Sheet
from emerg.resources.csvfile import LINE_END, encoding_of, layout_of, read_raw, records, table_in
from emerg.resources.grid import Grid, Place, Row, Value
from emerg.resources.read import WORKBOOK
from emerg.resources.unlocked import (
    Listed,
    holds_number,
    listed_numbers,
    misplaced,
    phone_columns,
    tells_number,
)
from emerg.resources.workbook import open_workbook, read_workbook
from emerg.texts import Prose, Text

NUMBERED = (DEPOTS, TEAMS)
# What a workbook may hold and openpyxl would not write again.
LOST = re.compile(r"xl/(media|charts|drawings/drawing|embeddings|pivot|slicers|vbaProject)")


@dataclass(frozen=True, slots=True)
class Emptied:
    """A file with numbers in it, and what it is without them.

    Attributes
    ----------
    listed : tuple of Listed
        Whose numbers are taken out.
    left : tuple of Prose
        The addresses of numbers that stay, for nobody can say whose they are.
    """

    path: Path
    before: bytes = field(repr=False)
    after: bytes = field(repr=False)
    listed: tuple[Listed, ...] = ()
    left: tuple[Prose, ...] = ()


def emptied_list(path: Path, found: Findings) -> tuple[Emptied, ...]:
    """Each file of the office at `path`, a folder or workbook, that has numbers in it."""
    if path.suffix.lower() == WORKBOOK:
        files = [_workbook(path, found)]
    else:
        files = [_csv(sheet, path / sheet.file, found) for sheet in (DEPOTS, TEAMS, STOCK)]
    return tuple(one for one in files if one is not None and (one.listed or one.left))


def _csv(sheet: Sheet, path: Path, found: Findings) -> Emptied | None:
    before = read_raw(path, found)
    grid = None if before is None else table_in(sheet, path, before, found)
    if before is None or grid is None:
        return None
    left = tuple(misplaced(grid))
    if sheet not in NUMBERED:
        return Emptied(path, before, before, (), (*left, *_in_phone_columns(grid)))
    after = _without_numbers(sheet, before)
    again = None if after is None else table_in(sheet, path, after, Findings())
    if after is None or again is None or again.rows != _blanked(grid, ""):
        _tell_unsure(str(path), found)
        return None
    return Emptied(path, before, after, listed_numbers(sheet, grid, found), left)


def _in_phone_columns(grid: Grid) -> Iterator[Prose]:
    for row in grid.rows:
        for at in phone_columns(grid.heads):
            if at < len(row.cells) and holds_number(row.cells[at]):
                yield grid.place.cell(row.number, at, grid.heads[at])


def _without_numbers(sheet: Sheet, raw: bytes) -> bytes | None:
    """The bytes of a CSV file with the cells of its numbers empty; None where that is not sure."""
    mark, encoding = encoding_of(raw)
    try:
        text = raw[len(mark) :].decode(encoding)
    except UnicodeDecodeError:
        return None
    lines = LINE_END.split(text)
    ends = [*LINE_END.findall(text), ""]
    layout = layout_of(sheet, lines)
    if layout is None or text.encode(encoding) != raw[len(mark) :]:
        return None
    columns = phone_columns(layout.heads)
    kept = [line + end for line, end in zip(lines, ends, strict=True)]
    for at, taken, cells in records(lines, layout):
        if cells and any(holds_number(cells[i]) for i in columns if i < len(cells)):
            row = "".join(kept[at : at + taken])
            kept[at : at + taken] = [_cut(row, layout.separator, columns), *[""] * (taken - 1)]
    return mark + "".join(kept).encode(encoding)


def _cut(row: str, separator: str, columns: Sequence[int]) -> str:
    """A row as it stands in the file, with the cells of `columns` empty where they hold numbers.

    >>> _cut('A,"a ""b"", c","0891-1",-\\r\\n', ",", (2, 3))
    'A,"a ""b"", c",,-\\r\\n'
    """
    cell = re.compile(rf'(?:"(?:[^"]|"")*"|[^{re.escape(separator)}\r\n]*)')
    at, place, pieces = 0, 0, []
    while True:
        found = cell.match(row, at)
        assert found is not None  # it matches nothing at all, too
        text = found[0]
        pieces.append("" if place in columns and holds_number(text) else text)
        at, place = found.end(), place + 1
        if row[at : at + 1] != separator:
            return "".join(pieces) + row[at:]
        pieces.append(separator)
        at += 1


def _blanked(grid: Grid, blank: Value) -> tuple[Row, ...]:
    """The rows of a table as they must be read again."""
    columns = phone_columns(grid.heads)

    def blanked(row: Row) -> Row:
        cells = (
            blank if place in columns and holds_number(value) else value
            for place, value in enumerate(row.cells)
        )
        return replace(row, cells=tuple(cells))

    return tuple(map(blanked, grid.rows))


def _workbook(path: Path, found: Findings) -> Emptied | None:
    before = read_raw(path, found)
    grids = {} if before is None else read_workbook(path, found, before)
    if before is None or not grids:
        return None
    listed = tuple(
        row
        for sheet in NUMBERED
        if sheet.key in grids
        for row in listed_numbers(sheet, grids[sheet.key], found)
    )
    after = _saved_without(before, grids) if listed else before
    if after != before and not _same_but_numbers(path, before, after, grids):
        _tell_unsure(str(path), found)
        return None
    return Emptied(path, before, after, listed, tuple(dict.fromkeys(_left_in(path, after, grids))))


def _saved_without(before: bytes, grids: Mapping[str, Grid]) -> bytes:
    workbook = open_workbook(before)
    for grid in (grids[sheet.key] for sheet in NUMBERED if sheet.key in grids):
        for row in grid.rows:
            for place in phone_columns(grid.heads):
                if holds_number(row.cells[place]):
                    workbook[grid.place.tab].cell(row.number, place + 1).value = None
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def _same_but_numbers(path: Path, before: bytes, after: bytes, grids: Mapping[str, Grid]) -> bool:
    with ZipFile(BytesIO(before)) as file:
        if any(map(LOST.match, file.namelist())):
            return False
    again = read_workbook(path, Findings(), after)
    wanted = {
        key: _blanked(grid, None) if key in (DEPOTS.key, TEAMS.key) else grid.rows
        for key, grid in grids.items()
    }
    return {key: grid.rows for key, grid in again.items()} == wanted


def _left_in(path: Path, after: bytes, grids: Mapping[str, Grid]) -> Iterator[Prose]:
    """Where a number stands in any of the worksheets, in a cell or in a comment on it."""
    if STOCK.key in grids:
        yield from _in_phone_columns(grids[STOCK.key])
    for worksheet in open_workbook(after).worksheets:
        for number, row in enumerate(worksheet.iter_rows(), start=1):
            for column, cell in enumerate(row):
                comment = cell.comment.text if cell.comment else ""
                if tells_number(f"{cell.value} {comment}"):
                    yield Place(path, worksheet.title).cell(number, column)


def _tell_unsure(where: str, found: Findings) -> None:
    found.add(
        Text("the numbers cannot be taken out of this file with everything else left as it is"),
        where,
        Text("save its tables alone, without pictures, charts and formulas, as .xlsx or CSV UTF-8"),
    )
