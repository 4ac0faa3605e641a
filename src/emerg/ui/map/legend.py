"""The legend: what the colours and signs mean that are on the map just now."""

from collections.abc import Collection
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from emerg.paper.symbols import SymbolName
from emerg.texts import Lang, Prose, Text, render
from emerg.ui.map import classes
from emerg.ui.map.boards import MARGIN, PAD, ROW, board, rows_of
from emerg.ui.map.palette import Palette
from emerg.ui.map.road_items import CORE_PX, LITTLE_H, LOOKS, Slack, draw_cross
from emerg.ui.map.stamps import MarkLook, Stamps, draw_symbol, plain_font

ROUGH = Text("schematic line, up to 5 km off")
OF_ANSWER: tuple[tuple[str, Prose], ...] = (
    ("head", Text("Front at the earliest")),
    *((f"class {index}", words) for index, words in enumerate(classes.WORDS)),
    ("rough", ROUGH),
    ("incident", Text("incident")),
    ("intake", Text("intake, waterworks")),
    ("below", Text("stays below the limit")),
)
# Only while they are shown.
OF_ROADS: tuple[tuple[str, Prose], ...] = (
    ("closed", Text("closed road")),
    ("way none", Text("way to be driven")),
    ("way ample", Text("way, at least {h} h of slack", h=f"{LITTLE_H:g}")),
    ("way short", Text("way, less than {h} h of slack", h=f"{LITTLE_H:g}")),
    ("way late", Text("way, too late")),
    ("interception", Text("place to hold it, by number")),
    ("depot", Text("depot")),
    ("leak", Text("here the leak enters the river")),
)
SYMBOLS: dict[str, SymbolName] = {
    "incident": "incident",
    "interception": "interception",
    "depot": "depot",
    "leak": "pond",
}
SLACKS: dict[str, Slack] = {f"way {slack}": slack for slack in LOOKS}
SIGN_PX, ENTRY_GAP, HALF_PX = 28.0, 14.0, 11.0


class Entry(NamedTuple):
    """A sign and its words, and how much room they take [px]."""

    kind: str
    text: str
    sign: float
    wide: float


def entries(lang: Lang, *, answered: bool, roads: Collection[str]) -> list[Entry]:
    """What is to be explained, in the order of the legend."""
    of_answer = OF_ANSWER if answered else ()
    told = (*of_answer, *(row for row in OF_ROADS if row[0] in roads))
    # The incident is where a leak enters: one sign, which says so.
    hidden = "incident" if "leak" in roads else ""
    return [_entry(kind, render(words, lang)) for kind, words in told if kind != hidden]


def _entry(kind: str, text: str) -> Entry:
    sign = 0.0 if kind == "head" else SIGN_PX
    return Entry(kind, text, sign, sign + QFontMetricsF(_font(kind)).horizontalAdvance(text))


def paint(painter: QPainter, size: QSize, shown: list[Entry], stamps: Stamps) -> float:
    """Draw the legend along the top; returns where it ends [px]."""
    widths = [entry.wide + ENTRY_GAP for entry in shown]
    rows = rows_of(widths, size.width() - 2 * (MARGIN + PAD) + ENTRY_GAP)
    wide = max(sum(widths[i] for i in row) for row in rows) - ENTRY_GAP + 2 * PAD
    area = QRectF(MARGIN, MARGIN, wide, ROW * len(rows) + PAD)
    board(painter, area, stamps.colours)
    for number, row in enumerate(rows):
        x, y = area.left() + PAD, area.top() + PAD / 2 + ROW * (number + 0.5)
        for entry in (shown[index] for index in row):
            if entry.sign:
                _sign(painter, entry.kind, QPointF(x + HALF_PX, y), stamps)
            painter.setFont(_font(entry.kind))
            painter.setPen(QColor(stamps.colours.text))
            painter.drawText(QPointF(x + entry.sign, y + 4), entry.text)
            x += entry.wide + ENTRY_GAP
    return area.bottom()


def _font(kind: str) -> QFont:
    return plain_font(11, bold=kind == "head")


def _sign(painter: QPainter, kind: str, at: QPointF, stamps: Stamps) -> None:
    """The sign of one entry, its middle `at`."""
    colours = stamps.colours
    painter.save()
    painter.translate(at)
    if kind in SYMBOLS:
        ink = colours.danger if kind in ("incident", "leak") else colours.ink
        draw_symbol(painter, SYMBOLS[kind], 16, ink, colours.paper, colours.board)
    elif kind in ("intake", "below"):
        look = MarkLook(0, 3, kind == "intake", kind == "below", small=False, selected=False)
        pixmap = stamps.mark(look)
        size = pixmap.deviceIndependentSize()
        painter.scale(0.72, 0.72)
        painter.drawPixmap(QPointF(-size.width() / 2, -size.height() / 2), pixmap)
    elif kind == "closed":
        for pen in (_pen(colours.danger, 5.0), _pen(colours.paper, 2.0, (5.0, 5.0))):
            _line(painter, pen)
        draw_cross(painter, QPointF(0, 0), colours)
    else:
        for pen in _line_pens(kind, colours):
            _line(painter, pen)
    painter.restore()


def _line_pens(kind: str, colours: Palette) -> list[QPen]:
    """From below: what a line of this kind is drawn with."""
    if kind in SLACKS:
        look = LOOKS[SLACKS[kind]]
        ink = getattr(colours, look.colour)
        return [_pen(ink, look.width_px, look.dashes_px), _pen(colours.casing, CORE_PX)]
    if kind == "rough":
        return [_pen(colours.text, 2.0, (6.0, 4.0))]
    index = int(kind.split()[1])
    return [_pen(colours.plume[index], classes.WIDTHS_PX[index])]


def _pen(colour: str, width: float, dashes_px: tuple[float, ...] = ()) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes_px:
        pen.setDashPattern([px / width for px in dashes_px])
    return pen


def _line(painter: QPainter, pen: QPen) -> None:
    painter.setPen(pen)
    painter.drawLine(QPointF(-HALF_PX, 0), QPointF(HALF_PX, 0))
