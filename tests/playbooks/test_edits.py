"""Steps of an office: fields, rows, and places that move on the map."""

import pytest

from emerg.errors import Findings
from emerg.playbooks.draft import after
from emerg.playbooks.edits import add_step, field_step, remove_step, row_problems
from emerg.playbooks.fields import Input, is_fixed, text_of, value_of
from emerg.playbooks.read import river_of
from emerg.playbooks.tables import TABLES, attributes, inputs, rows, table_named
from tests.playbooks.test_draft import ENTRIES, draft_of


@pytest.fixture(scope="module")
def lhasa():
    return draft_of(next(entry for entry in ENTRIES if entry.id == "lhasa"))


def row_of(draft, table, key):
    found = rows(draft.tables, table_named(draft.base.kind, table))
    return next(row for row in found if row.key == key)


def field(row, key):
    return next(i for i in (*inputs(row.table), *attributes(row.table)) if i.key.endswith(key))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.kind}-{entry.id}")
def test_every_field_of_every_shipped_playbook_goes_through_a_line_of_text(entry):
    """What a form shows and nobody touches is what is written."""
    draft = draft_of(entry)
    seen = 0
    for table in TABLES[entry.kind]:
        for row in rows(draft.tables, table):
            assert not row_problems(row)
            for one in (*inputs(table), *attributes(table)):
                value = row.get(one)
                if value in (None, "", []) or is_fixed(one, value):
                    continue
                again = value_of(one, text_of(one, value), {}, as_json=table.is_map)
                assert (again == value) or (one.sort == "date" and str(again) == value), one
                seen += 1
    assert seen > 50


def test_a_place_that_is_moved_gets_its_reach_and_km_from_the_map(lhasa):
    row = row_of(lhasa, "sites", "TN-003")
    reach = row_of(lhasa, "reaches", "LSH-0011")
    lon, lat = reach.value["geometry"]["coordinates"][4]
    one = field(row, "geometry")
    point = value_of(one, f"{lon}, {lat}", {}, as_json=True)
    moved = row_of(after(lhasa, field_step(lhasa, row, one, point)), "sites", "TN-003")
    assert moved.value["geometry"] == {"type": "Point", "coordinates": [lon, lat]}
    assert moved.record["reach"] == "LSH-0011"
    assert reach.record["from_km"] < moved.record["km"] < reach.record["to_km"]
    assert moved.record["offset_km"] == 0.0


def test_a_place_without_a_position_says_so(lhasa):
    row = row_of(lhasa, "sites", "TN-003")
    draft = after(lhasa, field_step(lhasa, row, field(row, "geometry"), None))
    lost = row_of(draft, "sites", "TN-003")
    assert (lost.value["geometry"], lost.record["position"]) == (None, "none")


@pytest.mark.parametrize(
    ("table", "key", "name", "text", "problem"),
    [
        ("reaches", "LSH-0001", "width_m", "-3", "cannot be"),
        ("reaches", "LSH-0001", "width_m", "wide", "does not fit"),
        ("reaches", "LSH-0001", "accuracy", "E", "not known here"),
        ("sites", "TN-003", "confidence", "hgih", "not known here"),
        ("sites", "TN-003", "geometry", "somewhere", "not a position"),
        ("about", "", "review_by", "soon", "does not fit"),
    ],
)
def test_what_is_typed_wrong_is_told_at_its_field(lhasa, table, key, name, text, problem):
    row = row_of(lhasa, table, key)
    one = field(row, name)
    value = value_of(one, text, {}, as_json=row.table.is_map)
    wrong = row_problems(row_of(after(lhasa, field_step(lhasa, row, one, value)), table, key))
    assert list(wrong) == [one.key]
    assert problem in wrong[one.key][0].what.msgid


def test_emptying_what_has_to_be_there_is_told_at_its_field(lhasa):
    row = row_of(lhasa, "reaches", "LSH-0001")
    one = field(row, ".length_km")
    wrong = row_problems(
        row_of(after(lhasa, field_step(lhasa, row, one, None)), "reaches", row.key)
    )
    assert list(wrong) == [one.key]


def test_an_empty_name_takes_its_table_along(lhasa):
    row = row_of(lhasa, "sites", "TN-003")
    draft = after(lhasa, field_step(lhasa, row, field(row, "name.en"), None))
    row = row_of(draft, "sites", "TN-003")
    assert row.record["name"] == {"zh": "措拉乡"}
    draft = after(draft, field_step(draft, row, field(row, "name.zh"), None))
    assert "name" not in row_of(draft, "sites", "TN-003").record


@pytest.mark.parametrize("table", ["sites", "steps", "roles", "sampling", "sources", "stems"])
def test_a_row_is_added_with_what_is_missing_told_and_is_taken_away_again(lhasa, table):
    spec = table_named("river", table)
    draft = after(lhasa, add_step(lhasa, spec))
    added = rows(draft.tables, spec)[-1]
    assert len(rows(draft.tables, spec)) == len(rows(lhasa.tables, spec)) + 1
    found = Findings()
    assert table == "sources" or row_problems(added)
    assert table == "sources" or river_of(draft.as_tables(), found) is None
    assert after(draft, remove_step(added)).tables == lhasa.tables


def test_an_attribute_is_written_under_its_name(lhasa):
    row = row_of(lhasa, "sites", "TN-003")
    one = next(i for i in attributes(row.table) if i.key.endswith(".population"))
    draft = after(lhasa, field_step(lhasa, row, one, 1200))
    assert row_of(draft, "sites", "TN-003").record["attributes"]["population"] == 1200


def test_nothing_is_done_where_nothing_changes(lhasa):
    row = row_of(lhasa, "reaches", "LSH-0001")
    assert field_step(lhasa, row, field(row, ".width_m"), 11.4) == ()


def test_a_choice_is_taken_by_its_word_or_its_key():
    one = Input(("confidence",), "choice", ("high", "low"))
    words = {"高": "high", "low": "low"}
    assert [value_of(one, text, words, as_json=False) for text in ("高", "low", "?")] == [
        "high",
        "low",
        "?",
    ]
