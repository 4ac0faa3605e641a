"""Names set along their river, where it is straight enough, and lines that names keep off."""

from collections.abc import Iterator
from functools import lru_cache
from math import atan2, ceil, cos, degrees, hypot, pi, sin

import numpy as np

from emerg.geodesy import FloatArray
from emerg.paper.labels import Box
from emerg.ui.map import detail
from emerg.ui.map.features import Course, Named
from emerg.ui.map.sheet import Placed, Region, Sheet

# A river's name comes again after this much of the river [px].
AGAIN_PX = 900.0
# Where along its stretch a name is tried, as shares of `AGAIN_PX`.
TRIED_AT = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9)
# At so many places of a part it is looked at whether the part is in view.
TESTED = 8
# A stretch bends too much for a name if a point lies further than this from its chord [px].
BEND_PX = 7.0
# A river's name stands so far off its line, and the plume keeps half its width to itself [px].
OFF_LINE_PX, CLEAR_PX = 6.0, 3.0
# Bends smaller than this do not turn a name [px].
SMOOTH_PX = 2.5


def keep_clear(sheet: Sheet, line: FloatArray) -> None:
    """No name covers a line (plane coordinates): small boxes all along it are taken."""
    region = sheet.region
    points = (line - (region.west, region.north)) / region.metres_per_px
    reached = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    every = 2 * CLEAR_PX
    for part in detail.touching(points, Box(0.0, 0.0, region.wide, region.high)):
        here, along = points[part], reached[part]
        at = np.arange(ceil(along[0] / every) * every, along[-1], every)
        x, y = np.interp(at, along, here[:, 0]), np.interp(at, along, here[:, 1])
        inside = (x >= 0) & (x <= region.wide) & (y >= 0) & (y <= region.high)
        for px, py in zip(x[inside].tolist(), y[inside].tolist(), strict=True):
            sheet.room.take(Box(px - CLEAR_PX, py - CLEAR_PX, px + CLEAR_PX, py + CLEAR_PX))


def set_along(sheet: Sheet, river: Named) -> None:
    """Set a river's name along it, again and again, wherever it is straight and free."""
    scale = sheet.region.metres_per_px
    if scale > river.course.shown_from:
        return
    line, reached_m, (west, north, east, south) = _smooth(
        river.course, detail.LEVELS[detail.level_for(scale)]
    )
    if not sheet.region.meets(west, north, east, south):
        return
    points = (line - (sheet.region.west, sheet.region.north)) / scale
    reached = reached_m / scale
    wide, high = sheet.size_of(river.text, river.style)
    if reached[-1] < wide * 1.3:
        return
    parts = max(round(reached[-1] / AGAIN_PX), 1)
    every = reached[-1] / parts
    for part in _near(sheet.region, points, reached, parts):
        for share in TRIED_AT:
            placed = _set(sheet, river, points, reached, (part + share) * every, (wide, high))
            if placed is not None:
                sheet.placed.append(placed)
                break


@lru_cache(maxsize=1024)
def _smooth(course: Course, level: float) -> tuple[FloatArray, FloatArray, list[float]]:
    """The line of a course without its small bends, the metres reached at each point, its box."""
    (line,) = detail.simplified([course.line], SMOOTH_PX * level)
    reached = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    return line, reached, [*line.min(axis=0).tolist(), *line.max(axis=0).tolist()]


def _near(region: Region, points: FloatArray, reached: FloatArray, parts: int) -> list[int]:
    """Which of so many equal parts of a line pass through the region."""
    at = np.linspace(0.0, reached[-1], parts * TESTED + 1)
    x, y = np.interp(at, reached, points[:, 0]), np.interp(at, reached, points[:, 1])
    inside = (x >= 0) & (x <= region.wide) & (y >= 0) & (y <= region.high)
    passing = inside[:-1].reshape(parts, TESTED).any(axis=1) | inside[TESTED::TESTED]
    return [int(part) for part in np.flatnonzero(passing)]


def _set(
    sheet: Sheet,
    river: Named,
    points: FloatArray,
    reached: FloatArray,
    middle: float,
    size: tuple[float, float],
) -> Placed | None:
    """The name set with its middle there, above the line or below it; None if it cannot be."""
    wide, high = size
    at = np.linspace(middle - wide / 2, middle + wide / 2, 7)
    if at[0] < 0 or at[-1] > reached[-1]:
        return None
    x, y = np.interp(at, reached, points[:, 0]), np.interp(at, reached, points[:, 1])
    chord = hypot(x[-1] - x[0], y[-1] - y[0])
    turn = _upright(atan2(y[-1] - y[0], x[-1] - x[0]))
    off = (y - y[0]) * cos(turn) - (x - x[0]) * sin(turn)
    if chord < 0.85 * wide or np.abs(off).max() > BEND_PX:
        return None
    for side in (-1.0, 1.0):  # above the line, else below
        away = side * (high / 2 + OFF_LINE_PX + max(float((side * off).max()), 0.0))
        at_x = (x[0] + x[-1]) / 2 - sin(turn) * away
        at_y = (y[0] + y[-1]) / 2 + cos(turn) * away
        boxes = list(_squares(at_x, at_y, turn, wide, high))
        if all(sheet.room.free(box) and sheet.view.readable(box) for box in boxes):
            for box in boxes:
                sheet.room.take(box)
            return Placed(at_x, at_y, river.style, text=river.text, degrees=degrees(turn))
    return None


def _upright(turn: float) -> float:
    """A direction, or its opposite where text would stand on its head."""
    if abs(turn) <= pi / 2:
        return turn
    return turn - pi if turn > 0 else turn + pi


def _squares(x: float, y: float, turn: float, wide: float, high: float) -> Iterator[Box]:
    """Small boxes that together cover a turned label."""
    count = ceil(1.4 * wide / high)
    half = high * 0.65
    for index in range(count):
        along = ((index + 0.5) / count - 0.5) * wide
        at_x, at_y = x + cos(turn) * along, y + sin(turn) * along
        yield Box(at_x - half, at_y - half, at_x + half, at_y + half)
