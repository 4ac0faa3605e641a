"""Rotating copies of a journal, each proven before it counts."""

import os
import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from emerg.errors import DataError
from emerg.incident.database import connect, reading, trouble
from emerg.incident.disk import PART, sync_folder, unwritten
from emerg.incident.verify import Verdict, verify

BACKUPS = "backups"
KEPT = 5
STAMP = "%Y%m%dT%H%M%S%fZ"
EVERY = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Backup:
    """A proven copy: its file, and how many entries it holds."""

    file: Path
    entries: int


def back_up(path: Path, now: datetime, *, folder: Path | None = None, kept: int = KEPT) -> Backup:
    """Copy the journal at `path` as it stands, prove the copy, then let the oldest ones go.

    Parameters
    ----------
    now : datetime
        The copy is named for it, in UTC.
    folder : Path
        Where the copies stand; ``backups`` beside the journal if none is named.
    kept : int
        How many stay, this one included.

    Raises
    ------
    DataError
        The journal or the copy is not whole; older copies stay.
    OutputError
        There is no room for it; older copies stay.
    """
    folder = folder or path.parent / BACKUPS
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=PART)
        os.close(handle)
    except OSError as error:
        raise unwritten(folder, error) from error
    part = Path(name)
    try:
        verdict = _copy(path, part)
        final = folder / f"{path.stem}-{now.astimezone(UTC).strftime(STAMP)}{path.suffix}"
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.replace(final)
        sync_folder(folder)
        for old in backups(path, folder)[: -max(kept, 1)]:
            old.unlink()
    except OSError as error:
        raise unwritten(folder, error) from error
    finally:
        part.unlink(missing_ok=True)
    return Backup(final, verdict.entries)


def _copy(path: Path, part: Path) -> Verdict:
    with reading(path) as source:
        try:
            with closing(connect(part, "rw")) as copy:
                source.backup(copy)
                # One file that stands alone, also on a stick that may not be written.
                copy.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.Error as error:
            raise trouble(error, part, written=True) from error
    verdict = verify(part)
    if verdict.problems:
        raise DataError(verdict.problems)
    return verdict


def backups(path: Path, folder: Path | None = None) -> list[Path]:
    """The copies of the journal at `path`, the oldest first."""
    folder = folder or path.parent / BACKUPS
    return sorted(folder.glob(f"{path.stem}-*Z{path.suffix}"))


def due(path: Path, now: datetime, every: timedelta = EVERY) -> bool:
    """Whether the last copy of the journal at `path` is older than `every`, or there is none."""
    copies = backups(path)
    if not copies:
        return True
    return now - made_at(copies[-1]) >= every


def made_at(copy: Path) -> datetime:
    """When a copy was made, in UTC, by its name."""
    stamp = copy.stem.rpartition("-")[2]
    return datetime.strptime(stamp, STAMP).replace(tzinfo=UTC)
