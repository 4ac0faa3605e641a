"""Reading a journal: every entry that is handed out has been checked against its own hash."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from emerg.errors import DataError, InputError
from emerg.incident.chain import Row, proven
from emerg.incident.database import damaged, reading
from emerg.incident.model import AMEND, CLOSE, EXERCISE, OPEN, STRIKE, Entry, in_order
from emerg.incident.schema import READ
from emerg.texts import Text

ALL = f"SELECT {READ} FROM entry ORDER BY seq"
OPENED = f"SELECT {READ} FROM entry WHERE kind = '{OPEN}' ORDER BY seq LIMIT 1"
LAST = f"SELECT {READ} FROM entry ORDER BY seq DESC LIMIT 1"
AMENDED = f"SELECT {READ} FROM entry WHERE kind = '{AMEND}' AND refers_to = ?"
CLOSED = f"""SELECT {READ} FROM entry WHERE kind = '{CLOSE}' AND hash NOT IN (
    SELECT refers_to FROM entry WHERE kind = '{STRIKE}' AND refers_to IS NOT NULL
)"""

NUMBERED = f"SELECT {READ} FROM entry WHERE post = ? AND number = ?"
HASHED = f"SELECT {READ} FROM entry WHERE hash >= ? AND hash < ?"
MOST_DIGITS = 18  # of a number that SQLite holds
HASH_START = re.compile(r"(?=.*[a-f])[0-9a-f]{8,64}")


@dataclass(frozen=True, slots=True)
class Head:
    """What a journal is about, without reading all of it.

    Attributes
    ----------
    title : str
        The text of the entry that opened it, as last amended.
    entries : int
        How many there are.
    last : Entry
        The one that came last to this file.
    closed : Entry or None
        The one that closed it; None: it goes on. To strike that entry is to open it again.
    """

    id: str
    title: str
    entries: int
    opened: Entry
    last: Entry
    closed: Entry | None = None

    @property
    def exercise(self) -> bool:
        """Whether it is a drill."""
        return self.opened.figures().get(EXERCISE) is True


def read_entries(path: Path) -> list[Entry]:
    """Every entry of the journal at `path`, in the order of `in_order`.

    Raises
    ------
    InputError, DataError
        There is none, it is damaged, or an entry is not what its hash says.
    """
    with reading(path) as connection:
        return in_order(entries_of(connection, ALL, path))


def read_head(path: Path) -> Head:
    """What the journal at `path` is about.

    Raises
    ------
    InputError, DataError
        As `read_entries`, for the entries that were looked at.
    """
    with reading(path) as connection:
        opened = opening(connection, path)
        amended = in_order(entries_of(connection, AMENDED, path, opened.hash))
        (last,) = entries_of(connection, LAST, path)
        closed = in_order(entries_of(connection, CLOSED, path))
        (count,) = connection.execute("SELECT count(*) FROM entry").fetchone()
    title = amended[-1].text if amended else opened.text
    ended = closed[-1] if closed else None
    return Head(incident_of(opened, path), title, count, opened, last, ended)


def find_entry(path: Path, word: str, post: str) -> Entry:
    """The entry that a person names: its number within `post`, or the start of its hash.

    Raises
    ------
    InputError
        There is none, or more than one.
    DataError
        The journal is damaged.
    """
    with reading(path) as connection:
        if word.isdecimal() and len(word) <= MOST_DIGITS:
            found = list(entries_of(connection, NUMBERED, path, post, int(word)))
        elif HASH_START.fullmatch(word):
            found = list(entries_of(connection, HASHED, path, word, word + "g"))
        else:
            found = []
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(
            Text("{n} entries are called {word}", n=len(found), word=word),
            where="NUMBER",
            fix=Text("name it by its hash: {known}", known=", ".join(e.hash[:12] for e in found)),
        )
    raise InputError(
        Text("there is no entry {word} of post '{post}'", word=word, post=post),
        where="NUMBER",
        fix=Text("take the number from emerg incident log, and name its post with --of"),
    )


def opening(connection: sqlite3.Connection, path: Path) -> Entry:
    """The entry that opened the journal."""
    found = list(entries_of(connection, OPENED, path))
    if not found:
        raise DataError([damaged(Text("the entry that opened the journal is missing"), path)])
    return found[0]


def incident_of(opened: Entry, path: Path) -> str:
    """The id of the incident that `opened` opens."""
    found = opened.figures().get("id")
    if not isinstance(found, str):
        raise DataError([damaged(Text("the entry that opened the journal names no id"), path)])
    return found


def entries_of(
    connection: sqlite3.Connection, query: str, path: Path, *values: object
) -> Iterator[Entry]:
    """The entries that `query` finds.

    Raises
    ------
    DataError
        One of them is not what its hash says.
    """
    for row in rows_of(connection, query, *values):
        entry = proven(row)
        if entry is None:
            what = Text("entry {n} is not what was written", n=str(row[1]))
            raise DataError([damaged(what, path)])
        yield entry


def rows_of(connection: sqlite3.Connection, query: str, *values: object) -> Iterator[Row]:
    """Rows with text as the bytes that stand there, decodable or not."""
    before = connection.text_factory
    connection.text_factory = bytes
    try:
        yield from connection.execute(query, values)
    finally:
        connection.text_factory = before
