"""What lies under everything on a map: relief, lakes, roads and rivers. No border is drawn."""

from functools import cache
from math import log10

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from reportlab.lib.utils import ImageReader

from emerg.geodata import layers
from emerg.geodesy import FloatArray
from emerg.paper import page
from emerg.paper.map_content import ClosedRoad, RiverLine, RoadLine
from emerg.paper.map_window import Window, every
from emerg.paper.projection import Frame

LAKE, LAKE_EDGE = "#BBD7EA", "#8DB9D6"
RIVER, MAIN_RIVER = "#6FA8DC", "#2C76B5"
ROAD = "#8A8F98"
WAY, WAY_WIDE, WAY_CASING, WAY_DASH = page.BLACK, 1.7, 1.8, (5.0, 1.6)
CLOSED_WIDE, CLOSED_DASH = 1.6, (2.0, 1.4)
CROSS, CROSS_EVERY = 2.6, 26.0
ROUGH_DASH, ROUGH_WIDE = (3.6, 1.8), 1.4
# Share of the shading that is printed.
RELIEF_INK = 0.35
FADE = 30.0  # picture elements
# Points of the sheet per picture element.
RELIEF_STEP = 1.25
KNOTS = 17  # of the relief, each way, whose place is reckoned exactly
# Discharges [m³/s] of the thinnest and the widest line, and their widths [pt].
THIN_M3_S, WIDE_M3_S = 2.0, 2000.0
THIN, WIDE = 0.6, 3.0


def draw_base(window: Window, rivers: tuple[RiverLine, ...]) -> None:
    """Relief, lakes, roads, rivers, in this order."""
    _draw_relief(window)
    _draw_lakes(window)
    _draw_roads(window)
    for river in sorted(rivers, key=lambda r: (r.main, r.discharge_m3_s)):
        _draw_river(window, river)


def river_width(discharge_m3_s: float) -> float:
    """Width of a river on paper [pt]: even steps for even ratios of flow.

    >>> river_width(0.5), river_width(2e5)
    (0.6, 3.0)
    """
    share = log10(max(discharge_m3_s, THIN_M3_S) / THIN_M3_S) / log10(WIDE_M3_S / THIN_M3_S)
    return THIN + (WIDE - THIN) * min(share, 1.0)


def _draw_river(window: Window, river: RiverLine) -> None:
    if not window.near(river.lonlat):
        return
    colour = MAIN_RIVER if river.main else RIVER
    weight = river_width(river.discharge_m3_s)
    dash = ROUGH_DASH if river.rough else ()
    if river.rough:  # broad dashes would be louder than the lines that are sure
        weight = min(weight, ROUGH_WIDE)
    for piece in window.path(river.lonlat):
        window.stroke(piece, weight=weight, colour=colour, dash=dash)


def _draw_roads(window: Window) -> None:
    weights = {"national expressway": 1.0, "national": 0.7}
    for road in layers.roads():
        if window.near(road.lonlat):
            weight = weights.get(road.kind, 0.4)
            dash = (2.5, 1.5) if road.accuracy == "D" else ()
            for piece in window.path(road.lonlat):
                window.stroke(piece, weight=weight, colour=ROAD, dash=dash)


def draw_ways(window: Window, roads: tuple[RoadLine, ...]) -> None:
    """The roads that the map is about, cased in white, over everything that flows."""
    shown = [
        (road, piece)
        for road in roads
        if window.near(road.lonlat)
        for piece in window.path(road.lonlat)
    ]
    for _road, piece in shown:
        window.stroke(piece, weight=WAY_WIDE + WAY_CASING, colour=page.PAPER)
    for road, piece in shown:
        dash = WAY_DASH if road.rough else ()
        window.stroke(piece, weight=WAY_WIDE, colour=WAY, dash=dash)


def draw_closed(window: Window, closed: tuple[ClosedRoad, ...]) -> None:
    """Closed roads: barred all along, so that a grey copy shows them too."""
    for road in closed:
        for piece in window.path(road.lonlat) if window.near(road.lonlat) else ():
            window.stroke(piece, weight=CLOSED_WIDE + WAY_CASING, colour=page.PAPER)
            window.stroke(piece, weight=CLOSED_WIDE, colour=page.DANGER, dash=CLOSED_DASH)
            window.stay_off(piece, 1.5, ever=False)
            for x, y in every(piece, CROSS_EVERY):
                draw_cross(window, float(x), float(y))


