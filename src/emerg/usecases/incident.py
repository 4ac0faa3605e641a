"""The record of incidents: open one, note, amend, strike, attach, read, prove, copy."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path

from emerg.errors import DataError, EmergError, InputError, Problem
from emerg.incident.backup import KEPT, Backup, back_up
from emerg.incident.conflicts import ABOUT, answering, last_words
from emerg.incident.model import AMEND, CLOSE, ID, OPEN, STRIKE, Draft, Entry, Person
from emerg.incident.reader import Head, find_entry, read_entries, read_head
from emerg.incident.rescue import Rescued, rescue
from emerg.incident.store import JOURNAL, Journal, create
from emerg.incident.verify import Verdict, verify
from emerg.texts import Text
from emerg.units import BEIJING

INCIDENTS = "incidents"


@dataclass(frozen=True, slots=True)
class Listed:
    """An incident of this computer; without `head` it cannot be read, and `problems` say why."""

    id: str
    file: Path
    head: Head | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, and what was saved of a journal that is not whole."""

    file: Path
    verdict: Verdict
    rescued: Rescued | None


def new_incident(
    home: Path, title: str, person: Person, now: datetime, *, exercise: bool = False
) -> tuple[str, Path]:
    """Open an incident; its id, the same at every post that it travels to, and its journal.

    Raises
    ------
    InputError, OutputError
        The title is empty; it cannot be written.
    """
    id_ = f"{now.astimezone(BEIJING):%Y%m%d-%H%M}-{secrets.token_hex(3)}"
    create(home / INCIDENTS, id_, title, person, now, exercise=exercise)
    return id_, home / INCIDENTS / id_ / JOURNAL


def incident_folder(home: Path, id_: str) -> Path:
    """Where the incident `id_` stands.

    Raises
    ------
    InputError
        There is none of that id.
    """
    folder = home / INCIDENTS / id_
    if ID.fullmatch(id_) and (folder / JOURNAL).is_file():
        return folder
    near = get_close_matches(id_, _ids(home), n=1)
    raise InputError(
        Text("there is no incident '{id}'", id=id_),
        where=str(home / INCIDENTS),
        fix=Text("did you mean '{near}'?", near=near[0])
        if near
        else Text("emerg incident list names them; emerg incident new opens one"),
    )


def _ids(home: Path) -> list[str]:
    root = home / INCIDENTS
    found = root.iterdir() if root.is_dir() else ()
    return sorted(folder.name for folder in found if ID.fullmatch(folder.name))


def list_incidents(home: Path) -> tuple[Listed, ...]:
    """Every incident of this computer, the oldest first; damaged ones too."""
    return tuple(
        _listed(id_, home / INCIDENTS / id_ / JOURNAL)
        for id_ in _ids(home)
        if (home / INCIDENTS / id_ / JOURNAL).is_file()
    )


def _listed(id_: str, file: Path) -> Listed:
    try:
        return Listed(id_, file, read_head(file))
    except EmergError as error:
        return Listed(id_, file, None, error.problems)


def note(home: Path, id_: str, draft: Draft, person: Person, now: datetime) -> Entry:
    """Note `draft`; returns once it is on disk.

    Raises
    ------
    InputError, OutputError, DataError
        It was not noted. Of a damaged journal what is readable is written beside it.
    """
    folder = incident_folder(home, id_)
    with _rescuing(folder / JOURNAL), Journal(folder) as journal:
        return journal.append(draft, person, now)


def amend(
    home: Path,
    id_: str,
    word: str,
    of: str,
    text: str,
    person: Person,
    now: datetime,
    value: str | None = None,
) -> Entry:
    """Say what the entry `word` of the post `of` should have said; it stays as it was.

    Parameters
    ----------
    value : str or None
        The answer as it should have been, of an entry that answers a question.

    Raises
    ------
    InputError, OutputError, DataError
        There is no such entry; it is an answer, and none is given, or the other way round; or as
        `note`.
    """
    meant = _meant(home, id_, word, of)
    about = meant.figures().get(ABOUT)
    asked = about if isinstance(about, str) else ""
    _check_answer(asked, value)
    if value is None:
        return note(home, id_, Draft(AMEND, text, refers_to=meant.hash), person, now)
    folder = incident_folder(home, id_)
    with _rescuing(folder / JOURNAL), Journal(folder) as journal:
        data = answering(asked, value, last_words(read_entries(journal.path), asked))
        return journal.append(Draft(AMEND, text, data, meant.hash), person, now)


