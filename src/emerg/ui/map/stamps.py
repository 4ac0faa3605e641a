"""Names, symbols and numbers as small pictures, each drawn once and then only put down."""

from collections.abc import Callable
from functools import lru_cache
from time import perf_counter
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
    QTransform,
)

from emerg.fonts import FAMILY
from emerg.paper.symbols import SYMBOLS, SymbolName
from emerg.ui.map.features import Style
from emerg.ui.map.halo import haloed
from emerg.ui.map.hours import HitState
from emerg.ui.map.palette import Palette, mixed, number_on

HALO_PX = 2.0
MARK_RADIUS, DOT_RADIUS = 9.5, 3.5


class _Type(NamedTuple):
    px: int
    bold: bool = False
    italic: bool = False
    colour: str = "text"  # a field of the palette


TYPES: dict[Style, _Type] = {
    "region": _Type(15, bold=True),
    "prefecture": _Type(13, bold=True),
    "county": _Type(12),
    "village": _Type(11, colour="quiet"),
    "lake": _Type(11, italic=True, colour="water_name"),
    "river": _Type(13, italic=True, colour="water_name"),
    "stream": _Type(11, italic=True, colour="water_name"),
    "site": _Type(11),
    "hit": _Type(12, bold=True),
    "sample": _Type(11, bold=True),
    "stock": _Type(11),
    "post": _Type(11),
    "post_ok": _Type(12, bold=True, colour="ok"),
    "post_warn": _Type(12, bold=True, colour="warn"),
    "post_danger": _Type(12, bold=True, colour="danger"),
}
# Symbols that are not drawn in ink.
SYMBOL_COLOURS: dict[SymbolName, str] = {
    "intake": "accent",
    "waterworks": "accent",
    "risk": "danger",
    "pond": "danger",
    "incident": "danger",
}


# Pictures are kept up to so many pixels of the layout, of four bytes each.
MOST_PX = 2_000_000


class MarkLook(NamedTuple):
    """A hit's mark: its number (0: none) in the colour of its class; a dot where room is short.

    An intake has a thick ring; a hit that stays below its limit is hollow. At an hour, `state`
    tells by its pattern: a broken ring ahead of the cloud, two rings where it may be, grey past it.
    """

    number: int
    arrival: int
    intake: bool
    below: bool
    small: bool
    selected: bool
    state: HitState = ""


def font(style: Style) -> QFont:
    """The type a kind of name is set in."""
    kind = TYPES[style]
    return plain_font(kind.px, bold=kind.bold, italic=kind.italic)


def plain_font(px: int, *, bold: bool = False, italic: bool = False) -> QFont:
    """The window's font at a size in pixels."""
    chosen = QFont(FAMILY)
    chosen.setPixelSize(px)
    chosen.setBold(bold)
    chosen.setItalic(italic)
    return chosen


@lru_cache(maxsize=8192)
def text_size(text: str, style: Style) -> tuple[float, float]:
    """Width and height [px] that a name takes, its halo included."""
    metrics = QFontMetricsF(font(style))
    wide = metrics.horizontalAdvance(text) + 2 * HALO_PX
    return wide, TYPES[style].px + 2 * HALO_PX + 1


