"""Read the shared facts, and the tables a person curated beside this file."""

import csv
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
# Where a river ends: `reach -> next reach` is None.
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """The shared files as read.

    Attributes
    ----------
    reaches : mapping of reach id to properties, in file order
    lines : mapping of reach id to a list of [lon, lat]
    points, sites : rows of key_points.csv and key_sites.csv
    codes : mapping of the full name of a county or prefecture to its six-digit code
    prefecture_of : mapping of county to prefecture, full names
    """

    reaches: Mapping[str, dict[str, Any]]
    lines: Mapping[str, list[list[float]]]
    points: tuple[Row, ...]
    sites: tuple[Row, ...]
    codes: Mapping[str, str]
    prefecture_of: Mapping[str, str]


def read_facts(folder: Path) -> Facts:
    """The facts in `folder`, which is ../shared/geodata."""
    collection = json.loads((folder / "key_rivers.geojson").read_text(encoding="utf-8"))
    features = {f["properties"]["reach_id"]: f for f in collection["features"]}
    names = _rows(folder / "admin_names.csv")
    full = {row["id"]: row["ext_name"] for row in names}
    return Facts(
        reaches={k: f["properties"] for k, f in features.items()},
        lines={k: f["geometry"]["coordinates"] for k, f in features.items()},
        points=_rows(folder / "key_points.csv"),
        sites=_rows(folder / "key_sites.csv"),
        codes={row["ext_name"]: row["ext_id"][:6] for row in names if row["deep"] in "012"},
        prefecture_of={row["ext_name"]: full[row["pid"]] for row in names if row["deep"] == "2"},
    )


def _rows(path: Path) -> tuple[Row, ...]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def table(name: str) -> dict[str, Any]:
    """The curated table `name`.toml."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
