"""Noto Sans SC, Regular and Bold, for window and paper; SIL OFL 1.1, licence in ``OFL.txt``.

Both cuts hold the same characters: GB 2312, the 8,105 characters of general use, Latin with the
marks of pinyin, symbols. ``tools/build_fonts.py`` cuts them and writes ``coverage.txt``, so that
nobody needs to open a font to know whether a name can be printed. Tibetan is not among them: it
needs shaping, and a font of its own.
"""

from functools import cache
from pathlib import Path

FAMILY = "Noto Sans SC"

_FOLDER = Path(__file__).parent
REGULAR = _FOLDER / "NotoSansSC-Regular.ttf"
BOLD = _FOLDER / "NotoSansSC-Bold.ttf"


@cache
def covered() -> frozenset[int]:
    """Code points that both cuts hold."""
    codes: set[int] = set()
    for run in (_FOLDER / "coverage.txt").read_text(encoding="ascii").split():
        first, _, last = run.partition("-")
        codes.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(codes)


def missing(text: str) -> str:
    """The characters of `text` that cannot be printed, each once, in order; line ends aside.

    Examples
    --------
    >>> missing("拉萨河 ≤ 0.05 mg/L"), missing("ལྷ་ས")
    ('', 'ལྷ་ས')
    """
    held = covered()
    return "".join(
        character
        for character in dict.fromkeys(text)
        if ord(character) not in held and character not in "\n\r\t"
    )
