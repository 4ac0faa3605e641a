"""Proof that a journal is whole: its chain, its files, and the database they stand in."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from emerg.errors import DataError, Problem
from emerg.incident.chain import Break, Walk
from emerg.incident.database import UNREADABLE, damaged, reading
from emerg.incident.disk import blob_of
from emerg.incident.model import FILE, Entry
from emerg.incident.reader import incident_of, opening
from emerg.incident.rescue import scan
from emerg.texts import Prose, Text

INTEGRITY = "PRAGMA integrity_check(10)"
INDEXED = "SELECT post, number, hash FROM entry INDEXED BY entry_place"
SHA256 = re.compile(r"[0-9a-f]{64}")
FILES = "files"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of a journal found.

    Attributes
    ----------
    incident : str
        Its id; empty where even that cannot be read.
    entries, files : int
        How many are proven to be what was written.
    last : mapping of str to Entry
        The last entry of each post: printed on paper, its hash proves all before it.
    problems : tuple of Problem
        The first broken entry first, then files, then the database; empty if all is well.
    """

    incident: str
    entries: int
    files: int
    last: dict[str, Entry]
    problems: tuple[Problem, ...]


def verify(path: Path, incident: str = "") -> Verdict:
    """Check the journal at `path`, which should be that of `incident` if one is named.

    Raises
    ------
    InputError
        There is no such file, or it cannot be opened.
    """
    try:
        with reading(path) as connection:
            return _verified(connection, path, incident)
    except DataError as error:
        return Verdict("", 0, 0, {}, error.problems)


def _verified(connection: sqlite3.Connection, path: Path, incident: str) -> Verdict:
    problems: list[Problem] = []
    id_ = incident or path.resolve().parent.name
    try:
        id_ = incident_of(opening(connection, path), path)
    except DataError as error:
        # Named below as the first entry, where it is one; its place in the chain is known.
        unopened = list(error.problems)
    else:
        unopened = []
    if incident and id_ != incident:
        what = Text("the journal is that of {id}", id=id_)
        problems.append(damaged(what, path))
    walk = Walk(id_)
    for row in scan(connection):
        walk.follow(row[1:])
    walk.check_references()
    breaks = list(walk.breaks)
    unsound = list(_unsound(connection, path))
    if breaks or unsound:
        breaks += _unreadable(connection, walk, breaks)
    problems += [_told(found, path) for found in breaks]
    problems += unopened if not breaks else []
    files = [entry for entry in walk.entries if entry.kind == FILE]
    broken = [problem for entry in files for problem in _file_problems(entry, path)]
    last = {entry.post: entry for entry in sorted(walk.entries, key=lambda e: (e.number, e.hash))}
    return Verdict(
        id_,
        len(walk.entries),
        len(files) - len(broken),
        last,
        (*problems, *broken, *unsound),
    )


def _unsound(connection: sqlite3.Connection, path: Path) -> Iterator[Problem]:
    """What SQLite itself finds wrong."""
    try:
        lines = [str(line) for (line,) in connection.execute(INTEGRITY)]
    except UNREADABLE as error:
        lines = [str(error)]
    for line in lines:
        if line != "ok":
            yield damaged(Text("the journal is damaged ({reason})", reason=line), path)


def _unreadable(connection: sqlite3.Connection, walk: Walk, told: list[Break]) -> list[Break]:
    """Entries that the index still knows and the table no longer gives."""
    seen = {entry.hash for entry in walk.entries}
    places = {(found.post, found.number) for found in told}
    breaks = []
    try:
        for post, number, hash_ in connection.execute(INDEXED):
            if hash_ not in seen and (post, number) not in places:
                breaks.append(Break(post, number, Text("it cannot be read")))
    except UNREADABLE:
        # The index is damaged too: what it gave until here is what there is.
        return breaks
    return breaks


def _told(found: Break, path: Path) -> Problem:
    what = Text("entry {n} is broken: {what}", n=found.number, what=found.what)
    return damaged(what, _place(found.post, path))


def _place(post: str, path: Path) -> Prose:
    return Text("{file}, post {post}", file=str(path), post=post) if post else str(path)


def _file_problems(entry: Entry, path: Path) -> Iterator[Problem]:
    """Whether the file that `entry` keeps is there and is what was kept."""
    data = entry.figures()
    name = str(data.get("sha256"))
    wanted = (name, data.get("size"))
    if SHA256.fullmatch(name):
        # A backup stands in a folder beside the files.
        for folder in (path.parent, path.resolve().parent.parent):
            found = blob_of(folder / FILES / name)
            if found is not None and (found.sha256, found.size) == wanted:
                return
    what = Text("file {name} of entry {n} is missing or changed", name=entry.text, n=entry.number)
    yield damaged(what, _place(entry.post, path.parent / FILES / name))
