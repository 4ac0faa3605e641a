"""Tailings ponds as typed, and what is said of their leaks, on the real playbooks."""

from datetime import datetime

import pytest

from emerg.errors import InputError
from emerg.playbooks.dam_links import load_dams
from emerg.response.incident import Leak
from emerg.texts import render
from emerg.ui.known_ponds import led_as_asked
from emerg.ui.typed.answers import LeakTyped, Typed
from emerg.ui.typed.coordinates import looks_like_coordinates
from emerg.ui.typed.form import read_form
from emerg.ui.typed.leaks import read_content, read_hours, read_space, read_volume
from emerg.ui.typed.offers import suggest_places
from emerg.ui.typed.places import read_where
from emerg.units import BEIJING
from tests.conftest import ROOT

NOW = datetime(2026, 7, 15, 3, 27, tzinfo=BEIJING)


@pytest.fixture(scope="module")
def dams(rivers):
    return load_dams([ROOT / "playbooks"], rivers)


@pytest.mark.parametrize(
    "said",
    [
        "甲玛尾矿库",
        "果朗沟尾矿库",
        "jiama",
        "JMA-01",
        "glgwkk",
        "jmwkk",
        "Guolanggou tailings pond",
        "果朗沟尾矿库 · 甲玛",
        "甲玛铜多金属矿（华泰龙）尾矿库",
    ],
)
def test_a_pond_by_any_of_its_names(rivers, dams, said):
    understood = read_where(said, "wgs84", rivers, None, dams)
    assert understood.pond.pond.id == "JMA-01"
    assert (understood.where.tailings, understood.where.river) == ("jiama", "lhasa/jiama")
    assert understood.located.place.chainage_m == pytest.approx(15_000.0)


def test_a_river_of_that_name_is_still_a_river_and_an_id_is_no_longitude(rivers, dams):
    assert read_where("甲玛曲 15", "wgs84", rivers, None, dams).pond is None
    assert not looks_like_coordinates("yulong")
    assert not looks_like_coordinates("qulong")
    assert looks_like_coordinates("lon 91.1 lat 29.6")
    assert read_where("yulong", "wgs84", rivers, None, dams).where.tailings == "yulong"


def test_of_several_ponds_of_a_mine_none_is_chosen_silently(rivers, dams):
    with pytest.raises(InputError, match="2 places fit") as refused:
        read_where("驱龙尾矿库", "wgs84", rivers, None, dams)
    told = render(refused.value.fix, "zh")
    assert "甲玛沟尾矿库（一期）" in told
    assert "德庆普尾矿库（二期）" in told


def test_another_river_is_asked_about_and_can_be_chosen(rivers, dams):
    first = read_where("洞中拉尾矿库", "wgs84", rivers, None, dams)
    other = first.pond.others[0]
    name = rivers.network.name(other.river)
    assert first.doubted
    assert render(first.echo, "en").endswith(f"Or is it {name.en}?")
    chosen = read_where(f"洞中拉尾矿库 · {name.zh}", "wgs84", rivers, None, dams)
    assert chosen.where.river == chosen.pond.receiving.river == other.river
    assert chosen.pond.others[0].river == first.where.river
    assert led_as_asked(dams, chosen.where)["dongzhongla"].dam.receiving[0] == other
    assert dams["dongzhongla"].dam.receiving[0] != other
    with pytest.raises(InputError, match="is not below this place"):
        read_where("洞中拉尾矿库 · 尼洋河", "wgs84", rivers, None, dams)


