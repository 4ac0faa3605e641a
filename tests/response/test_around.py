"""Around the vehicle: the listed distances, who is inside, and where the road leaves them."""

import json

import numpy as np
import pytest

from emerg.cli.main import run
from emerg.geodesy import LocalPlane, along, step_lengths_m
from emerg.hazards.isolation import Isolation, load_isolation
from emerg.hazards.substances import load_substances
from emerg.response.around import around

# A road of 4.8 km due east, and one that comes back beside itself.
STRAIGHT = np.array([[91.0, 29.6], [91.05, 29.6]])
HAIRPIN = np.array([[91.0, 29.6], [91.02, 29.6], [91.02, 29.6005], [91.0, 29.6005]])


def row(**figures):
    return Isolation(("9999",), "000", **({"small_m": 50.0} | figures))


def ways(line, fraction):
    """Both ways along a line from a share of it."""
    here = along(line, fraction)
    steps = np.concatenate([[0.0], np.cumsum(step_lengths_m(line))])
    shares = steps / steps[-1]
    return (
        np.concatenate([[here], line[shares > fraction]]),
        np.concatenate([[here], line[shares < fraction][::-1]]),
    )


def stopped(found, place):
    return [float(np.hypot(*LocalPlane(*place).metres(stop))) for stop in found.stops]


def test_traffic_stops_where_the_road_leaves_the_reach_of_a_leak():
    here = along(STRAIGHT, 0.5)
    found = around(row(large_m=300.0, fire_m=800.0), ways(STRAIGHT, 0.5), *here)
    assert len(found.stops) == 2
    assert all(300.0 <= away < 311.0 for away in stopped(found, here))


def test_on_a_road_that_winds_it_is_the_distance_that_counts_not_the_way():
    here = along(HAIRPIN, 0.49)
    found = around(row(large_m=300.0), ways(HAIRPIN, 0.49), *here)
    assert len(found.stops) == 2
    assert all(away >= 300.0 for away in stopped(found, here))


def test_where_the_road_ends_before_nobody_need_stop():
    found = around(row(large_m=300.0), ways(STRAIGHT, 0.01), *along(STRAIGHT, 0.01))
    assert len(found.stops) == 1


def test_zones_are_as_wide_as_the_table_says_and_go_with_the_wind():
    gas = row(large_m=150.0, fire_m=800.0, large_night_km=(0.6, 1.8))
    here = along(STRAIGHT, 0.5)
    plane = LocalPlane(*here)
    calm = {zone.kind: zone for zone in around(gas, ways(STRAIGHT, 0.5), *here).zones}
    assert set(calm) == {"small", "large", "fire", "downwind"}
    for zone in calm.values():
        away = np.hypot(*plane.metres(zone.ring).T)
        assert away == pytest.approx(zone.distance_m, rel=0.01)
    west = around(gas, ways(STRAIGHT, 0.5), *here, wind_from_deg=270.0).zones[-1]
    east, north = plane.metres(west.ring).T
    assert east.max() == pytest.approx(1800.0, rel=0.01)
    assert east.min() == pytest.approx(-150.0, rel=0.01)
    assert north.max() == pytest.approx(900.0, rel=0.01)


def test_a_gas_is_stopped_for_as_far_as_it_may_blow():
    gas = row(day_km=(0.3, 0.4), night_km=(1.1, 1.5))
    assert gas.leaking_m == 1500.0
    assert row(large_m=300.0, fire_m=800.0).leaking_m == 300.0
    assert row(large_m=300.0, fire_m=800.0).widest_m == 800.0


def test_the_towns_inside_are_those_within_the_widest_distance():
    lhasa = np.array([[91.10, 29.65], [91.16, 29.655]])
    inside = around(row(fire_m=1600.0), ways(lhasa, 0.5), *along(lhasa, 0.5)).inside
    assert inside
    assert all(one.distance_m <= 1600.0 for one in inside)
    assert [one.distance_m for one in inside] == sorted(one.distance_m for one in inside)
    assert around(row(), (), 88.0, 33.5).inside == ()


def test_every_row_says_how_far_it_is_to_be_believed():
    table = load_isolation()
    assert table.confidence in ("medium", "low")
    assert all(25 <= one.small_m <= 500 for one in table.row)
    for one in table.row:
        assert one.large_m is None or one.large_m >= one.small_m
        assert one.fire_m is None or one.fire_m >= (one.large_m or one.small_m)


@pytest.mark.parametrize(
    ("name", "small", "large", "fire"),
    [("汽油", 50, 300, 800), ("UN1971", 100, 800, 1600), ("硝酸铵", 25, 100, 1600)],
)
def test_a_substance_finds_its_row_by_its_number(name, small, large, fire):
    found = load_isolation().of(load_substances().get(name))
    assert (found.small_m, found.large_m, found.fire_m) == (small, large, fire)


def test_what_is_not_listed_is_said_and_not_guessed(capsys):
    assert load_isolation().of(load_substances().get("尿素")) is None
    words = ["road", "G318", "--stake", "K4595", "--lang", "en", "--substance"]
    assert run([*words, "尿素"]) == 0
    assert "no distances are listed" in capsys.readouterr().out
    assert run([*words, "汽油"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Gasoline: keep 50 m away all round, large spill 300 m")
    assert "Stop traffic at K" in text
    assert run(["road", "G318", "--stake", "K4595", "--substance", "汽油", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["around"]
    assert found["isolation_m"] == {"small": 50.0, "large": 300.0, "fire": 800.0}
    low, high = sorted(stop["stake_km"] for stop in found["stop_traffic"])
    assert low < 4595 - 0.29
    assert high > 4595 + 0.29
