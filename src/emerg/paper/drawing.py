"""A map on the page: title, window, legend, in the order of what may hide what."""

import numpy as np

from emerg.geodesy import FloatArray
from emerg.paper import page
from emerg.paper.labels import Room
from emerg.paper.map_base import draw_base, draw_ways
from emerg.paper.map_content import MapContent
from emerg.paper.map_furniture import (
    MOST,
    draw_degrees,
    draw_panel,
    draw_strip,
    panel_box,
    strip_of,
)
from emerg.paper.map_labels import (
    draw_marks,
    draw_towns,
    place_chief_towns,
    place_marks,
    tell_left_out,
)
from emerg.paper.map_names import draw_names
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
from emerg.paper.projection import frame, scale_words
from emerg.paper.typeset import said
from emerg.texts import Lang, Text

TITLE = Style(8.5, bold=True)
SCALE = Style(7.5, ink=page.GREY)
TITLE_HIGH = 13.0
INCIDENT_RADIUS = 7.0


def draw_map(pen: Pen, content: MapContent, lang: Lang, area: Area) -> None:
    """A map with its title above and its legend below, all inside `area`."""
    strip = strip_of(content, lang, area.wide, area.high * MOST)
    shown = Area(area.x, area.y + strip.high, area.wide, area.high - strip.high - TITLE_HIGH)
    fitted = frame(content.bounds, shown.wide, shown.high)
    room, shy = Room(shown.wide, shown.high), Room(shown.wide, shown.high)
    window = Window(pen, fitted, lang, room, shy)
    with clipped(pen, shown):
        _draw_inside(window, content)
    pen.box(shown, edge=page.BLACK, weight=0.7)
    draw_strip(window, strip, Area(area.x, area.y, area.wide, strip.high))
    _draw_title(window, content, area)


def _draw_inside(window: Window, content: MapContent) -> None:
    """From below: the base, the way, its hours, marks, then names while there is room."""
    draw_base(window, content.rivers)
    draw_ways(window, content.roads)
    way = None if content.plume is None else way_of(window, content.plume)
    corner = panel_box(window, _busy(window, content, way))
    window.room.take(corner)
    if content.incident is not None:
        window.room.take(square(*window.frame.point(*content.incident), INCIDENT_RADIUS))
    for river in content.rivers:
        if river.main:
            for piece in window.path(river.lonlat):
                window.stay_off(piece, 1.5, ever=False)
    for road in content.roads:
        for piece in window.path(road.lonlat):
            window.stay_off(piece, 1.5, ever=False)
    hours: tuple[Hour, ...] = ()
    if way is not None and content.plume is not None:
        draw_way(window, way)
        keep_clear(window, way, ever=False)
        hours = draw_bars(window, way, content.plume.clock)
    chief_towns = place_chief_towns(window, content)
    placing = place_marks(window, content.marks)
    if way is not None:
        keep_clear(window, way, ever=True)
    write_hours(window, hours)
    draw_towns(window, chief_towns)
    draw_marks(window, placing)
    draw_names(window, content)
    if content.incident is not None:
        symbol(window.pen, *window.frame.point(*content.incident), "incident", INCIDENT_RADIUS)
    draw_degrees(window)
    tell_left_out(window, placing.left_out)
    draw_panel(window, corner)


def _busy(window: Window, content: MapContent, way: Way | None) -> FloatArray:
    """Points that the scale bar should not hide."""
    at = [(mark.lon, mark.lat) for mark in content.marks]
    at += [] if content.incident is None else [content.incident]
    points = [window.frame.place(np.array(at, dtype=np.float64).reshape(-1, 2))]
    points += [window.frame.place(river.lonlat) for river in content.rivers if river.main]
    points += [window.frame.place(road.lonlat) for road in content.roads]
    return np.vstack(points if way is None else [*points, way.places])


def _draw_title(window: Window, content: MapContent, area: Area) -> None:
    pen = window.pen
    y = area.y + area.high - TITLE_HIGH + 4.0
    scale = scale_words(window.frame.denominator)
    pen.text(area.x + area.wide, y, scale, SCALE, "right")
    title = said(content.title, window.lang, Text("map"))
    pen.text(area.x, y, TITLE.one(title, area.wide - SCALE.width(scale) - 8.0), TITLE)
