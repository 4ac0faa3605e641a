"""Edits of a playbook: undone at will, and written with everything else left as it was."""

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerg.errors import DataError, Findings
from emerg.playbooks.draft import Base, Drop, History, Insert, Put, after, base_of, begun
from emerg.playbooks.read import read_river, river_of
from emerg.playbooks.shelf import KINDS, entries
from emerg.playbooks.write import contents_of

SHIPPED = Path(__file__).resolve().parents[2] / "playbooks"
ENTRIES = [entry for kind in KINDS for entry in entries((SHIPPED,), kind)]


def draft_of(entry):
    found = Findings()
    base = base_of(entry.id, entry.kind, entry.folder, found)
    draft = begun(base, found)
    assert not found.problems
    return draft


@pytest.fixture(scope="module")
def lhasa():
    return draft_of(next(entry for entry in ENTRIES if entry.id == "lhasa"))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.kind}-{entry.id}")
def test_a_shipped_playbook_that_was_changed_and_changed_back_is_the_same_bytes(entry):
    draft = draft_of(entry)
    feature = draft.at("map", ("features", 0))
    step = (
        Put("map", ("features", 0), {**feature, "geometry": None}),
        Put("map", ("features", 0), feature),
        Put("about", ("version",), "x"),
        Put("about", ("version",), draft.at("about", ("version",))),
        Put("plan", ("steps", 0, "text", "zh"), "x"),
        Put("plan", ("steps", 0, "text", "zh"), draft.at("plan", ("steps", 0, "text", "zh"))),
    )
    assert contents_of(draft) == draft.base.contents
    assert contents_of(after(draft, step)) == draft.base.contents


def lines_changed(before, now):
    old, new = before.decode().split("\n"), now.decode().split("\n")
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_one_width_changes_one_line_of_the_map(lhasa):
    draft = after(lhasa, (Put("map", ("features", 3, "properties", "width_m"), 31.5),))
    old, new = lines_changed(lhasa.base.contents["map"], contents_of(draft)["map"])
    assert len(old) == len(new) == 1
    assert '"width_m":31.5' in new[0]


def test_one_date_changes_one_line_of_a_file_with_comments(lhasa):
    draft = after(lhasa, (Put("about", ("review_by",), date(2028, 1, 31)),))
    old, new = lines_changed(lhasa.base.contents["about"], contents_of(draft)["about"])
    assert (old, new) == (["review_by = 2027-05-31"], ["review_by = 2028-01-31"])
    assert contents_of(draft)["about"].startswith(b"# Written by")


ROW = {
    "hazard": "oil",
    "phase": "hold",
    "order": 15,
    "text": {"zh": '布设“围油栏”\n两道 "', "en": ""},
    "source": "plan-boom",
    "confidence": "low",
}


@pytest.mark.parametrize("at", [0, 4, 10_000])
def test_a_new_step_is_a_section_like_the_others(lhasa, at):
    draft = after(lhasa, (Insert("plan", ("steps", at), ROW),))
    text = contents_of(draft)["plan"].decode()
    assert ROW in tomllib.loads(text)["steps"]
    assert "[[steps]]\nhazard" in text
    assert '\ntext = { zh = "布设' in text


def test_the_last_row_takes_its_list_along_and_the_first_brings_it_back(lhasa):
    count = len(lhasa.at("plan", ("sampling",)))
    empty = after(lhasa, tuple(Drop("plan", ("sampling", 0)) for _ in range(count)))
    assert "sampling" not in tomllib.loads(contents_of(empty)["plan"].decode())
    again = after(empty, (Insert("plan", ("sampling", 0), {"site": "a", "why": {"zh": "b"}}),))
    assert tomllib.loads(contents_of(again)["plan"].decode())["sampling"][0]["site"] == "a"


def test_undo_and_redo_go_back_and_forth_and_a_new_step_forgets_what_was_undone(lhasa):
    history = History(lhasa).did((Put("about", ("version",), "a"),))
    history = history.did((Put("about", ("version",), "b"),))
    assert history.undo().now.at("about", ("version",)) == "a"
    assert history.undo().undo().now == lhasa
    assert history.undo().undo().undo().now == lhasa
    assert history.undo().redo().now == history.now
    assert history.redo() == history
    assert not history.undo().did((Put("about", ("version",), "c"),)).undone


def test_the_strict_reader_takes_a_draft_as_it_takes_the_files(lhasa):
    found = Findings()
    read, held = read_river(lhasa.base.folder, found), river_of(lhasa.as_tables(), found)
    assert not found.problems
    assert (held.river, held.plan, held.reaches) == (read.river, read.plan, read.reaches)


def test_a_draft_tells_its_problems_by_field(lhasa):
    draft = after(lhasa, (Put("map", ("features", 0, "properties", "width_m"), -1),))
    found = Findings()
    assert river_of(draft.as_tables(), found) is None
    assert [str(p.where).rpartition(", ")[2] for p in found.problems] == ["width_m"]


def test_an_edit_of_a_row_that_is_not_there_is_refused(lhasa):
    with pytest.raises(LookupError):
        after(lhasa, (Put("plan", ("steps", 9999, "order"), 1),))


PLACES = [("version",), ("name", "zh"), ("flow", "source"), ("bo",), ("stems", 1, "code")]
EDITS = st.lists(
    st.tuples(st.sampled_from(PLACES), st.text(st.characters(exclude_categories=("Cs", "Cc")))),
    max_size=6,
)


@given(EDITS)
def test_whatever_is_typed_is_what_is_read_again(lhasa, typed):
    draft = after(lhasa, tuple(Put("about", place, value) for place, value in typed))
    assert tomllib.loads(contents_of(draft)["about"].decode()) == draft.tables["about"]


FOREIGN = json.dumps(
    {
        "type": "FeatureCollection",
        "name": "from a GIS",
        "features": [{"type": "Feature", "geometry": None, "properties": {"id": "A"}}] * 2,
    },
    indent=2,
).encode()


def by_hand(map_=FOREIGN, about=b"version = 1", plan=b"[a]\nb = 1\n"):
    base = Base("x", "river", Path("x"), {"about": about, "plan": plan, "map": map_})
    return begun(base, Findings())


def test_a_map_in_another_form_is_kept_until_it_is_edited_and_then_has_a_line_each():
    draft = by_hand()
    assert contents_of(draft)["map"] == FOREIGN
    edited = after(draft, (Put("map", ("features", 1, "properties", "id"), "B"),))
    lines = contents_of(edited)["map"].decode().splitlines()
    assert json.loads("".join(lines)) == edited.tables["map"]
    assert [line.count('"id"') for line in lines] == [0, 1, 1, 0]


def test_line_ends_and_the_mark_of_windows_stay():
    about = '\ufeff# 注释\r\nversion = "1"\r\n'.encode()
    draft = after(by_hand(about=about), (Put("about", ("version",), "2"),))
    assert contents_of(draft)["about"] == about.replace(b"1", b"2")


def test_what_cannot_be_edited_without_loss_is_refused_and_says_where(monkeypatch):
    import tomlkit

    monkeypatch.setattr(tomlkit, "dumps", lambda _document: "version = 3")
    with pytest.raises(DataError) as caught:
        contents_of(after(by_hand(), (Put("about", ("version",), 2),)))
    assert "river.toml" in str(caught.value.where)
