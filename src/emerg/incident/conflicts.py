"""Where posts that could not hear each other said different things: shown, never decided.

An entry may answer a question (``data.about``, as "level" or "task 3") with a value
(``data.value``), and names the answers that its post knew when it spoke (``data.after``). What
nobody spoke after is the last word; where there are two last words and they differ, people decide,
by an entry that names both. Questions and answers count as the same by `emerg.incident.sameness`,
however a post spells them. The outcome hangs on the set of entries alone, whatever order they
arrived in.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from emerg.incident.model import STRIKE, Entry
from emerg.incident.sameness import answer_to, question

ABOUT = "about"
VALUE = "value"
AFTER = "after"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Entries that cannot all hold.

    Attributes
    ----------
    name : str
        The question as it was first put; where two entries of a post follow the same one, the
        start of its hash.
    forked : bool
        Two computers wrote as the same post.
    sides : tuple of Entry
        In the order of time.
    """

    name: str
    forked: bool
    sides: tuple[Entry, ...]


def answering(about: str, value: str, after: Iterable[Entry]) -> dict[str, Any]:
    """The data of an entry that answers `about` with `value`, knowing the answers in `after`."""
    return {ABOUT: about, VALUE: value, AFTER: sorted(entry.hash for entry in after)}


def last_words(entries: Iterable[Entry], about: str) -> tuple[Entry, ...]:
    """The answers to `about` that no other spoke after, struck ones left out."""
    return last_words_of_all(entries).get(question(about), ())


def conflicts(entries: Iterable[Entry]) -> tuple[Conflict, ...]:
    """Each question with two different last words, then each post that two computers wrote as."""
    known = tuple(entries)
    differing = [
        Conflict(_word(sides[0].figures(), ABOUT), False, sides)
        for _, sides in sorted(last_words_of_all(known).items())
        if len(told(sides)) > 1
    ]
    return (*differing, *sorted(_forks(known), key=lambda conflict: conflict.name))


def told(sides: Iterable[Entry]) -> dict[str, str]:
    """What `sides` answer, each answer as it was first spelt, by the spelling for all."""
    found: dict[str, str] = {}
    for side in sides:
        data = side.figures()
        value = _word(data, VALUE)
        found.setdefault(answer_to(_word(data, ABOUT), value), value)
    return found


def last_words_of_all(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    """The same of every question, by the name that stands for all its spellings."""
    live = _live(entries)
    spoken_after = {hash_ for _, data in live for hash_ in _after(data)}
    words: dict[str, list[Entry]] = defaultdict(list)
    for entry, data in live:
        if (about := _word(data, ABOUT)) and entry.hash not in spoken_after:
            words[question(about)].append(entry)
    return {about: _by_time(sides) for about, sides in words.items()}


def _forks(entries: tuple[Entry, ...]) -> Iterator[Conflict]:
    following: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        following[entry.post, entry.previous].append(entry)
    settled = [frozenset(_after(data)) for _, data in _live(entries)]
    for (_, previous), sides in following.items():
        meant = {side.hash for side in sides}
        if len(sides) > 1 and not any(meant <= named for named in settled):
            yield Conflict(previous[:12], True, _by_time(sides))


def _live(entries: Iterable[Entry]) -> list[tuple[Entry, Mapping[str, Any]]]:
    """Entries with figures that nobody struck."""
    known = tuple(entries)
    struck = {entry.refers_to for entry in known if entry.kind == STRIKE}
    return [
        (entry, data)
        for entry in known
        if entry.data != "{}" and entry.hash not in struck and (data := entry.figures())
    ]


def _word(data: Mapping[str, Any], key: str) -> str:
    """A word in figures that a stranger may have written."""
    found = data.get(key)
    return found if isinstance(found, str) else ""


def _after(data: Mapping[str, Any]) -> list[str]:
    found = data.get(AFTER)
    return [hash_ for hash_ in found if isinstance(hash_, str)] if isinstance(found, list) else []


def _by_time(sides: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(sides, key=lambda entry: (entry.time_us, entry.post, entry.hash)))
