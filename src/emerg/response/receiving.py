"""From a place on a road to the water it drains to: by which way, how far, how soon."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Literal, TypeAlias

from shapely import LineString

from emerg.geodesy import FloatArray, LocalPlane
from emerg.network.place import Snapped, nearest
from emerg.playbooks.rivers import Rivers
from emerg.texts import Prose, Text
from emerg.units import HOUR_S

Reason: TypeAlias = Literal["crossing", "riverside", "slope"]

REASONS: dict[Reason, Prose] = {
    "crossing": Text("bridge or culvert: a drain leads into it"),
    "riverside": Text("runs beside it: over the bank"),
    "slope": Text("nearest channel: down the slope"),
}
# A road as near as this runs beside the river; where the line is only a sketch, as near as that.
BESIDE_M = {"A": 300.0, "B": 300.0, "C": 300.0, "D": 1_500.0}
# How far along the road a bridge, culvert or ditch takes what runs off it.
DITCH_M = 1_000.0
# A ditch or a steep bank carries a liquid no faster than the one, a flat field no slower than the
# other [m/s]; of general knowledge: the earliest is what counts.
FASTEST_M_S, SLOWEST_M_S = 1.0, 0.1
MOST, LOOKED_AT, FARTHER_M = 3, 8, 5_000.0


@dataclass(frozen=True, slots=True)
class Receiving:
    """A river that a spill at the place may reach.

    Attributes
    ----------
    distance_m : float
        To the water as drawn: along the road to the bridge, else straight [m].
    doubt_m : float
        Of both lines as drawn [m].
    delay_h : (earliest, latest)
        From the spill to the river.
    """

    river: str
    km: float
    lon: float
    lat: float
    distance_m: float
    doubt_m: float
    delay_h: tuple[float, float]
    reason: Reason


def receiving(
    rivers: Rivers, ways: Sequence[FloatArray], accuracy: str, lon: float, lat: float
) -> tuple[Receiving, ...]:
    """The rivers a spill at `lon`, `lat` may reach, likeliest first; never none.

    Parameters
    ----------
    ways : sequence of array, shape (n, 2)
        Lines along the road that begin at the place.
    accuracy : str
        Class of the road's line, A to D.
    """
    plane, found = LocalPlane(lon, lat), _near(rivers, lon, lat)
    near = [_one(rivers, ways, accuracy, plane, snapped) for snapped in islice(found, LOOKED_AT)]
    order = ("crossing", "riverside", "slope")
    near.sort(key=lambda one: (order.index(one.reason), one.distance_m))
    return tuple(near[:MOST])


def _near(rivers: Rivers, lon: float, lat: float) -> Iterator[Snapped]:
    """The nearest river, and those hardly farther, nearest first."""
    found = nearest(rivers.network, rivers.flat, lon, lat)
    first = next(found)
    limit = first.distance_m + FARTHER_M
    yield first
    yield from takewhile(lambda snapped: snapped.distance_m <= limit, found)


def _one(
    rivers: Rivers, ways: Sequence[FloatArray], accuracy: str, plane: LocalPlane, snapped: Snapped
) -> Receiving:
    reach = snapped.place.reach
    crossing = _crossing_m(plane, ways, rivers.lines[reach.id])
    reason: Reason = "slope"
    distance = snapped.distance_m
    if crossing is not None and crossing <= DITCH_M:
        reason, distance = "crossing", max(crossing, 0.0)
    elif snapped.distance_m <= max(BESIDE_M[accuracy], reach.line_error_m):
        reason = "riverside"
    doubt = reach.line_error_m + BESIDE_M[accuracy]
    # Through a bridge drain or over a bank it may be there at once; down a slope it has the least
    # way that the doubt of both lines leaves.
    earliest = max(distance - doubt, 0.0) / FASTEST_M_S if reason == "slope" else 0.0
    return Receiving(
        reach.river,
        snapped.place.chainage_m / 1000,
        snapped.lon,
        snapped.lat,
        distance,
        doubt,
        (earliest / HOUR_S, (distance + doubt) / SLOWEST_M_S / HOUR_S),
        reason,
    )


def _crossing_m(plane: LocalPlane, ways: Sequence[FloatArray], river: FloatArray) -> float | None:
    """How far along the road, any way, it next crosses the river; None where it does not."""
    water = LineString(plane.metres(river))
    found = [_first_meeting_m(LineString(plane.metres(way)), water) for way in ways if len(way) > 1]
    return min((metres for metres in found if metres is not None), default=None)


def _first_meeting_m(way: LineString, water: LineString) -> float | None:
    meets = way.intersection(water)
    if meets.is_empty:
        return None
    points = getattr(meets, "geoms", [meets])
    return float(min(way.project(point.centroid) for point in points))
