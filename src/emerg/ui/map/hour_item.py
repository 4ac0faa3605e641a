"""The cloud at one hour: a hollow band where it may be, filled where it is likely."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import shapely
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from emerg.geodesy import FloatArray
from emerg.ui.map import detail
from emerg.ui.map.hours import HourWay, Span
from emerg.ui.map.palette import Palette
from emerg.ui.map.paths import polygon, sides

BAND_PX, HOLLOW_PX, CASING_PX, AHEAD_PX, BEHIND_PX = 11.0, 6.5, 15.0, 1.8, 3.6
BEHIND_DASHES_PX = (7.0, 5.0)
# So wide a band hides more than a thin line does; with square joins a frame takes half the time.
TOLERANCE_PX = 1.2
# Beyond the view a line goes on for so many pixels, so that no end of it is seen.
SPARE_PX = 60.0
# Room around the item for what is drawn in pixels, at the furthest view [m].
MARGIN_M = 80_000.0


class _Level(NamedTuple):
    """The way at one level of detail: its points, and how far along [m] each stands."""

    points: FloatArray
    reached: FloatArray


class HourItem(QGraphicsItem):
    """Draws the way at the hour it was last given; every level of detail is made once."""

    def __init__(self, way: HourWay, colours: Palette, z: float, *, clears: bool) -> None:
        """`clears`: what lies behind the cloud is clear again, and so not drawn."""
        super().__init__()
        self.colours, self._way, self._clears = colours, way, clears
        steps = np.hypot(*np.diff(way.points, axis=0).T)
        self._reached = np.concatenate([[0.0], np.cumsum(steps)])
        self._levels = tuple(self._level(scale) for scale in detail.LEVELS)
        (west, north), (east, south) = way.points.min(axis=0), way.points.max(axis=0)
        box = QRectF(QPointF(west, north), QPointF(east, south))
        self._box = box.adjusted(-MARGIN_M, -MARGIN_M, MARGIN_M, MARGIN_M)
        self.span = Span(0.0, 0.0, 0.0, 0.0)
        self.setZValue(z)

    def show_hour(self, hour: float) -> None:
        """From now on draw the cloud as it may be then."""
        self.span = self._way.at(hour)
        self.update()

    def boundingRect(self) -> QRectF:
        return self._box

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tail, thin, body, front = self.span
        parts = {
            "ahead": (front, len(self._reached) - 1.0),
            "behind": (0.0, 0.0 if self._clears else tail),
            "may": (tail, front),
            "likely": (thin, body),
        }
        for part, (first, last) in parts.items():
            for pen in cloud_pens(part, self.colours):
                self._stroke(painter, first, last, pen)

    def _stroke(self, painter: QPainter, first: float, last: float, pen: QPen) -> None:
        """Draw the way from one point to another, both counted along it."""
        if last <= first:
            return
        metres_per_px = 1 / painter.worldTransform().m11()
        spare = SPARE_PX * metres_per_px
        view = painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport()))
        view = view.adjusted(-spare, -spare, spare, spare)
        level = self._levels[detail.level_for(metres_per_px)]
        count = np.arange(len(self._reached))
        begin, end = (float(np.interp(at, count, self._reached)) for at in (first, last))
        dashed = pen.style() == Qt.PenStyle.CustomDashLine
        for line, at in seen_parts(*cut(level, begin, end), view):
            if dashed:  # they stand still while the view moves
                pen.setDashOffset(at / metres_per_px / pen.widthF())
            painter.setPen(pen)
            painter.drawPolyline(polygon(line))

    def _level(self, scale: float) -> _Level:
        """The way simplified; its distances ride along as a third coordinate."""
        tolerance = TOLERANCE_PX * scale
        line = np.column_stack([self._way.points, self._reached])
        if tolerance > 0 and len(line) > 2:
            kept = shapely.simplify(shapely.linestrings(line), tolerance)
            line = shapely.get_coordinates(kept, include_z=True)
        return _Level(line[:, :2], line[:, 2])


def cloud_pens(part: str, colours: Palette) -> list[QPen]:
    """From below: what a part of the way is drawn with at an hour, on the map and in its legend."""
    edge = colours.cloud_edge
    if part == "ahead":
        return [_pen(edge, AHEAD_PX)]
    if part == "behind":
        return [_pen(colours.casing, BEHIND_PX + 3.0), _pen(edge, BEHIND_PX, BEHIND_DASHES_PX)]
    if part == "may":
        hollow = colours.cloud_hollow
        return [_pen(colours.casing, CASING_PX), _pen(edge, BAND_PX), _pen(hollow, HOLLOW_PX)]
    return [_pen(colours.cloud_body, BAND_PX)]


def cut(level: _Level, begin_m: float, end_m: float) -> tuple[FloatArray, FloatArray]:
    """The points from one distance to another with both ends, and how far along each is."""
    inside = (level.reached > begin_m) & (level.reached < end_m)
    reached = np.concatenate([[begin_m], level.reached[inside], [end_m]])
    ends = [
        [np.interp(at, level.reached, level.points[:, axis]) for axis in (0, 1)]
        for at in (begin_m, end_m)
    ]
    return np.vstack([ends[:1], level.points[inside], ends[1:]]), reached


def seen_parts(
    line: FloatArray, reached: FloatArray, view: QRectF
) -> Iterator[tuple[FloatArray, float]]:
    """The parts of a line whose steps may touch `view`, each with how far along it begins."""
    for part in detail.touching(line, sides(view)):
        yield line[part], float(reached[part.start])


def _pen(colour: str, width: float, dashes_px: tuple[float, ...] = ()) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes_px:
        pen.setDashPattern([px / width for px in dashes_px])
    return pen
