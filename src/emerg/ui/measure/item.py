"""What is being measured, as it is drawn: points, legs with their length, a leg to the cursor."""

from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from emerg.geodata.geodesic import LonLat, leg, way
from emerg.geodesy import FloatArray
from emerg.ui.map.mercator import plane
from emerg.ui.map.palette import Palette
from emerg.ui.map.stamps import plain_font
from emerg.ui.map.tool_view import Coloured, ToolView
from emerg.ui.measure.measured import Measured, leg_words

MEASURE_Z = 9400.0
LINE_PX, CASING_PX, DOT_PX = 2.0, 5.0, 4.0
TYPE_PX, PAD_PX, HIGH_PX = 11, 5.0, 18.0
# A leg shorter than its words has them left out, until it is longer [px].
LEAST_SHARE = 0.8


class MeasureItem(Coloured):
    """Draws in pixels over everything but what was found."""

    colours: Palette

    def __init__(self, view: ToolView) -> None:
        super().__init__()
        self._world = view.sceneRect()
        self._measured = Measured()
        self._cursor: LonLat | None = None
        self._legs: list[tuple[FloatArray, str]] = []
        self._open: tuple[FloatArray, str] | None = None
        self.setZValue(MEASURE_Z)
        self.hide()
        view.add_coloured(self)

    def show_measured(self, measured: Measured, cursor: LonLat | None = None) -> None:
        """Draw `measured`, and the leg to the cursor while more is being added."""
        if measured != self._measured:
            self._measured = measured
            ends = [point.lonlat for point in measured.points]
            self._legs = [_leg(a, b) for a, b in pairwise(ends)]
        there = bool(measured.points)
        self._open = _leg(measured.points[-1].lonlat, cursor) if there and cursor else None
        self.setVisible(there)
        self.update()

    def boundingRect(self) -> QRectF:
        return self._world

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        transform = painter.worldTransform()
        painter.setWorldTransform(QTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lines = [(_px(line, transform), words) for line, words in self._legs]
        open_line = None if self._open is None else (_px(self._open[0], transform), self._open[1])
        for colour, wide in ((self.colours.casing, CASING_PX), (self.colours.accent, LINE_PX)):
            painter.setPen(QPen(QColor(colour), wide))
            for line, _words in lines:
                painter.drawPolyline(line)
            if open_line is not None and wide == LINE_PX:
                painter.setPen(QPen(QColor(colour), wide, Qt.PenStyle.DashLine))
                painter.drawPolyline(open_line[0])
        self._dots(painter, transform)
        for line, words in [*lines, *([] if open_line is None else [open_line])]:
            self._tag(painter, line, words)
        painter.setWorldTransform(transform)

    def _dots(self, painter: QPainter, transform: QTransform) -> None:
        painter.setPen(QPen(QColor(self.colours.accent), LINE_PX))
        painter.setBrush(QColor(self.colours.board))
        for point in self._measured.points:
            x, y = plane(point.lonlat)
            painter.drawEllipse(transform.map(QPointF(x, y)), DOT_PX, DOT_PX)

    def _tag(self, painter: QPainter, line: QPolygonF, words: str) -> None:
        """The words of a leg in its middle, where it is long enough for them."""
        font = plain_font(TYPE_PX, bold=True)
        wide = QFontMetricsF(font).horizontalAdvance(words) + 2 * PAD_PX
        across = line.at(line.count() - 1) - line.at(0)
        if (across.x() ** 2 + across.y() ** 2) ** 0.5 < LEAST_SHARE * wide:
            return
        middle = line.at(line.count() // 2)
        if line.count() == 2:
            middle = (line.at(0) + line.at(1)) / 2
        area = QRectF(middle.x() - wide / 2, middle.y() - HIGH_PX / 2, wide, HIGH_PX)
        painter.setPen(QPen(QColor(self.colours.accent), 1))
        painter.setBrush(QColor(self.colours.board))
        painter.drawRoundedRect(area, 4, 4)
        painter.setPen(QColor(self.colours.text))
        painter.setFont(font)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)


def _leg(start: LonLat, end: LonLat) -> tuple[FloatArray, str]:
    return plane(way(start, end)), leg_words(leg(start, end))


def _px(line: FloatArray, transform: QTransform) -> QPolygonF:
    scale = np.array([transform.m11(), transform.m22()])
    points = line * scale + (transform.dx(), transform.dy())
    return QPolygonF([QPointF(x, y) for x, y in points.tolist()])
