"""Lengths on the ellipsoid and small planes to measure in (WGS84, degrees in, metres out)."""

from dataclasses import dataclass
from math import cos, radians, sin, sqrt
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray: TypeAlias = NDArray[np.float64]
IntArray: TypeAlias = NDArray[np.intp]

EQUATOR_RADIUS_M = 6_378_137.0
ECCENTRICITY2 = 0.00669437999014


@dataclass(frozen=True, slots=True)
class LocalPlane:
    """A plane tangent to the ellipsoid at one point; within 50 km true to about 0.1 %."""

    lon: float
    lat: float

    def metres(self, lonlat: ArrayLike) -> FloatArray:
        """East and north [m] of the centre, shape as `lonlat` (…, 2)."""
        degrees = np.asarray(lonlat, dtype=np.float64)
        east, north = self._scale()
        return (degrees - (self.lon, self.lat)) * (east, north)

    def lonlat(self, metres: ArrayLike) -> FloatArray:
        """Degrees of points given east and north [m] of the centre."""
        east, north = self._scale()
        return np.asarray(metres, dtype=np.float64) / (east, north) + (self.lon, self.lat)

    def _scale(self) -> tuple[float, float]:
        """Metres per degree, east and north, from the two radii of curvature."""
        flattening = 1 - ECCENTRICITY2 * sin(radians(self.lat)) ** 2
        north_radius = EQUATOR_RADIUS_M * (1 - ECCENTRICITY2) / flattening**1.5
        east_radius = EQUATOR_RADIUS_M / sqrt(flattening) * cos(radians(self.lat))
        return radians(1) * east_radius, radians(1) * north_radius


def step_lengths_m(lonlat: FloatArray) -> FloatArray:
    """Length [m] of each step of a line, shape (n - 1,), measured in planes at the step's middle.

    For steps under 20 km the error stays below 1e-5.
    """
    middle = np.radians((lonlat[1:, 1] + lonlat[:-1, 1]) / 2)
    flattening = 1 - ECCENTRICITY2 * np.sin(middle) ** 2
    north = EQUATOR_RADIUS_M * (1 - ECCENTRICITY2) / flattening**1.5
    east = EQUATOR_RADIUS_M / np.sqrt(flattening) * np.cos(middle)
    steps = np.radians(np.diff(lonlat, axis=0))
    lengths: FloatArray = np.hypot(steps[:, 0] * east, steps[:, 1] * north)
    return lengths


def along(lonlat: FloatArray, fraction: float) -> tuple[float, float]:
    """The point at `fraction` (0 to 1) of a line's length."""
    reached = np.concatenate([[0.0], np.cumsum(step_lengths_m(lonlat))])
    target = fraction * reached[-1]
    return (
        float(np.interp(target, reached, lonlat[:, 0])),
        float(np.interp(target, reached, lonlat[:, 1])),
    )
