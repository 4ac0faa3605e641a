"""Write the road network from the shared facts, and the road playbooks from it.

    python tools/build_roads.py [OUT]

Reads ../shared/geodata (or EMERG_SHARED), playbooks/rivers and the tables in tools/road_build, and
writes network.geojson and one folder per playbook into playbooks/roads, or OUT. Twice the same
input gives twice the same bytes. Numbers of roads, lengths and speeds are taken as they stand,
each with how far it is to be believed; what a road crosses and drains to is reckoned anew.
"""

import csv
import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playbook_build.writing import geojson, toml
from road_build.books import plan_table, road_table, table
from road_build.derive import Ground, Site, rows

from emerg.network.alignment import alignment
from emerg.playbooks.rivers import rivers
from emerg.playbooks.roads import read_roads
from emerg.playbooks.shelf import load_rivers

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "playbooks" / "roads"
HEADER = "# Written by tools/build_roads.py; corrections by hand belong in its tables.\n"
CLASSES = {"national expressway": "expressway"}
# Reported drives on G6 and G4218 average 80 to 100 km/h; lorries may drive 80 to 100 there.
EXPRESSWAY_KM_H = 90.0
SURFACES = {"asphalt": "asphalt", "asphalt or gravel, unverified": "unverified"}


def build(geodata: Path) -> str:
    """The network as GeoJSON: nodes first, then edges, each in the order of its number."""
    with (geodata / "road_nodes.csv").open(encoding="utf-8-sig", newline="") as file:
        nodes = sorted(csv.DictReader(file), key=lambda row: row["node_id"])
    roads = json.loads((geodata / "key_roads.geojson").read_text(encoding="utf-8"))["features"]
    roads.sort(key=lambda feature: feature["properties"]["edge_id"])
    return geojson([*map(_node, nodes), *map(_edge, roads)])


def _node(row: Mapping[str, str]) -> dict[str, Any]:
    position = [round(float(row["lon"]), 5), round(float(row["lat"]), 5)]
    properties = {
        "layer": "node",
        "id": row["node_id"],
        "kind": "seat" if row["county_seat"] == "1" else row["kind"],
        "name": {"zh": row["name_zh"], "en": ""},
        "elevation_m": float(row["elev_m"]) if row["elev_m"] else None,
        "county": row["county_zh"],
        "prefecture": row["prefecture_zh"],
        "confidence": row["confidence"],
        "source": row["source"],
    }
    return _feature(properties, "Point", position)


def _edge(road: Mapping[str, Any]) -> dict[str, Any]:
    given = road["properties"]
    properties = {
        "layer": "edge",
        "id": given["edge_id"],
        "name": {"zh": given["name_zh"], "en": ""},
        "refs": given["road_refs"],
        "ref_confidence": given["ref_confidence"],
        "from_node": given["from_node"],
        "to_node": given["to_node"],
        "length_km": given["length_km"],
        "length_basis": "published" if given["length_method"] == "scaled_published" else "drawn",
        "length_source": given["length_source"],
        "road_class": CLASSES.get(given["road_class"], given["road_class"]),
        "speed_km_h": EXPRESSWAY_KM_H
        if given["road_class"] == "national expressway"
        else given["design_speed_km_h"],
        "surface": SURFACES[given["surface"]],
        "highest_m": given["max_elev_m"],
        "is_pass": given["pass"],
        "along_river": given["along_river"],
        "accuracy": given["accuracy_class"],
        "to_verify": given["verify"],
        "stake_from_km": given["stake_from_km"],
        "stake_to_km": given["stake_to_km"],
        "stake_confidence": given["stake_confidence"],
        # A road that shares a stretch has no posts of its own there.
        "stake_ref": (given["stake_scheme"] or "").split(":")[0],
        "source": given["source"],
    }
    line = [[round(lon, 5), round(lat, 5)] for lon, lat in road["geometry"]["coordinates"]]
    return _feature(properties, "LineString", line)


def _feature(properties: Mapping[str, Any], kind: str, coordinates: Any) -> dict[str, Any]:
    kept = {key: value for key, value in properties.items() if value not in (None, "", [])}
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": kept}


def build_books(out: Path) -> int:
    """Write every road playbook into `out`, beside its network; the number written."""
    roads = read_roads(out / "network.geojson")
    ground = Ground(roads, rivers(load_rivers([ROOT / "playbooks"]).rivers.values()))
    tables = table("roads"), table("carried"), table("found")
    known = {key: value for one in tables for key, value in one["sources"].items()}
    sites = [Site(**row) for row in table("found")["sites"]]
    for road in tables[0]["roads"]:
        way = alignment(roads.roads, road["stretches"], road["id"])
        features = rows(ground, road["code"], way, sites)
        about, plan = road_table(road, {}), plan_table(road)
        used = {feature["properties"]["source"] for feature in features}
        used |= {row["source"] for row in (*about["cargo"], *plan["steps"], plan["termination"])}
        about["sources"] = {key: value for key, value in known.items() if key in used}
        folder = out / road["id"]
        folder.mkdir(exist_ok=True)
        for name, text in (
            ("road.toml", toml(about, HEADER)),
            ("plan.toml", toml(plan, HEADER)),
            ("map.geojson", geojson(features)),
        ):
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return len(tables[0]["roads"])


def main() -> int:
    geodata = Path(os.environ.get("EMERG_SHARED", ROOT.parent / "shared")) / "geodata"
    if not (geodata / "key_roads.geojson").is_file():
        print(
            f"No shared facts at {geodata}. Put them beside the checkout or name their folder in "
            "EMERG_SHARED; the road network that is there stays as it is.",
            file=sys.stderr,
        )
        return 1
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    out.mkdir(parents=True, exist_ok=True)
    (out / "network.geojson").write_text(build(geodata), encoding="utf-8", newline="\n")
    print(f"road network and {build_books(out)} playbooks written to {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
