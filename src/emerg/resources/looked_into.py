"""A workbook looked through before it is opened: what would fill the memory is refused unread.

A workbook is a zip of XML, and a few kilobytes of it can ask for a million rows, a million merged
cells or gigabytes of anything. Its XML is gone through once without being kept (expat); a
declaration of entities, by which a text grows without end, is refused as such.
"""

import re
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat
from zipfile import ZipFile

from emerg.resources.grid import MOST_COLUMNS, MOST_ROWS
from emerg.texts import Text

MOST_UNPACKED_BYTES = 64 * 1024**2
MOST_CELLS = 500_000
MOST_OTHER = 300_000  # elements that are no cells: formats, names, rules
PIECE_BYTES = 256 * 1024
CELLS = frozenset(("c", "v", "f", "is", "row", "si", "t", "r"))
AREAS = frozenset(("mergeCell", "hyperlink"))
_ADDRESS = re.compile(r"\$?([A-Za-z]{1,7})\$?([0-9]{1,9})")


class TooMuch(Exception):  # noqa: N818 - the finding it carries is the error
    """What a workbook holds too much of."""

    def __init__(self, what: Text) -> None:
        super().__init__(what)
        self.what = what


def look_into(workbook: Path | BinaryIO) -> None:
    """Go through the workbook, a file or its content.

    Raises
    ------
    TooMuch
        It is not to be opened.
    OSError, BadZipFile
        As `ZipFile` says of what is none.
    """
    seen = _Seen()
    with ZipFile(workbook) as book:
        if sum(info.file_size for info in book.infolist()) > MOST_UNPACKED_BYTES:
            limit = MOST_UNPACKED_BYTES >> 20
            raise TooMuch(Text("unpacked it is larger than {limit} MB", limit=limit))
        for info in book.infolist():
            parser = seen.parser()
            with suppress(expat.ExpatError), book.open(info) as member:
                while piece := member.read(PIECE_BYTES):
                    parser.Parse(piece, False)


@dataclass(slots=True)
class _Seen:
    """What was met so far in all parts of a workbook."""

    cells: int = 0
    other: int = 0
    row: int = field(default=0, init=False)
    column: int = field(default=0, init=False)

    def parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._element
        parser.StartDoctypeDeclHandler = self._declared
        self.row = 0
        return parser

    def _declared(self, *_words: object) -> None:
        raise TooMuch(Text("its XML declares entities, which no spreadsheet writes"))

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
        if name in CELLS:
            self.cells += name == "c"
        else:
            self.other += 1
        if name == "row":
            given = attributes.get("r", "")
            self.row = int(given) if re.fullmatch("[0-9]{1,9}", given) else self.row + 1
            self.column = 0
        elif name == "c":
            self._cell(attributes.get("r", ""))
        elif name in AREAS:
            self._area(attributes.get("ref", ""))
        if self.cells > MOST_CELLS or self.other > MOST_OTHER:
            raise TooMuch(Text("it holds more than {n} cells or formats", n=MOST_CELLS))

    def _cell(self, address: str) -> None:
        """A cell without an address stands beside the one before it."""
        self.column += 1
        column, row = _place(address) or (self.column, self.row)
        self.column = column
        _within(column, row)

    def _area(self, area: str) -> None:
        """The cells of an area are made one by one when the workbook is opened."""
        first, _, last = area.partition(":")
        start, end = _place(first), _place(last)
        if start is None or (last and end is None):
            if last:  # whole rows or columns
                raise TooMuch(_beyond(area))
            return
        if end is not None:
            _within(*end)
            self.cells += max(0, end[0] - start[0] + 1) * max(0, end[1] - start[1] + 1)


def _place(address: str) -> tuple[int, int] | None:
    """Column and row of an address as B7, from 1; None where it is none."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        return None
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, int(found[2])


def _within(column: int, row: int) -> None:
    if column > MOST_COLUMNS or row > MOST_ROWS:
        raise TooMuch(_beyond(f"{column}, {row}"))


def _beyond(place: str) -> Text:
    return Text(
        "cells stand beyond row {rows} or column {columns} ({place})",
        rows=MOST_ROWS,
        columns=MOST_COLUMNS,
        place=place,
    )
