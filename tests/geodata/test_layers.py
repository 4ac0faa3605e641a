"""The base layers: whole, inside their window, and what the tool makes of the facts."""

import csv
import importlib.util
import json
import struct
import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from emerg import fonts
from emerg.geodata.layers import DATA, lakes, places, relief, roads, townships

ROOT = Path(__file__).resolve().parents[2]
LIMIT_BYTES = 600_000


@pytest.fixture(scope="module")
def tool():
    path = ROOT / "tools" / "build_base_layers.py"
    spec = importlib.util.spec_from_file_location("build_base_layers", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def test_every_county_has_a_seat_and_the_region_comes_first():
    ranks = [place.rank for place in places()]
    assert ranks == sorted(ranks)
    seats = [place for place in places() if len(place.code) == 6]
    assert len({place.code for place in seats}) == len(seats) == 74
    assert places()[0].name.zh == "拉萨市"
    assert [place.name.en for place in places() if place.rank == 1] == [
        "Xigazê", "Qamdo", "Nyingchi", "Shannan", "Nagqu", "Gar",
    ]  # fmt: skip


def test_places_have_names_in_both_languages_and_lie_in_the_window():
    west, south, east, north = relief().bounds
    for place in places():
        assert place.name.zh
        assert place.name.en
        assert place.pinyin
        assert west <= place.lon <= east
        assert south <= place.lat <= north


def test_no_code_stands_twice_and_every_code_is_of_its_county():
    codes = Counter(place.code for place in places() if place.code)
    assert not [code for code, times in codes.items() if times > 1]
    county = {place.code: place.county for place in places() if len(place.code) == 6}
    towns = [place for place in places() if len(place.code) == 9]
    assert len(towns) > 100
    assert all(county[town.code[:6]] == town.county for town in (*towns, *townships()))


def test_no_two_places_of_one_name_crowd_each_other():
    """A seat that GeoNames puts a few kilometres off must not appear a second time."""
    for seat in (place for place in places() if place.rank < 3):
        near = [
            other.name.zh
            for other in places()
            if other is not seat
            and abs(other.lon - seat.lon) < 0.3
            and abs(other.lat - seat.lat) < 0.3
            and {other.name.zh, other.name.zh[:-1]} & {seat.name.zh[:-1], seat.county[:-1]}
        ]
        assert near in ([], ["边坝镇"], ["嘉黎镇"]), seat.name.zh


def test_every_name_can_be_printed():
    names = [name for p in places() for name in (p.name.zh, p.name.en, p.county, p.prefecture)]
    names += [name for lake in lakes() for name in (lake.name.zh, lake.name.en)]
    names += [name for town in townships() for name in (town.zh, town.county)]
    assert not {name for name in names if fonts.missing(name)}


def test_lakes_are_closed_rings():
    assert {"纳木错", "羊卓雍错", "班公错", "色林错"} <= {lake.name.zh for lake in lakes()}
    for lake in lakes():
        assert lake.rings
        for ring in lake.rings:
            assert ring.shape[1] == 2
            assert len(ring) >= 4
            assert tuple(ring[0]) == tuple(ring[-1])


def test_roads_are_lines_of_the_two_classes_we_have():
    assert len(roads()) == 226
    assert {road.accuracy for road in roads()} == {"C", "D"}
    assert "G318" in {ref for road in roads() for ref in road.refs}
    for road in roads():
        assert len(road.lonlat) >= 2
        assert np.all(np.any(np.diff(road.lonlat, axis=0) != 0, axis=1))


def test_layers_cannot_be_changed_by_who_draws_them():
    with pytest.raises(ValueError, match="read-only"):
        lakes()[0].rings[0][0, 0] = 0.0


def test_relief_is_a_small_grey_picture_of_the_right_shape():
    png, (west, south, east, north) = relief()
    head = png.read_bytes()[:26]
    width, height, depth, colour = struct.unpack(">IIBB", head[16:26])
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert (depth, colour) == (8, 0)
    assert width / height == pytest.approx((east - west) / (north - south), rel=1e-3)
    assert png.stat().st_size < LIMIT_BYTES


def test_every_layer_is_small_and_its_source_named():
    sources = (DATA / "SOURCES.md").read_text(encoding="utf-8")
    for path in DATA.iterdir():
        assert path.stat().st_size < LIMIT_BYTES
        assert path.name == "SOURCES.md" or f"`{path.name}`" in sources


def test_names_are_found_without_loading_anything_heavy():
    code = "import sys, emerg.geodata.gazetteer as g; g.find('x'); print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "", "SYSTEMROOT": ""},
    )
    loaded = {name.split(".")[0] for name in run.stdout.split()}
    assert not loaded & {"scipy", "shapely", "pyproj", "networkx", "PIL", "rasterio", "fontTools"}


