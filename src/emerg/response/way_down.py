"""The way down from an incident, with every place on it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from emerg.geodesy import FloatArray, along, step_lengths_m
from emerg.network.river import Course, Place, courses
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import Site
from emerg.response.answer import PathPart, Trace
from emerg.texts import Bilingual

HIT_LAYERS = ("target", "station", "section", "crossing", "dam")


@dataclass(frozen=True, slots=True)
class Passed:
    """A site on the way: reach index, share of the travelled part, distance along the river [m]."""

    site: Site
    index: int
    share: float
    distance_m: float


@dataclass(frozen=True, slots=True)
class Store:
    """A reservoir or lake on the way that has no storage model: dams, and lakes in the channel.

    Attributes
    ----------
    distance_m : float
        Where it begins to matter; for one whose position is not known, where its river begins.
    """

    name: Bilingual
    distance_m: float


@dataclass(frozen=True, slots=True)
class WayDown:
    """One course and what lies on it, in downstream order."""

    course: Course
    passed: tuple[Passed, ...]
    stores: tuple[Store, ...]

    def stores_before(self, distance_m: float) -> tuple[Store, ...]:
        return tuple(store for store in self.stores if store.distance_m <= distance_m)


def ways_down(rivers: Rivers, place: Place) -> tuple[WayDown, ...]:
    """Every way down from `place`; more than one only below a bifurcation."""
    found = []
    for course in courses(rivers.network, place):
        passed = tuple(_passed(rivers, course))
        found.append(WayDown(course, passed, _stores(rivers, course, passed)))
    return tuple(found)


def reach_lengths_m(course: Course) -> FloatArray:
    """Published length [m] of the travelled part of every reach."""
    lengths = np.array([reach.length_m[1] for reach in course.reaches])
    lengths[0] *= 1 - course.start
    return lengths


def _passed(rivers: Rivers, course: Course) -> Iterator[Passed]:
    lengths = reach_lengths_m(course)
    before = np.cumsum(lengths) - lengths
    for index, reach in enumerate(course.reaches):
        start = course.start if index == 0 else 0.0
        for site in rivers.sites.get(reach.id, ()):
            fraction = reach.fraction_at((site.km or 0.0) * 1000)
            if index == 0 and fraction <= start:
                continue
            share = (fraction - start) / (1 - start)
            yield Passed(site, index, share, float(before[index] + share * lengths[index]))


def _stores(rivers: Rivers, course: Course, passed: tuple[Passed, ...]) -> tuple[Store, ...]:
    found = [
        Store(p.site.name, p.distance_m)
        for p in passed
        if (p.site.attributes or {}).get("is_store")
    ]
    lengths = reach_lengths_m(course)
    before = np.cumsum(lengths) - lengths
    entered: dict[str, int] = {}
    for index, reach in enumerate(course.reaches):
        entered.setdefault(reach.river, index)
    books = {reach.playbook for reach in course.reaches}
    for site in (s for b in sorted(books) for s in rivers.playbooks[b].sites if s.km is None):
        attributes = site.attributes or {}
        if attributes.get("is_store") and site.river in entered:
            distance = _unlocated(course, site, before, lengths, entered[site.river])
            if distance is not None:
                found.append(Store(site.name, distance))
    return tuple(sorted(found, key=lambda store: store.distance_m))


def _unlocated(
    course: Course, site: Site, before: FloatArray, lengths: FloatArray, entered: int
) -> float | None:
    """Where an unlocated store begins to matter; None if its stretch lies above the incident."""
    attributes = site.attributes or {}
    from_km, to_km = attributes.get("from_km"), attributes.get("to_km")
    if from_km is None or to_km is None:
        return float(before[entered])
    for index, reach in enumerate(course.reaches):
        if reach.river != site.river or reach.to_m < from_km * 1000:
            continue
        start = reach.chainage_m(course.start) if index == 0 else reach.from_m
        if start >= to_km * 1000:
            return None
        share = max(from_km * 1000 - start, 0.0) / (reach.to_m - start)
        return float(before[index] + min(share, 1.0) * lengths[index])
    return None


def path_parts(rivers: Rivers, course: Course) -> tuple[PathPart, ...]:
    """The rivers run through, each from km to km."""
    parts: list[PathPart] = []
    for index, reach in enumerate(course.reaches):
        start = reach.chainage_m(course.start) if index == 0 else reach.from_m
        if parts and parts[-1].river == reach.river:
            parts[-1] = PathPart(reach.river, parts[-1].name, parts[-1].from_km, reach.to_m / 1000)
        else:
            name = rivers.network.name(reach.river)
            parts.append(PathPart(reach.river, name, start / 1000, reach.to_m / 1000))
    return tuple(parts)


def trace(rivers: Rivers, course: Course, distance_m: FloatArray, earliest_s: FloatArray) -> Trace:
    """The course as a line, with the earliest front interpolated between the points watched."""
    lengths = reach_lengths_m(course)
    reached = 0.0
    lon: list[float] = []
    lat: list[float] = []
    at: list[float] = []
    rough: list[bool] = []
    for index, reach in enumerate(course.reaches):
        line = rivers.lines[reach.id]
        steps = np.concatenate([[0.0], np.cumsum(step_lengths_m(line))])
        shares = steps / steps[-1]
        if index == 0:
            keep = shares > course.start
            line = np.vstack([along(line, course.start), line[keep]])
            shares = np.concatenate([[0.0], (shares[keep] - course.start) / (1 - course.start)])
        lon += [float(x) for x in line[:, 0]]
        lat += [float(y) for y in line[:, 1]]
        at += [float(d) for d in reached + shares * lengths[index]]
        rough += [reach.line_error_m > 2000] * len(line)
        reached += float(lengths[index])
    hours = np.interp(
        at, np.concatenate([[0.0], distance_m]), np.concatenate([[0.0], earliest_s]) / 3600
    )
    beyond = np.array(at) > (distance_m[-1] if len(distance_m) else 0.0)
    if beyond.any() and len(distance_m) and distance_m[-1] > 0:
        hours[beyond] = np.array(at)[beyond] * earliest_s[-1] / distance_m[-1] / 3600
    return Trace(tuple(lon), tuple(lat), tuple(float(h) for h in hours), tuple(rough))
