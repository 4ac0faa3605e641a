"""A way cut in two reaches at a place, so that something may change from there on."""

from dataclasses import fields, replace

import numpy as np

from emerg.geodesy import FloatArray
from emerg.network.flow import Flows
from emerg.transport.course import Way
from emerg.transport.draws import Draws
from emerg.transport.growth import Points

# Nearer to the end of a reach than this share of it there is nothing to cut.
NEAREST = 1e-6


def cut(
    w: Way, flows: Flows, points: Points, draws: Draws, place: int
) -> tuple[Way, Flows, Points, Draws]:
    """The same river with a boundary of reaches at the point `place`, which ends its reach then.

    Nothing else changes: both parts have the figures of the whole, and the same draws.
    """
    index, share = int(points.index[place]), float(points.share[place])
    if share > 1 - NEAREST:
        return w, flows, points, draws
    share = max(share, NEAREST)
    middle = flows.upper[:, index] + share * (flows.lower[:, index] - flows.upper[:, index])
    upper = np.insert(flows.upper, index + 1, middle, axis=1)
    lower = np.insert(flows.lower, index, middle, axis=1)
    draws = replace(draws, reach=np.insert(draws.reach, index, draws.reach[:, index], axis=1))
    return _way(w, index, share), Flows(upper, lower), _points(points, index, share), draws


def _way(w: Way, index: int, share: float) -> Way:
    changed: dict[str, object] = {}
    for spec in fields(w):
        value = getattr(w, spec.name)
        if isinstance(value, tuple):
            changed[spec.name] = (*value[: index + 1], *value[index:])
        elif isinstance(value, np.ndarray):
            changed[spec.name] = np.insert(value, index, value[index])
    for name in ("shortest_m", "length_m", "longest_m"):
        length: FloatArray = changed[name]  # type: ignore[assignment]
        length[index] *= share
        length[index + 1] *= 1 - share
    return replace(w, **changed)  # type: ignore[arg-type]


def _points(points: Points, index: int, share: float) -> Points:
    inside = points.index == index
    first = inside & (points.share <= share)
    scaled = np.where(first, points.share / share, points.share)
    scaled = np.where(inside & ~first, (points.share - share) / (1 - share), scaled)
    after = (points.index > index) | (inside & ~first)
    return Points(points.index + after, np.clip(scaled, 0.0, 1.0))