# What the tool makes of the facts; relief and the pinyin of villages need packages of its own.


def test_lines_and_outlines_are_what_the_tool_makes(tool: ModuleType, shared, tmp_path):
    folder = shared / "geodata"
    for name, features in (("lakes", tool.lakes(folder)), ("roads", tool.roads(folder))):
        tool.write_features(tmp_path / name, features)
        assert (tmp_path / name).read_bytes() == (DATA / f"{name}.geojson").read_bytes()


def test_townships_and_seats_are_what_the_tool_makes(tool: ModuleType, shared, tmp_path):
    admin = tool.table(shared / "geodata" / "admin_names.csv")
    tool.write_table(tmp_path / "t.csv", tool.townships(admin), tool.Township)
    assert (tmp_path / "t.csv").read_bytes() == (DATA / "townships.csv").read_bytes()
    nodes = tool.table(shared / "geodata" / "road_nodes.csv")
    with (DATA / "places.csv").open(encoding="utf-8", newline="") as file:
        written = {row["code"]: row for row in csv.DictReader(file)}
    for seat in tool.seats(admin, nodes):
        row = written[seat.code]
        assert (row["zh"], row["en"], row["pinyin"]) == (seat.zh, seat.en, seat.pinyin)
        assert (float(row["lon"]), float(row["lat"])) == (seat.lon, seat.lat)


def test_every_place_of_the_map_stands_where_the_facts_put_it(tool: ModuleType, shared):
    known = {(round(p.lon, 5), round(p.lat, 5)): p for p in tool.geonames(shared / "geodata")}
    rest = [place for place in places() if place.basis == "GeoNames"]
    assert len(rest) > 200
    for place in rest:
        source = known[place.lon, place.lat]
        assert place.name.en == source.en
        assert {place.name.zh, *place.aliases} & {*source.zh}


def test_light_falls_from_the_north_west(tool: ModuleType):
    """A slope that faces the light is brighter than flat ground, one that turns away darker."""
    east, south = np.meshgrid(np.arange(20.0), np.arange(20.0))
    bounds = (90.0, 29.4, 90.6, 30.0)
    flat = int(tool.shade(np.zeros((20, 20)), bounds)[10, 10])
    facing = int(tool.shade((east + south) * 300, bounds)[10, 10])
    turned = int(tool.shade(-(east + south) * 300, bounds)[10, 10])
    assert turned < flat < facing


def test_the_tool_stops_with_a_sentence_where_there_are_no_facts(
    tool: ModuleType, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("EMERG_SHARED", str(tmp_path / "nowhere"))
    assert tool.main([str(tmp_path / "out")]) == 1
    assert "EMERG_SHARED" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_geojson_is_written_one_feature_a_line(tool: ModuleType, tmp_path):
    path = tmp_path / "x.geojson"
    tool.write_features(path, [tool.feature("LineString", [[90.0, 30.0], [91.0, 30.0]], n=1)] * 2)
    assert len(json.loads(path.read_text(encoding="utf-8"))["features"]) == 2
    assert len(path.read_text(encoding="utf-8").splitlines()) == 4
