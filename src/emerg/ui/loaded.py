"""What the window is loaded with, made off the UI thread: rivers, roads, and lists of resources."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from emerg.errors import Problem
from emerg.playbooks.rivers import Rivers
from emerg.ui.known_roads import known_roads
from emerg.ui.lists import NO_LISTS, Lists
from emerg.ui.map.rivers import RiverMap, river_map
from emerg.ui.map.roads import RoadLayer, road_layer


@dataclass(frozen=True, slots=True)
class Loaded:
    """Rivers and roads ready to be shown, and what offices have to hand.

    Attributes
    ----------
    roads : RoadLayer or None
        None where no road network could be read; `problems` say why.
    """

    rivers: RiverMap
    roads: RoadLayer | None = None
    problems: tuple[Problem, ...] = ()
    lists: Lists = NO_LISTS


def loaded(rivers: Rivers, folders: Sequence[Path], lists: Lists = NO_LISTS) -> Loaded:
    """`rivers`, and the roads of `folders`, ready to be shown; some tenths of a second."""
    known, problems = known_roads(folders)
    roads = None if known is None else road_layer(known)
    return Loaded(river_map(rivers), roads, problems, lists)
