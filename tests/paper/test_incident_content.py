"""What the brief of an incident says, in both languages, read as a person reads it."""

import difflib
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from emerg.paper.content import Table
from emerg.paper.incident import incident_sheet
from emerg.response.answer import Answer
from emerg.texts import Bilingual, render
from emerg.units import beijing
from tests.paper import made
from tests.paper.telling import cells, front_of, maps, tables, told, told_part

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "demo-brief.zh.txt"
UPDATE = "EMERG_UPDATE_GOLDEN"
HIT_LISTS = ("hit list", "bridges and county lines")


def text_of(answer: Answer, lang="zh"):
    return told(incident_sheet(answer, made.rivers()), lang)


def named(answer: Answer, *names: str) -> list[Table]:
    sheet = incident_sheet(answer, made.rivers())
    return [table for table in tables(sheet) if render(table.name, "en") in names]


def rows(answer: Answer, *names: str, lang="zh"):
    return [row for table in named(answer, *names) for row in cells(table, lang)]


@pytest.fixture(scope="module")
def demo() -> Answer:
    return made.demo()


@pytest.fixture(scope="module")
def cyanide() -> Answer:
    return made.answer()


@pytest.fixture(scope="module")
def unknown() -> Answer:
    """Nobody knows what, how much, or when."""
    return made.answer(substance="unknown", amount_kg="unknown", when="unknown", flow="unknown")


def test_the_demo_says_what_it_said_before(demo):
    now = text_of(demo)
    if os.environ.get(UPDATE) == "1":
        GOLDEN.write_text(now, encoding="utf-8")
    before = GOLDEN.read_text(encoding="utf-8")
    change = "\n".join(difflib.unified_diff(before.splitlines(), now.splitlines(), lineterm=""))
    assert not change, f"read the change; if it is meant, run once with {UPDATE}=1\n{change}"


def test_every_hit_is_there_with_its_number(demo):
    found = rows(demo, *HIT_LISTS)
    assert sorted(int(row[0]) for row in found) == [hit.number for hit in demo.hits]
    by_number = {int(row[0]): row[1] for row in found}
    assert all(hit.name.zh in by_number[hit.number] for hit in demo.hits)


def test_a_long_way_keeps_every_hit_and_sets_bridges_apart():
    long = made.answer(at={"river": "yarlung-tsangpo", "km": 300.0})
    assert len(long.hits) > 45
    assert {int(row[0]) for row in rows(long, *HIT_LISTS)} == {hit.number for hit in long.hits}
    first, second = named(long, *HIT_LISTS)
    assert not any("桥梁 ·" in row[1] for row in cells(first, "zh"))
    assert any("桥梁 ·" in row[1] for row in cells(second, "zh"))


def test_numbers_on_the_map_are_those_of_the_table(demo):
    at = {hit.number: hit.position for hit in demo.hits}
    for content in maps(incident_sheet(demo, made.rivers())):
        assert content.marks
        assert all(at[mark.number] == (mark.lon, mark.lat) for mark in content.marks)


def test_the_deadline_is_printed_with_its_basis(demo):
    assert demo.deadline.due is not None
    front = told_part(front_of(incident_sheet(demo, made.rivers())), "zh")
    assert f"{beijing(demo.deadline.due)} 前" in front
    assert f"得知后 {demo.deadline.hours:g} h" in front


def test_a_missing_time_of_knowing_is_said():
    late = made.answer(reported=None)
    front = told_part(front_of(incident_sheet(late, made.rivers())), "zh")
    assert "得知时间未填" in front
    assert "得知：—" in front


def test_a_closing_time_in_the_past_says_at_once():
    """The nearest intake should have been closed before anyone called."""
    late = made.answer(when="2026-07-14T12:00+08:00")
    past = [h for h in late.hits if h.close_by is not None and h.close_by <= made.NOW]
    assert past
    close = {row[0]: row[3] for row in rows(late, "intakes", "other places")}
    assert all(close[str(hit.number)].startswith("**立即") for hit in past)
    ahead = [h for h in late.hits if h.close_by is not None and h.close_by > made.NOW]
    assert all(not close[str(hit.number)].startswith("**立即") for hit in ahead)


def test_every_place_that_may_draw_water_has_both_clocks(cyanide):
    found = rows(cyanide, "intakes", "other places")
    assert {int(row[0]) for row in found} == {h.number for h in cyanide.hits if h.has_clocks}
    assert all(row[3] and row[4] for row in found)


def test_nothing_promises_a_reopening(cyanide):
    text = text_of(cyanide)
    assert "最早可考虑恢复，以监测连续达标和主管部门决定为准" in text
    assert "必须" not in text


