"""The attributes of a row of the shared facts, in our keys and SI units."""

import json
from collections.abc import Mapping
from typing import Any

from playbook_build.facts import table

# The area of a dam or lake is its water surface; that of 扎拉 is what drains to it.
SURFACE = {"dam", "reservoir", "other"}
DRAINED = {"KS-DA-013"}
# Of these the kind itself says the level.
LINES = {"county_change", "entry", "exit"}


def attributes(row: Mapping[str, str], kind: str) -> dict[str, Any]:
    """Ours out of theirs; what has no key of its own is told in `note`.

    Raises
    ------
    SystemExit
        A key of the facts that the table does not know.
    """
    rules = table("attributes")
    elsewhere = set(rules["elsewhere"]["keys"].split())
    found: dict[str, Any] = {}
    notes: list[str] = []
    raw = json.loads(row["attributes"] or "{}")
    for key, told in raw.items():
        if told is None or key in elsewhere or (key == "level" and kind in LINES):
            continue
        value = rules["values"].get(told, told) if isinstance(told, str) else told
        if key == "level" and kind == "section":
            found["level_of_section"] = str(value)
        elif key == "type" and kind in ("dam", "other"):
            found.update(_type(kind, str(value)))
        elif key in rules["numbers"] and not isinstance(value, str):
            ours, factor = rules["numbers"][key]
            found[ours] = _number(float(value) * factor, whole=ours.endswith("_ha"))
        elif key in rules["texts"]:
            ours = rules["texts"][key]
            found[ours] = f"{found[ours]}；{value}" if ours in found else str(value)
        elif key in rules["flags"]:
            found[rules["flags"][key]] = bool(value)
        elif key in rules["notes"]:
            notes.append(f"{rules['notes'][key]} {value}")
        else:
            raise SystemExit(f"{key!r} of {row} has no rule in attributes.toml")
    _place_area(row, kind, found)
    if notes:
        found["note"] = "；".join([*([found["note"]] if "note" in found else []), *notes])
    return found


def _type(kind: str, value: str) -> dict[str, Any]:
    return {"dam_type": value} if kind == "dam" else {}


def _place_area(row: Mapping[str, str], kind: str, found: dict[str, Any]) -> None:
    if kind in SURFACE and "area_km2" in found:
        area = found.pop("area_km2")
        drained = row.get("site_id") in DRAINED
        found["official_area_km2" if drained else "surface_km2"] = area


def _number(value: float, *, whole: bool) -> float | int:
    """Without the noise of a multiplication, and whole where it is whole or should be."""
    value = float(f"{value:.0f}") if whole else float(f"{value:.10g}")
    return int(value) if value.is_integer() else value
