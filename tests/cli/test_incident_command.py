"""emerg incident: new, list, note, amend, strike, attach, log, verify, backup."""

import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from emerg.cli.main import run
from emerg.incident.store import Journal

KEYS = ["number", "time", "author", "post", "kind", "text", "hash"]


def printed(capsys, *words, code=0):
    assert run(["incident", *map(str, words), "--json"]) == code
    streams = capsys.readouterr()
    assert streams.err == ""
    return json.loads(streams.out)


def refused(capsys, *words):
    """What, where and fix, with nothing on stdout."""
    assert run(["--lang", "en", "incident", *map(str, words)]) == 1
    streams = capsys.readouterr()
    assert streams.out == ""
    assert "  where: " in streams.err
    assert "  fix:   " in streams.err
    return streams.err


@pytest.fixture
def id_(capsys):
    return printed(capsys, "new", "--title", "苯泄漏，曲水")["id"]


def test_an_incident_from_its_opening_to_its_log(capsys, home, tmp_path):
    made = printed(capsys, "new", "--title", "苯泄漏", "--author", "扎西", "--post", "前方")
    id_ = made["id"]
    assert Path(made["file"]) == home / "incidents" / id_ / "journal.sqlite"
    before = datetime.now(UTC)
    by_li = ("--kind", "call", "--author", "Li", "--post", "")
    assert run(["incident", "note", id_, "给县长打电话 ☎", *by_li, "--json"]) == 0
    streams = capsys.readouterr()
    assert "前方" in streams.err  # a post has a name: this one went under none
    noted = json.loads(streams.out)
    assert list(noted) == ["number", "hash"]
    assert noted["number"] == 1
    first, second = printed(capsys, "log", id_)
    assert list(second) == KEYS
    assert (first["kind"], first["post"], first["author"]) == ("open", "前方", "扎西")
    assert (second["kind"], second["post"], second["author"]) == ("call", "", "Li")
    assert (second["text"], second["hash"]) == ("给县长打电话 ☎", noted["hash"])
    time = datetime.fromisoformat(second["time"])
    assert second["time"].endswith("+08:00")
    assert before <= time <= before + timedelta(minutes=1)


def test_without_settings_nobody_speaks_and_with_them_they_do(capsys, home, id_):
    printed(capsys, "note", id_, "one")
    (home / "settings.toml").write_text('author = "扎西"\npost = "前方"\n', encoding="utf-8")
    printed(capsys, "note", id_, "two")
    assert run(["incident", "note", id_, "three", "--author", "Li", "--post", ""]) == 0
    assert "前方" in capsys.readouterr().err
    said = {e["text"]: (e["author"], e["post"]) for e in printed(capsys, "log", id_)}
    assert (said["one"], said["two"]) == (("", ""), ("扎西", "前方"))
    assert said["three"] == ("Li", "")


def test_settings_that_cannot_be_read_keep_a_note_from_going_out_unsigned(capsys, home, id_):
    (home / "settings.toml").write_text("author = ", encoding="utf-8")
    assert "settings.toml" in refused(capsys, "note", id_, "x")
    assert len(printed(capsys, "log", id_)) == 1
    assert run(["incident", "note", id_, "x", "--author", "Li", "--post", "前方"]) == 0


def test_amend_and_strike_are_new_entries(capsys, id_):
    printed(capsys, "note", id_, "0.8 mg/L", "--kind", "sample")
    assert printed(capsys, "amend", id_, 2, "0.08 mg/L")["number"] == 3
    assert printed(capsys, "strike", id_, 2, "另一条河")["number"] == 4
    log = printed(capsys, "log", id_)
    assert [(e["kind"], e["text"]) for e in log[1:]] == [
        ("sample", "0.8 mg/L"), ("amend", "0.08 mg/L"), ("strike", "另一条河"),
    ]  # fmt: skip
    assert log[2]["refers_to"] == log[3]["refers_to"] == log[1]["hash"]
    assert run(["--lang", "en", "incident", "log", id_]) == 0
    assert "0.8 mg/L [amended by 3] [struck by 4]" in capsys.readouterr().out


def test_an_entry_of_another_post_is_named_with_it(capsys, id_):
    printed(capsys, "note", id_, "one", "--post", "前方")
    assert "--of" in refused(capsys, "amend", id_, 9, "two")
    hash_ = printed(capsys, "log", id_)[1]["hash"]
    there = ("--post", "后方")
    printed(capsys, "amend", id_, 1, "two", "--of", "前方", *there)
    # A start without a letter would be a number.
    start = hash_[: 8 + hash_.index(hash_.strip("0123456789")[0])]
    printed(capsys, "amend", id_, start, "three", *there)
    assert {e.get("refers_to") for e in printed(capsys, "log", id_)[2:]} == {hash_}
    assert "cannot be struck" in refused(capsys, "strike", id_, 1, "x")