def test_the_warning_about_intakes_opens_the_brief(demo):
    front = front_of(incident_sheet(demo, made.rivers()))
    assert render(front.warning, "zh") == (
        "本河段取水口清单未核实：立即向县水利、住建、卫健核对；未列出不等于没有"
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_forbidden_words_never_stand(demo, unknown, lang):
    for text in (text_of(demo, lang), text_of(unknown, lang)):
        assert "12369" not in text
        assert not re.search(r"\bPAC\b", text)
        assert not re.search(r"\{\w+\}", text)


def test_the_exit_row_names_no_country_and_no_position():
    border = made.answer(at={"river": "yarlung-tsangpo", "km": 1900.0})
    exits = [hit for hit in border.hits if hit.kind == "exit"]
    assert exits
    assert all(hit.position is None for hit in exits)
    (row,) = [r for r in rows(border, *HIT_LISTS) if int(r[0]) == exits[0].number]
    assert "出境断面（示意）" in row[1]
    text = text_of(border) + text_of(border, "en")
    assert not re.search("印度|尼泊尔|不丹|缅甸|孟加拉|India|Nepal|Bhutan|Myanmar|Bangla", text)


@pytest.mark.parametrize("exercise", [True, False])
def test_drill_words_stand_only_in_an_exercise(exercise):
    sheet = incident_sheet(made.answer(exercise=exercise), made.rivers())
    for lang in ("zh", "en"):
        assert ("DRILL" in render(sheet.drill, lang)) is exercise
        assert ("演 练" in render(sheet.drill, lang)) is exercise


def test_an_example_says_so(demo):
    example = replace(demo.hits[0], confidence="example")
    text = text_of(replace(demo, hits=(example, *demo.hits[1:])))
    assert f"{example.name.zh}（示例）" in text


def test_an_unknown_amount_gives_mg_per_tonne(unknown):
    (table, *_) = named(unknown, *HIT_LISTS)
    assert "每吨峰值 mg/L" in [render(column.head, "zh") for column in table.columns]
    text = text_of(unknown)
    assert "数量不明" in text
    figures = [row[5] for row in cells(table, "zh")]
    assert all(float(figure) > 0 for figure in figures)


def test_an_unknown_start_says_close_now(unknown):
    found = rows(unknown, "intakes", "other places")
    assert found
    assert all(row[3] == "**立即**" for row in found)
    assert "起始时间不明" in text_of(unknown)


def test_oil_has_a_slick_and_no_concentration():
    oil = made.answer(substance="柴油")
    assert oil.incident.substance.floats
    found = rows(oil, *HIT_LISTS)
    assert all(row[5] == "油膜，不给浓度" for row in found)
    assert "油膜前锋" in text_of(oil)


def test_a_second_river_is_shown_with_its_own_hits(demo):
    from emerg.response.answer import Alternative

    other = Alternative(
        "lhasa/doilung", Bilingual("堆龙曲", "Doilung Qu"), 100.0, 1500.0, demo.hits
    )
    text = text_of(replace(demo, alternatives=(other,)))
    assert "也可能在堆龙曲：先核实位置" in text
    assert "也可能是：堆龙曲 100.0 km 处，相距 1500 m" in text


def test_the_first_report_has_all_fields_and_its_blanks(demo):
    text = text_of(demo)
    for label in ("信息来源", "监测数据", "人员受害情况", "报告单位", "签发人"):
        assert f"{label}: \n" in text
    assert all(f"{field.label.zh}: " in text for field in demo.first_report)


def test_calls_stand_in_order_with_lines_to_fill_in(demo):
    found = rows(demo, "calls")
    assert [int(row[1]) for row in found] == [call.order for call in demo.calls]
    assert all(row[0] == "[ ]" and row[6] == "____" for row in found)
    assert [row[5] for row in found] == [call.phone or "____" for call in demo.calls]


def test_the_six_special_cases_are_listed_with_their_state(demo):
    found = rows(demo, "special cases")
    assert [int(row[0]) for row in found] == [1, 2, 3, 4, 5, 6]
    assert all(
        row[2].strip("*") in ("已触发", "可能触发", "不明，按触发计", "未触发") for row in found
    )


def test_english_says_the_same_things_in_the_same_places(demo):
    zh, en = (text_of(demo, lang).splitlines() for lang in ("zh", "en"))
    assert len(zh) == len(en)
    assert [line.count(" | ") for line in zh] == [line.count(" | ") for line in en]


def test_phases_come_in_their_order(demo):
    phases = [row[0].strip("*") for row in rows(demo, "plan steps") if row[0]]
    order = ["断 断源", "控 拦截分流", "治 投药吸附", "测 监测", "保 供水"]
    assert phases == [phase for phase in order if phase in phases]
    assert phases[0] == "断 断源"


def test_reopening_stands_without_loss_and_below_it_with():
    phenol = made.answer(
        substance="苯酚", amount_kg=2e6, at={"river": "nujiang", "km": 393.0}, flow="mean"
    )
    hit = next(hit for hit in phenol.hits if hit.reopen_with_loss != hit.reopen_not_before)
    row = next(row for row in rows(phenol, "other places", lang="en") if row[0] == str(hit.number))
    told_here = " ".join(row)
    without, with_loss = beijing(hit.reopen_not_before), beijing(hit.reopen_with_loss)
    assert f"with loss {with_loss}" in told_here
    assert told_here.index(without) < told_here.index("with loss")
