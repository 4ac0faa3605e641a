"""Read the road network: junctions and stretches, each with how far it is to be believed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from emerg.errors import Findings, InputError
from emerg.geodesy import FloatArray
from emerg.network.place import Lines, flat_lines
from emerg.network.road import Junction, Roads, Stretch, road_network
from emerg.network.stakes import Posted
from emerg.playbooks.features import features, line_of, point_of
from emerg.playbooks.schema import Confidence
from emerg.records import Positive, Range, record
from emerg.texts import Bilingual, Text
from emerg.units import KM_H

NETWORK = Path("roads") / "network.geojson"
Speed = Annotated[float, Range(0.0, 130.0, low_open=True)]


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A junction of the file; a "seat" is the seat of a county."""

    id: str
    kind: Literal["seat", "town", "junction", "pass", "bridge", "port"]
    name: Bilingual
    confidence: Confidence
    source: str
    elevation_m: float | None = None
    county: str = ""
    prefecture: str = ""


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """A stretch of the file; `from_` and `to` are ids of junctions."""

    id: str
    name: Bilingual
    from_node: str
    to_node: str
    length_km: Positive
    length_basis: Literal["published", "drawn", "surveyed"]
    road_class: Literal["expressway", "national", "provincial", "county"]
    surface: Literal["asphalt", "gravel", "unverified"]
    accuracy: Literal["A", "B", "C", "D"]
    source: str
    refs: tuple[str, ...] = ()
    ref_confidence: Literal["high", "medium", "low", "none"] = "none"
    speed_km_h: Speed | None = None
    length_source: str = ""
    highest_m: float | None = None
    is_pass: bool = False
    one_way: bool = False
    along_river: str = ""
    to_verify: bool = False
    stake_from_km: float | None = None
    stake_to_km: float | None = None
    stake_confidence: Literal["high", "medium", "low"] | None = None
    stake_ref: str = ""
    load_t: Positive | None = None
    hazmat: Literal["open", "closed"] | None = None


@dataclass(frozen=True, slots=True)
class RoadMap:
    """The road network as read, with what is drawn of it.

    Attributes
    ----------
    lines : mapping of stretch id to array, shape (n, 2)
        Lon/lat from the stretch's start to its end.
    """

    path: Path
    roads: Roads
    nodes: Mapping[str, NodeRow]
    edges: Mapping[str, EdgeRow]
    lines: Mapping[str, FloatArray]


# How far a post may stand from where these figures put it (± km), by how they are to be believed:
# schemes of different years differ by so much. Posts that the traffic police named in 2021 to 2025
# stand 30 to 50 km before these between 巴宜 and 聂拉木.
DOUBT_KM = {"high": 5.0, "medium": 50.0, "low": 60.0}


def posts(roads: RoadMap, ref: str) -> tuple[Posted, ...]:
    """The stretches of a road that have posts, in the order of their kilometres."""
    found = [
        Posted(row.id, row.stake_from_km, row.stake_to_km, DOUBT_KM[row.stake_confidence])
        for row in roads.edges.values()
        if ref == row.stake_ref
        and row.stake_from_km is not None
        and row.stake_to_km is not None
        and row.stake_from_km != row.stake_to_km
        and row.stake_confidence is not None
    ]
    return tuple(sorted(found, key=lambda post: min(post.from_km, post.to_km)))


def load_roads(folders: Sequence[Path]) -> RoadMap:
    """The road network of the first folder that has one.

    Raises
    ------
    DataError
        Every problem of the file.
    InputError
        No folder holds one.
    """
    for folder in folders:
        if (folder / NETWORK).is_file():
            return read_roads(folder / NETWORK)
    raise InputError(
        Text("no road network was found"),
        where=", ".join(str(folder) for folder in folders) or "—",
        fix=Text("put {file} into a playbooks folder", file=NETWORK.as_posix()),
    )


def read_roads(path: Path) -> RoadMap:
    """The road network in the GeoJSON file at `path`.

    Raises
    ------
    DataError
        Every problem of the file.
    """
    findings = Findings()
    nodes: dict[str, NodeRow] = {}
    edges: dict[str, EdgeRow] = {}
    lines: dict[str, FloatArray] = {}
    positions: dict[str, tuple[float, float]] = {}
    for feature in features(path, findings):
        point, line = point_of(feature), line_of(feature)
        if feature.layer == "node" and point is not None:
            node = record(NodeRow, feature.table, where=feature.where, findings=findings)
            if node is not None:
                nodes[node.id], positions[node.id] = node, point
        elif feature.layer == "edge" and line is not None:
            edge = record(EdgeRow, feature.table, where=feature.where, findings=findings)
            if edge is not None:
                edges[edge.id], lines[edge.id] = edge, line
        else:
            findings.add(
                Text("this is neither a junction with a point nor a road with a line"),
                feature.where,
                Text("give it layer node or edge, and the geometry that belongs to it"),
            )
    findings.raise_any()
    junctions = [Junction(row.id, row.name, row.kind, *positions[row.id]) for row in nodes.values()]
    roads = road_network(junctions, [_stretch(row) for row in edges.values()])
    return RoadMap(path, roads, nodes, edges, lines)


def _stretch(row: EdgeRow) -> Stretch:
    return Stretch(
        id=row.id,
        name=row.name,
        refs=row.refs,
        start=row.from_node,
        end=row.to_node,
        length_m=row.length_km * 1000,
        speed_m_s=None if row.speed_km_h is None else row.speed_km_h * KM_H,
        is_pass=row.is_pass,
        one_way=row.one_way,
        load_t=row.load_t,
        hazmat_ban=row.hazmat == "closed",
    )


def access_lines(roads: RoadMap) -> Lines:
    """The roads that can be left and entered anywhere: an expressway only at its ends."""
    return flat_lines(
        {
            name: line
            for name, line in roads.lines.items()
            if roads.edges[name].road_class != "expressway"
        }
    )
