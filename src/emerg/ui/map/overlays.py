"""What stays in the corners: scale bar and north, legend, where the data come from."""

import re
from dataclasses import dataclass
from math import floor, log10

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from emerg.texts import Lang, Prose, Text, render
from emerg.ui.map import legend
from emerg.ui.map.boards import MARGIN, PAD, ROW, board, rows_of
from emerg.ui.map.mercator import ground_m
from emerg.ui.map.palette import Palette
from emerg.ui.map.stamps import Stamps, plain_font

BAR_ROOM_PX = 150.0
ROUND = (1.0, 2.0, 5.0)
CREDIT = Text("Draft from public data, unverified · no national border · ODbL MERIT Hydro")
# Over the pictures of an office nothing is said of borders: they may show some.
CREDIT_OVER = Text("Draft from public data, unverified · ODbL MERIT Hydro")


@dataclass(frozen=True, slots=True)
class Corners:
    """What the corners show.

    Attributes
    ----------
    lat : float
        In the middle of the view: the scale bar holds there.
    signs : tuple of str
        What stands on the map and is explained in the legend.
    zones : tuple of (str, Prose)
        The rings around the incident, each with its words.
    hour : tuple of Prose
        What is said of the hour on show, one line each.
    chain : tuple of Prose
        From a road to its river and on, one part each; none where no road is concerned.
    under : tuple of Prose
        Whose the picture under the map is, in parts; none where there is none.
    folded : bool or None
        Whether the legend is folded; None: where the map is narrow.
    """

    lang: Lang
    metres_per_px: float
    lat: float
    exercise: bool
    chain: tuple[Prose, ...] = ()
    signs: tuple[str, ...] = ()
    zones: tuple[tuple[str, Prose], ...] = ()
    hour: tuple[Prose, ...] = ()
    under: tuple[Prose, ...] = ()
    folded: bool | None = None


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
    laid = legend_of(size, corners)
    top = 0.0
    if laid is not None:
        top = legend.paint(painter, laid, stamps, folded=is_folded(size, corners))
    if corners.chain:
        top = _chain(painter, size, corners, stamps.colours, top)
    if corners.hour:
        top = _hour(painter, size, corners, stamps.colours, top)
    if corners.exercise:
        _drill(painter, QRectF(0, top + PAD, size.width(), 48), corners, stamps.colours)


def is_folded(size: QSize, corners: Corners) -> bool:
    """Whether only the first row of the legend is on show."""
    return size.width() < legend.NARROW_PX if corners.folded is None else corners.folded


def legend_of(size: QSize, corners: Corners) -> legend.Board | None:
    """The legend as it lies on a map of this size; None where nothing is to be explained."""
    told = legend.entries(corners.lang, corners.signs, corners.zones)
    if not told:
        return None
    return legend.lay_out(size, told, corners.lang, folded=is_folded(size, corners))


def scale_area(size: QSize) -> QRectF:
    """Where north arrow and scale bar stand [px]."""
    wide, high = BAR_ROOM_PX + 54, 40.0
    return QRectF(MARGIN, size.height() - MARGIN - high, wide, high)


def _scale(painter: QPainter, size: QSize, corners: Corners, colours: Palette) -> None:
    area = scale_area(size)
    board(painter, area, colours)
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
    credit = (CREDIT if not corners.under else CREDIT_OVER, *corners.under)
    words = " · ".join(render(part, corners.lang) for part in credit)
    lines = credit_lines(words, metrics, size.width() - 2 * (MARGIN + PAD))
    wide = max(metrics.horizontalAdvance(line) for line in lines) + 2 * PAD
    high = ROW * len(lines) + 2
    # Where both do not fit beside each other, the credit stands above the scale.
    beside = scale_area(size).right() + MARGIN + wide + MARGIN <= size.width()
    bottom = size.height() - MARGIN if beside else scale_area(size).top() - 4
    area = QRectF(size.width() - MARGIN - wide, bottom - high, wide, high)
    if not beside:
        area.moveLeft(MARGIN)
    board(painter, area, colours)
    painter.setFont(plain_font(11))
    painter.setPen(QColor(colours.quiet))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "\n".join(lines))


