"""From lon/lat to a sheet: a projection for the extent, a round scale, and its true scale bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import ceil, floor, hypot, log10
from typing import NamedTuple

import numpy as np
import pyproj

from emerg.geodesy import FloatArray, LocalPlane
from emerg.paper.map_content import Bounds

MM = 72 / 25.4  # points per millimetre
# Up to this extent transverse Mercator about the sheet's middle, beyond it one Lambert for all.
LOCAL_EXTENT_M = 300_000.0
LAMBERT = "+proj=lcc +lat_1=28.5 +lat_2=34.5 +lat_0=31.5 +lon_0=89 +ellps=WGS84 +units=m"
# A reader multiplies by these in the head.
ROUND_SCALES = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
ROUND_BARS = (1.0, 2.0, 5.0, 10.0)


@dataclass(frozen=True)
class Frame:
    """A map's window on the sheet.

    Attributes
    ----------
    wide, high : float
        Size on the sheet [pt].
    east_m, north_m : float
        Projected middle [m].
    points_per_m : float
        Scale from projected metres to the sheet.
    denominator : float
        The scale printed: 1 to this, true at the middle of the sheet.
    north_deg : float
        From the sheet's top to true north at the middle, clockwise.
    """

    projection: pyproj.Proj
    wide: float
    high: float
    east_m: float
    north_m: float
    points_per_m: float
    denominator: float
    north_deg: float

    def place(self, lonlat: FloatArray) -> FloatArray:
        """Sheet coordinates [pt] of points, shape (n, 2), from the window's lower left."""
        east, north = self.projection(lonlat[:, 0], lonlat[:, 1])
        x = (np.asarray(east) - self.east_m) * self.points_per_m + self.wide / 2
        y = (np.asarray(north) - self.north_m) * self.points_per_m + self.high / 2
        return np.column_stack([x, y])

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Sheet coordinates [pt] of one point."""
        x, y = self.place(np.array([[lon, lat]]))[0]
        return float(x), float(y)

    def lonlat(self, places: FloatArray) -> FloatArray:
        """Lon/lat of sheet coordinates, shape (n, 2)."""
        east = (places[:, 0] - self.wide / 2) / self.points_per_m + self.east_m
        north = (places[:, 1] - self.high / 2) / self.points_per_m + self.north_m
        lon, lat = self.projection(east, north, inverse=True)
        return np.column_stack([lon, lat])

    def bounds(self) -> Bounds:
        """West, south, east, north of what the window shows."""
        return self._shown

    @cached_property
    def _shown(self) -> Bounds:
        x = np.linspace(0, self.wide, 9)
        y = np.linspace(0, self.high, 9)
        edge = np.array(
            [
                *((a, b) for a in x for b in (0.0, self.high)),
                *((a, b) for a in (0.0, self.wide) for b in y),
            ]
        )
        lonlat = self.lonlat(edge)
        west, south = lonlat.min(axis=0)
        east, north = lonlat.max(axis=0)
        return float(west), float(south), float(east), float(north)

    def inside(self, x: float, y: float, margin: float = 0.0) -> bool:
        """Whether a sheet coordinate lies in the window, `margin` points from its edge."""
        return margin <= x <= self.wide - margin and margin <= y <= self.high - margin


def frame(
    bounds: Bounds,
    wide: float,
    high: float,
    margin: float = 14.0,
    ladder: Sequence[float] = (),
) -> Frame:
    """The window of `wide` by `high` points that shows all of `bounds`, at a round scale.

    The scale is the first of `ladder`, which rises, that shows all, beyond it a multiple of the
    last; without one any round one.
    """
    fit = _fitted(bounds, wide, high, margin)
    denominator = _rung(ladder, fit.needed) if ladder else _round_up(fit.needed)
    return Frame(
        fit.projection,
        wide,
        high,
        *fit.middle,
        1000 * MM / (denominator * fit.stretch),
        denominator,
        fit.north_deg,
    )


def needed_scale(bounds: Bounds, wide: float, high: float, margin: float = 14.0) -> float:
    """The denominator at which such a window would show all of `bounds`, and no more."""
    return _fitted(bounds, wide, high, margin).needed


class _Fit(NamedTuple):
    """How `bounds` lie on a sheet."""

    projection: pyproj.Proj
    middle: tuple[float, float]
    stretch: float
    north_deg: float
    needed: float


def _fitted(bounds: Bounds, wide: float, high: float, margin: float) -> _Fit:
    west, south, east, north = bounds
    projection = _projection(bounds, (west + east) / 2, (south + north) / 2)
    x, y = _edge(projection, bounds)
    least = max(
        (x.max() - x.min()) / (wide - 2 * margin), (y.max() - y.min()) / (high - 2 * margin)
    )
    middle = (float(x.max() + x.min()) / 2, float(y.max() + y.min()) / 2)
    at_lon, at_lat = (float(v) for v in projection(*middle, inverse=True))
    stretch, north_deg = _at(projection, at_lon, at_lat)
    # Metres on the ground per metre of paper, rounded up so that everything still fits.
    return _Fit(projection, middle, stretch, north_deg, least / stretch * 1000 * MM)


def scale_bar(denominator: float, room: float) -> tuple[float, float]:
    """The longest round length on the ground [m] whose bar fits into `room` points, and its bar.

    >>> length, bar = scale_bar(1_000_000, 100)
    >>> length, round(bar / MM, 3)
    (20000.0, 20.0)
    """
    most = room / MM / 1000 * denominator
    power = 10.0 ** floor(log10(most))
    length = max(step * power for step in ROUND_BARS if step * power <= most)
    return length, length / denominator * 1000 * MM


def is_local(bounds: Bounds) -> bool:
    """Whether a sheet of `bounds` is small enough for a projection of its own."""
    west, south, east, north = bounds
    plane = LocalPlane((west + east) / 2, (south + north) / 2)
    extent = np.abs(plane.metres([[west, south], [east, north]])).max() * 2
    return bool(extent <= LOCAL_EXTENT_M)


def _projection(bounds: Bounds, lon: float, lat: float) -> pyproj.Proj:
    if not is_local(bounds):
        return projected(LAMBERT)
    return projected(f"+proj=tmerc +lat_0={lat:.3f} +lon_0={lon:.3f} +ellps=WGS84 +units=m")


@lru_cache(maxsize=32)
def projected(words: str) -> pyproj.Proj:
    """The projection that PROJ knows by `words`."""
    return pyproj.Proj(words)


def _edge(projection: pyproj.Proj, bounds: Bounds) -> tuple[FloatArray, FloatArray]:
    """Projected points around `bounds`: its corners alone would miss a curved side."""
    west, south, east, north = bounds
    along = np.linspace(0, 1, 21)
    lon = np.concatenate(
        [west + along * (east - west)] * 2 + [np.full(21, west), np.full(21, east)]
    )
    lat = np.concatenate(
        [np.full(21, south), np.full(21, north)] + [south + along * (north - south)] * 2
    )
    x, y = projection(lon, lat)
    return np.asarray(x), np.asarray(y)


def _at(projection: pyproj.Proj, lon: float, lat: float) -> tuple[float, float]:
    """Projected metres per true metre, and the direction of north, at one place."""
    step = 5_000.0
    ends = LocalPlane(lon, lat).lonlat([[0.0, -step], [0.0, step]])
    (x0, x1), (y0, y1) = projection(ends[:, 0], ends[:, 1])
    dx, dy = float(x1 - x0), float(y1 - y0)
    return hypot(dx, dy) / (2 * step), float(np.degrees(np.arctan2(dx, dy)))


def _rung(ladder: Sequence[float], needed: float) -> float:
    last = ladder[-1]
    return next((step for step in ladder if step >= needed), last * ceil(needed / last))


def _round_up(denominator: float) -> float:
    power = 10.0 ** floor(log10(denominator))
    return next(s * power for s in ROUND_SCALES if s * power >= denominator * (1 - 1e-9)) * 1.0


def scale_words(denominator: float) -> str:
    """The scale as maps print it.

    >>> scale_words(1_200_000.0)
    '1:1 200 000'
    """
    return f"1:{ceil(denominator - 0.5):,}".replace(",", " ")
