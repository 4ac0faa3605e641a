"""What the window is loaded with, made off the UI thread: rivers, roads, ponds, and lists."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from emerg.errors import Problem
from emerg.playbooks.rivers import Rivers
from emerg.ui.known_ponds import Dams, known_ponds
from emerg.ui.known_roads import known_roads
from emerg.ui.lists import NO_LISTS, Lists
from emerg.ui.map.rivers import RiverMap, river_map
from emerg.ui.map.roads import RoadLayer, road_layer


@dataclass(frozen=True, slots=True)
class Loaded:
    """Rivers, roads and ponds ready to be shown, and what offices have to hand.

    Attributes
    ----------
    roads : RoadLayer or None
        None where no road network could be read; `problems` say why.
    dams : mapping of id to DamPlaybook
        Empty where there are none, or where they cannot be used; `problems` say why.
    """

    rivers: RiverMap
    roads: RoadLayer | None = None
    problems: tuple[Problem, ...] = ()
    lists: Lists = NO_LISTS
    dams: Dams = field(default_factory=dict)


def loaded(rivers: Rivers, folders: Sequence[Path], lists: Lists = NO_LISTS) -> Loaded:
    """`rivers`, and roads and ponds of `folders`, ready to be shown; some tenths of a second."""
    known, problems = known_roads(folders)
    roads = None if known is None else road_layer(known)
    dams, wrong = known_ponds(folders, rivers)
    return Loaded(river_map(rivers), roads, (*problems, *wrong), lists, dams)
