"""emerg incident archive: proven by restoring it, and only then taken off the computer."""

import json

import pytest

from emerg.cli.main import run
from emerg.errors import InputError
from emerg.incident.lock import Lock
from emerg.incident.model import Draft, Person
from emerg.usecases import archive
from emerg.usecases.case import HELD
from emerg.usecases.incident import list_incidents, note, read_log


@pytest.fixture
def told(capsys):
    def tell(*words):
        code = run(["incident", *map(str, words), "--json"])
        out, err = capsys.readouterr()
        assert (code, err) == (0, "")
        return json.loads(out)

    return tell


@pytest.fixture
def refused(capsys):
    def refuse(*words):
        assert run(["--lang", "en", "incident", *map(str, words)]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        return err

    return refuse


@pytest.fixture
def id_(told, tmp_path):
    """An incident that is over, with a file."""
    id_ = told("new", "--title", "苯泄漏，曲水")["id"]
    photo = tmp_path / "river.jpg"
    photo.write_bytes(b"jpeg")
    told("attach", id_, photo)
    told("close", id_, "river clean")
    return id_


def test_put_away_taken_off_and_brought_back_the_same(told, id_, home, tmp_path):
    before = read_log(home, id_)
    done = told("archive", id_, "--out", tmp_path / "archive", "--remove")
    assert (done["entries"], done["removed"]) == (3, True)
    assert sorted(p.name for p in (tmp_path / "archive" / id_).iterdir()) == [
        "record.emerg",
        "record.pdf",
        "record.xlsx",
    ]
    assert list_incidents(home) == ()
    assert list((home / "incidents").iterdir()) == []
    told("import", done["files"][0])
    assert read_log(home, id_) == before
    told("verify", id_)


def test_without_being_told_to_it_stays(told, id_, home, tmp_path):
    told("archive", id_, "--out", tmp_path / "archive")
    told("archive", id_, "--out", tmp_path / "archive")
    assert [one.id for one in list_incidents(home)] == [id_]


def test_a_locked_archive_leaves_nothing_that_is_read_without(told, id_, tmp_path):
    pw = tmp_path / "pw"
    pw.write_text("geheim\n")
    told("archive", id_, "--out", tmp_path / "archive", "--passphrase-file", pw)
    (one,) = (tmp_path / "archive" / id_).iterdir()
    assert one.name == "record.emerg"
    assert one.read_bytes().startswith(b"age-encryption.org")


def test_what_goes_on_is_not_put_away(told, refused, id_, tmp_path):
    told("strike", id_, 3, "rain brought more")
    assert "goes on" in refused("archive", id_, "--out", tmp_path / "archive", "--remove")
    assert not (tmp_path / "archive").exists()


def test_what_a_window_shows_stays(refused, id_, home, tmp_path):
    with Lock(home / "incidents" / id_ / HELD):
        refused("archive", id_, "--out", tmp_path / "archive", "--remove")
    assert [one.id for one in list_incidents(home)] == [id_]


def test_an_archive_that_does_not_restore_removes_nothing(
    refused, id_, home, tmp_path, monkeypatch
):
    # What is read back is not what stands here, as on a disk that lies.
    monkeypatch.setattr(archive, "read_log", lambda where, _id: [] if where == home else [1])
    said = refused("archive", id_, "--out", tmp_path / "archive", "--remove")
    assert "does not hold what stands here" in said
    assert [one.id for one in list_incidents(home)] == [id_]


def test_what_is_noted_at_the_last_moment_brings_it_back(id_, home):
    entries = read_log(home, id_)
    now = entries[-1].time
    note(home, id_, Draft("note", "late"), Person(), now)
    with pytest.raises(InputError, match="noted meanwhile"):
        archive._remove(home / "incidents" / id_, entries)
    assert read_log(home, id_)[-1].text == "late"
