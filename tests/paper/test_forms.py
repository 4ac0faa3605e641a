"""The forms as documents: every field of the rule, lines to fill in, nothing invented."""

import re
import shutil
import subprocess
from dataclasses import replace
from functools import cache

import pypdfium2
import pytest

from emerg.paper.docx import BLANK, SHORT_BLANK
from emerg.paper.final_report import final_report_docx
from emerg.paper.follow_up import follow_up_docx
from emerg.paper.form_parts import Sketches
from emerg.paper.neighbour_notice import neighbour_notice_docx
from emerg.paper.public_notice import public_notice_docx
from emerg.paper.report_story import NO_STORY
from emerg.response.neighbours import neighbours
from emerg.texts import Bilingual
from emerg.usecases.form_story import said
from tests.paper import made
from tests.paper.forms_by_hand import check_whole, document, forms, grid, story, told, words
from tests.paper.test_report_form import FIELDS

WRITER = shutil.which("lowriter")
LONG = "长" * 60
SIGNED = ("签发人", "联系人及联系方式", "日期、盖章")
UNKNOWN = {
    "substance": "unknown",
    "amount_kg": "unknown",
    "when": "unknown",
    "reported": None,
    "flow": "unknown",
}


@cache
def nothing_known():
    return made.answer(**UNKNOWN)


@cache
def no_intakes():
    """A way within one county, out of the country: no intake, no neighbour."""
    return made.answer(at={"river": "boqu", "km": 60.0}, exercise=True)


def nobody():
    return NO_STORY


def reported():
    return story(said(made.demo(), "zh"), number=2)


def titled(answer, title):
    scenario = replace(answer.incident.scenario, title=title)
    return replace(answer, incident=replace(answer.incident, scenario=scenario))


@cache
def follow_up(answer_of, told_of=nobody, lang="zh"):
    answer, rivers = answer_of(), made.rivers()
    return document(follow_up_docx(answer, rivers, lang, told_of(), neighbours(answer, rivers)))


@cache
def final(answer_of, told_of=nobody, lang="zh"):
    return document(final_report_docx(answer_of(), made.rivers(), lang, told_of()))


@cache
def notice(answer_of, name, told_of=nobody, lang="zh"):
    answer, rivers = answer_of(), made.rivers()
    (one,) = [n for n in neighbours(answer, rivers) if n.name.zh == name]
    sketches = Sketches(answer, rivers, lang)
    return document(neighbour_notice_docx(answer, lang, told_of(), one, sketches))


@cache
def public(answer_of, tibetan="", lang="zh"):
    return document(public_notice_docx(answer_of(), made.rivers(), lang, NO_STORY, tibetan))


class TestFollowUp:
    def test_it_has_the_thirteen_fields_and_who_signs(self):
        doc = follow_up(made.demo, reported)
        found = forms(doc)
        assert [label for label in found if label in FIELDS] == list(FIELDS)
        assert {found[label] for label in ("报告单位", *SIGNED, "信息来源")} == {BLANK}
        assert doc.paragraphs[0].text == "突发环境事件信息报告（续报第 2 期）"
        check_whole(doc, exercise=True)

    def test_the_map_is_inside(self):
        assert len(follow_up(made.demo, reported).inline_shapes) == 1

    def test_changes_stand_before_the_fields(self):
        doc = follow_up(made.demo, reported)
        heads = [p.text for p in doc.paragraphs if p.style.name.startswith("Heading")]
        assert heads.index("与上一次报告相比的变化") < heads.index("报告内容（截至本次报告）")
        rows = grid(doc, "项目")
        assert rows[0][0] == "级别"
        assert rows[0][3] == "无变化"
        assert "初报" in forms(doc)["此前的报告"]

    def test_the_record_fills_what_the_forecast_cannot(self):
        found = forms(follow_up(made.demo, reported))
        assert found["基本过程"].endswith("罐体破裂，仍在泄漏")
        assert "封锁 G318 现场\n" in found["处置情况"]
        assert "达孜大桥 0.62 mg/L" in found["监测数据"]

    def test_without_a_record_the_table_is_lines_to_fill_in(self):
        doc = follow_up(made.demo)
        rows = grid(doc, "项目")
        assert len(rows) > 10
        assert {row[1] for row in rows} == {row[3] for row in rows} == {SHORT_BLANK}
        assert "没有以前的报告" in words(doc)
        assert forms(doc)["处置情况"] == BLANK
        assert doc.paragraphs[0].text.endswith("（续报第 1 期）")

    def test_a_way_abroad_is_reported_up(self):
        assert "下游出境：立即上报" in words(follow_up(made.demo, reported))

    @pytest.mark.parametrize(("answer", "drill"), [(nothing_known, False), (no_intakes, True)])
    def test_what_nobody_knows_is_no_empty_cell(self, answer, drill):
        check_whole(follow_up(answer), exercise=drill)

    def test_a_drill_of_the_record_marks_it_whatever_the_scenario_says(self):
        check_whole(follow_up(nothing_known, lambda: story(exercise=True)), exercise=True)


