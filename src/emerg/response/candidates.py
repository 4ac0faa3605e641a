"""Where a spill may be held: places of the playbook, and wherever a road comes to the water."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np
from shapely import LineString, STRtree
from shapely import points as make_points

from emerg.errors import InputError
from emerg.geodesy import FloatArray, LocalPlane, along, step_lengths_m
from emerg.network.place import feet, flat_lines, nearest
from emerg.network.river import at_chainage
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.roads import RoadMap
from emerg.response.answer import Answer, Trace
from emerg.response.hits import Hit, name_of
from emerg.response.incident import Spot
from emerg.response.plan import HOLDING
from emerg.response.receiving import BESIDE_M
from emerg.texts import Bilingual, Prose, Text

CandidateKind: TypeAlias = Literal["source", "site", "road", "asked"]
# Works and bridges among the hits: there a crew has something to work from.
WORKED_FROM = ("bridge", "dam", "gate", "reservoir", "diversion")
# Places where a road comes to the water are looked for as far down as this, and so far apart.
FARTHEST_H = 72.0
APART_M = 5_000.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where the water could be held, or where it leaks.

    Attributes
    ----------
    front_h : float
        Earliest front, from the start of the release; 0 at the source.
    width_m : float or None
        Of the water at mean flow.
    """

    id: str
    name: Prose
    kind: CandidateKind
    river: str
    river_name: Bilingual
    km: float
    lon: float
    lat: float
    front_h: float
    width_m: float | None
    confidence: str = ""


@dataclass(frozen=True)
class WayLine:
    """The way down as a line that knows when the front is where."""

    trace: Trace

    @cached_property
    def lonlat(self) -> FloatArray:
        return np.column_stack([self.trace.lon, self.trace.lat])

    @cached_property
    def _reached(self) -> FloatArray:
        steps = step_lengths_m(self.lonlat)
        found: FloatArray = np.concatenate([[0.0], np.cumsum(steps)])
        return found

    def front_h(self, lon: float, lat: float) -> float:
        """Earliest front at the nearest point of the way [h]."""
        foot = next(feet(flat_lines({"way": self.lonlat}), lon, lat))
        at = foot.fraction * self._reached[-1]
        return float(np.interp(at, self._reached, self.trace.front_h))

    def every(self, step_m: float, latest_h: float) -> FloatArray:
        """Points of the way this far apart, down to an hour of the front, shape (n, 3): h last."""
        at = np.arange(step_m, self._reached[-1], step_m)
        columns = (self.lonlat[:, 0], self.lonlat[:, 1], np.array(self.trace.front_h))
        found = np.column_stack([np.interp(at, self._reached, column) for column in columns])
        return found[found[:, 2] <= latest_h]


def candidates(rivers: Rivers, roads: RoadMap, answer: Answer) -> tuple[Candidate, ...]:
    """Where the spill of `answer` might be held, in the order the front comes."""
    sites = list(_sites(rivers, answer))
    taken = [(one.lon, one.lat) for one in sites]
    found = [*sites, *_road_meets(rivers, roads, answer, taken)]
    return tuple(sorted(found, key=lambda one: (one.front_h, one.id)))


def source(answer: Answer) -> Candidate:
    """Where it leaks, as the incident was placed on its river."""
    one = answer.incident
    name = Text("the source ({river} km {km})", river=one.river_name, km=f"{one.km:.1f}")
    return Candidate(
        "source", name, "source", one.river, one.river_name, one.km, one.lon, one.lat, 0.0, None
    )


def _sites(rivers: Rivers, answer: Answer) -> Iterator[Candidate]:
    for place in answer.holding:
        if place.space_class in HOLDING and place.position is not None:
            lon, lat = place.position
            width = width_at(rivers, place.river, place.km)
            yield Candidate(
                place.site,
                place.title,
                "site",
                place.river,
                rivers.network.name(place.river),
                place.km,
                lon,
                lat,
                place.front_h[0],
                width,
                place.confidence,
            )
    held = {place.site for place in answer.holding}
    for hit in answer.hits:
        if hit.kind in WORKED_FROM and hit.position is not None and hit.site not in held:
            yield of_hit(rivers, hit)


def of_hit(rivers: Rivers, hit: Hit) -> Candidate:
    """A place of the hit list."""
    assert hit.position is not None
    lon, lat = hit.position
    width = width_at(rivers, hit.river, hit.km)
    return Candidate(
        hit.site,
        name_of(hit.name, hit.confidence),
        "site",
        hit.river,
        rivers.network.name(hit.river),
        hit.km,
        lon,
        lat,
        hit.front_h[0],
        width,
        hit.confidence,
    )


