"""The situation map on its paper: the map on the left, figures and key on the right."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import numpy as np

from emerg.paper import page
from emerg.paper.drawing import Inset, Manner, draw_map
from emerg.paper.labels import Room
from emerg.paper.map_content import Bounds, ClosedRoad, bounds_of
from emerg.paper.map_lines import size_km
from emerg.paper.map_plume import draw_way, way_of
from emerg.paper.map_window import Window, clipped, symbol
from emerg.paper.page import A3_WIDE, Area, Pen, Style
from emerg.paper.pdf import FOOTER_HIGH, canvas_for, draw_frame, frame_of, number_words
from emerg.paper.projection import frame
from emerg.paper.situation_extent import LADDER, extents
from emerg.paper.situation_map import WallSheet, wall_frame, wall_sheets
from emerg.paper.situation_panel import draw_panel
from emerg.paper.typeset import said
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.containment import Containment
from emerg.response.dispatch_plan import Plan
from emerg.texts import Lang, Text

ZOOM = 1.3  # of the letters and symbols of the map: it hangs on a wall
PANEL = 330.0
GAP = 12.0
STRIP_HIGH = 140.0  # more than title, legend and notes of a map take
INSET_LONG, INSET_LEAST = 150.0, 56.0
INSET_LABEL = Style(6.5, bold=True)


def situation_map(
    answer: Answer,
    lang: Lang,
    rivers: Rivers,
    plan: Plan | None = None,
    closed: Sequence[ClosedRoad] = (),
    containment: Containment | None = None,
) -> bytes:
    """The situation map of `answer` as a PDF of one or more A3 sheets."""
    sheet = wall_frame(answer)
    made = frame_of(sheet, lang, A3_WIDE)
    top = A3_WIDE.top - made.header_high
    bottom = A3_WIDE.bottom + FOOTER_HIGH
    shown = Area(A3_WIDE.left, bottom, A3_WIDE.room - PANEL - GAP, top - bottom)
    stretches = extents(answer, shown.wide, shown.high - STRIP_HIGH)
    sheets = wall_sheets(answer, rivers, stretches, plan, closed, containment)
    buffer = BytesIO()
    canvas = canvas_for(buffer, sheet, made, lang)
    for number, one in enumerate(sheets, start=1):
        pen = Pen(canvas)
        title = said(one.title, lang, Text("header"))
        inset = _inset(answer, sheets, number, lang) if len(sheets) > 1 else None
        draw_map(pen, one.map, lang, shown, Manner(ZOOM, LADDER, grid=True, inset=inset))
        panel = Area(shown.x + shown.wide + GAP, bottom, PANEL, top - bottom)
        draw_panel(pen, answer, one, lang, panel)
        draw_frame(pen, replace(made, title=title), number_words(number, len(sheets), lang))
        canvas.bookmarkPage(f"{number}")
        canvas.addOutlineEntry(title, f"{number}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _inset(answer: Answer, sheets: Sequence[WallSheet], number: int, lang: Lang) -> Inset:
    """The whole way, with the box of every sheet and this one's drawn thick."""
    lonlat = np.column_stack([answer.trace.lon, answer.trace.lat])
    bounds = bounds_of([(float(lon), float(lat)) for lon, lat in lonlat])
    across, up = size_km(bounds)
    longest = max(across, up)
    wide, high = (max(INSET_LONG * side / longest, INSET_LEAST) for side in (across, up))
    words = said(Text("the whole way; this is sheet {n}", n=number), lang, Text("map"))
    title = INSET_LABEL.lines(words, wide - 6.0)
    head = len(title) * INSET_LABEL.line + 3.0

    def draw(window: Window, area: Area) -> None:
        window.pen.box(area, fill=page.PAPER, edge=page.BLACK, weight=0.6)
        window.pen.lines(area.x + 3.0, area.y + area.high - 2.0, title, INSET_LABEL)
        shown = Area(area.x, area.y, area.wide, area.high - head)
        _draw_whole_way(window, shown, answer, bounds, sheets, number)

    return Inset(wide, high + head, draw)


def _draw_whole_way(
    window: Window,
    area: Area,
    answer: Answer,
    bounds: Bounds,
    sheets: Sequence[WallSheet],
    number: int,
) -> None:
    pen = window.pen
    fitted = frame(bounds, area.wide, area.high, margin=8.0)
    inner = Window(pen, fitted, window.lang, Room(1.0, 1.0), Room(1.0, 1.0))
    with clipped(pen, area):
        plume = sheets[0].map.plume
        if plume is not None:
            draw_way(inner, way_of(inner, plume))
        for count, one in enumerate(sheets, start=1):
            _draw_box(inner, one.extent.bounds, count, here=count == number)
        symbol(pen, *fitted.point(answer.incident.lon, answer.incident.lat), "incident", 4.0)


def _draw_box(window: Window, bounds: Bounds, number: int, *, here: bool) -> None:
    west, south, east, north = bounds
    corners = np.array([(west, south), (east, south), (east, north), (west, north), (west, south)])
    places = window.frame.place(corners)
    window.stroke(places, weight=1.4 if here else 0.6, colour=page.BLACK)
    x, y = places.min(axis=0)
    window.pen.text(float(x) + 1.5, float(y) + 1.5, f"{number}", INSET_LABEL)
