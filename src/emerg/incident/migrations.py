"""How a journal of any version becomes one of this version: named steps, each whole or not at all.

sqlite-utils keeps the account of them in the journal, in ``_sqlite_migrations``.
"""

import sqlite3

from sqlite_utils import Database, Migrations

from emerg.incident.schema import APPLICATION_ID, FIRST

journal = Migrations("emerg-journal")


@journal(name="0001_entries")
def entries(db: Database) -> None:
    """Entries, and the triggers that keep them."""
    for statement in FIRST:
        db.conn.execute(statement)
    # Both travel with the transaction: a file is a journal whole or not at all.
    db.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.conn.execute("PRAGMA user_version = 1")


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the journal behind `connection` to this version."""
    journal.apply(Database(connection, execute_plugins=False))
