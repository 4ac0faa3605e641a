"""The language changes without a restart, and with it every word of the window."""

import re

from PySide6.QtCore import QCoreApplication
from reportlab.pdfgen.canvas import Canvas

from emerg.texts import Text
from emerg.ui.qt_words import speak_qt
from tests.ui.said_words import said_by

LONG_MS = 20_000
WORDS = re.compile(r"[A-Za-z]{3,}")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# What was typed stays as it was typed, what was noted as it was noted.
STAYS = ("lhasa km 430", "benzene", "Lhasa River km 430.0, Benzene", "Forecast: Benzene", "English")


def test_every_word_of_the_window_changes_and_comes_back(answered_window, qtbot, tmp_path, changed):
    window, presenter = answered_window
    preview = presenter.brief.preview
    sheet = tmp_path / "sheet.pdf"
    canvas = Canvas(str(sheet))
    canvas.drawString(100, 100, "x")
    canvas.save()
    preview.show([(sheet, Text("Commander's brief"))])
    qtbot.waitUntil(lambda: preview.window is not None and preview.window.names.count() == 1)
    presenter.do("settings")
    presenter.do("who")
    window.hits.table.selectRow(3)
    # The last that follows an answer by itself: from here on nothing new is said.
    qtbot.waitUntil(lambda: presenter.roads.containment.found is not None, timeout=LONG_MS)
    before = said_by(window)
    presenter.do("language")
    changed(window)
    chinese = said_by(window)
    presenter.do("language")
    changed(window)
    # The language is one that was chosen by now, and no longer that of the computer.
    chosen = {name for name in before if "set_lang:" in name}
    again = said_by(window)
    assert {n: s for n, s in again.items() if n not in chosen} == {
        n: s for n, s in before.items() if n not in chosen
    }
    stayed = {
        text
        for place, text in chinese.items()
        if before.get(place) == text and WORDS.search(text) and not CHINESE.search(text)
    }
    assert {text for text in stayed - {str(sheet)} if not text.startswith(STAYS)} == set()
    assert len(chinese) > 400


def test_what_qt_itself_says_is_said_in_the_language_of_the_window(prepared):
    def copy() -> str:
        return QCoreApplication.translate("QWidgetTextControl", "&Copy")

    for lang, words in (
        ("en", "&Copy"),
        ("zh", "复制"),
        ("zh", "复制"),
        ("en", "&Copy"),
        ("zh", "复制"),
    ):
        speak_qt(prepared, lang)
        assert words in copy()