@pytest.mark.parametrize("said", ["甲玛", "果朗", "jm", "glg", "jia", "尾矿库", "tailings"])
def test_whatever_is_offered_of_ponds_is_understood(rivers, dams, said):
    for lang in ("zh", "en"):
        offered = suggest_places(said, rivers, lang, None, dams)
        ponds = [line for line in offered if "尾矿库" in line or "tailings" in line]
        assert any("果朗沟" in line or "Guolanggou" in line for line in ponds)
        for line in ponds:
            assert read_where(line, "wgs84", rivers, None, dams).pond is not None


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Cu=3 Mo=1-2", {"Cu": (3.0, 3.0), "Mo": (1.0, 2.0)}),
        ("铜＝3；钼：1～2", {"Cu": (3.0, 3.0), "Mo": (1.0, 2.0)}),
        ("cu = 3, CN- = 0.2", {"Cu": (3.0, 3.0), "CN-": (0.2, 0.2)}),
        ("Pb=0.5mg/L", {"Pb": (0.5, 0.5)}),
        ("不知道", {}),
    ],
)
def test_contents_in_any_spelling(said, found):
    assert read_content(said) == found


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Cu", "is no content"),
        ("Cu=viel", "is no content"),
        ("Xx=3", "no pollutant"),
        ("Cu=3 铜=2", "is given twice"),
        ("Mo=2-1", "not a range"),
        ("Cu=0", "cannot be"),
    ],
)
def test_contents_that_cannot_be_read_say_why(said, why):
    with pytest.raises(InputError, match=why):
        read_content(said)


@pytest.mark.parametrize(
    ("said", "unit", "m3"),
    [
        ("20", "wan", (200_000.0, 200_000.0)),
        ("20", "m3", (20.0, 20.0)),
        ("3.1-4.4万", "m3", (31_000.0, 44_000.0)),
        ("20万m³", "wan", (200_000.0, 200_000.0)),
        ("5000 m3", "wan", (5000.0, 5000.0)),
        ("不知道", "wan", None),
    ],
)
def test_a_volume_in_both_units(said, unit, m3):
    assert read_volume(said, unit) == m3


@pytest.mark.parametrize("said", ["0", "5 t", "8-2", "viel", "300000"])
def test_a_volume_that_cannot_be_is_refused(said):
    with pytest.raises(InputError):
        read_volume(said, "wan")


def test_hours_and_room():
    assert read_hours("2-6 h") == (2.0, 6.0)
    assert read_hours("") is None
    assert read_space("不知道") is None
    for text in ("0", "-1", "3 d"):
        with pytest.raises(InputError):
            read_hours(text)
    for text in ("1-2", "viel", "3 kg"):
        with pytest.raises(InputError):
            read_space(text)


def typed(**leak):
    return Typed(where="甲玛尾矿库", what="benzene", amount="8 t", leak=LeakTyped(**leak))


def test_a_leak_becomes_a_scenario_of_its_own(rivers, dams):
    said = typed(mode="well", content="Cu=3", water="20", volume="10-15")
    answered = read_form(said, rivers, NOW, None, dams)
    assert not answered.mistakes
    assert answered.scenario.leak == Leak(
        "jiama",
        "well",
        pond="JMA-01",
        volume_m3=(100_000.0, 150_000.0),
        water_m3=(200_000.0, 200_000.0),
        content={"Cu": (3.0, 3.0)},
    )
    # What stands in the questions of a spill is neither read nor in the way.
    assert (answered.scenario.substance, answered.scenario.amount) == ("unknown", None)
    assert "copper 3.0 (limit 1)" in render(answered.echoes["what"], "en")
    assert render(answered.echoes["amount"], "en").startswith("10–15 ×10⁴ m³ leave")


def test_how_it_leaks_is_never_assumed(rivers, dams):
    answered = read_form(typed(), rivers, NOW, None, dams)
    assert list(answered.mistakes) == ["what"]
    assert answered.scenario is None


def test_a_real_leak_reads_no_example_and_says_what_is_missing(rivers, dams):
    answered = read_form(typed(mode="well"), rivers, NOW, None, dams)
    assert "times only" in render(answered.echoes["what"], "en")
    assert "ask for the ponded water" in render(answered.echoes["amount"], "en")
    assert "amount" in answered.doubts
    assert answered.scenario is not None


@pytest.mark.parametrize(
    ("more", "why"),
    [({"volume": "500"}, "more released than"), ({"water": "500"}, "more water than")],
)
def test_a_contradiction_is_told_at_how_much(rivers, dams, more, why):
    said = typed(mode="breach", **more)
    drill = Typed(where=said.where, leak=said.leak, exercise=True)
    answered = read_form(drill, rivers, NOW, None, dams)
    assert why in str(answered.mistakes["amount"])
    assert "e+" not in str(answered.mistakes["amount"])
    assert "what" in answered.echoes
    # The stored volume is an example: a real leak does not know it.
    assert not read_form(said, rivers, NOW, None, dams).mistakes
