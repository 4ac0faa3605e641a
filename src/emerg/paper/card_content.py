"""What a card is made of: one side of stiff paper that a crew carries and reads at arm's length."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from emerg.paper.map_content import MapContent
from emerg.texts import Prose


@dataclass(frozen=True, slots=True)
class Figure:
    """The figure that decides, and what it is."""

    figure: Prose
    meaning: Prose


@dataclass(frozen=True, slots=True)
class Rows:
    """Labels and what is known; an empty value is a line to write on."""

    head: Prose
    rows: tuple[tuple[Prose, Prose], ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """What to do, numbered; `blanks` lines more to be numbered by hand; `ticked`: boxes to tick."""

    head: Prose
    lines: tuple[Prose, ...]
    blanks: int = 0
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences below a head; without a head they stand alone."""

    head: Prose
    lines: tuple[Prose, ...]
    loud: bool = False


@dataclass(frozen=True, slots=True)
class Photo:
    """The picture at `path`, or an empty frame that says what belongs there."""

    path: Path | None
    asked: Prose
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Detail:
    """A map that takes the room that is left."""

    content: MapContent
    share: float = 1.0


Element: TypeAlias = Figure | Rows | Steps | Words | Photo | Detail


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a card: its name and class above two columns.

    Attributes
    ----------
    across : float
        Of the twelve columns of the page, those of the left.
    """

    title: Prose
    chip: Prose
    under: Prose
    left: tuple[Element, ...]
    right: tuple[Element, ...]
    across: float = 6.0