class Stamps:
    """The pictures in the colours of one theme, for screens of one pixel ratio."""

    def __init__(self, colours: Palette, ratio: float) -> None:
        self.colours = colours
        self.ratio = ratio
        self.refused = False
        self._kept: dict[object, QPixmap] = {}
        self._until, self._drawn = 0.0, 0
        self._held_px = 0

    def allow(self, for_s: float) -> None:
        """Draw new names for so long from now on, at least one of them.

        `refused` says whether one was held back.
        """
        self._until, self._drawn, self.refused = perf_counter() + for_s, 0, False

    def name(self, text: str, style: Style, degrees: float = 0.0) -> QPixmap | None:
        """A name with its halo, turned clockwise; None if it is new and no more are allowed."""
        key = (text, style, round(degrees))
        if key not in self._kept:
            if self._drawn and perf_counter() >= self._until:
                self.refused = True
                return None
            self._drawn += 1
        return self._stamp(key, lambda: self._name(*key))

    def symbol(self, symbol: SymbolName, size: float) -> QPixmap:
        """A symbol `size` px across."""
        return self._stamp((symbol, size), lambda: self._symbol(symbol, size))

    def mark(self, look: MarkLook) -> QPixmap:
        """The mark of a hit."""
        return self._stamp(look, lambda: self._mark(look))

    def picture(self, key: object, size: QSizeF, draw: Callable[[QPainter], None]) -> QPixmap:
        """What `draw` paints from the upper left of so many pixels, kept under `key`."""

        def drawn() -> QPixmap:
            pixmap, painter = self._canvas(size.width(), size.height())
            painter.resetTransform()
            draw(painter)
            painter.end()
            return pixmap

        return self._stamp(key, drawn)

    def _stamp(self, key: object, draw: Callable[[], QPixmap]) -> QPixmap:
        """The picture kept under `key`, or drawn now; those longest unused go when there are many.

        Whoever roams over the whole map meets thousands of names.
        """
        found = self._kept.pop(key, None)
        if found is None:
            found = draw()
            self._held_px += found.width() * found.height()
        self._kept[key] = found  # the newest stand last
        while self._held_px > MOST_PX * self.ratio**2:
            oldest = self._kept.pop(next(iter(self._kept)))
            self._held_px -= oldest.width() * oldest.height()
        return found

    def _name(self, text: str, style: Style, degrees: int) -> QPixmap:
        wide, high = text_size(text, style)
        turn = QTransform().rotate(degrees)
        frame = turn.mapRect(QRectF(-wide / 2, -high / 2, wide, high))
        pixmap, painter = self._canvas(frame.width() + 2, frame.height() + 2)
        if degrees:
            painter.rotate(degrees)
        # Middle of the Chinese square, a little below that of Latin capitals.
        start = QPointF(-wide / 2 + HALO_PX, TYPES[style].px * 0.38)
        colour = QColor(getattr(self.colours, TYPES[style].colour))
        if degrees:
            shape = QPainterPath()
            shape.addText(start, font(style), text)
            painter.fillPath(shape, colour)
        else:
            painter.setFont(font(style))
            painter.setPen(colour)
            painter.drawText(start, text)
        painter.end()
        radius = HALO_PX * self.ratio
        return QPixmap.fromImage(haloed(pixmap.toImage(), QColor(self.colours.land), radius))

    def _symbol(self, symbol: SymbolName, size: float) -> QPixmap:
        pixmap, painter = self._canvas(size + 4, size + 4)
        ink = getattr(self.colours, SYMBOL_COLOURS.get(symbol, "ink"))
        draw_symbol(painter, symbol, size, ink, self.colours.paper, self.colours.land)
        painter.end()
        return pixmap

    def _mark(self, look: MarkLook) -> QPixmap:
        radius = DOT_RADIUS if look.small and not look.selected else MARK_RADIUS
        pixmap, painter = self._canvas(2 * radius + 14, 2 * radius + 14)
        colour, hollow = self._mark_colours(look)
        middle = QPointF(0, 0)
        painter.setPen(Qt.PenStyle.NoPen)
        if look.selected:
            painter.setBrush(QColor(self.colours.accent))
            painter.drawEllipse(middle, radius + 5, radius + 5)
        if look.state == "there":
            painter.setBrush(QColor(self.colours.cloud_edge))
            painter.drawEllipse(middle, radius + 4.2, radius + 4.2)
        # A mark that is not told of now must not shine.
        quiet = look.state in ("ahead", "past")
        painter.setBrush(QColor(self.colours.land if quiet else self.colours.casing))
        painter.drawEllipse(middle, radius + 2, radius + 2)
        if look.intake:
            painter.setBrush(QColor(self.colours.danger))
            painter.drawEllipse(middle, radius + 2, radius + 2)
            painter.setBrush(QColor(self.colours.casing))
            painter.drawEllipse(middle, radius - 0.5, radius - 0.5)
            radius -= 1.5 if not look.small else 0.5
        painter.setBrush(QColor(self.colours.paper if hollow else colour))
        ring = QPen(QColor(self.colours.cloud_edge if look.state == "there" else colour), 1.6)
        if look.state == "ahead":
            ring.setDashPattern([1.6, 1.4])
        painter.setPen(ring)
        painter.drawEllipse(middle, radius - 0.8, radius - 0.8)
        if radius > DOT_RADIUS + 1:
            plain = hollow or look.state == "past"
            ink = self.colours.text if plain else number_on(colour, self.colours)
            painter.setPen(QColor(ink))
            painter.setFont(plain_font(11 if look.number < 100 else 9, bold=True))
            number = str(look.number or "")
            painter.drawText(QRectF(-14, -10, 28, 19.4), Qt.AlignmentFlag.AlignCenter, number)
        painter.end()
        return pixmap

    def _mark_colours(self, look: MarkLook) -> tuple[str, bool]:
        """What a mark is drawn in, and whether it is hollow."""
        if look.state == "ahead":
            return self.colours.quiet, True
        if look.state == "past":
            return mixed(self.colours.quiet, self.colours.paper, 0.4), look.below
        # Filled as the band that it may be in: the colour of the other says that it is likely.
        if look.state == "there":
            return self.colours.cloud_hollow, look.below
        return self.colours.plume[look.arrival], look.below

    def _canvas(self, wide: float, high: float) -> tuple[QPixmap, QPainter]:
        """An empty picture and a painter whose zero is its middle."""
        pixmap = QPixmap(_even(wide * self.ratio), _even(high * self.ratio))
        pixmap.setDevicePixelRatio(self.ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing
        )
        size = pixmap.deviceIndependentSize()
        painter.translate(size.width() / 2, size.height() / 2)
        return pixmap, painter


def draw_symbol(
    painter: QPainter, symbol: SymbolName, size: float, ink: str, paper: str, halo: str
) -> None:
    """Draw a symbol of the family around the painter's zero, `size` across."""
    half = size / 2
    outlines = []
    for shape in SYMBOLS[symbol]:
        polygon = QPolygonF([QPointF(x * half, -y * half) for x, y in shape.points])
        path = QPainterPath()
        path.addPolygon(polygon)
        if shape.closed:
            path.closeSubpath()
        outlines.append((shape.fill, path))
    for _fill, path in outlines:
        painter.strokePath(path, _round_pen(halo, 3.6))
    for fill, path in outlines:
        if fill != "none":
            painter.fillPath(path, QColor(ink if fill == "ink" else paper))
        painter.strokePath(path, _round_pen(ink, 1.3))


def _round_pen(colour: str, width: float) -> QPen:
    return QPen(
        QColor(colour),
        width,
        Qt.PenStyle.SolidLine,
        Qt.PenCapStyle.RoundCap,
        Qt.PenJoinStyle.RoundJoin,
    )


def _even(px: float) -> int:
    """A whole number of pixels with a middle on a pixel's edge."""
    return 2 * (int(px / 2) + 1)
