"""Length and direction between positions, over the ellipsoid (WGS84)."""

from functools import cache
from math import ceil
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from emerg.geodesy import FloatArray

LonLat: TypeAlias = tuple[float, float]
# A line is drawn straight from one of its points to the next, this far on at most.
STEP_M = 50_000.0


class Leg(NamedTuple):
    """From one position to another: length [m], and direction [degrees from true north]."""

    length_m: float
    azimuth_deg: float


def leg(start: LonLat, end: LonLat) -> Leg:
    """The shortest way from `start` to `end` (lon, lat).

    Examples
    --------
    >>> found = leg((91.0, 29.0), (91.0, 30.0))
    >>> round(found.length_m), found.azimuth_deg
    (110844, 0.0)
    """
    azimuth, _back, length = _geod().inv(*start, *end)
    return Leg(float(length), float(azimuth) % 360)


def way(start: LonLat, end: LonLat) -> FloatArray:
    """Points of the shortest way, both ends among them (lon/lat), shape (n, 2)."""
    between = ceil(leg(start, end).length_m / STEP_M) - 1
    inside = _geod().npts(*start, *end, between) if between > 0 else []
    return np.array([start, *inside, end], dtype=np.float64)


@cache
def _geod() -> Any:
    import pyproj  # a tenth of a second, for those who ask

    return pyproj.Geod(ellps="WGS84")
