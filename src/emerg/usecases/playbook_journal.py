"""The edits of a draft that is not saved yet, kept beside: loss of power loses none of them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from emerg.errors import InputError
from emerg.incident.disk import write_durably
from emerg.playbooks.draft import Base, Draft, Drop, Edit, File, History, Insert, Put
from emerg.playbooks.shelf import Entry
from emerg.texts import Text
from emerg.usecases.playbook_desk import Shelves, open_draft

FOLDER = "drafts"
FORMAT = 1
MOST_BYTES = 8 * 1024**2
DATE = "$date"  # a day, where JSON has no other way to say so
KINDS: Mapping[str, type[Put] | type[Insert]] = {"put": Put, "insert": Insert}


@dataclass(frozen=True, slots=True)
class Waiting:
    """Edits that were not saved the last time.

    Attributes
    ----------
    history : History or None
        The draft as it was left; None where the files are not those that were edited.
    """

    path: Path
    history: History | None


def journal_of(shelves: Shelves, base: Base) -> Path:
    """Where the edits of a playbook are kept."""
    return shelves.own / FOLDER / f"{base.kind}-{base.id}.json"


def keep_journal(shelves: Shelves, draft: Draft) -> None:
    """Write the edits of `draft`, whole or not at all; without edits nothing is kept.

    Raises
    ------
    OutputError
        The folder cannot be written.
    """
    path = journal_of(shelves, draft.base)
    if not draft.steps:
        drop_journal(shelves, draft.base)
        return
    told = {
        "format": FORMAT,
        "base": hashes_of(draft.base.contents),
        "steps": [[_told(edit) for edit in step] for step in draft.steps],
    }
    write_durably(path, [json.dumps(told, ensure_ascii=False, default=_day).encode()])


def drop_journal(shelves: Shelves, base: Base) -> None:
    """Forget the edits of a playbook: they are saved, or not wanted."""
    journal_of(shelves, base).unlink(missing_ok=True)


def waiting(shelves: Shelves, entry: Entry) -> Waiting | None:
    """The edits of `entry` that were not saved; None where there are none.

    Raises
    ------
    DataError
        A file of the playbook cannot be read.
    InputError
        What was kept cannot be read.
    """
    draft = open_draft(entry)
    path = journal_of(shelves, draft.base)
    try:
        raw = path.read_bytes()
    except OSError:
        return None
    try:
        told = json.loads(raw) if len(raw) <= MOST_BYTES else {}
        sound = told["format"] == FORMAT
        same = told["base"] == hashes_of(draft.base.contents)
        steps = [tuple(map(_edit, step)) for step in told["steps"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _unreadable(path) from error
    if not sound:
        raise _unreadable(path)
    return Waiting(path, _replayed(draft, steps) if same else None)


def _replayed(draft: Draft, steps: list[tuple[Edit, ...]]) -> History | None:
    history = History(draft)
    try:
        for step in steps:
            history = history.did(step)
    except (LookupError, TypeError, AttributeError):
        return None
    return history


def hashes_of(contents: Mapping[File, bytes]) -> dict[str, str]:
    """SHA-256 of each file."""
    return {file: hashlib.sha256(content).hexdigest() for file, content in contents.items()}


def _told(edit: Edit) -> dict[str, Any]:
    kind = type(edit).__name__.lower()
    told = {"do": kind, "file": edit.file, "place": list(edit.place)}
    return told if isinstance(edit, Drop) else {**told, "value": edit.value}


def _day(value: object) -> dict[str, str]:
    if isinstance(value, date):
        return {DATE: value.isoformat()}
    raise TypeError(f"{value!r} is no value of a playbook")


def _edit(told: Mapping[str, Any]) -> Edit:
    place = tuple(told["place"])
    if told["do"] == "drop":
        return Drop(told["file"], place)
    return KINDS[told["do"]](told["file"], place, _value(told["value"]))


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        if value.keys() == {DATE}:
            return date.fromisoformat(value[DATE])
        return {key: _value(item) for key, item in value.items()}
    return [_value(item) for item in value] if isinstance(value, list) else value


def _unreadable(path: Path) -> InputError:
    return InputError(
        Text("the edits that were kept cannot be read"),
        where=str(path),
        fix=Text("move the file away; the playbook itself is as it was"),
    )
