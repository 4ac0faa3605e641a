"""Small journals for tests: opened, spoken into, copied, damaged."""

import random
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

from emerg.incident.model import Draft, Entry, Person
from emerg.incident.store import JOURNAL, Journal, create
from emerg.units import BEIJING

NOW = datetime(2026, 11, 25, 3, 5, 1, 234567, tzinfo=UTC).astimezone(BEIJING)
FRONT = Person("扎西", "前方")
REAR = Person("Li", "后方")
ID = "20261125-1105-abc123"


def at(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def opened(root: Path, id_: str = ID, person: Person = FRONT) -> Path:
    """The folder of a new incident."""
    create(root, id_, "苯泄漏，曲水", person, NOW)
    return root / id_


def say(journal: Journal, *texts: str, person: Person = FRONT, kind: str = "note") -> list[Entry]:
    return [journal.append(Draft(kind, text), person, at(n)) for n, text in enumerate(texts, 1)]


def talked(root: Path, entries: int = 40, files: int = 2) -> Path:
    """The folder of an incident in which two posts have talked, at some length."""
    folder = opened(root)
    rng = random.Random(7)
    with Journal(folder) as journal:
        for n in range(entries):
            text = f"第 {n} 条: " + "水样 0.8 mg/L " * rng.choice((1, 2, 700))
            journal.append(Draft("fact", text), rng.choice((FRONT, REAR)), at(n))
        for n in range(files):
            photo = root / f"photo {n}.jpg"
            photo.write_bytes(rng.randbytes(3000))
            journal.attach(photo, REAR, at(entries + n))
            photo.unlink()
    return folder


def copied(folder: Path, to: Path) -> Path:
    """The incident in `folder`, its log with it, copied as a crash would have left it."""
    shutil.copytree(folder, to)
    return to / JOURNAL


def flipped(path: Path, at_byte: int, bit: int) -> None:
    content = bytearray(path.read_bytes())
    content[at_byte] ^= 1 << bit
    path.write_bytes(content)
