"""Around a vehicle that leaks or burns: how far to keep away, who is inside, where to stop cars."""

from dataclasses import dataclass

import numpy as np

from emerg.geodata.layers import places
from emerg.geodesy import FloatArray, LocalPlane, along, step_lengths_m
from emerg.hazards.isolation import Isolation
from emerg.texts import Bilingual

STEP_M = 10.0


@dataclass(frozen=True, slots=True)
class Inside:
    """A town or village within the widest distance."""

    name: Bilingual
    distance_m: float


@dataclass(frozen=True, slots=True)
class Around:
    """What the distances mean at this place.

    Attributes
    ----------
    stop : (share, share)
        Where the road leaves the reach of a leak on either side, as shares of the stretch's line;
        None where that lies beyond its end.
    """

    isolation: Isolation
    inside: tuple[Inside, ...]
    stop: tuple[float | None, float | None]


def around(isolation: Isolation, road: FloatArray, fraction: float) -> Around:
    """Who is inside, and where to stop traffic on the road of this line."""
    lon, lat = along(road, fraction)
    plane = LocalPlane(lon, lat)
    first_m = isolation.leaking_m
    return Around(
        isolation,
        _inside(plane, isolation.widest_m),
        (_leaves(plane, road, fraction, -1, first_m), _leaves(plane, road, fraction, 1, first_m)),
    )


def _inside(plane: LocalPlane, widest_m: float) -> tuple[Inside, ...]:
    towns = places()
    east, north = plane.metres(np.array([(town.lon, town.lat) for town in towns])).T
    distance = np.hypot(east, north)
    near = [n for n in np.argsort(distance) if distance[n] <= widest_m]
    return tuple(Inside(towns[n].name, float(distance[n])) for n in near)


def _leaves(
    plane: LocalPlane, road: FloatArray, fraction: float, side: int, distance_m: float
) -> float | None:
    """Where the road, followed to one side, is first so far away; it may wind."""
    length = float(step_lengths_m(road).sum())
    steps = np.arange(1, int(4 * distance_m / STEP_M) + 2) * STEP_M / length
    for share in fraction + side * steps:
        if not 0 <= share <= 1:
            return None
        if float(np.hypot(*plane.metres(along(road, float(share))))) >= distance_m:
            return float(share)
    return None
