"""Roads that the mud of a breach may cut: bridges and roads at the water within its run-out."""

from dataclasses import dataclass

from emerg.network.matrix import on_road
from emerg.playbooks.roads import RoadMap, access_lines
from emerg.response.answer import Answer
from emerg.response.pond import Chance, PondAnswer
from emerg.texts import Prose

# A bridge farther from every road than this stands on none of them.
NEAR_M = 2_000.0


@dataclass(frozen=True, slots=True)
class CutRoad:
    """A stretch of the road network that may be cut, and where."""

    stretch: str
    at: Prose
    chance: Chance
    earliest_h: float


def cut_roads(pond: PondAnswer, answer: Answer, roads: RoadMap) -> tuple[CutRoad, ...]:
    """Bridges of the hit list that the mud may reach, each on its stretch; soonest first."""
    lines = access_lines(roads)
    hits = {hit.number: hit for hit in answer.hits}
    found: dict[str, CutRoad] = {}
    for one in pond.arrivals:
        hit = None if one.hit is None else hits[one.hit]
        if hit is None or hit.kind != "bridge" or hit.position is None:
            continue
        if one.mud is None or one.mud_h is None:
            continue
        place = on_road(lines, *hit.position)
        if place.stretch is None or place.off_road_m > NEAR_M:
            continue
        cut = CutRoad(place.stretch, one.name, one.mud, one.mud_h[0])
        found.setdefault(place.stretch, cut)
    return tuple(sorted(found.values(), key=lambda cut: cut.earliest_h))
