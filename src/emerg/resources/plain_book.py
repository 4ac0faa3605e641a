"""Any workbook (.xlsx) as sheets of cells, each with its address; what they mean is another's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from emerg.errors import Findings
from emerg.resources.csvfile import unguarded
from emerg.resources.grid import MOST_COLUMNS, Place, too_large
from emerg.resources.workbook import worksheets
from emerg.texts import Prose, Text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class PlainRow:
    """A row below the heads: its number in the sheet, from 1, and its cells as text."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """A worksheet whose first row is its heads."""

    place: Place
    heads: tuple[str, ...]
    rows: tuple[PlainRow, ...]

    @property
    def name(self) -> str:
        return self.place.tab

    def cell(self, row: int, column: int) -> Prose:
        """The address of a cell; `row` from 1, `column` from 0."""
        return self.place.cell(row, column)


def read_plain(path: Path, found: Findings) -> tuple[PlainSheet, ...]:
    """The sheets of the workbook at `path`; what cannot be read of them is a finding."""
    sheets = worksheets(path, found, values=False) or []
    return tuple(made for sheet in sheets if (made := _sheet(sheet, path, found)) is not None)


def _sheet(sheet: "Worksheet", path: Path, found: Findings) -> PlainSheet | None:
    place = Place(path, sheet.title)
    if too_large(place, sheet.max_column or 0, sheet.max_row or 0, found):
        return None
    top = next(sheet.iter_rows(max_row=1, max_col=MOST_COLUMNS), ())
    heads = [_text(cell.value) for cell in top]
    while heads and not heads[-1]:
        heads.pop()
    return PlainSheet(place, tuple(heads), tuple(_rows(sheet, place, len(heads), found)))


def _rows(sheet: "Worksheet", place: Place, count: int, found: Findings) -> Iterator[PlainRow]:
    if not count:
        return
    lines = sheet.iter_rows(min_row=2, max_row=sheet.max_row, max_col=count)
    for number, cells in enumerate(lines, start=2):
        texts = tuple(_text(cell.value) for cell in cells)
        if not any(texts):
            continue
        for at, cell in enumerate(cells):
            if cell.data_type == "f":
                found.add(
                    Text("a formula stands here"),
                    place.cell(number, at),
                    Text("write its value: what a formula gives is not known before it is opened"),
                )
        yield PlainRow(number, texts)


def _text(value: Any) -> str:
    """A cell as the line of text that a person would have typed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unguarded(str(value)).strip()