def test_a_file_is_kept(capsys, home, id_, tmp_path):
    photo = tmp_path / "照片.jpg"
    photo.write_bytes(b"\xff\xd8")
    printed(capsys, "attach", id_, photo)
    entry = printed(capsys, "log", id_)[-1]
    assert (entry["kind"], entry["text"]) == ("file", "照片.jpg")
    kept = home / "incidents" / id_ / "files" / entry["data"]["sha256"]
    assert kept.read_bytes() == b"\xff\xd8"
    photo.unlink()
    assert printed(capsys, "verify", id_)["files"] == 1
    refused(capsys, "attach", id_, photo)


def test_the_list_says_of_each_what_it_is_and_goes_on_past_a_damaged_one(capsys, home, id_):
    other = printed(capsys, "new", "--title", "b")["id"]
    (home / "incidents" / other / "journal.sqlite").write_bytes(b"rubbish" * 1000)
    (home / "incidents" / "not-one").mkdir()
    found = {one["id"]: one for one in printed(capsys, "list")}
    assert found.keys() == {id_, other}
    assert (found[id_]["title"], found[id_]["entries"]) == ("苯泄漏，曲水", 1)
    assert found[other]["title"] is None
    assert run(["--lang", "en", "incident", "list"]) == 0
    assert "cannot be read" in capsys.readouterr().out


def test_a_long_or_odd_text_comes_by_the_standard_input(capsys, id_, monkeypatch):
    text = "一\0二\r\n" + "水" * 200_000
    stdin = io.TextIOWrapper(io.BytesIO(text.encode() + b"\n"))
    monkeypatch.setattr(sys, "stdin", stdin)
    printed(capsys, "note", id_, "-")
    assert printed(capsys, "log", id_)[-1]["text"] == text
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("曲水".encode("gbk"))))
    assert "UTF-8" in refused(capsys, "note", id_, "-")


