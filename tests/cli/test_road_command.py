"""A stake to the river, by command, on the shipped network: by hand against the map."""

import json
from datetime import UTC, datetime

import pytest

from emerg.cli.main import run
from emerg.geodesy import step_lengths_m
from emerg.network.place import feet, flat_lines
from emerg.network.stakes import stake_of
from emerg.playbooks.road_books import load_road_books
from emerg.playbooks.roads import load_roads, posts
from emerg.response.incident import Amount, Scenario, Start, Where
from emerg.usecases.on_road import on_river
from emerg.usecases.respond import respond
from emerg.usecases.road import road_point
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def roads():
    return load_roads([ROOT / "playbooks"])


# Looked up by hand on the map: where the road runs there, and the river below it.
CHAINS = [
    ("g318-qamdo", "K3441", "lancang"),  # 如美（竹卡）澜沧江大桥：桥下就是澜沧江
    ("g318-qamdo", "K3689", "nujiang"),  # 72 拐下怒江大桥
    ("g318-nyingchi", "K3900", "parlung"),  # 然乌–波密，左岸是帕隆藏布
    ("g318-nyingchi", "K4300", "nyang"),  # 巴河–工布江达，尼洋河边
    ("g318-lhasa", "K4500", "lhasa"),  # 米拉山–墨竹工卡，沿墨竹玛曲下到拉萨河
    ("g318-lhasa", "K4700", "yarlung-tsangpo"),  # 曲水–尼木，雅江北岸
    ("g318-shigatse", "K4850", "yarlung-tsangpo"),  # 大竹卡–日喀则，雅江边
    ("g318-shigatse", "聂拉木往樟木方向15公里", "boqu"),  # 聂拉木–樟木，波曲峡谷
    ("g216-gyirong", "吉隆县与吉隆镇之间", "gyirong"),  # 吉隆藏布河谷
    ("g349-gyangze", "江孜与日喀则之间", "nyangchu"),  # 江孜–白朗，年楚河谷
    ("g219-shigatse", "仲巴与萨嘎之间", "yarlung-tsangpo"),  # 马泉河（雅江上游）谷地
    ("g109-nagqu", "那曲往安多方向20公里", "nagqu"),  # 那曲镇以北，那曲河支流
    ("g317-qamdo", "K1030", "jinsha"),  # 江达–岗拖，下到金沙江
    ("g214-qamdo", "卡若往吉塘方向20公里", "lancang"),  # 昌都以南，澜沧江边
]


@pytest.fixture(scope="module")
def books(roads):
    return load_road_books([ROOT / "playbooks"], roads)


@pytest.mark.parametrize(("road", "words", "river"), CHAINS)
def test_incidents_on_every_playbook_reach_the_river_of_the_map(
    roads, books, rivers, road, words, river
):
    found = road_point(roads, rivers, road, words, books=books)
    assert found.receiving
    assert river in {one.river.split("/")[0] for one in found.receiving}
    assert all(one.delay_h[0] <= one.delay_h[1] for one in found.receiving)
    reasons = ["crossing", "riverside", "slope"]
    order = [(reasons.index(one.reason), one.distance_m) for one in found.receiving]
    assert order == sorted(order)


@pytest.mark.parametrize(("road", "words", "river"), CHAINS)
def test_and_lead_to_hits_in_the_order_of_the_front(roads, books, rivers, road, words, river):
    now = datetime(2026, 7, 14, 18, 40, tzinfo=UTC)
    asked = Scenario(
        Where(road=road, stake=words),
        "柴油",
        amount=Amount(5.0, 20.0, "t"),
        start=Start(now, now),
    )
    answer = respond(rivers, on_river(asked, roads, rivers, books), now=now)
    assert answer.incident.river.split("/")[0] == river
    assert answer.hits
    fronts = [hit.front_h[0] for hit in answer.hits]
    assert fronts == sorted(fronts)
    assert answer.known[0].fields["place"].startswith(road)


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


def test_the_sheets_of_a_drill_find_the_place_between_two_towns_again(capsys, tmp_path):
    """With lists of stock somebody is sent there: the road is looked up by the same playbooks."""
    scenario = tmp_path / "night.toml"
    scenario.write_text(
        'format = 1\nexercise = true\nsubstance = "柴油"\nflow = "low"\n'
        'when = 2026-07-15T02:40:00+08:00\namount = { value = [8, 20], unit = "t" }\n'
        '[at]\nroad = "G214"\nstake = "昌都往邦达方向30公里"\n',
        encoding="utf-8",
    )
    out = tmp_path / "sheets"
    assert run(["respond", str(scenario), "--out", str(out)]) == 0, capsys.readouterr().err
    assert (out / "dispatch.pdf").is_file()
