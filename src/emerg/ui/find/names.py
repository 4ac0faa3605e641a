"""How well a name fits what was typed: the name itself, its beginning, its initials, a part."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from emerg.geodata.gazetteer import BEGINS, EXACT, HOLDS, LETTERS
from emerg.paper.pinyin_order import OTHER, initial
from emerg.texts import Bilingual, Prose, Text, render
from emerg.ui.find.found import Found
from emerg.ui.typed.plain import plain

# Initials of one letter, and of half a name, fit nearly everything.
LEAST_LETTERS = 2
_REMARK = re.compile(r"\s*[（(].*?[）)]")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that is found by its names, in either language.

    It fits as a town of the gazetteer would: what is found in several lists is put in one order.
    """

    found: Found
    names: tuple[str, ...]
    letters: str

    def fit(self, wanted: str) -> int:
        """How well it fits, 100 for the very name; 0 where it does not."""
        if wanted in self.names:
            return EXACT
        if any(name.startswith(wanted) for name in self.names):
            return BEGINS
        if any(wanted in name for name in self.names):
            return HOLDS
        begun = len(wanted) >= LEAST_LETTERS and self.letters.startswith(wanted)
        return LETTERS if begun else 0


def entry(found: Found, *more: str) -> Entry:
    """`found` under its name in both languages, without remark as well, and under `more`."""
    zh, en = in_both(found.name)
    names = (zh, en, _REMARK.sub("", zh), _REMARK.sub("", en), *more)
    written = dict.fromkeys(plain(name).casefold() for name in names)
    return Entry(found, tuple(name for name in written if name), letters(zh))


def in_both(name: Prose) -> tuple[str, str]:
    """A name in Chinese and in English."""
    if isinstance(name, Bilingual | Text):
        return render(name, "zh"), render(name, "en")
    return name, name


def letters(name: str) -> str:
    """The first letters of a Chinese name by its pinyin, without what stands in brackets.

    >>> letters("拉萨水文站（城区）"), letters("Lhasa")
    ('lsswz', '')
    """
    han = _HAN.findall(_REMARK.sub("", name))
    return "".join(map(initial, han)).replace(OTHER, "").casefold()


def best(entries: Iterable[Entry], wanted: str, limit: int) -> list[tuple[int, Found]]:
    """Those that fit `wanted`, best first, the shorter name before the longer."""
    fits = [(one.fit(wanted), one) for one in entries]
    hits = [(fit, one) for fit, one in fits if fit]
    hits.sort(key=lambda hit: (-hit[0], len(hit[1].names[0]), hit[1].names[0]))
    return [(fit, one.found) for fit, one in hits[:limit]]
