"""The playbook desk: seen, typed into, undone, saved, approved; and what it does to the window."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QInputDialog, QWidget

from emerg.incident.model import Person
from emerg.texts import render
from emerg.ui.desk.presenter import Around, DeskPresenter
from emerg.ui.scrolls import WrapScroll
from emerg.ui.style_sheet import stylesheet
from emerg.ui.theme import THEMES
from emerg.usecases.playbook_desk import Shelves, entry_named, open_draft
from tests.playbook_by_hand import books, write

LONG_MS = 20_000
NOW = datetime(2026, 11, 30, 4, tzinfo=UTC)


@pytest.fixture
def root(tmp_path):
    return write(tmp_path / "books", books())


@pytest.fixture
def around(root, tmp_path, pool):
    person = Person("次仁", "拉萨市局", "")
    return Around(root, {}, tmp_path / "home", pool, lambda: NOW, lambda: person)


@pytest.fixture
def make(prepared, qtbot, around):
    made = []

    def desk(given=around):
        parent = QWidget()
        qtbot.addWidget(parent)
        presenter = DeskPresenter(parent, given, "en")
        made.append((parent, presenter))
        presenter.show()
        qtbot.waitUntil(lambda: presenter.window.books.list.count() > 0, timeout=LONG_MS)
        return presenter

    yield desk
    for _parent, presenter in made:
        presenter.close()


@pytest.fixture
def desk(make, qtbot):
    presenter = make()
    opened(presenter, qtbot, "upper")
    return presenter


def opened(desk, qtbot, id_):
    with qtbot.waitSignal(desk.keeping.opened, timeout=LONG_MS):
        desk.open(id_)


def choose(desk, table, row):
    window = desk.window
    desk.editor.show_table(table)
    window.page.table.selectRow(row)


def type_in(qtbot, desk, key, text):
    edit = desk.window.form.fields[key].edit
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    return edit


WIDTH = "properties.width_m"


def width(desk):
    return desk.editor.draft.at("map", ("features", 0, "properties", "width_m"))


def test_a_playbook_is_found_by_the_initials_of_its_name(make):
    desk = make()
    desk.window.books.seek.setText("lsh")
    shown = desk.window.books.list
    assert [shown.item(n).data(Qt.ItemDataRole.UserRole) for n in range(shown.count())] == ["lhasa"]


def test_what_is_typed_is_checked_below_its_field_before_it_is_taken(desk, qtbot):
    choose(desk, "reaches", 0)
    edit = type_in(qtbot, desk, WIDTH, "-3")
    field = desk.window.form.fields[WIDTH]
    assert not field.mistake.isHidden()
    assert "-3 cannot be" in field.mistake.text()
    assert width(desk) == 30.0
    edit.selectAll()
    qtbot.keyClicks(edit, "31")
    assert field.mistake.isHidden()
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert width(desk) == 31
    assert desk.window.head.edits.text() == "1 steps not saved"


def test_undo_and_redo_by_key_also_from_within_the_field(desk, qtbot):
    choose(desk, "reaches", 0)
    edit = type_in(qtbot, desk, WIDTH, "31")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    desk.window.activateWindow()
    qtbot.waitUntil(desk.window.isActiveWindow)
    qtbot.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert width(desk) == 30.0
    assert desk.window.form.fields[WIDTH].text() == "30.0"
    qtbot.keyClick(edit, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert width(desk) == 31


def test_a_row_with_a_fault_has_a_cross_and_the_whole_is_checked_behind(desk, qtbot):
    choose(desk, "reaches", 0)
    desk.editor._on_committed(WIDTH, "wide")
    assert desk.window.page.table.item(0, 0).text() == "× U1"
    qtbot.waitUntil(lambda: "faults" in desk.window.head.faults.text(), timeout=LONG_MS)
    assert "map.geojson, U1, width_m" in desk.window.head.faults.text()


def test_a_draft_with_a_fault_is_not_saved_and_says_why(desk, qtbot, around):
    choose(desk, "reaches", 0)
    desk.editor._on_committed(WIDTH, "-1")
    with qtbot.waitSignal(desk.keeping.said, timeout=LONG_MS) as said:
        desk.do("save")
    assert said.args[0].tone == "danger"
    assert (
        open_draft(entry_named(Shelves(around.playbooks, {}, around.home), "upper")).at(
            "map", ("features", 0, "properties", "width_m")
        )
        == 30.0
    )


def test_save_then_approve_then_the_changes_since(desk, qtbot):
    choose(desk, "reaches", 0)
    desk.editor._on_committed(WIDTH, "31")
    with qtbot.waitSignal(desk.saved, timeout=LONG_MS):
        desk.do("save")
    qtbot.waitUntil(lambda: not desk.window.head.edits.text(), timeout=LONG_MS)
    head = desk.window.head
    assert (head.person.text(), head.day.text()) == ("次仁", "2026-11-30")
    with qtbot.waitSignal(desk.saved, timeout=LONG_MS):
        head.approve.click()
    qtbot.waitUntil(lambda: "approved on" in head.standing.text(), timeout=LONG_MS)
    choose(desk, "reaches", 0)
    desk.editor._on_committed(WIDTH, "32")
    desk.window.show_page("changes")
    table = desk.window.changes.table
    qtbot.waitUntil(lambda: table.rowCount() == 1, timeout=LONG_MS)
    assert [table.item(0, n).text() for n in range(5)] == [
        "Reaches", "U1", "width (m)", "31", "32",
    ]  # fmt: skip


def test_edits_that_were_not_saved_wait_for_a_word(make, around, qtbot):
    first = make()
    opened(first, qtbot, "upper")
    choose(first, "reaches", 0)
    first.editor._on_committed(WIDTH, "31")
    first.close()
    assert around.pool.waitForDone(LONG_MS)
    again = make()
    opened(again, qtbot, "upper")
    assert width(again) == 30.0
    assert not again.window.head.kept_line.isHidden()
    assert not again.window.form.isEnabled()
    again.window.head.go_on.click()
    assert width(again) == 31
    assert again.window.head.kept_line.isHidden()
    again.do("undo")
    assert width(again) == 30.0


def test_edits_that_are_dropped_are_gone(make, around, qtbot):
    first = make()
    opened(first, qtbot, "upper")
    choose(first, "reaches", 0)
    first.editor._on_committed(WIDTH, "31")
    first.do("drop")
    assert width(first) == 30.0
    first.close()
    assert around.pool.waitForDone(LONG_MS)
    assert not list((around.home / "playbooks" / "drafts").glob("*"))


def test_a_place_is_put_on_the_map_by_a_click_and_undone_in_one_go(desk, qtbot):
    choose(desk, "sites", 0)
    map_ = desk.window.page.map
    desk.window.form.place.click()
    assert map_.placing
    where = QPoint(map_.viewport().width() // 2 + 30, map_.viewport().height() // 2)
    qtbot.mouseClick(map_.viewport(), Qt.MouseButton.LeftButton, pos=where)
    lon, lat = map_.marks.chosen and desk.editor._row.value["geometry"]["coordinates"]
    assert (round(lon, 5), round(lat, 5)) != (91.15, 30.0)
    assert desk.editor._row.record["offset_km"] >= 0
    assert not map_.placing
    desk.do("undo")
    assert desk.editor._row.value["geometry"]["coordinates"] == [91.15, 30.0]


def test_escape_leaves_placing_and_only_then_the_window(desk):
    choose(desk, "sites", 0)
    desk.window.form.place.click()
    desk.do("close")
    assert not desk.window.page.map.placing
    assert desk.window.isVisible()
    desk.do("close")
    assert not desk.window.isVisible()


def test_a_position_typed_from_a_phone_map_is_moved_to_wgs84(desk):
    choose(desk, "sites", 0)
    form = desk.window.form
    form.datum.setCurrentIndex(form.datum.findData("gcj02"))
    desk.editor._on_committed("geometry", "91.13, 29.65")
    assert form.fields["geometry"].text() == "91.12845, 29.65272"


def test_rows_come_and_go(desk):
    desk.editor.show_table("roles")
    desk.window.page.add.click()
    assert len(desk.editor.draft.tables["plan"]["roles"]) == 2
    assert desk.window.form.fields["who.zh"].mistake.text()
    desk.window.form.remove.click()
    assert len(desk.editor.draft.tables["plan"]["roles"]) == 1


def test_an_attribute_is_asked_for_typed_and_kept(desk):
    choose(desk, "sites", 0)
    desk.window.form.more_wanted.emit("properties.attributes.population")
    assert desk.window.form.fields["properties.attributes.population"].text() == ""
    desk.editor._on_committed("properties.attributes.population", "1200")
    assert desk.editor._row.record["attributes"] == {"population": 1200}


def test_what_stands_below_the_fields_ends_where_they_do_with_a_bar_or_without(desk, qtbot):
    choose(desk, "steps", 0)
    form = desk.window.form
    form.setStyleSheet(stylesheet(THEMES["day"]))
    first = next(iter(form.fields.values()))
    bar = form.findChild(WrapScroll).verticalScrollBar()

    def right(part):
        return part.mapTo(form, part.rect().topRight()).x()

    for high, there in ((420, True), (2400, False)):
        desk.window.resize(1200, high)
        qtbot.waitUntil(lambda there=there: bar.isVisible() == there)
        qtbot.waitUntil(lambda: right(first.edit) == right(form.remove))
        assert form.remove.isVisible()


def test_a_dot_on_the_map_chooses_its_row(desk):
    desk.editor.show_table("steps")
    desk.window.page.map.place_chosen.emit("UW")
    assert desk.window.page.tables.currentData() == "sites"
    assert desk.window.form.title.text() == "UW (UW)"


def test_a_workbook_is_looked_at_before_it_is_taken(desk, qtbot, tmp_path):
    path = tmp_path / "upper.xlsx"
    with qtbot.waitSignal(desk.workbooks.said, timeout=LONG_MS):
        desk.workbooks.export(str(path))
    book = load_workbook(path)
    sheet = book["河段"]
    at = next(cell.column for cell in sheet[1] if cell.value == "河宽(m)")
    for value in ("?", 44):
        sheet.cell(2, at).value = value
        book.save(path)
        desk.workbooks.forget()
        desk.workbooks.read(str(path))
        qtbot.waitUntil(lambda: desk.workbooks.looking, timeout=LONG_MS)
        page = desk.window.changes
        if value == "?":
            assert page.faults.item(0, 0).text().startswith("河段!")
            assert page.take.isHidden()
    assert width(desk) == 30.0
    page.take.click()
    assert width(desk) == 44
    desk.do("undo")
    assert width(desk) == 30.0


def test_the_board_leads_to_the_table(desk, qtbot, changed):
    board = desk.window.board
    qtbot.waitUntil(lambda: board.table.rowCount() > 0, timeout=LONG_MS)
    board.only.setCurrentIndex(1)
    board.only.activated.emit(1)
    at = next(n for n, one in enumerate(board._shown) if one.table == "roles")
    assert board.table.item(at, 1).text() == "upper"
    desk.window.set_language("zh")
    changed(desk.window)
    assert board.table.item(at, 1).text() == "upper河"
    board.table.itemActivated.emit(board.table.item(at, 0))
    assert desk.window.page.tables.currentData() == "roles"


def test_every_control_has_a_name_and_the_language_can_change(desk, changed):
    choose(desk, "sites", 0)
    desk.window.set_language("zh")
    desk.window.set_look(THEMES["night-red"], 16)
    changed(desk.window)
    for field in desk.window.form.fields.values():
        assert field.edit.objectName()
        assert field.edit.accessibleName()
    assert desk.window.form.fields["properties.km"].name.text() == "里程(km)"
    desk.window.set_language("en")
    changed(desk.window)
    assert desk.window.page.table.horizontalHeaderItem(0).text() == "id"


def test_a_dialog_over_the_desk_is_in_its_theme(desk, changed):
    desk.set_look(THEMES["night-red"], 13)
    changed(desk.window)
    dialog = QInputDialog(desk.window.dressed)
    dialog.show()
    QApplication.processEvents()
    corner = dialog.grab().toImage().pixelColor(2, 2).name().upper()
    assert corner == THEMES["night-red"].background
    dialog.close()


def test_out_of_sight_it_keeps_its_words_and_is_told_when_it_comes_back(desk, changed):
    desk.hide()
    desk.set_language("zh")
    desk.set_look(THEMES["night"], 15)
    assert desk.window.words.lang == "en"
    desk.show()
    changed(desk.window)
    assert desk.window.windowTitle() == "预案库"
    assert THEMES["night"].text in desk.window.form.styleSheet()


def test_the_window_opens_the_desk_by_its_key_and_takes_up_what_is_saved(open_window, qtbot, given):
    loads = []

    def load():
        loads.append(1)
        return given.load()

    window, presenter = open_window("en", replace(given, load=load))
    (action,) = [window.actions_by_name["playbooks"]]
    assert QKeySequence("Ctrl+8") in action.shortcuts()
    action.trigger()
    (follower,) = [one for one in presenter.followers if "playbooks" in one.commands()]
    desk = follower.desk
    qtbot.waitUntil(lambda: desk.window.books.list.count() > 0, timeout=LONG_MS)
    opened(desk, qtbot, "boqu")
    desk.editor._on_committed("properties.confidence", "low")
    window.looks.tell(*window.look)
    with qtbot.waitSignal(follower.said, timeout=LONG_MS) as said:
        desk.saved.emit()
    assert render(said.args[0].text, "en") == "The playbooks as saved are in use"
    assert len(loads) == 2
    window.set_locked(True)
    assert not desk.window.isVisible()


def test_no_file_of_the_program_is_ever_touched(make, around, qtbot):
    given = replace(around, playbooks=None)
    desk = make(given)
    opened(desk, qtbot, "boqu")
    folder = desk.keeping.on_desk.entry.folder
    before = {p: p.read_bytes() for p in Path(folder).iterdir()}
    choose(desk, "reaches", 0)
    desk.editor._on_committed(WIDTH, "12")
    with qtbot.waitSignal(desk.saved, timeout=LONG_MS):
        desk.do("save")
    assert {p: p.read_bytes() for p in Path(folder).iterdir()} == before
    assert (given.home / "playbooks" / "rivers" / "boqu" / "map.geojson").exists()