def width_at(rivers: Rivers, river: str, km: float) -> float | None:
    """Width of the water at mean flow [m]; None where it is not known."""
    reaches = rivers.network.rivers.get(river, ())
    return next((r.width_m for r in reaches if r.from_m <= km * 1000 <= r.to_m and r.width_m), None)


def _road_meets(
    rivers: Rivers, roads: RoadMap, answer: Answer, taken: Sequence[tuple[float, float]]
) -> Iterator[Candidate]:
    """Wherever a road comes to the water, away from places that are known already."""
    way = WayLine(answer.trace)
    if len(way.lonlat) < 2:
        return
    spots = way.every(APART_M / 2, FARTHEST_H)
    last: tuple[float, float] | None = None
    for index, name in _nearest_roads(roads, spots):
        lon, lat, hour = (float(value) for value in spots[index])
        foot = next(feet(flat_lines({name: roads.lines[name]}), lon, lat))
        if foot.distance_m > BESIDE_M[roads.edges[name].accuracy]:
            continue
        known = [*taken, *([last] if last is not None else [])]
        if any(_apart_m((lon, lat), other) < APART_M for other in known):
            continue
        last = (lon, lat)
        snapped = next(nearest(rivers.network, rivers.flat, lon, lat)).place
        river, km = snapped.reach.river, snapped.chainage_m / 1000
        title = Text(
            "where {road} comes to the {river}, km {km}",
            road=roads.edges[name].name,
            river=rivers.network.name(river),
            km=f"{km:.0f}",
        )
        yield Candidate(
            f"{river} km {km:.1f}",
            title,
            "road",
            river,
            rivers.network.name(river),
            km,
            lon,
            lat,
            hour,
            snapped.reach.width_m,
        )


def _nearest_roads(roads: RoadMap, spots: FloatArray) -> Iterable[tuple[int, str]]:
    """Of every spot the nearest road, in a plane whose degrees are evenly long."""
    if not len(spots):
        return []
    stretch = np.array([np.cos(np.radians(float(spots[:, 1].mean()))), 1.0])
    names = tuple(roads.lines)
    tree = STRtree([LineString(line * stretch) for line in roads.lines.values()])
    found = tree.query_nearest(make_points(spots[:, :2] * stretch), all_matches=False)
    return [(int(spot), names[int(road)]) for spot, road in found.T]


def _apart_m(a: tuple[float, float], b: tuple[float, float]) -> float:
    return float(np.hypot(*LocalPlane(*a).metres(b)))


def asked(
    rivers: Rivers, answer: Answer, spot: Spot, known: Mapping[str, Candidate], where: Text
) -> Candidate:
    """The place an officer names.

    Raises
    ------
    InputError
        It is not on the way down.
    """
    if spot.name is not None:
        alike = [one for one in known.values() if spot.name == one.id]
        for hit in answer.hits:
            if hit.position is not None and spot.name in (hit.site, hit.name.zh, hit.name.en):
                alike.append(of_hit(rivers, hit))
        for held in answer.holding:
            if held.site in known and spot.name in (held.name.zh, held.name.en):
                alike.append(known[held.site])
        if alike:
            return alike[0]
        raise _elsewhere(spot, where)
    place = at_chainage(rivers.network, spot.river or "", (spot.km or 0.0) * 1000, where=where)
    lon, lat = along(rivers.lines[place.reach.id], place.fraction)
    km = place.chainage_m / 1000
    if not any(p.river == place.reach.river and p.from_km < km <= p.to_km for p in answer.path):
        raise _elsewhere(spot, where)
    hour = WayLine(answer.trace).front_h(lon, lat)
    name = Text("{river} km {km}", river=rivers.network.name(place.reach.river), km=f"{km:.1f}")
    return Candidate(
        f"{place.reach.river} km {km:.1f}",
        name,
        "asked",
        place.reach.river,
        rivers.network.name(place.reach.river),
        km,
        lon,
        lat,
        hour,
        place.reach.width_m,
    )


def _elsewhere(spot: Spot, where: Text) -> InputError:
    return InputError(
        Text("{name} does not lie on the way down", name=spot.words),
        where=where,
        fix=Text("give a place below the incident: a name in the hit list, or river and km"),
    )
