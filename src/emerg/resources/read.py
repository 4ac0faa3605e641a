"""Read an office's list: a folder with office.toml and CSV files, or a workbook.

    <id>/office.toml   format = 1, id, name, example, as_of
    <id>/depots.csv teams.csv stock.csv

Every problem is told with the address of its cell. A bad row is left out, good ones stay.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from emerg.errors import Findings, Problem
from emerg.records import record
from emerg.resources.cells import Cells
from emerg.resources.columns import DEPOTS, OFFICE, STOCK, TEAMS, Sheet
from emerg.resources.csvfile import read_csv
from emerg.resources.grid import Grid
from emerg.resources.rows import Rows
from emerg.resources.schema import Office
from emerg.resources.unlocked import count_unlocked
from emerg.resources.words import YES_NO
from emerg.resources.workbook import read_workbook
from emerg.textfiles import read_toml
from emerg.texts import Bilingual, Prose, Text

OFFICE_FILE = "office.toml"
WORKBOOK = ".xlsx"
FOLDER = "resources"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Read:
    """An office as far as it could be read, and what is wrong with it.

    Attributes
    ----------
    path : Path
        The folder or workbook.
    office : Office or None
        Its good rows; None where nobody can say which office it is.
    unlocked : mapping of str to int
        How many telephone numbers stand in each of its tables, by the name of the table.
    """

    path: Path
    office: Office | None
    problems: tuple[Problem, ...]
    unlocked: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """office.toml"""

    format: Literal[1]
    id: str
    name: Bilingual
    example: bool = False
    as_of: date | None = None


def read_office(path: Path) -> Read:
    """The office in the folder or workbook at `path`, with every problem of its tables."""
    found = Findings()
    if path.suffix.lower() == WORKBOOK:
        grids = read_workbook(path, found)
        head = _from_sheet(grids[OFFICE.key], found) if OFFICE.key in grids else None
    elif path.is_file():
        grids, head = {}, None
        found.add(
            Text("this is neither a workbook nor a folder"),
            str(path),
            Text("open it in Excel or WPS and save it as .xlsx, without a password"),
        )
    else:
        head = _from_toml(path / OFFICE_FILE, found)
        tables = ((s.key, read_csv(s, path / s.file, found)) for s in (DEPOTS, TEAMS, STOCK))
        grids = {key: grid for key, grid in tables if grid is not None}
    office = None if head is None else _office(head, path, grids, found)
    counts = {grid.place.whole(): count_unlocked(grid) for grid in grids.values()}
    unlocked = {where: count for where, count in counts.items() if count}
    return Read(path, office, tuple(found.problems), unlocked)


def _office(head: OfficeFile, path: Path, grids: Mapping[str, Grid], found: Findings) -> Office:
    rows = Rows(head.example, found)
    depots = rows.depots(_cells(DEPOTS, grids.get(DEPOTS.key), found))
    teams = rows.teams(_cells(TEAMS, grids.get(TEAMS.key), found), depots)
    lots = rows.lots(_cells(STOCK, grids.get(STOCK.key), found), depots)
    rows.tell_left_out(str(path))
    return Office(head.id, head.name, path, head.example, head.as_of, depots, teams, lots)


def read_offices(folders: Sequence[Path]) -> tuple[Read, ...]:
    """Every office in ``resources/`` of `folders`; of two with one id the first found counts."""
    return first_of_each(read_office(p) for root in folders for p in office_paths(root / FOLDER))


def first_of_each(reads: Iterable[Read]) -> tuple[Read, ...]:
    """`reads` without those whose office has been met already."""
    kept: dict[str, Read] = {}
    for read in reads:
        kept.setdefault(read.office.id if read.office else str(read.path), read)
    return tuple(kept.values())


def load_offices(folders: Sequence[Path]) -> tuple[tuple[Office, ...], tuple[Problem, ...]]:
    """The offices in ``resources/`` of `folders`, and the problems of all of them."""
    reads = read_offices(folders)
    return (
        tuple(read.office for read in reads if read.office is not None),
        tuple(problem for read in reads for problem in read.problems),
    )


def office_paths(folder: Path) -> tuple[Path, ...]:
    """The folders and workbooks of offices in `folder`, by name; none, if there is no folder."""
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    return tuple(path for path in found if path.name[0] not in ".~" and is_office(path))


def is_office(path: Path) -> bool:
    """Whether an office can be read from `path`."""
    if path.suffix.lower() == WORKBOOK:
        return path.is_file()
    return (path / OFFICE_FILE).is_file()


def renamed(office: Office, id_: str, where: str) -> Office:
    """`office` under another id.

    Raises
    ------
    DataError
        The id is none.
    """
    found = Findings()
    _check_id(id_, where, found)
    found.raise_any()
    return replace(office, id=id_)


def _cells(sheet: Sheet, grid: Grid | None, found: Findings) -> Iterator[Cells]:
    if grid is not None:
        yield from (Cells(sheet, grid, row, found) for row in grid.rows)


def _from_toml(path: Path, found: Findings) -> OfficeFile | None:
    table = read_toml(path, found)
    head = None
    if table is not None:
        head = record(OfficeFile, table, where=str(path), findings=found)
    return head if head is not None and _check_id(head.id, str(path), found) else None


def _from_sheet(grid: Grid, found: Findings) -> OfficeFile | None:
    rows = list(_cells(OFFICE, grid, found))
    if len(rows) != 1:
        found.add(
            Text("{n} offices stand here", n=len(rows)),
            grid.place.whole(),
            Text("write one office in one row; another office has a workbook of its own"),
        )
        return None
    cells = rows[0]
    before = len(found.problems)
    head = OfficeFile(
        1,
        cells.text("id"),
        Bilingual(cells.text("name"), cells.text("name_en")),
        cells.word("example", YES_NO, "no") == "yes",
        cells.day("as_of"),
    )
    if len(found.problems) == before:
        _check_id(head.id, cells.where("id"), found)
    return head if len(found.problems) == before else None


def _check_id(id_: str, where: Prose, found: Findings) -> bool:
    if _ID.fullmatch(id_):
        return True
    found.add(
        Text("'{id}' is no id of an office", id=id_),
        where,
        Text("use small Latin letters, digits and hyphens, as shigatse-city"),
    )
    return False
