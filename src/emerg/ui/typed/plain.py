"""Typed text made plain: full-width letters, Chinese numerals, and the words for "not known"."""

import re
import unicodedata
from functools import cache

from emerg.paper.pinyin_order import OTHER, initial
from emerg.texts.letters import MOST_LETTERS

_UNKNOWN = {"", "?", "不知道", "不知", "不明", "未知", "不清楚", "unknown", "dontknow", "don'tknow"}


def plain(text: str) -> str:
    """Full-width letters and marks as plain ones, blanks trimmed.

    Of a text longer than `MOST_LETTERS` the beginning, one letter longer than that: no answer is
    so long, and patterns would try every way to part it.

    >>> plain("　８－２０ ｔ ")
    '8-20 t'
    """
    wide = unicodedata.normalize("NFKC", text[: MOST_LETTERS + 1])
    return re.sub(r"\s+", " ", wide).strip()[: MOST_LETTERS + 1]


def not_known(text: str) -> bool:
    """Whether the answer is "don't know": said so, or nothing typed.

    >>> not_known("不知道"), not_known("？"), not_known(" "), not_known("0")
    (True, True, True, False)
    """
    return plain(text).casefold().replace(" ", "") in _UNKNOWN


_DIGITS = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")} | {"两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
# 千克 is a unit, and 三五 means three to five: what is no plain numeral stays as it is.
_NUMERAL = re.compile(r"(?<![\d零一二两三四五六七八九十百千])[零一二两三四五六七八九十百千]+")


def in_figures(text: str) -> str:
    """Chinese numerals up to 9999 as figures; whatever cannot be read is left alone.

    >>> in_figures("二十吨"), in_figures("两千五百克"), in_figures("五千克"), in_figures("三五吨")
    ('20吨', '2500克', '5千克', '三五吨')
    """
    return _NUMERAL.sub(lambda found: _figure(found[0], found.string[found.end() :]), text)


def _figure(numeral: str, behind: str) -> str:
    unit = "千" if numeral.endswith("千") and behind.startswith("克") else ""
    total, digit = 0, None
    for sign in numeral.removesuffix(unit) if unit else numeral:
        if sign in _TENS:
            total += (1 if digit is None else digit) * _TENS[sign]
            digit = None
        elif digit:
            return numeral
        else:
            digit = _DIGITS[sign]
    if numeral == unit:
        return numeral
    return f"{total + (digit or 0)}{unit}"


@cache
def letters_of(name: str) -> str:
    """The first letters of a name as it is read, marks left out.

    >>> letters_of("拉萨河"), letters_of("藏木水电站（大古）")
    ('lsh', 'zmsdzdg')
    """
    return "".join(initial(one) for one in name).replace(OTHER, "").casefold()
