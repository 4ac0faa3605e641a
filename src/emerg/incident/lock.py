"""Who may write: a lock of the operating system, gone with the process that held it.

A file that names a process would outlive it, and a command post would stand before a journal that
nobody holds. The lock file stays and is empty; what counts is the lock on it.
"""

import errno
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from emerg.errors import InputError, OutputError, why
from emerg.texts import Prose, Text

if sys.platform == "win32":
    import msvcrt

    def _seize(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _seize(handle: int) -> None:
        # flock, not lockf: it belongs to this opening of the file, so that a second one in the
        # same process is refused too, and closing some other handle does not give it up.
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


HELD = {errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK}


class HeldError(InputError):
    """Somebody else holds the lock: to try again may help."""


@dataclass(frozen=True, slots=True)
class Busy:
    """What to tell who comes while somebody else holds the lock, and what to do then."""

    what: Prose
    fix: Prose


RECORD = Busy(
    Text("another window or command is writing this incident"),
    Text("write there, or close it first; reading is possible meanwhile"),
)


class Lock:
    """The right to write, held until `release` or the end of the process.

    Parameters
    ----------
    busy : Busy
        What is told where it is held already.

    Raises
    ------
    HeldError
        Somebody else holds it.
    OutputError
        The lock file cannot be made.
    """

    def __init__(self, path: Path, busy: Busy = RECORD) -> None:
        try:
            self._handle: int | None = os.open(path, os.O_RDWR | os.O_CREAT | _NOT_INHERITED, 0o644)
        except OSError as error:
            raise OutputError(
                Text("nothing can be written there ({reason})", reason=why(error)),
                where=str(path),
                fix=Text("make room and allow writing there, or set EMERG_HOME to another folder"),
            ) from error
        try:
            _seize(self._handle)
        except OSError as error:
            self.release()
            if error.errno in HELD:
                raise HeldError(busy.what, where=str(path.parent), fix=busy.fix) from error
            raise OutputError(
                Text("it cannot be locked ({reason})", reason=why(error)),
                where=str(path),
                fix=Text("keep it on a disk of this computer"),
            ) from error

    def release(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


_NOT_INHERITED = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)