def test_a_text_gives_no_orders_to_the_terminal(capsys, id_):
    printed(capsys, "note", id_, "a\x1b[2Jb\nc")
    assert run(["incident", "log", id_]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "a\\x1b[2Jb ⏎ c" in out


@pytest.mark.parametrize(
    "words",
    [
        ("note", "20260101-0000-ffffff", "x"),
        ("note", "../incidents", "x"),
        ("log", "."),
        ("log", ""),
        ("verify", "nothing"),
        ("backup", "nothing"),
        ("new", "--title", " "),
        ("new",),
        ("note",),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_made(capsys, home, words):
    refused(capsys, *words)
    assert not home.exists()


def test_kinds_are_those_that_people_note(capsys, id_):
    assert "call" in refused(capsys, "note", id_, "x", "--kind", "cal")
    refused(capsys, "note", id_, "x", "--kind", "strike")


def test_while_a_window_writes_a_command_is_refused_and_reads(capsys, home, id_):
    with Journal(home / "incidents" / id_):
        assert "another window or command" in refused(capsys, "note", id_, "x")
        assert len(printed(capsys, "log", id_)) == 1
        assert printed(capsys, "verify", id_)["ok"] is True


def test_verify_names_the_first_broken_entry_and_saves_the_rest(capsys, home, id_):
    for text in ("one", "two spoken here", "three"):
        printed(capsys, "note", id_, text)
    whole = printed(capsys, "verify", id_)
    assert (whole["ok"], whole["entries"], whole["problems"]) == (True, 4, [])
    assert whole["posts"][0]["hash"] == printed(capsys, "log", id_)[-1]["hash"]
    assert run(["--lang", "en", "incident", "verify", id_]) == 0
    assert f"{id_} is whole: 4 entries" in capsys.readouterr().out
    path = home / "incidents" / id_ / "journal.sqlite"
    path.write_bytes(path.read_bytes().replace(b"two spoken", b"TWO spoken"))
    told = refused(capsys, "verify", id_)
    assert told.startswith("Error: entry 3 is broken: it is not what was written")
    assert "3 entries are whole and 1 can be read but are damaged" in told
    found = printed(capsys, "verify", path, code=1)
    assert found["ok"] is False
    lines = Path(found["readable"]).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["text"] for line in lines][-1] == "TWO spoken here"
    assert "entry 3" in refused(capsys, "log", id_)


def test_verify_takes_a_file_or_a_folder_too(capsys, home, id_, tmp_path, monkeypatch):
    copy = printed(capsys, "backup", id_)
    assert copy["entries"] == 1
    for word in (
        copy["file"],
        home / "incidents" / id_,
        home / "incidents" / id_ / "journal.sqlite",
    ):
        assert printed(capsys, "verify", word)["id"] == id_
    (tmp_path / "a.sqlite").write_bytes(b"x" * 4096)
    assert "damaged" in refused(capsys, "verify", tmp_path / "a.sqlite")
    assert [p.name for p in tmp_path.iterdir()] == ["a.sqlite"]


def test_a_home_below_a_file_is_refused(capsys, tmp_path, monkeypatch):
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("EMERG_HOME", str(tmp_path / "file" / "home"))
    assert "a file stands" in refused(capsys, "new", "--title", "x")
    assert printed(capsys, "list") == []


def test_as_a_program_it_prints_utf8_and_leaves_no_log(home, id_):
    environ = os.environ | {"PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "emerg", "incident", "note", id_, "水样 ✓", "--json"],
        capture_output=True,
        env=environ,
        check=True,
    )
    assert json.loads(done.stdout)["number"] == 2
    folder = home / "incidents" / id_
    assert sorted(p.name for p in folder.iterdir()) == ["files", "journal.lock", "journal.sqlite"]
    assert (folder / "journal.sqlite").read_bytes().count("水样 ✓".encode()) == 1


def test_a_closed_incident_says_so_is_still_noted_in_and_opened_by_striking_that(capsys, id_):
    noted = printed(capsys, "close", id_, "river clean since 06:10")
    assert "closed already, by entry 2" in refused(capsys, "close", id_, "again")
    (one,) = printed(capsys, "list")
    assert one["closed"] is not None
    printed(capsys, "note", id_, "the lab rang")
    printed(capsys, "strike", id_, noted["number"], "rain brought more")
    (one,) = printed(capsys, "list")
    assert one["closed"] is None
    printed(capsys, "close", id_, "over now")
    assert run(["--lang", "en", "incident", "list"]) == 0
    assert "closed" in capsys.readouterr().out


def test_a_drill_is_one_for_good(capsys):
    drill = printed(capsys, "new", "--title", "演练：苯泄漏", "--exercise")["id"]
    real = printed(capsys, "new", "--title", "苯泄漏")["id"]
    assert {one["id"]: one["exercise"] for one in printed(capsys, "list")} == {
        drill: True,
        real: False,
    }
    assert run(["--lang", "en", "incident", "list"]) == 0
    assert "drill, goes on" in capsys.readouterr().out


def test_the_role_of_the_settings_stands_with_what_is_said(capsys, home, id_):
    (home / "settings.toml").write_text('author = "李"\nrole = "command"\n', encoding="utf-8")
    printed(capsys, "note", id_, "close the intake", "--kind", "order")
    assert printed(capsys, "log", id_)[-1]["data"] == {"role": "command"}
    assert run(["--lang", "en", "incident", "log", id_]) == 0
    assert "李 (commander)" in capsys.readouterr().out


@pytest.mark.parametrize("words", [("note", "x"), ("strike", "1", "x"), ("close", "x")])
def test_a_reader_notes_nothing_whatever_name_is_given(capsys, home, id_, words):
    (home / "settings.toml").write_text('role = "reader"\n', encoding="utf-8")
    command, *rest = words
    said = refused(capsys, command, id_, *rest, "--author", "Li", "--post", "")
    assert "only reads" in said or "cannot be struck" in said
    assert len(printed(capsys, "log", id_)) == 1


def test_a_role_that_is_none_is_refused(capsys, home, id_):
    (home / "settings.toml").write_text('role = "boss"\n', encoding="utf-8")
    assert "use one of: duty, command, field, control, reader" in refused(capsys, "note", id_, "x")


def test_to_amend_an_answer_is_to_amend_both_text_and_answer(capsys, id_):
    answer = ["--kind", "fact", "--about", "deaths", "--value", "2"]
    number = printed(capsys, "note", id_, "two dead", *answer)["number"]
    assert "the answer to 'deaths'" in refused(capsys, "amend", id_, number, "one dead")
    printed(capsys, "amend", id_, number, "one dead", "--value", "1")
    last = printed(capsys, "log", id_)[-1]["data"]
    assert (last["about"], last["value"]) == ("deaths", "1")
    assert printed(capsys, "conflicts", id_) == []
    assert "answers no question" in refused(capsys, "amend", id_, 1, "x", "--value", "1")


def test_a_note_in_nobodys_name_says_so(capsys, id_):
    assert run(["--lang", "en", "incident", "note", id_, "x"]) == 0
    assert "in nobody's name" in capsys.readouterr().out
    assert run(["--lang", "en", "incident", "note", id_, "x", "--author", "Li"]) == 0
    assert "nobody" not in capsys.readouterr().out
