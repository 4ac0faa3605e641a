"""The first report as a document: every field of the rule, a map at its scale, lines to fill in."""

import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from docx import Document
from docx.shared import Emu
from PIL import Image

from emerg.cli.main import run
from emerg.paper.docx import BLANK
from emerg.paper.picture import DOTS_PER_INCH, HIGH_PT, WIDE_CM, WIDE_PT
from emerg.paper.report_form import first_report_docx
from emerg.response.harm import Harm, Ruled
from emerg.usecases.respond import respond
from tests.conftest import ROOT
from tests.paper import made

WRITER = shutil.which("lowriter")
# 17号令, art. 12, in its order.
FIELDS = (
    *("发生时间", "地点", "信息来源", "事件起因和性质", "基本过程", "主要污染物和数量", "监测数据"),
    *("人员受害情况", "饮用水水源地等环境敏感点受影响情况", "事件发展趋势", "处置情况"),
    *("拟采取的措施", "下一步工作建议"),
)


def document(answer, rivers, lang="zh"):
    return Document(BytesIO(first_report_docx(answer, rivers, lang)))


def rows(doc):
    return [
        (row.cells[0].text, row.cells[1].text)
        for table in doc.tables
        for row in table.rows
        if len(row.cells) == 2
    ]


def forms(doc):
    return dict(rows(doc))


@pytest.fixture(scope="module")
def demo():
    return made.demo()


@pytest.fixture(scope="module")
def rivers():
    return made.rivers()


def test_every_field_of_the_rule_in_its_order_and_who_signs(demo, rivers):
    found = forms(document(demo, rivers))
    assert [label for label in found if label in FIELDS] == list(FIELDS)
    for label in ("报告单位", "签发人", "联系人及联系方式", "日期、盖章", "信息来源"):
        assert found[label] == BLANK
    labels = [label for label, _value in rows(document(demo, rivers))]
    assert len(labels) == len(set(labels)), "a label stands twice"
    assert found["级别"].startswith("级别尚不能判定")
    assert "同时报生态环境部" in found["报送"]


def test_no_cell_is_empty_and_every_place_is_one_of_the_answer(demo, rivers):
    doc = document(demo, rivers)
    cells = [cell.text for table in doc.tables for row in table.rows for cell in row.cells]
    assert len(cells) > 100
    assert all(text.strip() for text in cells)
    (places,) = [table for table in doc.tables if len(table.columns) == 5]
    numbers = [int(row.cells[0].text) for row in places.rows[1:]]
    assert numbers == sorted(numbers)
    intakes = {hit.number for hit in demo.hits if hit.is_intake}
    assert intakes <= set(numbers)


def test_the_map_is_inside_as_wide_as_its_scale_says(demo, rivers):
    doc = document(demo, rivers)
    (shape,) = doc.inline_shapes
    assert Emu(shape.width).cm == pytest.approx(WIDE_CM, rel=0.001)
    content = first_report_docx(demo, rivers, "zh")
    with zipfile.ZipFile(BytesIO(content)) as file:
        (name,) = [n for n in file.namelist() if n.startswith("word/media/")]
        picture = Image.open(BytesIO(file.read(name)))
    dots = DOTS_PER_INCH / 72
    assert picture.size == pytest.approx((WIDE_PT * dots, HIGH_PT * dots), abs=1)
    assert len(picture.getcolors(10**6)) > 50  # a map, and no blank sheet
    assert len(content) < 2_000_000


def test_what_was_said_of_people_and_of_the_level_stands_in_it(demo, rivers):
    scenario = replace(
        demo.incident.scenario,
        harm=Harm(deaths=(1, 1), injured=(4, 12)),
        ruled=Ruled("III", "会商"),
    )
    answer = respond(rivers, scenario, now=demo.incident.now)
    found = forms(document(answer, rivers))
    assert found["人员受害情况"] == "死亡：1 人；中毒或重伤：4–12 人；疏散转移：尚无人报告"
    assert found["级别"] == "较大（Ⅲ级），由值班人员确定"
    assert found["定级理由"] == "会商"
    assert found["报送"] == "本级人民政府和上一级生态环境主管部门"


@pytest.mark.parametrize("exercise", [True, False])
def test_a_drill_says_so_on_every_page_and_nothing_else_does(demo, rivers, exercise):
    doc = document(replace(demo, exercise=exercise), rivers)
    head = "".join(p.text for p in doc.sections[0].header.paragraphs)
    assert ("演 练" in head) is exercise
    assert "公开资料草案" in doc.sections[0].footer.paragraphs[0].text


def test_letters_that_no_document_can_hold_are_shown_as_what_they_are(demo, rivers):
    scenario = replace(demo.incident.scenario, title="a\x0b<b>&\u202e\x1b[2J" + "长" * 60)
    answer = replace(demo, incident=replace(demo.incident, scenario=scenario))
    assert "<b>&" in forms(document(answer, rivers))["事件"]


def test_in_english_it_says_the_same_in_the_same_places(demo, rivers):
    zh, en = document(demo, rivers), document(demo, rivers, "en")
    shape = [(len(t.rows), len(t.columns)) for t in zh.tables]
    assert [(len(t.rows), len(t.columns)) for t in en.tables] == shape
    assert not any("\u4e00" <= c <= "\u9fff" for label in list(forms(en))[:6] for c in label)


def test_respond_writes_it_beside_the_brief(tmp_path, capsys):
    assert run(["respond", str(ROOT / "examples" / "demo.toml"), "--out", str(tmp_path)]) == 0
    assert {"brief.pdf", "first-report.docx"} < {path.name for path in tmp_path.iterdir()}
    assert len(pypdfium2.PdfDocument(tmp_path / "brief.pdf")) > 5
    assert Document(tmp_path / "first-report.docx").tables


if WRITER:  # a skip is not allowed where it is missing

    def test_libreoffice_opens_it_and_shows_every_field(demo, rivers, tmp_path):
        path = tmp_path / "a.docx"
        path.write_bytes(first_report_docx(demo, rivers, "zh"))
        words = [WRITER, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, path]
        subprocess.run(words, check=True, capture_output=True, timeout=120)
        document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
        text = "".join(page.get_textpage().get_text_range() for page in document)
        assert all(field[:4] in text for field in FIELDS)
