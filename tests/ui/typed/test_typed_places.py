"""Places as typed, on the real rivers."""

import pytest

from emerg.errors import InputError
from emerg.texts import render
from emerg.ui.typed.coordinates import looks_like_coordinates
from emerg.ui.typed.offers import suggest_places
from emerg.ui.typed.places import read_where


@pytest.mark.parametrize(
    "said",
    [
        "拉萨河 430",
        "拉萨河430km",
        "拉萨河 K430",
        "lhasa km 430",
        "Lhasa River 430",
        "lsh 430",
        "lsh430",
        "拉萨河430公里附近",
        "随便什么 · 拉萨河 430.0 km",
    ],
)
def test_river_and_km_in_any_spelling(rivers, said):
    where = read_where(said, "wgs84", rivers).where
    assert (where.river, where.km) == ("lhasa", 430.0)


def test_a_tributary_by_its_own_name(rivers):
    assert read_where("堆龙曲 100", "wgs84", rivers).where.river == "lhasa/doilung"


@pytest.mark.parametrize(
    "said",
    [
        "29°39′00″N 91°07′48″E",
        "E91.13 N29.65",
        "91.13,29.65",
        "北纬29.65，东经91.13",
        "29.65N 91.13E",
    ],
)
def test_coordinates_in_any_spelling_and_how_far_off_the_river(rivers, said):
    understood = read_where(said, "wgs84", rivers)
    assert (understood.where.lon, understood.where.lat) == (91.13, 29.65)
    assert "m off the line" in render(understood.echo, "en")


def test_the_datum_of_a_phone_moves_the_place(rivers):
    plain = read_where("91.13,29.65", "wgs84", rivers).located
    phone = read_where("91.13,29.65", "gcj02", rivers).located
    assert plain.snap_m != pytest.approx(phone.snap_m, abs=50)


def test_a_place_of_a_playbook_and_a_town(rivers):
    assert read_where("达孜大桥", "wgs84", rivers).where.km == pytest.approx(463.0)
    town = read_where("曲水县", "wgs84", rivers).where
    assert 90.5 < town.lon < 91.0


def test_a_second_river_nearby_is_asked_about(rivers):
    echo = render(read_where("90.735,29.355", "wgs84", rivers).echo, "en")
    assert "Or is it Lhasa River?" in echo


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("", "type coordinates, river and km, or a place"),
        ("不知道", "pick it on the map"),
        ("拉萨河 9999", "give a km from 0.0 to"),
        ("29.65,91.13", "longitude comes first: 91.13,29.65"),
        ("85,33", "the nearest is"),
        ("拉萨河大桥", "did you mean"),
        ("阿斯顿", "give river and km"),
        ("拉萨河", "write it behind the name, from 0.0 to"),
        ("nujiang", "from 391.6 to"),
        ("大桥", "choose one: Dagzê bridge · Lhasa River 463.0 km"),
        ("G318 K4820", "give coordinates, the bridge, or river and km"),
        ("K4820+300", "write the road before it"),
        ("国道318线4820公里处", "give coordinates, the bridge, or river and km"),
    ],
)
def test_a_place_that_cannot_be_used_says_what_to_do(rivers, said, advice):
    with pytest.raises(InputError) as caught:
        read_where(said, "wgs84", rivers)
    assert advice in render(caught.value.fix, "en")


@pytest.mark.parametrize("said", ["曲水", "达孜", "拉萨", "mzgk", "Dag", "lhasa", "尼木"])
def test_every_suggestion_is_understood(rivers, said):
    offered = suggest_places(said, rivers, "zh")
    assert offered
    for line in offered:
        if line.endswith(" "):  # a river waits for its km
            line = f"{line}50"
        assert read_where(line, "wgs84", rivers).located


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("lsh", "拉萨河 "),
        ("lhs", "拉萨河 "),  # as it is spelled abroad
        ("ylzbj", "雅鲁藏布江 "),
        ("dzdq", "达孜大桥 · 拉萨河 463.0 km"),
        ("njsc", "纳金水厂 · 拉萨河 489.4 km"),
    ],
)
def test_the_first_letters_of_a_name_are_enough(rivers, said, first):
    assert suggest_places(said, rivers, "zh")[0] == first


def test_lines_on_a_map_are_offered_by_their_names_alone(rivers):
    assert not any("汇入" in line for line in suggest_places("ylzbj", rivers, "zh"))
    assert any("汇入" in line for line in suggest_places("年楚河汇入", rivers, "zh"))


def test_the_first_letters_of_a_river_are_understood_with_its_km(rivers):
    assert read_where("ylzbj 500", "wgs84", rivers).where.river == "yarlung-tsangpo"


def test_coordinates_are_offered_nothing(rivers):
    assert suggest_places("91.1", rivers, "zh") == ()
    assert looks_like_coordinates("91.1")
    assert not looks_like_coordinates("拉萨")
