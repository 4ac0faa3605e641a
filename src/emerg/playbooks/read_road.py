"""Read a road playbook from its folder: every problem of its three files in one go."""

from pathlib import Path
from typing import TypeVar

from emerg.errors import Findings
from emerg.geodesy import FloatArray
from emerg.playbooks.features import (
    MAP,
    PLAN,
    Feature,
    Tables,
    line_of,
    point_of,
    read_tables,
    table_of,
)
from emerg.playbooks.road_schema import Drain, RoadFile, RoadPlaybook, RoadSite
from emerg.playbooks.schema import PlanFile
from emerg.records import record
from emerg.texts import Text

__all__ = ["ABOUT", "MAP", "PLAN", "read_road", "read_road_about", "road_of"]
ABOUT = "road.toml"
Row = TypeVar("Row", RoadSite, Drain)


def read_road_about(folder: Path, findings: Findings) -> RoadFile | None:
    """road.toml of the playbook in `folder`."""
    return table_of(RoadFile, folder / ABOUT, findings)


def read_road(folder: Path, findings: Findings) -> RoadPlaybook | None:
    """The playbook in `folder`; None, with findings, where a file cannot be used."""
    return road_of(read_tables(folder, ABOUT, findings), findings)


def road_of(tables: Tables, findings: Findings) -> RoadPlaybook | None:
    """The playbook of these tables; None, with findings, where one cannot be used."""
    about = tables.record_of(RoadFile, ABOUT, findings)
    plan = tables.record_of(PlanFile, PLAN, findings)
    before = len(findings.problems)
    sites: list[RoadSite] = []
    drains: list[Drain] = []
    points: dict[str, tuple[float, float]] = {}
    lines: dict[str, FloatArray] = {}
    for feature in tables.features(findings):
        if feature.layer == "site":
            site = _row(RoadSite, feature, findings)
            if site is not None:
                sites.append(site)
                _geometry(feature, site.id, points, lines, findings)
        elif feature.layer == "drain":
            drain = _row(Drain, feature, findings)
            if drain is not None:
                drains.append(drain)
                _geometry(feature, drain.id, points, lines, findings)
        else:
            findings.add(
                Text("'{key}' is no layer of a road's map", key=feature.layer),
                feature.where,
                Text("give it layer site or drain"),
            )
    if about is None or plan is None or tables.map is None or len(findings.problems) > before:
        return None
    return RoadPlaybook(tables.folder, about, plan, tuple(sites), tuple(drains), points, lines)


def _row(kind: type[Row], feature: Feature, findings: Findings) -> Row | None:
    found = record(kind, feature.table, where=feature.where, findings=findings)
    if found is not None and found.to_km < found.from_km:
        findings.add(
            Text(
                "it ends at km {to}, before it begins at km {from_}",
                to=f"{found.to_km:g}",
                from_=f"{found.from_km:g}",
            ),
            feature.where,
            Text("give from_km and to_km in the direction of the road"),
        )
        return None
    return found


def _geometry(
    feature: Feature,
    id_: str,
    points: dict[str, tuple[float, float]],
    lines: dict[str, FloatArray],
    findings: Findings,
) -> None:
    """Its point or line, or none: a place without a position is listed, not drawn."""
    if feature.geometry is None:
        return
    point, line = point_of(feature), line_of(feature)
    if point is not None:
        points[id_] = point
    elif line is not None:
        lines[id_] = line
    else:
        findings.add(
            Text("a place needs one point, a stretch a line, in degrees, longitude first"),
            feature.where,
            Text("draw it again in WGS84, or give null where the position is not known"),
        )
