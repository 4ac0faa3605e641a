"""What the record holds: entries that are only ever added, and who adds them.

Times are microseconds since 1970-01-01T00:00Z, as the journal keeps them; `Entry.time` is the same
as a UTC-aware datetime.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from emerg.errors import InputError
from emerg.texts import Text

# What a person notes; the rest is written by commands of its own.
PERIOD = "period"  # from here on another operational period, by its name
NOTED = ("note", "fact", "call", "order", "sample", "decision", "run", PERIOD)
OPEN = "open"
FILE = "file"
AMEND = "amend"
STRIKE = "strike"
SETTLE = "settle"
CLOSE = "close"
KINDS = (*NOTED, OPEN, FILE, AMEND, STRIKE, SETTLE, CLOSE)

Role = Literal["", "duty", "command", "field", "control", "reader"]
READER: Role = "reader"
ROLE = "role"  # figure of an entry: what whoever spoke is there for
EXERCISE = "exercise"  # figure of the entry that opens a drill

TEXT_LIMIT_BYTES = 16 * 1024 * 1024
DATA_LIMIT_BYTES = 16 * 1024 * 1024
NAME_LIMIT = 200  # characters of an author or a post
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}")


@dataclass(frozen=True, slots=True)
class Person:
    """Who speaks, from which post, and what for; each may be empty.

    A role orders the work and is kept with what was said; it guards nothing, for whoever sits at
    the computer can set it. What must not be read by others is locked: contacts and packages.
    """

    author: str = ""
    post: str = ""
    role: Role = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be noted.

    Attributes
    ----------
    data : mapping
        Figures for machines, as JSON knows them; the text is not repeated in it.
    refers_to : str
        Hash of the entry that this one amends, strikes or settles; empty for none.
    """

    kind: str
    text: str
    data: Mapping[str, Any] = field(default_factory=dict)
    refers_to: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the record, as it stands on disk.

    Attributes
    ----------
    number : int
        Counts up from 1 within `post`.
    time_us : int
        When it was noted [µs since 1970-01-01T00:00Z].
    zone : str
        Offset of the clock it was noted by, as ``+08:00``.
    data : str
        Canonical JSON, see `emerg.incident.chain`.
    previous, hash : str
        Hash of the entry before it in `post`, and its own.
    """

    post: str
    number: int
    author: str
    time_us: int
    zone: str
    kind: str
    text: str
    data: str
    refers_to: str
    previous: str
    hash: str

    @property
    def time(self) -> datetime:
        return EPOCH + self.time_us * MICROSECOND

    def figures(self) -> dict[str, Any]:
        """`data` as values; empty where a stranger wrote something else."""
        try:
            found = json.loads(self.data)
        except (ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}


def microseconds(moment: datetime) -> int:
    """`moment`, which knows its zone, as microseconds since 1970 in UTC."""
    return (moment - EPOCH) // MICROSECOND


def zone_of(moment: datetime) -> str:
    """The offset of `moment` from UTC.

    >>> from datetime import timezone
    >>> zone_of(datetime(2026, 11, 25, tzinfo=timezone(timedelta(hours=8))))
    '+08:00'
    """
    offset = (moment.utcoffset() or timedelta()) // timedelta(minutes=1)
    return f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02d}:{abs(offset) % 60:02d}"


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Entries by time, the same on every machine, whatever order they arrived in.

    Within a post the number rules: a clock that was put back does not turn talk around.
    """
    latest: dict[str, int] = {}
    keyed: list[tuple[int, str, int, str, Entry]] = []
    for entry in sorted(entries, key=lambda e: (e.post, e.number, e.hash)):
        not_before = max(entry.time_us, latest.get(entry.post, entry.time_us))
        latest[entry.post] = not_before
        keyed.append((not_before, entry.post, entry.number, entry.hash, entry))
    return [key[-1] for key in sorted(keyed, key=lambda key: key[:-1])]


def check_draft(draft: Draft, person: Person) -> None:
    """Refuse what the journal could not hold, and what a reader says.

    Raises
    ------
    InputError
        Text or data too long, or characters that are none; or the person only reads.
    """
    if person.role == READER:
        raise InputError(
            Text("this computer only reads the record"),
            where="role",
            fix=Text("choose another role where the name stands, or in settings.toml"),
        )
    if not draft.text.strip():
        raise InputError(
            Text("nothing is said"), where="TEXT", fix=Text("write what is to be noted")
        )
    if len(_utf8(draft.text, "TEXT")) > TEXT_LIMIT_BYTES:
        raise InputError(
            Text("the text is longer than {limit} MB", limit=TEXT_LIMIT_BYTES // 2**20),
            where="TEXT",
            fix=Text("attach it as a file"),
        )
    for name, value in (("author", person.author), ("post", person.post)):
        _utf8(value, name)
        if not is_name(value):
            raise InputError(
                Text("this cannot be a name"),
                where=name,
                fix=Text("write at most {n} letters, in one line", n=NAME_LIMIT),
            )


def with_role(draft: Draft, person: Person) -> Draft:
    """`draft` with the role of whoever says it, if one is set."""
    return replace(draft, data={**draft.data, ROLE: person.role}) if person.role else draft


def is_name(word: str) -> bool:
    """Whether `word`, which may be empty, can name an author or a post."""
    return len(word) <= NAME_LIMIT and word.isprintable()


def _utf8(text: str, where: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            Text("the text holds characters that are none"),
            where=where,
            fix=Text("type it again, or save it as UTF-8"),
        ) from error
