"""What a cell is sorted by: the value behind its words, else the words themselves."""

import re
from datetime import datetime
from enum import Enum
from math import isnan
from typing import TypeAlias

from emerg.paper.pinyin_order import name_key


class _Codes(dict[int, str]):
    """For each letter one that stands where the pinyin of the first does, found once."""

    def __missing__(self, code: int) -> str:
        self[code] = chr(name_key(chr(code))[0][0])
        return self[code]


_CODES = _Codes()


class Auto(Enum):
    """A cell of which nothing but its words is known."""

    AUTO = "auto"


AUTO = Auto.AUTO
Key: TypeAlias = float | datetime | str | None
Rank: TypeAlias = tuple[object, ...]

MOST = 40  # characters by which words are compared
_SIGNS = re.compile(r"^[^\w+\-−]+")
_FIGURES = re.compile(r"([0-9]+)")
_FIGURE = re.compile(r"[+\-−]?\d+(?:[.,]\d+)*")


def rank(key: Key) -> Rank | None:
    """What to compare a key by; None where there is nothing to compare, which comes last.

    Words are compared as an index has them: Chinese by its pinyin, figures in them as figures.

    >>> sorted(["k10", "k9", "曲水", "拉萨"], key=rank)
    ['k9', 'k10', '拉萨', '曲水']
    >>> rank("—"), rank(None), rank(2.5)
    (None, None, (0, 2.5))
    """
    if isinstance(key, datetime):
        return 0, key.timestamp()
    if isinstance(key, str):
        return _rank_of_words(key)
    return None if key is None or isnan(key) else (0, key)


def _rank_of_words(text: str) -> Rank | None:
    """A text that begins with a figure goes by it: "△ 0.3", "3.2 (2.1–6.4)", "12. 曲水"."""
    told = _SIGNS.sub("", text[:MOST])
    if not told.strip("-−+ "):
        return None
    first = _FIGURE.match(told)
    if first is not None:
        return 0, _figure(first[0]), told.casefold().translate(_CODES)
    return 1, tuple(_parts(told))


def _parts(text: str) -> list[tuple[int, object]]:
    """Words and figures in turn."""
    words = _FIGURES.split(text.casefold().translate(_CODES))
    return [(0, int(part)) if number % 2 else (1, part) for number, part in enumerate(words)]


def _figure(text: str) -> float:
    plain = text.replace("−", "-").replace(",", "")
    return float(plain) if plain.count(".") < 2 else float(plain.split(".")[0])
