"""Layouts survive words 40 % longer: nothing is cut that cannot be read whole, nothing overlaps."""

from itertools import chain

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from emerg import texts
from emerg.ui.widgets import ElidedLabel
from tests.ui.stretched import Stretched, cut, outside, overlapping, stretched

LONG_MS = 20_000
# New words ask for another height, which asks for another layout.
LAYOUT_ROUNDS = 6
PAGES = (
    "hits",
    "charts",
    "pond",
    "containment",
    "dispatch",
    "route",
    "closures",
    "level",
    "calls",
    "record",
)


@pytest.fixture(params=["zh", "en"])
def stretched_lang(request, monkeypatch):
    """A language whose every sentence is drawn out."""
    kept = texts._catalogue
    monkeypatch.setattr(texts, "_catalogue", lambda lang: Stretched(kept(lang)))
    return request.param


def faults(root: QWidget) -> list[str]:
    for _ in range(LAYOUT_ROUNDS):
        QApplication.processEvents()
    return list(chain(cut(root), overlapping(root), outside(root)))


def test_words_are_drawn_out_by_two_fifths():
    text = "Advise closing before the front arrives, 前锋到达前建议关闭取水口"
    assert 1.3 < len(stretched(text)) / len(text) < 1.5
    assert stretched("{time} left") == "{time} leftft"


def test_what_does_not_fit_is_found(prepared, qtbot):
    root = QWidget()
    qtbot.addWidget(root)
    root.resize(200, 60)
    label, other, elided = QLabel(root), QPushButton("Respond", root), ElidedLabel()
    elided.setParent(root)
    label.setText("whoever reads this")
    label.setGeometry(0, 0, 40, 20)
    other.setGeometry(30, 0, 190, 30)
    elided.setText("as long as it may be, this one has the whole of it as a tool tip")
    elided.setGeometry(0, 40, 60, 20)
    root.show()
    assert ["whoever reads this" in line for line in cut(root)] == [True]
    assert len(list(overlapping(root))) == 1
    assert len(list(outside(root))) == 1


def test_every_page_survives_longer_words(open_window, qtbot, stretched_lang):
    window, presenter = open_window(stretched_lang)
    window.resize(QSize(1366, 768))
    found = {"start": faults(window)}
    questions = window.questions
    questions.fill_where("lhasa km 430")
    questions.what.substance.setText("benzene")
    questions.amount.amount.setText("8-20 t")
    questions.exercise.setChecked(True)
    planned = presenter.roads.dispatch.found
    with qtbot.waitSignal(planned, timeout=LONG_MS, check_params_cb=lambda plan: plan is not None):
        presenter.do("respond")
    window.allow_tab("pond", True)
    for page in PAGES:
        window.show_tab(page)
        found[page] = faults(window)
    window.hits.table.selectRow(3)
    found["detail"] = faults(window)
    questions.fill_where("jiama")
    found["questions of a pond"] = faults(window)
    presenter.do("settings")
    found["settings"] = faults(window.findChild(QWidget, "find_setting").window())
    presenter.do("who")
    found["who"] = faults(presenter.incident.notes.who)
    window.set_locked(True)
    found["lock"] = faults(window)
    assert {page: lines for page, lines in found.items() if lines} == {}
