"""Calls: the levels above each, the rule that obliges to it, what was agreed; never across."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from emerg.response.agreements import Agreement, Agreements
from emerg.response.call_script import call_script
from emerg.response.incident import Scenario, Start, Where
from emerg.response.rules import shipped_rules
from emerg.texts import Bilingual, render
from emerg.units import BEIJING
from emerg.usecases.respond import respond

NOW = datetime(2026, 11, 25, 2, 30, tzinfo=BEIJING)
AGREED = Agreement(
    "曲水县", Bilingual("共用断面数据", "share data"), "拉环函〔2026〕12号", date(2026, 3, 2)
)


def answered(rivers, river="lhasa", km=430.0, agreements=()):
    start = NOW - timedelta(minutes=50)
    asked = Scenario(Where(river=river, km=km), "unknown", start=Start(start, start))
    rules = replace(shipped_rules(), agreements=Agreements(agreement=agreements))
    return respond(rivers, asked, now=NOW, rules=rules)


@pytest.fixture(scope="module")
def lhasa(rivers):
    return answered(rivers, agreements=(AGREED,))


def name(text):
    return render(text, "zh")


def call_to(answer, who, group=None):
    return next(c for c in answer.calls if who in name(c.who) and group in (None, c.group))


def above(call):
    return [name(one.who) for one in call.above]


def test_a_county_is_below_its_city_and_the_city_below_the_region(lhasa):
    government = call_to(lhasa, "达孜区人民政府总值班室")
    assert above(government) == ["拉萨市人民政府总值班室", "西藏自治区人民政府总值班室"]
    office = call_to(lhasa, "拉萨市生态环境局达孜区分局")
    assert above(office) == ["拉萨市生态环境局", "西藏自治区生态环境厅（环境应急值班）"]
    city = call_to(lhasa, "拉萨市人民政府总值班室")
    assert above(city) == ["西藏自治区人民政府总值班室"]
    assert above(call_to(lhasa, "西藏自治区人民政府总值班室")) == []


def test_of_an_operator_the_county_comes_first_then_the_city(lhasa):
    works = call_to(lhasa, "献多水厂")
    assert above(works)[0].startswith("城关区人民政府")
    assert above(works)[1] == "拉萨市人民政府总值班室"
    dam = call_to(lhasa, "藏木水电站")
    assert [one.partition("人民政府")[0] for one in above(dam)[:2]] == ["加查县", "山南市"]


def test_a_county_of_another_city_is_below_that_city(lhasa):
    county = call_to(lhasa, "贡嘎县人民政府")
    city = call_to(lhasa, "山南市人民政府")
    assert (above(county)[0], county.above[0].order) == (name(city.who), city.order)


def test_whoever_is_above_by_a_number_of_the_list_is_that_call(lhasa):
    by_order = {call.order: name(call.who) for call in lhasa.calls}
    named = [one for call in lhasa.calls for one in call.above if one.order is not None]
    assert named
    assert all(by_order[one.order] == name(one.who) for one in named)
    assert all(call.above for call in lhasa.calls if call.level != "region")


def test_neighbours_of_the_same_level_are_listed_with_what_obliges_to_tell_them(lhasa):
    beside = [c for c in lhasa.calls if c.group == "side"]
    assert any("山南市" in name(call.who) for call in beside)
    assert "对岸及相邻县" in name(beside[-1].who)
    assert beside[-1].phone == ""
    up = [c for c in lhasa.calls if c.group == "upstream" and c.level != "operator"]
    assert ["墨竹工卡县" in name(up[0].who), "那曲市" in name(up[1].who)] == [True, True]
    for call in (*beside, *up):
        assert "第一百二十五条" in name(call.ground)
    assert call_to(lhasa, "达孜区人民政府总值班室").ground == ""


def test_a_city_that_the_plan_names_as_a_neighbour_is_not_named_twice(rivers):
    for river, km in (("lhasa", 430.0), ("yarlung-tsangpo", 1500.0), ("nyang", 200.0)):
        names = [name(call.who) for call in answered(rivers, river, km).calls]
        assert len(names) == len(set(names))


def test_a_way_out_of_the_country_is_reported_up_and_never_across(lhasa):
    abroad = [c for c in lhasa.calls if "外事" in name(c.who)]
    assert [(call.group, call.level, call.ground) for call in abroad] == [("up", "region", "")]
    assert not any(word in name(c.who) for c in lhasa.calls for word in ("印度", "孟加拉"))


def test_an_agreement_is_told_in_the_call_to_the_partner_alone(lhasa):
    with_it = [call for call in lhasa.calls if call.agreed]
    assert [name(call.who)[:3] for call in with_it] == ["曲水县"]
    told = [name(line) for line in call_script(lhasa, with_it[0])]
    assert "按双方约定：共用断面数据（拉环函〔2026〕12号，2026-03-02）" in told
    assert told[-1].startswith("请复述")


@pytest.mark.parametrize(
    ("side", "group", "holds"),
    [
        (None, "down", True),
        ("downstream", "down", True),
        ("upstream", "down", False),
        ("upstream", "upstream", True),
        ("side", "side", True),
        (None, "up", False),
    ],
)
def test_an_agreement_holds_on_its_side_of_the_river(side, group, holds):
    agreement = replace(AGREED, side=side)
    assert agreement.holds_for("x", "曲水县", group) is holds
    assert agreement.holds_for("曲水县人民政府", "", group) is holds
    assert not agreement.holds_for("尼木县人民政府", "尼木县", group)


def test_an_agreement_with_nobody_is_told_to_nobody():
    assert not replace(AGREED, partner="").holds_for("曲水县人民政府", "曲水县", "down")
