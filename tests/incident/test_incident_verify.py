"""Proof, rescue and copies: any byte that carries an entry or a file is missed when it changes."""

import json
import random
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emerg.errors import DataError, EmergError, InputError
from emerg.incident.backup import BACKUPS, back_up, backups, due
from emerg.incident.chain import fields_of, genesis, sealed
from emerg.incident.model import Draft, Entry
from emerg.incident.reader import read_entries
from emerg.incident.rescue import READABLE, readable, rescue
from emerg.incident.rows import INSERT, row_of
from emerg.incident.store import FILES, JOURNAL, Journal
from emerg.incident.verify import Verdict, verify
from tests.incident.journals_by_hand import (
    FRONT,
    ID,
    NOW,
    REAR,
    at,
    copied,
    flipped,
    opened,
    say,
    talked,
)

SAMPLED = 400
PAGE = 4096


@pytest.fixture(scope="module")
def whole(tmp_path_factory) -> Path:
    """A talked-in incident that no test changes."""
    return talked(tmp_path_factory.mktemp("whole"))


@pytest.fixture
def path(whole, tmp_path) -> Path:
    """The journal of a copy that a test may damage."""
    return copied(whole, tmp_path / ID)


def first(verdict: Verdict) -> tuple[object, str]:
    """Number and place of the first broken entry."""
    problem = verdict.problems[0]
    return problem.what.fields.get("n"), str(problem.where)


def body(content: bytes, entry: Entry) -> range:
    """Where the columns of `entry` stand in the file, for one that fits a page."""
    fields = [*fields_of(entry)[4:], entry.hash.encode()]
    tail = b"".join(part for part in fields if isinstance(part, bytes))
    at_ = content.index(tail)
    number = 0 if entry.number == 1 else 1
    start = at_ - 8 - len(entry.author.encode()) - number - len(entry.post.encode())
    return range(start, at_ + len(tail))


def test_a_whole_journal_is_proven(whole):
    found = verify(whole / JOURNAL, ID)
    assert (found.incident, found.entries, found.files, found.problems) == (ID, 43, 2, ())
    assert {p: e.number for p, e in found.last.items()} == {
        post: max(e.number for e in read_entries(whole / JOURNAL) if e.post == post)
        for post in ("前方", "后方")
    }


def test_every_sampled_byte_of_an_entry_is_named_when_it_changes(path):
    good = path.read_bytes()
    rng = random.Random(11)
    short = [entry for entry in read_entries(path) if len(entry.text) < 100]
    for _ in range(SAMPLED):
        entry = rng.choice(short)
        flipped(path, rng.choice(body(good, entry)), rng.randrange(8))
        verdict = verify(path, ID)
        number, where = first(verdict)
        assert number == entry.number, verdict.problems
        assert entry.post in where
        path.write_bytes(good)


@given(st.data())
def test_any_other_byte_is_found_or_changes_nothing_that_is_printed(whole, data):
    path = whole.parent / "flipped" / JOURNAL
    path.parent.mkdir(exist_ok=True)
    if not (path.parent / FILES).exists():
        shutil.copytree(whole / FILES, path.parent / FILES)
    shutil.copyfile(whole / JOURNAL, path)
    size = path.stat().st_size
    flipped(path, data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, 7)))
    with suppress(InputError):  # a newer format is refused with advice, not judged
        if not verify(path, ID).problems:
            assert read_entries(path) == read_entries(whole / JOURNAL)


def test_every_sampled_byte_of_a_stored_file_is_named_when_it_changes(path):
    rng = random.Random(5)
    names = {e.figures()["sha256"]: e.text for e in read_entries(path) if e.kind == "file"}
    for blob in sorted((path.parent / FILES).iterdir()):
        good = blob.read_bytes()
        for _ in range(20):
            flipped(blob, rng.randrange(len(good)), rng.randrange(8))
            (problem,) = verify(path, ID).problems
            assert problem.what.fields["name"] == names[blob.name]
            assert blob.name in str(problem.where.fields["file"])
            blob.write_bytes(good)


