"""Find a substance by what people call it: 中文, English, UN or CAS number, pinyin, initials."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

from emerg.errors import InputError
from emerg.hazards.substance import Substance
from emerg.texts import Bilingual, Prose, Text

UNKNOWN = "unknown"

Keys: TypeAlias = Mapping[str, tuple[Substance, ...]]


@dataclass(frozen=True, slots=True)
class Substances:
    """The list, in the order of its file; names, codes and readings lead to its rows."""

    rows: tuple[Substance, ...]
    names: Keys
    codes: Keys
    readings: Keys

    def __iter__(self) -> Iterator[Substance]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def get(self, query: str | None) -> Substance:
        """The substance of this name, alias, UN or CAS number, formula, pinyin or initials.

        Nothing, or a question mark, is the unknown substance. A number shared by several rows
        means the first; a reading shared by several is refused, and so is one that is also a
        formula (``as``), unless it is written as one (``As``).

        Raises
        ------
        InputError
            Nothing in the list is called so, or more than one thing sounds so.
        """
        said = (query or "").strip()
        if not said.strip("?？"):
            return self.names[UNKNOWN][0]
        key = plain(said)
        if key in self.names:
            return self.names[key][0]
        coded = self.codes.get(key) or self.codes.get(un_number(said), ())
        if coded and said == coded[0].formula:
            return coded[0]
        # One letter is a slip of the hand, not a reading (x for 锌 xin).
        meant = (*coded[:1], *self.readings.get(key, ())) if _tells(key) else ()
        meant = tuple(dict.fromkeys(meant))
        if len(meant) == 1:
            return meant[0]
        if meant:
            raise InputError(
                Text("'{query}' fits several substances", query=said),
                where=Text("substance"),
                fix=Text("write one of: {names}", names=_called(meant)),
            )
        raise InputError(
            Text("'{query}' is not in the list of substances", query=said),
            where=Text("substance"),
            fix=self._advice(key),
        )

    def search(self, query: str, limit: int = 8) -> tuple[Substance, ...]:
        """Rows for type-ahead, best first: the very name, then beginnings, then parts of names."""
        key = plain(query)
        if not key:
            return self.rows[:limit]
        best: dict[str, tuple[int, int]] = {}
        for weight, table in enumerate((self.names, self.readings, self.codes)):
            for known, rows in table.items():
                fit = _fit(key, known)
                for row in rows if fit is not None else ():
                    best[row.id] = min(best.get(row.id, (9, 9)), (fit or 0, weight))
        fitting = [row for row in self.rows if row.id in best]
        return tuple(sorted(fitting, key=lambda row: best[row.id])[:limit])

    def _advice(self, key: str) -> Prose:
        """How to mend a name that is not in the list. Numbers are not guessed at."""
        if key.removeprefix("un").isdigit():
            return Text("check the number on the plate, or write unknown")
        near = tuple(row for row in self._near(key) if row.id != UNKNOWN)[:3]
        if not near:
            return Text("write the UN number from the orange plate, or unknown")
        return Text("did you mean: {names}? or write unknown", names=_called(near))

    def _near(self, key: str) -> Iterable[Substance]:
        """Names said within `key`, longest first; names `key` begins or is part of; names alike."""
        within = sorted((n for n in self.names if _tells(n) and n in key), key=len, reverse=True)
        rows = [row for name in within for row in self.names[name]]
        rows += self.search(key, 3)
        for table in (self.names, self.readings):
            rows += [r for n in get_close_matches(key, table, n=3, cutoff=0.6) for r in table[n]]
        return dict.fromkeys(rows)


def listed(rows: Iterable[Substance]) -> Substances:
    """`rows` with the keys that lead to them."""
    names: dict[str, tuple[Substance, ...]] = {}
    codes: dict[str, tuple[Substance, ...]] = {}
    readings: dict[str, tuple[Substance, ...]] = {}
    rows = tuple(rows)
    for row in rows:
        for table, words in (
            (names, (row.id, row.name.zh, row.name.en, *row.aliases)),
            (codes, (*row.un, row.cas, row.formula)),
            (readings, (*row.pinyin, *row.initials)),
        ):
            for key in dict.fromkeys(plain(word) for word in words if word):
                table[key] = (*table.get(key, ()), row)
    return Substances(rows, names, codes, readings)


def plain(said: str) -> str:
    """`said` without case, width, spaces and signs.

    >>> plain("ＵＮ 1202"), plain("H₂SO₄")
    ('un1202', 'h2so4')
    """
    return "".join(c for c in unicodedata.normalize("NFKC", said).casefold() if c.isalnum())


def un_number(said: str) -> str:
    """The UN number in ``1203``, ``UN 1203`` or a whole plate ``33/1203``; else nothing.

    >>> un_number("un-1203"), un_number("X423 1428"), un_number("50-00-0")
    ('1203', '1428', '')
    """
    text = unicodedata.normalize("NFKC", said).casefold().strip()
    found = re.fullmatch(r"(?:(?:un|x?\d{2,3})[\s/:-]*)?(\d{4})", text)
    return found[1] if found else ""


def _fit(key: str, known: str) -> int | None:
    """0 the very name, 1 its beginning, 2 a part of it."""
    if key == known:
        return 0
    if known.startswith(key):
        return 1
    return 2 if _tells(key) and key in known else None


def _tells(part: str) -> bool:
    """Whether `part` of a name says anything: a character does, a single letter does not."""
    return len(part) > 1 or not part.isascii()


def _called(rows: tuple[Substance, ...]) -> tuple[Bilingual, ...]:
    return tuple(row.name for row in rows)
