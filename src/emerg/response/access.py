"""How a crew drives to a place: from the nearest county seat, with the last turns before it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from emerg.geodesy import FloatArray
from emerg.network.matrix import driving_h, on_road
from emerg.network.road import OPEN, net
from emerg.network.route import OnRoad, route
from emerg.playbooks.roads import RoadMap, access_lines
from emerg.response.route_line import line_of_route
from emerg.response.turns import Turn, turns
from emerg.texts import Bilingual, Prose

# A place this far from any road as drawn is reached by none that is known.
FARTHEST_OFF_M = 10_000.0
LAST_TURNS = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is to be driven to."""

    id: str
    name: Prose
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Access:
    """The way by road to a place.

    Attributes
    ----------
    hours, length_m : float
        Of the whole drive, in a car on open roads.
    turns : tuple of Turn
        The last ones before the place; `left_out` stand before them.
    off_road_m : float
        From the place to the road as drawn [m].
    lonlat : array, shape (n, 2)
    """

    seat: Bilingual
    hours: float
    length_m: float
    turns: tuple[Turn, ...]
    left_out: int
    off_road_m: float
    lonlat: FloatArray


def access_by_road(roads: RoadMap, places: Sequence[Place]) -> Mapping[str, Access]:
    """The way to each of `places` from the seat that is soonest there; none where no road leads."""
    seats = [row.id for row in roads.nodes.values() if row.kind == "seat"]
    lines = access_lines(roads)
    goals = {one.id: on_road(lines, one.lon, one.lat) for one in places}
    near = [one for one in places if goals[one.id].off_road_m <= FARTHEST_OFF_M]
    if not seats or not near:
        return {}
    network = net(roads.roads)
    starts = [_at(roads, seat) for seat in seats]
    hours = driving_h(roads.roads, network, OPEN, starts, [goals[one.id] for one in near])
    found: dict[str, Access] = {}
    for column, one in enumerate(near):
        best = int(hours[:, column].argmin())
        start, goal = starts[best], goals[one.id]
        way = route(roads.roads, network, OPEN, start, goal)
        if way is None or not isfinite(float(hours[best, column])):
            continue
        every = turns(roads, way, start, goal, one.name)
        found[one.id] = Access(
            roads.nodes[seats[best]].name,
            way.hours,
            way.length_m,
            every[-LAST_TURNS:],
            max(len(every) - LAST_TURNS, 0),
            goal.off_road_m,
            line_of_route(roads, way, start, goal),
        )
    return found


def _at(roads: RoadMap, junction: str) -> OnRoad:
    found = roads.roads.junctions[junction]
    return OnRoad(found.lon, found.lat, junction=junction)
