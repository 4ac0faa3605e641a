"""Routes as GPX and KML, for a phone or a hand-held receiver in the field."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from emerg.geodesy import FloatArray, along, step_lengths_m
from emerg.network.route import Leg, OnRoad, Route
from emerg.playbooks.roads import RoadMap
from emerg.response.drives import Dispatch
from emerg.texts import Lang, Prose, Text, render

SKETCH = Text("Sketch of the road from public data (class C and D): not for navigation")


@dataclass(frozen=True, slots=True)
class Track:
    """A route as a line, shape (n, 2) lon/lat in WGS84, from its start to its goal."""

    name: Prose
    lonlat: FloatArray


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


def tracks(found: Dispatch) -> tuple[Track, ...]:
    """Every way of the plan."""
    return tuple(
        Track(
            found.name_of(drive),
            line_of_route(found.roads, drive.route, drive.start, drive.goal),
        )
        for drive in found.drives
    )


def gpx(found: Sequence[Track], lang: Lang) -> bytes:
    """The tracks as GPX 1.1."""
    import gpxpy.gpx

    file = gpxpy.gpx.GPX()
    file.creator = "emerg"
    file.description = render(SKETCH, lang)
    for track in found:
        segment = gpxpy.gpx.GPXTrackSegment(
            [gpxpy.gpx.GPXTrackPoint(float(lat), float(lon)) for lon, lat in track.lonlat]
        )
        drawn = gpxpy.gpx.GPXTrack(name=render(track.name, lang), description=render(SKETCH, lang))
        drawn.segments.append(segment)
        file.tracks.append(drawn)
    text: str = file.to_xml(version="1.1")
    return text.encode("utf-8")


def kml(found: Sequence[Track], lang: Lang) -> bytes:
    """The tracks as KML 2.2."""
    import simplekml

    file = simplekml.Kml()
    file.document.description = render(SKETCH, lang)
    for track in found:
        line = file.newlinestring(name=render(track.name, lang))
        line.coords = [(float(lon), float(lat)) for lon, lat in track.lonlat]
        line.style.linestyle.color = "ffb86f0b"  # aabbggrr: the accent of the map
        line.style.linestyle.width = 4
    text: str = file.kml()
    return text.encode("utf-8")
