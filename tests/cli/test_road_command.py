"""A stake to the river, by command, on the shipped network: by hand against the map."""

import json

import pytest

from emerg.cli.main import run
from emerg.geodesy import step_lengths_m
from emerg.network.place import feet, flat_lines
from emerg.network.stakes import stake_of
from emerg.playbooks.roads import load_roads, posts
from emerg.usecases.road import road_point
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def roads():
    return load_roads([ROOT / "playbooks"])


# Looked up on the map of rivers and roads: the road runs along, or down to, this river there.
CHAINS = [
    ("G318", "K3441", "lancang"),  # 如美（竹卡）澜沧江大桥
    ("G318", "K3689", "nujiang"),  # 怒江大桥，72 拐下
    ("G318", "K3900", "parlung"),  # 然乌–波密，沿帕隆藏布
    ("G318", "K4057", "parlung"),  # 通麦：易贡、帕隆汇口
    ("G318", "K4300", "nyang"),  # 巴河–工布江达，沿尼洋河
    ("G318", "K4500", "lhasa"),  # 米拉山–墨竹工卡，沿墨竹玛曲
    ("G318", "K4595", "lhasa"),  # 达孜–拉萨，沿拉萨河
    ("G318", "K4700", "yarlung-tsangpo"),  # 曲水–尼木，沿雅江
    ("G318", "K4850", "yarlung-tsangpo"),  # 大竹卡–日喀则
    ("G317", "K1030", "jinsha"),  # 江达–岗拖金沙江大桥
]


@pytest.mark.parametrize(("road", "stake", "river"), CHAINS)
def test_ten_stakes_reach_the_river_of_the_map(roads, rivers, road, stake, river):
    found = road_point(roads, rivers, road, stake)
    assert found.receiving
    assert river in {one.river.split("/")[0] for one in found.receiving}
    assert all(one.delay_h[0] <= one.delay_h[1] for one in found.receiving)
    reasons = ["crossing", "riverside", "slope"]
    order = [(reasons.index(one.reason), one.distance_m) for one in found.receiving]
    assert order == sorted(order)


@pytest.mark.parametrize("ref", ["G318", "G109", "G317"])
def test_stake_to_point_to_stake_is_the_same_within_fifty_metres(roads, rivers, ref):
    flat = flat_lines(roads.lines)
    for post in posts(roads, ref):
        for share in (0.1, 0.5, 0.9):
            km = post.km_at(share)
            point = road_point(roads, rivers, ref, f"K{km:.3f}")
            foot = next(
                f for f in feet(flat, point.spot.lon, point.spot.lat) if f.id == post.stretch
            )
            # Along the line as drawn; its own length is shorter than the driven one.
            length = float(step_lengths_m(roads.lines[post.stretch]).sum())
            back = stake_of(posts(roads, ref), post.stretch, foot.fraction)
            off = abs(post.fraction(back) - share) * length
            assert off < 50 or foot.distance_m < 1.0  # a hairpin that comes back to itself


def test_no_stake_of_the_road_is_without_a_river(roads, rivers):
    for km in range(3320, 5378, 40):
        if not 5032.8 <= km <= 5039.2:
            assert road_point(roads, rivers, "G318", f"{km}").receiving


def test_the_command_tells_the_contract(capsys):
    assert run(["road", "g318-shigatse", "--stake", "K4900+500", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found["point"]) == {"lon", "lat"}
    assert found["stake_km"] == 4900.5
    assert found["doubt_km"] == 50.0
    for one in found["receiving"]:
        assert {"river", "km", "distance_m", "delay_h", "reason"} <= set(one)
    assert run(["road", "G318", "--stake", "K4900+500", "--lang", "en"]) == 0
    text = capsys.readouterr().out
    assert "± 50 km along the road" in text
    assert "not for navigation" in text


@pytest.mark.parametrize(
    ("road", "stake", "said"),
    [
        ("G318", "K9000", "K3319.4 to K5378"),
        ("G219", "K100", "no scheme of posts"),
        ("G999", "K1", "not in the road network"),
        ("G318", "G109 K3700", "the stake is on G109"),
        ("G318", "eleven", "is no place on G318"),
    ],
)
def test_a_stake_that_cannot_be_found_is_refused(capsys, road, stake, said):
    assert run(["road", road, "--stake", stake, "--lang", "en"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
