"""The way down as it is told and drawn: its rivers from km to km, and a line with times."""

import numpy as np

from emerg.geodesy import FloatArray, along, step_lengths_m
from emerg.network.river import Course
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import PathPart, Trace
from emerg.response.way_down import reach_lengths_m


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
