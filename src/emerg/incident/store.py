"""The journal of an incident: one SQLite file that only ever grows.

``<home>/incidents/<id>/`` holds ``journal.sqlite``, ``files/<sha-256>`` and ``journal.lock``. An
entry is returned only after its commit is on disk; a file is on disk before its entry.
"""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self

from emerg.errors import DataError, InputError, OutputError, why
from emerg.incident.chain import canonical, genesis, sealed
from emerg.incident.database import check_format, damaged, reading, trouble, writer
from emerg.incident.disk import keep_blob, sync_folder
from emerg.incident.lock import Lock
from emerg.incident.model import (
    EXERCISE,
    FILE,
    ID,
    OPEN,
    Draft,
    Entry,
    Person,
    check_draft,
    with_role,
)
from emerg.incident.reader import entries_of, incident_of, opening
from emerg.incident.rows import INSERT, begin, row_of, upgrade
from emerg.incident.schema import READ
from emerg.texts import Text

JOURNAL = "journal.sqlite"
LOCK = "journal.lock"
FILES = "files"
NEW = ".new-"
TIP = "SELECT number, hash FROM entry WHERE post = ? ORDER BY number DESC, hash DESC LIMIT 1"
KNOWN = "SELECT 1 FROM entry WHERE hash = ?"
PLACES = "SELECT hash, post, number FROM entry"
POSTS = "SELECT DISTINCT post FROM entry"
LAST_OF = f"SELECT {READ} FROM entry WHERE post = ? ORDER BY number DESC, hash DESC LIMIT 1"


