"""Names as people say and type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerg.geodata.gazetteer import find
from emerg.geodata.layers import places, townships


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("曲水", "曲水县"),
        ("曲水县", "曲水县"),
        ("qushui", "曲水县"),
        ("qu shui xian", "曲水县"),
        ("QUSHUI", "曲水县"),
        ("mzgk", "墨竹工卡县"),
        ("Lhünzhub", "林周县"),
        ("lhunzhub", "林周县"),
        ("Shigatse", "日喀则市"),
        ("桑珠孜", "日喀则市"),
        ("泽当", "山南市"),
        ("狮泉河", "噶尔县"),
        ("baxiu", "八宿县"),
        ("langxian", "朗县"),
        ("ལྷ་ས་", "拉萨市"),
        ("才纳", "才纳乡"),
        ("墨竹公卡", "墨竹工卡县"),
        ("dazi", "达孜区"),
    ],
)
def test_a_place_is_found_first_however_it_is_said(query, name):
    assert find(query)[0].name.zh == name


def test_a_township_without_position_is_known_all_the_same():
    (found,) = find("甲玛乡")
    assert (found.county, found.prefecture) == ("墨竹工卡县", "拉萨市")
    assert found.lon is None
    assert found.lat is None


def test_of_equal_names_the_greater_place_comes_first_then_one_with_a_position():
    found = [hit for hit in find("尼木") if hit.score == 100]
    assert [(hit.rank, hit.county) for hit in found] == [
        (2, "尼木县"),
        (3, "边坝县"),
        (3, "尼木县"),
    ]
    assert [hit.lon is None for hit in found] == [False, False, True]


def test_a_place_with_position_hides_its_row_without():
    assert len([hit for hit in find("才纳乡") if hit.code == "540124201"]) == 1


@pytest.mark.parametrize("query", ["", "  ", "，。", "Timbuktu", "上海"])
def test_nothing_is_found_where_nothing_fits(query):
    assert find(query) == ()


def test_no_more_than_asked_for():
    assert len(find("a", 3)) == 3


@given(st.sampled_from([*places(), *townships()]))
def test_every_name_finds_itself_at_full_score(place):
    zh = place.zh if hasattr(place, "zh") else place.name.zh
    hits = find(zh, 100)
    assert any(hit.code == place.code and hit.score == 100 for hit in hits)


@given(st.text(max_size=30))
def test_any_text_may_be_asked_for(text):
    scores = [hit.score for hit in find(text)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 100 for score in scores)
