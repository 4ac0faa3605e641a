"""What can still be read of a damaged journal, as a text file beside it."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from emerg.errors import InputError, why
from emerg.incident.carve import carve
from emerg.incident.chain import Row, proven
from emerg.incident.database import UNREADABLE, connect, copied
from emerg.incident.disk import write_durably
from emerg.incident.model import Entry, in_order
from emerg.incident.reader import rows_of
from emerg.incident.schema import READ
from emerg.texts import Text
from emerg.units import BEIJING

READABLE = ".readable.jsonl"
SCAN = f"SELECT seq, {READ} FROM entry WHERE seq > ? ORDER BY seq"
ONE = f"SELECT seq, {READ} FROM entry WHERE seq = ?"
# The index holds the row numbers too, and its pages are other ones.
HIGHEST = "SELECT max(seq) FROM entry INDEXED BY entry_hash"
# A view of that name could be a stranger's query without end.
IS_TABLE = (
    "SELECT 1 FROM sqlite_master WHERE name = 'entry' AND type = 'table' "
    "AND sql LIKE 'CREATE TABLE %'"
)
GIVEN_UP = 2_000  # rows in a row that cannot be read: a damaged page of a table holds fewer
NAMES = tuple(Entry.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Rescued:
    """The file written, and how many entries in it are whole and how many are damaged."""

    file: Path
    intact: int
    damaged: int


def rescue(path: Path) -> Rescued | None:
    """Write every readable entry of the journal at `path` beside it, one JSON object a line.

    The journal itself is not touched: a copy is read. Lines of entries that are not what was
    written, and can still be read, say ``"intact": false`` and come last. Where there is nothing to
    read nothing is written, and None returned.

    Raises
    ------
    InputError
        The file cannot be read at all.
    OutputError
        There is no room for the copy or the list; nothing half is left.
    """
    intact, damaged = readable(path)
    if not intact and not damaged:
        return None
    lines = [_line(_named(entry), whole=True) for entry in in_order(intact)]
    lines += [_line(row, whole=False) for row in damaged]
    file = path.with_name(path.name + READABLE)
    write_durably(file, lines)
    return Rescued(file, len(intact), len(damaged))


def readable(path: Path) -> tuple[list[Entry], list[dict[str, Any]]]:
    """Whole entries, and what else can be read of rows that are not."""
    with ExitStack() as stack:
        copy = copied(path, stack)
        try:
            log = copy.with_name(copy.name + "-wal")
            found = carve(copy.read_bytes(), log.read_bytes() if log.is_file() else b"")
        except OSError as error:
            raise InputError(
                Text("the journal cannot be read ({reason})", reason=why(error)),
                where=str(path),
                fix=Text("make room and allow reading there, or copy its folder to another disk"),
            ) from error
        connection = stack.enter_context(closing(connect(copy, "rw")))
        rows = [row for _seq, *row in scan(connection)] if _has_table(connection) else []
    for row in rows:
        entry = proven(tuple(row))
        if entry is not None:
            found[entry.hash] = entry
    damaged = [dict(zip(NAMES, map(_shown, row), strict=True)) for row in rows]
    return list(found.values()), [row for row in damaged if row["hash"] not in found]


def _has_table(connection: sqlite3.Connection) -> bool:
    try:
        return connection.execute(IS_TABLE).fetchone() is not None
    except UNREADABLE:
        return False


def scan(connection: sqlite3.Connection) -> Iterator[Row]:
    """Every row that can be read, with its row number first, past pages that cannot."""
    last = 0
    try:
        for row in rows_of(connection, SCAN, last):
            last = row[0] if isinstance(row[0], int) else last
            yield row
    except UNREADABLE:
        missed = 0
        for seq in range(last + 1, _highest(connection, last) + 1):
            found = _one(connection, seq)
            yield from found
            missed = 0 if found else missed + 1
            if missed == GIVEN_UP:
                return


def _highest(connection: sqlite3.Connection, last: int) -> int:
    try:
        (highest,) = connection.execute(HIGHEST).fetchone()
    except UNREADABLE:
        return last + GIVEN_UP
    return highest if isinstance(highest, int) else last


def _one(connection: sqlite3.Connection, seq: int) -> Sequence[Row]:
    try:
        return list(rows_of(connection, ONE, seq))
    except UNREADABLE:
        return ()


def _named(entry: Entry) -> dict[str, Any]:
    named = {**asdict(entry), "time": entry.time.astimezone(BEIJING).isoformat("T", "microseconds")}
    return {**named, "data": entry.figures()}


def _shown(value: Any) -> Any:
    return value.decode(errors="replace") if isinstance(value, bytes) else value


def _line(row: dict[str, Any], *, whole: bool) -> bytes:
    text = json.dumps({**row, "intact": whole}, ensure_ascii=False, allow_nan=False)
    return text.encode(errors="replace") + b"\n"
