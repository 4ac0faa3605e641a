"""Whether what is typed is a position in figures."""

import re

from emerg.ui.typed.plain import plain

_ANGLE = r"(?:[NE] ?[\d.° '\"′″]+|[\d.° '\"′″]+[NE])"
_COORDINATES = re.compile(
    r"[-+\d.,;:/ °′″'\"度分秒()\[\]]*|"
    r".*(?:东经|北纬|经度|纬度|\b(?:lon|lat)(?:g?itude)?(?![a-z])).*|"
    rf"{_ANGLE}[ ,;]*{_ANGLE}",
    re.IGNORECASE,
)


def looks_like_coordinates(text: str) -> bool:
    """Whether `text` is, or begins to be, a position: then its datum counts.

    >>> looks_like_coordinates("91.13, 29"), looks_like_coordinates("拉萨河 430")
    (True, False)
    """
    said = plain(text)
    return bool(said) and _COORDINATES.fullmatch(said) is not None
