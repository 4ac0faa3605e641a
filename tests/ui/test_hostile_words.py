"""Markup in names, and texts too long to be answers, as the window shows and takes them."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QTextDocument

from emerg.errors import EmergError
from emerg.texts.letters import MOST_LETTERS
from emerg.ui.plain_table import PlainTable
from emerg.ui.question_row import TypeAhead
from emerg.ui.typed.answers import Typed
from emerg.ui.typed.form import read_form
from emerg.ui.typed.places import read_where
from emerg.ui.typed.plain import plain
from emerg.ui.widgets import ElidedLabel, line_edit, plain_tip
from emerg.ui.words import Words

UI = Path(__file__).resolve().parents[2] / "src" / "emerg" / "ui"
MARKUP = '<img src="x"><b>&amp; 甲</b>\n  <第二行>'


def shown(tip: str) -> str:
    """What Qt draws of a tool tip."""
    document = QTextDocument()
    if "<" in tip:
        document.setHtml(tip)
    else:
        document.setPlainText(tip)
    return document.toPlainText()


@pytest.mark.parametrize("text", [MARKUP, "< 0.05 mg/L", "甲 & 乙", "", "a > b"])
def test_a_tool_tip_shows_a_name_as_it_is(qapp, text):
    assert shown(plain_tip(text)) == text


def test_labels_and_tables_give_such_tips(qtbot):
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText(MARKUP)
    assert shown(label.toolTip()) == MARKUP
    table = PlainTable(Words("en"), ("Place",), right=(), wide=0)
    qtbot.addWidget(table)
    table.show_rows([(MARKUP,)])
    assert table.item(0, 0).text() == MARKUP
    assert shown(table.item(0, 0).toolTip()) == MARKUP


def test_whatever_comes_from_data_is_shown_by_what_shows_it_plain():
    """Tool tips pass `plain_tip` or are sentences of ours; labels are made where markup is off."""
    tips, labels = [], []
    for path in sorted(UI.rglob("*.py")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            place = f"{path.name}:{number}: {line.strip()}"
            if re.search(r"setToolTip\(|showText\(", line) and "plain_tip" not in line:
                tips.append(place)
            if re.search(r"QLabel\(\)|QLabel\(\"|QMessageBox|QTextEdit|QTextBrowser", line):
                labels.append(place)
    assert tips == []
    assert labels == ["widgets.py:" + label.partition(":")[2] for label in labels]


def test_no_line_takes_more_than_an_answer(qtbot):
    for line in (line_edit("x"), TypeAhead("x")):
        qtbot.addWidget(line)
        line.setText("9" * 10_000)
        assert len(line.text()) == MOST_LETTERS


@pytest.mark.parametrize(
    ("field", "question"),
    [("where", "where"), ("what", "what"), ("amount", "amount"), ("when", "when"),
     ("reported", "when"), ("duration", "when"), ("purity", "amount"), ("flow_m3_s", "flow")],
)  # fmt: skip
@pytest.mark.parametrize("text", ["9" * 201, "K" + "1" * 50_000, "ﷺ" * 300, "1," * 40_000])
def test_what_is_longer_than_an_answer_is_refused_at_its_question(
    rivers, now, field, question, text
):
    answered = read_form(Typed(**{field: text}), rivers, now)
    assert "letters" in str(answered.mistakes[question])
    assert len(str(answered.mistakes[question])) < 1000


@pytest.mark.parametrize(
    "text", ["a" + "1" * 30_000, "拉萨河" * 20_000, "ﷺ" * 20_000, " " * 90_000]
)
def test_a_reader_alone_comes_back_too(rivers, text):
    assert len(plain(text)) <= MOST_LETTERS + 1
    with pytest.raises(EmergError, match="where"):
        read_where(text, "wgs84", rivers)