class TestFinalReport:
    def test_it_asks_what_the_order_asks(self):
        doc = final(made.demo, reported)
        heads = "\n".join(p.text for p in doc.paragraphs)
        for part in ("措施、过程和结果", "潜在或者间接危害以及损失", "社会影响", "遗留问题"):
            assert part in heads
        assert "责任追究" in heads
        check_whole(doc, exercise=True)
        assert len(doc.inline_shapes) == 1

    def test_the_record_tells_reports_measures_and_samples(self):
        doc = final(made.demo, reported)
        (table,) = [t for t in doc.tables if t.rows[0].cells[-1].text == "报告（通报）"]
        rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
        assert rows == [["1", "2026-07-15 04:27", "初报"]]
        done = {row[1] for row in grid(doc, "时间")}
        assert {"封锁 G318 现场", "通知献多水厂停止取水"} <= done
        assert "达孜大桥 0.62 mg/L" in words(doc)

    def test_when_a_place_was_really_closed_is_for_the_office(self):
        doc = final(made.demo, reported)
        (table,) = [t for t in doc.tables if t.rows[0].cells[-1].text == "实际恢复时间"]
        rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
        assert ["纳金水厂", "07-15 06:20", SHORT_BLANK, "—", SHORT_BLANK] in rows

    def test_no_judgement_is_invented(self):
        found = forms(final(made.demo, reported))
        asked = ("终止条件符合情况", "处置结果", "间接经济损失", "事件原因调查", "最终认定级别")
        blank = {found[label] for label in (*asked, "责任单位、责任人及处理情况", "直接经济损失")}
        assert blank == {BLANK}
        assert "48 小时" in found["应急终止条件"]
        assert found["事件记录结束"] == BLANK

    def test_how_the_record_was_closed_is_told(self):
        ended = replace(reported(), closed=told(3000, "断面连续达标，终止响应"))
        assert "断面连续达标" in forms(final(made.demo, lambda: ended))["事件记录结束"]

    @pytest.mark.parametrize(("answer", "drill"), [(nothing_known, False), (no_intakes, True)])
    def test_without_a_record_every_table_has_lines_to_fill_in(self, answer, drill):
        doc = final(answer)
        check_whole(doc, exercise=drill)
        assert grid(doc, "时间") == [[SHORT_BLANK] * 3] * 3


