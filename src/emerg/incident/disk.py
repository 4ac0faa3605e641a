"""Files that are on disk, whole, before anyone hears of them."""

import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from emerg.errors import InputError, OutputError, why
from emerg.texts import Text

PIECE_BYTES = 1024 * 1024
PART = ".part-"


@dataclass(frozen=True, slots=True)
class Blob:
    """A stored file: its SHA-256, which is its name, and its size [bytes]."""

    sha256: str
    size: int


def sync_folder(folder: Path) -> None:
    """Put the names in `folder` on disk. Windows does so by itself and has no call for it."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_durably(path: Path, pieces: Iterable[bytes]) -> None:
    """Make or replace the file at `path`, whole or not at all.

    Raises
    ------
    OutputError
        It cannot be written; nothing half is left.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _part(path.parent, pieces).replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise unwritten(path, error) from error


def unwritten(path: Path, error: OSError) -> OutputError:
    """What to tell of a file that the system did not take."""
    return OutputError(
        Text("the file cannot be written ({reason})", reason=why(error)),
        where=str(path),
        fix=Text("make room and allow writing there, or choose another folder"),
    )


def _part(folder: Path, pieces: Iterable[bytes]) -> Path:
    handle, name = tempfile.mkstemp(dir=folder, prefix=PART)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        path.chmod(0o644)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def keep_blob(folder: Path, source: Path) -> Blob:
    """Keep a copy of `source` in `folder` under its SHA-256; one that is there already is enough.

    Raises
    ------
    InputError
        `source` is no file, or cannot be read.
    OutputError
        The copy cannot be written; nothing half is left.
    """
    seen = hashlib.sha256()
    size = 0

    def pieces() -> Iterator[bytes]:
        nonlocal size
        for piece in read_pieces(source):
            seen.update(piece)
            size += len(piece)
            yield piece

    try:
        folder.mkdir(parents=True, exist_ok=True)
        part = _part(folder, pieces())
        part.replace(folder / seen.hexdigest())
        sync_folder(folder)
        # The folder's own name too: it may have been made just now.
        sync_folder(folder.parent)
    except OSError as error:
        raise unwritten(folder, error) from error
    return Blob(seen.hexdigest(), size)


def read_pieces(path: Path) -> Iterator[bytes]:
    """The content of a regular file, piece by piece.

    Raises
    ------
    InputError
        It is no file, or cannot be read.
    """
    try:
        if not is_plain_file(path):
            raise InputError(
                Text("this is not a file"), where=str(path), fix=Text("name one file to be kept")
            )
        with path.open("rb") as file:
            while piece := file.read(PIECE_BYTES):
                yield piece
    except OSError as error:
        raise InputError(
            Text("the file cannot be read ({reason})", reason=why(error)),
            where=str(path),
            fix=Text("check that it exists and may be read"),
        ) from error


def is_plain_file(path: Path) -> bool:
    """Whether `path` is, or leads to, a file: a pipe is waited for, and a device never ends.

    Raises
    ------
    OSError
        There is nothing, or it cannot be looked at.
    """
    return stat.S_ISREG(path.stat().st_mode)


def blob_of(path: Path) -> Blob | None:
    """What really stands at `path`; None where no plain file can be read."""
    seen = hashlib.sha256()
    size = 0
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
        for piece in read_pieces(path):
            seen.update(piece)
            size += len(piece)
    except (OSError, InputError):
        return None
    return Blob(seen.hexdigest(), size)
