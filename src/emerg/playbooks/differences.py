"""What two versions of a playbook say differently: row by row, field by field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from emerg.playbooks.draft import File
from emerg.playbooks.fields import POINT, Input, text_of
from emerg.playbooks.shelf import Kind
from emerg.playbooks.tables import TABLES, Row, Table, attributes, inputs, rows

Change: TypeAlias = Literal["added", "removed", "changed"]
Values: TypeAlias = Mapping[File, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one row that is not as it was, or a whole row.

    Attributes
    ----------
    one : Input or None
        None where the row is new or gone, or its line on the map is another.
    before, now : str
        As a line of text; "" where nothing stands.
    """

    table: Table
    row: Row
    change: Change
    one: Input | None = None
    before: str = ""
    now: str = ""


def differences(kind: Kind, before: Values, now: Values) -> tuple[Difference, ...]:
    """Everything that `now` says otherwise than `before`, in the order of the tables."""
    return tuple(found for table in TABLES[kind] for found in _of_table(table, before, now))


def _of_table(table: Table, before: Values, now: Values) -> Iterator[Difference]:
    if before[table.file] is now[table.file]:
        return
    old = {row.key: row for row in rows(before, table)}
    new = {row.key: row for row in rows(now, table)}
    # A row whose very key was edited still stands where it stood.
    lost = {row.place: row for key, row in old.items() if key not in new}
    for key, row in new.items():
        was = old.get(key) or lost.pop(row.place, None)
        if was is None:
            yield Difference(table, row, "added")
        elif was.value is not row.value:
            yield from _of_row(was, row)
    for row in lost.values():
        yield Difference(table, row, "removed")


def _of_row(old: Row, new: Row) -> Iterator[Difference]:
    table = new.table
    for one in (*inputs(table), *attributes(table)):
        was, now = old.get(one), new.get(one)
        if was != now and (text := (text_of(one, was), text_of(one, now))) != ("", ""):
            yield Difference(table, new, "changed", one, *text)
    drawn = old.value.get(POINT[0]), new.value.get(POINT[0])
    if table.is_map and drawn[0] != drawn[1] and not any(map(_is_point, drawn)):
        yield Difference(table, new, "changed")


def _is_point(geometry: Any) -> bool:
    return isinstance(geometry, Mapping) and geometry.get("type") == "Point"
