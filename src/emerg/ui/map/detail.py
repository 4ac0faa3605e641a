"""Level of detail: the same lines with ever fewer points, for views ever further away."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
import shapely

from emerg.geodesy import FloatArray

# Plane metres per pixel from which on a level serves; the last level leaves out nothing.
LEVELS: tuple[float, ...] = (4000.0, 2800.0, 2000.0, 1400.0, 1000.0, 700.0, 500.0, 300.0, 0.0)
# A point less than this many pixels off the simplified line is not missed.
TOLERANCE_PX = 0.6
# At levels this coarse lines that continue each other are drawn as one.
CHAINED_FROM = 700.0
# Longer pieces overflow the drawing of a view that is close up [m].
PIECE_M = 60_000.0


def simplified(lines: Sequence[FloatArray], tolerance_m: float) -> list[FloatArray]:
    """`lines` with the points left out that lie within `tolerance_m`; both ends of each stay."""
    if tolerance_m <= 0 or not lines:
        return list(lines)
    found = shapely.simplify([shapely.linestrings(line) for line in lines], tolerance_m)
    return [shapely.get_coordinates(line) for line in found]


def chained(lines: Iterable[FloatArray]) -> list[FloatArray]:
    """`lines`, with every line that begins where the one before it ends joined to it."""
    chains: list[list[FloatArray]] = []
    for line in lines:
        if chains and np.array_equal(chains[-1][-1][-1], line[0]):
            chains[-1].append(line[1:])
        else:
            chains.append([line])
    return [np.concatenate(chain) for chain in chains]


def pieces(line: FloatArray, longest_m: float = PIECE_M) -> Iterator[FloatArray]:
    """`line` cut at its points into stretches of about `longest_m` at most."""
    reached = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    cuts = np.searchsorted(reached, np.arange(longest_m, reached[-1], longest_m))
    bounds = np.unique(np.concatenate([[0], cuts, [len(line) - 1]]))
    for first, last in pairwise(bounds):
        yield line[first : last + 1]


def at_level(lines: Sequence[FloatArray], metres_per_px: float) -> list[FloatArray]:
    """What of open `lines` is drawn at a level of `LEVELS`."""
    if metres_per_px >= CHAINED_FROM:
        return simplified(chained(lines), TOLERANCE_PX * metres_per_px)
    return simplified(
        [piece for line in lines for piece in pieces(line)], TOLERANCE_PX * metres_per_px
    )


def level_for(metres_per_px: float) -> int:
    """The index of the level that serves a view.

    >>> level_for(10_000.0), level_for(400.0), level_for(5.0)
    (0, 7, 8)
    """
    return next(index for index, least in enumerate(LEVELS) if metres_per_px >= least)


def touching(line: FloatArray, box: tuple[float, float, float, float]) -> Iterator[slice]:
    """The stretches of `line` whose steps may touch a box: least x and y, greatest x and y."""
    low, high = np.minimum(line[1:], line[:-1]), np.maximum(line[1:], line[:-1])
    touched = (low[:, 0] <= box[2]) & (high[:, 0] >= box[0])
    touched &= (low[:, 1] <= box[3]) & (high[:, 1] >= box[1])
    edges = np.flatnonzero(np.diff(np.concatenate([[False], touched, [False]])))
    for first, last in edges.reshape(-1, 2).tolist():
        yield slice(first, last + 1)


def boxes(lines: Sequence[FloatArray]) -> FloatArray:
    """West, north, east, south of each line in plane coordinates, shape (n, 4)."""
    if not lines:
        return np.empty((0, 4))
    return np.array([[*line.min(axis=0), *line.max(axis=0)] for line in lines])