def draw_cross(window: Window, x: float, y: float) -> None:
    """The cross that bars a road."""
    for side in (-1.0, 1.0):
        ends = np.array([(x - CROSS, y - side * CROSS), (x + CROSS, y + side * CROSS)])
        window.stroke(ends, weight=1.3, colour=page.DANGER)


def _draw_lakes(window: Window) -> None:
    canvas = window.pen.canvas
    canvas.setFillColor(page.ink(LAKE))
    canvas.setStrokeColor(page.ink(LAKE_EDGE))
    canvas.setLineWidth(0.3)
    for lake in layers.lakes():
        if not window.near(lake.rings[0]):
            continue
        rings = [_closed(window.frame.place(ring)) for ring in lake.rings]
        canvas.addLiteral(f"n {' '.join(rings)} B*")


def _closed(points: FloatArray) -> str:
    """A ring as a PDF writes it, see `Window.stroke`."""
    (x, y), *others = points.tolist()
    steps = " ".join(f"{x:.2f} {y:.2f} l" for x, y in others)
    return f"{x:.2f} {y:.2f} m {steps} h"


def _draw_relief(window: Window) -> None:
    frame = window.frame
    picture = ImageReader(Image.fromarray(shading(frame)))
    window.pen.canvas.drawImage(picture, 0, 0, frame.wide, frame.high)


def shading(frame: Frame) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """The relief as the window shows it, in grey, north up; white where there is none."""
    across, down = int(frame.wide / RELIEF_STEP) + 1, int(frame.high / RELIEF_STEP) + 1
    lonlat = _lonlat_of(frame, np.linspace(0, frame.wide, across), np.linspace(0, frame.high, down))
    grey = 255.0 - RELIEF_INK * (255.0 - _relief_at(lonlat))
    return np.round(grey).astype(np.uint8).reshape(down, across)


def _lonlat_of(frame: Frame, x: FloatArray, y: FloatArray) -> FloatArray:
    """Lon/lat of every point of a fine grid, from the top, row by row.

    Exact at knots some points apart, between them along straight lines: nothing that a relief of
    kilometres would show (`tests/paper/test_map_drawing.py` measures it).
    """
    at_x, at_y = np.linspace(x[0], x[-1], KNOTS), np.linspace(y[0], y[-1], KNOTS)
    grid_x, grid_y = np.meshgrid(at_x, at_y[::-1])
    knots = frame.lonlat(np.column_stack([grid_x.ravel(), grid_y.ravel()])).reshape(KNOTS, KNOTS, 2)
    share_x, share_y = _shares(x, at_x), _shares((y[-1] - y[::-1]) + y[0], at_y)
    found: FloatArray = np.einsum("rk,klc,xl->rxc", share_y, knots, share_x, optimize=True)
    return found.reshape(-1, 2)


def _shares(at: FloatArray, knots: FloatArray) -> FloatArray:
    """How much of each knot is in each point, shape (points, knots)."""
    place = np.interp(at, knots, np.arange(len(knots)))
    found: FloatArray = np.clip(1.0 - np.abs(place[:, None] - np.arange(len(knots))), 0.0, 1.0)
    return found


def _relief_at(lonlat: FloatArray) -> FloatArray:
    """The relief's grey at points; it fades towards its edge, which is not one of the land."""
    grey = _relief()
    west, south, east, north = layers.relief().bounds
    high, wide = grey.shape
    x = (lonlat[:, 0] - west) / (east - west) * wide - 0.5
    y = (north - lonlat[:, 1]) / (north - south) * high - 0.5
    column, row = np.floor(x).astype(int), np.floor(y).astype(int)
    known = (column >= 0) & (column < wide - 1) & (row >= 0) & (row < high - 1)
    column, row = np.where(known, column, 0), np.where(known, row, 0)
    right, below = x - column, y - row
    # Times a float, bytes become floats.
    upper = grey[row, column] * (1 - right) + grey[row, column + 1] * right
    lower = grey[row + 1, column] * (1 - right) + grey[row + 1, column + 1] * right
    shade = 255.0 - (upper * (1 - below) + lower * below)
    edge = np.minimum.reduce([column, wide - 2 - column, row, high - 2 - row])
    return 255.0 - np.where(known, shade * np.clip(edge / FADE, 0.0, 1.0), 0.0)


@cache
def _relief() -> NDArray[np.uint8]:
    """As bytes: it is kept for good, and as figures would take eight times the room."""
    with Image.open(layers.relief().png) as picture:
        return np.asarray(picture.convert("L"))
