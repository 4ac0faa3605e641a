"""The cells of one row as values; what is wrong with one is told with its address."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from math import isfinite
from typing import TypeVar

from emerg.errors import Findings, discreet
from emerg.records import Range
from emerg.resources.columns import Sheet
from emerg.resources.grid import Grid, Row, Value, is_blank
from emerg.texts import Bilingual, Prose, Text
from emerg.texts.letters import hidden

K = TypeVar("K", bound=str)

# What people write into a cell of a figure or date that they leave empty.
NOTHING = {"-", "--", "—", "——", "/", "\\", "无", "n/a"}
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{4})(\d\d)(\d\d)")
_DATE_WITH_TIME = re.compile(r"(.*\d)[ T]\d{1,2}:\d{2}(:\d{2})?")
# Days since the last of 1899, as Excel keeps dates: from 2000 to 2100.
_SERIAL = Range(36526, 73415)
_SERIAL_ZERO = date(1899, 12, 30)
_LIST = re.compile(r"[、,;/\s]+")


@dataclass(frozen=True, slots=True)
class Cells:
    """One row, read by column."""

    sheet: Sheet
    grid: Grid
    row: Row
    found: Findings

    def where(self, key: str) -> Prose:
        """The address of a cell; of the row, where the table has no such column."""
        place = self.grid.places.get(key)
        if place is None:
            return self.grid.place.row(self.row.number)
        return self.grid.place.cell(self.row.number, place, self.grid.heads[place])

    def complain(self, key: str, what: Prose, fix: Prose) -> None:
        self.found.add(what, self.where(key), fix)

    def seen(self, key: str) -> str:
        """The text of a cell, on one line; nothing is told."""
        return plain(as_text(self._cell(key)))

    def text(self, key: str) -> str:
        """The text of a cell, on one line; an empty one is told if the column is compulsory."""
        return plain(as_text(self._value(key)))

    def said(self, key: str) -> str:
        """The same for what goes into answers: a telephone number in it is struck out."""
        return discreet(self.text(key))

    def number(self, key: str, limits: Range, *, whole: bool = False) -> float | None:
        """The figure of a cell within `limits`; None if it is empty or, told, no such figure."""
        value = self._value(key, NOTHING)
        if value is None:
            return None
        figure = as_number(value)
        if figure is None:
            self.complain(
                key,
                Text("'{value}' is not a number", value=_shown(value)),
                Text("write the figure alone, with a point for decimals; units stand elsewhere"),
            )
            return None
        if not limits.holds(figure) or (whole and not figure.is_integer()):
            self.complain(
                key,
                Text("{value} cannot be", value=f"{figure:g}"),
                Text("write a whole number {range}", range=limits.words())
                if whole
                else Text("write a number {range}", range=limits.words()),
            )
            return None
        return figure

    def day(self, key: str) -> date | None:
        """The date of a cell; None if it is empty or, told, no date."""
        value = self._value(key, NOTHING)
        if value is None:
            return None
        day = as_date(value)
        if day is None:
            self.complain(
                key,
                Text("'{value}' is not a date", value=_shown(value)),
                Text("write year, month and day, as 2027-03-01 or 2027年3月1日"),
            )
        return day

    def word(self, key: str, words: Mapping[K, Bilingual], blank: K) -> K:
        """The key that the word of a cell stands for; `blank` if it is empty or, told, unknown."""
        text = self.text(key)
        return self._key(key, text, words) or blank if text else blank

    def words(self, key: str, words: Mapping[K, Bilingual]) -> tuple[K, ...]:
        """The keys of a list in one cell, each once."""
        parts = filter(None, _LIST.split(unicodedata.normalize("NFKC", self.text(key))))
        return tuple(dict.fromkeys(filter(None, (self._key(key, p, words) for p in parts))))

    def _key(self, key: str, text: str, words: Mapping[K, Bilingual]) -> K | None:
        said = _folded(text)
        for name, both in words.items():
            # 协议储备 is 协议; one sign alone, as 高, must be the whole word.
            if said in (name, _folded(both.en)) or said == both.zh or _begins(said, both.zh):
                return name
        known = [both.zh for both in words.values()]
        near = get_close_matches(text, known, n=1)
        self.complain(
            key,
            Text("'{key}' is not known here", key=text),
            Text("did you mean '{near}'?", near=near[0])
            if near
            else Text("one of: {known}", known="、".join(known)),
        )
        return None

    def _cell(self, key: str) -> Value:
        place = self.grid.places.get(key)
        return None if place is None or place >= len(self.row.cells) else self.row.cells[place]

    def _value(self, key: str, nothing: Collection[str] = ()) -> Value:
        """What a cell holds; None, told if the column is compulsory, for a blank or `nothing`."""
        value = self._cell(key)
        if not is_blank(value) and _shown(value).casefold() not in nothing:
            return value
        if any(column.key == key and column.compulsory for column in self.sheet.columns):
            self.complain(key, Text("the cell is empty"), Text("fill it in, or remove the row"))
        return None


def plain(text: str) -> str:
    """`text` on one line, without what no file can hold: control characters and the like.

    >>> plain("  防化服\\n（轻型） ")
    '防化服 （轻型）'
    """
    kept = (c for c in text if c.isspace() or not _unprintable(c))
    return " ".join("".join(kept).split())


def _unprintable(letter: str) -> bool:
    no_character = ord(letter) & 0xFFFE == 0xFFFE
    return no_character or bool(hidden(letter))


def as_number(value: Value) -> float | None:
    """The number that a cell holds; full width digits and thousands separators are read.

    >>> as_number("１，２００.５"), as_number("1,5"), as_number("约500")
    (1200.5, None, None)
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    if isinstance(value, str):
        text = unicodedata.normalize("NFKC", value).strip().casefold()
        if _THOUSANDS.fullmatch(text):
            text = text.replace(",", "")
        if not _NUMBER.fullmatch(text):
            return None
        value = text
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if isfinite(number) else None


def as_date(value: Value) -> date | None:
    """The date that a cell holds, also as the day number of a spreadsheet.

    >>> as_date("2027/3/1"), as_date("２０２７年３月１日") == as_date(46447), as_date("2027-02-30")
    (datetime.date(2027, 3, 1), True, None)
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = unicodedata.normalize("NFKC", as_text(value)).strip()
    if timed := _DATE_WITH_TIME.fullmatch(text):
        text = timed[1]
    if written := _DATE.fullmatch(text):
        year, month, day = (int(part) for part in written.groups() if part)
        try:
            return date(year, month, day)
        except ValueError:
            return None
    serial = as_number(value)
    if serial is not None and _SERIAL.holds(serial):
        return _SERIAL_ZERO + timedelta(days=int(serial))
    return None


def as_text(value: Value) -> str:
    """What a cell shows."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # a phone number that a spreadsheet took for a figure
    return "" if value is None else str(value)


def _shown(value: Value) -> str:
    return discreet(plain(as_text(value)))[:40]


def _begins(said: str, word: str) -> bool:
    return len(word) > 1 and said.startswith(word)


def _folded(word: str) -> str:
    return "".join(unicodedata.normalize("NFKC", word).casefold().split())
