"""The desk behind the desk: saved whole, kept over loss of power, approved, compared."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from emerg.errors import DataError, InputError, OutputError
from emerg.playbooks.draft import History, Put, after
from emerg.texts import render
from emerg.usecases.playbook_approval import approve, compare, standing_of
from emerg.usecases.playbook_board import RANKS, is_old, quality_board
from emerg.usecases.playbook_desk import (
    Shelves,
    check_draft,
    entry_named,
    open_draft,
    save_draft,
    write_draft,
)
from emerg.usecases.playbook_journal import drop_journal, keep_journal, waiting
from emerg.usecases.playbook_words import sentence, told
from tests.playbook_by_hand import books, write

TODAY = date(2026, 11, 30)
NOW = datetime(2026, 11, 30, 4, tzinfo=UTC)
SHIPPED = Path(__file__).resolve().parents[2] / "playbooks"
WIDTH = Put("map", ("features", 0, "properties", "width_m"), 12.5)
BAD = Put("map", ("features", 0, "properties", "width_m"), -1)


@pytest.fixture
def shelves(tmp_path):
    return Shelves(None, {}, tmp_path / "home")


@pytest.fixture
def small(tmp_path):
    """Two playbooks that join, in a folder of the office's own."""
    write(tmp_path / "books", books())
    return Shelves(tmp_path / "books", {}, tmp_path / "home")


def edited(shelves, id_, *steps):
    draft = open_draft(entry_named(shelves, id_))
    for step in steps:
        draft = after(draft, step if isinstance(step, tuple) else (step,))
    return draft


@pytest.mark.parametrize("id_", ["boqu", "g318-lhasa", "jiama"])
def test_what_shipped_is_copied_once_and_never_changed(shelves, id_):
    before = {p: p.read_bytes() for p in SHIPPED.rglob(f"{id_}/*")}
    version = Put("about", ("version",), "2")
    saved = save_draft(shelves, edited(shelves, id_, version), TODAY)
    assert saved.copied
    assert saved.entry.folder.is_relative_to(shelves.home)
    assert entry_named(shelves, id_).folder == saved.entry.folder
    assert open_draft(saved.entry).at("about", ("version",)) == "2"
    assert {p: p.read_bytes() for p in SHIPPED.rglob(f"{id_}/*")} == before
    again = save_draft(shelves, edited(shelves, id_, Put("about", ("version",), "3")), TODAY)
    assert (again.copied, again.entry) == (False, saved.entry)


def test_a_playbook_with_a_fault_is_not_written_and_every_fault_is_told(small):
    folder = entry_named(small, "upper").folder
    before = {p: p.read_bytes() for p in folder.iterdir()}
    with pytest.raises(DataError) as caught:
        save_draft(small, edited(small, "upper", BAD), TODAY)
    assert "width_m" in str(caught.value.where)
    assert str(folder) in str(caught.value.where)
    assert {p: p.read_bytes() for p in folder.iterdir()} == before


def test_a_fault_that_an_edit_makes_in_another_playbook_is_told(small):
    other = Put("map", ("features", 0, "properties", "id"), "ELSE")
    found = check_draft(small, edited(small, "lower", other), TODAY)
    assert any("flows into" in p.what.msgid for p in found.problems)
    assert not check_draft(small, edited(small, "upper", WIDTH), TODAY).problems


def test_somebody_elses_change_meanwhile_is_not_overwritten(small):
    draft = edited(small, "upper", WIDTH)
    path = draft.base.folder / "map.geojson"
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(OutputError):
        write_draft(small, draft)
    assert path.read_bytes().endswith(b"}\n")


def test_a_copy_that_would_not_be_found_is_refused(shelves):
    named = Shelves(SHIPPED, {}, shelves.home)
    with pytest.raises(InputError) as caught:
        save_draft(named, edited(named, "boqu", WIDTH), TODAY)
    assert "--playbooks" in render(caught.value.fix, "en")
    assert not (shelves.home / "playbooks" / "rivers").exists()


def test_edits_outlive_the_program_step_by_step(small):
    dated = Put("about", ("review_by",), date(2027, 5, 1))
    draft = edited(small, "upper", WIDTH, dated)
    keep_journal(small, draft)
    found = waiting(small, entry_named(small, "upper"))
    assert isinstance(found.history, History)
    assert found.history.now.tables == draft.tables
    assert found.history.undo().now.steps == ((WIDTH,),)
    drop_journal(small, draft.base)
    assert waiting(small, entry_named(small, "upper")) is None


