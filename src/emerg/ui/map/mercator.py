"""The window's projection: web Mercator (EPSG:3857), laid out as a screen is.

A *plane* coordinate is metres of that projection, x to the east and y to the **south** of a point
in the middle of Tibet: near zero, so that drawing keeps its precision. A projected metre is
longer than a metre on the ground; `ground_m` says by how much.
"""

from math import cos, radians, sin, sqrt

import numpy as np
from numpy.typing import ArrayLike

from emerg.geodesy import ECCENTRICITY2, EQUATOR_RADIUS_M, FloatArray

MIDDLE_LON = 89.0
MIDDLE_LAT = 31.0


def epsg3857(lonlat: ArrayLike) -> FloatArray:
    """Easting and northing [m] of lon/lat [degrees], shape (…, 2)."""
    angles = np.radians(np.asarray(lonlat, dtype=np.float64))
    north = np.arctanh(np.sin(angles[..., 1]))
    projected: FloatArray = EQUATOR_RADIUS_M * np.stack([angles[..., 0], north], axis=-1)
    return projected


_MIDDLE = epsg3857([MIDDLE_LON, MIDDLE_LAT])


def plane(lonlat: ArrayLike) -> FloatArray:
    """Plane coordinates [m] of lon/lat [degrees], shape (…, 2)."""
    coordinates: FloatArray = (epsg3857(lonlat) - _MIDDLE) * (1.0, -1.0)
    return coordinates


def lonlat(coordinates: ArrayLike) -> FloatArray:
    """Lon/lat [degrees] of plane coordinates [m], shape (…, 2)."""
    projected = np.asarray(coordinates, dtype=np.float64) * (1.0, -1.0) + _MIDDLE
    lat = np.arcsin(np.tanh(projected[..., 1] / EQUATOR_RADIUS_M))
    angles: FloatArray = np.stack([projected[..., 0] / EQUATOR_RADIUS_M, lat], axis=-1)
    return np.degrees(angles)


def point(lon: float, lat: float) -> tuple[float, float]:
    """Plane coordinates [m] of one position."""
    x, y = plane([lon, lat])
    return float(x), float(y)


def position(x: float, y: float) -> tuple[float, float]:
    """Lon/lat [degrees] of one plane coordinate."""
    lon, lat = lonlat([x, y])
    return float(lon), float(lat)


def ground_m(lat: float) -> float:
    """Metres on the ground (WGS84, eastward) per projected metre at `lat`.

    >>> round(ground_m(0.0), 6), round(ground_m(30.0), 4)
    (1.0, 0.8668)
    """
    return cos(radians(lat)) / sqrt(1 - ECCENTRICITY2 * sin(radians(lat)) ** 2)
