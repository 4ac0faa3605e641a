"""Around a vehicle that leaks or burns: how far to keep away, who is inside, where to stop cars."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import radians
from typing import Literal, TypeAlias

import numpy as np
from shapely import Point, Polygon

from emerg.geodata.layers import places
from emerg.geodesy import FloatArray, LocalPlane, along, step_lengths_m
from emerg.hazards.isolation import Isolation
from emerg.texts import Bilingual

STEP_M = 10.0
# Ways along the road are followed so much farther than the distance that they must get away.
WINDING = 4.0
ZoneKind: TypeAlias = Literal["small", "large", "fire", "downwind"]


@dataclass(frozen=True, slots=True)
class Inside:
    """A town or village within the widest distance."""

    name: Bilingual
    distance_m: float


@dataclass(frozen=True, slots=True)
class Zone:
    """Ground to keep clear.

    Attributes
    ----------
    ring : array, shape (n, 2)
        Lon/lat, closed.
    """

    kind: ZoneKind
    distance_m: float
    ring: FloatArray


@dataclass(frozen=True, slots=True)
class Around:
    """What the distances mean at this place.

    Attributes
    ----------
    stops : tuple of (lon, lat)
        Where each way along the road leaves the reach of a leak; a way that ends before is left
        out.
    """

    isolation: Isolation
    zones: tuple[Zone, ...]
    inside: tuple[Inside, ...]
    stops: tuple[tuple[float, float], ...]


def around(
    isolation: Isolation,
    ways: Sequence[FloatArray],
    lon: float,
    lat: float,
    wind_from_deg: float | None = None,
) -> Around:
    """Who is inside, and where to stop traffic.

    Parameters
    ----------
    ways : sequence of array, shape (n, 2)
        Lines along the road that begin at the place, `WINDING` times the distance long.
    wind_from_deg : float or None
        Where the wind comes from, clockwise from north; None: the downwind distance holds all
        round.
    """
    plane = LocalPlane(lon, lat)
    stops = [_leaves(plane, way, isolation.leaking_m) for way in ways]
    return Around(
        isolation,
        zones(lon, lat, isolation, wind_from_deg),
        _inside(plane, isolation.widest_m),
        tuple(stop for stop in stops if stop is not None),
    )


def zones(
    lon: float, lat: float, isolation: Isolation, wind_from_deg: float | None = None
) -> tuple[Zone, ...]:
    """The ground to keep clear around a place; where the wind comes from as of `around`."""
    plane = LocalPlane(lon, lat)
    distances: tuple[tuple[ZoneKind, float | None], ...] = (
        ("small", isolation.small_m),
        ("large", isolation.large_m),
        ("fire", isolation.fire_m),
    )
    found = [
        Zone(kind, metres, _ring(plane, Point(0, 0).buffer(metres)))
        for kind, metres in distances
        if metres is not None
    ]
    if metres := isolation.downwind_m:
        shape = (
            Point(0, 0).buffer(metres)
            if wind_from_deg is None
            else _downwind(metres, isolation.large_m or isolation.small_m, wind_from_deg)
        )
        found.append(Zone("downwind", metres, _ring(plane, shape)))
    return tuple(found)


def _downwind(distance_m: float, isolated_m: float, wind_from_deg: float) -> Polygon:
    """The book's square downwind, as wide as it is long, begun from the isolated circle."""
    bearing = radians(wind_from_deg + 180)
    ahead = np.array([np.sin(bearing), np.cos(bearing)])
    aside = np.array([ahead[1], -ahead[0]]) * distance_m / 2
    far = ahead * distance_m
    square = Polygon([-aside, -aside + far, aside + far, aside])
    return square.union(Point(0, 0).buffer(isolated_m))


def _ring(plane: LocalPlane, shape: Polygon) -> FloatArray:
    return plane.lonlat(np.array(shape.exterior.coords))


def _inside(plane: LocalPlane, widest_m: float) -> tuple[Inside, ...]:
    towns = places()
    east, north = plane.metres(np.array([(town.lon, town.lat) for town in towns])).T
    distance = np.hypot(east, north)
    near = [n for n in np.argsort(distance) if distance[n] <= widest_m]
    return tuple(Inside(towns[n].name, float(distance[n])) for n in near)


def _leaves(plane: LocalPlane, way: FloatArray, distance_m: float) -> tuple[float, float] | None:
    """Where a way, followed along the road, is first so far off; it may wind."""
    length = float(step_lengths_m(way).sum())
    for metres in np.arange(STEP_M, length + STEP_M, STEP_M):
        place = along(way, min(metres / length, 1.0))
        if float(np.hypot(*plane.metres(place))) >= distance_m:
            return place
    return None
