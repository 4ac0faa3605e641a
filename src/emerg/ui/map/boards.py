"""The boards in the corners of the map, and how words are set in rows on them."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from emerg.ui.map.palette import Palette

MARGIN, PAD, ROW = 12.0, 8.0, 18.0
BOARD_OPACITY = 0.88


def board(painter: QPainter, area: QRectF, colours: Palette) -> None:
    """The ground of a board, through which the map is guessed."""
    ground = QColor(colours.board)
    ground.setAlphaF(BOARD_OPACITY)
    painter.setPen(QPen(QColor(colours.line), 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(area, 6, 6)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def rows_of(widths: list[float], room: float) -> list[list[int]]:
    """Entries of these widths in rows that fit into `room`, in order.

    >>> rows_of([50.0, 60.0, 40.0, 90.0], 120.0)
    [[0, 1], [2], [3]]
    """
    rows: list[list[int]] = [[]]
    used = 0.0
    for index, width in enumerate(widths):
        if rows[-1] and used + width > room:
            rows.append([])
            used = 0.0
        rows[-1].append(index)
        used += width
    return rows
