"""Two small playbooks that join, written to a folder: files a person can take in at a glance."""

import copy
import json
from pathlib import Path

SOURCES = {"s": {"title": "made by hand", "licence": "none", "as_of": "2026-11"}}


def about(name, **more):
    """river.toml as a table."""
    return {
        "format": 1,
        "id": name,
        "kind": "river",
        "key": False,
        "name": {"zh": f"{name}河", "en": name},
        "basin": {"zh": "流域", "en": "basin"},
        "version": "1",
        "data_status": {"zh": "公开资料草案，未经核实", "en": "Draft from public data, unverified"},
        "flow": {
            "low": [0.5] * 12,
            "mean": [1.0] * 12,
            "high": [2.0] * 12,
            "source": "s",
            "confidence": "low",
        },
        "stems": [{"id": name, "code": name.upper(), "name": {"zh": f"{name}河", "en": name}}],
        "sources": copy.deepcopy(SOURCES),
    } | more


def plan(**more):
    """plan.toml as a table."""
    return {
        "format": 1,
        "version": "1",
        "steps": [
            {
                "hazard": "any",
                "phase": "stop",
                "order": 1,
                "text": {"zh": "先断源", "en": "Stop the leak"},
                "source": "s",
                "confidence": "medium",
            }
        ],
        "roles": [
            {
                "order": 1,
                "level": "county",
                "who": {"zh": "县人民政府", "en": "county"},
                "task": {"zh": "先期处置", "en": "first response"},
            }
        ],
        "termination": {"text": {"zh": "达标", "en": "met"}, "source": "s", "confidence": "low"},
    } | more


def reach(id_, river, to, from_km, start, end, **more):
    """A reach of 10 km as a feature."""
    properties = {
        "layer": "reach",
        "id": id_,
        "river": river,
        "to": to,
        "from_km": from_km,
        "to_km": from_km + 10.0,
        "length_km": 10.0,
        "area_km2": 1000.0 + from_km,
        "discharge_m3_s": 10.0 + from_km,
        "slope": 0.001,
        "elevation_from_m": None,
        "elevation_to_m": None,
        "width_m": 30.0,
        "depth_m": 1.0,
        "accuracy": "B",
        "source": "s",
        "flow_source": "s",
        "confidence": "low",
    } | more
    line = {"type": "LineString", "coordinates": [list(start), list(end)]}
    return {"type": "Feature", "geometry": line, "properties": properties}


def site(id_, river, km, lonlat=None, **more):
    """A waterworks as a feature."""
    properties = {
        "layer": "target",
        "id": id_,
        "kind": "waterworks",
        "name": {"zh": f"{id_}水厂", "en": id_},
        "river": river,
        "km": km,
        "source": "s",
        "confidence": "low",
        "position": "none" if lonlat is None else "found",
    } | more
    point = None if lonlat is None else {"type": "Point", "coordinates": list(lonlat)}
    return {"type": "Feature", "geometry": point, "properties": properties}


def books():
    """Tables of two playbooks by id: `upper` (20 km) runs into `lower` (20 km)."""
    upper = [
        reach("U1", "upper", "U2", 0.0, (91.0, 30.0), (91.1, 30.0)),
        reach("U2", "upper", "L1", 10.0, (91.1, 30.0), (91.2, 30.0)),
        site("UW", "upper", 15.0, (91.15, 30.0), reach="U2"),
    ]
    lower = [
        reach("L1", "lower", "L2", 0.0, (91.2, 30.0), (91.3, 30.0), discharge_m3_s=40.0),
        reach("L2", "lower", None, 10.0, (91.3, 30.0), (91.4, 30.0), discharge_m3_s=50.0),
        site("LW", "lower", 12.0, (91.32, 30.0), reach="L2"),
    ]
    return {
        "upper": {"river.toml": about("upper"), "plan.toml": plan(), "map.geojson": upper},
        "lower": {"river.toml": about("lower"), "plan.toml": plan(), "map.geojson": lower},
    }


def properties(tables, book, id_):
    """The properties of a feature, to be changed."""
    features = tables[book]["map.geojson"]
    return next(f["properties"] for f in features if f["properties"]["id"] == id_)


def write(root: Path, tables) -> Path:
    """The tables as files under `root`/rivers; `root`."""
    for name, files in tables.items():
        folder = root / "rivers" / name
        folder.mkdir(parents=True, exist_ok=True)
        for file, content in files.items():
            text = content
            if file.endswith(".geojson") and not isinstance(content, str):
                collection = {"type": "FeatureCollection", "features": content}
                text = json.dumps(collection, ensure_ascii=False)
            elif not isinstance(content, str):
                text = "".join(f"{key} = {toml(value)}\n" for key, value in content.items())
            (folder / file).write_text(text, encoding="utf-8")
    return root


def toml(value) -> str:
    """A value as TOML, tables inline."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(toml(v) for v in value) + "]"
    return json.dumps(value, ensure_ascii=False)
