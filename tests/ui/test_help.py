"""The manual in its window: the page one is on, links, back and forward, what is sought, looks."""

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget

from emerg.ui.help_document import heading_at
from emerg.ui.help_presenter import HelpPresenter
from emerg.ui.main_window import MainWindow
from emerg.ui.page_name import page_name
from emerg.ui.theme import THEMES
from emerg.usecases.manual import chapter_of_page, read_manual


@pytest.fixture
def main(prepared, qtbot):
    window = MainWindow("en")
    window.furnish()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def help_(main, pool):
    found = HelpPresenter(main, pool, "en")
    yield found
    found.close()


@pytest.fixture
def opened(help_, qtbot):
    with qtbot.waitSignal(help_.shown):
        help_.show("calls")
    return help_


def title(presenter):
    return presenter.window.text.document().begin().text()


def test_f1_opens_the_chapter_of_the_page_with_the_cursor(main, help_, qtbot):
    main.show()
    main.activateWindow()
    main.questions.where.place.setFocus()
    with qtbot.waitSignal(help_.shown) as shown:
        help_.show_here()
    assert shown.args == ["first-minute"]
    main.show_tab("containment")
    assert page_name(main.containment.table) == "containment"


def test_every_page_beside_the_map_has_a_chapter(main):
    chapters = read_manual("zh")
    assert main.tabs.names()
    assert not [name for name in main.tabs.names() if chapter_of_page(chapters, name) is None]


def test_a_page_of_its_own_is_known_by_its_property(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    line = QLineEdit(window)
    assert page_name(line) == ""
    window.setProperty("page", "desk")
    assert page_name(line) == "desk"
    assert page_name(None) == ""


def test_the_key_holds_in_every_window_of_the_program(main, help_):
    context = main.actions_by_name["manual"].shortcutContext()
    assert context.name == "ApplicationShortcut"


def test_links_lead_on_and_alt_left_back(opened):
    assert title(opened) == "Calls: whom to ring, what to say"
    opened.window.link_chosen.emit("14-contacts.md")
    assert title(opened) == "Contacts and passphrase"
    assert opened.window.buttons["back"].isEnabled()
    opened.window.asked.emit("back")
    assert title(opened) == "Calls: whom to ring, what to say"
    assert not opened.window.buttons["back"].isEnabled()
    opened.window.asked.emit("forward")
    assert title(opened) == "Contacts and passphrase"


def test_a_link_that_leads_nowhere_changes_nothing(opened):
    opened.window.link_chosen.emit("99-nowhere.md")
    assert title(opened) == "Calls: whom to ring, what to say"


def test_what_is_sought_is_listed_marked_and_opened_with_enter(opened, qtbot):
    contents = opened.window.contents
    contents.seek.setText("passphrase")
    assert contents.stack.currentWidget() is contents.found
    assert contents.found.count() > 3
    contents.seek.returnPressed.emit()
    assert title(opened) == "Contacts and passphrase"
    marks = opened.window.text.extraSelections()
    assert {mark.cursor.selectedText().casefold() for mark in marks} == {"passphrase"}
    opened.window.asked.emit("close")
    assert contents.seek.text() == ""
    assert contents.stack.currentWidget() is contents.tree
    assert opened.window.text.extraSelections() == []
    opened.window.asked.emit("close")
    assert not opened.window.isVisible()


def test_nothing_found_says_so(opened):
    contents = opened.window.contents
    contents.seek.setText("zzzz")
    assert not contents.none.isHidden()
    contents.seek.clear()
    assert contents.none.isHidden()


def test_a_section_is_scrolled_to(opened):
    tree = opened.window.contents.tree
    chapter = tree.topLevelItem(20)
    opened.window.contents.chosen.emit(chapter.child(4).data(0, 256))
    document = opened.window.text.document()
    heading = heading_at(document, chapter.child(4).text(0))
    top = document.documentLayout().blockBoundingRect(heading).top()
    bar = opened.window.text.verticalScrollBar()
    assert bar.value() in (int(top), bar.maximum())
    assert bar.value() > 0


def test_the_other_language_keeps_the_chapter(opened, qtbot):
    with qtbot.waitSignal(opened.shown):
        opened.set_language("zh")
    assert title(opened) == "通知：给谁打、怎么说"


@pytest.mark.parametrize("name", THEMES)
def test_text_links_and_tables_wear_the_theme(opened, main, name):
    theme = THEMES[name]
    main.set_look(theme, 15)
    document = opened.window.text.document()
    colours, sizes = set(), set()
    block = document.begin()
    while block.isValid():
        run = block.begin()
        while not run.atEnd():
            form = run.fragment().charFormat()
            colours.add(form.foreground().color().name().upper())
            sizes.add(form.font().pixelSize())
            run += 1
        block = block.next()
    assert colours == {theme.text, theme.accent}
    assert sizes == {15, 18, 24}


def test_a_chapter_on_show_is_laid_out_for_all_its_changes_together(opened, main):
    changes = []
    opened.window.text.document().contentsChanged.connect(lambda: changes.append(1))
    opened.window.set_look(THEMES["night"], main.look[1])
    assert len(changes) <= 3  # emptied, filled, coloured


def test_a_manual_that_is_not_there_is_said_in_the_status_line(main, pool, qtbot, tmp_path):
    without = HelpPresenter(main, pool, "en", lambda lang: read_manual(lang, tmp_path))
    with qtbot.waitSignal(without.said) as said:
        without.show("")
    assert said.args[0].tone == "danger"
    assert without.window is None
