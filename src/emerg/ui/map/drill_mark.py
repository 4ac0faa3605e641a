"""The word across the map that all this is a drill: under names and signs, over all else."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from emerg.ui.map.corners import Lines
from emerg.ui.map.names import NAMES_Z
from emerg.ui.map.stamps import Stamps

OPACITY = 0.5


class DrillMark(QGraphicsItem):
    """Asks with every frame whether it is one, and where the word stands in the view."""

    def __init__(self, world: QRectF, lines: Callable[[], Lines | None], stamps: Stamps) -> None:
        super().__init__()
        self.setZValue(NAMES_Z - 1.0)
        self.stamps = stamps
        self._world, self._lines = world, lines

    def boundingRect(self) -> QRectF:
        return self._world

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        drill = self._lines()
        if drill is None:
            return
        ((font, words),) = drill.rows
        painter.save()
        painter.setWorldTransform(QTransform())
        painter.setFont(font)
        painter.setPen(QColor(self.stamps.colours.danger))
        painter.setOpacity(OPACITY)
        painter.drawText(drill.area, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()
