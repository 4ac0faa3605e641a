"""What is typed and in no record yet: kept whole, read back whole, never a stumbling block."""

from datetime import UTC, datetime

import pytest

from emerg.errors import InputError, OutputError
from emerg.incident.model import Draft, Person
from emerg.usecases.case import Case, Opening, changed_at
from emerg.usecases.incident import list_incidents, new_incident, note, read_log
from emerg.usecases.shown_case import last_asked
from emerg.usecases.unfinished import (
    ASIDE,
    FILE,
    Measured,
    Unfinished,
    drop_unfinished,
    keep_unfinished,
    put_aside,
    read_unfinished,
)

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
WORK = Unfinished(
    NOW.isoformat(),
    {"where": "拉萨河 430", "leak": {"mode": None}},
    "写到一半",
    ("G318-1",),
    (Measured("yulong", False, "pit", 1200.0),),
)


def test_it_comes_back_as_it_was(tmp_path):
    assert read_unfinished(tmp_path) == (None, ())
    keep_unfinished(tmp_path, WORK)
    assert read_unfinished(tmp_path) == (WORK, ())
    assert WORK.moment == NOW
    drop_unfinished(tmp_path)
    drop_unfinished(tmp_path)
    assert read_unfinished(tmp_path) == (None, ())


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"saved": "yesterday"}', '{"saved": "2026-11-25T03:00:00"}', "\x00"]
)
def test_what_cannot_be_read_is_told_and_kept_aside(tmp_path, text):
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    found, (problem,) = read_unfinished(tmp_path)
    assert found is None
    assert problem.where == str(tmp_path / ASIDE)
    assert (tmp_path / ASIDE).read_text(encoding="utf-8") == text
    assert read_unfinished(tmp_path) == (None, ())


def test_a_folder_that_cannot_be_written_keeps_what_was_there(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError):
        keep_unfinished(tmp_path / "file", WORK)
    put_aside(tmp_path / "file")  # says nothing: there is nothing to put


def noting(home, text):
    return lambda id_: note(home, id_, Draft("note", text), Person(), NOW)


def test_the_first_thing_said_opens_the_record(tmp_path):
    case = Case(tmp_path)
    assert case.folder == tmp_path
    case.say(noting(tmp_path, "one"), Opening("苯罐车", True), NOW)
    case.say(noting(tmp_path, "two"), Opening("another", False), NOW)
    (one,) = list_incidents(tmp_path)
    assert (one.id, one.head.title, one.head.exercise) == (case.id, "苯罐车", True)
    assert [entry.text for entry in read_log(tmp_path, case.id)] == ["苯罐车", "one", "two"]
    assert case.folder == one.file.parent


def test_one_case_in_one_window_and_what_is_typed_in_the_first(tmp_path):
    first, second = Case(tmp_path), Case(tmp_path)
    assert (first.keeps_unfinished, second.keeps_unfinished) == (True, False)
    id_, _file = new_incident(tmp_path, "x", Person(), NOW)
    held = Case(tmp_path, id_)
    with pytest.raises(InputError, match="open in another window"):
        Case(tmp_path, id_)
    held.let_go()
    assert Case(tmp_path, id_).keeps_unfinished


def test_whatever_is_written_shows(tmp_path):
    id_, file = new_incident(tmp_path, "x", Person(), NOW)
    before = changed_at(file)
    assert changed_at(file) == before
    note(tmp_path, id_, Draft("note", "y"), Person(), NOW)
    assert changed_at(file) != before


@pytest.mark.parametrize(
    "asked",
    [
        "a scenario of a file",
        {"river": "lhasa"},
        {"form": {}},
        {"form": 1},
        {"form": {"where": "x"}, "closed": "all"},
    ],
)
def test_only_a_forecast_that_a_window_asked_is_put_back(tmp_path, asked):
    id_, _file = new_incident(tmp_path, "x", Person(), NOW)
    note(tmp_path, id_, Draft("run", "a", {"asked": {"form": {"where": "y"}}}), Person(), NOW)
    note(tmp_path, id_, Draft("run", "b", {"asked": asked}), Person(), NOW)
    found = last_asked(tuple(read_log(tmp_path, id_)))
    assert found.work == Unfinished(NOW.isoformat(), {"where": "y"})
    assert last_asked(()) is None
