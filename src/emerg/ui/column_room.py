"""How the columns of a table share the width that there is, by what stands in them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from re import findall

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics

from emerg.ui.map.stamps import plain_font

# Around the words of a cell or a head [px], sideways and in height: padding, and what Qt adds.
BESIDE_PX, ABOVE_PX = 16, 6
LONGEST_WORD = 16  # letters: what is longer is an address or a number, and may be cut
ROUNDED_PX = 2  # what wraps is reckoned in fractions


@dataclass(frozen=True, slots=True)
class Need:
    """What a column wants [px].

    Attributes
    ----------
    least : int
        Below this it is not read well: rather is the table scrolled sideways.
    whole : int
        With this nothing in it breaks.
    """

    least: int
    whole: int


def widths(needs: Sequence[Need], room: int, wide: Collection[int] = ()) -> list[int]:
    """The width of every column; the columns `wide` take what is left once nothing breaks.

    Where not even the least of all fits, as many columns as do fill the room, so that none is cut
    at its edge; the others are scrolled to, beside the first, which stays.

    Examples
    --------
    >>> widths([Need(20, 40), Need(30, 50)], 100, wide=[0])
    [50, 50]
    >>> widths([Need(20, 25), Need(30, 200), Need(30, 110)], 140)
    [25, 67, 48]
    >>> widths([Need(20, 40), Need(30, 50), Need(60, 90)], 80)
    [35, 45, 60]
    """
    shown = _fitting(needs, room)
    if shown == len(needs):
        return _shared(needs, room, wide)
    most = max(needs[0].least, room // 2)  # of the first, over which the others are scrolled
    first = Need(needs[0].least, min(needs[0].whole, most))
    found = _shared([first, *needs[1:shown]], room)
    spare = room - sum(found)
    if 0 < spare < needs[shown].least // 2:
        _give(found, dict.fromkeys(range(shown), 1), spare)
    return found + _shared(needs[shown:], room - found[0])


def need(said: Iterable[tuple[str, int, bool]], least: int) -> Need:
    """What a column wants for its words, each with its size and whether it is bold.

    Where all of them need less than `least` [px] less will do; no word is broken.
    """
    pieces = list(said)
    whole = max(words_width(*piece) for piece in pieces)
    word = max(_longest_word(*piece) for piece in pieces)
    return Need(min(max(least, word + BESIDE_PX), whole + BESIDE_PX), whole + BESIDE_PX)


@lru_cache(maxsize=4096)
def _longest_word(text: str, px: int, bold: bool) -> int:
    """The width of the longest word that cannot break; Chinese breaks anywhere."""
    words = max(findall(r"[!-~À-ɏ]+", text), key=len, default="")
    return words_width(words[:LONGEST_WORD], px, bold)


@lru_cache(maxsize=4096)  # each minute most rows say what they said
def words_width(text: str, px: int, bold: bool = False) -> int:
    """The width in which the longest line of these words does not wrap [px]."""
    metrics = QFontMetrics(plain_font(px, bold=bold))
    return max(metrics.horizontalAdvance(line) + ROUNDED_PX for line in text.split("\n"))


def heads_height(heads: Iterable[str], found: Iterable[int], px: int) -> int:
    """The height of heads of this size of text that wrap in columns so wide [px]."""
    pairs = zip(heads, found, strict=True)
    return max(cell_height(head, width, px) for head, width in pairs)


@lru_cache(maxsize=4096)  # each minute most rows say what they said
def cell_height(text: str, width: int, px: int, bold: bool = False) -> int:
    """The height of words that wrap in a cell of this width [px], and what is above them."""
    return words_height(text, width - BESIDE_PX, QFontMetrics(plain_font(px, bold=bold)))


def words_height(text: str, room: int, metrics: QFontMetrics) -> int:
    """The height of words that wrap where there is so much room [px], and what is above them."""
    area = QRect(0, 0, room, 10_000)
    return metrics.boundingRect(area, int(Qt.TextFlag.TextWordWrap), text).height() + ABOVE_PX


def _fitting(needs: Sequence[Need], room: int) -> int:
    """How many columns fit at their least, from the first one on; that one in any case."""
    taken = 0
    for number, need in enumerate(needs):
        taken += need.least
        if taken > room and number:
            return number
    return len(needs)


def _shared(needs: Sequence[Need], room: int, wide: Collection[int] = ()) -> list[int]:
    """Small wants are met whole; the others share what they leave in proportion to what they want.

    Nobody gets less than the least.
    """
    found = [need.least for need in needs]
    wants = {n: need.whole - need.least for n, need in enumerate(needs) if need.whole > need.least}
    spare = max(room - sum(found), 0)
    while met := [n for n, want in wants.items() if want * len(wants) <= spare]:
        for number in met:
            found[number] += wants.pop(number)
        spare = max(room - sum(found), 0)
    _give(found, wants or dict.fromkeys(wide, 1), spare)
    return found


def _give(found: list[int], shares: dict[int, int], spare: int) -> None:
    """Add `spare` to the widths in these proportions, to the last pixel."""
    parts = sum(shares.values())
    for number, share in shares.items():
        more = round(spare * share / parts)
        found[number] += more
        spare, parts = spare - more, parts - share