def credit_lines(words: str, metrics: QFontMetricsF, room: float) -> list[str]:
    """The parts of the credit in lines that fit into `room`: no part is cut off."""
    parts = [piece for part in words.split(" · ") for piece in _pieces(part, metrics, room)]
    rows = rows_of([metrics.horizontalAdvance(f"{part} · ") for part in parts], room)
    return [" · ".join(parts[i] for i in row) for row in rows]


def _pieces(part: str, metrics: QFontMetricsF, room: float) -> list[str]:
    """A part, or where it is longer than a line the pieces it is broken into."""
    if metrics.horizontalAdvance(f"{part} · ") <= room:
        return [part]
    rows = rows_of([metrics.horizontalAdvance(letter) for letter in part], room)
    return ["".join(part[i] for i in row) for row in rows]


def _chain(painter: QPainter, size: QSize, corners: Corners, colours: Palette, top: float) -> float:
    """Road, way, river and hits in words, below `top`; returns where they end [px]."""
    words = [render(part, corners.lang) for part in corners.chain]
    words = [f"{part} →" for part in words[:-1]] + words[-1:]
    font = plain_font(12, bold=True)
    metrics = QFontMetricsF(font)
    widths = [metrics.horizontalAdvance(f"{part} ") for part in words]
    rows = rows_of(widths, size.width() - 2 * (MARGIN + PAD))
    wide = max(sum(widths[i] for i in row) for row in rows) + 2 * PAD
    area = QRectF(MARGIN, max(top, MARGIN - 4) + 4, wide, ROW * len(rows) + PAD)
    board(painter, area, colours)
    painter.setFont(font)
    painter.setPen(QColor(colours.text))
    for number, row in enumerate(rows):
        line = QPointF(area.left() + PAD, area.top() + PAD / 2 + ROW * (number + 0.5) + 4)
        painter.drawText(line, " ".join(words[i] for i in row))
    return area.bottom()


def _hour(painter: QPainter, size: QSize, corners: Corners, colours: Palette, top: float) -> float:
    """The hour on show in words, the moment first, below `top`; returns where they end [px]."""
    room = size.width() - 2 * (MARGIN + PAD)
    fonts = [plain_font(14, bold=True), *[plain_font(12)] * (len(corners.hour) - 1)]
    lines = [
        (font, row)
        for font, line in zip(fonts, corners.hour, strict=True)
        for row in wrapped(render(line, corners.lang), QFontMetricsF(font), room)
    ]
    wide = max(QFontMetricsF(font).horizontalAdvance(row) for font, row in lines) + 2 * PAD
    area = QRectF(MARGIN, max(top, MARGIN - 4) + 4, wide, ROW * len(lines) + PAD)
    board(painter, area, colours)
    painter.setPen(QColor(colours.text))
    for number, (font, row) in enumerate(lines):
        painter.setFont(font)
        place = QPointF(area.left() + PAD, area.top() + PAD / 2 + ROW * (number + 0.5) + 4.5)
        painter.drawText(place, row)
    return area.bottom()


def wrapped(words: str, metrics: QFontMetricsF, room: float) -> list[str]:
    """`words` in rows that fit into `room`: broken between words, Chinese anywhere."""
    parts = re.findall(r"[\x21-\u2fff]+\s*|\s+|.", words)
    rows = rows_of([metrics.horizontalAdvance(part) for part in parts], room)
    return ["".join(parts[i] for i in row).rstrip() for row in rows]


def _drill(painter: QPainter, area: QRectF, corners: Corners, colours: Palette) -> None:
    words = render(Text("DRILL"), corners.lang)
    painter.setFont(plain_font(34, bold=True))
    painter.setPen(QColor(colours.danger))
    painter.setOpacity(0.5)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
    painter.setOpacity(1.0)
