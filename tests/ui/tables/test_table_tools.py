"""What every table does, on a plain one: sort, filter, copy, and stay where it was."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QTableView, QVBoxLayout, QWidget

from emerg.texts import Bilingual, Text
from emerg.ui.plain_table import PlainTable, Toned, keyed
from emerg.ui.sheet_table import Column, SheetTable
from emerg.ui.tables.shown_rows import ShownRows, key_by_role
from emerg.ui.tables.tools import TableTools
from emerg.ui.words import Words
from emerg.units import BEIJING

NOW = datetime(2026, 7, 15, 3, 27, tzinfo=BEIJING)
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
# As given: soonest first. By words 10:30 would come before 9, and "—" before all.
ROWS = [
    ("10. 纳金水厂", keyed("06:20", NOW + timedelta(hours=3)), keyed("3.2 (2.1–6.4)", 2.1)),
    ("9. 曲水县", keyed("07-16 01:00", NOW + timedelta(hours=22)), "—"),
    ("2. 献多水厂", keyed("—", None), "△ 12"),
    ("1. 拉萨大桥", keyed("05:00", NOW + timedelta(hours=2)), "-0.4"),
]


@pytest.fixture
def table(prepared, qtbot) -> PlainTable:
    made = PlainTable(Words("zh"), ("地点", "关闭", "h"), right=(1, 2), wide=0)
    made.name("tried", Text("Table"))
    qtbot.addWidget(made)
    made.resize(420, 260)
    made.show_rows(ROWS)
    made.show()
    return made


def places(table: PlainTable) -> list[str]:
    return [table.item(row, 0).text().split(". ")[1] for row in table.tools.rows.visible()]


def numbers(table: PlainTable) -> list[int]:
    return table.tools.rows.visible()


@pytest.mark.parametrize(
    ("column", "up", "down"),
    [
        (0, [3, 2, 1, 0], [0, 1, 2, 3]),  # 1, 2, 9, 10
        (1, [3, 0, 1, 2], [1, 0, 3, 2]),  # by time; what has none stays last
        (2, [3, 0, 2, 1], [2, 0, 3, 1]),  # the range by its earlier end
    ],
)
def test_a_head_sorts_up_then_down_then_not_at_all(table, qtbot, column, up, down):
    head = table.tools.head
    place = QPoint(head.sectionViewportPosition(column) + 20, 8)
    seen = []
    for _ in range(3):
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
        seen.append(numbers(table))
    assert seen == [up, down, [0, 1, 2, 3]]


def test_the_keys_sort_as_the_heads_do(table, qtbot):
    qtbot.keyClick(table, Qt.Key.Key_Down, ALT)
    assert numbers(table) == [3, 2, 1, 0]
    qtbot.keyClick(table, Qt.Key.Key_Right, ALT)
    assert numbers(table) == [3, 0, 1, 2]
    qtbot.keyClick(table, Qt.Key.Key_Up, ALT)
    assert numbers(table) == [1, 0, 3, 2]
    qtbot.keyClick(table, Qt.Key.Key_Up, ALT)
    assert numbers(table) == [0, 1, 2, 3]


def test_up_and_down_go_by_what_is_seen_and_rows_keep_their_numbers(table, qtbot):
    table.tools.sort(1)
    table.selectRow(3)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.currentRow() == 0  # of the list that the panel holds


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("水厂", ["纳金水厂", "献多水厂"]),
        ("sc", ["纳金水厂", "献多水厂"]),  # 水厂 by its initials
        ("NJ 06", ["纳金水厂"]),
        ("g318", []),
        ("  ", ["纳金水厂", "曲水县", "献多水厂", "拉萨大桥"]),
    ],
)
def test_the_filter_leaves_the_rows_that_hold_the_words(table, qtbot, words, left):
    qtbot.keyClick(table, Qt.Key.Key_Slash)
    line = table.tools.filter
    assert line.isVisible()
    line.line.setText(words)
    assert places(table) == left
    told = f"{len(left)} / 4" if left else "4 行均不符，Esc 显示全部"
    assert line.count.text() == told
    qtbot.keyClick(line.line, Qt.Key.Key_Escape)
    assert numbers(table) == [0, 1, 2, 3]
    assert line.isHidden()
    assert QApplication.focusWidget() is table


def test_the_filter_has_room_of_its_own_and_enter_goes_to_the_rows(table, qtbot):
    before = table.viewport().geometry()
    qtbot.keyClick(table, Qt.Key.Key_F, CTRL | SHIFT)
    line = table.tools.filter
    assert table.viewport().geometry().top() == before.top() + line.height()
    assert line.geometry().bottom() < table.viewport().geometry().top()
    line.line.setText("xd")
    qtbot.keyClick(line.line, Qt.Key.Key_Return)
    assert table.hasFocus()
    assert table.currentRow() == 2
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert table.viewport().geometry() == before


def test_rows_that_come_anew_keep_order_filter_selection_and_place(table):
    table.resize(420, 100)
    table.tools.sort(1, DOWN)
    table.selectRow(0)
    table.verticalScrollBar().setValue(9)
    later = [(*row[:2], "7") for row in ROWS]
    table.show_rows([*later, ("5. 扎囊县", keyed("04:00", NOW + timedelta(hours=1)), "1")])
    table.choose(0)
    assert numbers(table) == [1, 0, 3, 4, 2]
    assert table.currentRow() == 0
    assert table.verticalScrollBar().value() == 9
    table.tools.seek()
    table.tools.filter.line.setText("县")
    table.show_rows(ROWS[:2])
    assert numbers(table) == [1]


def test_what_is_copied_has_heads_tabs_and_dates_and_no_formula(table, qtbot):
    table.show_rows([*ROWS, ("5. =cmd|x", "=1+1", Toned(("及时", "于 06:20 前"), "ok"))])
    table.tools.sort(1)
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_Down, SHIFT)
    with qtbot.waitSignal(table.tools.said):
        qtbot.keyClick(table, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text().splitlines() == [
        "地点\t关闭\th",
        "10. 纳金水厂\t07-15 06:27\t3.2 (2.1–6.4)",
        "9. 曲水县\t07-16 01:00\t—",
    ]
    qtbot.keyClick(table, Qt.Key.Key_A, CTRL)
    qtbot.keyClick(table, Qt.Key.Key_C, CTRL)
    lines = QApplication.clipboard().text().splitlines()
    assert len(lines) == 6
    assert "5. =cmd|x\t'=1+1\t及时 · 于 06:20 前" in lines


def test_what_the_filter_hides_is_not_copied(table, qtbot):
    table.tools.seek()
    table.tools.filter.line.setText("水厂")
    table.selectAll()
    table.tools.copy()
    assert len(QApplication.clipboard().text().splitlines()) == 3
    assert len(table.tools.everything().rows) == 2


def test_the_menu_has_what_the_keys_do(table, qtbot):
    table.tools.sort(1)
    menu = table.tools.menu()
    by_text = {action.text(): action for action in menu.actions()}
    assert list(by_text) == [
        "复制所选行  Ctrl+C",
        "全选  Ctrl+A",
        "筛选行…  /",
        "恢复原有顺序",
        "导出表格…",
    ]
    by_text["恢复原有顺序"].trigger()
    assert numbers(table) == [0, 1, 2, 3]
    with qtbot.waitSignal(table.tools.export_requested):
        by_text["导出表格…"].trigger()


@pytest.fixture
def sheet(prepared, qtbot) -> SheetTable:
    columns = (Column("Criterion", 9.0), Column("State", 30.0), Column("Why", 30.0))
    made = SheetTable(Words("en"), columns, 0)
    qtbot.addWidget(made)
    made.resize(300, 320)
    made.show_rows(
        [
            ("Table of grades",),
            ("deaths", "b", "x"),
            ("water", "a", "y " * 60),
            ("Order No. 17",),
            ("(2) border", "d", "x"),
            ("(1) water", "c", "x"),
        ]
    )
    made.show()
    return made


def test_rows_are_sorted_under_their_headings(sheet):
    sheet.tools.sort(1)
    assert numbers(sheet) == [0, 2, 1, 3, 5, 4]
    sheet.tools.sort(1, DOWN)
    assert numbers(sheet) == [0, 1, 2, 3, 4, 5]
    assert sheet.columnSpan(3, 0) == 3


def test_a_heading_stays_with_what_is_found_below_it(sheet):
    sheet.tools.seek()
    sheet.tools.filter.line.setText("water")
    assert numbers(sheet) == [0, 2, 3, 5]
    assert sheet.tools.filter.count.text() == "2 of 4"
    sheet.tools.filter.line.setText("order")
    assert numbers(sheet) == [3, 4, 5]  # all that the heading is over
    assert sheet.tools.everything().rows[0] == ("Order No. 17", "", "")


def test_the_fixed_column_shows_the_same_rows(sheet):
    sheet.horizontalScrollBar().setValue(40)
    sheet.tools.sort(1)
    sheet.tools.seek()
    sheet.tools.filter.line.setText("water")
    frozen = sheet.frozen
    assert frozen.isVisible()
    shown = [row for row in range(6) if not frozen.isRowHidden(row)]
    assert shown == [0, 2, 3, 5]
    assert [frozen.rowViewportPosition(row) for row in shown] == [
        sheet.rowViewportPosition(row) for row in shown
    ]
    assert frozen.viewport().mapTo(sheet, QPoint(0, 0)).y() == sheet.viewport().geometry().top()


def test_a_head_of_the_fixed_column_sorts_the_table(sheet, qtbot):
    sheet.horizontalScrollBar().setValue(40)
    head = sheet.frozen.horizontalHeader()
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, 8))
    assert numbers(sheet) == [0, 1, 2, 3, 5, 4]
    assert (sheet.tools.head.sortIndicatorSection(), head.sortIndicatorSection()) == (0, 0)
    sheet.tools.sort(1)
    assert head.sortIndicatorSection() == -1


def test_a_panel_with_a_line_of_its_own_seeks_there(prepared, qtbot):
    words, page, table, line = Words("en"), QWidget(), QTableView(), QLineEdit()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.addWidget(line)
    column.addWidget(table)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    tools = TableTools(table, words, ShownRows(table, key_by_role(table)), line)
    tools.seek()
    assert line.hasFocus()
    assert tools.filter.isHidden()


def test_a_name_is_said_in_the_language_of_now(prepared, qtbot):
    words = Words("en")
    table = PlainTable(words, (Bilingual("地点", "Place"),), right=(), wide=0)
    qtbot.addWidget(table)
    table.name("tried", Text("Containment"))
    assert table.accessibleName() == "Containment"
    words.set_language("zh")
    assert table.accessibleName() == "拦截"
    assert table.tools.everything().heads == ("地点",)
