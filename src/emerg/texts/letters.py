"""Letters that nobody sees, and values of any kind as a few letters of one line."""

import re
from reprlib import Repr
from unicodedata import category

MOST_LETTERS = 200  # of a name or an answer; what is longer is neither

# Control characters but tabs and line ends, marks that turn the direction of what follows, halves
# of characters, and what is no character.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
# Lists in lists are shown a few deep: `repr` itself gives up on very deep ones.
_SHOW = Repr()
_SHOW.maxlevel, _SHOW.maxstring, _SHOW.maxlong, _SHOW.maxother = 3, 60, 60, 60


def hidden(text: str) -> str:
    r"""The first letter of `text` that no name may hold; empty where there is none.

    >>> hidden("曲水\u3000km"), hidden("a\u202eb")
    ('', '\u202e')
    """
    found = _HIDDEN.search(text)
    return found[0] if found else ""


def harmless(text: str) -> str:
    r"""Text in one line, without characters that a terminal takes for orders or cannot show.

    >>> harmless("a\nb\x1b[2J"), harmless("曲水\u3000\u202e")
    ('a ⏎ b\\x1b[2J', '曲水\u3000\\u202e')
    """
    line = text.replace("\r\n", "\n").replace("\n", " ⏎ ")
    if line.isprintable():
        return line
    # A blank as wide as a Chinese letter is not printable to Python, and is to people.
    return "".join(c if c.isprintable() or category(c) == "Zs" else repr(c)[1:-1] for c in line)


def shown(value: object) -> str:
    """A value as a file may hold it, as far as a person needs it.

    >>> shown([[[[1]]]]), shown("x" * 99)[:5]
    ('[[[...]]]', "'xxxx")
    """
    return _SHOW.repr(value)
