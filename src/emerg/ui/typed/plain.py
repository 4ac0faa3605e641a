"""Typed text made plain, and the words for "not known"."""

import re
import unicodedata

_UNKNOWN = {"", "?", "不知道", "不知", "不明", "未知", "不清楚", "unknown", "dontknow", "don'tknow"}


def plain(text: str) -> str:
    """Full-width letters and marks as plain ones, blanks trimmed.

    >>> plain("　８－２０ ｔ ")
    '8-20 t'
    """
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


def not_known(text: str) -> bool:
    """Whether the answer is "don't know": said so, or nothing typed.

    >>> not_known("不知道"), not_known("？"), not_known(" "), not_known("0")
    (True, True, True, False)
    """
    return plain(text).casefold().replace(" ", "") in _UNKNOWN
