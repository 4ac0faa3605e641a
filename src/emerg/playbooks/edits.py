"""What a person does to a playbook, as steps of a draft: set a field, add, remove or move a row."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from emerg.errors import Findings, Problem
from emerg.geodesy import FloatArray
from emerg.network.place import Foot, feet, flat_lines
from emerg.playbooks.draft import Draft, Drop, Edit, Insert, Place, Put, Step, value_at
from emerg.playbooks.fields import POINT, Input, text_of
from emerg.playbooks.schema import Site
from emerg.playbooks.tables import PROPERTIES, REACH, Row, Table, inputs, rows, table_named
from emerg.records import record
from emerg.texts import Text

KM_DIGITS = 2
FAR_M = 20_000.0  # no river of the map is meant from further away
NEW = "NEW"


def field_step(draft: Draft, row: Row, one: Input, value: Any) -> Step:
    """Write `value` into a field of `row`; None empties it. Nothing where it says so already."""
    before = row.get(one)
    # A day may stand in a file as a day or as a text.
    same_day = one.sort == "date" and text_of(one, before) == text_of(one, value)
    if before == value or same_day:
        return ()
    if one.place == POINT:
        return point_step(draft, row, value)
    file, place = row.table.file, (*row.place, *one.place)
    if value is not None:
        above = value_at(row.value, one.place[:-1])
        if isinstance(above, str):  # a name in one language, without its table
            return (Put(file, place[:-1], {"zh": above, one.place[-1]: value}),)
        return (Put(file, place, value),)
    above = value_at(row.value, one.place[:-1])
    alone = isinstance(above, str) or (isinstance(above, Mapping) and len(above) == 1)
    deep = len(one.place) > (2 if row.table.is_map else 1)
    return (Drop(file, place[:-1] if alone and deep else place),)


def point_step(draft: Draft, row: Row, point: Any) -> Step:
    """Put a place where `point` (a GeoJSON point, or None) says, and say how that is known.

    A place of a river also gets the reach, the km and the distance that the map tells.
    """
    edits: list[Edit] = [Put(row.table.file, (*row.place, "geometry"), point)]
    known = row.record.get("position", "none")
    at = (*row.place, PROPERTIES)
    if point is None:
        edits.append(Put("map", (*at, "position"), "none"))
    elif known == "none":
        edits.append(Put("map", (*at, "position"), "found"))
    if isinstance(point, Mapping) and row.table.record is Site:
        lon, lat = point["coordinates"]
        edits += _on_the_river(draft, at, float(lon), float(lat))
    return tuple(edits)


def _on_the_river(draft: Draft, at: Place, lon: float, lat: float) -> list[Edit]:
    """The nearest reach of the playbook, as the fields of a place."""
    foot = nearest_reach(draft, lon, lat)
    if foot is None:
        return []
    reach = next(
        row.record
        for row in rows(draft.tables, table_named("river", "reaches"))
        if row.record.get("id") == foot.id
    )
    start, end = float(reach["from_km"]), float(reach["to_km"])
    found = {
        "river": reach["river"],
        "reach": foot.id,
        "km": round(start + foot.fraction * (end - start), KM_DIGITS),
        "offset_km": round(foot.distance_m / 1000, KM_DIGITS),
    }
    return [Put("map", (*at, key), value) for key, value in found.items()]


def nearest_reach(draft: Draft, lon: float, lat: float) -> Foot | None:
    """The nearest point of the rivers of this map; None where none is near."""
    lines = {
        str(row.record["id"]): line
        for row in rows(draft.tables, table_named("river", "reaches"))
        if "id" in row.record and (line := _line(row)) is not None
    }
    if not lines:
        return None
    foot = next(feet(flat_lines(lines), lon, lat))
    return foot if foot.distance_m <= FAR_M else None


def _line(row: Row) -> FloatArray | None:
    at = value_at(row.value, ("geometry", "coordinates"))
    try:
        line = np.array(at, dtype=np.float64)
    except (TypeError, ValueError):
        return None
    return line if line.ndim == 2 and line.shape[0] > 1 else None


def add_step(draft: Draft, table: Table) -> Step:
    """A new row after the last: what has to be there is empty, so that the check asks for it."""
    held = value_at(draft.tables[table.file], table.place)
    known = rows(draft.tables, table)
    name = _new_name({str(row.record.get("id", row.place[-1])) for row in known})
    if table.layout == "named":
        empty = {"title": "", "licence": "", "as_of": ""}
        return (Put(table.file, (*table.place, name.lower()), empty),)
    count = len(held) if isinstance(held, list) else 0
    value: dict[str, Any] = {}
    if table.is_map:
        layer = next(iter(table.layers), "target")
        value = {"type": "Feature", "geometry": None, PROPERTIES: {"layer": layer, "id": name}}
    elif "id" in table.by:
        value = {"id": name}
    elif "order" in _names(table):
        value = {"order": 1 + max(map(_order, known), default=0)}
    return (Insert(table.file, (*table.place, count), value),)


def _order(row: Row) -> int:
    order = row.record.get("order")
    return order if isinstance(order, int) else 0


def _names(table: Table) -> set[str]:
    return set(getattr(table.record, "__dataclass_fields__", {}))


def _new_name(known: set[str]) -> str:
    number = 1
    while f"{NEW}-{number:03d}" in known or f"{NEW}-{number:03d}".lower() in known:
        number += 1
    return f"{NEW}-{number:03d}"


def remove_step(row: Row) -> Step:
    """Take a row away."""
    return (Drop(row.table.file, row.place),)


def can_add(table: Table) -> bool:
    """Whether rows are added and removed here: a reach belongs to the line of its river."""
    return table.layout != "single" and table.layers != REACH


def row_problems(row: Row) -> Mapping[str, tuple[Problem, ...]]:
    """What is wrong with the fields of `row`, by the key of the field; "" of the whole."""
    findings = Findings()
    where = "row"
    table = dict(row.record)
    if row.table.is_map and row.table.record is not Site:
        table.pop("layer", None)
    record(row.table.record, table, where=where, findings=findings)
    found: dict[str, tuple[Problem, ...]] = {}
    for problem in findings.problems:
        key = _field(row, problem)
        found[key] = (*found.get(key, ()), problem)
    if row.table.is_map and isinstance(row.value.get("geometry"), str):
        found[POINT[0]] = (_not_a_point(str(row.value["geometry"])),)
    return found


def _field(row: Row, problem: Problem) -> str:
    """The field that a problem of the strict reader speaks of."""
    parts = str(problem.where).split(", ")[1:]
    if not parts and isinstance(problem.what, Text) and "key" in problem.what.fields:
        parts = [str(problem.what.fields["key"])]
    record_part = [PROPERTIES] if row.table.is_map else []
    if not parts:
        return ""
    key = ".".join([*record_part, *(part.split(" ")[0] for part in parts)])
    in_chinese = f"{key}.zh"
    known = {one.key for one in inputs(row.table)}
    return in_chinese if key not in known and in_chinese in known else key


def _not_a_point(text: str) -> Problem:
    return Problem(
        Text("'{value}' is not a position", value=text[:60]),
        "geometry",
        Text("write it as LON,LAT, for instance 91.13,29.65"),
    )
