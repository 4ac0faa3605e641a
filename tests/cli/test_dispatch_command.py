"""The plan by command: told, as JSON, as a sheet and as routes for the field."""

import itertools
import json
import xml.etree.ElementTree as ET

import gpxpy
import pytest

from emerg.cli.main import run
from emerg.geodesy import LocalPlane
from tests.conftest import ROOT

DEMO = str(ROOT / "examples" / "demo.toml")


def told(capsys, *words):
    code = run(["dispatch", *words])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_json_tells_who_is_where_when(capsys):
    code, out, _err = told(capsys, DEMO, "--json")
    assert code == 0
    found = json.loads(out)
    assert found["example"] is True
    assert found["points"][0]["kind"] == "source"
    held = found["points"][1:]
    assert held
    assert [point["front_h"] for point in held] == sorted(point["front_h"] for point in held)
    for point in held:
        assert point["state"] == "in_time"
        for need in point["needs"]:
            assert {"sent", "second", "short", "slack_h", "ready_at"} <= set(need)
            assert not [one for one in need["sent"] if "phone" in one]
    for route in found["routes"]:
        assert sum(turn["km"] for turn in route["turns"]) == pytest.approx(
            route["distance_km"], abs=0.5
        )


def test_a_road_that_closes_changes_the_plan_or_the_way(capsys):
    _code, out, _err = told(capsys, DEMO, "--json")
    first = json.loads(out)
    edge = next(e for route in first["routes"] for e in route["edges"])
    code, out, _err = told(capsys, DEMO, "--json", "--close", edge)
    assert code == 0
    again = json.loads(out)
    assert again["closed"] == [edge]
    assert all(edge not in route["edges"] for route in again["routes"])
    code, out, err = told(capsys, DEMO, "--close", "R999", "--lang", "en")
    assert (code, out) == (1, "")
    assert "R999 is no road or junction" in err


def test_later_there_is_less_time(capsys):
    slack = []
    for now in ("2026-07-15T03:05+08:00", "2026-07-15T03:35+08:00"):
        _code, out, _err = told(capsys, DEMO, "--json", "--now", now)
        found = json.loads(out)
        slack.append({p["id"]: p for p in (*found["points"], *found["too_late"])})
    assert json.loads(out)["now"] == "2026-07-15T03:35+08:00"
    assert slack[0].keys() != slack[1].keys() or slack[0] != slack[1]


def test_the_words_say_what_is_example_and_what_is_assumed(capsys):
    code, out, _err = told(capsys, DEMO, "--lang", "zh")
    assert code == 0
    assert out.startswith("演练")
    assert "示例单位的物资：仅供演练" in out
    assert "不作导航用" in out


def test_a_real_incident_reads_no_example(capsys, tmp_path):
    file = tmp_path / "real.toml"
    file.write_text('substance = "柴油"\nat = { river = "lhasa", km = 430 }\n', encoding="utf-8")
    code, out, _err = told(capsys, str(file), "--json")
    assert code == 0
    found = json.loads(out)
    assert found["no_data"] is True
    assert found["offices"] == []
    assert all(not need["sent"] for point in found["points"] for need in point["needs"])
    code, out, _err = told(capsys, str(file), "--lang", "zh")
    assert "未载入物资清单" in out


def test_a_list_with_a_broken_row_still_serves_and_the_row_is_told(capsys, tmp_path):
    import shutil

    folder = tmp_path / "office"
    shutil.copytree(ROOT / "playbooks" / "resources" / "example-lhasa", folder)
    stock = folder / "stock.csv"
    rows = stock.read_text(encoding="utf-8-sig").splitlines()
    rows[1] = rows[1].replace("3000", "-5")
    stock.write_bytes("\r\n".join(rows).encode("gb18030"))
    code, out, err = told(capsys, DEMO, "--resources", str(folder), "--json", "--lang", "en")
    assert code == 0
    assert "stock.csv" in err
    assert "-5" in err
    assert json.loads(out)["points"][1]["state"] == "in_time"


def test_the_routes_can_be_taken_to_the_field(capsys, tmp_path):
    code, out, _err = told(capsys, DEMO, "--out", str(tmp_path), "--json")
    assert code == 0
    found = json.loads(out)
    assert {path.name for path in tmp_path.iterdir()} == {
        "dispatch.pdf",
        "routes.gpx",
        "routes.kml",
    }
    tracks = gpxpy.parse((tmp_path / "routes.gpx").read_text(encoding="utf-8")).tracks
    assert len(tracks) == len(found["routes"])
    for track, route in zip(tracks, found["routes"], strict=True):
        points = [(p.longitude, p.latitude) for p in track.segments[0].points]
        steps = [
            float((LocalPlane(*a).metres(b) ** 2).sum() ** 0.5)
            for a, b in itertools.pairwise(points)
        ]
        # As drawn it is shorter than as driven, and has no gap.
        assert sum(steps) / 1000 == pytest.approx(route["distance_km"], rel=0.35)
        assert max(steps) < 15_000
    lines = ET.parse(tmp_path / "routes.kml").getroot().findall(".//{*}LineString")
    assert len(lines) == len(found["routes"])
