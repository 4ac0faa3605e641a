"""The journal: what it takes, what it refuses, who may write."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from emerg.errors import DataError, InputError, OutputError
from emerg.incident.model import AMEND, Draft, Person
from emerg.incident.reader import find_entry, read_entries, read_head
from emerg.incident.schema import APPLICATION_ID
from emerg.incident.store import FILES, JOURNAL, LOCK, Journal, create
from emerg.incident.verify import verify
from tests.incident.journals_by_hand import FRONT, ID, NOW, REAR, at, opened, say

ODD = [
    "曲水大桥 ☎ 😀",
    "a\0b\0",
    "a\r\n\t ",
    "e\u0301 ﷽ \u202e",
    "x" * 300_000,
    "'; DROP TABLE entry",
]


@pytest.fixture(scope="module")
def growing(tmp_path_factory):
    """A journal that examples are added to."""
    with Journal(opened(tmp_path_factory.mktemp("home"))) as journal:
        yield journal


def test_what_is_noted_is_read_back_word_for_word(tmp_path):
    folder = opened(tmp_path)
    with Journal(folder) as journal:
        noted = say(journal, *ODD)
    entries = read_entries(folder / JOURNAL)
    assert entries[1:] == noted
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    assert (entries[0].kind, entries[0].text) == ("open", "苯泄漏，曲水")


@settings(max_examples=60)
@given(
    st.text(min_size=1).filter(str.strip),
    st.text(st.characters(categories=("L", "N", "P")), max_size=20),
    st.dictionaries(st.text(), st.integers() | st.text(), max_size=3),
)
def test_any_text_goes_in_and_comes_out(growing, text, author, data):
    entry = growing.append(Draft("note", text, data), Person(author, "前方"), NOW)
    assert find_entry(growing.path, entry.hash, "") == entry
    assert entry.text == text
    assert entry.figures() == data


def test_the_text_stands_once_in_the_file_as_plain_utf8_and_no_log_is_left(tmp_path):
    folder = opened(tmp_path)
    with Journal(folder) as journal:
        say(journal, "给县长打电话 13800000000")
        assert (folder / f"{JOURNAL}-wal").stat().st_size > 0
    assert (folder / JOURNAL).read_bytes().count("给县长打电话 13800000000".encode()) == 1
    assert sorted(path.name for path in folder.iterdir()) == [FILES, LOCK, JOURNAL]
    assert not [p for p in tmp_path.iterdir() if p != folder], "something was left aside"


def test_reading_changes_nothing_and_leaves_nothing(tmp_path):
    path = opened(tmp_path) / JOURNAL
    before = path.read_bytes()
    read_entries(path)
    read_head(path)
    assert not verify(path).problems
    assert path.read_bytes() == before
    assert sorted(p.name for p in path.parent.iterdir()) == [FILES, JOURNAL]


def test_the_settings_of_the_database(tmp_path):
    folder = opened(tmp_path)
    with Journal(folder) as journal:
        pragma = {
            name: journal._connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema")
        }
    assert pragma == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1,
                      "trusted_schema": 0}  # fmt: skip
    with closing(sqlite3.connect(folder / JOURNAL)) as plain:
        assert plain.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert plain.execute("PRAGMA user_version").fetchone() == (1,)
        names = plain.execute("SELECT name FROM _sqlite_migrations").fetchall()
    assert names == [("0001_entries",)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET text = 'never said' WHERE seq = 2",
        "UPDATE entry SET seq = 99 WHERE seq = 2",
        "DELETE FROM entry WHERE seq = 2",
        "DELETE FROM entry",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE seq = 2",
        "REPLACE INTO entry SELECT seq, post, number, author, 0, zone, kind, 'x', data, refers_to,"
        " previous, 'ff' FROM entry WHERE seq = 2",
        "INSERT INTO entry SELECT 99, post, 7, author, time_utc, zone, kind, 'x', data, refers_to,"
        " 'ee', 'ff' FROM entry WHERE seq = 2",
    ],
)
def test_nothing_is_changed_even_by_hand(tmp_path, statement):
    folder = opened(tmp_path)
    with Journal(folder) as journal:
        say(journal, "one", "two")
    before = read_entries(folder / JOURNAL)
    with (
        closing(sqlite3.connect(folder / JOURNAL)) as plain,
        pytest.raises(sqlite3.IntegrityError, match=r"never|follows"),
    ):
        plain.execute(statement)
    assert read_entries(folder / JOURNAL) == before


def test_a_journal_without_its_triggers_is_refused(tmp_path):
    folder = opened(tmp_path)
    with closing(sqlite3.connect(folder / JOURNAL)) as plain:
        plain.execute("DROP TRIGGER entry_never_updated")
    with pytest.raises(DataError, match="not as emerg makes them"):
        Journal(folder)
    assert verify(folder / JOURNAL).problems


def test_one_writes_and_the_others_read(tmp_path):
    folder = opened(tmp_path)
    with Journal(folder) as journal:
        say(journal, "one")
        with pytest.raises(InputError, match="another window or command is writing") as refused:
            Journal(folder)
        assert str(folder) in str(refused.value.where)
        code = "import sys; from pathlib import Path; from emerg.incident.store import Journal;"
        code += " Journal(Path(sys.argv[1]))"
        other = subprocess.run(
            [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=False
        )
        assert other.returncode == 1
        assert "another window or command is writing" in other.stderr
        assert [e.text for e in read_entries(folder / JOURNAL)][1:] == ["one"]
        say(journal, "two")
        assert len(read_entries(folder / JOURNAL)) == 3
    with Journal(folder) as journal:
        say(journal, "three")
    assert (folder / LOCK).read_bytes() == b""


def test_the_threads_of_one_window_may_all_write(tmp_path):
    with Journal(opened(tmp_path)) as journal, ThreadPoolExecutor(8) as pool:
        notes = [
            pool.submit(journal.append, Draft("note", str(n)), FRONT, at(n)) for n in range(80)
        ]
        assert sorted(note.result().number for note in notes) == list(range(2, 82))
    assert not verify(journal.path).problems


def test_posts_count_for_themselves(tmp_path):
    with Journal(opened(tmp_path)) as journal:
        first = say(journal, "one", person=REAR)
        second = say(journal, "two", "three", person=FRONT)
    assert [entry.number for entry in (*first, *second)] == [1, 2, 3]
    found = verify(journal.path)
    assert {post: entry.number for post, entry in found.last.items()} == {"后方": 1, "前方": 3}


def test_entries_are_found_by_number_and_hash(tmp_path):
    with Journal(opened(tmp_path)) as journal:
        (one,) = say(journal, "one", person=REAR)
    assert find_entry(journal.path, "1", "后方") == one
    for word, post in (("2", "后方"), ("1", ""), ("zz", ""), ("-1", ""), ("ffffffff", "")):
        with pytest.raises(InputError, match="there is no entry"):
            find_entry(journal.path, word, post)


def test_an_amended_title_is_the_title(tmp_path):
    folder = opened(tmp_path)
    with Journal(folder) as journal:
        first = read_entries(journal.path)[0]
        journal.append(Draft(AMEND, "柴油泄漏", refers_to=first.hash), FRONT, NOW)
    head = read_head(folder / JOURNAL)
    assert (head.title, head.entries, head.id) == ("柴油泄漏", 2, ID)
    assert head.opened == first


def test_a_reference_must_be_to_an_entry_of_this_journal(tmp_path):
    with Journal(opened(tmp_path)) as journal:
        with pytest.raises(InputError, match="no such entry"):
            journal.append(Draft(AMEND, "x", refers_to="ab" * 32), FRONT, NOW)
        assert say(journal, "next")[0].number == 2


def test_a_file_is_kept_under_its_hash_and_twice_is_once(tmp_path):
    folder = opened(tmp_path)
    photo = tmp_path / "照片 1.jpg"
    photo.write_bytes(b"\xff\xd8" * 1000)
    with Journal(folder) as journal:
        first, second = (journal.attach(photo, FRONT, NOW) for _ in range(2))
    assert first.text == "照片 1.jpg"
    assert first.data == second.data
    (blob,) = (folder / FILES).iterdir()
    assert blob.read_bytes() == photo.read_bytes()
    assert first.figures() == {"sha256": blob.name, "size": 2000}


@pytest.mark.parametrize("what", ["missing", "folder"])
def test_what_is_no_file_is_not_attached(tmp_path, what):
    (tmp_path / "folder").mkdir()
    with Journal(opened(tmp_path)) as journal:
        with pytest.raises(InputError, match=r"not a file|cannot be read"):
            journal.attach(tmp_path / what, FRONT, NOW)
        assert list((journal.folder / FILES).iterdir()) == []
        assert len(read_entries(journal.path)) == 1


@pytest.mark.parametrize("id_", ["..", "a/b", "a\\b", "", ".x", "a" * 65, ID])
def test_an_id_is_a_free_name_of_a_folder(tmp_path, id_):
    opened(tmp_path)
    with pytest.raises(InputError):
        create(tmp_path, id_, "x", FRONT, NOW)
    assert [path.name for path in tmp_path.iterdir()] == [ID]


def test_a_newer_journal_is_left_alone_with_advice(tmp_path):
    folder = opened(tmp_path)
    with closing(sqlite3.connect(folder / JOURNAL)) as plain:
        plain.execute("PRAGMA user_version = 2")
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = (folder / JOURNAL).read_bytes()
    for ask in (Journal, lambda f: read_entries(f / JOURNAL), lambda f: verify(f / JOURNAL)):
        with pytest.raises(InputError, match="newer emerg") as refused:
            ask(folder)
        assert "install that version" in str(refused.value)
    assert (folder / JOURNAL).read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"not a database, but long enough to be one" * 9])
def test_another_file_is_no_journal(tmp_path, content):
    (tmp_path / JOURNAL).write_bytes(content)
    for ask in (Journal, lambda f: read_entries(f / JOURNAL)):
        with pytest.raises(DataError):
            ask(tmp_path)
    assert (tmp_path / JOURNAL).read_bytes() == content


def test_where_there_is_no_journal_none_is_made(tmp_path):
    with pytest.raises(InputError, match="no journal here"):
        Journal(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_below_a_file_nothing_can_be_opened(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be opened") as refused:
        create(tmp_path / "file" / "incidents", "a", "x", FRONT, NOW)
    assert "EMERG_HOME" in str(refused.value)


def test_what_stands_in_the_way_is_said_and_nothing_is_noted(tmp_path):
    folder = opened(tmp_path)
    (folder / LOCK).mkdir()
    with pytest.raises(OutputError, match="it is a folder"):
        Journal(folder)
    (folder / LOCK).rmdir()
    (folder / FILES).rmdir()
    (folder / FILES).write_bytes(b"")
    photo = tmp_path / "photo"
    photo.write_bytes(b"x")
    with Journal(folder) as journal, pytest.raises(OutputError, match="a file stands"):
        journal.attach(photo, FRONT, NOW)
    assert len(read_entries(folder / JOURNAL)) == 1


def test_an_entry_that_vanishes_while_the_window_is_open_is_noticed(tmp_path):
    folder = opened(tmp_path)
    with Journal(folder) as journal:
        early = (folder / JOURNAL).read_bytes()
        say(journal, "one")
        journal._drop()
        (folder / JOURNAL).write_bytes(early)
        with pytest.raises(DataError, match="no longer there"):
            say(journal, "two")


def test_a_journal_in_a_folder_with_odd_letters(tmp_path):
    root = tmp_path / "a b#c%41é 记录"
    with Journal(opened(root)) as journal:
        say(journal, "one")
    assert len(read_entries(journal.path)) == 2
    assert not verify(journal.path, ID).problems
