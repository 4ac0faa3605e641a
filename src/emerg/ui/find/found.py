"""What a search finds, and what Enter does with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from emerg.texts import Prose, Text

Kind: TypeAlias = Literal[
    "position",
    "stake",
    "river_km",
    "place",
    "river",
    "road",
    "site",
    "pond",
    "substance",
    "contact",
    "command",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
KIND_WORDS: Mapping[Kind, Text] = {
    "position": Text("position"),
    "stake": Text("stake"),
    "river_km": Text("river, km"),
    "place": Text("place"),
    "river": Text("river"),
    "road": Text("road"),
    "site": Text("site"),
    "pond": Text("tailings pond"),
    "substance": Text("substance"),
    "contact": Text("contact"),
    "command": Text("command"),
}


@dataclass(frozen=True, slots=True)
class GoTo:
    """A place on the map (WGS84), and what it is called there."""

    lon: float
    lat: float
    name: Prose


@dataclass(frozen=True, slots=True)
class GoOn:
    """Not whole yet: put the name on the line, and what comes behind it, and go on typing."""

    name: Prose
    behind: str


@dataclass(frozen=True, slots=True)
class Spilled:
    """The answer to what was spilled."""

    name: Prose


@dataclass(frozen=True, slots=True)
class Ring:
    """Somebody of the list of calls."""

    who: Prose


@dataclass(frozen=True, slots=True)
class Do:
    """A command of the menus, by its name."""

    command: str


@dataclass(frozen=True, slots=True)
class Say:
    """Nowhere to go: why not."""

    words: Prose


Goal: TypeAlias = GoTo | GoOn | Spilled | Ring | Do | Say


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that fits what was typed."""

    kind: Kind
    name: Prose
    detail: Prose
    goal: Goal
