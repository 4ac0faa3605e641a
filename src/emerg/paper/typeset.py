"""Letters on paper: the two cuts of Noto Sans SC, how wide they run and where lines may break."""

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import cast

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from emerg.errors import OutputError
from emerg.fonts import BOLD, REGULAR, missing
from emerg.texts import Lang, Prose, Text, render

REGULAR_NAME = "NotoSansSC-Regular"
BOLD_NAME = "NotoSansSC-Bold"
ELLIPSIS = "…"
EM = 1000  # parts of the size in which a font gives its widths
LAST_PART = 5  # characters that go to the next line with the rest of a name
# May not begin a line, or end one (GB/T 15834).
NOT_FIRST = frozenset("，。、；：？！）》〉」』】”’…％%°),.;:?!]}·—–～/")
NOT_LAST = frozenset("（《〈「『【“‘([{")


@cache
def register_fonts() -> None:
    """Read both cuts, once in a process."""
    for name, path in ((REGULAR_NAME, REGULAR), (BOLD_NAME, BOLD)):
        pdfmetrics.registerFont(TTFont(name, str(path)))


@cache
def _advances(bold: bool) -> Mapping[int, float]:
    """Advance of every character [1/1000 of the size], as the font itself keeps it."""
    register_fonts()
    font = cast(TTFont, pdfmetrics.getFont(BOLD_NAME if bold else REGULAR_NAME))
    return cast(Mapping[int, float], font.face.charWidths)


def font_name(bold: bool) -> str:
    """The registered name of a cut."""
    register_fonts()
    return BOLD_NAME if bold else REGULAR_NAME


def shown_text(canvas: Canvas, text: str, size: float, *, bold: bool) -> str:
    """The operators that show `text` in the PDF of `canvas`: font, size and letters.

    A sheet has some thousand pieces of text, and `Canvas.drawString` takes as long for them as
    for everything else on it.
    """
    font = cast(TTFont, pdfmetrics.getFont(font_name(bold)))
    document = canvas._doc  # type: ignore[attr-defined]  # which the stub leaves out
    return " ".join(
        f"/{font.getSubsetInternalName(subset, document)[1:]} {size:g} Tf "
        f"({''.join([_ESCAPED[code] for code in letters])}) Tj"
        for subset, letters in font.splitString(text, document)
    )


def _escape(code: int) -> str:
    letter = chr(code)
    if letter in "()\\":
        return f"\\{letter}"
    return letter if 32 <= code < 127 else f"\\{code:03o}"


_ESCAPED = tuple(_escape(code) for code in range(256))


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide `text` runs [pt]."""
    advances = _advances(bold)
    return size * sum(advances.get(ord(letter), EM) for letter in text) / EM


@lru_cache(maxsize=20_000)
def wrapped(text: str, size: float, room: float, bold: bool = False) -> tuple[str, ...]:
    """`text` broken into lines no wider than `room` [pt].

    Chinese breaks between characters, but not before a comma or after an opening bracket; Latin
    words and figures stay whole unless one alone is wider than the line.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _broken(paragraph, size, room, bold)
    return tuple(lines)


def _broken(text: str, size: float, room: float, bold: bool) -> list[str]:
    lines: list[list[str]] = [[]]
    used = 0.0
    for piece in _pieces(text):
        if lines[-1] and used + width(piece.rstrip(), size, bold=bold) > room:
            carried = _last_part(lines[-1])
            used = width("".join([*carried, piece.rstrip()]), size, bold=bold)
            if used > room:
                lines[-1] += carried
                carried = []
            lines.append(carried)
            used = width("".join(carried), size, bold=bold)
            piece = piece if carried else piece.lstrip()
        while width(piece, size, bold=bold) > room and len(piece) > 1:
            kept = _cut_at(piece, _most(piece, size, room, bold))
            lines[-1:] = [[piece[:kept]], []]
            piece = piece[kept:]
        lines[-1].append(piece)
        used += width(piece, size, bold=bold)
    return ["".join(line).rstrip() for line in _with_company(lines)]


def _last_part(line: list[str]) -> list[str]:
    """Taken off the end of a full line: what follows a dot near its end, for that is a name."""
    for back in range(1, min(LAST_PART, len(line) // 2) + 1):
        if line[-back].endswith("·"):
            taken = line[len(line) - back + 1 :]
            del line[len(line) - back + 1 :]
            return taken
    return []


def _cut_at(word: str, most: int) -> int:
    """Where to cut a word wider than its line: behind a dash or stroke, or where it must be."""
    return max((word.rfind(sign, 0, most) + 1 for sign in "–-/"), default=0) or most


def _with_company(lines: list[list[str]]) -> list[list[str]]:
    """No single character stands on the last line: one from the line above joins it."""
    if len(lines) > 1 and len(lines[-2]) > 3 and len("".join(lines[-1])) == 1:
        lines[-1].insert(0, lines[-2].pop())
    return lines


def _most(text: str, size: float, room: float, bold: bool) -> int:
    """How many characters of `text` fit, at least one."""
    used = 0.0
    for count, letter in enumerate(text):
        used += width(letter, size, bold=bold)
        if used > room:
            return max(count, 1)
    return len(text)


def _pieces(text: str) -> list[str]:
    """`text` cut wherever a line may break; trailing blanks stay with their word."""
    pieces: list[str] = []
    for letter in text:
        if pieces and _sticks(pieces[-1], letter):
            pieces[-1] += letter
        else:
            pieces.append(letter)
    return pieces


def _sticks(before: str, letter: str) -> bool:
    last = before[-1]
    if last == " " and before[-2:-1].isdigit() and letter.isalpha():
        return True  # a figure and its unit
    if letter == " " or letter in NOT_FIRST or last in NOT_LAST:
        return True
    return last != " " and not is_wide(last) and not is_wide(letter)


@cache
def is_wide(letter: str) -> bool:
    """Whether a line may break beside `letter`, as beside a Chinese character."""
    return unicodedata.east_asian_width(letter) in "WF"


def shortened(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """`text` on one line, its end left out where it does not fit."""
    if width(text, size, bold=bold) <= room:
        return text
    kept = _most(text, size, room - width(ELLIPSIS, size, bold=bold), bold)
    return text[:kept].rstrip() + ELLIPSIS


def said(text: Prose, lang: Lang, where: Prose) -> str:
    """`text` in `lang`, every character of it printable.

    Raises
    ------
    OutputError
        The fonts lack a character; it is named, with the field it stands in.
    """
    # The dot of the font is as wide as a character and needs no blanks beside it.
    words = render(text, lang).replace(" · ", "·")
    lacking = missing(words)
    if lacking:
        raise OutputError(
            Text(
                "'{letters}' ({codes}) cannot be printed: the fonts do not hold it",
                letters=lacking[:8],
                codes=", ".join(f"U+{ord(letter):04X}" for letter in lacking[:8]),
            ),
            where=Text("{field}: {words}", field=where, words=words[:60]),
            fix=Text("write it in Chinese or Latin letters"),
        )
    return words