class TestNeighbourNotice:
    def test_it_says_when_the_water_is_at_the_border_and_how_bad(self):
        doc = notice(made.demo, "城关区")
        row = grid(doc, "地点")[0]
        assert row[0].startswith("达孜区→城关区界断面")
        assert row[1:4] == ["07-15 06:05", "07-15 08:25", "07-15 10:30"]
        assert row[4] == "0.37\n（0–0.70）"
        assert "倍" in row[5]
        assert row[6] == "07-15 05:10 前"
        assert "标准限值：氰化物 0.05 mg/L" in words(doc)

    def test_it_is_to_the_government_and_its_office_from_where_it_happened(self):
        found = forms(notice(made.demo, "山南市"))
        assert found["至"] == "山南市人民政府、山南市生态环境局"
        assert found["通报方（事发地）"] == "拉萨市"
        assert "第一百二十五条" in found["通报依据"]
        assert "第17号" in found["通报依据"]
        assert {found[label] for label in ("通报单位", *SIGNED, "24 小时值班电话")} == {BLANK}

    def test_every_intake_of_theirs_stands_in_it_with_its_clock(self):
        rows = {row[0].splitlines()[0]: row for row in grid(notice(made.demo, "城关区"), "地点")}
        for hit in made.demo().hits:
            if hit.is_intake:
                assert rows[hit.name.zh][6].endswith("前")

    def test_it_asks_to_close_and_to_sample(self):
        text = words(notice(made.demo, "城关区"))
        assert "最早一处：07-15 05:10 前" in text
        assert re.search(r"请于 07-15 05:\d\d 起在达孜区→城关区界断面（示意）采样", text)

    def test_the_slip_is_theirs_to_fill_in(self):
        doc = notice(made.demo, "城关区")
        found = forms(doc)
        slip = (
            "收到单位",
            "签收人、职务",
            "收到时间",
            "24 小时联系电话",
            "已关闭的取水口和关闭时间",
        )
        assert {found[label] for label in slip} == {BLANK}
        assert "回　　执" in words(doc)
        check_whole(doc, exercise=True)
        assert len(doc.inline_shapes) == 1

    def test_where_no_section_is_drawn_it_says_so(self):
        assert "交界处未设断面" in words(notice(made.demo, "山南市"))

    def test_upstream_is_asked_for_clean_water_and_told_no_arrival(self):
        doc = notice(made.demo, "墨竹工卡县")
        text = words(doc)
        assert "请直孔水电站及有闸坝处逐时控泄、拦蓄清水" in text
        assert "请勿加大下泄水量稀释" in text
        assert not any(len(table.columns) > 2 for table in doc.tables)
        check_whole(doc, exercise=True)

    def test_an_unknown_start_means_at_once_everywhere(self):
        doc = notice(nothing_known, "城关区")
        rows = grid(doc, "地点")
        assert {row[6] for row in rows} == {"立即"}
        assert all(row[1].endswith(" h") for row in rows)
        text = words(doc)
        assert "立即逐一核对沿河取水口" in text
        assert "请立即在达孜区→城关区界断面（示意）采样监测" in text
        assert "自污染起始时起算" in text
        check_whole(doc, exercise=False)

    def test_what_passes_no_limit_is_not_told_to_close(self):
        doc = notice(lambda: made.answer(amount_kg=0.01), "城关区")
        assert "不超过标准限值" in words(doc)
        assert {row[6] for row in grid(doc, "地点")} <= {"预计不需关闭", "—"}