def test_edits_of_other_files_are_kept_but_not_taken_up(small):
    draft = edited(small, "upper", WIDTH)
    keep_journal(small, draft)
    path = draft.base.folder / "plan.toml"
    path.write_bytes(path.read_bytes() + b"\n# by hand\n")
    found = waiting(small, entry_named(small, "upper"))
    assert found.history is None
    assert found.path.exists()


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"format": 9, "base": {}, "steps": []}'])
def test_a_broken_journal_is_told_and_left(small, content):
    draft = edited(small, "upper", WIDTH)
    keep_journal(small, draft)
    path = waiting(small, entry_named(small, "upper")).path
    path.write_bytes(content)
    with pytest.raises(InputError):
        waiting(small, entry_named(small, "upper"))
    assert path.read_bytes() == content


def approved(shelves, id_="upper", on=TODAY):
    entry = entry_named(shelves, id_)
    return approve(shelves, entry, name="次仁", role="值班主任", on=on, now=NOW)


def test_an_approval_is_kept_with_a_copy_and_says_what_has_changed_since(small):
    saved, made = approved(small)
    assert not standing_of(saved.entry).changed
    kept = saved.entry.folder / "approved" / made.folder
    assert sorted(p.name for p in kept.iterdir()) == ["map.geojson", "plan.toml", "river.toml"]
    assert open_draft(saved.entry).at("about", ("approved_by",)) == "次仁（值班主任）"
    assert compare(small, open_draft(saved.entry)).found == ()
    save_draft(small, edited(small, "upper", WIDTH), TODAY)
    entry = entry_named(small, "upper")
    assert standing_of(entry).changed
    assert "since the approval of 2026-11-30" in render(standing_of(entry).words, "en")
    assert open_draft(entry).at("about", ("approved_by",)) == ""
    (one,) = compare(small, open_draft(entry)).found
    assert sentence(told(one), "en").endswith("→ 12.5")


def test_approvals_are_added_one_below_the_other(small):
    approved(small, on=date(2026, 11, 1))
    path = entry_named(small, "upper").folder / "approved" / "approvals.toml"
    first = path.read_text(encoding="utf-8")
    approved(small)
    assert path.read_text(encoding="utf-8").startswith(first.rstrip())
    assert path.read_text(encoding="utf-8").count("[[approvals]]") == 2
    assert standing_of(entry_named(small, "upper")).last.on == TODAY


@pytest.mark.parametrize(("name", "on"), [("", TODAY), ("  ", TODAY), ("次仁", date(2026, 12, 1))])
def test_no_approval_without_a_name_or_of_a_day_to_come(small, name, on):
    with pytest.raises(InputError):
        approve(small, entry_named(small, "upper"), name=name, role="", on=on, now=NOW)
    assert standing_of(entry_named(small, "upper")).last is None


def test_edits_that_wait_are_saved_or_dropped_before_an_approval(small):
    keep_journal(small, edited(small, "upper", WIDTH))
    with pytest.raises(InputError):
        approved(small)


def test_never_approved_is_compared_with_what_shipped(shelves):
    save_draft(shelves, edited(shelves, "boqu", WIDTH), TODAY)
    found = compare(shelves, open_draft(entry_named(shelves, "boqu")))
    assert len(found.found) == 1
    assert "came with the program" in found.since.msgid


def test_the_board_counts_what_is_to_be_verified_worst_first(shelves):
    board = quality_board(shelves, TODAY)
    ranks = [one.rank for one in board.findings]
    assert ranks == sorted(ranks)
    said = {render(one.text, "en") for one in board.findings if one.id == "lhasa"}
    assert "5 rows are examples: replace or remove them" in said
    assert any("sources older than a year" in text for text in said)
    assert board.note is None


def test_the_board_says_that_the_address_book_is_locked(small):
    small.home.mkdir(exist_ok=True)
    (small.home / "contacts.age").write_bytes(b"locked")
    assert "locked" in quality_board(small, TODAY).note.msgid


def test_a_playbook_that_cannot_be_read_stands_on_top_of_the_board(small):
    (entry_named(small, "upper").folder / "plan.toml").write_text("?")
    board = quality_board(small, TODAY)
    assert (board.findings[0].id, board.findings[0].rank) == ("upper", 0)


def test_every_sentence_that_the_board_ranks_is_one_that_a_check_says():
    """A sentence reworded in a check would fall to the end of the board unseen."""
    source = Path(__file__).resolve().parents[2] / "src" / "emerg"
    text = (
        "".join(
            p.read_text(encoding="utf-8")
            for p in (*source.glob("playbooks/check*.py"), *source.glob("usecases/playbook_*.py"))
            if p.name != "playbook_board.py"
        )
        + (source / "usecases" / "playbook_board.py").read_text(encoding="utf-8").split("RANKS")[0]
    )
    joined = "".join(part for part in text.split('"') if part.strip())
    assert not [msgid for msgid in RANKS if msgid not in joined]


@pytest.mark.parametrize(("as_of", "old"), [("", False), ("?", False), ("0000", True)])
def test_a_source_without_a_day_is_not_called_old(as_of, old):
    assert is_old(as_of, TODAY) is old
