"""Lines and areas as painter paths, one set per level of detail, culled to what is in view."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from emerg.geodesy import FloatArray
from emerg.ui.map import detail


@dataclass(frozen=True, slots=True)
class Level:
    """The paths of one level, and the box of each."""

    paths: tuple[QPainterPath, ...]
    boxes: FloatArray


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything of one look, at every level of detail, coarsest first."""

    levels: tuple[Level, ...]

    def seen(self, view: QRectF, metres_per_px: float) -> Iterator[QPainterPath]:
        """The paths that touch `view` (plane coordinates), at the level that serves it."""
        level = self.levels[detail.level_for(metres_per_px)]
        west, north, east, south = level.boxes.T
        touched = (west <= view.right()) & (east >= view.left())
        touched &= (north <= view.bottom()) & (south >= view.top())
        for index in np.flatnonzero(touched):
            yield level.paths[index]

    def bounds(self) -> QRectF:
        """The box around everything; empty where there is nothing."""
        boxes = self.levels[0].boxes
        if not len(boxes):
            return QRectF()
        west, north = boxes[:, :2].min(axis=0)
        east, south = boxes[:, 2:].max(axis=0)
        return QRectF(QPointF(west, north), QPointF(east, south))


def line_drawing(lines: Sequence[FloatArray]) -> Drawing:
    """Open lines in plane coordinates; those that continue each other should stand in order."""
    levels = []
    for metres_per_px in detail.LEVELS:
        kept = detail.at_level(lines, metres_per_px)
        levels.append(Level(tuple(_path([line]) for line in kept), detail.boxes(kept)))
    return Drawing(tuple(levels))


def area_drawing(areas: Sequence[Sequence[FloatArray]]) -> Drawing:
    """Areas given by closed rings in plane coordinates, the outer ring first."""
    levels = []
    for metres_per_px in detail.LEVELS:
        kept = [detail.simplified(rings, detail.TOLERANCE_PX * metres_per_px) for rings in areas]
        outlines = [rings[0] for rings in kept]
        levels.append(Level(tuple(_path(rings) for rings in kept), detail.boxes(outlines)))
    return Drawing(tuple(levels))


def stroke(painter: QPainter, drawing: Drawing, view: QRectF, pen: QPen) -> None:
    """Draw the lines of `drawing` that are in `view`, as the painter is scaled."""
    painter.setPen(pen)
    for path in drawing.seen(view, 1 / painter.worldTransform().m11()):
        painter.drawPath(path)


def _path(lines: Iterable[FloatArray]) -> QPainterPath:
    path = QPainterPath()
    for line in lines:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in line.tolist()]))
    return path
