"""Read a tailings playbook from its folder: every problem of its three files in one go."""

from pathlib import Path

from emerg.errors import Findings
from emerg.geodesy import FloatArray
from emerg.playbooks.dam_schema import DamFile, DamPlaybook, DamSite
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
from emerg.playbooks.schema import PlanFile
from emerg.records import record
from emerg.texts import Text

__all__ = ["ABOUT", "MAP", "PLAN", "dam_of", "read_dam", "read_dam_about"]
ABOUT = "dam.toml"


def read_dam_about(folder: Path, findings: Findings) -> DamFile | None:
    """dam.toml of the playbook in `folder`."""
    return table_of(DamFile, folder / ABOUT, findings)


def read_dam(folder: Path, findings: Findings) -> DamPlaybook | None:
    """The playbook in `folder`; None, with findings, where a file cannot be used."""
    return dam_of(read_tables(folder, ABOUT, findings), findings)


def dam_of(tables: Tables, findings: Findings) -> DamPlaybook | None:
    """The playbook of these tables; None, with findings, where one cannot be used."""
    about = tables.record_of(DamFile, ABOUT, findings)
    plan = tables.record_of(PlanFile, PLAN, findings)
    before = len(findings.problems)
    sites: list[DamSite] = []
    points: dict[str, tuple[float, float]] = {}
    path: FloatArray | None = None
    for feature in tables.features(findings):
        if feature.layer == "path":
            path = _path(feature, findings)
        elif feature.layer == "site":
            site = record(DamSite, feature.table, where=feature.where, findings=findings)
            if site is not None:
                sites.append(site)
                _position(feature, site.id, points, findings)
        else:
            findings.add(
                Text("'{key}' is no layer of a pond's map", key=feature.layer),
                feature.where,
                Text("give it layer site or path"),
            )
    if about is None or plan is None or tables.map is None or len(findings.problems) > before:
        return None
    sites.sort(key=lambda site: (site.path_km, site.id))
    return DamPlaybook(tables.folder, about, plan, tuple(sites), points, path)


def _path(feature: Feature, findings: Findings) -> FloatArray | None:
    line = line_of(feature)
    if line is None:
        findings.add(
            Text("the way from pond to river needs a line of two points or more, in degrees"),
            feature.where,
            Text("draw it again as a LineString in WGS84, from the pond down"),
        )
    return line


def _position(
    feature: Feature, id_: str, points: dict[str, tuple[float, float]], findings: Findings
) -> None:
    if feature.geometry is None:
        return
    point = point_of(feature)
    if point is None:
        findings.add(
            Text("a place needs one point in degrees, longitude first, or no geometry"),
            feature.where,
            Text("give [lon, lat] in WGS84, or null where the position is not known"),
        )
        return
    points[id_] = point
