"""What stays in the corners: scale bar and north, legend, where the data come from."""

from dataclasses import dataclass
from math import floor, log10

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from emerg.texts import Lang, Prose, Text, render
from emerg.ui.map import classes
from emerg.ui.map.mercator import ground_m
from emerg.ui.map.palette import Palette
from emerg.ui.map.stamps import MarkLook, Stamps, draw_symbol, plain_font

MARGIN = 12.0
PAD = 8.0
ROW = 18.0
BAR_ROOM_PX = 150.0
ROUND = (1.0, 2.0, 5.0)
BOARD_OPACITY = 0.88
CREDIT = Text("Draft from public data, unverified · no national border · ODbL MERIT Hydro")
ROUGH = Text("schematic line, up to 5 km off")
LEGEND: tuple[tuple[str, Prose], ...] = (
    ("head", Text("Front at the earliest")),
    *(("class", words) for words in classes.WORDS),
    ("rough", ROUGH),
    ("incident", Text("incident")),
    ("intake", Text("intake, waterworks")),
    ("below", Text("stays below the limit")),
)
SIGN_PX, ENTRY_GAP = 28.0, 14.0


@dataclass(frozen=True, slots=True)
class Corners:
    """What the corners show.

    Attributes
    ----------
    lat : float
        In the middle of the view: the scale bar holds there.
    chain : tuple of Prose
        From a road to its river and on, one part each; none where no road is concerned.
    """

    lang: Lang
    metres_per_px: float
    lat: float
    legend: bool
    exercise: bool
    chain: tuple[Prose, ...] = ()


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


def paint_corners(painter: QPainter, size: QSize, corners: Corners, stamps: Stamps) -> None:
    """Draw all of it over the map, in pixels of the viewport."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _scale(painter, size, corners, stamps.colours)
    _credit(painter, size, corners, stamps.colours)
    top = _legend(painter, size, corners, stamps) if corners.legend else 0.0
    if corners.chain:
        top = _chain(painter, size, corners, stamps.colours, top)
    if corners.exercise:
        _drill(painter, QRectF(0, top + PAD, size.width(), 48), corners, stamps.colours)


def scale_area(size: QSize) -> QRectF:
    """Where north arrow and scale bar stand [px]."""
    wide, high = BAR_ROOM_PX + 46, 40.0
    return QRectF(MARGIN, size.height() - MARGIN - high, wide, high)


def _scale(painter: QPainter, size: QSize, corners: Corners, colours: Palette) -> None:
    area = scale_area(size)
    _board(painter, area, colours)
    length, bar = scale_bar(corners.metres_per_px, corners.lat, BAR_ROOM_PX - 30)
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


def _credit(painter: QPainter, size: QSize, corners: Corners, colours: Palette) -> None:
    metrics = QFontMetricsF(plain_font(11))
    lines = credit_lines(render(CREDIT, corners.lang), metrics, size.width() - 2 * (MARGIN + PAD))
    wide = max(metrics.horizontalAdvance(line) for line in lines) + 2 * PAD
    high = ROW * len(lines) + 2
    # Where both do not fit beside each other, the credit stands above the scale.
    beside = scale_area(size).right() + MARGIN + wide + MARGIN <= size.width()
    bottom = size.height() - MARGIN if beside else scale_area(size).top() - 4
    area = QRectF(size.width() - MARGIN - wide, bottom - high, wide, high)
    if not beside:
        area.moveLeft(MARGIN)
    _board(painter, area, colours)
    painter.setFont(plain_font(11))
    painter.setPen(QColor(colours.quiet))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "\n".join(lines))


def credit_lines(words: str, metrics: QFontMetricsF, room: float) -> list[str]:
    """The parts of the credit in lines that fit into `room`: no part is cut off."""
    parts = words.split(" · ")
    rows = legend_rows([metrics.horizontalAdvance(f"{part} · ") for part in parts], room)
    return [" · ".join(parts[i] for i in row) for row in rows]


def legend_rows(widths: list[float], room: float) -> list[list[int]]:
    """Entries of these widths in rows that fit into `room`, in order.

    >>> legend_rows([50.0, 60.0, 40.0, 90.0], 120.0)
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


