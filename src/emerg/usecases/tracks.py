"""Routes as GPX and KML, for a phone or a hand-held receiver in the field."""

from collections.abc import Sequence
from dataclasses import dataclass

from emerg.geodesy import FloatArray
from emerg.response.drives import Dispatch
from emerg.texts import Lang, Prose, Text, render

SKETCH = Text("Sketch of the road from public data (class C and D): not for navigation")


@dataclass(frozen=True, slots=True)
class Track:
    """A route as a line, shape (n, 2) lon/lat in WGS84, from its start to its goal."""

    name: Prose
    lonlat: FloatArray


def tracks(found: Dispatch) -> tuple[Track, ...]:
    """Every way of the plan."""
    return tuple(
        Track(
            found.name_of(drive),
            drive.lonlat,
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
