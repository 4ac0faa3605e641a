"""Cards and forms of an incident: what they say, how large they are, what they leave to a hand."""

import re
from dataclasses import replace
from functools import cache

import pypdfium2
import pytest
from PIL import Image

from emerg.incident.contacts import Contact
from emerg.network.road import OPEN
from emerg.paper.call_sheet import call_sheet
from emerg.paper.intake_card import intake_cards
from emerg.paper.log_form import LINES, log_form
from emerg.paper.pdf import pdf
from emerg.paper.projection import MM
from emerg.paper.site_card import card_sites, incident_cards, standing_cards
from emerg.paper.site_sides import Around
from emerg.paper.task_card import task_cards
from emerg.playbooks.roads import load_roads
from emerg.resources.read import read_office
from emerg.response.drives import dispatched
from emerg.texts import Bilingual
from emerg.usecases.containment import contained
from emerg.usecases.dispatch import ground
from emerg.usecases.site_cards import ways_to
from emerg.usecases.spot import NO_BOOKS
from tests.paper.made import NOW, ROOT, answer, demo, rivers
from tests.paper.sheets import page_texts

LONG = (
    "西藏自治区拉萨市堆龙德庆区东嘎街道桑木村第一二三四五六七八村民小组"
    "联合集中式供水工程取水口及其备用水源地一二三四"
)
PHONE = "18999990001"
SHEETS = {
    "site": lambda found: incident_cards(found, Around(rivers(), {})),
    "intake": lambda found: intake_cards(found, rivers()),
    "call": call_sheet,
    "task": task_cards,
    "log": lambda found: log_form(found, NOW, "1"),
}
A5, A4 = (210 * MM, 148 * MM), (210 * MM, 297 * MM)


@cache
def roads():
    return load_roads([ROOT / "playbooks"])


@cache
def around():
    return Around(rivers(), ways_to(rivers(), roads(), card_sites(demo(), rivers())))


def flat(text):
    """Without the breaks of lines."""
    return re.sub(r"\s+", "", text)


def texts(sheet, lang="zh"):
    return [flat(text) for text in page_texts(pdf(sheet, lang))]


def size(data):
    return {
        tuple(round(x) for x in document_page.get_size())
        for document_page in pypdfium2.PdfDocument(data)
    }


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", SHEETS)
def test_every_sheet_has_its_size_our_fonts_only_and_is_the_same_twice(kind, lang):
    data = pdf(SHEETS[kind](demo()), lang)
    wide, high = A5 if kind in ("site", "intake") else A4
    assert size(data) == {(round(wide), round(high))}
    names = set(re.findall(rb"/(?:BaseFont|FontName) */([\w+-]+)", data))
    assert names
    assert all(re.fullmatch(rb"[A-Z]{6}\+NotoSansSC-(Regular|Bold)", name) for name in names)
    assert pdf(SHEETS[kind](demo()), lang) == data


@pytest.mark.parametrize("kind", SHEETS)
def test_a_drill_says_so_on_every_page_and_nothing_else_does(kind):
    assert all("演练" in text for text in texts(SHEETS[kind](demo())))
    real = replace(demo(), exercise=False)
    assert not any("DRILL" in text for text in texts(SHEETS[kind](real), "zh"))


@pytest.mark.parametrize("kind", SHEETS)
def test_in_english_it_has_no_label_left_in_chinese(kind):
    data = pdf(SHEETS[kind](answer()), "en")
    title = pypdfium2.PdfDocument(data).get_metadata_dict()["Title"]
    assert not re.search(r"[\u4e00-\u9fff]", title)


# Site cards


def test_a_place_has_two_sides_in_the_order_the_front_comes():
    pages = texts(incident_cards(demo(), around()))
    assert len(pages) == 2 * len(demo().holding)
    for number, held in enumerate(demo().holding):
        name = flat(held.name.zh)
        assert name in pages[2 * number]
        assert name in pages[2 * number + 1]
    fronts = [re.search(r"(\d\d-\d\d\d\d:\d\d)前就位", page)[1] for page in pages[:8:2]]
    assert fronts == sorted(fronts)


