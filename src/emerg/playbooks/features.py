"""The files of a playbook as tables and features: what every kind of playbook has in common."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from emerg.errors import Findings
from emerg.geodesy import FloatArray
from emerg.records import record
from emerg.textfiles import read_json, read_toml
from emerg.texts import Text

T = TypeVar("T")

PLAN, MAP = "plan.toml", "map.geojson"

MOST_FEATURES = 50_000  # the greatest map that ships has a hundredth of it
LON, LAT = (70.0, 110.0), (20.0, 45.0)


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature of a GeoJSON file whose properties are a table of a known layer.

    `where` names it for the reader of a finding: file, then id or number.
    """

    where: str
    layer: str
    properties: Mapping[str, Any]
    geometry: Mapping[str, Any] | None

    @property
    def table(self) -> dict[str, Any]:
        """The properties without the layer."""
        return {key: value for key, value in self.properties.items() if key != "layer"}


def table_of(kind: type[T], path: Path, findings: Findings) -> T | None:
    """The TOML file at `path` as a `kind`; None, with findings, where it cannot be used."""
    table = read_toml(path, findings)
    return None if table is None else record(kind, table, where=str(path), findings=findings)


@dataclass(frozen=True, slots=True)
class Tables:
    """The three files of a playbook as plain values; None for one that cannot be had.

    `folder` and the names of the files tell the reader of a finding where it stands.
    """

    folder: Path
    about_file: str
    about: Mapping[str, Any] | None
    plan: Mapping[str, Any] | None
    map: Any | None

    def record_of(self, kind: type[T], name: str, findings: Findings) -> T | None:
        """A TOML file as a `kind`; None, with findings, where it cannot be used."""
        table = self.plan if name == PLAN else self.about
        where = str(self.folder / name)
        return None if table is None else record(kind, table, where=where, findings=findings)

    def features(self, findings: Findings) -> Iterator[Feature]:
        """What is on the map."""
        return features_of(self.map, self.folder / MAP, findings)


def read_tables(folder: Path, about_file: str, findings: Findings) -> Tables:
    """The files of the playbook in `folder`; what keeps one from being read is a finding."""
    return Tables(
        folder,
        about_file,
        read_toml(folder / about_file, findings),
        read_toml(folder / PLAN, findings),
        read_json(folder / MAP, findings),
    )


def features(path: Path, findings: Findings) -> Iterator[Feature]:
    """The features of the GeoJSON file at `path`; what cannot be one is a finding."""
    return features_of(read_json(path, findings), path, findings)


def features_of(collection: Any | None, path: Path, findings: Findings) -> Iterator[Feature]:
    """The features of a collection that was read from `path`."""
    if collection is None:
        return
    items = collection.get("features") if isinstance(collection, Mapping) else None
    if not isinstance(items, list):
        findings.add(
            Text("the file is no GeoJSON FeatureCollection"),
            str(path),
            Text("export the map as GeoJSON with a list 'features'"),
        )
        return
    if len(items) > MOST_FEATURES:
        findings.add(
            Text("the map has more than {n} features", n=MOST_FEATURES),
            str(path),
            Text("keep the places and lines that the playbook needs"),
        )
        return
    for number, item in enumerate(items, start=1):
        properties = item.get("properties") if isinstance(item, Mapping) else None
        if not isinstance(properties, Mapping):
            findings.add(
                Text("a feature without properties"),
                f"{path}, {number}",
                Text("give it at least layer, id and source, or remove it"),
            )
            continue
        where = f"{path}, {properties.get('id') or number}"
        geometry = item.get("geometry")
        if geometry is not None and not isinstance(geometry, Mapping):
            findings.add(
                Text("the geometry is no GeoJSON geometry"),
                where,
                Text("write it as type and coordinates, or null"),
            )
            continue
        yield Feature(where, str(properties.get("layer", "")), properties, geometry)


def coordinates(feature: Feature, wanted: str) -> FloatArray | None:
    """The coordinates as an array (…, 2); None if they are not of the `wanted` type or figures."""
    geometry = feature.geometry
    if geometry is None or geometry.get("type") != wanted:
        return None
    try:
        found = np.array(geometry.get("coordinates"), dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        return None
    return found[..., :2] if found.ndim and found.shape[-1] >= 2 else None


def point_of(feature: Feature) -> tuple[float, float] | None:
    """The feature's one point, lon/lat; None if it has none that can be."""
    point = coordinates(feature, "Point")
    if point is None or point.ndim != 1 or not plausible(point[None, :]):
        return None
    return float(point[0]), float(point[1])


def line_of(feature: Feature) -> FloatArray | None:
    """The feature's line, shape (n, 2), n ≥ 2, not to be written to; None if it has none."""
    line = coordinates(feature, "LineString")
    if line is None or line.ndim != 2 or line.shape[0] < 2 or not plausible(line):
        return None
    line.setflags(write=False)
    return line


def plausible(lonlat: FloatArray) -> bool:
    """Finite, and somewhere around Tibet: a swapped or projected pair is not."""
    lon, lat = lonlat[:, 0], lonlat[:, 1]
    inside = (lon >= LON[0]) & (lon <= LON[1]) & (lat >= LAT[0]) & (lat <= LAT[1])
    return bool(np.isfinite(lonlat).all() and inside.all())
