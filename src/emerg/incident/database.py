"""SQLite as the record wants it: connections, what they refuse, and what went wrong in words."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Literal, TypeAlias

from emerg.errors import DataError, EmergError, InputError, OutputError, Problem, why
from emerg.incident.schema import APPLICATION_ID, FIRST, VERSION
from emerg.texts import Prose, Text

Mode: TypeAlias = Literal["ro", "rw", "rwc"]

WAIT_S = 10.0  # for a reader that is just closing
DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
# Where the text of the tables is damaged, Python cannot even read what SQLite says about it.
UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
NO_PLACE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR}
# Written, but the disk would not confirm it: it may be there when the log is read again.
UNSURE = {sqlite3.SQLITE_IOERR_FSYNC, sqlite3.SQLITE_IOERR_DIR_FSYNC}
# sqlite-utils' own account of migrations is its affair; nothing that is printed hangs on it.
OURS = "SELECT sql FROM sqlite_master WHERE tbl_name != '_sqlite_migrations' AND sql IS NOT NULL"
HARDENED = ("PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON")
WRITING = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA fullfsync = ON",  # what a Mac needs for the same
    "PRAGMA checkpoint_fullfsync = ON",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",  # INSERT OR REPLACE asks the trigger against DELETE too
    *HARDENED,
)


def code(error: Exception) -> int:
    """The primary result code of SQLite behind `error`; 0 if there is none."""
    found: int = getattr(error, "sqlite_errorcode", 0)
    return found & 0xFF


def connect(path: Path, mode: Mode) -> sqlite3.Connection:
    """A bare connection; transactions are begun and ended by hand, threads are the caller's."""
    return sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        timeout=WAIT_S,
    )


def writer(path: Path, mode: Mode = "rw") -> sqlite3.Connection:
    """A connection whose commits are on disk when they return.

    Raises
    ------
    sqlite3.Error
        As SQLite says; `trouble` puts it in words.
    """
    connection = connect(path, mode)
    try:
        for pragma in WRITING:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that changes nothing; also beside a writer, and where nothing may be written.

    Raises
    ------
    InputError
        There is no such file.
    DataError
        It is damaged, or no journal of ours, or one of a newer version.
    """
    if not path.is_file():
        raise InputError(
            Text("there is no journal here"),
            where=str(path),
            fix=Text("name an incident of emerg incident list, or a file journal.sqlite"),
        )
    with ExitStack() as stack:
        try:
            connection = _reader(path, stack)
            check_format(connection, path)
            yield connection
        except UNREADABLE as error:
            raise trouble(error, path, written=False) from error


def _reader(path: Path, stack: ExitStack) -> sqlite3.Connection:
    # Opened for writing first: only such a connection clears the log away when it is the last.
    for mode in ("rw", "ro"):
        try:
            return _looking(path, mode, stack)
        except sqlite3.OperationalError as error:
            if code(error) not in NO_PLACE:
                raise
    # On a stick that is write-protected SQLite cannot make the index of the log; a copy can.
    return _looking(copied(path, stack), "rw", stack)


def _looking(path: Path, mode: Mode, stack: ExitStack) -> sqlite3.Connection:
    connection = connect(path, mode)
    try:
        for pragma in ("PRAGMA query_only = ON", *HARDENED):
            connection.execute(pragma)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return stack.enter_context(closing(connection))


def copied(path: Path, stack: ExitStack) -> Path:
    """The journal at `path`, its log with it, in a temporary folder that goes with `stack`.

    Raises
    ------
    OutputError
        There is no room for it.
    """
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="emerg-")))
    try:
        for suffix in ("", "-wal"):
            source = path.with_name(path.name + suffix)
            if source.is_file():
                shutil.copyfile(source, folder / (path.name + suffix))
    except OSError as error:
        raise OutputError(
            Text("the journal cannot be copied to be read ({reason})", reason=why(error)),
            where=str(folder),
            fix=Text("make room on the disk of temporary files"),
        ) from error
    return folder / path.name


def check_format(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse what is no journal of ours, or of a version to come.

    Raises
    ------
    DataError
        It is damaged or somebody else's.
    InputError
        It needs a newer version; nothing is wrong with it.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID or version < 1:
        raise DataError([damaged(Text("this is not a journal of emerg"), path)])
    if version > VERSION:
        raise InputError(
            Text("the journal was written by a newer emerg (format {n})", n=version),
            where=str(path),
            fix=Text("install that version here too; nothing was changed"),
        )
    found = {sql for (sql,) in connection.execute(OURS)}
    if found != set(FIRST):
        what = Text("the tables of the journal are not as emerg makes them")
        raise DataError([damaged(what, path)])


def damaged(what: Prose, where: Prose | Path) -> Problem:
    """A finding about a journal that cannot be trusted."""
    return Problem(
        what,
        str(where) if isinstance(where, Path) else where,
        Text("go on in a new incident; keep this one as it is, and its backups"),
    )


def trouble(error: Exception, path: Path, *, written: bool) -> EmergError:
    """What SQLite says while an entry is `written`, or read, as what, where and fix."""
    if code(error) in DAMAGE or isinstance(error, UnicodeDecodeError):
        what = Text("the journal is damaged ({reason})", reason=str(error))
        return DataError([damaged(what, path)])
    reasons: dict[int, Prose] = {
        sqlite3.SQLITE_FULL: Text("the disk is full"),
        sqlite3.SQLITE_IOERR: Text("the disk does not take it"),
        sqlite3.SQLITE_READONLY: Text("not allowed"),
        sqlite3.SQLITE_CANTOPEN: Text("not allowed, or no room"),
        sqlite3.SQLITE_BUSY: Text("another program holds the file"),
    }
    reason = reasons.get(code(error), str(error))
    if getattr(error, "sqlite_errorcode", 0) in UNSURE:
        return OutputError(
            Text("it is not sure that this was noted ({reason})", reason=reason),
            where=str(path),
            fix=Text("make room and allow writing there; look in the log before you repeat it"),
        )
    if written:
        return OutputError(
            Text("this was not noted ({reason})", reason=reason),
            where=str(path),
            fix=Text("make room and allow writing there, then say it again; all before it is kept"),
        )
    return InputError(
        Text("the journal cannot be read ({reason})", reason=reason),
        where=str(path),
        fix=Text("make room and allow reading there, or copy its folder to another disk"),
    )
