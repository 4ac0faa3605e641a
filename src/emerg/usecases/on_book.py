"""Places on the road of a playbook, by name or position."""

from collections.abc import Sequence

from emerg.geodata.gazetteer import find
from emerg.network.place import Foot, feet, flat_lines
from emerg.playbooks.road_books import RoadBook
from emerg.playbooks.roads import RoadMap

# A position, or a place, farther than this from the road is not on it.
OFF_ROAD_M = 10_000.0


def foot_on(roads: RoadMap, stretches: Sequence[str], lon: float, lat: float) -> Foot:
    """The nearest point of these stretches, however far."""
    lines = flat_lines({name: roads.lines[name] for name in stretches})
    return next(feet(lines, lon, lat))


def place_m(roads: RoadMap, book: RoadBook, name: str) -> float | None:
    """How far along the playbook's road a place lies [m]; None where it is not on it."""
    metres = junction_m(roads, book, name)
    if metres is not None:
        return metres
    for place in find(name, 3):
        if place.lon is not None and place.lat is not None:
            stretches = [part.stretch.id for part in book.alignment.parts]
            foot = foot_on(roads, stretches, place.lon, place.lat)
            if foot.distance_m <= OFF_ROAD_M:
                return book.alignment.distance_m(foot.id, foot.fraction)
    return None


def junction_m(roads: RoadMap, book: RoadBook, name: str) -> float | None:
    """The junction so named that fits best, towns before passes and bridges."""
    if len(name) < 2:
        return None
    kinds = ("seat", "town", "port", "bridge", "pass", "junction")
    alike = [
        (row.name.zh != name, kinds.index(row.kind), not row.name.zh.startswith(name), metres)
        for node, metres in book.alignment.nodes.items()
        if name in (row := roads.nodes[node]).name.zh
    ]
    return min(alike)[-1] if alike else None
