"""How entries are chained, written so that anyone can check it with any SHA-256.

The hash of an entry is SHA-256, in lower-case hex, over netstrings (length in decimal, a colon, the
bytes, a comma) one after the other:

    "emerg-entry-1", post, number, author, time_utc, zone, kind, text, data, refers_to, previous

Text is UTF-8, numbers are decimal digits, an empty `refers_to` is the netstring ``0:,``. `previous`
is the hash of the entry of the same post with the number before; for number 1 it is SHA-256 over
the netstrings "emerg-incident-1" and the incident's id, so that no entry fits another incident.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeAlias

from emerg.errors import InputError
from emerg.incident.model import DATA_LIMIT_BYTES, Draft, Entry, Person, microseconds, zone_of
from emerg.texts import Prose, Text

ENTRY_TAG = b"emerg-entry-1"
INCIDENT_TAG = b"emerg-incident-1"

Row: TypeAlias = tuple[Any, ...]


def netstrings(parts: Iterable[bytes]) -> bytes:
    """Parts joined so that no two lists of parts look alike.

    >>> netstrings([b"ab", b""])
    b'2:ab,0:,'
    """
    return b"".join(b"%d:%s," % (len(part), part) for part in parts)


def genesis(incident: str) -> str:
    """What the first entry of every post of `incident` follows."""
    return hashlib.sha256(netstrings([INCIDENT_TAG, incident.encode()])).hexdigest()


def digest(fields: Row) -> str:
    """Hash over post, number, author, …, previous: bytes, but numbers as whole numbers.

    >>> digest((b"", 1, b"", 0, b"+08:00", b"note", b"a", b"{}", b"", b""))[:8]
    '1daa9645'
    """
    parts = [b"%d" % part if isinstance(part, int) else part for part in fields]
    return hashlib.sha256(netstrings([ENTRY_TAG, *parts])).hexdigest()


def fields_of(entry: Entry) -> Row:
    """What `digest` takes of `entry`."""
    return (
        entry.post.encode(),
        entry.number,
        entry.author.encode(),
        entry.time_us,
        entry.zone.encode(),
        entry.kind.encode(),
        entry.text.encode(),
        entry.data.encode(),
        entry.refers_to.encode(),
        entry.previous.encode(),
    )


def canonical(data: Mapping[str, Any]) -> str:
    """`data` as JSON with sorted keys, no blanks and no escapes but the needed ones.

    Raises
    ------
    InputError
        It is no JSON, or too long.

    >>> canonical({"b": 1, "a": "曲水"})
    '{"a":"曲水","b":1}'
    """
    try:
        text = json.dumps(
            dict(data), ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
        )
        size = len(text.encode())
    except (TypeError, ValueError, RecursionError) as error:
        raise InputError(
            Text("these figures cannot be kept ({reason})", reason=str(error)[:200]),
            where="data",
            fix=Text("give plain text, finite numbers, lists and tables"),
        ) from error
    if size > DATA_LIMIT_BYTES:
        raise InputError(
            Text("the figures are longer than {limit} MB", limit=DATA_LIMIT_BYTES // 2**20),
            where="data",
            fix=Text("attach them as a file"),
        )
    return text


def sealed(draft: Draft, person: Person, now: datetime, number: int, previous: str) -> Entry:
    """The entry that `draft` becomes as `number` of its post, after `previous`."""
    open_ended = Entry(
        post=person.post,
        number=number,
        author=person.author,
        time_us=microseconds(now),
        zone=zone_of(now),
        kind=draft.kind,
        text=draft.text,
        data=canonical(draft.data),
        refers_to=draft.refers_to,
        previous=previous,
        hash="",
    )
    return replace(open_ended, hash=digest(fields_of(open_ended)))


TYPES = (bytes, int, bytes, int, *(bytes,) * 7)
LAST_US = 253_402_300_800_000_000  # the year 10000, past which no calendar here goes


def proven(row: Row) -> Entry | None:
    """The entry in `row` (text as bytes, in the order of `Entry`), if its hash says it is one."""
    if tuple(map(type, row)) != TYPES or digest(row[:-1]).encode() != row[-1]:
        return None
    post, number, author, time_us, *rest = row
    try:
        words = [word.decode() for word in rest]
        entry = Entry(post.decode(), number, author.decode(), time_us, *words)
    except UnicodeDecodeError:
        return None
    return entry if number >= 1 and 0 <= time_us < LAST_US else None


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain does not hold: which entry, and what is wrong with it."""

    post: str
    number: int
    what: Prose


@dataclass(slots=True)
class Walk:
    """A chain being followed, in the order in which entries came to the journal.

    Attributes
    ----------
    entries : list of Entry
        Those that are what their hash says, so far.
    breaks : list of Break
        What is wrong, the first one first; one damaged entry is one of them, though the next one
        no longer follows it.
    """

    incident: str
    entries: list[Entry] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)
    _places: dict[bytes, tuple[str, int]] = field(default_factory=dict)
    _damaged: set[tuple[str, int]] = field(default_factory=set)
    _unplaced: dict[bytes, int] = field(default_factory=dict)
    _highest: dict[str, int] = field(default_factory=dict)
    _genesis: bytes = b""

    def __post_init__(self) -> None:
        self._genesis = genesis(self.incident).encode()

    def follow(self, row: Row) -> None:
        """Take the next row, its text as bytes."""
        entry = proven(row)
        if entry is None:
            place = self._place_of(row)
            self._damaged.add(place)
            if isinstance(row[-1], bytes):
                self._unplaced[row[-1]] = len(self.breaks)
            self._broken(*place, Text("it is not what was written"))
        else:
            place = (entry.post, entry.number)
            self.entries.append(entry)
            self._check_link(entry)
        if isinstance(row[-1], bytes):
            self._places[row[-1]] = place
        self._highest[place[0]] = max(place[1], self._highest.get(place[0], 0))

    def check_references(self) -> None:
        """Find entries that refer to one that is not here, once all have been followed."""
        for entry in self.entries:
            if entry.refers_to and entry.refers_to.encode() not in self._places:
                what = Text("it refers to an entry that is not here")
                self._broken(entry.post, entry.number, what)

    def _broken(self, post: str, number: int, what: Prose) -> None:
        self.breaks.append(Break(post, number, what))

    def _check_link(self, entry: Entry) -> None:
        previous = entry.previous.encode()
        if entry.number == 1:
            if previous != self._genesis:
                self._broken(entry.post, 1, Text("it was written in another incident"))
            return
        before = (entry.post, entry.number - 1)
        if previous in self._unplaced:
            # Now it is known which one the damaged entry was.
            index = self._unplaced[previous]
            self.breaks[index] = Break(*before, self.breaks[index].what)
            return
        if self._places.get(previous) == before or before in self._damaged:
            return
        missing = self._highest.get(entry.post, 0) + 1
        if missing < entry.number:
            self._broken(entry.post, missing, Text("it is missing"))
        else:
            what = Text("it does not follow the one before it")
            self._broken(entry.post, entry.number, what)

    def _place_of(self, row: Row) -> tuple[str, int]:
        """Which entry a damaged row was: by what it follows, else by what it says."""
        if row[-2] in self._places:
            post, number = self._places[row[-2]]
            return post, number + 1
        post = row[0].decode(errors="replace") if isinstance(row[0], bytes) else ""
        return post, row[1] if isinstance(row[1], int) else 1 + self._highest.get(post, 0)
