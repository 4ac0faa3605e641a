"""A writer whose disk gives out: the kernel itself refuses, from a given moment on.

Run as a script: ``failing.py FOLDER FILE CALLS ERROR``. It notes three texts, then has the kernel
answer every one of CALLS on a file with ERROR (a seccomp filter, Linux only), then tries to note
and to attach FILE, and prints what it was told as one JSON object. ``limit`` as CALLS lets no file
grow past 100 kB instead, on any Unix.
"""

import ctypes
import errno
import json
import platform
import struct
import sys
from pathlib import Path

from emerg.errors import EmergError
from emerg.incident.model import Draft
from emerg.incident.store import Journal
from tests.incident.journals_by_hand import FRONT, NOW, say

# Numbers of system calls: fsync, fdatasync; write, pwrite64, writev, ftruncate, fallocate.
NUMBERS = {
    "x86_64": {"sync": (74, 75), "write": (1, 18, 20, 77, 285)},
    "aarch64": {"sync": (82, 83), "write": (64, 68, 66, 46, 47)},
}
LOAD, AND_JUMP_IF, OVER, ANSWER = 0x20, 0x15, 0x25, 0x06
ALLOW, REFUSE = 0x7FFF0000, 0x00050000
NO_NEW_PRIVILEGES, SECCOMP, FILTER = 38, 22, 2
LAST_STANDARD_STREAM = 2


def can_fail() -> bool:
    """Whether this system can be told to refuse."""
    return sys.platform == "linux" and platform.machine() in NUMBERS


def refuse(calls: str, error: int) -> None:
    """From now on the kernel answers `calls` on any file but the standard streams with `error`."""
    numbers = NUMBERS[platform.machine()][calls]
    steps = [(LOAD, 0, 0, 0)]
    steps += [(AND_JUMP_IF, len(numbers) - n, 0, call) for n, call in enumerate(numbers)]
    steps += [(ANSWER, 0, 0, ALLOW), (LOAD, 0, 0, 16), (OVER, 1, 0, LAST_STANDARD_STREAM)]
    steps += [(ANSWER, 0, 0, ALLOW), (ANSWER, 0, 0, REFUSE | error)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(
        struct.pack("HxxxxxxP", len(steps), ctypes.addressof(code))
    )
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) or libc.prctl(SECCOMP, FILTER, program, 0, 0):
        raise OSError(ctypes.get_errno(), "no seccomp here")


def told(journal: Journal, file: Path | None) -> str:
    try:
        if file is None:
            journal.append(Draft("note", "x" * 200_000), FRONT, NOW)
        else:
            journal.attach(file, FRONT, NOW)
    except EmergError as error:
        return str(error)
    return ""


def main() -> None:
    folder, file, calls, error = sys.argv[1:]
    journal = Journal(Path(folder))
    noted = say(journal, "one", "two", "three")
    if calls == "limit":
        import resource  # not on Windows, where this file is collected too

        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    else:
        refuse(calls, getattr(errno, error))
    found = {"noted": [entry.hash for entry in noted]}
    found |= {"note": told(journal, None), "again": told(journal, None)}
    found |= {"attach": told(journal, Path(file))}
    sys.stdout.write(json.dumps(found))
    sys.stdout.flush()
    journal.close()


if __name__ == "__main__":
    main()
