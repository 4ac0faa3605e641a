"""Entries straight from the pages of a damaged file, past tables and indexes that no longer hold.

The layout is SQLite's file format (sqlite.org/fileformat2.html): a leaf of a table lists its cells,
a cell is a record, long records go on in overflow pages. Nothing is believed: what comes out is
counted only if it carries its own hash.
"""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from emerg.incident.chain import Row, proven
from emerg.incident.model import Entry

HEADER = 100
WAL_HEADER = 32
FRAME_HEADER = 24
USUAL_PAGE = 4096
COLUMNS = 12
INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # bytes of an integer, by its type
LONGEST = 64 * 1024 * 1024

# An overflow page belongs to one record; what is no record may follow a few by chance.
OFTEN = 16

Pages = Mapping[int, bytes]


@dataclass(slots=True)
class _Overflow:
    """The pages that records go on in, followed so often in all and no more.

    A page made to do harm would send thousands of cells through the whole file, again and again.
    """

    pages: Pages
    left: int

    def page(self, number: int) -> bytes:
        if self.left == 0:
            raise KeyError(number)
        self.left -= 1
        return self.pages[number]


def carve(main: bytes, log: bytes) -> dict[str, Entry]:
    """Every whole entry in a journal and its write-ahead log, by hash."""
    size = _page_size(main)
    pages = {n + 1: main[n * size : (n + 1) * size] for n in range(len(main) // size)}
    found = _carved(pages, pages)
    frame = size + FRAME_HEADER
    newer = dict(pages)
    for start in range(WAL_HEADER, len(log) - frame + 1, frame):
        (number,) = struct.unpack_from(">I", log, start)
        newer[number] = log[start + FRAME_HEADER : start + frame]
    changed = {number: page for number, page in newer.items() if page is not pages.get(number)}
    return found | _carved(changed, newer)


def _page_size(main: bytes) -> int:
    size = int.from_bytes(main[16:18], "big") if len(main) >= HEADER else 0
    size = 65536 if size == 1 else size
    return size if size >= 512 and size & (size - 1) == 0 else USUAL_PAGE


def _carved(searched: Pages, pages: Pages) -> dict[str, Entry]:
    found = {}
    overflow = _Overflow(pages, OFTEN * len(pages))
    for number, page in searched.items():
        for row in _rows(page, HEADER if number == 1 else 0, overflow):
            entry = proven(row)
            if entry is not None:
                found[entry.hash] = entry
    return found


def _rows(page: bytes, start: int, overflow: _Overflow) -> Iterator[Row]:
    """The records of a page, read as a leaf whatever it says it is: its own word may be damaged."""
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    for index in range(min(count, len(page) // 2)):
        at = start + 8 + 2 * index
        cell = int.from_bytes(page[at : at + 2], "big")
        try:
            row = _record(_payload(page, cell, overflow))
        except (IndexError, KeyError, ValueError):
            continue
        yield row


def _payload(page: bytes, at: int, overflow: _Overflow) -> bytes:
    """The record of the cell at `at`, put together from its overflow pages."""
    length, at = _varint(page, at)
    _rowid, at = _varint(page, at)
    if not 0 < length <= LONGEST:
        raise ValueError(length)
    usable = len(page)
    local = length
    if length > usable - 35:
        least = (usable - 12) * 32 // 255 - 23
        local = least + (length - least) % (usable - 4)
        local = local if local <= usable - 35 else least
    parts = [page[at : at + local]]
    following = int.from_bytes(page[at + local : at + local + 4], "big")
    left = length - local
    while left > 0:
        more = overflow.page(following)
        following = int.from_bytes(more[:4], "big")
        parts.append(more[4 : 4 + left])
        left -= len(more) - 4
    return b"".join(parts)


def _record(payload: bytes) -> Row:
    """The columns of a record of the entry table, without its row number, text as bytes."""
    header, at = _varint(payload, 0)
    types = []
    while at < header:
        kind, at = _varint(payload, at)
        types.append(kind)
    if len(types) != COLUMNS:
        raise ValueError(types)
    values: list[Any] = []
    for kind in types:
        size = INTEGERS.get(kind, (kind - 12) // 2 if kind >= 12 else 0)
        piece = payload[at : at + size]
        at += size
        values.append(_value(kind, piece))
    return tuple(b"" if value is None else value for value in values[1:])


def _value(kind: int, piece: bytes) -> Any:
    if kind in INTEGERS:
        return int.from_bytes(piece, "big", signed=True)
    return {0: None, 8: 0, 9: 1}[kind] if kind < 12 else piece


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for index in range(8):
        byte = data[at + index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + index + 1
    return value << 8 | data[at + 8], at + 9
