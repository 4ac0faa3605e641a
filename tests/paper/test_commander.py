"""Two pages, whatever happens: the figure that decides is the largest, what is cut is counted."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pypdfium2
import pytest

from emerg.incident.contacts import Contact
from emerg.paper.brief import commander_brief, incident_brief, situation_map
from emerg.paper.commander import commander_sheet, importance
from emerg.paper.content import Front, Key, Thing
from emerg.paper.data_hash import answer_hash
from emerg.paper.front import GAP, SHORT, now_items
from emerg.paper.held import held_places, held_things
from emerg.paper.page import A4, MARGIN
from emerg.paper.rows import TICK
from emerg.response.harm import Ruled
from emerg.response.incident import Origin, Start
from emerg.texts import render
from emerg.units import beijing
from tests.paper import hostile, made
from tests.paper.hostile import LONG
from tests.paper.measure import boxes, largest
from tests.paper.sheets import page_texts

CASES = {
    "demo": made.demo,
    "crowded": hostile.crowded,
    "no_intakes": hostile.no_intakes,
    "nothing": hostile.nothing,
    "unknown": hostile.unknown,
    "long_way": hostile.long_way,
}


@pytest.fixture(scope="module", params=CASES)
def case(request):
    return CASES[request.param]()


@pytest.fixture(scope="module")
def demo() -> bytes:
    return commander_brief(made.demo(), "zh", made.rivers())


def front_of(answer, plan=None) -> Front:
    sheet = commander_sheet(answer, made.rivers(), plan=plan)
    return next(part for part in sheet.parts if isinstance(part, Front))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_when_it_became_known_stands_whole_also_beside_when_it_enters_the_river(lang):
    """The clock of the report runs from it."""
    answer = made.demo()
    scenario = answer.incident.scenario
    late = Start(scenario.start.earliest, scenario.start.latest + timedelta(hours=11))
    there = replace(scenario, start=late, origin=Origin("G318 K4700", scenario.start))
    told = replace(answer, incident=replace(answer.incident, scenario=there))
    first = page_texts(commander_brief(told, lang, made.rivers()))[0]
    words = re.sub(r"\s", "", first)
    assert re.sub(r"\s", "", beijing(scenario.reported, year=True)) in words
    assert re.sub(r"\s", "", beijing(late.latest, year=True)) in words


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_is_two_pages_of_a4_within_its_margins(case, lang):
    data = commander_brief(replace(case, exercise=False), lang, made.rivers())
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 2
    for sheet in document:
        assert [round(side) for side in sheet.get_size()] == [595, 842]
        bitmap = sheet.render(scale=1.0, grayscale=True).to_numpy().squeeze().copy()
        edge = int(MARGIN) - 2
        bitmap[edge:-edge, edge:-edge] = 255
        assert (bitmap == 255).all()
    assert len(data) < 2_000_000


def test_the_column_of_what_to_do_now_always_fits_beside_the_map():
    """Its tightest setting is lower than the room that the longest header and lists leave."""
    long = Thing(1, LONG * 9, LONG * 9, LONG)
    worst = replace(
        front_of(hostile.crowded()),
        keys=(Key(LONG, LONG * 9, 200),) * 2,
        things=(long,) * 5,
        held=(long,) * 3,
    )
    tightest = SHORT[-1]
    column = sum(item.high for item in now_items(worst, "zh", tightest))
    header_and_footer, facts, warning = 112.0, 64.0, 32.0
    room = A4.top - A4.bottom - header_and_footer - facts - warning - 2 * GAP
    assert column < room - tightest.lists * room - 40.0


def test_by_when_to_close_is_the_largest_thing_on_page_1(demo):
    soonest = [hit for hit in made.demo().hits if hit.is_intake]
    first, second, *_ = sorted(soonest, key=lambda hit: (hit.close_by, hit.number))
    assert largest(demo) == f"{beijing(first.close_by)} 前{beijing(second.close_by)} 前"
    assert f"建议关闭：{render(first.title, 'zh')}" in page_texts(demo)[0]


def test_with_an_unknown_start_the_largest_word_is_at_once():
    assert largest(commander_brief(hostile.unknown(), "zh", made.rivers())) == "立即立即"


def test_where_nobody_is_hit_the_time_to_report_is_the_largest():
    data = commander_brief(hostile.nothing(), "zh", made.rivers())
    assert largest(data) == "07-15 05:05 前"


def test_every_page_bears_title_level_time_version_hash_and_its_number(demo):
    for number, text in enumerate(page_texts(demo), start=1):
        for words in (
            "指挥长简报",
            "拉萨河氰化钠溶液罐车侧翻",
            "初判：级别尚不能判定",
            "制作时间 2026-07-15 03:27",
            "公开资料草案，未经核实",
            f"数据 {answer_hash(made.demo())}",
            f"第 {number} / 2 页",
            "演 练",
        ):
            assert words in text


def test_a_level_that_an_officer_set_is_no_first_judgement():
    level = replace(made.demo().level, grade="II", ruled=Ruled("II", "局长"))
    sheet = commander_sheet(replace(made.demo(), level=level), made.rivers())
    assert "初判" not in render(sheet.level, "zh")
    assert "重大" in render(sheet.level, "zh")


def test_all_sheets_of_one_answer_bear_the_same_hash_and_those_of_another_do_not(demo):
    rivers = made.rivers()
    mark = answer_hash(made.demo())
    for data in (
        demo,
        incident_brief(made.demo(), "zh", rivers),
        situation_map(made.demo(), "en", rivers),
    ):
        assert all(mark in text for text in page_texts(data))
    assert answer_hash(hostile.nothing()) != mark


def test_the_rest_of_the_places_is_counted_and_no_intake_is_cut(demo):
    hits = made.demo().hits
    second = page_texts(demo)[1]
    shown = [
        hit
        for hit in hits
        if re.search(rf"^{hit.number} {re.escape(render(hit.title, 'zh'))}", second, re.MULTILINE)
    ]
    assert {hit.number for hit in shown} >= {hit.number for hit in hits if hit.is_intake}
    assert f"另有 {len(hits) - len(shown)} 处见完整简报" in second
    assert [hit.number for hit in shown] == sorted(hit.number for hit in shown)


def test_of_two_hundred_facilities_as_many_are_shown_as_fit_and_the_rest_is_counted():
    second = page_texts(commander_brief(hostile.crowded(), "zh", made.rivers()))[1]
    shown = len(re.findall(r"^\d+ 西藏自治区.*(?:是|否|可能|不明)\s*$", second, re.MULTILINE))
    assert 10 <= shown < 30
    assert f"另有 {hostile.FACILITIES - shown} 处见完整简报" in second
    assert "个通知对象见完整简报" in second
    assert "条假定见完整简报" in second


def test_intakes_stay_before_towns_and_towns_before_bridges():
    hits = made.demo().hits
    kinds = [hits[n].kind for n in importance(hits)]
    assert set(kinds[:5]) == {"waterworks"}
    bridges = [n for n, kind in enumerate(kinds) if kind in ("bridge", "county", "prefecture")]
    assert bridges == list(range(bridges[0], len(kinds)))


def test_calls_have_a_box_to_tick(demo):
    squares = [box for box in boxes(demo, 1, TICK) if abs(box[2] - box[0] - TICK) < 0.01]
    shown = len(re.findall(r"^(\d+) \S.* —\s*$", page_texts(demo)[1], re.MULTILINE))
    assert len(squares) == shown > 5


def test_numbers_of_the_address_book_come_with_the_word_about_who_may_have_them():
    call = made.demo().calls[0]
    who = render(call.who, "zh")
    contact = Contact(who, "13800000000", name="扎西")
    second = page_texts(commander_brief(made.demo(), "zh", made.rivers(), (contact,)))[1]
    assert "13800000000" in second
    assert "扎西" in second
    assert "通讯录" in second


def test_places_to_hold_it_bear_the_same_letter_on_the_map_and_beside_it():
    front = front_of(made.demo())
    letters = [thing.sign for thing in front.held]
    assert letters == ["A", "B", "C"]
    assert set(letters) <= {mark.letter for mark in front.map.marks}
    assert "距前锋最早到达" in render(front.held[0].by, "zh")


def test_a_place_the_front_has_passed_is_not_offered():
    later = replace(made.demo().incident, now=datetime(2026, 7, 20, tzinfo=UTC))
    front = front_of(replace(made.demo(), incident=later))
    assert front.held == ()
    assert render(front.held_head, "zh") == "下游无已知可拦截点位"


def test_only_our_fonts_are_in_it_embedded(demo):
    names = set(re.findall(rb"/(?:BaseFont|FontName) */([\w+-]+)", demo))
    assert names
    assert all(re.fullmatch(rb"[A-Z]{6}\+NotoSansSC-(Regular|Bold)", name) for name in names)
    assert demo.count(b"/FontFile2") == demo.count(b"/Type /FontDescriptor")


def test_a_place_that_nobody_reaches_in_time_is_offered_only_where_there_is_no_other():
    first, second, third, *_ = held_places(made.demo())
    late, soon = replace(first, slack_h=-0.5), replace(second, slack_h=1.2)
    assert [thing.sign for thing in held_things((late, soon, third), 3)] == ["B", "C"]
    (only,) = held_things((late,), 3)
    assert render(only.by, "zh") == "来不及，差 0.5 h"
    assert render(held_things((soon,), 3)[0].by, "zh") == "时间余量 +1.2 h"