@pytest.mark.parametrize("how", ["gone", "cut", "link", "folder"])
def test_a_file_that_is_not_there_as_a_file_is_named(path, tmp_path, how):
    blob = next((path.parent / FILES).iterdir())
    content = blob.read_bytes()
    blob.unlink()
    if how == "cut":
        blob.write_bytes(content[:-1])
    elif how == "link":
        (tmp_path / "elsewhere").write_bytes(content)
        blob.symlink_to(tmp_path / "elsewhere")
    elif how == "folder":
        blob.mkdir()
    verdict = verify(path, ID)
    assert len(verdict.problems) == 1
    assert verdict.files == 1


def forge(path: Path, *statements: str) -> None:
    """What somebody with a database tool and no triggers can do."""
    with closing(sqlite3.connect(path)) as plain:
        triggers = plain.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _sql in triggers:
            plain.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            plain.execute(statement)
        for _name, sql in triggers:
            plain.execute(sql)
        plain.commit()


def test_an_entry_taken_out_is_missed_by_its_number(path):
    forge(path, "DELETE FROM entry WHERE post = '前方' AND number = 5")
    number, where = first(verify(path, ID))
    assert number == 5
    assert "前方" in where


def test_an_entry_rewritten_with_a_new_hash_breaks_the_next(path):
    entries = [e for e in read_entries(path) if e.post == "前方"]
    lie = sealed(Draft("fact", "never"), FRONT, NOW, 5, entries[3].hash)
    forge(path, f"UPDATE entry SET text = 'never', hash = '{lie.hash}', data = '{{}}',"
                f" time_utc = {lie.time_us}, kind = 'fact', author = '{lie.author}'"
                f" WHERE hash = '{entries[4].hash}'")  # fmt: skip
    assert first(verify(path, ID))[0] == 6


def test_the_journal_of_another_incident_is_not_taken_for_this_one(path):
    assert verify(path, "20260101-0000-ffffff").problems
    foreign = sealed(Draft("note", "x"), REAR, NOW, 1, genesis("another"))
    with closing(sqlite3.connect(path)) as plain:
        plain.execute(INSERT, row_of(foreign))
        plain.commit()
    (problem,) = verify(path, ID).problems
    assert "another incident" in str(problem.what)


def test_a_reference_into_nothing_is_named(path):
    post = [e for e in read_entries(path) if e.post == "后方"]
    with Journal(path.parent) as journal:
        journal.append(Draft("strike", "wrong", refers_to=post[-1].hash), FRONT, NOW)
    forge(path, f"DELETE FROM entry WHERE hash = '{post[-1].hash}'")
    found = verify(path, ID).problems
    assert any("refers to an entry that is not here" in str(p.what) for p in found)


