"""The ways along the road from a place on it, over the junctions nearby."""

from collections.abc import Iterator

import numpy as np

from emerg.geodesy import FloatArray, step_lengths_m
from emerg.playbooks.roads import RoadMap


def ways_from(
    roads: RoadMap, stretch: str, fraction: float, reach_m: float
) -> tuple[FloatArray, ...]:
    """Every way along the roads from a place, each a line of this length [m] that begins there.

    At a junction a way goes on along each of the roads that meet; one that ends is shorter.
    """
    row, line = roads.edges[stretch], roads.lines[stretch]
    found: list[FloatArray] = []
    for node, half in (
        (row.to_node, _part(line, fraction)),
        (row.from_node, _part(line[::-1], 1 - fraction)),
    ):
        left = reach_m - float(step_lengths_m(half).sum())
        if left <= 0:
            found.append(_first(half, reach_m))
            continue
        onward = list(_from_node(roads, node, stretch))
        found += [np.concatenate([half, _first(other, left)[1:]]) for other in onward] or [half]
    return tuple(found)


def _from_node(roads: RoadMap, node: str, but: str) -> Iterator[FloatArray]:
    """The other roads at a junction, as lines that begin there."""
    for row in roads.edges.values():
        if row.id != but and row.from_node == node:
            yield roads.lines[row.id]
        elif row.id != but and row.to_node == node:
            yield roads.lines[row.id][::-1]


def _part(line: FloatArray, fraction: float) -> FloatArray:
    """The line from a share of its length to its end."""
    return _between(line, fraction * _length(line), _length(line))


def _first(line: FloatArray, reach_m: float) -> FloatArray:
    """The line's first metres."""
    return _between(line, 0.0, min(reach_m, _length(line)))


def _length(line: FloatArray) -> float:
    return float(step_lengths_m(line).sum())


def _between(line: FloatArray, low: float, high: float) -> FloatArray:
    """The part of a line between two distances from its beginning [m]."""
    reached = np.concatenate([[0.0], np.cumsum(step_lengths_m(line))])
    inside = (reached > low) & (reached < high)
    at = np.concatenate([[low], reached[inside], [high]])
    found: FloatArray = np.column_stack(
        [np.interp(at, reached, line[:, 0]), np.interp(at, reached, line[:, 1])]
    )
    return found
