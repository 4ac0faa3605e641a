"""Driving times between many places on the roads, from one sweep."""

from collections.abc import Mapping, Sequence

import numpy as np

from emerg.geodesy import FloatArray
from emerg.network.place import Lines, feet
from emerg.network.road import Conditions, Net, Roads
from emerg.network.route import Door, OnRoad, along_one, doors


def driving_h(
    roads: Roads,
    net: Net,
    conditions: Conditions,
    starts: Sequence[OnRoad],
    goals: Sequence[OnRoad],
) -> FloatArray:
    """Hours from every start to every goal, shape (starts, goals); infinite where no road leads."""
    leaving = [doors(roads, conditions, place, leaving=True) for place in starts]
    reaching = [doors(roads, conditions, place, leaving=False) for place in goals]
    hours = np.full((len(starts), len(goals)), np.inf)
    swept = sorted({net.number[door.junction] for group in leaving for door in group})
    row = {junction: n for n, junction in enumerate(swept)}
    table = net.sweep(swept).hours if swept else np.empty((0, 0))
    for i, start in enumerate(starts):
        for j, goal in enumerate(goals):
            direct, _legs = along_one(roads, conditions, start, goal)
            over = _over(net, table, row, leaving[i], reaching[j])
            hours[i, j] = min(direct, over)
    return hours


def _over(
    net: Net,
    table: FloatArray,
    row: Mapping[int, int],
    leaving: Sequence[Door],
    reaching: Sequence[Door],
) -> float:
    """The quickest over junctions."""
    best = float("inf")
    for door in leaving:
        for goal in reaching:
            between = float(table[row[net.number[door.junction]], net.number[goal.junction]])
            best = min(best, door.hours + between + goal.hours)
    return best


def on_road(lines: Lines, lon: float, lat: float) -> OnRoad:
    """The nearest place on any of the roads, however far."""
    foot = next(feet(lines, lon, lat))
    return OnRoad(
        foot.lon,
        foot.lat,
        stretch=foot.id,
        fraction=foot.fraction,
        off_road_m=foot.distance_m,
    )
