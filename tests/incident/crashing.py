"""A writer to be killed: notes and attaches for ever, and says what is on disk as soon as it is.

Run as a script. For each line on its standard input, a JSON list of folder, seed and a file to
attach, it forks a writer, so that two hundred of them need not load everything anew. Lines out:
``pid N``, ``ready``, ``noted N HASH`` as often as it may, and ``dead`` once it has been killed.
"""

import json
import os
import random
import sys
from itertools import count
from pathlib import Path

from emerg.incident.model import Draft
from emerg.incident.store import Journal
from tests.incident.journals_by_hand import FRONT, NOW, REAR


def tell(line: str) -> None:
    """One write, straight to the pipe: a killed process has nothing left in a buffer."""
    os.write(1, f"{line}\n".encode())


def write_for_ever(folder: Path, seed: int, file: Path) -> None:
    rng = random.Random(seed)
    tell(f"pid {os.getpid()}")
    for session in count():
        with Journal(folder) as journal:
            if session == 0:
                tell("ready")
            for _ in range(rng.randrange(1, 20)):
                person = rng.choice((FRONT, REAR))
                if rng.random() < 0.2:
                    file.write_bytes(rng.randbytes(rng.choice((10, 300_000))))
                    entry = journal.attach(file, person, NOW)
                else:
                    # Long ones fill the log, so that it is moved into the file now and then.
                    text = "记" * rng.choice((1, 10, 80_000))
                    entry = journal.append(Draft("note", text), person, NOW)
                tell(f"noted {entry.number} {entry.hash}")


def main() -> None:
    for line in sys.stdin:
        folder, seed, file = json.loads(line)
        writer = os.fork()
        if writer == 0:
            write_for_ever(Path(folder), seed, Path(file))
        os.waitpid(writer, 0)
        tell("dead")


if __name__ == "__main__":
    main()
