"""What was measured: points, the legs between them, and the length along a river."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from emerg.geodata.geodesic import Leg, LonLat, leg
from emerg.texts import Bilingual, Prose, Text


@dataclass(frozen=True, slots=True)
class Point:
    """A point that was clicked (WGS84), and the river it lies on, if any.

    Attributes
    ----------
    river, chainage_m : str or None, float
        The river within reach of the click, and how far from its source [m].
    """

    lon: float
    lat: float
    river: str | None = None
    chainage_m: float = 0.0

    @property
    def lonlat(self) -> LonLat:
        return self.lon, self.lat


@dataclass(frozen=True, slots=True)
class Measured:
    """The points so far, in the order they were clicked."""

    points: tuple[Point, ...] = ()

    def with_point(self, point: Point) -> "Measured":
        """One more; a second click on the spot adds nothing."""
        if self.points and self.points[-1].lonlat == point.lonlat:
            return self
        return replace(self, points=(*self.points, point))

    def without_last(self) -> "Measured":
        return replace(self, points=self.points[:-1])

    def legs(self) -> tuple[Leg, ...]:
        return tuple(leg(one.lonlat, other.lonlat) for one, other in pairwise(self.points))

    def along_m(self) -> float | None:
        """Along the river, where both ends lie on the same; None where they do not."""
        if len(self.points) < 2:
            return None
        first, last = self.points[0], self.points[-1]
        if first.river is None or first.river != last.river:
            return None
        return abs(last.chainage_m - first.chainage_m)


def length_words(metres: float) -> str:
    """A length to about a hundredth of a percent, or a metre.

    >>> length_words(853.4), length_words(12_345.6), length_words(123_456.7)
    ('853 m', '12.35 km', '123.5 km')
    """
    if metres < 1000:
        return f"{metres:.0f} m"
    return f"{metres / 1000:.2f} km" if metres < 100_000 else f"{metres / 1000:.1f} km"


def leg_words(one: Leg) -> str:
    """A leg beside its line: length and direction.

    >>> leg_words(Leg(1234.5, 7.2))
    '1.23 km · 007°'
    """
    return f"{length_words(one.length_m)} · {round(one.azimuth_deg) % 360:03d}°"


def words(measured: Measured, river: Bilingual | None) -> Iterator[Prose]:
    """In all, the last leg, and along the `river` that both ends lie on, one line each."""
    legs = measured.legs()
    if not legs:
        return
    yield Text("{length} in all", length=length_words(sum(one.length_m for one in legs)))
    last = {"length": length_words(legs[-1].length_m), "deg": f"{legs[-1].azimuth_deg % 360:05.1f}"}
    if len(legs) > 1:
        yield Text("last of {n} legs: {length}, {deg}° from true north", n=len(legs), **last)
    else:
        yield Text("{deg}° from true north", **last)
    along_m = measured.along_m()
    if along_m is not None and river is not None:
        first, end = measured.points[0], measured.points[-1]
        yield Text(
            "along {river}: {length} (km {low} to {high})",
            river=river,
            length=length_words(along_m),
            low=f"{first.chainage_m / 1000:.1f}",
            high=f"{end.chainage_m / 1000:.1f}",
        )
