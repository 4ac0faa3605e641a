"""The way down coloured by the hour of the front, and the hours marked across it."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot
from typing import NamedTuple

import numpy as np

from emerg.geodesy import FloatArray
from emerg.paper import page
from emerg.paper.labels import around
from emerg.paper.map_content import FRONT_CLASSES, FrontClass, Plume
from emerg.paper.map_window import Window, haloed, in_window
from emerg.paper.page import Style
from emerg.paper.typeset import said
from emerg.texts import Text

CASING = 2.2
ROUGH_DASH = (6.0, 2.4)
HOUR = Style(7.5, bold=True)
BAR = 5.5
GAPS = (4.0, 7.0, 11.0, 16.0, 22.0)


class Hour(NamedTuple):
    """Where a bar crosses the way, and its words."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one class and one kind of line, in sheet coordinates."""

    kind: FrontClass
    rough: bool
    places: FloatArray


@dataclass(frozen=True, slots=True)
class Way:
    """The way down on the sheet, with the hour of the front at each of its points."""

    places: FloatArray
    front_h: FloatArray
    rough: tuple[bool, ...]

    def at(self, hours: float) -> tuple[float, float, int] | None:
        """Where the front is after `hours`, and the index of the next point; None if beyond."""
        if not self.front_h[0] <= hours < self.front_h[-1]:
            return None
        after = int(np.searchsorted(self.front_h, hours, side="right"))
        before = after - 1
        share = (hours - self.front_h[before]) / (self.front_h[after] - self.front_h[before])
        x, y = self.places[before] + share * (self.places[after] - self.places[before])
        return float(x), float(y), after


def way_of(window: Window, plume: Plume) -> Way:
    """The plume's way on the sheet."""
    trace = plume.trace
    lonlat = np.column_stack([trace.lon, trace.lat])
    hours = np.maximum.accumulate(np.asarray(trace.front_h, dtype=np.float64))
    return Way(window.frame.place(lonlat), hours, trace.rough)


def draw_way(window: Window, way: Way) -> None:
    """White casing below, then the classes, the soonest on top."""
    pieces = [(run, piece) for run in runs(way) for piece in in_window(window.frame, run.places)]
    for run, piece in pieces:
        window.stroke(piece, weight=run.kind.width + CASING, colour=page.PAPER)
    for run, piece in reversed(pieces):
        dash = ROUGH_DASH if run.rough else ()
        window.stroke(piece, weight=run.kind.width, colour=run.kind.colour, dash=dash)


def runs(way: Way) -> Iterator[Run]:
    """The way in stretches of one class, cut where the front is at a class limit."""
    begin = 0.0
    for kind in FRONT_CLASSES:
        points, rough = _between(way, begin, kind.until_h)
        yield from _by_line(kind, points, rough)
        begin = kind.until_h


def _between(way: Way, begin: float, end: float) -> tuple[FloatArray, tuple[bool, ...]]:
    """Points of the way from one hour to another, its ends between two points if need be."""
    inside = np.flatnonzero((way.front_h >= begin) & (way.front_h <= end))
    points = [way.places[inside]]
    rough = [way.rough[i] for i in inside]
    first, last = way.at(begin), way.at(end)
    if first is not None:
        points.insert(0, np.array([first[:2]]))
        rough.insert(0, way.rough[first[2]])
    if last is not None:
        points.append(np.array([last[:2]]))
        rough.append(way.rough[last[2]])
    return np.vstack(points), tuple(rough)


def _by_line(kind: FrontClass, points: FloatArray, rough: tuple[bool, ...]) -> Iterator[Run]:
    start = 0
    for end in range(1, len(points)):
        if end == len(points) - 1 or rough[end + 1] != rough[start + 1]:
            yield Run(kind, rough[start + 1], points[start : end + 1])
            start = end


def keep_clear(window: Window, way: Way, *, ever: bool) -> None:
    """Keep letters off the way: for `ever`, or while there is another place."""
    for run in runs(way):
        for piece in in_window(window.frame, run.places):
            window.stay_off(piece, run.kind.width / 2 + 0.5, ever=ever)


def draw_bars(window: Window, way: Way, clock: tuple[tuple[float, str], ...]) -> tuple[Hour, ...]:
    """A bar across the way at every hour of `clock`; gives back where its words belong."""
    hours = []
    for limit_h, words in clock:
        found = way.at(limit_h)
        if found is not None and window.frame.inside(*found[:2], margin=2.0):
            x, y, after = found
            _draw_bar(window, x, y, _across(way, x, y, after))
            hours.append(Hour(x, y, said(words, window.lang, Text("map"))))
    return tuple(hours)


def _draw_bar(window: Window, x: float, y: float, across: tuple[float, float]) -> None:
    dx, dy = BAR * across[0], BAR * across[1]
    bar = np.array([(x - dx, y - dy), (x + dx, y + dy)])
    window.stroke(bar, weight=3.0, colour=page.PAPER)
    window.stroke(bar, weight=1.2, colour=page.BLACK)
    window.stay_off(bar, 1.5, ever=True)


def write_hours(window: Window, hours: tuple[Hour, ...]) -> None:
    """The words of each bar, as near as there is room."""
    for x, y, words in hours:
        wide, high = HOUR.width(words), HOUR.size * 1.1
        places = (box for gap in GAPS for box in around(x, y, wide, high, gap))
        if (box := window.spot(places)) is not None:
            haloed(window.pen, box.west, box.south + high * 0.2, words, HOUR)


def _across(way: Way, x: float, y: float, after: int) -> tuple[float, float]:
    """The direction across the way at a point, from the way some points up and down."""
    reach = 6.0
    low, high = after - 1, after
    while low > 0 and hypot(*(way.places[low] - (x, y))) < reach:
        low -= 1
    while high < len(way.places) - 1 and hypot(*(way.places[high] - (x, y))) < reach:
        high += 1
    dx, dy = way.places[high] - way.places[low]
    length = hypot(dx, dy) or 1.0
    return float(-dy / length), float(dx / length)
