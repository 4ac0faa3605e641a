"""The hit list as a table: named columns, sorted by what is meant."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView

from emerg.ui.hit_model import HEADS, SITE_ROLE, Column, HitFilter, HitModel
from emerg.ui.said import INTAKE
from emerg.ui.tables.shown_rows import ShownRows, key_by_role


@pytest.fixture
def model(answer, now, qapp):
    model = HitModel("en")
    model.set_hits(answer.hits, now)
    return model


def cell(model, row, column):
    return model.data(model.index(row, column))


def test_rows_are_the_hits_soonest_first(model, answer):
    assert model.rowCount() == len(answer.hits)
    assert [cell(model, row, Column.NUMBER) for row in range(3)] == ["1", "2", "3"]
    assert model.data(model.index(0, 0), SITE_ROLE) == answer.hits[0].site


def test_intakes_are_marked_by_a_sign_and_by_weight(model, answer):
    row = next(i for i, hit in enumerate(answer.hits) if hit.is_intake)
    assert cell(model, row, Column.PLACE).startswith(INTAKE)
    assert model.data(model.index(row, Column.PLACE), Qt.ItemDataRole.FontRole).bold()
    other = next(i for i, hit in enumerate(answer.hits) if not hit.is_intake)
    assert not cell(model, other, Column.PLACE).startswith(INTAKE)


def test_every_column_has_a_head_and_says_what_it_means(model):
    for column in Column:
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            assert model.headerData(column, Qt.Orientation.Horizontal, role)
    assert set(HEADS) == set(Column)


def test_figures_stand_on_the_right(model):
    alignment = model.data(model.index(0, Column.FRONT), Qt.ItemDataRole.TextAlignmentRole)
    assert alignment & Qt.AlignmentFlag.AlignRight


def test_a_closing_becomes_due_as_time_goes_on(model, answer, now, qtbot):
    row = next(i for i, hit in enumerate(answer.hits) if hit.close_by)
    before = cell(model, row, Column.CLOSE_BY)
    with qtbot.waitSignal(model.dataChanged):
        model.set_now(now + timedelta(days=3))
    assert before != cell(model, row, Column.CLOSE_BY) == "at once"


def test_language_changes_heads_and_names(model, answer):
    model.set_language("zh")
    assert cell(model, 0, Column.PLACE).endswith(answer.hits[0].name.zh)
    assert model.headerData(Column.PLACE, Qt.Orientation.Horizontal) == "地点"


@pytest.mark.parametrize("column", list(Column))
@pytest.mark.parametrize("down", [False, True])
def test_sorting_goes_by_value_not_by_text(qtbot, model, answer, column, down):
    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(model)
    rows = ShownRows(table, key_by_role(table))
    rows.column, rows.down = column, down
    rows.apply()
    hits = [answer.hits[row] for row in rows.visible()]
    told = {
        Column.NUMBER: [hit.number for hit in hits],
        Column.FRONT: [hit.front_h[0] for hit in hits],
        Column.CLOSE_BY: [hit.close_by for hit in hits],
        Column.REOPEN: [hit.reopen_not_before for hit in hits],
    }.get(column, [])
    known = [value for value in told if value is not None]
    assert known == sorted(known, reverse=down)
    assert not any(told[len(known) :])  # what is not known comes last, either way
    assert {hit.site for hit in hits} == {hit.site for hit in answer.hits}


def test_the_filter_leaves_intakes_only(model, answer):
    shown = HitFilter()
    shown.setSourceModel(model)
    shown.show_intakes_only(True)
    assert shown.rowCount() == sum(hit.is_intake for hit in answer.hits) > 0
    shown.show_intakes_only(False)
    assert shown.rowCount() == len(answer.hits)


def test_the_row_of_a_place_is_found(model, answer):
    assert model.row_of(answer.hits[4].site) == 4
    assert model.row_of("nowhere") == -1
    assert model.hit_of("nowhere") is None
