"""Whether this computer can draw Tibetan letters: our own font has none of them."""

from functools import cache

from PySide6.QtGui import QFontDatabase


@cache
def draws_tibetan() -> bool:
    """Whether any font here can; without one there would be empty boxes."""
    return bool(QFontDatabase.families(QFontDatabase.WritingSystem.Tibetan))
