"""The record of an incident as its sheets need it: in words, and which entry corrects which."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from emerg.errors import Problem
from emerg.fonts import missing
from emerg.incident.conflicts import ABOUT, AFTER, VALUE
from emerg.incident.kinds import KIND_NAMES, with_role_name
from emerg.incident.model import AMEND, EXERCISE, FILE, OPEN, ROLE, STRIKE, Entry
from emerg.paper.figure_words import QUESTIONS, answers, name_of
from emerg.paper.words import NONE
from emerg.texts import Prose, Text
from emerg.units import BEIJING

SUBJECT_MOST = 120  # characters of the title that stand on every page
SHORT = 12  # characters of a hash that a person can compare
FIGURES_MOST = 300  # characters of the figures of one entry that are printed
ANSWER = {ABOUT, VALUE, AFTER}
CALLED = {"call", "state"}
RUN = "run"
# What the text of an entry says as well, by the figure that tells of what kind it is: a level with
# what was typed for it, a report sent, a form written, a task done, a result.
SAID_IN_TEXT: Mapping[str, frozenset[str]] = {
    "level_form": frozenset(("level_form", "report", "sent_at", "grade")),
    "report": frozenset(("level_form", "report", "sent_at", "grade")),
    "form": frozenset(("form", "number", "to", "said")),
    "task": frozenset(("task", "done")),
    "sample": frozenset(("sample",)),
}


@dataclass(frozen=True, slots=True)
class Record:
    """What is printed of an incident.

    Attributes
    ----------
    entries : tuple of Entry
        All of them, in the order of `emerg.incident.model.in_order`; the first is never missing.
    files : int
        How many attached files are proven to be what was kept.
    problems : tuple of Problem
        What a check found; empty where the record is whole.
    """

    id: str
    title: str
    entries: tuple[Entry, ...]
    files: int
    problems: tuple[Problem, ...] = ()

    @property
    def exercise(self) -> bool:
        """Whether it is of a drill: every page says so."""
        opened = next((entry for entry in self.entries if entry.kind == OPEN), None)
        return opened is not None and opened.figures().get(EXERCISE) is True


def state(record: Record) -> Text:
    """Whether the record was whole when it was printed."""
    if record.problems:
        return Text("The record is NOT whole: {n} problems", n=len(record.problems))
    return Text(
        "The record is whole: {entries} entries, {files} files",
        entries=len(record.entries),
        files=record.files,
    )


class Trail:
    """Which entries correct which, among `entries` in their order."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._known: dict[str, Entry] = {}
        self._later: dict[str, list[Entry]] = {}
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """One more, after those before."""
        self._known[entry.hash] = entry
        if entry.kind in (AMEND, STRIKE):
            self._later.setdefault(entry.refers_to, []).append(entry)

    def meant(self, entry: Entry) -> str:
        """Where the entry stands that `entry` refers to."""
        meant = self._known.get(entry.refers_to)
        return entry.refers_to[:SHORT] if meant is None else place(meant)

    def is_struck(self, entry: Entry) -> bool:
        return any(later.kind == STRIKE for later in self._later.get(entry.hash, ()))

    def is_amended(self, entry: Entry) -> bool:
        return self._holding(entry) is not entry

    def marks(self, entry: Entry) -> tuple[Text, ...]:
        """That `entry` was amended or struck, and by which others, in their order."""
        return tuple(
            Text("struck by {n}", n=place(later))
            if later.kind == STRIKE
            else Text("amended by {n}", n=place(later))
            for later in self._later.get(entry.hash, ())
        )

    def words_now(self, entry: Entry) -> str:
        """The text of `entry` as last amended; amendments that were struck do not count."""
        return self._holding(entry).text

    def _holding(self, entry: Entry) -> Entry:
        # Hashes refer backwards alone, so this ends.
        while True:
            amends = [
                later
                for later in self._later.get(entry.hash, ())
                if later.kind == AMEND and not self.is_struck(later)
            ]
            if not amends:
                return entry
            entry = amends[-1]


def place(entry: Entry) -> str:
    """Post and number: how people name an entry."""
    return f"{legible(entry.post)} {entry.number}".strip()


