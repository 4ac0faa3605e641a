"""Where something was found: a ring around the place, and its name on a tag beside it."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from emerg.ui.map.mercator import point
from emerg.ui.map.palette import Palette
from emerg.ui.map.stamps import plain_font
from emerg.ui.map.tool_view import Coloured, ToolView

FOUND_Z = 9500.0
RING_PX, TICK_PX, AWAY_PX, PAD_PX, HIGH_PX = 13.0, 6.0, 10.0, 6.0, 22.0
TYPE_PX = 12


class FoundMark(Coloured):
    """Stays its size at every scale; Esc on the map takes it away."""

    def __init__(self, view: ToolView) -> None:
        super().__init__()
        self._view = view
        self._name = ""
        self.colours: Palette
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setZValue(FOUND_Z)
        self.hide()
        view.add_coloured(self)

    @property
    def is_open(self) -> bool:
        return self.isVisible()

    def show_at(self, lon: float, lat: float, name: str) -> None:
        """Mark a position (WGS84) with its name."""
        self.prepareGeometryChange()
        self._name = name
        self.setPos(QPointF(*point(lon, lat)))
        self.show()
        self._view.opened(self)
        self._view.selected = (lon, lat)

    def leave(self) -> None:
        self.hide()
        self._view.selected = None

    def boundingRect(self) -> QRectF:
        around = RING_PX + TICK_PX + 2
        return QRectF(-around, -around, 2 * around, 2 * around).united(self._tag())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self.colours
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, wide in ((colours.casing, 5.0), (colours.accent, 2.4)):
            painter.setPen(QPen(QColor(colour), wide))
            painter.drawEllipse(QPointF(0, 0), RING_PX, RING_PX)
            for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                near, far = RING_PX - 3, RING_PX + TICK_PX
                painter.drawLine(QPointF(x * near, y * near), QPointF(x * far, y * far))
        tag = self._tag()
        painter.setPen(QPen(QColor(colours.accent), 1))
        painter.setBrush(QColor(colours.board))
        painter.drawRoundedRect(tag, 4, 4)
        painter.setPen(QColor(colours.text))
        painter.setFont(plain_font(TYPE_PX, bold=True))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, self._name)

    def _tag(self) -> QRectF:
        wide = QFontMetricsF(plain_font(TYPE_PX, bold=True)).horizontalAdvance(self._name)
        left = RING_PX + AWAY_PX
        return QRectF(left, -RING_PX - HIGH_PX / 2, wide + 2 * PAD_PX, HIGH_PX)
