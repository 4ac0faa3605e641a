"""Lines as one flat set of steps in plane coordinates: which lies nearest to the cursor."""

from typing import NamedTuple

import numpy as np

from emerg.geodesy import FloatArray
from emerg.network.place import Lines
from emerg.ui.map.mercator import plane


class Steps(NamedTuple):
    """Every step of every line, its two ends in plane coordinates; `lines` says whose it is."""

    lines: Lines
    starts: FloatArray
    ends: FloatArray


class Near(NamedTuple):
    """The nearest place of any line: which line, what share of its length, how far away."""

    id: str
    fraction: float
    away_m: float


def steps(lines: Lines) -> Steps:
    """`lines` ready to be measured against."""
    return Steps(lines, plane(lines.starts), plane(lines.ends))


def nearest(found: Steps, x: float, y: float, reach_m: float) -> Near | None:
    """The nearest place within `reach_m` plane metres of a point; None for nothing."""
    along = found.ends - found.starts
    to_point = np.array([x, y]) - found.starts
    length2 = np.maximum((along**2).sum(axis=1), 1e-9)
    share = np.clip((to_point * along).sum(axis=1) / length2, 0.0, 1.0)
    distance = np.hypot(*(to_point - share[:, None] * along).T)
    index = int(distance.argmin())
    if distance[index] > reach_m:
        return None
    lines = found.lines
    fraction = min(float(lines.before[index] + share[index] * lines.step[index]), 1.0)
    return Near(lines.ids[lines.reach[index]], fraction, float(distance[index]))
