"""Read a river playbook from its folder: every problem of its three files in one go."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from emerg.errors import Findings
from emerg.geodesy import FloatArray
from emerg.playbooks.attributes import TYPES
from emerg.playbooks.schema import PlanFile, Reach, RiverFile, RiverPlaybook, Site
from emerg.records import check_table, record
from emerg.textfiles import read_json, read_toml
from emerg.texts import Text

T = TypeVar("T")

ABOUT, PLAN, MAP = "river.toml", "plan.toml", "map.geojson"
LON, LAT = (70.0, 110.0), (20.0, 45.0)


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature of map.geojson whose properties are a table of a known layer.

    `where` names it for the reader of a finding: file, then id or number.
    """

    where: str
    layer: str
    properties: Mapping[str, Any]
    geometry: Mapping[str, Any] | None


def read_about(folder: Path, findings: Findings) -> RiverFile | None:
    """river.toml of the playbook in `folder`."""
    return _table(RiverFile, folder / ABOUT, findings)


def read_river(folder: Path, findings: Findings) -> RiverPlaybook | None:
    """The playbook in `folder`; None, with findings, where a file cannot be used."""
    about = read_about(folder, findings)
    plan = _table(PlanFile, folder / PLAN, findings)
    before = len(findings.problems)
    features = tuple(_features(folder / MAP, findings))
    reaches: list[Reach] = []
    sites: list[Site] = []
    lines: dict[str, FloatArray] = {}
    positions: dict[str, tuple[float, float]] = {}
    for feature in features:
        if feature.layer == "reach":
            reach = _reach(feature, findings)
            line = _line(feature, findings)
            if reach is not None and line is not None:
                reaches.append(reach)
                lines[reach.id] = line
            continue
        site = _site(feature, findings)
        if site is None:
            continue
        sites.append(site)
        if feature.geometry is not None:
            _position(feature, site, positions, findings)
    if about is None or plan is None or len(findings.problems) > before:
        return None
    return RiverPlaybook(folder, about, plan, tuple(reaches), lines, tuple(sites), positions)


def _table(kind: type[T], path: Path, findings: Findings) -> T | None:
    table = read_toml(path, findings)
    return None if table is None else record(kind, table, where=str(path), findings=findings)


def _features(path: Path, findings: Findings) -> Iterator[Feature]:
    collection = read_json(path, findings)
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
    for number, item in enumerate(items, start=1):
        properties = item.get("properties") if isinstance(item, Mapping) else None
        if not isinstance(properties, Mapping):
            findings.add(
                Text("a feature without properties"),
                f"{path}, {number}",
                Text("give it at least layer, id, river and source, or remove it"),
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


def _reach(feature: Feature, findings: Findings) -> Reach | None:
    table = {key: value for key, value in feature.properties.items() if key != "layer"}
    return record(Reach, table, where=feature.where, findings=findings)


def _site(feature: Feature, findings: Findings) -> Site | None:
    site = record(Site, feature.properties, where=feature.where, findings=findings)
    if site is None or site.attributes is None:
        return site
    where = f"{feature.where}, attributes"
    return replace(site, attributes=check_table(TYPES, site.attributes, where, findings))


def _line(feature: Feature, findings: Findings) -> FloatArray | None:
    line = _coordinates(feature, "LineString")
    if line is None or line.ndim != 2 or line.shape[0] < 2 or not _plausible(line):
        findings.add(
            Text("a reach needs a line of two points or more, in degrees, longitude first"),
            feature.where,
            Text("draw it again as a LineString in WGS84, directed downstream"),
        )
        return None
    line.setflags(write=False)
    return line


def _position(
    feature: Feature, site: Site, positions: dict[str, tuple[float, float]], findings: Findings
) -> None:
    point = _coordinates(feature, "Point")
    if point is None or point.ndim != 1 or not _plausible(point[None, :]):
        findings.add(
            Text("a place needs one point in degrees, longitude first, or no geometry"),
            feature.where,
            Text("give [lon, lat] in WGS84, or null where the position is not known"),
        )
        return
    positions[site.id] = (float(point[0]), float(point[1]))


def _coordinates(feature: Feature, wanted: str) -> FloatArray | None:
    """The coordinates as an array (…, 2); None if they are not of the `wanted` type or figures."""
    geometry = feature.geometry
    if geometry is None or geometry.get("type") != wanted:
        return None
    try:
        found = np.array(geometry.get("coordinates"), dtype=np.float64)
    except (TypeError, ValueError):
        return None
    return found[..., :2] if found.ndim and found.shape[-1] >= 2 else None


def _plausible(lonlat: FloatArray) -> bool:
    """Finite, and somewhere around Tibet: a swapped or projected pair is not."""
    lon, lat = lonlat[:, 0], lonlat[:, 1]
    inside = (lon >= LON[0]) & (lon <= LON[1]) & (lat >= LAT[0]) & (lat <= LAT[1])
    return bool(np.isfinite(lonlat).all() and inside.all())