def test_a_card_tells_what_for_how_who_and_the_way_in():
    front, back = texts(incident_cards(demo(), around()))[2:4]
    for words in ("示例：达孜采砂坑", "坑塘·KT", "储污", "466.0km", "右岸", "达孜区", "照片"):
        assert words in front
    for words in ("1.查坑底防渗", "4.蓄满即停", "区级指挥部", "10,000m³", "G318", "可信度：示例"):
        assert words in back
    assert "示例：①" not in back


def test_only_the_last_five_roads_stand_on_a_card():
    by_id = {site.id: site for site in card_sites(demo(), rivers())}
    for name, way in around().access.items():
        assert len(way.turns) <= 5
        assert way.turns[-1].to == by_id[name].name
        assert way.hours > 0


def test_what_was_found_on_the_spot_stands_on_the_card():
    book = rivers().playbooks["lhasa"]
    pit = next(site for site in book.sites if site.id == "DEMO-LSH-KT-1")
    found = {"usable_dry_m3": 8000.0, "usable_wet_m3": 5000.0, "checked_on": "2026-06-15"}
    sites = (replace(pit, attributes=(pit.attributes or {}) | found),)
    back = texts(standing_cards(replace(book, sites=sites), around(), "", "1", exercise=True))[1]
    for words in ("枯水期可用容积8,000m³", "丰水期可用容积5,000m³", "上次核查2026-06-15"):
        assert words in back


def test_without_a_way_the_card_says_so_and_leaves_a_line():
    back = texts(incident_cards(demo(), Around(rivers(), {})))[1]
    assert "没有通达道路的资料" in back


def test_what_the_playbook_does_not_say_is_a_line_to_fill_in():
    book = rivers().playbooks["yarlung-tsangpo"]
    pages = texts(standing_cards(book, Around(rivers(), {}), "", "1", exercise=False))
    assert len(pages) == 2 * sum(site.space_class is not None for site in book.sites)
    assert any("预案未载，会同管理单位填写" in page for page in pages)
    assert not any("前就位" in page for page in pages)


def test_examples_have_a_card_in_drills_only():
    book = rivers().playbooks["lhasa"]
    real, drill = (
        texts(standing_cards(book, Around(rivers(), {}), "", "1", exercise=exercise))
        for exercise in (False, True)
    )
    assert not any("示例" in page for page in real)
    assert any("示例：达孜采砂坑" in page for page in drill)


def test_a_river_without_places_gives_a_blank_card():
    found = answer(at={"river": "gyirong", "km": 20.0})
    assert not found.holding
    pages = texts(incident_cards(found, Around(rivers(), {})))
    assert any("沿途没有闸坝或蓄水空间" in page for page in pages)
    assert any("空白卡" in page for page in pages)


def test_a_front_that_may_have_passed_is_told_and_no_time_is_promised():
    late = replace(demo().incident, now=demo().incident.now.replace(month=8))
    pages = texts(incident_cards(replace(demo(), incident=late), around()))
    assert all("前锋可能已过" in page for page in pages[::2])
    unknown = answer(when="unknown", exercise=True)
    pages = texts(incident_cards(unknown, Around(rivers(), {})))
    assert unknown.holding
    assert all("起始时间不明，可能已过" in page for page in pages[::2])
    assert not any("前就位" in page for page in pages)


def test_a_place_for_which_it_is_too_late_promises_no_time():
    held = contained(rivers(), roads(), demo(), demo().incident.now)
    states = {}
    for option in held.options:
        states.setdefault(option.place.id, set()).add(option.state)
    sites = [one.site for one in demo().holding]
    late = [site for site in sites if states.get(site) == {"too_late"}]
    assert 0 < len(late) < len(sites)
    fronts = texts(incident_cards(demo(), around(), held))[::2]
    for site, front in zip(sites, fronts, strict=True):
        assert ("前来不及就位" in front) == (site in late)
        assert ("前就位" in front) == (site not in late)


