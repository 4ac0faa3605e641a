"""The hit list as a table: named columns, sorted by what is meant."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from emerg.ui.hit_model import HEADS, SITE_ROLE, Column, HitFilter, HitModel
from emerg.ui.said import INTAKE


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
def test_sorting_goes_by_value_not_by_text(model, answer, column):
    shown = HitFilter()
    shown.setSourceModel(model)
    shown.sort(column, Qt.SortOrder.AscendingOrder)
    order = [shown.data(shown.index(row, 0), SITE_ROLE) for row in range(shown.rowCount())]
    by_site = {hit.site: hit for hit in answer.hits}
    hits = [by_site[site] for site in order]
    if column is Column.CLOSE_BY:
        times = [hit.close_by for hit in hits if hit.close_by]
        assert times == sorted(times)
        assert all(hit.close_by is None for hit in hits[len(times) :])
    if column is Column.FRONT:
        assert [h.front_h[0] for h in hits] == sorted(h.front_h[0] for h in hits)
    assert len(set(order)) == len(answer.hits)


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
