"""The quickest way by road between two places, as the roads are today."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from emerg.errors import InputError
from emerg.geodata.gazetteer import find
from emerg.network.place import feet
from emerg.network.road import Conditions, Junction, net
from emerg.network.route import Leg, OnRoad, Route, route
from emerg.network.said import read_position
from emerg.playbooks.roads import RoadMap, access_lines
from emerg.texts import Bilingual, Lang, Prose, Text, render

# Farther from the nearest road than this a place is not on the network.
FARTHEST_M = 10_000.0


@dataclass(frozen=True, slots=True)
class Matched:
    """A place as it was understood."""

    name: Prose
    on: OnRoad


@dataclass(frozen=True, slots=True)
class Routed:
    """The answer; `way` None: no open road leads there.

    Attributes
    ----------
    open_way : Route or None
        As it would be without closures, works and bans.
    """

    start: Matched
    goal: Matched
    way: Route | None
    open_way: Route | None

    @property
    def added_h(self) -> float | None:
        """What closures, works and bans cost [h]; None where there is no way."""
        if self.way is None or self.open_way is None:
            return None
        return self.way.hours - self.open_way.hours


def routed(roads: RoadMap, start: str, goal: str, conditions: Conditions) -> Routed:
    """The quickest way from `start` to `goal`: names, or lon,lat in WGS84.

    Raises
    ------
    InputError
        A place is not known or far from any road; something to be closed is not in the network.
    """
    check_closed(roads, (*conditions.closed, *(conditions.slower or ())))
    a, b = match(roads, start, Text("start")), match(roads, goal, Text("goal"))
    today = _way(roads, conditions, a, b)
    free = replace(conditions, closed=(), slower=None, gross_t=None, hazmat=False)
    return Routed(a, b, today, today if free == conditions else _way(roads, free, a, b))


def _way(roads: RoadMap, conditions: Conditions, a: Matched, b: Matched) -> Route | None:
    network = roads.roads
    return route(network, net(network, conditions), conditions, a.on, b.on)


def check_closed(roads: RoadMap, closed_ids: Sequence[str]) -> None:
    """Refuse to close what is not in the network.

    Raises
    ------
    InputError
        An id is neither a stretch nor a junction.
    """
    for number, closed in enumerate(closed_ids, start=1):
        if closed not in roads.edges and closed not in roads.nodes:
            near = get_close_matches(closed, [*roads.edges, *roads.nodes], 3)
            raise InputError(
                Text("{id} is no road or junction of the network", id=closed),
                where=Text("closed, {number}", number=number),
                fix=Text("give an id like {near}", near=", ".join(near) or next(iter(roads.edges))),
            )


def match(roads: RoadMap, words: str, where: Text) -> Matched:
    """The place that is meant: a junction of this name, a town, or a position.

    Raises
    ------
    InputError
        Nothing is so called, or it is far from any road.
    """
    position = read_position(words)
    if position is not None:
        lon, lat = position.lon, position.lat
        return beside(roads, lon, lat, f"{lon:.4f},{lat:.4f}", where)
    wanted = words.strip()
    junction = _junction(roads, wanted)
    if junction is not None:
        return Matched(junction.name, OnRoad(junction.lon, junction.lat, junction=junction.id))
    for found in find(wanted, 5):
        if found.lon is not None and found.lat is not None:
            return beside(roads, found.lon, found.lat, found.name, where)
    raise InputError(
        Text("no place is called '{name}'", name=words),
        where=where,
        fix=Text("give a town or junction, or lon,lat"),
    )


def _junction(roads: RoadMap, wanted: str) -> Junction | None:
    """The junction of this id or name; of several so called a county seat first, then a town."""
    known = roads.roads.junctions
    if wanted in known:
        return known[wanted]
    alike = [j for j in known.values() if len(wanted) > 1 and wanted in j.name.zh]

    def fit(one: Junction) -> tuple[bool, int, bool, int]:
        name, kinds = one.name.zh, ("seat", "town")
        kind = kinds.index(one.kind) if one.kind in kinds else len(kinds)
        return name != wanted, kind, not name.startswith(wanted), len(name)

    return min(alike, key=fit, default=None)


def beside(roads: RoadMap, lon: float, lat: float, name: Prose, where: Text) -> Matched:
    """The nearest place on any road.

    Raises
    ------
    InputError
        It is farther than `FARTHEST_M`; the nearest road is named.
    """
    foot = next(feet(access_lines(roads), lon, lat))
    if foot.distance_m > FARTHEST_M:
        raise InputError(
            Text("{name} lies {km} km from the nearest road", name=name, km=_km(foot.distance_m)),
            where=where,
            fix=Text(
                "the nearest is {road} at {lon}, {lat}: start from there, or check the position",
                road=roads.edges[foot.id].name,
                lon=f"{foot.lon:.4f}",
                lat=f"{foot.lat:.4f}",
            ),
        )
    on = OnRoad(
        foot.lon,
        foot.lat,
        stretch=foot.id,
        fraction=foot.fraction,
        off_road_m=foot.distance_m,
    )
    return Matched(name, on)


def _km(metres: float) -> str:
    return f"{metres / 1000:.1f}"


def route_json(found: Routed, lang: Lang) -> dict[str, Any]:
    """The route under the names of the contract; nulls and no edges where there is none."""
    way = found.way
    return {
        "distance_km": None if way is None else round(way.length_m / 1000, 2),
        "hours": None if way is None else round(way.hours, 3),
        "added_h": None if found.added_h is None else round(found.added_h, 3),
        "edges": [] if way is None else [leg.stretch for leg in way.legs],
        "from": _matched(found.start, lang),
        "to": _matched(found.goal, lang),
    }


def _matched(place: Matched, lang: Lang) -> dict[str, Any]:
    return {
        "name": render(place.name, lang),
        "lon": round(place.on.lon, 5),
        "lat": round(place.on.lat, 5),
        "off_road_km": round(place.on.off_road_m / 1000, 2),
    }


def leg_name(roads: RoadMap, leg: Leg) -> Bilingual:
    """What a stretch is called."""
    return roads.edges[leg.stretch].name
