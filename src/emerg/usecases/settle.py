"""Questions that posts answer, and what to do where the answers differ."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from emerg.errors import InputError
from emerg.incident.conflicts import VALUE, Conflict, answering, conflicts, last_words, told
from emerg.incident.model import SETTLE, Draft, Entry, Person
from emerg.incident.reader import read_entries
from emerg.incident.sameness import answer_to, question
from emerg.incident.store import Journal
from emerg.texts import Lang, Text, render
from emerg.usecases.incident import incident_folder, read_log
from emerg.usecases.incident_log import entry_json, log_row


def answer(
    home: Path, id_: str, draft: Draft, about: str, value: str, person: Person, now: datetime
) -> Entry:
    """Note `draft` as the answer `value` to the question `about`, after all that is known here.

    Raises
    ------
    InputError, OutputError, DataError
        It was not noted.
    """
    if not about.strip() or not about.isprintable():
        raise InputError(
            Text("this is no question"),
            where="--about",
            fix=Text("name what is answered in one line, as level or task 3"),
        )
    with Journal(incident_folder(home, id_)) as journal:
        known = last_words(read_entries(journal.path), about)
        data = {**draft.data, **answering(about, value, known)}
        return journal.append(Draft(draft.kind, draft.text, data), person, now)


def conflicts_of(home: Path, id_: str) -> tuple[Conflict, ...]:
    """What was said differently in the incident and not settled.

    Raises
    ------
    InputError, DataError
        There is none of that id; it is damaged.
    """
    return conflicts(read_log(home, id_))


def settle(
    home: Path, id_: str, name: str, value: str | None, reason: str, person: Person, now: datetime
) -> Entry:
    """Settle the conflict `name` by an entry that names all its sides.

    Raises
    ------
    InputError
        There is no such conflict, or it has no value to be settled with.
    OutputError, DataError
        It was not noted.
    """
    with Journal(incident_folder(home, id_)) as journal:
        found = {conflict.name: conflict for conflict in conflicts(read_entries(journal.path))}
        meant = {question(one.name): one for one in found.values() if not one.forked}
        conflict = found.get(name) or meant.get(question(name))
        if conflict is None:
            raise InputError(
                Text("there is no conflict '{name}'", name=name),
                where="NAME",
                fix=Text("use one of: {known}", known=", ".join(found) or "—"),
            )
        if value is None and not conflict.forked:
            raise InputError(
                Text("no value is said to hold"),
                where="--value",
                fix=Text("use one of: {known}", known=", ".join(_values(conflict))),
            )
        if value is not None and not conflict.forked and not _said(conflict, value):
            raise InputError(
                Text("'{value}' is none of the answers", value=value),
                where="--value",
                fix=Text(
                    "use one of: {known}; or note another answer of your own with --about",
                    known=", ".join(_values(conflict)),
                ),
            )
        about = "" if conflict.forked else conflict.name
        data = answering(about, value or "", conflict.sides)
        draft = Draft(SETTLE, reason, data, refers_to=conflict.sides[0].hash)
        return journal.append(draft, person, now)


def _said(conflict: Conflict, value: str) -> bool:
    """Whether a side said so, however it is spelt."""
    return answer_to(conflict.name, value) in told(conflict.sides)


def _values(conflict: Conflict) -> list[str]:
    return sorted(told(conflict.sides).values())


def conflict_rows(found: Sequence[Conflict], lang: Lang) -> list[list[str]]:
    """Name and value, then the entry as in the log; the name stands with the first side alone."""
    rows = []
    for conflict in found:
        for n, side in enumerate(conflict.sides):
            answered = side.figures().get(VALUE)
            value = render(Text("same post"), lang) if conflict.forked else str(answered)
            rows.append([conflict.name if n == 0 else "", value, *log_row(side, lang)])
    return rows


def conflicts_json(found: Sequence[Conflict]) -> list[dict[str, Any]]:
    """Conflicts for machines: name, whether two computers wrote as one post, and the sides."""
    return [
        {
            "name": conflict.name,
            "forked": conflict.forked,
            "sides": [entry_json(side) for side in conflict.sides],
        }
        for conflict in found
    ]
