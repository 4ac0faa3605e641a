"""Lines and areas as painter paths, one set per level of detail, culled to what is in view.

A path is made when it is first drawn: most of the finest level of the whole country never is.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF
from shiboken6 import Shiboken

from emerg.geodesy import FloatArray
from emerg.ui.map import detail

# A longer line that reaches out of the view is cut so far outside it [points, px].
LONG_POINTS, SPARE_PX = 32, 40.0
POINT_BYTES = 16  # of a point of Qt: two numbers


@dataclass(frozen=True, slots=True)
class Level:
    """The shapes of one level, each a line or the rings of an area, and the box of each."""

    shapes: Sequence[Sequence[FloatArray]]
    boxes: FloatArray
    _paths: dict[int, QPainterPath] = field(default_factory=dict)

    def touching(self, view: QRectF) -> list[int]:
        """The shapes whose boxes touch `view`."""
        left, top, right, bottom = sides(view)
        west, north, east, south = self.boxes.T
        touched = (west <= right) & (east >= left)
        touched &= (north <= bottom) & (south >= top)
        found: list[int] = np.flatnonzero(touched).tolist()
        return found

    def within(self, index: int, view: QRectF) -> bool:
        """Whether a shape lies in `view` with all of its box."""
        west, north, east, south = self.boxes[index]
        return view.contains(QRectF(QPointF(west, north), QPointF(east, south)))

    def path(self, index: int) -> QPainterPath:
        """A shape as a path."""
        found = self._paths.get(index)
        if found is None:
            found = self._paths[index] = path_of(self.shapes[index])
        return found


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything of one look, at every level of detail; each is made when it is first asked for."""

    _make: Callable[[float], Level]
    _levels: dict[int, Level] = field(default_factory=dict)

    def level(self, index: int) -> Level:
        """A level of `detail.LEVELS`, coarsest first."""
        found = self._levels.get(index)
        if found is None:
            found = self._levels[index] = self._make(detail.LEVELS[index])
        return found

    def prepared(self) -> "Drawing":
        """This, with every level made: where there is much of it, off the UI thread."""
        for index in range(len(detail.LEVELS)):
            self.level(index)
        return self

    def seen(self, view: QRectF, metres_per_px: float) -> Iterator[tuple[QPainterPath, float]]:
        """What touches `view` (plane coordinates), at the level that serves it.

        Each path with the metres of its line that lie before it: of a long line only what may be
        in view is drawn, and a pattern goes on from there as if all of it were.
        """
        level = self.level(detail.level_for(metres_per_px))
        near = view.adjusted(*(side * SPARE_PX * metres_per_px for side in (-1, -1, 1, 1)))
        for index in level.touching(view):
            (line, *rings) = level.shapes[index]
            if rings or len(line) < LONG_POINTS or _closed(line) or level.within(index, near):
                yield level.path(index), 0.0
            else:
                yield from _stretches(line, near)

    def bounds(self) -> QRectF:
        """The box around everything; empty where there is nothing."""
        boxes = self.level(0).boxes
        if not len(boxes):
            return QRectF()
        west, north = boxes[:, :2].min(axis=0)
        east, south = boxes[:, 2:].max(axis=0)
        return QRectF(QPointF(west, north), QPointF(east, south))


def line_drawing(lines: Sequence[FloatArray]) -> Drawing:
    """Open lines in plane coordinates; those that continue each other should stand in order."""

    def level(metres_per_px: float) -> Level:
        kept = detail.at_level(lines, metres_per_px)
        return Level([[line] for line in kept], detail.boxes(kept))

    return Drawing(level)


def area_drawing(areas: Sequence[Sequence[FloatArray]]) -> Drawing:
    """Areas given by closed rings in plane coordinates, the outer ring first."""

    def level(metres_per_px: float) -> Level:
        kept = [detail.simplified(rings, detail.TOLERANCE_PX * metres_per_px) for rings in areas]
        return Level(kept, detail.boxes([rings[0] for rings in kept]))

    return Drawing(level)


def stroke(painter: QPainter, drawing: Drawing, view: QRectF, pen: QPen) -> None:
    """Draw the lines of `drawing` that are in `view`, as the painter is scaled."""
    for _ in stroking(painter, drawing, view, pen):
        pass


def stroking(painter: QPainter, drawing: Drawing, view: QRectF, pen: QPen) -> Iterator[None]:
    """The same, a line with each step."""
    metres_per_px = 1 / painter.worldTransform().m11()
    dashed = bool(pen.dashPattern())
    for path, before_m in drawing.seen(view, metres_per_px):
        if dashed:
            pen.setDashOffset(before_m / metres_per_px / pen.widthF())
        painter.setPen(pen)
        painter.drawPath(path)
        yield


def path_of(lines: Iterable[FloatArray]) -> QPainterPath:
    """Lines in plane coordinates as one path."""
    path = QPainterPath()
    for line in lines:
        path.addPolygon(polygon(line))
    return path


def polygon(points: FloatArray) -> QPolygonF:
    """Points, shape (n, 2), as Qt has them: copied as they lie, which is a hundred times faster."""
    found = QPolygonF()
    if len(points):
        found.resize(len(points))
        into: Any = Shiboken.VoidPtr  # said in its stubs to take a number alone
        room = into(found.data(), len(points) * POINT_BYTES, True)
        np.frombuffer(room, np.float64).reshape(-1, 2)[:] = points
    return found


def sides(view: QRectF) -> tuple[float, float, float, float]:
    """Left, top, right and bottom."""
    return view.left(), view.top(), view.right(), view.bottom()


def _closed(line: FloatArray) -> bool:
    return bool((line[0] == line[-1]).all())


def _stretches(line: FloatArray, near: QRectF) -> Iterator[tuple[QPainterPath, float]]:
    steps = np.hypot(*np.diff(line, axis=0).T)
    for part in detail.touching(line, sides(near)):
        yield path_of([line[part]]), float(steps[: part.start].sum())
