"""Tables in workbooks (.xlsx)."""

import warnings
from collections.abc import Iterator
from datetime import date, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from zipfile import BadZipFile
from zlib import error as ZlibError  # noqa: N812

from emerg.errors import Findings, why
from emerg.resources.columns import SHEETS, Sheet
from emerg.resources.grid import (
    HEAD_WITHIN,
    Grid,
    Place,
    Row,
    Value,
    grid,
    head_row,
    no_heads,
    plain_head,
)
from emerg.resources.looked_into import TooMuch, look_into
from emerg.textfiles import FILE_LIMIT_BYTES
from emerg.texts import Prose, Text

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

# What openpyxl raises over a file that is no workbook, or a broken one.
BROKEN = (
    BadZipFile, ZlibError, ArithmeticError, AssertionError, AttributeError, EOFError, LookupError,
    RuntimeError, SyntaxError, TypeError, ValueError,
)  # fmt: skip


def read_workbook(path: Path, found: Findings, content: bytes | None = None) -> dict[str, Grid]:
    """The tables of the workbook at `path`, by the key of their sheet; with findings, some less.

    Where `content` is given it is read in place of the file.
    """
    sheets = worksheets(path, found, content)
    if sheets is None:
        return {}
    tables: dict[str, Grid] = {}
    for sheet in SHEETS:
        names = {plain_head(sheet.zh), plain_head(sheet.key)}
        worksheet = next((s for s in sheets if plain_head(s.title) in names), None)
        if worksheet is None:
            found.add(
                Text("the worksheet '{name}' ({key}) is missing", name=sheet.zh, key=sheet.key),
                str(path),
                Text("add it, or start from emerg resources template"),
            )
            continue
        table = _grid(sheet, worksheet, Place(path, worksheet.title), found)
        if table is not None:
            tables[sheet.key] = table
    return tables


def worksheets(
    path: Path, found: Findings, content: bytes | None = None, *, values: bool = True
) -> "list[Worksheet] | None":
    """The sheets of the workbook at `path`; None, with a finding, if it cannot be had.

    Parameters
    ----------
    content : bytes or None
        Read in place of the file, where given.
    values : bool
        The values of formulas, or the formulas themselves.
    """
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        if path.stat().st_size > FILE_LIMIT_BYTES:  # a pipe is no office: see `is_office`
            reason: Prose = Text("the file is larger than {limit} MB", limit=FILE_LIMIT_BYTES >> 20)
        else:
            raw = path.read_bytes() if content is None else content
            return cast("list[Worksheet]", open_workbook(raw, values=values).worksheets)
    except TooMuch as error:
        found.add(
            Text("the file cannot be read ({reason})", reason=error.what),
            str(path),
            Text("delete what lies outside the tables, keep plain cells, and save it again"),
        )
        return None
    except OSError as error:
        reason = why(error)
    except (InvalidFileException, *BROKEN):
        reason = Text("it is no workbook, or it is damaged or locked by a password")
    found.add(
        Text("the file cannot be read ({reason})", reason=reason),
        str(path),
        Text("open it in Excel or WPS and save it as .xlsx, without a password"),
    )
    return None


def open_workbook(content: bytes, *, values: bool = False) -> "Workbook":
    """The workbook in `content`, with its formulas or the `values` that they had.

    Raises
    ------
    TooMuch
        It is not to be opened.
    """
    from openpyxl import load_workbook

    look_into(BytesIO(content))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and checks that no reader needs
        return load_workbook(BytesIO(content), data_only=values)


def _grid(sheet: Sheet, worksheet: "Worksheet", place: Place, found: Findings) -> Grid | None:
    values = list(worksheet.iter_rows(values_only=True))
    words = [[_head(value) for value in row] for row in values[:HEAD_WITHIN]]
    top = head_row(sheet, words)
    if top is None:
        no_heads(sheet, place, found)
        return None
    heads = words[top]
    while heads and not heads[-1]:
        heads.pop()
    merged = set(_merged_rows(worksheet, top + 1, place, found))
    rows = (
        Row(number, tuple(map(_value, row[: len(heads)])))
        for number, row in enumerate(values[top + 1 :], start=top + 2)
        if number not in merged
    )
    return grid(sheet, place, top + 1, heads, rows, found)


def _head(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _value(value: Any) -> Value:
    plain = value is None or isinstance(value, str | int | float | date | time)
    return value if plain else str(value)


def _merged_rows(worksheet: "Worksheet", top: int, place: Place, found: Findings) -> Iterator[int]:
    """Rows with merged cells: whether a merged quantity counts once or in each nobody can say."""
    for area in sorted(worksheet.merged_cells.ranges, key=lambda a: (a.min_row, a.min_col)):
        if area.max_row > top:
            found.add(
                Text("merged cells stand here ({area})", area=area.coord),
                place.cell(area.min_row, area.min_col - 1),
                Text("part them, and write the value into every row that it holds for"),
            )
            yield from range(area.min_row, area.max_row + 1)
