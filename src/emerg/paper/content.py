"""What a sheet is made of: headings, paragraphs, lists, tables, forms. Nothing here is drawn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from emerg.paper.card_content import Side
from emerg.paper.map_content import MapContent
from emerg.texts import Prose

Align: TypeAlias = Literal["left", "right", "center"]
# A5 lies across: it is as wide as A4 stands, so that both share one measure.
Format: TypeAlias = Literal["A4", "A5"]


@dataclass(frozen=True, slots=True)
class Strong:
    """A cell or line in bold: what decides."""

    text: Prose


@dataclass(frozen=True, slots=True)
class Blank:
    """A line to fill in by hand."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Several pieces of prose in one cell, one below the other; the first is the name."""

    parts: tuple[Prose | Strong, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Sentences to be read, each on a line of its own, all in the letters of the text."""

    parts: tuple[Prose, ...]


Cell: TypeAlias = Prose | Strong | Blank | Tick | Stack | Lines


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its share of the twelve of the page, and how its cells stand.

    Each piece of a cell runs over at most `most` lines, and ends in '…' where that cuts it.
    """

    head: Prose
    share: float
    align: Align = "left"
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """Opens a part of the sheet; a `new_page` one begins at the top."""

    text: Prose
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph; quiet ones are captions, loud ones stand in a box."""

    text: Prose
    tone: Literal["plain", "quiet", "loud"] = "plain"


@dataclass(frozen=True, slots=True)
class Points:
    """A list, numbered where order matters; each point over at most `most` lines."""

    lines: tuple[Prose, ...]
    numbered: bool = False
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads that repeat on every page; `empty` is said where there are no rows.

    Attributes
    ----------
    proofs : tuple of str
        A hash for each row, or none at all: the foot of every page then proves which of these rows
        stand on it, see `emerg.paper.page_proof`.
    tight : bool
        Its rows stand close together.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: Prose
    name: Prose
    proofs: tuple[str, ...] = ()
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """Labelled fields as copyable text; an empty value is a blank to fill in."""

    fields: tuple[tuple[Prose, Prose], ...]


@dataclass(frozen=True, slots=True)
class MapPart:
    """A map as a part of the flow, `share` of the page's height."""

    content: MapContent
    share: float


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value at the top of a sheet."""

    label: Prose
    value: Prose


@dataclass(frozen=True, slots=True)
class Key:
    """A figure that decides, and what to do with it; at which numbered place of the map."""

    figure: Prose
    meaning: Prose
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """A numbered thing to do, its reason and when; `sign` stands in the place of its number.

    `calm`: what stands for when is no deadline to be missed, and not red.
    """

    number: int
    text: Prose
    why: Prose
    by: Prose = ""
    sign: str = ""
    calm: bool = False


@dataclass(frozen=True, slots=True)
class Front:
    """The commander's page.

    Attributes
    ----------
    short : bool
        Everything is cut to a few lines, and what is cut stands on another sheet.
    """

    facts: tuple[Fact, ...]
    keys: tuple[Key, ...]
    things_head: Prose
    things: tuple[Thing, ...]
    soonest_head: Prose
    soonest: tuple[Thing, ...]
    known_head: Prose
    known: tuple[Prose, ...]
    unknown_head: Prose
    unknown: tuple[Prose, ...]
    warning: Prose
    map: MapContent
    held_head: Prose = ""
    held: tuple[Thing, ...] = ()
    short: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """A list that gets at least this share of a page; `rest` says how many rows had no room.

    `order` names the rows that stay, the most important first; without it the first ones stay.
    """

    head: Prose
    note: Prose
    part: Table | Points
    least: float
    rest: Callable[[int], Prose]
    order: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lists that share one page and never run over it."""

    shares: tuple[Share, ...]


Part: TypeAlias = Heading | Note | Points | Table | Form | MapPart | Front | Fitted | Side


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole document.

    Attributes
    ----------
    status : Prose
        What the data are worth; printed on every page.
    drill : Prose
        The words of the watermark; empty for a real incident.
    level : Prose
        The level of the incident, on a line of its own in every header; empty where there is none.
    data : str
        Hash of the data it was made from, see `emerg.paper.data_hash`, in every footer.
    """

    title: Prose
    subject: Prose
    made: Prose
    status: Prose
    version: str
    parts: tuple[Part, ...]
    drill: Prose = ""
    keywords: tuple[str, ...] = field(default=())
    format: Format = "A4"
    level: Prose = ""
    data: str = ""


def strong_if(text: Prose, condition: bool) -> Cell:
    """`text` in bold where `condition` holds."""
    return Strong(text) if condition else text


def rows_of(*rows: Sequence[Cell]) -> tuple[tuple[Cell, ...], ...]:
    """Rows as a table wants them."""
    return tuple(tuple(row) for row in rows)