def moment(entry: Entry) -> str:
    """When it was noted, Beijing time to the second."""
    return entry.time.astimezone(BEIJING).strftime("%Y-%m-%d %H:%M:%S")


def said_by(entry: Entry) -> Prose:
    """Who spoke, and what for where that is set."""
    return with_role_name(legible(entry.author) or NONE, entry)


def kind_words(entry: Entry, trail: Trail) -> Prose:
    """What kind of entry it is, and which entry it corrects or settles."""
    kind = KIND_NAMES.get(entry.kind, legible(entry.kind))
    if not entry.refers_to:
        return kind
    return Text("{kind} {n}", kind=kind, n=trail.meant(entry))


def legible(text: str) -> str:
    r"""`text` as the fonts can print it: what they lack is named, and lines are kept.

    >>> legible("电话 😀\t\x1b[2J\r\nལ"), legible("曲水")
    ('电话 ‹U+1F600›    ‹U+001B›[2J\n‹U+0F63›', '曲水')
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", "    ")
    lacking = set(missing(lines)) | {c for c in lines if not c.isprintable() and c != "\n"}
    return "".join(f"‹U+{ord(c):04X}›" if c in lacking else c for c in lines)


def printable(prose: Prose) -> Prose:
    """A sentence whose fields are `legible`: names and paths of strangers stand in some."""
    if isinstance(prose, Text):
        fields = {
            name: printable(field) if isinstance(field, str | Text) else field
            for name, field in prose.fields.items()
        }
        return Text(prose.msgid, **fields)
    return legible(prose) if isinstance(prose, str) else prose


def shortened(text: str, most: int) -> str:
    """`text` legible and on one line, at most `most` characters of it.

    >>> shortened("a\\nb c", 4)
    'a b …'
    """
    line = " ".join(legible(text[: 4 * most]).split())
    return line if len(line) <= most else line[:most] + "…"


def figures_words(entry: Entry) -> tuple[Prose, ...]:
    """The figures of an entry in words: its answer, its file, and whatever else there is."""
    figures = entry.figures()
    if entry.kind == FILE:
        return (file_words(figures),)
    if entry.kind == RUN and "asked" in figures:  # the rest can be computed again
        return (Text("Asked: {answers}", answers=_pairs(answers(figures["asked"]))),)
    told: list[Prose] = []
    about, value = figures.get(ABOUT), figures.get(VALUE)
    if isinstance(about, str) and about:
        question = QUESTIONS.get(about, legible(about))
        told.append(Text("{question} = {answer}", question=question, answer=legible(str(value))))
    # The text of a call says whom and how it went; a role stands beside the name.
    named = {ROLE, *(ANSWER if told else ()), *(CALLED if entry.kind == "call" else ())}
    for key in SAID_IN_TEXT.keys() & figures.keys():
        named |= SAID_IN_TEXT[key]
    rest = [(name_of(key), _plain(figures[key])) for key in figures if key not in named]
    if rest and entry.kind != OPEN:
        told.append(Text("{figures}", figures=_pairs(rest)))
    return tuple(told)


def _pairs(figures: Iterable[tuple[Prose, str]]) -> tuple[Prose, ...]:
    """Names and values, as many as there is room for."""
    told: list[Prose] = []
    room = FIGURES_MOST
    for name, value in figures:
        if room <= 0:
            return (*told, "…")
        words = shortened(value, room)
        room -= len(words)
        told.append(Text("{name} {value}", name=printable(name), value=words))
    return tuple(told)


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def file_words(figures: Mapping[str, Any]) -> Prose:
    """Size and hash of a file, from the figures of its entry."""
    size, sha256 = figures.get("size"), legible(str(figures.get("sha256", NONE)))
    return Text(
        "{size} bytes, SHA-256 {hash}…",
        size=f"{size:,}" if isinstance(size, int) else NONE,
        hash=sha256[: 2 * SHORT],
    )


def ends(entries: Iterable[Entry]) -> dict[str, Entry]:
    """The last entry of each post: printed on paper, its hash proves all before it."""
    ordered = sorted(entries, key=lambda entry: (entry.number, entry.hash))
    last = {entry.post: entry for entry in ordered}
    return dict(sorted(last.items()))
