"""How far one gets by road in so many hours: towns by the time it takes, and those cut off."""

from dataclasses import dataclass
from math import isfinite
from typing import Any

from emerg.network.matrix import driving_h
from emerg.network.road import Conditions, Junction, net
from emerg.network.route import OnRoad
from emerg.playbooks.roads import RoadMap
from emerg.texts import Lang, Text, render
from emerg.usecases.route import Matched, check_closed, match

# What a person asks for; the rest are meeting points of lines.
TOLD = ("seat", "town", "port", "pass", "bridge")


@dataclass(frozen=True, slots=True)
class Reached:
    """A place and the hours to it; None: no open road leads there."""

    junction: Junction
    hours: float | None


@dataclass(frozen=True, slots=True)
class Reach:
    """Every place, soonest first, those that are cut off last."""

    start: Matched
    places: tuple[Reached, ...]


def reach(roads: RoadMap, start: str, conditions: Conditions) -> Reach:
    """The hours from `start` to every town, pass, bridge and port.

    Raises
    ------
    InputError
        The place is not known or far from any road; what is closed is not in the network.
    """
    check_closed(roads, (*conditions.closed, *(conditions.slower or ())))
    here = match(roads, start, Text("start"))
    known = [one for one in roads.roads.junctions.values() if one.kind in TOLD]
    goals = [OnRoad(one.lon, one.lat, junction=one.id) for one in known]
    network = net(roads.roads, conditions)
    hours = driving_h(roads.roads, network, conditions, [here.on], goals)[0]
    found = [
        Reached(one, float(h) if isfinite(h) else None) for one, h in zip(known, hours, strict=True)
    ]
    found.sort(key=lambda one: (one.hours is None, one.hours or 0.0, one.junction.id))
    return Reach(here, tuple(found))


def reach_json(found: Reach, bands_h: tuple[float, ...], lang: Lang) -> dict[str, Any]:
    """Places with their hours and the first band they fall into; null where cut off."""
    return {
        "from": {
            "name": render(found.start.name, lang),
            "lon": round(found.start.on.lon, 5),
            "lat": round(found.start.on.lat, 5),
        },
        "bands_h": list(bands_h),
        "places": [
            {
                "id": one.junction.id,
                "name": render(one.junction.name, lang),
                "kind": one.junction.kind,
                "lon": one.junction.lon,
                "lat": one.junction.lat,
                "hours": None if one.hours is None else round(one.hours, 3),
                "within_h": within(one, bands_h),
            }
            for one in found.places
        ],
    }


def within(one: Reached, bands_h: tuple[float, ...]) -> float | None:
    """The least of the hours that the place is reached in; None beyond all of them."""
    fits = [band for band in bands_h if one.hours is not None and one.hours <= band]
    return min(fits, default=None)
