"""The roads that came with the rivers: the network, and the playbooks of single roads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from emerg.errors import EmergError, Problem
from emerg.playbooks.road_books import RoadBook, load_road_books
from emerg.playbooks.roads import RoadMap, load_roads
from emerg.usecases.spot import NO_BOOKS


@dataclass(frozen=True, slots=True)
class KnownRoads:
    """The road network, and by id the playbooks of its roads."""

    network: RoadMap
    books: Mapping[str, RoadBook]


def known_roads(folders: Sequence[Path]) -> tuple[KnownRoads | None, tuple[Problem, ...]]:
    """The roads in these folders, and what is wrong with them: the window opens without them."""
    try:
        network = load_roads(folders)
    except EmergError as error:
        return None, error.problems
    try:
        return KnownRoads(network, load_road_books(folders, network)), ()
    except EmergError as error:
        return KnownRoads(network, NO_BOOKS), error.problems