@pytest.mark.parametrize("page", range(1, 9))
def test_a_page_that_is_gone_is_named_and_the_rest_is_rescued(path, page):
    before = {entry.hash for entry in read_entries(path)}
    content = bytearray(path.read_bytes())
    content[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    path.write_bytes(content)
    assert verify(path, ID).problems
    saved = rescue(path)
    assert saved is not None
    lines = [json.loads(line) for line in saved.file.read_text(encoding="utf-8").splitlines()]
    intact = [line for line in lines if line["intact"]]
    assert {line["hash"] for line in intact} <= before
    assert len(intact) == saved.intact >= len(before) - 20
    assert path.read_bytes() == content, "the damaged file was touched"


def test_entries_are_rescued_though_tables_and_indexes_are_gone(path):
    before = read_entries(path)
    content = bytearray(path.read_bytes())
    content[:PAGE] = random.Random(1).randbytes(PAGE)
    path.write_bytes(content)
    with pytest.raises(EmergError):
        read_entries(path)
    intact, damaged = readable(path)
    assert sorted(e.hash for e in intact) == sorted(e.hash for e in before)
    assert damaged == []


def test_what_was_still_in_the_log_is_rescued_too(path, tmp_path):
    with Journal(path.parent) as journal:
        noted = say(journal, "in the log", "水" * 9000)
        crashed = copied(path.parent, tmp_path / "crashed")
    content = bytearray(crashed.read_bytes())
    content[:PAGE] = bytes(PAGE)
    crashed.write_bytes(content)
    intact, _damaged = readable(crashed)
    assert {entry.hash for entry in noted} <= {entry.hash for entry in intact}


def test_a_damaged_entry_that_can_be_read_is_listed_as_damaged(path):
    entry = next(e for e in read_entries(path) if e.number == 9 and len(e.text) < 100)
    flipped(path, path.read_bytes().index(entry.text.encode()), 7)
    saved = rescue(path)
    assert saved is not None
    assert (saved.intact, saved.damaged) == (42, 1)
    last = json.loads(saved.file.read_text(encoding="utf-8").splitlines()[-1])
    assert (last["intact"], last["number"], last["post"]) == (False, 9, entry.post)
    assert saved.file.name == f"{JOURNAL}{READABLE}"


def test_of_a_file_that_never_was_a_journal_nothing_is_written(tmp_path):
    (tmp_path / "x.sqlite").write_bytes(b"rubbish" * 5000)
    assert rescue(tmp_path / "x.sqlite") is None
    assert [p.name for p in tmp_path.iterdir()] == ["x.sqlite"]


@given(st.binary(max_size=6000), st.integers(0, 40), st.integers(0, PAGE - 1))
def test_carving_takes_any_rubbish(whole, rubbish, page, offset):
    path = whole.parent / "rubbish.sqlite"
    content = bytearray((whole / JOURNAL).read_bytes())
    start = (page * PAGE + offset) % len(content)
    content[start : start + len(rubbish)] = rubbish
    path.write_bytes(content)
    before = {entry.hash for entry in read_entries(whole / JOURNAL)}
    intact, _damaged = readable(path)
    assert {entry.hash for entry in intact} <= before


def test_a_damaged_journal_is_not_written(path):
    entries = read_entries(path)
    last = max((e for e in entries if e.post == "后方"), key=lambda e: e.number)
    flipped(path, path.read_bytes().index(last.text.encode()), 0)
    with pytest.raises(DataError, match="not what was written"):
        Journal(path.parent)


def test_copies_rotate_and_each_is_a_journal_of_its_own(path):
    made = [back_up(path, at(n), kept=3) for n in range(5)]
    kept = backups(path)
    assert kept == [one.file for one in made[2:]]
    assert {one.entries for one in made} == {43}
    for file in kept:
        assert read_entries(file) == read_entries(path)
        assert not verify(file).problems
    assert sorted(p.name for p in (path.parent / BACKUPS).iterdir()) == [p.name for p in kept]


def test_a_copy_is_made_while_somebody_writes(path):
    with Journal(path.parent) as journal:
        say(journal, "one")
        assert back_up(path, NOW).entries == 44
        say(journal, "two")
    assert back_up(path, at(1)).entries == 45


def test_a_damaged_journal_pushes_no_good_copy_out(path):
    good = back_up(path, NOW, kept=1)
    entry = next(e for e in read_entries(path) if len(e.text) < 100)
    flipped(path, path.read_bytes().index(entry.hash.encode()), 0)
    with pytest.raises(DataError):
        back_up(path, at(1), kept=1)
    assert [p.name for p in (path.parent / BACKUPS).iterdir()] == [good.file.name]


def test_a_copy_falls_due_by_the_hour(path):
    assert due(path, NOW)
    back_up(path, NOW)
    assert not due(path, NOW + timedelta(minutes=59))
    assert due(path, NOW + timedelta(minutes=60))


def test_no_copy_below_a_file(path, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(EmergError, match="cannot be written"):
        back_up(path, NOW, folder=tmp_path / "file" / "copies")


def test_a_number_given_twice_is_asked_about(tmp_path):
    """What a merge of two computers that spoke for one post leaves behind; both are whole."""
    path = opened(tmp_path) / JOURNAL
    with Journal(path.parent) as journal:
        (mine,) = say(journal, "mine")
        theirs = sealed(Draft("note", "theirs"), FRONT, NOW, 2, mine.previous)
        journal._connected().execute(INSERT, row_of(theirs))
    assert not verify(path, ID).problems
    assert len(read_entries(path)) == 3
