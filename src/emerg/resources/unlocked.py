"""Telephone numbers that stand in an office's tables in plain text: how many, whose, and where.

They belong in the address book. A column headed as one for telephone numbers holds them; in any
other a number is known by its form alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from emerg.errors import Findings, Problem, discreet
from emerg.resources.cells import Cells, as_text, plain
from emerg.resources.columns import DEPOTS, TEAMS, Sheet
from emerg.resources.grid import Grid, Value, plain_head
from emerg.resources.schema import Office
from emerg.texts import Prose, Text

PHONE = next(column for column in DEPOTS.columns if column.key == "phone")
_HEADS = {plain_head(word) for word in (PHONE.key, PHONE.zh, *PHONE.also)}


@dataclass(frozen=True, slots=True)
class Listed:
    """Whose numbers stand in a row of depots or teams; none is in its representation."""

    id: str
    name: str
    owner: str
    phones: tuple[str, ...] = field(repr=False)
    where: Prose = ""


def phone_columns(heads: Sequence[str]) -> tuple[int, ...]:
    """Every column that is headed as one for telephone numbers, from 0.

    >>> phone_columns(["编号", "联系电话", "手机（值班）", "名称"])
    (1, 2)
    """
    return tuple(place for place, head in enumerate(heads) if plain_head(head) in _HEADS)


def holds_number(value: Value) -> bool:
    """Whether a cell of a column for telephone numbers holds more than a dash."""
    return any(letter.isdigit() for letter in as_text(value))


def count_unlocked(grid: Grid) -> int:
    """How many cells of a table hold a telephone number."""
    columns = phone_columns(grid.heads)
    return sum(
        holds_number(value) if place in columns else tells_number(value)
        for row in grid.rows
        for place, value in enumerate(row.cells)
    )


def tells_number(value: Value) -> bool:
    """Whether a telephone number stands in a text, by its form."""
    return isinstance(value, str) and discreet(value) != value


def misplaced(grid: Grid) -> Iterator[Prose]:
    """The addresses of cells that are for something else and hold a telephone number."""
    columns = phone_columns(grid.heads)
    for row in grid.rows:
        for place, value in enumerate(row.cells):
            if place not in columns and tells_number(value):
                yield grid.place.cell(row.number, place, grid.heads[place])


def listed_numbers(sheet: Sheet, grid: Grid, found: Findings) -> tuple[Listed, ...]:
    """Every row of `sheet`, depots or teams, that has numbers; one without a name is told."""
    columns = phone_columns(grid.heads)
    rows = []
    for row in grid.rows:
        values = [row.cells[at] for at in columns if at < len(row.cells)]
        phones = tuple(plain(as_text(value)) for value in values if holds_number(value))
        if phones:
            cells = Cells(sheet, grid, row, found)
            name, owner = cells.said("name"), cells.said("owner")
            rows.append(Listed(cells.text("id"), name, owner, phones, cells.where("name")))
    return tuple(rows)


def unlocked_problem(where: str, count: int) -> Problem:
    """What to tell of a file with so many telephone numbers in it."""
    return Problem(
        Text("{n} telephone numbers stand here unlocked", n=count),
        where,
        Text("emerg contacts gather locks them in the address book and takes them out of here"),
    )


def numbered(office: Office) -> tuple[tuple[str, str], ...]:
    """Which depots and teams have a number: table and id of each."""
    depots = ((DEPOTS.key, one.id) for one in office.depots.values() if holds_number(one.phone))
    teams = ((TEAMS.key, one.id) for one in office.teams if holds_number(one.phone))
    return (*depots, *teams)


def without_numbers(office: Office) -> Office:
    """`office` for others: its numbers stay in the office."""
    return replace(
        office,
        depots={id_: replace(depot, phone="") for id_, depot in office.depots.items()},
        teams=tuple(replace(team, phone="") for team in office.teams),
    )


def tell_misplaced(cells: Cells) -> None:
    """Tell of telephone numbers in columns of a row that are read, and are for something else."""
    fix = (
        Text("move it to the column '{name}'", name=PHONE.zh)
        if cells.sheet in (DEPOTS, TEAMS)
        else Text("write it in the column '{name}' of the depot or team", name=PHONE.zh)
    )
    for column in cells.sheet.columns:
        if column.key != PHONE.key and tells_number(cells.seen(column.key)):
            what = Text("a telephone number stands in a column that is not for one")
            cells.complain(column.key, what, fix)
