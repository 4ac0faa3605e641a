"""Meridians and parallels over a map, labelled where they leave it: to read off a position."""

from math import ceil, floor

import numpy as np

from emerg.geodesy import FloatArray
from emerg.paper.labels import Box
from emerg.paper.map_window import Window, haloed, in_window
from emerg.paper.page import Style

GRID, GRID_WIDE = "#7A828C", 0.35
LABEL = Style(6.5)
# Steps [minutes of arc]; lines stand at least so far apart on the sheet [pt].
STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300)
APART = 85.0
SAMPLES = 40
FINE = 0.02  # who measures on the sheet measures from these lines [pt]


def draw_grid(window: Window) -> None:
    """The lines of the step that suits the scale, and their degrees at all four edges."""
    west, south, east, north = window.shown
    step = grid_step(window)
    for lon in _rounds(west, east, step):
        line = np.column_stack([np.full(SAMPLES, lon), np.linspace(south, north, SAMPLES)])
        _draw_line(window, line, f"{degrees_words(lon)}E")
    for lat in _rounds(south, north, step):
        line = np.column_stack([np.linspace(west, east, SAMPLES), np.full(SAMPLES, lat)])
        _draw_line(window, line, f"{degrees_words(lat)}N")


def grid_step(window: Window) -> float:
    """Degrees between two lines."""
    frame = window.frame
    points_per_minute = 1852.0 * frame.points_per_m
    lat = (window.shown[1] + window.shown[3]) / 2
    nearest = points_per_minute * float(np.cos(np.radians(lat)))
    return next((step for step in STEPS if step * nearest >= APART), STEPS[-1]) / 60


def degrees_words(value: float) -> str:
    """Degrees and minutes as maps print them.

    >>> degrees_words(91.25), degrees_words(29.0)
    ('91°15′', '29°')
    """
    minutes = round(value * 60)
    return f"{minutes // 60}°" + (f"{minutes % 60:02d}′" if minutes % 60 else "")


def _rounds(low: float, high: float, step: float) -> list[float]:
    return [round(number * step, 6) for number in range(ceil(low / step), floor(high / step) + 1)]


def _draw_line(window: Window, lonlat: FloatArray, words: str) -> None:
    for piece in in_window(window.frame, window.frame.place(lonlat), FINE):
        window.stroke(piece, weight=GRID_WIDE, colour=GRID)
        for end, inner in ((piece[0], piece[1]), (piece[-1], piece[-2])):
            _label(window, end, inner, words)


def _label(window: Window, end: FloatArray, inner: FloatArray, words: str) -> None:
    """The degrees beside the line, just within the edge that it crosses."""
    wide, high = LABEL.width(words), LABEL.size * 1.15
    # The line runs on beyond the edge: where it crosses it counts.
    edges = (window.frame.wide, window.frame.high)
    x, y = (float(np.clip(value, 0.0, edge)) for value, edge in zip(end, edges, strict=True))
    upright = abs(inner[1] - end[1]) > abs(inner[0] - end[0])
    if upright:
        y = 2.0 if y <= 1.0 else window.frame.high - high - 2.0
        x += 2.0
    else:
        x = 2.0 if x <= 1.0 else window.frame.wide - wide - 2.0
        y += 2.0
    box = Box(x, y, x + wide, y + high)
    if window.room.first_free([box]):
        haloed(window.pen, x, y + high * 0.2, words, LABEL)