class TestPublicNotice:
    def test_it_is_a_draft_for_the_government_to_issue(self):
        doc = public(made.demo)
        text = words(doc)
        assert "草 稿" in text
        assert "由人民政府发布" in text
        found = forms(doc)
        assert {found[label] for label in ("发布单位", "发布日期", "饮用水领取地点")} == {BLANK}
        check_whole(doc, exercise=True)

    def test_it_names_the_hotline_and_no_other_number_to_call(self):
        text = words(public(made.demo))
        assert re.findall(r"(?<!\d)\d{5,}(?!\d)", text) == ["12345"]

    def test_villagers_read_from_when_and_to_where_and_no_figures(self):
        text = words(public(made.demo))
        assert "7月15日2时40分，达孜区境内有氰化钠溶液进入拉萨河" in text
        assert not re.search(r"mg/L|km|倍|%|桩号", text)
        for line in ("不要喝河水", "不要让牛、羊、马到河里喝水", "捕鱼", "在政府另行通知以前"):
            assert line in text

    def test_each_county_has_the_earliest_time_that_the_water_is_there(self):
        doc = public(made.demo)
        (table,) = [t for t in doc.tables if len(t.columns) == 4]
        cells = [cell.text for row in table.rows[1:] for cell in row.cells]
        times = dict(zip(cells[::2], cells[1::2], strict=True))
        assert times["达孜区"] == "现在起"
        assert times["城关区"] == "7月15日6时05分"
        assert "墨脱县" in times

    def test_whoever_lies_beyond_three_days_is_told_to_wait_for_word(self):
        beyond = "再往下游，以当地政府通知为准"
        slow = {"when": "2026-01-10T02:40+08:00", "amount_kg": "unknown", "flow": "low"}
        assert beyond in words(public(lambda: made.answer(**slow)))
        assert beyond not in words(public(made.demo))

    def test_oil_means_no_fire(self):
        assert "不要在河边抽烟、生火" in words(public(lambda: made.answer(substance="柴油")))
        assert "抽烟" not in words(public(made.demo))

    def test_tibetan_is_the_offices_own_and_only_below_the_chinese(self):
        words_of_office = "ཆུ་མ་འཐུང་།\nགཙང་པོའི་ཆུ"
        doc = public(made.demo, words_of_office)
        assert [p.text for p in doc.paragraphs][-2:] == words_of_office.splitlines()
        assert not re.search("[\u0f00-\u0fff]|藏文", words(public(made.demo)))
        assert not re.search("[\u0f00-\u0fff]", words(public(made.demo, words_of_office, "en")))

    @pytest.mark.parametrize(("answer", "drill"), [(nothing_known, False), (no_intakes, True)])
    def test_what_nobody_knows_is_no_empty_cell(self, answer, drill):
        doc = public(answer)
        check_whole(doc, exercise=drill)
        assert "不明物质" in words(doc) or answer is no_intakes


def long_names():
    """Everything that people or playbooks name is sixty letters long."""
    answer = titled(made.demo(), LONG)
    hits = tuple(replace(hit, name=Bilingual(f"{LONG}{hit.number}")) for hit in answer.hits)
    return replace(answer, hits=hits)


def test_names_of_sixty_letters_have_room():
    for doc in (follow_up(long_names), final(long_names), notice(long_names, "城关区")):
        assert forms(doc)["事件"] == LONG
        assert f"{LONG}4" in words(doc)
        check_whole(doc, exercise=True)


@pytest.mark.parametrize("write", [follow_up, final, public])
def test_in_english_it_says_the_same_in_the_same_places(write):
    zh, en = write(made.demo), write(made.demo, lang="en")
    shape = [(len(t.rows), len(t.columns)) for t in zh.tables]
    assert [(len(t.rows), len(t.columns)) for t in en.tables] == shape
    labels = [row.cells[0].text for table in en.tables for row in table.rows[:1]]
    assert not any("\u4e00" <= letter <= "\u9fff" for label in labels for letter in label)


if WRITER:  # a skip is not allowed where it is missing

    def test_libreoffice_opens_every_form_and_shows_its_fields(tmp_path):
        wanted = {
            "follow-up": (follow_up(made.demo, reported), [field[:4] for field in FIELDS]),
            "final": (final(made.demo, reported), ["遗留问题", "责任追究", "实际关闭"]),
            "notice": (notice(made.demo, "城关区"), ["回", "商请贵方", "标准限值"]),
            "public": (public(made.demo), ["草 稿", "12345", "发布单位"]),
        }
        for name, (doc, _words) in wanted.items():
            doc.save(tmp_path / f"{name}.docx")
        files = sorted(tmp_path.glob("*.docx"))
        call = [WRITER, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *files]
        subprocess.run(call, check=True, capture_output=True, timeout=300)
        for name, (_doc, parts) in wanted.items():
            pages = pypdfium2.PdfDocument(tmp_path / f"{name}.pdf")
            text = "".join(page.get_textpage().get_text_range() for page in pages)
            assert [part for part in parts if part not in text] == [], name
        assert len(pypdfium2.PdfDocument(tmp_path / "public.pdf")) == 1
