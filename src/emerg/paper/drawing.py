"""A map on the page: title, window, legend, in the order of what may hide what."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from emerg.geodesy import FloatArray
from emerg.paper import page
from emerg.paper.labels import Box, Room
from emerg.paper.map_base import draw_base, draw_closed, draw_ways
from emerg.paper.map_content import Bounds, MapContent
from emerg.paper.map_furniture import (
    MOST,
    draw_degrees,
    draw_panel,
    draw_strip,
    panel_box,
    quiet_corner,
    strip_of,
)
from emerg.paper.map_grid import draw_grid
from emerg.paper.map_labels import (
    draw_marks,
    draw_towns,
    place_chief_towns,
    place_marks,
    tell_left_out,
)
from emerg.paper.map_names import draw_km, draw_names
from emerg.paper.map_plume import (
    Hour,
    Way,
    draw_bars,
    draw_way,
    keep_clear,
    way_of,
    write_hours,
)
from emerg.paper.map_window import Window, clipped, square, symbol
from emerg.paper.page import Area, Pen, Style
from emerg.paper.projection import Frame, frame, scale_words
from emerg.paper.typeset import said
from emerg.texts import Lang, Text

TITLE = Style(8.5, bold=True)
SCALE = Style(7.5, ink=page.GREY)
TITLE_HIGH = 13.0
INCIDENT_RADIUS = 7.0


@dataclass(frozen=True, slots=True)
class Manner:
    """How a map is drawn.

    Attributes
    ----------
    zoom : float
        Letters and symbols are so much larger: the pen draws on a smaller sheet, enlarged.
    ladder : tuple of float
        The scales to choose from, of the enlarged sheet; empty: any round one.
    grid : bool
        Meridians and parallels all over, not ticks alone.
    inset : Inset or None
        Something else in a corner, such as a map of the whole.
    """

    zoom: float = 1.0
    ladder: tuple[float, ...] = ()
    grid: bool = False
    inset: "Inset | None" = None

    def frame(self, bounds: Bounds, wide: float, high: float) -> Frame:
        """The window for `bounds` on the smaller sheet."""
        return frame(bounds, wide, high, ladder=tuple(step * self.zoom for step in self.ladder))


@dataclass(frozen=True, slots=True)
class Inset:
    """Something of a size [pt] that is drawn in the corner where it hides least."""

    wide: float
    high: float
    draw: Callable[[Window, Area], None]


PLAIN = Manner()


def draw_map(pen: Pen, content: MapContent, lang: Lang, area: Area, manner: Manner = PLAIN) -> None:
    """A map with its title above and its legend below, all inside `area`."""
    canvas, zoom = pen.canvas, manner.zoom
    canvas.saveState()
    canvas.translate(area.x, area.y)
    canvas.scale(zoom, zoom)
    inner = Area(0.0, 0.0, area.wide / zoom, area.high / zoom)
    _draw_map(pen, content, lang, inner, manner)
    canvas.restoreState()


def _draw_map(pen: Pen, content: MapContent, lang: Lang, area: Area, manner: Manner) -> None:
    strip = strip_of(content, lang, area.wide, area.high * MOST)
    shown = Area(area.x, area.y + strip.high, area.wide, area.high - strip.high - TITLE_HIGH)
    fitted = manner.frame(content.bounds, shown.wide, shown.high)
    room, shy = Room(shown.wide, shown.high), Room(shown.wide, shown.high)
    window = Window(pen, fitted, lang, room, shy)
    with clipped(pen, shown):
        _draw_inside(window, content, manner)
    pen.box(shown, edge=page.BLACK, weight=0.7)
    draw_strip(window, strip, Area(area.x, area.y, area.wide, strip.high))
    _draw_title(window, content, area, scale_words(fitted.denominator / manner.zoom))


def _draw_inside(window: Window, content: MapContent, manner: Manner) -> None:
    """From below: the base, the way, its hours, marks, then names while there is room."""
    way = None if content.plume is None else way_of(window, content.plume)
    busy = _busy(window, content, way)
    corner = panel_box(window, busy)
    beside = _inset_corner(window, busy, manner.inset, corner)
    # Before all others: what lies on top of the map hides half of no label of the grid.
    window.room.take(corner)
    if beside is not None:
        window.room.take(_box(beside))
    _draw_ground(window, content, manner)
    if content.incident is not None:
        window.room.take(square(*window.frame.point(*content.incident), INCIDENT_RADIUS))
    hours = _draw_plume(window, content, way)
    chief_towns = place_chief_towns(window, content)
    placing = place_marks(window, content.marks)
    if manner.grid:  # while the way may still be written upon
        draw_km(window, content.km_marks)
    if way is not None:
        keep_clear(window, way, ever=True)
    write_hours(window, hours)
    draw_towns(window, chief_towns)
    draw_marks(window, placing)
    draw_names(window, content, km=not manner.grid)
    if content.incident is not None:
        symbol(window.pen, *window.frame.point(*content.incident), "incident", INCIDENT_RADIUS)
    if not manner.grid:
        draw_degrees(window)
    tell_left_out(window, placing.left_out)
    draw_panel(window, corner)
    if manner.inset is not None and beside is not None:
        manner.inset.draw(window, beside)


def _draw_ground(window: Window, content: MapContent, manner: Manner) -> None:
    """What lies under the plume; letters keep off its lines while there is another place."""
    draw_base(window, content.rivers)
    if manner.grid:
        draw_grid(window)
    draw_ways(window, content.roads)
    lines = [river.lonlat for river in content.rivers if river.main]
    for line in (*lines, *(road.lonlat for road in content.roads)):
        for piece in window.path(line):
            window.stay_off(piece, 1.5, ever=False)
    draw_closed(window, content.closed)


def _draw_plume(window: Window, content: MapContent, way: Way | None) -> tuple[Hour, ...]:
    if way is None or content.plume is None:
        return ()
    draw_way(window, way)
    keep_clear(window, way, ever=False)
    return draw_bars(window, way, content.plume.clock)


def _inset_corner(window: Window, busy: FloatArray, inset: Inset | None, panel: Box) -> Area | None:
    """The corner for the inset, another than that of the scale bar."""
    if inset is None:
        return None
    box = quiet_corner(window, busy, inset.wide, inset.high, (panel,))
    return Area(box.west, box.south, inset.wide, inset.high)


def _box(area: Area) -> Box:
    return Box(area.x, area.y, area.x + area.wide, area.y + area.high)


def _busy(window: Window, content: MapContent, way: Way | None) -> FloatArray:
    """Points that the scale bar should not hide."""
    at = [(mark.lon, mark.lat) for mark in content.marks]
    at += [] if content.incident is None else [content.incident]
    points = [window.frame.place(np.array(at, dtype=np.float64).reshape(-1, 2))]
    points += [window.frame.place(river.lonlat) for river in content.rivers if river.main]
    points += [window.frame.place(road.lonlat) for road in content.roads]
    return np.vstack(points if way is None else [*points, way.places])


def _draw_title(window: Window, content: MapContent, area: Area, scale: str) -> None:
    pen = window.pen
    y = area.y + area.high - TITLE_HIGH + 4.0
    pen.text(area.x + area.wide, y, scale, SCALE, "right")
    title = said(content.title, window.lang, Text("map"))
    pen.text(area.x, y, TITLE.one(title, area.wide - SCALE.width(scale) - 8.0), TITLE)
