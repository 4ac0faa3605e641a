"""Read a river playbook from its folder: every problem of its three files in one go."""

from dataclasses import replace
from pathlib import Path

from emerg.errors import Findings
from emerg.geodesy import FloatArray
from emerg.playbooks.attributes import TYPES
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
from emerg.playbooks.schema import PlanFile, Reach, RiverFile, RiverPlaybook, Site
from emerg.records import check_table, record
from emerg.texts import Text

__all__ = ["ABOUT", "MAP", "PLAN", "read_about", "read_river", "river_of"]
ABOUT = "river.toml"


def read_about(folder: Path, findings: Findings) -> RiverFile | None:
    """river.toml of the playbook in `folder`."""
    return table_of(RiverFile, folder / ABOUT, findings)


def read_river(folder: Path, findings: Findings) -> RiverPlaybook | None:
    """The playbook in `folder`; None, with findings, where a file cannot be used."""
    return river_of(read_tables(folder, ABOUT, findings), findings)


def river_of(tables: Tables, findings: Findings) -> RiverPlaybook | None:
    """The playbook of these tables; None, with findings, where one cannot be used."""
    about = tables.record_of(RiverFile, ABOUT, findings)
    plan = tables.record_of(PlanFile, PLAN, findings)
    before = len(findings.problems)
    reaches: list[Reach] = []
    sites: list[Site] = []
    lines: dict[str, FloatArray] = {}
    positions: dict[str, tuple[float, float]] = {}
    for feature in tables.features(findings):
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
    if about is None or plan is None or tables.map is None or len(findings.problems) > before:
        return None
    return RiverPlaybook(tables.folder, about, plan, tuple(reaches), lines, tuple(sites), positions)


def _reach(feature: Feature, findings: Findings) -> Reach | None:
    return record(Reach, feature.table, where=feature.where, findings=findings)


def _site(feature: Feature, findings: Findings) -> Site | None:
    site = record(Site, feature.properties, where=feature.where, findings=findings)
    if site is None or site.attributes is None:
        return site
    where = f"{feature.where}, attributes"
    return replace(site, attributes=check_table(TYPES, site.attributes, where, findings))


def _line(feature: Feature, findings: Findings) -> FloatArray | None:
    line = line_of(feature)
    if line is None:
        findings.add(
            Text("a reach needs a line of two points or more, in degrees, longitude first"),
            feature.where,
            Text("draw it again as a LineString in WGS84, directed downstream"),
        )
    return line


def _position(
    feature: Feature, site: Site, positions: dict[str, tuple[float, float]], findings: Findings
) -> None:
    point = point_of(feature)
    if point is None:
        findings.add(
            Text("a place needs one point in degrees, longitude first, or no geometry"),
            feature.where,
            Text("give [lon, lat] in WGS84, or null where the position is not known"),
        )
        return
    positions[site.id] = point
