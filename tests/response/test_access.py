"""How a crew drives to a place: from the seat that is soonest there, with the last turns."""

import json
from functools import cache
from itertools import pairwise

import pytest

from emerg.network.matrix import on_road
from emerg.network.road import OPEN, net
from emerg.network.route import OnRoad, route
from emerg.playbooks.roads import access_lines, load_roads, read_roads
from emerg.response.access import LAST_TURNS, Place, access_by_road
from tests.paper.made import ROOT

DAGZE = Place("pit", "采砂坑", 91.3235, 29.6894)
FAR = Place("far", "无人区", 86.0, 34.9)


@cache
def roads():
    return load_roads([ROOT / "playbooks"])


def test_the_way_begins_at_the_seat_that_is_soonest_there():
    found = access_by_road(roads(), [DAGZE])["pit"]
    assert "达孜" in found.seat.zh
    assert 0 < found.length_m < 10_000
    assert found.turns[-1].to == DAGZE.name
    network = net(roads().roads)
    others = [
        way.hours
        for row in roads().nodes.values()
        if row.kind == "seat"
        and (way := route(roads().roads, network, OPEN, _at(row.id), _goal())) is not None
    ]
    assert found.hours == pytest.approx(min(others))


def _at(junction):
    place = roads().roads.junctions[junction]
    return OnRoad(place.lon, place.lat, junction=junction)


def _goal():
    return on_road(access_lines(roads()), DAGZE.lon, DAGZE.lat)


def test_the_line_ends_at_the_road_beside_the_place():
    found = access_by_road(roads(), [DAGZE])["pit"]
    lon, lat = found.lonlat[-1]
    assert abs(lon - DAGZE.lon) < 0.05
    assert abs(lat - DAGZE.lat) < 0.05
    assert 0 < found.off_road_m < 10_000


def chain(folder, count):
    """A seat, and `count` roads behind one another that lead away from it."""
    nodes = [
        {"layer": "node", "id": f"N{n}", "kind": "seat" if n == 0 else "town"}
        | {"name": {"zh": f"镇{n}"}, "confidence": "low", "source": "s"}
        for n in range(count + 1)
    ]
    edges = [
        {"layer": "edge", "id": f"R{n}", "name": {"zh": f"路{n}"}, "refs": [f"G{n}"]}
        | {"from_node": f"N{n}", "to_node": f"N{n + 1}", "length_km": 10.0}
        | {"length_basis": "drawn", "road_class": "national", "surface": "asphalt"}
        | {"accuracy": "C", "source": "s", "speed_km_h": 50.0}
        for n in range(count)
    ]
    at = [[90.0 + 0.1 * n, 30.0] for n in range(count + 1)]
    shapes = [{"type": "Point", "coordinates": point} for point in at]
    shapes += [{"type": "LineString", "coordinates": list(pair)} for pair in pairwise(at)]
    features = [
        {"type": "Feature", "properties": row, "geometry": shape}
        for row, shape in zip([*nodes, *edges], shapes, strict=True)
    ]
    path = folder / "network.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return read_roads(path)


def test_of_a_long_way_only_the_last_turns_are_told_and_how_many_are_not(tmp_path):
    long = access_by_road(chain(tmp_path, 8), [Place("end", "坝址", 90.79, 30.001)])["end"]
    assert len(long.turns) == LAST_TURNS
    assert long.left_out == 3
    assert [turn.road.zh for turn in long.turns] == ["G3", "G4", "G5", "G6", "G7"]
    assert long.turns[-1].to == "坝址"
    assert long.length_m == pytest.approx(79_000, rel=0.01)


def test_a_place_far_from_every_road_has_no_way():
    found = access_by_road(roads(), [DAGZE, FAR])
    assert set(found) == {"pit"}
    assert access_by_road(roads(), []) == {}
