"""Positions as people write them, and the four datums they come in.

WGS84 is what GPS says and what everything inside uses. CGCS2000 agrees with it far below a metre
at the level of a map. GCJ-02 is WGS84 shifted by a published formula (200–500 m in Tibet); phone
maps in China show it. BD-09 shifts GCJ-02 once more.
"""

import re
import unicodedata
from collections.abc import Callable
from math import isfinite
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from emerg.errors import InputError
from emerg.geodata.datums import DATUMS, Datum
from emerg.geodesy import FloatArray
from emerg.texts import Prose, Text
from emerg.texts.letters import MOST_LETTERS

WHERE = Text("place of the incident")

# Tibet and its surroundings: every key river with its run past the exit lies inside.
WEST, EAST, SOUTH, NORTH = 78.0, 100.0, 26.0, 37.0

# The formula counts on the ellipsoid of Krasovsky 1940 (a = 6 378 245 m, 1/f = 298.3), and
# applies in a box around China. Both as in the published open form of the shift (eviltransform).
KRASOVSKY_RADIUS_M = 6_378_245.0
KRASOVSKY_ECCENTRICITY2 = 0.00669342162296594323
SHIFTED_LON, SHIFTED_LAT = (72.004, 137.8347), (0.8293, 55.8271)

# Each round of an inverse shrinks its error by a factor of 50 or more.
ROUNDS = 8


def to_wgs84(
    lon: float, lat: float, datum: Datum = "wgs84", *, where: Prose = WHERE
) -> tuple[float, float]:
    """One position given in `datum` as WGS84 lon, lat [degrees]; refused where it cannot be meant.

    Raises
    ------
    InputError
        Not finite, longitude and latitude swapped, outside the window, or an unknown datum.

    Examples
    --------
    >>> lon, lat = to_wgs84(91.13, 29.65, "gcj02")
    >>> f"{lon:.4f}, {lat:.4f}"
    '91.1285, 29.6527'
    """
    check_position(lon, lat, where=where)
    if datum not in DATUMS:
        raise InputError(
            Text("'{key}' is not known here", key=datum),
            where=where,
            fix=Text("one of: {known}", known=", ".join(DATUMS)),
        )
    moved = lonlat_to_wgs84((lon, lat), datum)
    return float(moved[0]), float(moved[1])


def lonlat_to_wgs84(lonlat: ArrayLike, datum: Datum) -> FloatArray:
    """Positions (…, 2) given in `datum`, as WGS84; the inverse shift is exact below 1 mm."""
    points = np.asarray(lonlat, dtype=np.float64)
    if datum == "bd09":
        points = _undo(_gcj02_to_bd09, points)
    if datum in ("gcj02", "bd09"):
        return _undo(_wgs84_to_gcj02, points)
    return points


def lonlat_from_wgs84(lonlat: ArrayLike, datum: Datum) -> FloatArray:
    """WGS84 positions (…, 2) in `datum`: what a phone map in China shows for them."""
    points = np.asarray(lonlat, dtype=np.float64)
    if datum in ("gcj02", "bd09"):
        points = _wgs84_to_gcj02(points)
    return _gcj02_to_bd09(points) if datum == "bd09" else points


def _undo(shift: Callable[[FloatArray], FloatArray], shifted: FloatArray) -> FloatArray:
    """The points that `shift` moves to `shifted`, by fixed-point iteration."""
    points = shifted
    for _ in range(ROUNDS):
        points = points + (shifted - shift(points))
    return points


def _wgs84_to_gcj02(points: FloatArray) -> FloatArray:
    lon, lat = points[..., 0], points[..., 1]
    x, y = lon - 105.0, lat - 35.0
    common = np.sqrt(np.abs(x)) / 10 + x * y / 10
    ripple = 20 * (np.sin(6 * np.pi * x) + np.sin(2 * np.pi * x))
    east_m = 300 + x + 2 * y + x * x / 10 + common + (ripple + _waves(x, 150, 300)) * 2 / 3
    north_m = -100 + 2 * x + 3 * y + y * y / 5 + common + np.sqrt(np.abs(x)) / 10
    north_m = north_m + (ripple + _waves(y, 160, 320)) * 2 / 3
    flat = 1 - KRASOVSKY_ECCENTRICITY2 * np.sin(np.radians(lat)) ** 2
    across_m = KRASOVSKY_RADIUS_M / np.sqrt(flat) * np.cos(np.radians(lat))
    along_m = KRASOVSKY_RADIUS_M * (1 - KRASOVSKY_ECCENTRICITY2) / flat**1.5
    inside = (SHIFTED_LON[0] <= lon) & (lon <= SHIFTED_LON[1])
    inside = inside & (SHIFTED_LAT[0] <= lat) & (lat <= SHIFTED_LAT[1])
    shift = np.degrees(np.stack([east_m / across_m, north_m / along_m], axis=-1))
    moved: FloatArray = points + np.where(inside[..., None], shift, 0.0)
    return moved


def _waves(degrees: FloatArray, twelfth_m: float, thirtieth_m: float) -> FloatArray:
    waves: FloatArray = (
        20 * np.sin(np.pi * degrees)
        + 40 * np.sin(np.pi * degrees / 3)
        + twelfth_m * np.sin(np.pi * degrees / 12)
        + thirtieth_m * np.sin(np.pi * degrees / 30)
    )
    return waves


