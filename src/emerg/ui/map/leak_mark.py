"""A pond that leaks, on the map: the name it has there, and what is said when pointed at."""

from dataclasses import dataclass

from emerg.texts import Prose


@dataclass(frozen=True, slots=True)
class LeakMark:
    """Stands where the leak enters the river."""

    name: Prose
    words: tuple[Prose, ...]
