"""The corners of the map are drawn: scale bar and north, legend, where the data come from."""

from math import floor, log10

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from emerg.ui.map import legend
from emerg.ui.map.boards import PAD, ROW, board
from emerg.ui.map.corners import BAR_ROOM_PX, Laid, Lines
from emerg.ui.map.mercator import ground_m
from emerg.ui.map.palette import Palette
from emerg.ui.map.stamps import Stamps, plain_font

ROUND = (1.0, 2.0, 5.0)


def scale_bar(metres_per_px: float, lat: float, room_px: float) -> tuple[float, float]:
    """The longest round length on the ground [m] that fits into `room_px`, and its bar [px].

    >>> scale_bar(100.0, 0.0, 150.0)
    (10000.0, 100.0)
    """
    ground_per_px = metres_per_px * ground_m(lat)
    most = room_px * ground_per_px
    power = 10.0 ** floor(log10(most))
    length = max(step * power for step in ROUND if step * power <= most)
    return length, length / ground_per_px


def length_words(metres: float) -> str:
    """A round length for the scale bar.

    >>> length_words(20000.0), length_words(500.0)
    ('20 km', '500 m')
    """
    return f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"


def paint_corners(painter: QPainter, laid: Laid, stamps: Stamps, at: tuple[float, float]) -> None:
    """Draw all of it over the map, in pixels of the viewport.

    `at`: plane metres per pixel, and the latitude in the middle: the scale bar holds there.
    """
    colours = stamps.colours
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _scale(painter, laid.scale, at, colours)
    _credit(painter, laid.credit, colours)
    if laid.legend is not None:
        legend.paint(painter, laid.legend, stamps, folded=laid.folded)
    for lines in (laid.chain, laid.hour):
        if lines is not None:
            _lines(painter, lines, colours)


def _scale(painter: QPainter, area: QRectF, at: tuple[float, float], colours: Palette) -> None:
    board(painter, area, colours)
    length, bar = scale_bar(*at, BAR_ROOM_PX - 30)
    left, base = area.left() + PAD + 24, area.bottom() - PAD - 2
    _north(painter, area.left() + PAD + 7, area.center().y(), colours)
    painter.setPen(QPen(QColor(colours.text), 1.6))
    painter.drawPolyline(
        QPolygonF([QPointF(left + x, base - y) for x, y in ((0, 5), (0, 0), (bar, 0), (bar, 5))])
    )
    painter.setFont(plain_font(11, bold=True))
    painter.drawText(QPointF(left + bar + 5, base + 2), length_words(length))


def _north(painter: QPainter, x: float, y: float, colours: Palette) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.text))
    painter.drawPolygon(
        QPolygonF([QPointF(x, y - 15), QPointF(x + 5, y + 1), QPointF(x - 5, y + 1)])
    )
    painter.setPen(QColor(colours.text))
    painter.setFont(plain_font(11, bold=True))
    painter.drawText(QRectF(x - 8, y + 1, 16, 15), Qt.AlignmentFlag.AlignCenter, "N")


def _credit(painter: QPainter, credit: Lines, colours: Palette) -> None:
    board(painter, credit.area, colours)
    painter.setFont(credit.rows[0][0])
    painter.setPen(QColor(colours.quiet))
    words = "\n".join(row for _font, row in credit.rows)
    painter.drawText(credit.area, Qt.AlignmentFlag.AlignCenter, words)


def _lines(painter: QPainter, lines: Lines, colours: Palette) -> None:
    """Words in rows on their board."""
    area = lines.area
    board(painter, area, colours)
    painter.setPen(QColor(colours.text))
    for number, (font, row) in enumerate(lines.rows):
        painter.setFont(font)
        place = QPointF(area.left() + PAD, area.top() + PAD / 2 + ROW * (number + 0.5) + 4.5)
        painter.drawText(place, row)
