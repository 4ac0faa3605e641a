"""The sheet that one shift hands to the next: what holds, what is open, what happened."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from emerg.incident.conflicts import ABOUT, conflicts, last_words, told
from emerg.incident.kinds import KIND_NAMES
from emerg.incident.model import AMEND, SETTLE, STRIKE, Entry
from emerg.incident.sameness import LEVEL, question
from emerg.paper.content import (
    Blank,
    Cell,
    Column,
    Form,
    Heading,
    Note,
    Part,
    Sheet,
    Stack,
    Strong,
    Table,
)
from emerg.paper.record_sheet import conflict_parts, framed, problem_parts
from emerg.paper.record_words import (
    SHORT,
    Record,
    Trail,
    ends,
    kind_words,
    legible,
    moment,
    place,
    shortened,
)
from emerg.paper.words import NONE
from emerg.texts import Prose, Text
from emerg.units import beijing

# A shift reads two pages: of longer texts and lists the rest stands in the record.
TEXT_MOST = 70
BEFORE_MOST = 32  # characters of the words that were corrected
CORRECTED_MOST = 4
OPEN_LINES = 3
# What is listed, in this order, and how many of each at most: the last ones.
GROUPS: tuple[tuple[tuple[str, ...], int], ...] = (
    (("order", "decision", SETTLE), 6),
    (("call",), 3),
    (("sample",), 3),
    (("run",), 1),
)
CORRECTING = (AMEND, STRIKE)
SECOND = timedelta(seconds=1)


def handover_sheet(record: Record, since: datetime, until: datetime, made: datetime) -> Sheet:
    """What the shift from `since` to `until`, both included, hands over.

    What was noted after `until` is not looked at, nor what it corrects.
    """
    known = tuple(entry for entry in record.entries if entry.time <= until)
    period = tuple(entry for entry in known if entry.time >= since)
    trail = Trail(known)
    parts: list[Part] = [
        *problem_parts(record),
        _about(record, known, period, since, until),
        *_in_force(known, trail, _minute_up(until)),
        *conflict_parts(conflicts(known), trail, TEXT_MOST),
        *_happened(period, trail),
        *_corrected(known, period, trail),
        *_to_do(),
        *_signatures(),
    ]
    return framed(record, Text("Shift hand-over"), parts, made)


def _about(
    record: Record,
    known: tuple[Entry, ...],
    period: tuple[Entry, ...],
    since: datetime,
    until: datetime,
) -> Form:
    ending = ", ".join(f"{place(last)} ({last.hash[:SHORT]})" for last in ends(known).values())
    span = f"{moment(period[0])} – {moment(period[-1])}" if period else NONE
    return Form(
        (
            (
                Text("Period"),
                Text(
                    "{since} to {until}, Beijing time",
                    since=beijing(since, year=True),
                    until=beijing(_minute_up(until), year=True),
                ),
            ),
            (
                Text("Entries of the period"),
                Text("{n}, {span}", n=len(period), span=span) if period else Text("none"),
            ),
            (Text("The record ends with"), ending or NONE),
        )
    )


def _minute_up(until: datetime) -> datetime:
    """The minute that nothing of the period lies after."""
    return until if until.second == until.microsecond == 0 else until + 60 * SECOND


def _in_force(known: tuple[Entry, ...], trail: Trail, until: datetime) -> list[Part]:
    columns = (
        Column(Text("Question"), 2.0),
        Column(Text("Answer"), 2.2),
        Column(Text("Since"), 1.5),
        Column(Text("Post, no."), 2.4),
        Column(Text("Words"), 3.9),
    )
    rows: list[tuple[Cell, ...]] = []
    for about in _questions(known):
        sides = last_words(known, about)
        values = list(told(sides).values())
        if len(values) == 1:
            last = sides[-1]
            answer: Cell = Strong(legible(values[0]))
            words: Prose = shortened(trail.words_now(last), TEXT_MOST)
            rows.append((Strong(legible(about)), answer, beijing(last.time), _places(sides), words))
        elif values:
            open_ = Strong(Text("open: see below"))
            rows.append((Strong(legible(about)), open_, NONE, NONE, ""))
    heading = Heading(Text("In force at {time}", time=beijing(until, year=True)))
    empty = Text("no question was answered with --about")
    return [heading, Table(columns, tuple(rows), empty, Text("in force"))]


def _questions(known: Iterable[Entry]) -> list[str]:
    """Every question that an entry answers, as first spelt: the level first, then as counted."""
    found: dict[str, str] = {}
    for entry in known:
        about = entry.figures().get(ABOUT) if entry.data != "{}" else None
        if isinstance(about, str) and about:
            found.setdefault(question(about), about)
    order = sorted(found, key=lambda asked: (asked != LEVEL, _counted(asked)))
    return [found[asked] for asked in order]


def _counted(about: str) -> list[tuple[int, str]]:
    """So that task 10 comes after task 2."""
    pieces = re.split(r"([0-9]{1,9})", about)
    return [(int(piece), "") if piece.isdecimal() else (0, piece) for piece in pieces]


def _places(entries: Iterable[Entry]) -> str:
    return ", ".join(place(entry) for entry in entries)


def _happened(period: tuple[Entry, ...], trail: Trail) -> list[Part]:
    """The period group by group; struck entries stand with the corrections alone."""
    live = [entry for entry in period if not trail.is_struck(entry)]
    shown: list[Entry] = []
    for kinds, most in GROUPS:
        shown += [entry for entry in live if entry.kind in kinds][-most:]
    columns = (
        Column(Text("Kind"), 1.1),
        Column(Text("Time"), 1.5),
        Column(Text("Post, no."), 1.9),
        Column(Text("Text"), 7.5),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (_kind(entry), beijing(entry.time), place(entry), _told(entry, trail)) for entry in shown
    )
    name = Text("What happened in this period")
    empty = Text(
        "none of these kinds: {kinds}", kinds=tuple(KIND_NAMES[k] for ks, _ in GROUPS for k in ks)
    )
    listed = Table(columns, rows, empty, name)
    known = {entry.hash for entry in shown}
    return [Heading(name), listed, *_unlisted([entry for entry in live if entry.hash not in known])]


def _kind(entry: Entry) -> Cell:
    kind = KIND_NAMES.get(entry.kind, legible(entry.kind))
    return Strong(kind) if entry.kind in GROUPS[0][0] else kind


def _told(entry: Entry, trail: Trail) -> Cell:
    """The words that hold now, and that they were amended where they were."""
    words = shortened(trail.words_now(entry), TEXT_MOST)
    return Stack((words, *trail.marks(entry))) if trail.is_amended(entry) else words


def _unlisted(left: list[Entry]) -> list[Part]:
    """How many entries of each kind the sheet leaves to the record."""
    counted = Counter(entry.kind for entry in left if entry.kind not in CORRECTING)
    if not counted:
        return []
    words = tuple(
        Text("{kind}: {n}", kind=KIND_NAMES.get(kind, legible(kind)), n=n)
        for kind, n in counted.items()
    )
    return [Note(Text("Only in the record: {kinds}", kinds=words), "quiet")]


def _corrected(known: tuple[Entry, ...], period: tuple[Entry, ...], trail: Trail) -> list[Part]:
    found = [entry for entry in period if entry.kind in CORRECTING and not trail.is_struck(entry)]
    if not found:
        return []
    texts = {entry.hash: entry.text for entry in known}
    columns = (
        Column(Text("Time"), 1.7),
        Column(Text("Post, no."), 1.6),
        Column(Text("Kind"), 2.2),
        Column(Text("Text"), 6.5),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            beijing(entry.time),
            place(entry),
            Strong(kind_words(entry, trail)),
            Stack(
                (
                    shortened(entry.text, TEXT_MOST),
                    Text(
                        "before: {text}",
                        text=shortened(texts.get(entry.refers_to, NONE), BEFORE_MOST),
                    ),
                )
            ),
        )
        for entry in found[-CORRECTED_MOST:]
    )
    name = Text("What was corrected")
    table = Table(columns, rows, Text("nothing is listed"), name)
    earlier = len(found) - CORRECTED_MOST
    more = Text(
        "The last {n}; {earlier} earlier ones stand in the record",
        n=CORRECTED_MOST,
        earlier=earlier,
    )
    return [Heading(name), *([Note(more, "quiet")] if earlier > 0 else []), table]


def _to_do() -> list[Part]:
    columns = (
        Column(Text("What is still to be done"), 7.0),
        Column(Text("By whom"), 2.8),
        Column(Text("By when"), 2.2),
    )
    rows: tuple[tuple[Cell, ...], ...] = ((Blank(), Blank(), Blank()),) * OPEN_LINES
    name = Text("Left to the next shift")
    return [Heading(name), Table(columns, rows, Text("nothing is listed"), name)]


def _signatures() -> list[Part]:
    columns = (
        Column("", 2.6),
        Column(Text("Full name"), 3.0),
        Column(Text("Signature"), 3.4),
        Column(Text("Date and time (Beijing)"), 3.0),
    )
    roles = (Text("Handed over by"), Text("Taken over by"), Text("Head of the shift"))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (Strong(role), Blank(), Blank(), Blank()) for role in roles
    )
    name = Text("Handing over and taking over")
    return [Heading(name), Table(columns, rows, Text("nothing is listed"), name)]
