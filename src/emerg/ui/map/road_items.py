"""What stands on the roads of the map: closures, routes, and the way from a road to its river."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, degrees, hypot
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from emerg.geodesy import FloatArray
from emerg.response.dispatch_plan import LITTLE_SLACK_H
from emerg.ui.map.palette import Palette
from emerg.ui.map.paths import Drawing, line_drawing, stroke

CLOSED_Z, ROUTE_Z, DRAIN_Z = -2.0, -1.0, 9500.0
# How much time a route leaves: none is told, plenty, little, too late.
Slack: TypeAlias = Literal["none", "ample", "short", "late"]
CROSS_PX, CROSS_EVERY_PX = 6.0, 84.0
CORE_PX = 1.2
POST_PX = 6.5
# Nearer than this to an incident its post would only hide it [px].
HIDES_PX = 12.0
# Room around an item for what is drawn in pixels, at the furthest view [m].
MARGIN_M = 80_000.0


class SlackLook(NamedTuple):
    """How a route of a class is drawn; its pattern says the same as its colour (of a palette)."""

    colour: str
    width_px: float
    dashes_px: tuple[float, ...] = ()


LOOKS: dict[Slack, SlackLook] = {
    "none": SlackLook("accent", 5.6),
    "ample": SlackLook("ok", 5.6),
    "short": SlackLook("warn", 5.6, (14.0, 5.0)),
    "late": SlackLook("danger", 5.6, (4.0, 5.0)),
}


@dataclass(frozen=True, slots=True, eq=False)
class RouteLine:
    """A route in plane coordinates, and the slack it leaves."""

    line: FloatArray
    slack: Slack = "none"


class _Item(QGraphicsItem):
    """Something drawn over a box of the plane."""

    def __init__(self, box: QRectF, z: float, colours: Palette) -> None:
        super().__init__()
        self._box = box.adjusted(-MARGIN_M, -MARGIN_M, MARGIN_M, MARGIN_M)
        self.colours = colours
        self.setZValue(z)

    def boundingRect(self) -> QRectF:
        return self._box


class RoutesItem(_Item):
    """Routes as thick lines, the first on top."""

    def __init__(self, routes: Sequence[RouteLine], colours: Palette) -> None:
        self._routes: list[tuple[SlackLook, Drawing]] = [
            (LOOKS[route.slack], line_drawing([route.line])) for route in reversed(routes)
        ]
        super().__init__(_box([drawing for _look, drawing in self._routes]), ROUTE_Z, colours)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        view = _view(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for look, drawing in self._routes:
            stroke(painter, drawing, view, _pen(self.colours.casing, look.width_px + 3.0))
            colour = getattr(self.colours, look.colour)
            stroke(painter, drawing, view, _pen(colour, look.width_px, look.dashes_px))
            # A light core: no river and no plume is drawn so, in any theme or in grey.
            stroke(painter, drawing, view, _pen(self.colours.casing, CORE_PX))


class ClosuresItem(_Item):
    """Closed stretches: a broken line in a casing, with crosses on it."""

    def __init__(self, lines: Sequence[FloatArray], colours: Palette) -> None:
        self._lines = list(lines)
        self._drawing = line_drawing(self._lines)
        super().__init__(_box([self._drawing]), CLOSED_Z, colours)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        view, transform = _view(painter), painter.worldTransform()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        stroke(painter, self._drawing, view, _pen(self.colours.danger, 5.0))
        stroke(painter, self._drawing, view, _pen(self.colours.paper, 2.0, (5.0, 5.0)))
        painter.setWorldTransform(QTransform())
        for line in self._lines:
            for x, y in crosses(line, 1 / transform.m11()):
                if view.contains(x, y):
                    draw_cross(painter, transform.map(QPointF(x, y)), self.colours)
        painter.setWorldTransform(transform)


class DrainItem(_Item):
    """A place on a road, and a thin line with an arrow to the river it drains to."""

    def __init__(
        self,
        road: tuple[float, float],
        river: tuple[float, float],
        colours: Palette,
        *,
        answered: bool,
    ) -> None:
        self.road, self.river, self.answered = QPointF(*road), QPointF(*river), answered
        super().__init__(QRectF(self.road, self.river).normalized(), DRAIN_Z, colours)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        transform = painter.worldTransform()
        road, river = transform.map(self.road), transform.map(self.river)
        along = river - road
        apart = hypot(along.x(), along.y())
        if self.answered and apart < HIDES_PX:
            return
        painter.setWorldTransform(QTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for pen in (_pen(self.colours.casing, 5.0), _pen(self.colours.danger, 1.8, (5.0, 3.0))):
            painter.setPen(pen)
            painter.drawLine(road, river)
        if apart > 4 * POST_PX:
            _arrow(painter, road + along * 0.62, degrees(atan2(along.y(), along.x())), self.colours)
        _post(painter, road, self.colours)
        painter.setWorldTransform(transform)


def slack_of(slack_h: float | None) -> Slack:
    """The class of a slack in hours; None: none is told.

    >>> [slack_of(h) for h in (None, 0.5, 0.49, 0.0, -0.1)]
    ['none', 'ample', 'short', 'short', 'late']
    """
    if slack_h is None:
        return "none"
    return "late" if slack_h < 0 else "short" if slack_h < LITTLE_SLACK_H else "ample"


def crosses(line: FloatArray, metres_per_px: float) -> FloatArray:
    """Where crosses stand on a line: evenly, one in the middle of the shortest; shape (n, 2)."""
    reached = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    number = max(1, round(reached[-1] / metres_per_px / CROSS_EVERY_PX))
    at = (np.arange(number) + 0.5) / number * reached[-1]
    places: FloatArray = np.column_stack([np.interp(at, reached, line[:, axis]) for axis in (0, 1)])
    return places


def draw_cross(painter: QPainter, at: QPointF, colours: Palette) -> None:
    """The sign of a closed road, `at` in pixels."""
    painter.setPen(QPen(QColor(colours.danger), 1.6))
    painter.setBrush(QColor(colours.paper))
    painter.drawEllipse(at, CROSS_PX + 1.5, CROSS_PX + 1.5)
    painter.setPen(QPen(QColor(colours.danger), 2.4))
    half = CROSS_PX * 0.55
    painter.drawLine(at + QPointF(-half, -half), at + QPointF(half, half))
    painter.drawLine(at + QPointF(-half, half), at + QPointF(half, -half))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _post(painter: QPainter, at: QPointF, colours: Palette) -> None:
    """A post beside the road: a square, unlike every round mark of a hit."""
    box = QRectF(at.x() - POST_PX, at.y() - POST_PX, 2 * POST_PX, 2 * POST_PX)
    painter.setBrush(QColor(colours.paper))
    painter.setPen(QPen(QColor(colours.casing), 5.0))
    painter.drawRect(box)
    painter.setPen(QPen(QColor(colours.danger), 2.2))
    painter.drawRect(box)
    painter.fillRect(box.adjusted(4, 4, -4, -4), QColor(colours.danger))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _arrow(painter: QPainter, at: QPointF, turned: float, colours: Palette) -> None:
    painter.save()
    painter.translate(at)
    painter.rotate(turned)
    painter.setPen(QPen(QColor(colours.casing), 1.2))
    painter.setBrush(QColor(colours.danger))
    painter.drawPolygon(QPolygonF([QPointF(8, 0), QPointF(-5, 6), QPointF(-5, -6)]))
    painter.restore()


def _pen(colour: str, width: float, dashes_px: Sequence[float] = ()) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if dashes_px else Qt.PenCapStyle.RoundCap)
    if dashes_px:
        pen.setDashPattern([px / width for px in dashes_px])
    return pen


def _view(painter: QPainter) -> QRectF:
    """What is painted, in plane coordinates."""
    return painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport()))


def _box(drawings: Sequence[Drawing]) -> QRectF:
    box = QRectF()
    for drawing in drawings:
        box = box.united(drawing.bounds())
    return box
