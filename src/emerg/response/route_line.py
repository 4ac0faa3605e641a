"""A route as the line that is drawn of it."""

import numpy as np

from emerg.geodesy import FloatArray, along, step_lengths_m
from emerg.network.route import Leg, OnRoad, Route
from emerg.playbooks.roads import RoadMap


def line_of_route(roads: RoadMap, route: Route, start: OnRoad, goal: OnRoad) -> FloatArray:
    """The drawn line of a route; the straight bit from a place off the road is not on it."""
    pieces: list[FloatArray] = [np.array([[start.lon, start.lat]])]
    for number, leg in enumerate(route.legs):
        pieces.append(_part(roads, leg, first=number == 0, start=start))
    pieces.append(np.array([[goal.lon, goal.lat]]))
    found: FloatArray = np.concatenate(pieces)
    moved = np.concatenate([[True], np.any(np.diff(found, axis=0) != 0, axis=1)])
    kept: FloatArray = found[moved]
    return kept


def _part(roads: RoadMap, leg: Leg, *, first: bool, start: OnRoad) -> FloatArray:
    """What of a stretch's line is driven, in the direction of the drive."""
    line = roads.lines[leg.stretch]
    share = min(leg.length_m / roads.roads.stretches[leg.stretch].length_m, 1.0)
    begins = start.fraction if first and start.stretch == leg.stretch else None
    if begins is None:
        begins = 1.0 if leg.backwards else 0.0
    ends = begins - share if leg.backwards else begins + share
    low, high = sorted((begins, min(max(ends, 0.0), 1.0)))
    cut = _between(line, low, high)
    return cut[::-1] if leg.backwards else cut


def _between(line: FloatArray, low: float, high: float) -> FloatArray:
    steps = step_lengths_m(line)
    reached = np.concatenate([[0.0], np.cumsum(steps)]) / max(float(steps.sum()), 1e-9)
    inside = line[(reached > low) & (reached < high)]
    found: FloatArray = np.vstack([along(line, low), inside, along(line, high)])
    return found
