"""Places on roads as typed, on the real roads and rivers."""

import re

import pytest

from emerg.errors import InputError
from emerg.texts import render
from emerg.ui.typed.offers import suggest_places
from emerg.ui.typed.places import read_where


@pytest.mark.parametrize(
    "said",
    [
        "G318 K4620+300",
        "g318 4620.3",
        "G318K4620+300",
        "G318线K4620+300处",
        "318国道 4620.3公里",
        "国道318线4620.3公里处",
        "Ｇ３１８　Ｋ４６２０＋３００",
    ],
)
def test_road_and_stake_in_any_spelling(rivers, roads, said):
    understood = read_where(said, "wgs84", rivers, roads)
    assert understood.where.road == "G318"
    assert understood.road.spot.stake_km == pytest.approx(4620.3)
    assert understood.road.stake == "G318 K4620+300"


def test_the_stake_says_its_doubt_its_river_and_by_which_way(rivers, roads):
    understood = read_where("G318 4820公里", "wgs84", rivers, roads)
    way, spot = understood.road.way, understood.road.spot
    assert (understood.located.lon, understood.located.lat) == pytest.approx(
        (way.lon, way.lat), abs=0.01
    )
    echo = render(understood.echo, "en")
    assert echo.startswith(f"G318 K4820+000, ± {spot.doubt_km:.3g} km along the road; drains to ")
    assert f"km {way.km:.1f}" in echo
    assert f"{way.distance_m:.0f} m away" in echo


def test_another_river_is_asked_about_and_can_be_chosen(rivers, roads):
    understood = read_where("G318 K4620", "wgs84", rivers, roads)
    other = understood.road.others[0]
    name = rivers.network.name(other.river)
    assert understood.doubted
    assert render(understood.echo, "en").endswith(f"Or is it {name.en}?")
    chosen = read_where(f"G318 K4620 · {name.zh}", "wgs84", rivers, roads)
    assert chosen.road.way.river == other.river == chosen.where.river
    assert chosen.road.chosen
    assert understood.road.way.river in [one.river for one in chosen.road.others]


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("G318 K99999", "its posts run from K"),
        ("G999 K12", "give one of: "),
        ("K4820+300", "write the road before it: G318 K4820+300"),
        ("G214", "as 'G214 PLACE'"),
        ("G318 K4620 · 怒江", "choose one: "),
        ("G318 K4620 · 无此河", "leave it out"),
    ],
)
def test_a_stake_that_cannot_be_used_says_what_to_do(rivers, roads, said, advice):
    with pytest.raises(InputError) as caught:
        read_where(said, "wgs84", rivers, roads)
    assert advice in render(caught.value.fix, "en")


def test_a_river_and_its_km_are_no_stake(rivers, roads):
    assert read_where("拉萨河 430", "wgs84", rivers, roads).road is None


def test_a_road_is_offered_while_its_number_is_typed(rivers, roads):
    offered = suggest_places("g3", rivers, "zh", roads)
    assert "G318 K" in offered
    assert all(re.fullmatch(r"G3\d* K", line) for line in offered if line.endswith(" K"))
    assert "G318 K" not in suggest_places("g3", rivers, "zh")
