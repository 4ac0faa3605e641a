"""The map as a picture: what is in view, and a line below that says what it is and of when."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from emerg.ui.map.names import NamesItem
from emerg.ui.map.palette import Palette
from emerg.ui.map.stamps import Stamps, plain_font
from emerg.ui.theme import DRILL, DRILL_TEXT

if TYPE_CHECKING:
    from emerg.ui.map.view import MapView

LINE_PX, TYPE_PX, PAD_PX = 26, 13, 10
INCH_M = 0.0254
DOTS_PER_INCH = 96.0  # of a picture as large as on the screen


@dataclass(frozen=True, slots=True)
class Caption:
    """The line below: `drill` in words, empty for the real; what it is; of when."""

    title: str
    time: str
    drill: str = ""


def prepared(view: "MapView", stamps: Stamps, for_s: float) -> bool:
    """Whether every name in view is among `stamps`; for so long draws those that are not.

    A name in a resolution of its own takes some milliseconds: whoever asks again until it is so
    keeps the window alive between.
    """
    names = next(item for item in view.scene().items() if isinstance(item, NamesItem))
    view.name_now()
    stamps.allow(for_s)
    for placed, _at in names.placed(view.viewportTransform(), QRectF(view.viewport().rect())):
        if placed.symbol is None:
            stamps.name(placed.text, placed.style, placed.degrees)
    return not stamps.refused


def picture(view: "MapView", caption: Caption, stamps: Stamps) -> QImage:
    """What `view` shows over its caption, in the resolution of `stamps`."""
    size, ratio, kept = view.viewport().size(), stamps.ratio, view.stamps
    image = QImage(
        round(size.width() * ratio),
        round((size.height() + LINE_PX) * ratio),
        QImage.Format.Format_RGB32,
    )
    image.setDevicePixelRatio(ratio)
    # So that a document gives it the size it has on the screen.
    dots_per_m = round(DOTS_PER_INCH * ratio / INCH_M)
    image.setDotsPerMeterX(dots_per_m)
    image.setDotsPerMeterY(dots_per_m)
    view.name_now()
    painter = QPainter(image)
    try:
        if stamps is not kept:
            view.use_stamps(stamps)
        view.render(painter, QRectF(view.viewport().rect()), view.viewport().rect())
        line = QRectF(0, size.height(), size.width(), LINE_PX)
        _caption(painter, line, caption, kept.colours)
    finally:
        painter.end()
        if stamps is not kept:
            view.use_stamps(kept)
    return image


def _caption(painter: QPainter, line: QRectF, caption: Caption, colours: Palette) -> None:
    painter.resetTransform()
    painter.setClipping(False)
    painter.fillRect(line, QColor(colours.board))
    painter.setPen(QPen(QColor(colours.line), 1))
    painter.drawLine(line.topLeft(), line.topRight())
    font = plain_font(TYPE_PX, bold=True)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    left, middle = line.left() + PAD_PX, Qt.AlignmentFlag.AlignVCenter
    if caption.drill:
        wide = metrics.horizontalAdvance(caption.drill) + 2 * PAD_PX
        badge = QRectF(line.topLeft(), line.bottomLeft() + QPointF(wide, 0))
        painter.fillRect(badge, QColor(DRILL))
        painter.setPen(QColor(DRILL_TEXT))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, caption.drill)
        left = badge.right() + PAD_PX
    painter.setPen(QColor(colours.text))
    right = line.right() - PAD_PX
    painter.drawText(
        line.adjusted(0, 0, -PAD_PX, 0), middle | Qt.AlignmentFlag.AlignRight, caption.time
    )
    room = right - metrics.horizontalAdvance(caption.time) - PAD_PX - left
    title = metrics.elidedText(caption.title, Qt.TextElideMode.ElideRight, room)
    painter.drawText(QRectF(left, line.top(), room, line.height()), middle, title)
