"""The commander's page: one page whatever is to be said, and no next thing is lost."""

from dataclasses import replace

import pypdfium2
import pytest

from emerg.paper import page
from emerg.paper.content import Fact
from emerg.paper.front import MANNERS, now_items
from emerg.paper.pdf import pdf
from tests.paper.sheets import LONG_NAME, front, page_texts, sheet, things

LONG = (
    "立即与曲水县人民政府、县水利局、县住建局、县卫健委核对全部取水口，逐一通知沿河乡镇停止直接取用河水，"
    "并安排人员沿岸巡查，每小时报告一次，直至前锋通过"
)
LONG_EN = (
    "Check every intake at once with the county government and its water, housing and health "
    "offices, tell each village along the river to stop taking water, and post people on the bank "
)


def bare(text: str) -> str:
    return "".join(text.split())


def front_text(part, lang="zh") -> str:
    (text,) = page_texts(pdf(sheet(part), lang))
    return bare(text)


def test_the_page_holds_facts_keys_things_hits_lists_and_warning():
    text = front_text(front())
    for words in (
        "拉萨河412.5km",
        "06:40前",
        "下一步",
        "致电曲水县核对取水口5",
        "最先到达的取水口",
    ):
        assert words in text
    for words in ("本河段取水口清单未核实", "已知", "不明", "数量", "2h钟点"):
        assert words in text


@pytest.mark.parametrize(("text", "lang"), [(LONG, "zh"), (LONG + LONG, "zh"), (LONG_EN, "en")])
def test_five_long_things_fit_on_the_one_page_to_their_last_word(text, lang):
    part = front(text, why=text)
    shown = front_text(replace(part, soonest=things(2, "水厂", "", "06:40 前")), lang)
    for number in range(1, 6):
        assert bare(f"{text}{number}") in shown


def test_even_things_beyond_all_measure_keep_the_page_and_their_numbers():
    part = front(LONG * 9, why=LONG * 9)
    shown = front_text(part)
    assert all(f"{number}.06:40前" in shown for number in range(1, 6))


def test_reasons_give_way_before_things_do():
    part = front(LONG + LONG, why="因为" * 90)
    shown = front_text(part)
    assert shown.count(bare(LONG)) == 10
    assert shown.count("因为") < 5 * 90


def test_lists_too_long_for_the_page_say_how_many_more_there_are():
    part = replace(front(), known=tuple(f"已知第{n}条" for n in range(60)))
    shown = front_text(part)
    told = [n for n in range(60) if f"已知第{n}条" in shown]
    assert told == list(range(len(told)))
    assert f"另有{60 - len(told)}条" in shown


def test_many_facts_stand_in_even_rows_and_a_long_one_is_cut():
    facts = tuple(Fact(f"标{n}", LONG_NAME * 3) for n in range(7))
    shown = front_text(replace(front(), facts=facts))
    assert all(f"标{n}" in shown for n in range(7))
    assert shown.count("…") >= 7


def test_each_manner_is_no_higher_than_the_one_before():
    part = front(LONG, why=LONG)
    highs = [sum(item.high for item in now_items(part, "zh", manner)) for manner in MANNERS]
    assert highs == sorted(highs, reverse=True)


def test_key_figures_are_large_and_reading_text_never_smaller_than_a_caption():
    assert all(16 <= manner.figure <= 20 and manner.size >= 8 for manner in MANNERS)


def test_a_front_is_a_page_of_its_own():
    texts = page_texts(pdf(sheet(front(), front()), "zh"))
    assert len(texts) == 2


@pytest.mark.parametrize("text", ["短句", LONG, LONG + LONG, LONG * 9])
def test_nothing_leaves_the_margins(text):
    shown = pypdfium2.PdfDocument(pdf(sheet(front(text, why=text)), "zh"))[0].get_textpage()
    boxes = [shown.get_charbox(n) for n in range(shown.count_chars())]
    printed = [box for box in boxes if box[2] > box[0]]
    # A character of the font may reach a little beyond its own width.
    assert min(box[0] for box in printed) >= page.LEFT - 1.0
    assert max(box[2] for box in printed) <= page.RIGHT + 1.0
    assert min(box[1] for box in printed) >= page.BOTTOM - 1.0
    assert max(box[3] for box in printed) <= page.TOP + 1.0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_of_the_first_thing_no_reason_is_left_out(lang):
    """It says how people protect themselves; the others may be shortened."""
    care = (
        "剧毒：全密闭防护服、正压呼吸器，上风向；严禁接触酸（产生氰化氢）；备解毒药和医护；围堵收集"
    )
    part = front(LONG, why=LONG)
    first, *others = part.things
    shown = front_text(replace(part, things=(replace(first, why=care), *others)), lang)
    assert bare(care) in shown