def _legend(painter: QPainter, size: QSize, corners: Corners, stamps: Stamps) -> float:
    """Draw the legend along the top; returns where it ends [px]."""
    colours = stamps.colours
    entries = [(kind, render(text, corners.lang)) for kind, text in LEGEND]
    fonts = [plain_font(11, bold=kind == "head") for kind, _ in entries]
    signs = [0.0 if kind == "head" else SIGN_PX for kind, _ in entries]
    widths = [
        sign + QFontMetricsF(font).horizontalAdvance(text) + ENTRY_GAP
        for sign, font, (_, text) in zip(signs, fonts, entries, strict=True)
    ]
    rows = legend_rows(widths, size.width() - 2 * (MARGIN + PAD) + ENTRY_GAP)
    wide = max(sum(widths[i] for i in row) for row in rows) - ENTRY_GAP + 2 * PAD
    area = QRectF(MARGIN, MARGIN, wide, ROW * len(rows) + PAD)
    _board(painter, area, colours)
    for number, row in enumerate(rows):
        x, y = area.left() + PAD, area.top() + PAD / 2 + ROW * (number + 0.5)
        for index in row:
            kind, text = entries[index]
            if kind != "head":
                _sign(painter, kind, index - 1, QPointF(x + 11, y), stamps)
            painter.setFont(fonts[index])
            painter.setPen(QColor(colours.text))
            painter.drawText(QPointF(x + signs[index], y + 4), text)
            x += widths[index]
    return area.bottom()


def _chain(painter: QPainter, size: QSize, corners: Corners, colours: Palette, top: float) -> float:
    """Road, way, river and hits in words, below `top`; returns where they end [px]."""
    words = [render(part, corners.lang) for part in corners.chain]
    words = [f"{part} →" for part in words[:-1]] + words[-1:]
    font = plain_font(12, bold=True)
    metrics = QFontMetricsF(font)
    widths = [metrics.horizontalAdvance(f"{part} ") for part in words]
    rows = legend_rows(widths, size.width() - 2 * (MARGIN + PAD))
    wide = max(sum(widths[i] for i in row) for row in rows) + 2 * PAD
    area = QRectF(MARGIN, max(top, MARGIN - 4) + 4, wide, ROW * len(rows) + PAD)
    _board(painter, area, colours)
    painter.setFont(font)
    painter.setPen(QColor(colours.text))
    for number, row in enumerate(rows):
        line = QPointF(area.left() + PAD, area.top() + PAD / 2 + ROW * (number + 0.5) + 4)
        painter.drawText(line, " ".join(words[i] for i in row))
    return area.bottom()


def _sign(painter: QPainter, kind: str, index: int, at: QPointF, stamps: Stamps) -> None:
    """The sign of one row of the legend, its middle `at`."""
    colours = stamps.colours
    painter.save()
    painter.translate(at)
    if kind in ("class", "rough"):
        width = classes.WIDTHS_PX[index] if kind == "class" else 2.0
        pen = QPen(QColor(colours.plume[index] if kind == "class" else colours.text), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if kind == "rough":
            pen.setDashPattern([3.0, 2.0])
        painter.setPen(pen)
        painter.drawLine(QPointF(-11, 0), QPointF(11, 0))
    elif kind == "incident":
        draw_symbol(painter, "incident", 16, colours.danger, colours.paper, colours.board)
    else:
        look = MarkLook(0, 3, kind == "intake", kind == "below", small=False, selected=False)
        pixmap = stamps.mark(look)
        size = pixmap.deviceIndependentSize()
        painter.scale(0.72, 0.72)
        painter.drawPixmap(QPointF(-size.width() / 2, -size.height() / 2), pixmap)
    painter.restore()


def _drill(painter: QPainter, area: QRectF, corners: Corners, colours: Palette) -> None:
    words = render(Text("DRILL"), corners.lang)
    painter.setFont(plain_font(34, bold=True))
    painter.setPen(QColor(colours.danger))
    painter.setOpacity(0.5)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
    painter.setOpacity(1.0)


def _board(painter: QPainter, area: QRectF, colours: Palette) -> None:
    ground = QColor(colours.board)
    ground.setAlphaF(BOARD_OPACITY)
    painter.setPen(QPen(QColor(colours.line), 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(area, 6, 6)
    painter.setBrush(Qt.BrushStyle.NoBrush)
