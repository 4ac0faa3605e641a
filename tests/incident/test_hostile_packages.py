"""Packages built to do harm: refused with what, where and fix, and the home is as it was."""

import hashlib
import json
import os
import shutil
import sqlite3
import stat
import struct
import zipfile

import pytest

from emerg.cli.main import run
from emerg.errors import InputError, told
from emerg.incident.manifest import ENTRIES, MANIFEST, MOST, SEAL, VERSION
from emerg.incident.reader import find_entry
from emerg.incident.seal import know_signer, own_keys, signature
from emerg.incident.store import JOURNAL
from emerg.usecases.exchange import import_package
from emerg.usecases.incident import INCIDENTS
from emerg.usecases.playbook_versions import playbook_versions
from fuzz.rule import tree
from fuzz.targets.package import named, proven, stranger, zipped
from tests.bounded import bounded
from tests.incident.journals_by_hand import ID, talked

LINE = json.dumps(
    ["前方", 1, "扎西", 1, "+08:00", "open", "苯", json.dumps({"id": ID}), "", "", ""]
).encode()
COLUMNS = "post number author time_utc zone kind text data refers_to previous hash".split()
SOUND = [(ENTRIES, proven(LINE))]


@pytest.fixture
def here(tmp_path):
    """A home that holds an incident of its own."""
    talked(tmp_path / "home" / INCIDENTS, entries=2, files=0)
    own_keys(tmp_path / "home")
    return tmp_path / "home"


def refused(home, package):
    """What is told of a package; the home is as it was, and nothing stands beside it."""
    before, beside = tree(home), set(home.parent.rglob("*"))
    with pytest.raises(InputError) as error:
        import_package(home, package, playbooks={})
    assert tree(home) == before
    assert set(home.parent.rglob("*")) == beside
    return told(error.value.problems[0], "en")


def packed(tmp_path, content):
    path = tmp_path / "x.emerg"
    path.write_bytes(content)
    return path


def test_what_the_traps_are_made_of_is_itself_taken(tmp_path):
    home = tmp_path / "empty"
    assert import_package(home, packed(tmp_path, zipped(SOUND)), playbooks={}).merged.founded


