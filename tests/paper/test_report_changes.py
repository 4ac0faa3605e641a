"""What has changed since the last report, and what of it nobody knows."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from emerg.paper.form_words import front_clocks
from emerg.paper.report_changes import changes, compared_with
from emerg.paper.report_said import Said
from emerg.paper.report_story import NO_STORY, RUN, Written
from emerg.response.harm import Harm
from emerg.response.neighbours import neighbours
from emerg.texts import render
from emerg.units import iso
from emerg.usecases.as_json import answer_json
from emerg.usecases.form_story import said
from tests.paper import made
from tests.paper.forms_by_hand import story


@pytest.fixture(scope="module")
def rivers():
    return made.rivers()


@pytest.fixture(scope="module")
def demo():
    return made.demo()


def shown(answer, told, rivers, lang="zh"):
    def words(cell):
        return "\n".join(
            render(one, lang) for one in (cell if isinstance(cell, tuple) else (cell,))
        )

    rows = changes(answer, told, neighbours(answer, rivers))
    return {words(row[0]): tuple(words(cell) for cell in row[1:]) for row in rows}


def as_recorded(answer, lang="zh"):
    """What a form said, as it comes back from the journal."""
    return json.loads(json.dumps(said(answer, lang)))


def sooner(answer, minutes):
    """The same answer, every closing and the start so much sooner."""
    earlier = timedelta(minutes=minutes)
    hits = tuple(
        replace(hit, close_by=None if hit.close_by is None else hit.close_by - earlier)
        for hit in answer.hits
    )
    return replace(answer, hits=hits)


def test_the_same_answer_has_changed_in_nothing_but_what_was_noted(demo, rivers):
    rows = shown(demo, story(as_recorded(demo)), rivers)
    assert rows["级别"][2] == "无变化"
    assert rows["主要污染物和数量"] == (
        "氰化钠溶液，8–20 t，含量 30 %（折纯 2.4–6 t）",
        "氰化钠溶液，8–20 t，含量 30 %（折纯 2.4–6 t）",
        "无变化",
    )
    moved = {how for what, (_a, _b, how) in rows.items() if what.startswith(("建议关闭", "前锋"))}
    assert moved == {"无变化"}
    assert rows["已采取的措施"][0] == "此前 1 项"
    assert "通知献多水厂停止取水" in rows["已采取的措施"][1]
    assert "封锁" not in rows["已采取的措施"][1]
    assert rows["已采取的措施"][2] == "新增 1 项"
    assert "山南市" in rows["通知"][1]
    assert rows["通知"][2] == "有变化"


def test_a_closing_that_comes_sooner_says_so_with_both_clocks(demo, rivers):
    now = sooner(demo, 45)
    rows = shown(now, story(as_recorded(demo)), rivers)
    assert rows["建议关闭取水：纳金水厂"] == ("07-15 06:20 前", "07-15 05:35 前", "提前")
    back = shown(demo, story(as_recorded(now)), rivers)
    assert back["建议关闭取水：纳金水厂"] == ("07-15 05:35 前", "07-15 06:20 前", "推后")
    n = sum(hit.close_by is not None for hit in demo.hits) - 5
    assert rows["建议关闭取水：其他地点"][1] == f"提前 {n} 处，推后 0 处"


def test_what_was_reported_in_the_other_language_is_compared_all_the_same(demo, rivers):
    rows = shown(demo, story(as_recorded(demo, "en")), rivers)
    assert rows["主要污染物和数量"][2] == "无变化"
    assert rows["建议关闭取水：纳金水厂"] == ("07-15 06:20 前", "07-15 06:20 前", "无变化")


def test_without_an_earlier_report_what_it_said_is_a_line_to_fill_in(demo, rivers):
    rows = shown(demo, NO_STORY, rivers)
    assert len(rows) > 10
    assert {before for before, _now, _how in rows.values()} == {""}
    assert {how for _before, _now, how in rows.values()} == {""}
    assert rows["级别"][1].startswith("级别尚不能判定")
    assert "据实填写" in render(compared_with(NO_STORY), "zh")


def test_a_forecast_stands_in_for_a_report_that_nobody_noted(demo, rivers):
    found = json.loads(json.dumps(answer_json(demo, "zh", [])))
    run = {"incident": found["incident"], "hits": found["hits"]}
    followed = story(run, form=RUN)
    rows = shown(sooner(demo, 45), followed, rivers)
    assert rows["建议关闭取水：纳金水厂"] == ("07-15 06:20 前", "07-15 05:35 前", "提前")
    assert rows["主要污染物和数量"][0] == "氰化钠溶液，2.4–6 t"
    assert rows["主要污染物和数量"][2] == "无变化"
    assert rows["发生时间"][0] == "2026-07-15 02:40"
    assert rows["级别"][0] == ""  # a forecast notes no level
    assert "推算" in render(compared_with(followed), "zh")


def test_harm_that_was_said_since_is_a_change(demo, rivers):
    scenario = replace(demo.incident.scenario, harm=Harm(injured=(2, 2)))
    now = replace(demo, incident=replace(demo.incident, scenario=scenario))
    rows = shown(now, story(as_recorded(demo)), rivers)
    assert rows["人员受害情况"][0] == ""
    assert "2 人" in rows["人员受害情况"][1]
    assert rows["人员受害情况"][2] == "有变化"


def test_a_start_that_became_known_changes_at_once_into_clocks(demo, rivers):
    unknown = made.answer(when="unknown")
    known = made.answer()
    rows = shown(known, story(as_recorded(unknown)), rivers)
    place = next(what for what in rows if what.startswith("建议关闭取水：纳金"))
    assert rows[place][0] == "立即"
    assert rows[place][2] == "有变化"
    front = next(what for what in rows if what.startswith("前锋"))
    assert rows[front][0] == "起始时间不明，可能已到"
    assert rows[front][1].startswith("07-15")
    assert rows["发生时间"][2] == "有变化"


@pytest.mark.parametrize(
    "figures",
    [
        {"words": 3, "codes": [], "incident": "x", "hits": {"a": 1}},
        {"hits": [1, {"name": "纳金水厂"}, {"name": "纳金水厂", "river": "lhasa", "km": "9"}]},
        {"incident": {"when": ["9999-12-31T23:59+08:00", 4]}, "hits": []},
        {"incident": {"when": ["2026-07-15T02:40"], "amount_kg": ["a", None], "rate": [3]}},
        {"hits": [{"name": "纳金水厂", "river": "lhasa", "km": 489.36, "earliest_h": 1e300}]},
    ],
)
def test_figures_of_a_stranger_are_no_stumbling_block(demo, rivers, figures):
    rows = shown(demo, story(figures, form=RUN), rivers)
    assert rows["级别"][1].startswith("级别尚不能判定")


def test_a_front_of_a_forecast_is_on_the_clock_as_it_was_then(demo):
    hit = demo.hits[10]
    row = {"name": hit.name.en, "river": hit.river, "km": round(hit.km, 2)}
    start = demo.incident.scenario.start.earliest
    figures = {"incident": {"when": [iso(start), iso(start)]}, "hits": [row]}
    assert Said(figures).place(hit).front is None
    row["earliest_h"] = hit.front_h[0]
    assert Said(figures).place(hit).front == front_clocks(demo, hit)[0]
    assert Said(figures).place(demo.hits[0]) is None


def test_clocks_are_earliest_down_and_latest_up(demo):
    for hit in demo.hits:
        early, likely, late = front_clocks(demo, hit)
        start = demo.incident.scenario.start
        assert early <= start.earliest + timedelta(hours=hit.front_h[0])
        assert late >= start.latest + timedelta(hours=hit.front_h[2])
        assert early <= likely <= late


def test_a_form_that_was_written_before_is_told_by_its_number(demo):
    last = Written("follow-up", 3, made.NOW, as_recorded(demo))
    told = replace(story(), last=last)
    assert "续报第 3 期" in render(compared_with(told), "zh")
