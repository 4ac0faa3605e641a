"""Drafts as the desk shows them: the rows of a table, the fields of a row, places on the map."""

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from emerg.geodesy import FloatArray
from emerg.playbooks.draft import Draft, Place, value_at
from emerg.playbooks.edits import can_add, row_problems
from emerg.playbooks.fields import POINT, Input, is_fixed, text_of
from emerg.playbooks.tables import (
    PROPERTIES,
    TABLES,
    Row,
    Table,
    attributes,
    inputs,
    rows,
    table_named,
)
from emerg.texts import Bilingual, Prose, Text
from emerg.ui.desk.state import FieldState, FormState, Problems, RowLine, TableState
from emerg.usecases.playbook_words import choice_words, field_name, row_name, shown, table_name

# The columns that a table is known by; the form has the rest.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "sites": ("id", "kind", "river", "km", "from_km", "path_km", "confidence", "name.zh"),
    "reaches": ("id", "river", "from_km", "to_km", "width_m", "depth_m", "accuracy", "confidence"),
    "drains": ("id", "from_km", "to_km", "river", "reason", "confidence"),
    "steps": ("hazard", "phase", "order", "text.zh"),
    "roles": ("order", "level", "county", "who.zh", "task.zh"),
    "sampling": ("site", "verticals", "why.zh"),
    "water_supply": ("town.zh", "site", "supply.zh", "alternative.zh"),
    "termination": ("confidence", "text.zh"),
    "about": ("version", "name.zh"),
    "flow": ("confidence", "mean"),
    "stems": ("id", "code", "name.zh"),
    "authorities": ("level", "code", "name.zh"),
    "sources": ("as_of", "title"),
    "posts": ("km", "lon", "lat", "as_of"),
    "cargo": ("substance", "name.zh"),
    "ponds": ("id", "method", "name.zh"),
    "receiving": ("river", "km", "gully.zh"),
    "checks": ("pond", "sign", "on", "result"),
}
SHORT = {"name", "who", "town", "basin", "ore", "level", "owner", "gully"}
SENTENCES = {"title", "licence", "note", "how_to_use", "access", "materials"}
LONG_FROM = 44  # letters
CELL_MOST = 90


def table_state(draft: Draft, table: Table, chosen: Place | None) -> TableState:
    """A table of the draft, and all that it has."""
    found = rows(draft.tables, table)
    columns = columns_of(table)
    heads = tuple(_head(one) for one in columns)
    lines = tuple(
        RowLine(row.key, tuple(_cell(row, one) for one in columns), wrong=bool(faults(row)))
        for row in found
    )
    named = table.layout == "named"
    if named:
        heads = (Bilingual("编号", "id"), *heads)
        lines = tuple(RowLine(line.key, (line.key, *line.cells), line.wrong) for line in lines)
    key = next((row.key for row in found if row.place == chosen), None)
    every = tuple(
        (one.key, table_name(one), len(rows(draft.tables, one))) for one in TABLES[draft.base.kind]
    )
    return TableState(every, table.key, heads, lines, "" if key is None else key, can_add(table))


def columns_of(table: Table) -> tuple[Input, ...]:
    """The fields that have a column."""
    known = {one.key.removeprefix(f"{PROPERTIES}."): one for one in inputs(table)}
    return tuple(known[key] for key in COLUMNS[table.key] if key in known)


def _head(one: Input) -> Prose:
    """A column of a name in two languages is in that of the window."""
    return field_name(Input(one.place[:-1], "text") if one.place[-1] == "zh" else one)


def _cell(row: Row, one: Input) -> Prose:
    if one.place[-1] == "zh":
        zh = text_of(one, row.get(one))
        en = value_at(row.value, (*one.place[:-1], "en"))
        return Bilingual(_short(zh), _short(str(en)) if en else "")
    cell = shown(row.table, one, text_of(one, row.get(one)))
    return _short(cell) if isinstance(cell, str) else cell


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= CELL_MOST else f"{line[: CELL_MOST - 1]}…"


_judged: dict[int, tuple[Mapping[str, Any], Problems]] = {}


def faults(row: Row) -> Problems:
    """What is wrong with a row; rows that no edit has touched are judged once."""
    known = _judged.get(id(row.value))
    if known is not None and known[0] is row.value:
        return known[1]
    if len(_judged) > 20_000:
        _judged.clear()
    found = row_problems(row)
    _judged[id(row.value)] = row.value, found
    return found


def form_state(row: Row, extra: Collection[str]) -> FormState:
    """The form of a row; `extra` are the keys of attributes that were asked for."""
    besides = attributes(row.table)
    carried = [one for one in besides if row.get(one) is not None or one.key in extra]
    fields = [_field(row, one) for one in (*inputs(row.table), *carried)]
    more = tuple((one.key, field_name(one)) for one in besides if one not in carried)
    name = row_name(row)
    title = Text("{name} ({id})", name=name, id=row.key) if row.key not in ("", name) else name
    return FormState(
        title,
        tuple(fields),
        faults(row),
        more,
        can_remove=can_add(row.table),
        can_place=any(
            one.place == POINT and not is_fixed(one, row.get(one)) for one in inputs(row.table)
        ),
    )


def _is_point(row: Row, one: Input) -> bool:
    return one.place == POINT and not is_fixed(one, row.get(one))


def _field(row: Row, one: Input) -> FieldState:
    value = row.get(one)
    text = text_of(one, value)
    words = choice_words(row.table, one)
    typed = not words
    # The reach's own id is what other playbooks join it by.
    joined = row.table.key == "reaches" and one.place[-1] == "id"
    return FieldState(
        one.key,
        field_name(one),
        text,
        one.sort,
        tuple(words.items()),
        one.needed,
        long=typed and _is_long(one, text),
        fixed=joined or is_fixed(one, value),
    )


def _is_long(one: Input, text: str) -> bool:
    sentence = one.place[-1] in SENTENCES
    if one.place[-1] in ("zh", "en"):
        sentence = one.place[-2] not in SHORT
    return sentence or len(text) > LONG_FROM or "\n" in text


def places_of(draft: Draft) -> dict[str, tuple[float, float]]:
    """Where each place of the playbook stands, lon/lat, by the key of its row."""
    found = {}
    for row in rows(draft.tables, table_named(draft.base.kind, "sites")):
        at = point_of(row)
        if at is not None:
            found[row.key] = at
    return found


def point_of(row: Row) -> tuple[float, float] | None:
    """The point of a row, lon/lat; None where it has none."""
    geometry = row.value.get(POINT[0])
    if not isinstance(geometry, Mapping) or geometry.get("type") != "Point":
        return None
    try:
        lon, lat = map(float, geometry["coordinates"][:2])
    except (KeyError, TypeError, ValueError):
        return None
    return lon, lat


def line_of(row: Row) -> FloatArray | None:
    """The line of a row, lon/lat; None where it has none."""
    try:
        line = np.array(value_at(row.value, (POINT[0], "coordinates")), dtype=np.float64)
    except (TypeError, ValueError):
        return None
    return line[:, :2] if line.ndim == 2 and line.shape[0] > 1 else None


def lines_of(draft: Draft) -> list[FloatArray]:
    """Every line and point of the map, to be brought into view."""
    features = value_at(draft.tables["map"], ("features",)) or []
    site = table_named(draft.base.kind, "sites")
    found = []
    for number, value in enumerate(features):
        row = Row(site, ("features", number), value, "")
        line, point = line_of(row), point_of(row)
        if line is not None:
            found.append(line)
        elif point is not None:
            found.append(np.array([point]))
    return found
