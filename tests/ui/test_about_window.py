"""About in its window: shown, copied, said again in the other language."""

import pytest
from PySide6.QtGui import QGuiApplication

from emerg.ui.about_presenter import AboutPresenter
from emerg.ui.main_window import MainWindow
from emerg.ui.surroundings import Surroundings
from emerg.ui.theme import BODY_PX, THEMES


@pytest.fixture
def main(prepared, qtbot):
    window = MainWindow("en")
    window.furnish()
    qtbot.addWidget(window)
    return window


def test_it_is_shown_copied_and_said_in_the_other_language(main, given, qtbot):
    found = AboutPresenter(main, given, "en")
    with qtbot.waitSignal(found.shown, timeout=20_000):
        found.commands()["about"]()
    text = found.window.text.toPlainText()
    assert "No network, ever" in text
    assert "Lhasa River" in text
    found.window.copy_button.click()
    assert QGuiApplication.clipboard().text().startswith("# emerg ")
    assert found.window.note.text() == "Copied"
    found.set_language("zh")
    assert "从不联网" in found.window.text.toPlainText()
    found.close()
    assert not found.window.isVisible()


def test_its_tables_are_no_wider_than_the_page(main, given, qtbot):
    found = AboutPresenter(main, given, "zh")
    with qtbot.waitSignal(found.shown, timeout=20_000):
        found.show()
    page = found.window.text
    for theme in (THEMES["night"], THEMES["contrast"]):
        main.set_look(theme, BODY_PX)
        for wide in range(900, 904):
            found.window.resize(wide, 680)
            qtbot.waitUntil(lambda wide=wide: page.width() > wide - 40)
            assert page.document().size().width() <= page.viewport().width()
    found.close()


def test_without_playbooks_it_is_told_why(main, given, qtbot, tmp_path):
    empty = Surroundings(given.load, given.home, given.clock, given.pool, playbooks=tmp_path)
    found = AboutPresenter(main, empty, "en")
    with qtbot.waitSignal(found.said) as said:
        found.show()
    assert said.args[0].tone == "danger"
    assert found.window is None
