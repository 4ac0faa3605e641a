"""Playbook files as text: TOML that reads well, GeoJSON with one feature on a line."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

HEADER = "# Written by tools/build_playbooks.py; corrections by hand belong in its tables.\n"


def toml(table: Mapping[str, Any], header: str = HEADER) -> str:
    """`table` as TOML: plain keys first, small tables inline, lists of tables as [[sections]]."""
    plain = {k: v for k, v in table.items() if not _section(v)}
    parts = [header, *(f"{_key(k)} = {_value(v)}\n" for k, v in plain.items())]
    for key, value in table.items():
        if isinstance(value, Mapping) and _section(value):
            parts.append(f"\n[{_key(key)}]\n")
            parts += [f"{_key(k)} = {_value(v)}\n" for k, v in value.items()]
        elif _section(value):
            for item in value:
                parts.append(f"\n[[{_key(key)}]]\n")
                parts += [f"{_key(k)} = {_value(v)}\n" for k, v in item.items()]
    return "".join(parts)


def _section(value: Any) -> bool:
    """Whether `value` deserves a section of its own: lists of tables, and tables that are not
    just a name in two languages."""
    if isinstance(value, Mapping):
        return not value.keys() <= {"zh", "en"}
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)


def _key(key: str) -> str:
    plain = key.replace("-", "").replace("_", "")
    return key if plain.isascii() and plain.isalnum() else json.dumps(key, ensure_ascii=False)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def feature(properties: Mapping[str, Any], point: list[float] | None) -> dict[str, Any]:
    """A place as a GeoJSON feature, without its empty properties; `point` None where unknown."""
    kept = {k: v for k, v in properties.items() if v not in (None, "", {})}
    geometry = None if point is None else {"type": "Point", "coordinates": point}
    return {"type": "Feature", "geometry": geometry, "properties": kept}


def geojson(features: Iterable[Mapping[str, Any]]) -> str:
    """A feature collection, one feature on a line so that differences can be read."""
    lines = ",\n".join(
        json.dumps(f, ensure_ascii=False, separators=(",", ":"), allow_nan=False) for f in features
    )
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'
