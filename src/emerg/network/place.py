"""From a position to the river: the nearest reaches, how far off, and when to refuse."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from emerg.errors import InputError
from emerg.geodesy import FloatArray, IntArray, LocalPlane, step_lengths_m
from emerg.network.river import Place, RiverNetwork
from emerg.texts import Text

SNAP_LIMIT_M = 5_000.0
SECOND_RIVER_M = 2_000.0
# Steps of lines looked at for the nearest of each.
MOST_STEPS = 2000


@dataclass(frozen=True, slots=True)
class Snapped:
    """The nearest point of one river.

    Attributes
    ----------
    distance_m : float
        From the position asked for to the drawn line [m].
    """

    place: Place
    lon: float
    lat: float
    distance_m: float


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines as one flat set of steps, ready to measure against.

    Attributes
    ----------
    starts, ends : array, shape (n, 2)
        Lon/lat of each step.
    before, step : array, shape (n,)
        Share of the reach's length before the step, and of the step itself.
    reach : array of int, shape (n,)
        Index into `ids`.
    """

    ids: tuple[str, ...]
    starts: FloatArray
    ends: FloatArray
    before: FloatArray
    step: FloatArray
    reach: IntArray


def flat_lines(lines: Mapping[str, FloatArray]) -> Lines:
    """`lines` (lon/lat by reach id) as flat arrays."""
    ids = tuple(lines)
    shares = []
    for line in lines.values():
        steps = step_lengths_m(line)
        shares.append(steps / max(float(steps.sum()), 1e-9))
    return Lines(
        ids=ids,
        starts=np.concatenate([line[:-1] for line in lines.values()]),
        ends=np.concatenate([line[1:] for line in lines.values()]),
        before=np.concatenate([np.cumsum(share) - share for share in shares]),
        step=np.concatenate(shares),
        reach=np.repeat(np.arange(len(ids)), [len(share) for share in shares]),
    )


@dataclass(frozen=True, slots=True)
class Foot:
    """The nearest point of a line.

    Attributes
    ----------
    fraction : float
        Share of the line's length before it.
    distance_m : float
        From the position asked for [m].
    """

    id: str
    fraction: float
    lon: float
    lat: float
    distance_m: float


def feet(lines: Lines, lon: float, lat: float) -> Iterator[Foot]:
    """The nearest point of every line nearby, nearest first."""
    plane = LocalPlane(lon, lat)
    start, end = plane.metres(lines.starts), plane.metres(lines.ends)
    along = end - start
    length2 = np.maximum((along**2).sum(axis=1), 1e-12)
    share = np.clip(-(start * along).sum(axis=1) / length2, 0.0, 1.0)
    foot = start + share[:, None] * along
    distance = np.hypot(foot[:, 0], foot[:, 1])
    seen: set[str] = set()
    for index in np.argsort(distance, kind="stable")[:MOST_STEPS]:
        line = lines.ids[lines.reach[index]]
        if line in seen:
            continue
        seen.add(line)
        fraction = float(lines.before[index] + share[index] * lines.step[index])
        foot_lon, foot_lat = plane.lonlat(foot[index])
        yield Foot(
            line, min(fraction, 1.0), float(foot_lon), float(foot_lat), float(distance[index])
        )


def nearest(network: RiverNetwork, lines: Lines, lon: float, lat: float) -> Iterator[Snapped]:
    """The nearest point of every river, nearest first."""
    seen: set[str] = set()
    for foot in feet(lines, lon, lat):
        reach = network.reach(foot.id)
        if reach.river not in seen:
            seen.add(reach.river)
            yield Snapped(Place(reach, foot.fraction), foot.lon, foot.lat, foot.distance_m)


def snap(
    network: RiverNetwork, lines: Lines, lon: float, lat: float, *, where: Text | str
) -> tuple[Snapped, tuple[Snapped, ...]]:
    """The nearest river, and every other river within 2 km of that distance.

    Raises
    ------
    InputError
        Nothing lies within 5 km plus the accuracy of the line; the nearest river is named.
    """
    best, *farther = nearest(network, lines, lon, lat)
    if best.distance_m > SNAP_LIMIT_M + best.place.reach.line_error_m:
        raise InputError(
            Text(
                "no loaded river within {limit} km of {lon}, {lat}",
                limit=f"{(SNAP_LIMIT_M + best.place.reach.line_error_m) / 1000:g}",
                lon=f"{lon:.4f}",
                lat=f"{lat:.4f}",
            ),
            where=where,
            fix=Text(
                "the nearest is {river}, {km} km away at {at_lon}, {at_lat}: check the position "
                "and its datum, or give the river and its km",
                river=network.name(best.place.reach.river),
                km=f"{best.distance_m / 1000:.1f}",
                at_lon=f"{best.lon:.4f}",
                at_lat=f"{best.lat:.4f}",
            ),
        )
    reach_of = best.distance_m + SECOND_RIVER_M
    others = tuple(s for s in farther if s.distance_m <= reach_of)
    return best, others