def _gcj02_to_bd09(points: FloatArray) -> FloatArray:
    lon, lat = points[..., 0], points[..., 1]
    turn = np.pi * 3000.0 / 180.0
    length = np.hypot(lon, lat) + 0.00002 * np.sin(lat * turn)
    angle = np.arctan2(lat, lon) + 0.000003 * np.cos(lon * turn)
    moved: FloatArray = np.stack(
        [length * np.cos(angle) + 0.0065, length * np.sin(angle) + 0.006], axis=-1
    )
    return moved


def check_position(lon: float, lat: float, *, where: Prose = WHERE) -> None:
    """Refuse a position that cannot be meant: not finite, swapped, or far from Tibet.

    Raises
    ------
    InputError
        A swapped pair is never turned round silently; the fix proposes it.
    """
    for value in (lon, lat):
        if not isfinite(value):
            raise InputError(
                Text("{value} is not a figure", value=value),
                where=where,
                fix=Text("write a finite number"),
            )
    if _inside(lon, lat):
        return
    if _inside(lat, lon):
        raise InputError(
            Text(
                "{lon},{lat}: longitude and latitude look swapped",
                lon=_decimal(lon),
                lat=_decimal(lat),
            ),
            where=where,
            fix=Text("longitude comes first: {lon},{lat}", lon=_decimal(lat), lat=_decimal(lon)),
        )
    raise InputError(
        Text(
            "{lon},{lat} lies outside Tibet and its surroundings",
            lon=_decimal(lon),
            lat=_decimal(lat),
        ),
        where=where,
        fix=Text(
            "give a longitude from {west} to {east} and a latitude from {south} to {north}, "
            "in degrees, longitude first",
            west=f"{WEST:g}",
            east=f"{EAST:g}",
            south=f"{SOUTH:g}",
            north=f"{NORTH:g}",
        ),
    )


def _inside(lon: float, lat: float) -> bool:
    return WEST <= lon <= EAST and SOUTH <= lat <= NORTH


def _decimal(degrees: float) -> str:
    return f"{degrees:.6f}".rstrip("0").rstrip(".")


_LON = r"东经|经度|longitude|long|lng|lon|东|e"
_LAT = r"北纬|纬度|latitude|lat|北|n"
_LABEL = rf"(?:{_LON}|{_LAT})"
_NUMBER = r"\d+(?:\.\d+)?"
# Decimal degrees, degrees with ° ' ", or three plain groups (91 07 48); a label before or after.
_ANGLE = re.compile(
    rf"""(?P<before>{_LABEL}\s*[:=]?\s*)?
    (?P<degrees>[-+]?{_NUMBER})
    (?:[ ](?P<m>\d{{1,2}})[ ](?P<s>\d{{1,2}}(?:\.\d+)?)(?![.\d])
      |\s*[°度]\s*(?:(?P<minutes>{_NUMBER})\s*['分]\s*(?:(?P<seconds>{_NUMBER})\s*["秒])?)?
    )?
    (?(before)|\s*(?P<after>{_LABEL})?)""",
    re.VERBOSE | re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s,;:/、。()\[\]]*")
_MARKS = str.maketrans(
    {"º": "°", "˚": "°", "′": "'", "‘": "'", "’": "'", "″": '"', "“": '"', "”": '"'}
)


def parse_position(text: str, *, where: Prose = WHERE) -> tuple[float, float]:
    """Lon, lat [degrees] of a position typed in any common spelling, in the datum it came in.

    Without 东经/北纬, E/N, lon/lat, longitude is taken to come first.

    Raises
    ------
    InputError
        Not readable as two angles, or a position that `check_position` refuses.

    Examples
    --------
    >>> parse_position("北纬29.65，东经91.13"), parse_position("91°07'48\\"E 29°39'N")
    ((91.13, 29.65), (91.13, 29.65))
    """
    if len(text) > MOST_LETTERS:
        raise _unreadable(text, where)
    plain = unicodedata.normalize("NFKC", text.translate(_MARKS)).replace("''", '"').strip()
    angles = list(_ANGLE.finditer(plain))
    if len(angles) != 2 or not _BETWEEN.fullmatch(_ANGLE.sub("", plain)):
        raise _unreadable(text, where)
    first, second = (_degrees(angle, text, where) for angle in angles)
    axes = [_axis(angle) for angle in angles]
    if axes[0] is not None and axes[0] == axes[1]:
        raise _unreadable(text, where)
    if axes[0] == "lat" or axes[1] == "lon":
        first, second = second, first
    check_position(first, second, where=where)
    return first, second


def _axis(angle: re.Match[str]) -> Literal["lon", "lat"] | None:
    label = re.sub(r"[\s:=]", "", angle["before"] or angle["after"] or "")
    if not label:
        return None
    return "lon" if re.fullmatch(_LON, label, re.IGNORECASE) else "lat"


def _degrees(angle: re.Match[str], text: str, where: Prose) -> float:
    minutes = float(angle["minutes"] or angle["m"] or 0.0)
    seconds = float(angle["seconds"] or angle["s"] or 0.0)
    split = angle["minutes"] or angle["m"]
    if minutes >= 60 or seconds >= 60 or (split and not angle["degrees"].isdigit()):
        raise _unreadable(text, where)
    return round(float(angle["degrees"]) + minutes / 60 + seconds / 3600, 9)


def _unreadable(text: str, where: Prose) -> InputError:
    return InputError(
        Text("'{value}' is not a position", value=text[:60]),
        where=where,
        fix=Text("write it as LON,LAT, for instance 91.13,29.65"),
    )
