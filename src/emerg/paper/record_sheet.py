"""The record of an incident on paper: every entry, what is open, and the hashes that prove it.

The foot of each page bears the hash over the entries of the timeline on it, see `page_proof`: the
SHA-256 over their full hashes as printed, joined by line feeds.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from emerg import __version__
from emerg.incident.conflicts import VALUE, Conflict, conflicts
from emerg.incident.model import AMEND, FILE, OPEN, STRIKE, Entry
from emerg.paper.content import Cell, Column, Form, Heading, Note, Part, Sheet, Stack, Strong, Table
from emerg.paper.record_words import (
    SHORT,
    SUBJECT_MOST,
    Record,
    Trail,
    ends,
    figures_words,
    kind_words,
    legible,
    moment,
    place,
    printable,
    said_by,
    shortened,
    state,
)
from emerg.paper.words import DRILL, NONE
from emerg.texts import Prose, Text
from emerg.units import beijing

# Longer texts are cut on paper: the record keeps them, and a page holds some 3,000 characters.
TEXT_MOST = 20_000
# A longer text goes on in rows of its own: every page says whose it is, and whether it was struck.
ROW_MOST = 400
PAUSES = ("\n", "。！？", "；;", "，、,", " ")
CONFLICT_MOST = 400  # characters of one side: its whole text stands in the timeline


def record_sheet(record: Record, made: datetime) -> Sheet:
    """Every entry of `record`, as of `made`."""
    trail = Trail(record.entries)
    found = conflicts(record.entries)
    parts: list[Part] = [
        *problem_parts(record),
        _about(record, found),
        Heading(Text("Timeline")),
        Note(PAGE_NOTE, "quiet"),
        timeline(record.entries, trail),
        *conflict_parts(found, trail),
        *proof_parts(record),
    ]
    return framed(record, Text("Record of the incident"), parts, made)


def framed(record: Record, title: Prose, parts: Sequence[Part], made: datetime) -> Sheet:
    """A sheet of `record`: what stands above and below on every page of it."""
    return Sheet(
        title=title,
        subject=shortened(record.title, SUBJECT_MOST),
        made=Text("made {time} Beijing time", time=beijing(made, year=True)),
        status=state(record),
        version=f"{record.id} · {__version__}",
        parts=tuple(parts),
        keywords=(record.id,),
        drill=DRILL if record.exercise else "",
    )


PAGE_NOTE = Text(
    "Times are Beijing time. Below each number stands the start of the entry's hash; the foot of "
    "a page is the SHA-256 of the full hashes of its entries, in this order, joined by line feeds."
)


def problem_parts(record: Record) -> list[Part]:
    """What a check found, before anything else is read."""
    return [
        Note(printable(Text("{what} ({where})", what=one.what, where=one.where)), "loud")
        for one in record.problems
    ]


def _about(record: Record, found: tuple[Conflict, ...]) -> Form:
    entries = record.entries
    opened = next((entry for entry in entries if entry.kind == OPEN), entries[0])
    counts = {post: sum(entry.post == post for entry in entries) for post in ends(entries)}
    amended, struck = (sum(e.kind == kind for e in entries) for kind in (AMEND, STRIKE))
    return Form(
        (
            (Text("Id"), record.id),
            (Text("Opened"), Text("{time}, {who}", time=moment(opened), who=_who(opened))),
            (
                Text("Entries"),
                Text(
                    "{n}, of these {amended} amend and {struck} strike others",
                    n=len(entries),
                    amended=amended,
                    struck=struck,
                ),
            ),
            (Text("First and last"), f"{moment(entries[0])} – {moment(entries[-1])}"),
            (
                Text("Posts"),
                ", ".join(f"{legible(post) or NONE} ({n})" for post, n in counts.items()),
            ),
            (Text("Attached files"), str(sum(entry.kind == FILE for entry in entries))),
            (Text("Said differently and not settled"), str(len(found))),
        )
    )


def _who(entry: Entry) -> Prose:
    author, post = said_by(entry), legible(entry.post)
    return Text("{author}, post {post}", author=author, post=post) if post else author


def timeline(entries: tuple[Entry, ...], trail: Trail) -> Table:
    """Every entry, with a proof for the page that it stands on."""
    columns = (
        Column(Text("Time"), 1.35),
        Column(Text("Post, no."), 1.75),
        Column(Text("Author"), 1.2),
        Column(Text("Kind"), 1.7),
        Column(Text("Text"), 6.0),
    )
    rows = [(row, entry.hash) for entry in entries for row in _rows(entry, trail)]
    return Table(
        columns,
        tuple(row for row, _ in rows),
        Text("nothing is listed"),
        Text("timeline"),
        tuple(proof for _, proof in rows),
    )


def _rows(entry: Entry, trail: Trail) -> Iterator[tuple[Cell, ...]]:
    day, clock = moment(entry).split(" ")
    kind = kind_words(entry, trail)
    marks = tuple(map(Strong, trail.marks(entry)))
    first, *more = pieces(legible(entry.text[:TEXT_MOST]), ROW_MOST)
    end: tuple[Prose, ...] = figures_words(entry)
    if len(entry.text) > TEXT_MOST:
        left = Text("… and {n} more characters in the record", n=len(entry.text) - TEXT_MOST)
        end = (left, *end)
    yield (
        Stack((clock, day)),
        Stack((place(entry), entry.hash[:SHORT])),
        said_by(entry),
        Strong(kind) if entry.refers_to else kind,
        Stack((*marks, first, *(() if more else end))),
    )
    for number, piece in enumerate(more, start=1):
        last = end if number == len(more) else ()
        yield (
            "",
            Stack(("", Text("{n} (continued)", n=place(entry)))),
            "",
            "",
            Stack((*marks, piece, *last)),
        )


def pieces(text: str, most: int) -> list[str]:
    """`text` in pieces of at most `most` characters, parted where a reader pauses, if anywhere.

    >>> pieces("one two three", 9), pieces("曲水县。城关区，桥", 7), pieces("", 3)
    (['one two ', 'three'], ['曲水县。', '城关区，桥'], [''])
    """
    found: list[str] = []
    while len(text) > most:
        part = _pause(text, most)
        found.append(text[:part])
        text = text[part:]
    return [*found, text]


def _pause(text: str, most: int) -> int:
    """How many characters to take: to the last end of a line, sentence or word in the rear half."""
    for signs in PAUSES:
        part = max(text.rfind(sign, most // 2, most) for sign in signs) + 1
        if part:
            return part
    return most


def conflict_parts(
    found: tuple[Conflict, ...], trail: Trail, most: int = CONFLICT_MOST
) -> list[Part]:
    """What was said differently and nobody has settled, side by side: `most` letters a side."""
    columns = (
        Column(Text("Question"), 2.2),
        Column(Text("One side"), 4.9),
        Column(Text("The other side"), 4.9),
    )
    rows = tuple(row for conflict in found for row in _sides(conflict, trail, most))
    empty = Text("Nothing was said differently.")
    name = Text("said differently")
    heading = Heading(Text("Said differently and not settled"))
    return [heading, Table(columns, rows, empty, name)]


def _sides(conflict: Conflict, trail: Trail, most: int) -> Iterator[tuple[Cell, ...]]:
    """Two sides a row; a third stands below."""
    told: list[Cell] = [_side(side, conflict, trail, most) for side in conflict.sides]
    told += [""] * (len(told) % 2)
    for number in range(0, len(told), 2):
        name: Cell = Strong(legible(conflict.name)) if number == 0 else ""
        yield name, told[number], told[number + 1]


def _side(side: Entry, conflict: Conflict, trail: Trail, most: int) -> Stack:
    answer: Prose = legible(str(side.figures().get(VALUE)))
    if conflict.forked:
        answer = Text("Two computers wrote as post '{post}'", post=legible(side.post))
    who = Text("{place} · {who} · {time}", place=place(side), who=said_by(side), time=moment(side))
    return Stack((Strong(answer), shortened(trail.words_now(side), most), who))


def proof_parts(record: Record) -> list[Part]:
    """The hash that each post's entries end with."""
    columns = (
        Column(Text("Post"), 2.4),
        Column(Text("Last no."), 1.1, "right"),
        Column(Text("Hash of its last entry (SHA-256)"), 8.5),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (legible(post) or NONE, str(last.number), last.hash)
        for post, last in ends(record.entries).items()
    )
    note = Text(
        "Each hash proves every entry of its post up to that number; "
        "emerg incident verify {id} prints the same while nothing is added.",
        id=record.id,
    )
    return [
        Heading(Text("Proof")),
        Note(note, "quiet"),
        Table(columns, rows, Text("nothing is listed"), Text("proof")),
    ]
