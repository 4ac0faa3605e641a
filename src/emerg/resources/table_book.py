"""Any tables as a workbook (.xlsx) or as CSV: every text stays text."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from emerg.resources.csvfile import guarded

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

CELL_MOST = 32_767  # characters that a cell of a workbook holds
CUT = "…"
LIST_LETTERS = 255  # characters of a list that a spreadsheet offers
ROWS_MORE = 200  # empty rows below a table that offer it too
FIGURE = re.compile(r"[+-]?(0|[1-9]\d{0,14})(\.\d+)?")
UNHELD = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")  # by the XML of a workbook


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A worksheet: its name, its heads with their widths [characters], and its rows.

    Attributes
    ----------
    choices : mapping of int to tuple of str
        What may be written into a column, counted from 0; a spreadsheet offers it.
    """

    name: str
    heads: tuple[tuple[str, int], ...]
    rows: tuple[Sequence[str | int | float], ...]
    choices: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


def table_book(sheets: Sequence[TableSheet]) -> bytes:
    """A workbook of `sheets`, in their order.

    A text that a spreadsheet could take for a formula gets an apostrophe in front, in the cell
    itself: it is harmless also when the sheet is saved on as CSV. Line ends stay; characters that
    no workbook holds are named (‹U+001B›), and a text longer than a cell ends in '…'.
    """
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in sheets:
        _write(workbook.create_sheet(sheet.name), sheet)
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def table_csv(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A table as CSV in UTF-8 with a mark, by which Excel knows it; no cell is a formula."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([unless_figure(cell) for cell in row] for row in (heads, *rows))
    return text.getvalue().encode("utf-8-sig")


def unless_figure(text: str) -> str:
    """`harmless_cell`, but for a figure with its sign, which no spreadsheet takes for a formula.

    >>> unless_figure("+1.2"), unless_figure("-0.4"), unless_figure("-1+1"), unless_figure("@a")
    ('+1.2', '-0.4', "'-1+1", "'@a")
    """
    return text if FIGURE.fullmatch(text) else harmless_cell(text)


def as_figure(text: str) -> str | int | float:
    """The number that a cell tells and nothing else; a text that is more, or has zeros in front.

    >>> as_figure("12"), as_figure("+1.5"), as_figure("0891"), as_figure("2.6 (4–6)")
    (12, 1.5, '0891', '2.6 (4–6)')
    """
    found = FIGURE.fullmatch(text)
    if found is None:
        return text
    return float(text) if found[2] else int(text)


def _write(worksheet: "Worksheet", sheet: TableSheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    worksheet.freeze_panes = "A2"
    for place, (head, width) in enumerate(sheet.heads, start=1):
        cell = worksheet.cell(1, place)
        write_text(cell, head)
        cell.font = Font(bold=True)
        worksheet.column_dimensions[get_column_letter(place)].width = width
    wrapped = Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate(sheet.rows, start=2):
        for place, value in enumerate(row, start=1):
            if value == "":
                continue
            cell = worksheet.cell(number, place)
            cell.alignment = wrapped
            if isinstance(value, str):
                write_text(cell, harmless_cell(value))
                cell.number_format = "@"
            else:
                cell.value = value
    _offer(worksheet, sheet)
    if sheet.rows:
        worksheet.auto_filter.ref = worksheet.dimensions


def _offer(worksheet: "Worksheet", sheet: TableSheet) -> None:
    """Have the spreadsheet offer what may stand in a column, where it has room for the list."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for place, words in sheet.choices.items():
        listed = ",".join(words)
        if len(listed) > LIST_LETTERS or any(set(word) & set(',"') for word in words):
            continue
        # Not strict: an office may know a word that we do not; the import tells it by its cell.
        check = DataValidation(type="list", formula1=f'"{listed}"', showErrorMessage=False)
        letter = get_column_letter(place + 1)
        check.add(f"{letter}2:{letter}{len(sheet.rows) + ROWS_MORE}")
        worksheet.add_data_validation(check)


def harmless_cell(text: str) -> str:
    r"""`text` as a cell can hold it, no formula in a workbook or in a CSV file made of it.

    >>> harmless_cell("=1+1"), harmless_cell("a\r\nb\x1b"), harmless_cell("\tx")
    ("'=1+1", 'a\nb‹U+001B›', "'\tx")
    """
    marked = guarded(text).replace("\r\n", "\n").replace("\r", "\n")
    held = UNHELD.sub(lambda found: f"‹U+{ord(found[0]):04X}›", marked)
    return held if len(held) <= CELL_MOST else held[: CELL_MOST - len(CUT)] + CUT


def write_text(cell: Any, text: str) -> None:
    """A text as text: one that begins with an equals sign is no formula, now or when edited."""
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = guarded(text) != text
