"""Rows of a journal as they go in, and a journal as it begins."""

import sqlite3
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

from emerg.incident.chain import Row
from emerg.incident.database import trouble, writer
from emerg.incident.model import Entry
from emerg.incident.schema import COLUMNS, VERSION

INSERT = f"INSERT INTO entry ({COLUMNS}) VALUES ({', '.join('?' * 11)})"


def row_of(entry: Entry) -> Row:
    """The columns of `entry`; no reference is NULL, so that the others must be there."""
    values = {field.name: getattr(entry, field.name) for field in fields(entry)}
    return tuple((values | {"refers_to": entry.refers_to or None}).values())


def upgrade(connection: sqlite3.Connection) -> None:
    """Bring the journal behind `connection` to this version, if it is not."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version < VERSION:
        # sqlite-utils takes a fifth of a second to load, and most journals need none of it.
        from emerg.incident.migrations import migrate

        migrate(connection)


def begin(path: Path, entries: Iterable[Entry]) -> None:
    """Make the journal at `path` with `entries`.

    Raises
    ------
    OutputError
        It cannot be written; what there is of it is for the caller to clear away.
    """
    try:
        connection = writer(path, "rwc")
        try:
            upgrade(connection)
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(INSERT, map(row_of, entries))
            connection.execute("COMMIT")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise trouble(error, path, written=True) from error
