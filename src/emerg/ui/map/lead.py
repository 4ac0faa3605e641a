"""The short lines that lead from a name or a number to its place, as they are drawn."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from emerg.ui.map.palette import Palette

# How wide a line is, and its halo beside it; how large the dot where a number has its place.
LEAD_PX, LEAD_HALO_PX, DOT_PX = 1.2, 1.4, 2.5
LEAD_Z = 2000.0  # over the names, below every number: one may stand where several are led from


def draw_leads(
    painter: QPainter, lines: Iterable[tuple[QPointF, QPointF]], colours: Palette
) -> None:
    """Draw these lines, each with a halo; no halo lies over another line."""
    drawn = list(lines)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, width in ((colours.paper, LEAD_PX + 2 * LEAD_HALO_PX), (colours.text, LEAD_PX)):
        painter.setPen(QPen(QColor(colour), width))
        for begin, end in drawn:
            painter.drawLine(begin, end)


class LeadItem(QGraphicsItem):
    """Leads from the place of a mark, where it has a dot, to the number that stands aside."""

    def __init__(self, place: QPointF) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        self.setPos(place)
        self.setZValue(LEAD_Z)
        self._aside = QPointF()
        self._colours: Palette | None = None

    def lead(self, aside: tuple[float, float], colours: Palette) -> None:
        """Lead so far aside [px], in these colours."""
        self.prepareGeometryChange()
        self._aside, self._colours = QPointF(*aside), colours
        self.update()

    def boundingRect(self) -> QRectF:
        edge = DOT_PX + LEAD_HALO_PX
        return QRectF(QPointF(), self._aside).normalized().adjusted(-edge, -edge, edge, edge)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        if self._colours is None:
            return
        draw_leads(painter, [(QPointF(), self._aside)], self._colours)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._colours.text))
        painter.drawEllipse(QPointF(), DOT_PX, DOT_PX)
