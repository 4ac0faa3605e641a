"""Write an office's list as CSV files with office.toml, or as a workbook; and the empty workbook.

What is written is read again as the same office. Texts stay texts: none becomes a formula.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

from emerg.resources.cells import plain
from emerg.resources.columns import DEPOTS, OFFICE, SHEETS, STOCK, TEAMS, Column, Sheet
from emerg.resources.csvfile import guarded
from emerg.resources.guide import guide_rows
from emerg.resources.items import load_items
from emerg.resources.read import OFFICE_FILE
from emerg.resources.schema import Depot, Lot, Office, Team
from emerg.resources.table_book import write_text
from emerg.resources.words import (
    CONFIDENCE_NAMES,
    GROUP_NAMES,
    KIND_NAMES,
    MODE_NAMES,
    SKILL_NAMES,
    WORDS,
    YES_NO,
)
from emerg.texts import Bilingual

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

GUIDE = "说明"
LAST_ROW = 2000  # down to which a worksheet offers its words
FORMATS = {"text": "@", "number": "General", "date": "yyyy-mm-dd"}


def office_files(office: Office) -> dict[str, bytes]:
    """The files of an office's folder, by name: office.toml and three CSV files.

    The CSV files are UTF-8 with a mark, by which Excel knows them.
    """
    files = {OFFICE_FILE: _office_toml(office).encode()}
    for sheet in (DEPOTS, TEAMS, STOCK):
        text = StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow([column.zh for column in sheet.columns])
        for row in _rows(sheet, office):
            writer.writerow([_as_csv(row[column.key]) for column in sheet.columns])
        files[sheet.file] = text.getvalue().encode("utf-8-sig")
    return files


def office_workbook(office: Office | None) -> bytes:
    """The workbook of an office; of None the empty template."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _write_guide(workbook)
    for sheet in SHEETS:
        worksheet = workbook.create_sheet(sheet.zh)
        _write_heads(worksheet, sheet)
        rows = _rows(sheet, office) if office else ()
        for number, row in enumerate(rows, start=2):
            for place, column in enumerate(sheet.columns, start=1):
                _write_cell(worksheet, number, place, column, row[column.key])
    content = BytesIO()
    workbook.save(content)
    return content.getvalue()


def _office_toml(office: Office) -> str:
    lines = ["format = 1", f"id = {_quoted(office.id)}", f"name = {_both(office.name)}"]
    lines.append(f"example = {str(office.example).lower()}")
    if office.as_of is not None:
        lines.append(f"as_of = {office.as_of.isoformat()}")
    return "\n".join(lines) + "\n"


def _both(name: Bilingual) -> str:
    if not name.en:
        return _quoted(name.zh)
    return f"{{ zh = {_quoted(name.zh)}, en = {_quoted(name.en)} }}"


def _quoted(text: str) -> str:
    # What JSON escapes in a text, TOML reads alike; control characters are gone.
    return json.dumps(plain(text), ensure_ascii=False)


def _rows(sheet: Sheet, office: Office) -> Iterator[Mapping[str, Any]]:
    """The rows of a sheet, each by column: text, number, date, or None for nothing."""
    if sheet is DEPOTS:
        yield from map(_depot, office.depots.values())
    elif sheet is TEAMS:
        yield from map(_team, office.teams)
    elif sheet is STOCK:
        yield from map(_lot, office.lots)
    elif sheet is OFFICE:
        yield {
            "id": office.id,
            "name": office.name.zh,
            "name_en": office.name.en,
            "as_of": office.as_of,
            "example": YES_NO["yes" if office.example else "no"].zh,
        }


def _depot(depot: Depot) -> Mapping[str, Any]:
    return {
        "id": depot.id,
        "name": depot.name.zh,
        "name_en": depot.name.en,
        "lon": depot.lon,
        "lat": depot.lat,
        "county": depot.county,
        "source": depot.source,
        **_kept_by(depot),
        "phone": depot.phone,
    }


