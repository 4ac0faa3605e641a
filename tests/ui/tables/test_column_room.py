"""Columns share the width that there is by what stands in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QApplication

from emerg.ui.column_room import BESIDE_PX, Need, widths
from emerg.ui.hits_panel import HitsPanel, HitsState
from emerg.ui.sheet_table import Column, SheetTable
from emerg.ui.style_sheet import stylesheet
from emerg.ui.theme import BAR_PX, THEMES
from emerg.ui.words import Words

NEEDS = st.lists(
    st.tuples(st.integers(20, 300), st.integers(0, 900)).map(lambda n: Need(n[0], sum(n))),
    min_size=1,
    max_size=8,
)


@given(needs=NEEDS, room=st.integers(50, 2000))
def test_nobody_gets_less_than_the_least_and_no_room_is_left_over(needs, room):
    found = widths(needs, room, [0])
    assert all(width >= need.least for width, need in zip(found, needs, strict=True))
    if sum(need.least for need in needs) <= room:
        assert sum(found) == room


@given(needs=NEEDS, room=st.integers(50, 2000))
def test_no_column_has_more_than_it_needs_beside_one_that_breaks(needs, room):
    if sum(need.least for need in needs) <= room < sum(need.whole for need in needs):
        found = widths(needs, room, [0])
        assert all(width <= need.whole for width, need in zip(found, needs, strict=True))


def test_what_does_not_fit_is_not_cut_at_the_edge():
    needs = [Need(100, 300), Need(60, 80), Need(60, 80), Need(90, 90)]
    found = widths(needs, 260)
    assert sum(found[:3]) == 260
    assert found[0] <= 130  # the others are scrolled beside it


@pytest.fixture
def sheet(prepared, qtbot):
    columns = (Column("Place", 8.0), Column("Result", 9.0), Column("Why", 9.0))
    made = SheetTable(Words("en"), columns, 0)
    made.setStyleSheet(stylesheet(THEMES["day"]))
    qtbot.addWidget(made)
    made.resize(420, 200)
    made.show_rows([("Bridge over the river", "—", "the only one"), ("Gate", "—", "known")])
    made.show()
    return made


def test_a_column_with_little_in_it_leaves_its_room_to_the_others(sheet):
    assert sheet.columnWidth(1) < 70
    assert sheet.horizontalHeader().length() == sheet.viewport().width() - BAR_PX
    assert sheet.rowHeight(0) == sheet.rowHeight(1)  # nothing breaks
    assert not sheet.horizontalScrollBar().isVisible()


def test_heads_begin_where_their_cells_do(sheet):
    sheet.clearSelection()
    head, cells = sheet.horizontalHeader().viewport(), sheet.viewport()
    row = sheet.visualItemRect(sheet.item(0, 0))
    first = [
        _first_dark(part.grab(area).toImage())
        for part, area in (
            (head, QRect(0, 0, 60, head.height() - 2)),
            (cells, row.adjusted(0, 0, -90, -2)),
        )
    ]
    # P and B have the same edge, in type of two sizes.
    assert abs(first[0] - first[1]) <= 1


def _first_dark(image):
    white = QColor(THEMES["day"].surface)
    return next(
        x
        for x in range(image.width())
        for y in range(image.height())
        if abs(QColor(image.pixel(x, y)).lightness() - white.lightness()) > 90
    )


@pytest.fixture
def hits(prepared, qtbot):
    panel = HitsPanel("en")
    panel.setStyleSheet(stylesheet(THEMES["day"]))
    qtbot.addWidget(panel)
    panel.resize(900, 500)
    panel.show()
    return panel


def test_an_empty_list_of_hits_has_no_bar_below_it(hits, qtbot):
    hits.resize(486, 300)
    qtbot.waitUntil(lambda: hits.table.width() < 486)
    assert not hits.table.horizontalScrollBar().isVisible()


def test_nothing_of_a_hit_is_cut_where_there_is_room(hits, answer, now):
    hits.show_state(HitsState(answer.hits, now, answered=True))
    QApplication.processEvents()
    assert not hits.table.horizontalScrollBar().isVisible()
    _assert_whole(hits, range(hits.shown.columnCount()))


def test_where_there_is_too_little_the_names_take_what_the_peaks_leave(hits, answer, now, qtbot):
    hits.show_state(HitsState(answer.hits, now, answered=True))
    QApplication.processEvents()
    hits.resize(486, 300)
    qtbot.waitUntil(lambda: hits.table.width() < 486)
    table = hits.table
    assert sum(table.columnWidth(n) for n in range(5)) == table.viewport().width()
    _assert_whole(hits, (0, 4, 5))
    qtbot.waitUntil(lambda: not hits.rows.busy)
    assert _assert_dates_wrap(hits, (2, 3)) > 0


def _assert_whole(hits, columns):
    for column in columns:
        for row in range(hits.shown.rowCount()):
            cell = hits.shown.index(row, column)
            assert hits.table.columnWidth(column) >= _wanted(hits, cell, cell.data()), cell.data()


def _assert_dates_wrap(hits, columns):
    """No word of them is cut; how many of them stand in two lines, which are seen."""
    wrapped = 0
    for column in columns:
        for row in range(hits.shown.rowCount()):
            cell, width = hits.shown.index(row, column), hits.table.columnWidth(column)
            assert all(_wanted(hits, cell, word) <= width for word in cell.data().split())
            if _wanted(hits, cell, cell.data()) > width:
                wrapped += 1
                assert hits.table.rowHeight(row) >= 2 * hits.table.fontMetrics().lineSpacing()
    return wrapped


def _wanted(hits, cell, words):
    font = hits.table.font()
    font.setBold(cell.data(Qt.ItemDataRole.FontRole) is not None)
    return QFontMetrics(font).horizontalAdvance(words) + BESIDE_PX - 1


def test_a_table_that_is_made_low_ends_below_a_whole_row(sheet):
    rows = [sheet.rowHeight(row) for row in range(sheet.rowCount())]
    around = sheet.wanted() - sum(rows)
    assert len(rows) > 1
    assert sheet.whole_rows(0) == around + rows[0]  # one is always shown
    assert sheet.whole_rows(around + sum(rows) - 1) == around + sum(rows[:-1])
    assert sheet.whole_rows(10_000) == sheet.wanted()