NAMES = [
    "../evil", "../../evil", "/evil", "C:evil", "..\\evil", "files/../../evil", "files/./x",
    "entries.jsonl/", "files/" + "A" * 64, "\x1b[2J", "x" * 60_000,
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_no_member_is_taken_by_its_name(tmp_path, here, name):
    words = refused(here, packed(tmp_path, zipped([*SOUND, (name, b"x")])))
    assert str(tmp_path / "x.emerg") in words
    assert not list(tmp_path.rglob("*evil*"))


def test_members_that_come_twice_are_refused(tmp_path, here):
    for twice in ([*SOUND, *SOUND], [*SOUND, (MANIFEST, b"{}"), (MANIFEST, b"{}")]):
        refused(here, packed(tmp_path, zipped(twice)))


def test_a_link_in_a_package_is_a_file_of_no_known_name_or_content(tmp_path, here):
    content = b"/etc/passwd"
    name = f"files/{hashlib.sha256(content).hexdigest()}"
    members = [*SOUND, (name, content)]
    manifest = named(members)
    path = tmp_path / "x.emerg"
    with zipfile.ZipFile(path, "w") as package:
        for member, held in members:
            info = zipfile.ZipInfo(member)
            info.external_attr = (stat.S_IFLNK | 0o777) << 16 if member == name else 0
            package.writestr(info, held)
        package.writestr(MANIFEST, manifest)
        package.writestr(SEAL, signature(stranger(), manifest))
    home = tmp_path / "empty"
    import_package(home, path, playbooks={})
    assert not [p for p in home.rglob("*") if p.is_symlink()]
    assert not list(home.rglob(name.partition("/")[2]))  # no entry names it


IMPORT = """
import sys
from pathlib import Path
from emerg.errors import EmergError, told
from emerg.usecases.exchange import import_package
try:
    import_package(Path(sys.argv[1]), Path(sys.argv[2]), playbooks={})
except EmergError as error:
    print(told(error.problems[0], "en").splitlines()[0])
"""


def deflated(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members:
            package.writestr(name, content)
    return path


@pytest.mark.parametrize("name", [MANIFEST, SEAL, ENTRIES, "files/" + "0" * 64])
def test_a_bomb_is_read_no_further_than_it_may_be(tmp_path, here, name):
    bomb = bytes(600 * 1024**2)
    manifest = named(SOUND)
    seal = signature(stranger(), manifest)
    members = dict([*SOUND, (MANIFEST, manifest), (SEAL, seal)]) | {name: bomb}
    path = deflated(tmp_path / "x.emerg", members.items())
    before = tree(here)
    (words,), most_mb = bounded(IMPORT, here, path)
    assert words.startswith("Error:")
    assert most_mb < 400
    assert tree(here) == before


def test_one_line_of_entries_without_end_is_refused(tmp_path, here):
    members = [(ENTRIES, b"[" + b" " * (MOST.line_bytes + 2_000_000))]
    manifest = named(members)
    seal = signature(stranger(), manifest)
    path = deflated(tmp_path / "x.emerg", [*members, (MANIFEST, manifest), (SEAL, seal)])
    (words,), most_mb = bounded(IMPORT, here, path)
    assert "too long" in words
    assert most_mb < 400


def test_members_that_overlap_are_refused(tmp_path, here):
    """The directory sends two names to one place, as the bombs do that unpack without end."""
    content = zipped(SOUND)
    central = content.index(b"PK\1\2")
    second = content.index(b"PK\1\2", central + 4)
    (first_at,) = struct.unpack_from("<I", content, central + 42)
    spoilt = bytearray(content)
    struct.pack_into("<I", spoilt, second + 42, first_at)
    refused(here, packed(tmp_path, bytes(spoilt)))


@pytest.mark.parametrize("field", [20, 24])
@pytest.mark.parametrize("size", [0, 1, 10**6, 2**32 - 1])
def test_a_size_that_lies_is_refused(tmp_path, here, field, size):
    spoilt = bytearray(zipped(SOUND))
    struct.pack_into("<I", spoilt, spoilt.index(b"PK\1\2") + field, size)
    refused(here, packed(tmp_path, bytes(spoilt)))


def test_a_package_cut_at_any_byte_is_refused(tmp_path, here):
    content = zipped(SOUND)
    for length in range(len(content)):
        path = packed(tmp_path, content[:length])
        with pytest.raises(InputError):
            import_package(tmp_path / "empty", path, playbooks={})
    assert not (tmp_path / "empty" / INCIDENTS / ID / JOURNAL).exists()


def changed(**more):
    told = json.loads(named(SOUND)) | more
    return [*SOUND, (MANIFEST, json.dumps(told).encode())]


BROKEN = [
    {"version": VERSION + 1}, {"version": True}, {"version": "1"}, {"format": "other"},
    {"post": "a\nb"}, {"post": "\u202ea"}, {"post": "\x1b[2J"}, {"post": 7}, {"app": "\x1b"},
    {"app": "x" * 201}, {"incident": "../x"}, {"incident": "/x"}, {"incident": "x" * 65},
    {"incident": ""}, {"playbooks": {"\x1b": "0" * 64}}, {"playbooks": {"a": "x"}},
    {"playbooks": []}, {"members": []}, {"members": {}},
    {"members": {ENTRIES: {"sha256": "0" * 64, "size": True}}},
    {"members": {ENTRIES: {"sha256": "0" * 64, "size": -1}}},
    {"members": {ENTRIES: {"sha256": "0" * 64, "size": 10**30}}},
]  # fmt: skip


@pytest.mark.parametrize("more", BROKEN, ids=lambda more: ascii(more)[:40])
def test_a_manifest_that_no_emerg_writes_is_refused(tmp_path, here, more):
    words = refused(here, packed(tmp_path, zipped(changed(**more))))
    assert "\x1b" not in words
    if more == {"version": VERSION + 1}:
        assert "newer emerg" in words


@pytest.mark.parametrize("name", [MANIFEST, SEAL, ENTRIES])
def test_json_in_depth_is_refused(tmp_path, here, name):
    deep = b"[" * 100_000 + b"]" * 100_000
    held = [(n, deep if n == name else c) for n, c in SOUND]
    members = held if name == ENTRIES else [*held, (name, deep)]
    refused(here, packed(tmp_path, zipped(members)))


def test_data_of_an_entry_in_depth_is_kept_as_it_was_signed(tmp_path):
    """An entry's data are text to the chain; what cannot be read of it is no figure."""
    row = json.loads(LINE)
    deep = [*row[:1], 2, *row[2:5], "note", "深", "[" * 100_000, "", "", ""]
    path = packed(tmp_path, zipped([(ENTRIES, proven(LINE + b"\n" + json.dumps(deep).encode()))]))
    home = tmp_path / "empty"
    assert len(import_package(home, path, playbooks={}).merged.entries) == 2
    entry = find_entry(home / INCIDENTS / ID / JOURNAL, "2", "前方")
    assert entry.figures() == {}


def test_a_seal_of_other_words_is_refused(tmp_path, here):
    good = zipped(SOUND)
    other = signature(stranger(), b"other words")
    assert "seal" in refused(here, packed(tmp_path, zipped([*SOUND, (SEAL, other)])))
    assert good != zipped([*SOUND, (SEAL, other)])


def test_another_key_than_before_is_refused_and_both_are_told(tmp_path, here):
    know_signer(here, "前方", "0000 1111 2222 3333 4444 5555 6666 7777")
    words = refused(here, packed(tmp_path, zipped(SOUND)))
    assert "0000 1111" in words
    assert "--trust" in words


@pytest.mark.skipif(os.name == "nt", reason="pipes with a name")
def test_a_pipe_or_folder_is_no_package(tmp_path, here):
    os.mkfifo(tmp_path / "pipe.emerg")
    (tmp_path / "folder.emerg").mkdir()
    for name in ("pipe.emerg", "folder.emerg"):
        assert "not a file" in refused(here, tmp_path / name)


@pytest.mark.skipif(os.name == "nt", reason="pipes with a name")
def test_a_pipe_among_playbooks_is_not_waited_for_when_they_are_hashed(tmp_path):
    book = tmp_path / "rivers" / "boqu"
    book.mkdir(parents=True)
    (book / "river.toml").write_bytes(b"")
    os.mkfifo(book / "notes")
    assert "river/boqu" in playbook_versions(tmp_path, {}, tmp_path / "no-home")


@pytest.mark.parametrize("word", ["9" * 19, "9" * 5000, "²", "-1", "0", "deadbeef" * 9])
def test_an_entry_is_named_by_a_number_that_can_be(here, word):
    with pytest.raises(InputError, match="there is no entry"):
        find_entry(here / INCIDENTS / ID / JOURNAL, word, "前方")


def test_the_command_says_so_in_three_lines(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("EMERG_HOME", str(tmp_path / "home"))
    path = packed(tmp_path, zipped([*SOUND, ("../../evil", b"x")]))
    assert run(["--lang", "zh", "incident", "import", str(path)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 3
    assert not (tmp_path / "home" / INCIDENTS).exists()


def test_a_journal_that_is_a_view_without_end_is_given_up_not_followed(tmp_path, here):
    """A stranger's journal.sqlite, copied over by hand: rescue reads its pages, not its queries."""
    folder = tmp_path / "bad" / ID
    folder.mkdir(parents=True)
    shutil.copyfile(here / INCIDENTS / ID / JOURNAL, folder / JOURNAL)
    with sqlite3.connect(folder / JOURNAL) as connection:
        connection.execute("DROP TABLE entry")
        names = ", ".join(["n AS seq", *(f"1 AS {name}" for name in COLUMNS)])
        connection.execute(
            "CREATE VIEW entry AS WITH RECURSIVE c(n) AS "
            f"(SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT {names} FROM c"
        )
    connection.close()
    code = """
import sys
from pathlib import Path
from emerg.incident.rescue import rescue
print(rescue(Path(sys.argv[1])) is not None)
"""
    (_found,), most_mb = bounded(code, folder / JOURNAL)
    assert most_mb < 400


CARVE = """
from emerg.incident import carve
PAGE, PAGES, CELLS, AT = 4096, 500, 1400, 2900
length = 489 + 4092 * (PAGES - 2)  # 489 bytes of it on the page itself, the rest on all others
cell = bytes([128 | length >> 14, 128 | length >> 7 & 127, length & 127, 1])
spoilt = b""
for number in range(1, PAGES + 1):
    page = bytearray(PAGE)
    start = 100 if number == 1 else 0
    page[start : start + 4] = (number % PAGES + 1).to_bytes(4, "big")
    page[start + 8 : start + 8 + 2 * CELLS] = AT.to_bytes(2, "big") * CELLS
    page[AT : AT + 4] = cell
    page[AT + 4 + 489 : AT + 8 + 489] = (2).to_bytes(4, "big")
    spoilt += bytes(page)
print(len(carve.carve(spoilt, b"")))
"""


def test_cells_that_go_on_through_the_whole_file_are_not_followed_without_end():
    (found,), most_mb = bounded(CARVE)
    assert found == "0"
    assert most_mb < 400