def _team(team: Team) -> Mapping[str, Any]:
    return {
        "id": team.id,
        "name": team.name.zh,
        "name_en": team.name.en,
        "depot": team.depot,
        "kind": KIND_NAMES[team.kind].zh,
        "skills": "、".join(SKILL_NAMES[skill].zh for skill in team.skills),
        "count": team.count,
        "alert_min": team.alert_min,
        "load_min": team.load_min,
        "gross_t": team.gross_t,
        **_kept_by(team),
        "phone": team.phone,
    }


def _lot(lot: Lot) -> Mapping[str, Any]:
    return {
        "depot": lot.depot,
        "group": GROUP_NAMES[lot.group].zh,
        "item": lot.item,
        "name": lot.name,
        "spec": lot.spec,
        "quantity": lot.quantity,
        "unit": lot.unit,
        "expires": lot.expires,
        "load_min": lot.load_min,
        **_kept_by(lot),
        "mode": MODE_NAMES[lot.mode].zh,
    }


def _kept_by(row: Depot | Team | Lot) -> Mapping[str, Any]:
    return {
        "owner": row.owner,
        "contact_role": row.contact_role,
        "confidence": CONFIDENCE_NAMES[row.confidence].zh,
    }


def _as_csv(value: Any) -> str:
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(_figure(value))


def _figure(value: float) -> float | int:
    """300 rather than 300.0."""
    return int(value) if float(value).is_integer() and abs(value) < 1e15 else value


def _write_heads(worksheet: "Worksheet", sheet: Sheet) -> None:
    from openpyxl.styles import Font, PatternFill

    worksheet.freeze_panes = "A2"
    for place, column in enumerate(sheet.columns, start=1):
        cell = worksheet.cell(1, place, column.zh)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FFE699" if column.compulsory else "DDEBF7")
        kept = worksheet.column_dimensions[cell.column_letter]
        kept.width = column.width
        # A phone number typed into the empty template keeps its first zero.
        kept.number_format = FORMATS[column.holds]
        _offer(worksheet, cell.column_letter, sheet, column)


def _offer(worksheet: "Worksheet", letter: str, sheet: Sheet, column: Column) -> None:
    """A list of words to choose from; units and depots may also be written otherwise."""
    from openpyxl.worksheet.datavalidation import DataValidation

    if sheet is STOCK and column.key == "unit":
        words = ",".join(unit.unit for unit in load_items().unit)
        offer, strict = f'"{words}"', False
    elif column.key == "depot":
        offer, strict = f"{DEPOTS.zh}!$A$2:$A${LAST_ROW}", False
    elif column.key in WORDS and column.key != "skills":
        words = ",".join(name.zh for name in WORDS[column.key].values())
        offer, strict = f'"{words}"', True
    else:
        return
    check = DataValidation("list", formula1=offer, allow_blank=True, showErrorMessage=strict)
    check.add(f"{letter}2:{letter}{LAST_ROW}")
    worksheet.add_data_validation(check)


def _write_cell(worksheet: "Worksheet", row: int, place: int, column: Column, value: Any) -> None:
    if value is None or value == "":
        return
    cell = worksheet.cell(row, place)
    cell.number_format = FORMATS[column.holds]
    if isinstance(value, str):
        write_text(cell, value)
    else:
        cell.value = _figure(value) if isinstance(value, float) else value


def _write_guide(workbook: "Workbook") -> None:
    from openpyxl.styles import Alignment, Font

    worksheet = workbook.create_sheet(GUIDE)
    for letter, width in zip("ABCDE", (10, 18, 8, 60, 60), strict=True):
        worksheet.column_dimensions[letter].width = width
    for number, row in enumerate(guide_rows(), start=1):
        for place, text in enumerate(row, start=1):
            cell = worksheet.cell(number, place)
            write_text(cell, text)
            cell.alignment = Alignment(wrap_text=place > 3, vertical="top")
            if len(row) == 1 or number == 1:
                cell.font = Font(bold=True)