def _check_answer(about: str, value: str | None) -> None:
    """A corrected text beside an answer that was not would contradict itself on every sheet."""
    if about and value is None:
        raise InputError(
            Text("the entry is the answer to '{about}'", about=about),
            where="--value",
            fix=Text("give the answer too, as it should have been"),
        )
    if value is not None and not about:
        raise InputError(
            Text("the entry answers no question"),
            where="--value",
            fix=Text("leave it out, or note the answer with --about"),
        )


def strike(
    home: Path, id_: str, word: str, of: str, reason: str, person: Person, now: datetime
) -> Entry:
    """Say that the entry `word` of the post `of` no longer holds, and why; it stays as it was.

    Raises
    ------
    InputError, OutputError, DataError
        There is no such entry, or it opened the incident; or as `note`.
    """
    meant = _meant(home, id_, word, of)
    if meant.kind == OPEN:
        raise InputError(
            Text("the entry that opened the incident cannot be struck"),
            where="NUMBER",
            fix=Text("amend it to give the incident another title"),
        )
    return note(home, id_, Draft(STRIKE, reason, refers_to=meant.hash), person, now)


def close_incident(home: Path, id_: str, reason: str, person: Person, now: datetime) -> Entry:
    """Say that the incident is over, and how it ended; what comes to light later is still noted.

    Raises
    ------
    InputError, OutputError, DataError
        It is closed already; or as `note`.
    """
    path = incident_folder(home, id_) / JOURNAL
    with _rescuing(path):
        closed = read_head(path).closed
    if closed is not None:
        raise InputError(
            Text("the incident is closed already, by entry {n}", n=closed.number),
            where=id_,
            fix=Text("strike that entry to open it again"),
        )
    return note(home, id_, Draft(CLOSE, reason), person, now)


def _meant(home: Path, id_: str, word: str, of: str) -> Entry:
    path = incident_folder(home, id_) / JOURNAL
    with _rescuing(path):
        return find_entry(path, word, of)


def attach(home: Path, id_: str, file: Path, person: Person, now: datetime) -> Entry:
    """Keep a copy of `file` with the incident; returns once copy and entry are on disk.

    Raises
    ------
    InputError, OutputError, DataError
        The file cannot be read or kept; or as `note`.
    """
    folder = incident_folder(home, id_)
    with _rescuing(folder / JOURNAL), Journal(folder) as journal:
        return journal.attach(file, person, now)


def read_log(home: Path, id_: str) -> list[Entry]:
    """Every entry of the incident, in the order of time.

    Raises
    ------
    InputError, DataError
        There is none of that id; it is damaged, and what is readable is written beside it.
    """
    path = incident_folder(home, id_) / JOURNAL
    with _rescuing(path):
        return read_entries(path)


def check_incident(home: Path, word: str) -> Checked:
    """Prove the incident, or the journal in a file or folder, that `word` names.

    Raises
    ------
    InputError
        There is none.
    """
    if ID.fullmatch(word) and (home / INCIDENTS / word / JOURNAL).is_file():
        path, id_ = home / INCIDENTS / word / JOURNAL, word
    elif Path(word).exists():
        path, id_ = Path(word), ""
        path = path / JOURNAL if path.is_dir() else path
    else:
        path, id_ = incident_folder(home, word) / JOURNAL, word
    verdict = verify(path, id_)
    return Checked(path, verdict, rescue(path) if verdict.problems else None)


def back_up_incident(home: Path, id_: str, now: datetime, kept: int = KEPT) -> Backup:
    """Copy the journal, prove the copy, then let all but the last `kept` copies go.

    Raises
    ------
    InputError, OutputError, DataError
        There is none of that id, there is no room, or it is damaged; older copies stay.
    """
    path = incident_folder(home, id_) / JOURNAL
    with _rescuing(path):
        return back_up(path, now, kept=kept)


@contextmanager
def _rescuing(path: Path) -> Iterator[None]:
    """Of a journal that proves damaged, write what is readable beside it and say where."""
    try:
        yield
    except DataError as error:
        raise DataError((*error.problems, *_saved(path))) from error


def _saved(path: Path) -> tuple[Problem, ...]:
    try:
        saved = rescue(path)
    except EmergError as error:
        return error.problems
    return (rescued_problem(saved),) if saved else ()


def rescued_problem(saved: Rescued) -> Problem:
    """Where what is readable now stands."""
    return Problem(
        Text(
            "{intact} entries are whole and {damaged} can be read but are damaged",
            intact=saved.intact,
            damaged=saved.damaged,
        ),
        str(saved.file),
        Text("this list holds them, one a line; keep it with the journal"),
    )
