"""What an office has to hand: where it is kept, who moves it, and how much of what.

    Office    one list, kept by one office
    Depot     a place where things are kept or teams stand
    Team      people, a machine or a vehicle, and how soon it is on its way
    Lot       one line of the stock: so much of one thing in one depot

Positions are degrees in WGS 84, times minutes, masses of vehicles tonnes; a quantity is in the
unit that stands beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from emerg.texts import Bilingual, Prose

# The 7 classes of 环办应急〔2019〕17号, in its order.
Group: TypeAlias = Literal[
    "cut_off", "control", "collect", "treat", "protect", "command", "monitor"
]
Mode: TypeAlias = Literal["own", "kept_for", "agreement"]
Kind: TypeAlias = Literal["team", "machine", "vehicle"]
Skill: TypeAlias = Literal[
    "hold", "boom", "dose", "plug", "transfer", "sample", "earthwork", "rescue", "command"
]
Confidence: TypeAlias = Literal["high", "medium", "low", "example"]

GROUPS: tuple[Group, ...] = get_args(Group)
MODES: tuple[Mode, ...] = get_args(Mode)
KINDS: tuple[Kind, ...] = get_args(Kind)
SKILLS: tuple[Skill, ...] = get_args(Skill)
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)


@dataclass(frozen=True, slots=True)
class Depot:
    """A place where things are kept or teams stand; `contact_role` is an office, not a person."""

    id: str
    name: Bilingual
    lon: float
    lat: float
    county: str = ""
    owner: str = ""
    contact_role: str = ""
    phone: str = field(default="", repr=False)
    confidence: Confidence = "medium"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Team:
    """People, machines or vehicles that stand at a depot.

    Attributes
    ----------
    depot : str
        Id of the depot.
    count : int
        People of a team; machines or vehicles otherwise.
    alert_min, load_min : float or None
        Minutes from the call until they are ready, and for loading; None where nobody said.
    gross_t : float or None
        Gross mass of one vehicle [t], or of a machine on its carrier: bridges are chosen by it.
    """

    id: str
    name: Bilingual
    depot: str
    kind: Kind
    skills: tuple[Skill, ...]
    count: int
    alert_min: float | None = None
    load_min: float | None = None
    gross_t: float | None = None
    owner: str = ""
    contact_role: str = ""
    phone: str = field(default="", repr=False)
    confidence: Confidence = "medium"


@dataclass(frozen=True, slots=True)
class Lot:
    """So much of one thing in one depot.

    Attributes
    ----------
    depot : str
        Id of the depot.
    item : str
        Key in the table of items; "" for what is not in it.
    name : str
        As the office wrote it.
    unit : str
        Canonical unit of the item; as written for what is not in the table.
    expires : date or None
        Last day it may be used; None where it keeps, or nobody said.
    load_min : float or None
        Minutes to load all of it.
    row, where
        Its line in the file, for messages; two lots that differ in nothing else are equal.
    """

    depot: str
    group: Group
    item: str
    name: str
    spec: str
    quantity: float
    unit: str
    expires: date | None = None
    load_min: float | None = None
    owner: str = ""
    contact_role: str = ""
    mode: Mode = "own"
    confidence: Confidence = "medium"
    row: int = field(default=0, compare=False)
    where: Prose = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Office:
    """The list of one office, as of a day; an example is for exercises only.

    Attributes
    ----------
    folder : Path
        The folder or workbook it was read from; it does not tell two offices apart.
    depots : mapping of id to Depot
    """

    id: str
    name: Bilingual
    folder: Path = field(compare=False)
    example: bool
    as_of: date | None
    depots: Mapping[str, Depot]
    teams: tuple[Team, ...]
    lots: tuple[Lot, ...]


def expired(lot: Lot, today: date) -> bool:
    """Whether `lot` may no longer be used on `today`; on its last day it still may.

    >>> lot = Lot("a", "treat", "lime", "消石灰", "", 1.0, "kg", expires=date(2026, 3, 1))
    >>> expired(lot, date(2026, 3, 1)), expired(lot, date(2026, 3, 2))
    (False, True)
    """
    return lot.expires is not None and lot.expires < today
