"""The way down as it is told and drawn: its rivers from km to km, and a line with times."""

from dataclasses import dataclass, field

import numpy as np

from emerg.geodesy import FloatArray, along, step_lengths_m
from emerg.network.river import Course
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import PathPart, Trace
from emerg.response.presence import Presence
from emerg.response.way_down import reach_lengths_m
from emerg.units import HOUR_S


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


def trace(
    rivers: Rivers,
    course: Course,
    distance_m: FloatArray,
    earliest_s: FloatArray,
    there: Presence,
) -> Trace:
    """The course as a line, with the hours of the cloud interpolated between the points watched."""
    drawn = _drawn(rivers, course)
    at = np.array(drawn.distance_m)
    watched = np.concatenate([[0.0], distance_m])

    def hours(known: FloatArray) -> tuple[float, ...]:
        return tuple(_between(watched, known, at).tolist())

    return Trace(
        tuple(drawn.lon),
        tuple(drawn.lat),
        hours(np.concatenate([[0.0], earliest_s]) / HOUR_S),
        tuple(drawn.rough),
        hours(there.likely_h),
        hours(there.thins_h),
        hours(there.gone_h),
        tuple(drawn.part),
        tuple(drawn.km),
    )


@dataclass(slots=True)
class _Drawn:
    """The points of a course, one list each; `distance_m` is at its published length."""

    lon: list[float] = field(default_factory=list)
    lat: list[float] = field(default_factory=list)
    distance_m: list[float] = field(default_factory=list)
    rough: list[bool] = field(default_factory=list)
    part: list[int] = field(default_factory=list)
    km: list[float] = field(default_factory=list)


def _drawn(rivers: Rivers, course: Course) -> _Drawn:
    lengths = reach_lengths_m(course)
    reached, part, drawn = 0.0, 0, _Drawn()
    for index, reach in enumerate(course.reaches):
        line = rivers.lines[reach.id]
        steps = np.concatenate([[0.0], np.cumsum(step_lengths_m(line))])
        shares = steps / steps[-1]
        start = course.start if index == 0 else 0.0
        if index == 0:
            keep = shares > start
            line = np.vstack([along(line, start), line[keep]])
            shares = np.concatenate([[0.0], (shares[keep] - start) / (1 - start)])
        elif reach.river != course.reaches[index - 1].river:
            part += 1
        drawn.lon += line[:, 0].tolist()
        drawn.lat += line[:, 1].tolist()
        drawn.distance_m += (reached + shares * lengths[index]).tolist()
        drawn.rough += [reach.line_error_m > 2000] * len(line)
        drawn.part += [part] * len(line)
        drawn.km += [reach.chainage_m(s) / 1000 for s in start + shares * (1 - start)]
        reached += float(lengths[index])
    return drawn


def _between(watched: FloatArray, hours: FloatArray, at: FloatArray) -> FloatArray:
    """Hours at places so far down [m], from those watched; beyond the last at its mean speed.

    What is infinite at a place is so from the place before it on.
    """
    known = int(np.isfinite(hours).sum())
    if known == 0:
        return np.full_like(at, np.inf)
    found: FloatArray = np.interp(at, watched[:known], hours[:known])
    if known < len(hours):
        return np.where(at > watched[known - 1], np.inf, found)
    last = watched[-1]
    if last > 0.0:
        found = np.where(at > last, at * hours[-1] / last, found)
    return found
