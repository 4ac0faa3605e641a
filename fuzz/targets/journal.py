"""Journals, damaged or a stranger's: members ``main`` and ``log``, a SQLite file and its log."""

import shutil
import struct
from functools import cache

from emerg.incident.reader import find_entry, read_entries, read_head
from emerg.incident.rescue import READABLE, rescue
from emerg.incident.store import JOURNAL, Journal
from emerg.incident.verify import verify
from fuzz import bundle
from fuzz.mutate import Blunt, Random
from fuzz.rule import bench, refusing, room, tell, tree
from tests.incident.journals_by_hand import FRONT, ID, opened, say

PAGE = 4096


@cache
def seeds() -> list[bytes]:
    folder = opened(bench() / "journals")
    with Journal(folder) as journal:
        say(journal, "苯", "水样 0.8 mg/L " * 700)
        # As a crash would leave it.
        shutil.copytree(folder, crashed := bench() / "crashed" / ID)
    main, log = folder / JOURNAL, crashed / f"{JOURNAL}-wal"
    return [
        bundle.packed([("main", main.read_bytes())]),
        bundle.packed([("main", (crashed / JOURNAL).read_bytes()), ("log", log.read_bytes())]),
    ]


def feed(data: bytes) -> None:
    members = dict(bundle.unpacked(data))
    with room() as folder:
        path = folder / ID / JOURNAL
        path.parent.mkdir()
        path.write_bytes(members.get("main", b""))
        if "log" in members:
            path.with_name(f"{JOURNAL}-wal").write_bytes(members["log"])
        before = tree(folder)
        with refusing():
            rescue(path)
        after = tree(folder)
        after.pop(f"{ID}/{JOURNAL}{READABLE}", None)
        assert after == before, "a rescue touched the journal"
        with refusing():
            tell(verify(path).problems)
        for read in (read_head, read_entries, lambda file: find_entry(file, "2", FRONT.post)):
            with refusing():
                read(path)
        with refusing(), Journal(path.parent) as journal:
            say(journal, "又")


def mutate(data: bytes, rng: Random, blunt: Blunt) -> bytes:
    members = bundle.unpacked(data)
    if not members or rng.random() < 0.1:
        return bundle.packed(bundle.mutated(members, rng, blunt))
    at = rng.randrange(len(members))
    name, content = members[at]
    return bundle.packed([*members[:at], (name, _paged(content, rng)), *members[at + 1 :]])


def _paged(content: bytes, rng: Random) -> bytes:
    """A file of pages with one of them changed where SQLite keeps its own figures."""
    changed = bytearray(content)
    pages = max(1, len(changed) // PAGE)
    start = rng.randrange(pages) * PAGE
    for _ in range(rng.choice((1, 2, 8))):
        inside = (rng.randrange(PAGE), rng.randrange(16), PAGE - rng.randrange(600))
        at = start + rng.choice(inside)
        number = struct.pack(">I", rng.randrange(pages + 2))
        value = rng.choice((b"\0", b"\xff", b"\x7f\xff", number))
        changed[at : at + len(value)] = value
    match rng.randrange(12):
        case 0:
            del changed[rng.randrange(len(changed) + 1) :]
        case 1:
            other = rng.randrange(pages) * PAGE
            changed[start : start + PAGE] = changed[other : other + PAGE]
        case 2:
            changed[16:18] = rng.choice((b"\0\1", b"\2\0", b"\1\0", b"\x10\0", b"\0\0"))
        case _:
            pass
    return bytes(changed)