def test_a_photograph_of_the_office_is_printed_and_a_broken_one_is_asked_for(tmp_path):
    first, second = card_sites(demo(), rivers())[:2]
    Image.new("RGB", (4000, 3000), (200, 30, 30)).save(tmp_path / f"{first.id}.jpg")
    (tmp_path / f"{second.id}.png").write_bytes(b"\x89PNG\r\n\x1a\nno picture")
    real = replace(demo(), exercise=False)
    sheet = incident_cards(real, replace(around(), photos=tmp_path))
    data = pdf(sheet, "zh")
    pages = [flat(text) for text in page_texts(data)]
    assert "照片" not in pages[0]
    assert "照片" in pages[2]
    pixels = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("RGB")
    red = sum(count for count, (r, g, b) in pixels.getcolors(1_000_000) if r > 150 > g + b)
    assert red > 10_000
    # As fine as it prints, no finer: a stick with sixty of them has to hold the set.
    assert len(data) < 400_000


def test_the_id_of_a_place_reaches_no_other_folder(tmp_path):
    (tmp_path / "photos").mkdir()
    Image.new("RGB", (40, 30), (200, 30, 30)).save(tmp_path / "secret.png")
    book = rivers().playbooks["lhasa"]
    sites = tuple(replace(site, id="../secret") for site in book.sites if site.space_class)[:1]
    sheet = standing_cards(
        replace(book, sites=sites),
        Around(rivers(), {}, photos=tmp_path / "photos"),
        "",
        "1",
        exercise=True,
    )
    assert "照片" in texts(sheet)[0]


def test_two_hundred_places_with_long_names_each_keep_to_their_two_sides():
    book = rivers().playbooks["lhasa"]
    pit = next(site for site in book.sites if site.id == "DEMO-LSH-KT-1")
    words = "示例：" + "".join(f"{sign}{LONG}；" for sign in "①②③④⑤⑥⑦⑧⑨⑩")
    attributes = {**(pit.attributes or {}), "how_to_use": words, "access": LONG * 3}
    sites = tuple(
        replace(pit, id=f"X-{n}", name=Bilingual(f"{n}{LONG}"), attributes=attributes)
        for n in range(200)
    )
    pages = texts(standing_cards(replace(book, sites=sites), around(), "", "1", exercise=True))
    assert len(pages) == 400
    assert "其余" in pages[1] or "另有" in pages[1] or "…" in pages[1]


# Intake cards


def test_each_intake_has_a_card_whose_largest_words_are_by_when_to_close():
    hits = [hit for hit in demo().hits if hit.is_intake]
    data = pdf(intake_cards(demo(), rivers()), "zh")
    pages = [flat(text) for text in page_texts(data)]
    assert len(pages) >= len(hits) + 1
    for hit, page in zip(hits, pages, strict=False):
        close = hit.close_by.strftime("%m-%d%H:%M")
        assert f"{close}前建议关闭" in page
        assert "最早可考虑恢复，以监测连续达标和主管部门决定为准" in page
        assert flat(hit.name.zh) in page


def test_nothing_on_an_intake_card_is_larger_than_by_when_to_close():
    page = pypdfium2.PdfDocument(pdf(intake_cards(answer(), rivers()), "zh"))[0].get_textpage()
    boxes = [page.get_charbox(n) for n in range(page.count_chars())]
    highest = max(top - bottom for _left, bottom, _right, top in boxes)
    at, count = page.search("前建议关闭").get_next()
    assert highest in {boxes[n][3] - boxes[n][1] for n in range(at, at + count)}
    assert highest > 16


def test_who_drinks_the_water_stands_on_the_card_where_it_is_known():
    najin = next(page for page in texts(intake_cards(demo(), rivers())) if "纳金水厂" in page)
    assert "650,000人" in najin
    assert "四座地下水水厂" in najin


def test_where_no_intake_is_listed_one_sheet_says_so_and_leaves_rows():
    found = answer(at={"river": "nyangchu", "km": 20.0})
    assert not any(hit.is_intake for hit in found.hits)
    pages = texts(intake_cards(found, rivers()))
    assert "沿途没有列入清单的取水口" in pages[0]
    assert "未列出不等于没有" in pages[0]
    assert not any("建议，由主管部门下令" in page for page in pages)


def test_with_an_unknown_start_every_intake_is_to_be_closed_now():
    pages = texts(intake_cards(answer(when="unknown"), rivers()))
    assert "建议立即关闭" in pages[0]
    assert "立即采样" in pages[0]
    assert not any("前建议关闭" in page for page in pages[:5])


def test_an_unknown_amount_gives_a_peak_for_each_tonne():
    pages = texts(intake_cards(answer(amount_kg="unknown"), rivers()))
    assert "数量不明" in pages[0]


