"""Positions as an office writes them: degrees, minutes, seconds, or CGCS2000 on the plane.

CGCS2000 is WGS84 as far as a map goes. On the plane it is Gauss-Krüger in zones of 3 degrees, as
survey sheets of China have it: X to the north, Y to the east with the number of the zone before it.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal, TypeAlias, get_args

from emerg.texts import Prose, Text

Notation: TypeAlias = Literal["decimal", "minutes", "seconds", "gauss"]
NOTATIONS: tuple[Notation, ...] = get_args(Notation)
NOTATION_NAMES: Mapping[Notation, Text] = {
    "decimal": Text("Degrees"),
    "minutes": Text("Degrees and minutes"),
    "seconds": Text("Degrees, minutes, seconds"),
    "gauss": Text("CGCS2000, Gauss-Krüger 3°"),
}
ZONE_DEG, ZONE_M, MIDDLE_M = 3, 1_000_000, 500_000
# Steps of about a metre, or finer.
_DEGREES, _MINUTES, _SECONDS = 5, 3, 1


def written(lon: float, lat: float, notation: Notation) -> Prose:
    """A position (WGS84) in one line, true to about a metre.

    Examples
    --------
    >>> written(91.13, 29.65, "decimal"), written(91.13, 29.65, "minutes")
    ('91.13000, 29.65000', '91°07.800′E 29°39.000′N')
    >>> written(91.13, 29.65, "seconds")
    '91°07′48.0″E 29°39′00.0″N'
    """
    if notation == "decimal":
        return f"{lon:.{_DEGREES}f}, {lat:.{_DEGREES}f}"
    if notation == "minutes":
        return f"{_in_minutes(lon, 'EW')} {_in_minutes(lat, 'NS')}"
    if notation == "seconds":
        return f"{_in_seconds(lon, 'EW')} {_in_seconds(lat, 'NS')}"
    north, east, zone = gauss(lon, lat)
    return Text(
        "X {north} Y {east} (CGCS2000, 3° zone {zone}, {meridian}°E)",
        north=f"{north:.1f}",
        east=f"{east:.1f}",
        zone=zone,
        meridian=zone * ZONE_DEG,
    )


def gauss(lon: float, lat: float) -> tuple[float, float, int]:
    """X to the north and Y to the east [m], the zone before Y; and the number of the zone.

    Examples
    --------
    >>> [round(value, 3) for value in gauss(90.0, 30.0)]
    [3320113.398, 30500000.0, 30]
    """
    zone = zone_of(lon)
    east, north = _projection(zone)(lon, lat)
    return float(north), float(east) + zone * ZONE_M, zone


def from_gauss(north_m: float, east_m: float) -> tuple[float, float]:
    """Lon, lat [degrees] of X and Y [m], the zone before Y.

    Examples
    --------
    >>> [round(value, 6) for value in from_gauss(3320113.398, 30500000.0)]
    [90.0, 30.0]
    """
    zone, east = divmod(east_m, ZONE_M)
    lon, lat = _projection(int(zone))(east, north_m, inverse=True)
    return float(lon), float(lat)


def zone_of(lon: float) -> int:
    """The 3-degree zone whose middle meridian is nearest.

    >>> zone_of(91.13), zone_of(91.51), zone_of(88.5)
    (30, 31, 30)
    """
    return int((lon + ZONE_DEG / 2) // ZONE_DEG)


@lru_cache(maxsize=16)
def _projection(zone: int) -> Any:
    import pyproj  # a tenth of a second, for those who ask

    return pyproj.Proj(proj="tmerc", lon_0=zone * ZONE_DEG, x_0=MIDDLE_M, ellps="GRS80")


def _in_minutes(degrees: float, signs: str) -> str:
    """Rounded first, so that no minute is ever 60."""
    whole, minutes = divmod(round(abs(degrees) * 60, _MINUTES), 60)
    return f"{whole:.0f}°{minutes:0{_MINUTES + 3}.{_MINUTES}f}′{signs[degrees < 0]}"


def _in_seconds(degrees: float, signs: str) -> str:
    minutes, seconds = divmod(round(abs(degrees) * 3600, _SECONDS), 60)
    whole, minutes = divmod(minutes, 60)
    width = _SECONDS + 3
    return f"{whole:.0f}°{minutes:02.0f}′{seconds:0{width}.{_SECONDS}f}″{signs[degrees < 0]}"