class Journal:
    """An incident open for writing: by this process alone, from any of its threads.

    Raises
    ------
    InputError
        There is no such incident, or somebody else is writing it.
    OutputError
        It cannot be written.
    DataError
        It is damaged, or of a newer version.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / JOURNAL
        self._guard = RLock()
        self._said: set[str] = set()  # hash of the last entry noted here, of each post
        self._connection: sqlite3.Connection | None = None
        # A look first: a lock file is not left where there is no journal.
        with reading(self.path) as connection:
            self.incident = incident_of(opening(connection, self.path), self.path)
        self._lock = Lock(folder / LOCK)
        try:
            self._connected()
        except BaseException:
            self._lock.release()
            raise

    def append(self, draft: Draft, person: Person, now: datetime) -> Entry:
        """The entry that `draft` became, once it is on disk.

        Raises
        ------
        InputError
            The draft cannot be kept, or refers to an entry that is not here.
        OutputError
            It is not on disk; the next try opens the journal anew.
        DataError
            The journal is damaged.
        """
        check_draft(draft, person)
        draft = with_role(draft, person)
        canonical(draft.data)
        with self._guard:
            with self._transaction() as connection:
                if draft.refers_to:
                    self._check_known(connection, draft.refers_to)
                tip = connection.execute(TIP, (person.post,)).fetchone()
                number, previous = tip or (0, genesis(self.incident))
                entry = sealed(draft, person, now, number + 1, previous)
                connection.execute(INSERT, row_of(entry))
            self._said = {said for said in self._said if said != previous} | {entry.hash}
        return entry

    def admit(self, entries: Iterable[Entry]) -> None:
        """Take entries that other posts wrote, on disk when this returns, all or none.

        They have been proven, and each follows one that is here or comes before it in `entries`.

        Raises
        ------
        OutputError, DataError
            None of them was taken.
        """
        with self._guard, self._transaction() as connection:
            connection.executemany(INSERT, map(row_of, entries))

    def places(self) -> dict[str, tuple[str, int]]:
        """Post and number of every entry, by hash.

        Raises
        ------
        OutputError, DataError
            The journal cannot be read.
        """
        with self._guard, self._transaction() as connection:
            return {hash_: (post, number) for hash_, post, number in connection.execute(PLACES)}

    def attach(self, source: Path, person: Person, now: datetime) -> Entry:
        """Keep a copy of the file at `source`, then note it.

        Raises
        ------
        InputError, OutputError, DataError
            As `append`; or the file cannot be read or kept.
        """
        draft = Draft(FILE, source.name)
        check_draft(draft, person)
        blob = keep_blob(self.folder / FILES, source)
        data = {"sha256": blob.sha256, "size": blob.size}
        return self.append(Draft(FILE, source.name, data), person, now)

    def close(self) -> None:
        """Move all entries from the log into the one file, and let others write."""
        with self._guard:
            if self._connection is not None:
                # Where that fails every entry is safe in the log, and whoever opens it next tries.
                with suppress(sqlite3.Error):
                    self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._drop()
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        connection = self._connection or self._connected()
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            # After a failed fsync nobody knows what the disk holds: the next try looks again.
            self._drop()
            raise trouble(error, self.path, written=True) from error
        except BaseException:
            connection.rollback()
            raise

    def _connected(self) -> sqlite3.Connection:
        """Connect, bring the journal to this version, and look at where it ends."""
        try:
            self._connection = connection = writer(self.path)
            upgrade(connection)
            check_format(connection, self.path)
            self._check_ends(connection)
        except sqlite3.Error as error:
            self._drop()
            raise trouble(error, self.path, written=True) from error
        except BaseException:
            self._drop()
            raise
        return connection

    def _check_ends(self, connection: sqlite3.Connection) -> None:
        """The last entry of each post is whole, and what was noted before is still there."""
        for (post,) in connection.execute(POSTS).fetchall():
            list(entries_of(connection, LAST_OF, self.path, post))
        for said in self._said:
            if connection.execute(KNOWN, (said,)).fetchone() is None:
                raise DataError(
                    [damaged(Text("an entry that was on disk is no longer there"), self.path)]
                )

    def _check_known(self, connection: sqlite3.Connection, entry: str) -> None:
        if connection.execute(KNOWN, (entry,)).fetchone() is None:
            raise InputError(
                Text("there is no such entry"),
                where=entry,
                fix=Text("name an entry of emerg incident log"),
            )

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def create(
    root: Path, id_: str, title: str, person: Person, now: datetime, *, exercise: bool = False
) -> Entry:
    """Open a new incident in ``<root>/<id>``; an exercise says so ever after.

    Returns
    -------
    Entry
        The one that opened it.

    Raises
    ------
    InputError
        The title is empty, the id is no name for a folder, or is taken.
    OutputError
        It cannot be written.
    """
    draft = Draft(OPEN, title, {"id": id_} | ({EXERCISE: True} if exercise else {}))
    check_draft(draft, person)
    entry = sealed(with_role(draft, person), person, now, 1, genesis(id_))
    set_up(root, id_, [entry])
    return entry


def set_up(
    root: Path, id_: str, entries: Iterable[Entry], bring: Callable[[Path], None] | None = None
) -> None:
    """Make ``<root>/<id>`` with `entries`, aside and renamed, so that there is no half of one.

    Parameters
    ----------
    bring : callable
        Puts files into the folder for files.

    Raises
    ------
    InputError
        The id is no name for a folder, or is taken.
    OutputError
        It cannot be written.
    """
    folder = root / id_
    if not ID.fullmatch(id_) or folder.exists():
        raise InputError(
            Text("'{id}' cannot be the id of a new incident", id=id_),
            where=str(root),
            fix=Text("use letters, digits and -, and an id that is free"),
        )
    try:
        root.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(dir=root, prefix=NEW))
    except OSError as error:
        raise _unmade(root, error) from error
    try:
        begin(made / JOURNAL, entries)
        (made / FILES).mkdir()
        if bring is not None:
            bring(made / FILES)
        sync_folder(made / FILES)
        sync_folder(made)
        made.rename(folder)
        sync_folder(root)
        sync_folder(root.parent)
    except OSError as error:
        raise _unmade(root, error) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _unmade(root: Path, error: OSError) -> OutputError:
    return OutputError(
        Text("the incident cannot be opened ({reason})", reason=why(error)),
        where=str(root),
        fix=Text("make room and allow writing there, or set EMERG_HOME to another folder"),
    )