# Call sheet


def test_every_call_has_its_order_its_script_and_a_line_for_the_number():
    whole = "".join(texts(call_sheet(answer())))
    for call in answer().calls:
        assert flat(call.who.zh if isinstance(call.who, Bilingual) else "") in whole
    assert whole.count("请你们：") == len(answer().calls)
    assert whole.count("电话：____") == len(answer().calls)
    assert "请复述一遍" in whole


def test_numbers_stand_on_it_only_where_the_address_book_was_opened():
    role = next(call.who.zh for call in demo().calls if isinstance(call.who, Bilingual))
    book = (Contact(role, PHONE, name="扎西"),)
    assert not any(PHONE in page for page in texts(call_sheet(demo())))
    opened = texts(call_sheet(demo(), book))
    assert sum(page.count(PHONE) for page in opened) >= 1
    assert "只交给需要的人" in opened[0] or "通讯录" in opened[0]
    assert PHONE not in repr(book)


def test_a_playbook_without_anybody_to_call_leaves_lines():
    whole = "".join(texts(call_sheet(replace(demo(), calls=()))))
    assert "请你们" not in whole
    assert "拨打" in whole


# Log


def test_the_log_has_its_lines_numbered_on_both_sides_of_one_sheet():
    pages = texts(log_form(None, NOW, "1"))
    assert len(pages) == 2
    numbers = re.findall(r"\d+", "".join(page_texts(pdf(log_form(None, NOW, "1"), "zh"))))
    assert {str(n) for n in range(1, LINES + 1)} <= set(numbers)


def test_the_log_of_an_incident_names_it():
    assert "拉萨河氰化钠溶液罐车侧翻" in texts(log_form(demo(), NOW, "1"))[0]


# Task cards


def test_each_phase_each_place_and_the_samplers_have_a_card_with_the_safety_first():
    pages = texts(task_cards(demo()))
    cards = [page for page in pages if re.search(r"任务卡\d+：", page)]
    for words in ("断源组", "拦截分流组", "处置组", "监测组", "供水保障组", "源头", "采样组"):
        assert any(words in page for page in cards), words
    assert all("HCN" in page for page in cards)
    held = next(page for page in cards if "拦截组·示例：达孜干枯河道" in page)
    assert "07-1504:45前（前锋最早）" in held


def test_the_samplers_have_every_section_and_when_to_begin():
    whole = "".join(texts(task_cards(demo())))
    for sample in demo().sampling:
        assert f"{sample.order}" in whole
    assert "纳金水厂" in whole
    assert "随车携带" in whole


def test_with_a_dispatch_the_cards_say_who_goes():
    office = read_office(ROOT / "playbooks" / "resources" / "example-shigatse").office
    assert office is not None
    found = answer(at={"river": "nyangchu", "km": 150.0}, exercise=True)
    plan = dispatched(
        ground(rivers(), roads(), found, [office], NO_BOOKS), roads(), [office], OPEN, NOW
    )
    pages = texts(task_cards(found, plan))
    sent = [one for served in plan.plan.served for one in served.sent]
    assert sent
    assert any(flat(one.supply.depot.name.zh) in page for one in sent for page in pages)
    assert any("联系：" in page for page in pages)
    assert not any("联系：" in page for page in texts(task_cards(found)))


def test_without_steps_there_is_still_a_card_for_source_and_samplers():
    pages = texts(task_cards(replace(demo(), plan=(), holding=())))
    assert any("源头" in page for page in pages)
    assert any("采样组" in page for page in pages)


@pytest.mark.parametrize("kind", SHEETS)
def test_long_names_and_titles_are_set_without_a_break(kind):
    scenario = replace(demo().incident.scenario, title=LONG * 3)
    hits = tuple(replace(hit, name=Bilingual(LONG)) for hit in demo().hits)
    holding = tuple(replace(held, name=Bilingual(LONG)) for held in demo().holding)
    calls = tuple(replace(call, who=Bilingual(LONG)) for call in demo().calls)
    found = replace(
        demo(),
        incident=replace(demo().incident, scenario=scenario),
        hits=hits,
        holding=holding,
        calls=calls,
    )
    assert texts(SHEETS[kind](found))
