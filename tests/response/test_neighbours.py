"""Whom to notify as equals: counties of the same city, other cities, provinces, upstream too."""

import pytest

from emerg.response.neighbours import goes_abroad, neighbours
from tests.paper import made


@pytest.fixture(scope="module")
def rivers():
    return made.rivers()


def found(rivers, river, km, **keys):
    answer = made.answer(at={"river": river, "km": km}, **keys)
    return answer, neighbours(answer, rivers)


def test_a_county_notifies_counties_the_city_notifies_cities(rivers):
    told = neighbours(made.demo(), rivers)
    assert [(one.rank, one.name.zh) for one in told if one.side == "below"] == [
        ("county", "城关区"),
        ("county", "堆龙德庆区"),
        ("county", "曲水县"),
        ("prefecture", "山南市"),
        ("prefecture", "林芝市"),
    ]
    givers = {one.rank: one.giver.zh for one in told}
    assert givers == {"county": "达孜区", "prefecture": "拉萨市"}


def test_each_is_addressed_by_its_government_and_its_environment_office(rivers):
    told = {one.name.zh: one for one in neighbours(made.demo(), rivers)}
    assert told["城关区"].who.zh == "城关区人民政府、拉萨市生态环境局城关区分局"
    assert told["山南市"].who.zh == "山南市人民政府、山南市生态环境局"


def test_the_water_comes_in_at_the_border_where_one_is_drawn(rivers):
    told = {one.name.zh: one for one in neighbours(made.demo(), rivers)}
    assert told["城关区"].entry.kind == "county"
    assert told["城关区"].entry.name.zh.startswith("达孜区→城关区")
    # The mouth of the Lhasa River lies within Shannan: no section is drawn there.
    assert told["山南市"].entry is None
    fronts = [hit.front_h[0] for hit in told["山南市"].hits]
    assert fronts[0] == min(fronts)


def test_every_place_below_is_told_to_exactly_one_neighbour(rivers):
    answer = made.demo()
    below = [one for one in neighbours(answer, rivers) if one.side == "below"]
    told = [hit.number for one in below for hit in one.hits]
    assert len(told) == len(set(told))
    own = {hit.number for hit in answer.hits if hit.county in ("", answer.incident.county)}
    abroad = {hit.number for hit in answer.hits if hit.kind == "exit"}
    assert set(told) == {hit.number for hit in answer.hits} - own - abroad


def test_upstream_is_asked_to_hold_clean_water_at_its_own_dam(rivers):
    (above,) = [one for one in neighbours(made.demo(), rivers) if one.side == "above"]
    assert (above.name.zh, above.dam.zh, above.hits) == ("墨竹工卡县", "直孔水电站", ())
    assert above.id == "upstream-maizhokunggar-county"


def test_the_region_notifies_provinces_on_either_bank_and_above(rivers):
    _answer, told = found(rivers, "jinsha", 200.0)
    provinces = {one.name.zh: one for one in told if one.rank == "province"}
    sides = {name: one.side for name, one in provinces.items()}
    assert sides == {"云南省": "below", "四川省": "beside", "青海省": "above"}
    assert {one.giver.zh for one in provinces.values()} == {"西藏自治区"}
    assert "德钦县" in provinces["云南省"].also[0].zh
    assert provinces["四川省"].hits
    assert provinces["四川省"].entry is None


def test_a_river_that_goes_through_a_province_and_back_tells_both(rivers):
    _answer, told = found(rivers, "lancang/angqu", 20.0)
    assert [one.name.zh for one in told][:2] == ["青海省", "类乌齐县"]


def test_a_way_that_leaves_the_country_is_notified_to_nobody_from_here(rivers):
    answer, told = found(rivers, "boqu", 60.0)
    assert goes_abroad(answer, rivers)
    assert told == ()


def test_a_way_within_the_country_does_not_leave_it(rivers):
    answer, _told = found(rivers, "lancang", 700.0)
    assert not goes_abroad(answer, rivers)


@pytest.mark.parametrize(
    ("river", "km"), [("jinsha", 200.0), ("nyangchu", 100.0), ("lhasa", 430.0), ("nujiang", 600.0)]
)
def test_names_of_files_are_plain_and_differ(rivers, river, km):
    _answer, told = found(rivers, river, km)
    ids = [one.id for one in told]
    assert len(ids) == len(set(ids))
    assert all(id_.replace("-", "").isalnum() and id_.isascii() for id_ in ids)
    assert all(id_ == id_.lower() for id_ in ids)
