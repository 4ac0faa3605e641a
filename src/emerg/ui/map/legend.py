"""The legend: what the colours and signs mean that are on the map just now."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple, get_args

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from emerg.paper.symbols import SymbolName
from emerg.response.around import ZoneKind
from emerg.response.dispatch_plan import LITTLE_SLACK_H
from emerg.texts import Lang, Prose, Text, render
from emerg.ui.map import classes
from emerg.ui.map.boards import MARGIN, PAD, ROW, board, rows_of
from emerg.ui.map.hour_item import cloud_pens
from emerg.ui.map.hours import HitState
from emerg.ui.map.markers import CASING_PX
from emerg.ui.map.palette import Palette
from emerg.ui.map.road_items import CORE_PX, LOOKS, Slack, draw_cross
from emerg.ui.map.stamps import MarkLook, Stamps, draw_symbol, plain_font
from emerg.ui.map.zones import zone_pen

ROUGH = Text("schematic line, up to 5 km off")
# What each kind of thing on the map is explained by, in the order of the legend: its sign, its
# words. Only what is on the map just now is told.
TABLE: tuple[tuple[str, tuple[tuple[str, Prose], ...]], ...] = (
    (
        "arrival",
        (
            ("head", Text("Front at the earliest")),
            *((f"class {index}", words) for index, words in enumerate(classes.WORDS)),
        ),
    ),
    ("rough", (("rough", ROUGH),)),
    (
        "cloud",
        (
            ("head", Text("At this hour")),
            ("cloud may", Text("it may be here")),
            ("cloud likely", Text("it is likely here")),
            ("cloud ahead", Text("not reached yet")),
        ),
    ),
    ("behind", (("cloud behind", Text("behind it, not clear")),)),
    ("incident", (("incident", Text("incident")),)),
    ("intake", (("intake", Text("intake, waterworks")),)),
    ("below", (("below", Text("stays below the limit")),)),
    (
        "states",
        (
            ("state ahead", Text("place not reached")),
            ("state there", Text("place it may be at")),
            ("state past", Text("place it has left")),
        ),
    ),
    ("closed", (("closed", Text("closed road")),)),
    ("way none", (("way none", Text("way to be driven")),)),
    ("way ample", (("way ample", Text("way, at least {h} h of slack", h=f"{LITTLE_SLACK_H:g}")),)),
    ("way short", (("way short", Text("way, less than {h} h of slack", h=f"{LITTLE_SLACK_H:g}")),)),
    ("way late", (("way late", Text("way, too late")),)),
    ("interception", (("interception", Text("place to hold it")),)),
    ("depot", (("depot", Text("depot")),)),
    ("stock", (("stock", Text("depot")),)),
    ("sampling", (("sampling", Text("point to sample: S, number, newest value")),)),
    ("leak", (("leak", Text("here the leak enters the river")),)),
)
SYMBOLS: dict[str, SymbolName] = {
    "incident": "incident",
    "interception": "interception",
    "depot": "depot",
    "stock": "depot",
    "sampling": "sampling",
    "leak": "pond",
}
# Marks of hits, by their look.
MARKS: dict[str, MarkLook] = {
    "intake": MarkLook(0, 3, intake=True, below=False, small=False, selected=False),
    "below": MarkLook(0, 3, intake=False, below=True, small=False, selected=False),
    **{
        f"state {state}": MarkLook(0, 3, False, False, False, False, state)
        for state in get_args(HitState)
        if state
    },
}
ZONE_KINDS: dict[str, ZoneKind] = {f"zone {kind}": kind for kind in get_args(ZoneKind)}
SLACKS: dict[str, Slack] = {f"way {slack}": slack for slack in LOOKS}
SIGN_PX, ENTRY_GAP, HALF_PX = 28.0, 12.0, 11.0
# A class of arrival is told by its colour, of which a short stretch is enough.
SIGNS_PX = {"head": 0.0, "class": 16.0, "fold": 14.0}
GAPS_PX = {"head": 8.0, "class": 5.0}
CLASS_HALF_PX = 7.0
# What a folded legend explains all the same: the classes of arrival, the cloud at an hour.
FIRST, FEW = ("head", "class", "cloud"), 3
# A narrower map has room for the first row only, unless the rest is asked for.
NARROW_PX = 640
NAME = Text("Legend")


class Entry(NamedTuple):
    """A sign and its words, how much room they take, and how far the next one keeps off [px]."""

    kind: str
    text: str
    sign: float
    wide: float
    gap: float


def entries(
    lang: Lang, signs: Collection[str], zones: Sequence[tuple[str, Prose]] = ()
) -> list[Entry]:
    """What is to be explained, in the order of the legend; the rings around the incident last."""
    told = [row for kind, rows in TABLE if kind in signs for row in rows]
    return [_entry(kind, render(words, lang)) for kind, words in (*told, *zones)]


@lru_cache(maxsize=512)
def _entry(kind: str, text: str) -> Entry:
    of = kind.split()[0]
    sign = SIGNS_PX.get(of, SIGN_PX)
    words = QFontMetricsF(_font(kind)).horizontalAdvance(text)
    return Entry(kind, text, sign, sign + words, GAPS_PX.get(of, ENTRY_GAP))


class Board(NamedTuple):
    """The legend laid out: where it lies on the map [px], its rows, and what folds it.

    Attributes
    ----------
    fold : Entry or None
        Stands at the end of the last row; None where one row holds everything.
    """

    area: QRectF
    rows: list[list[Entry]]
    fold: Entry | None


def lay_out(size: QSize, shown: Sequence[Entry], lang: Lang, *, folded: bool) -> Board:
    """Put entries in rows along the top; folded there is no more than what is below a head."""
    room = size.width() - 2 * (MARGIN + PAD)
    fold = _entry("fold", render(NAME, lang))
    rows = _rows(shown, room)
    if len(rows) == 1:
        return _board(rows, None)
    if folded:
        first = [entry for entry in shown if entry.kind.split()[0] in FIRST] or shown[:FEW]
        return _board(_rows(first, room - fold.wide - ENTRY_GAP), fold)
    if _wide([*rows[-1], fold]) > room:
        rows.append([])
    return _board(rows, fold)


def _rows(shown: Sequence[Entry], room: float) -> list[list[Entry]]:
    widths = [entry.wide + entry.gap for entry in shown]
    return [[shown[i] for i in row] for row in rows_of(widths, room + min(GAPS_PX.values()))]


def _board(rows: list[list[Entry]], fold: Entry | None) -> Board:
    last = [*rows[-1], fold] if fold else rows[-1]
    wide = max(map(_wide, (*rows[:-1], last))) + 2 * PAD
    return Board(QRectF(MARGIN, MARGIN, wide, ROW * len(rows) + PAD), rows, fold)


def _wide(row: Sequence[Entry]) -> float:
    return sum(entry.wide + entry.gap for entry in row) - (row[-1].gap if row else 0.0)


def paint(painter: QPainter, laid: Board, stamps: Stamps, *, folded: bool) -> None:
    """Draw the legend along the top."""
    area = QRectF(1, 1, laid.area.width(), laid.area.height())

    def draw(board_painter: QPainter) -> None:
        board(board_painter, area, stamps.colours)
        for number, row in enumerate(laid.rows):
            middle = area.top() + PAD / 2 + ROW * (number + 0.5)
            _row(board_painter, row, QPointF(area.left() + PAD, middle), stamps)
        if laid.fold is not None:
            _fold(board_painter, laid.fold, QPointF(area.right() - PAD, middle), stamps, folded)

    # It changes far less often than the view moves.
    told = tuple(map(tuple, laid.rows))
    picture = stamps.picture(
        ("legend", told, laid.fold, folded), QSizeF(area.width() + 2, area.height() + 2), draw
    )
    painter.drawPixmap(QPointF(MARGIN - 1, MARGIN - 1), picture)


def _fold(painter: QPainter, entry: Entry, end: QPointF, stamps: Stamps, folded: bool) -> None:
    """What unfolds the legend, or folds it, its right end at `end`."""
    colour = QColor(stamps.colours.accent)
    painter.setPen(colour)
    painter.setFont(_font(entry.kind))
    painter.drawText(QPointF(end.x() - entry.wide, end.y() + 4), entry.text)
    x, by = end.x() - 4, 2.5 if folded else -2.5
    painter.setBrush(colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawPolygon(
        [QPointF(x - 4, end.y() - by), QPointF(x + 4, end.y() - by), QPointF(x, end.y() + by)]
    )


def _row(painter: QPainter, shown: list[Entry], at: QPointF, stamps: Stamps) -> None:
    """Entries side by side, the first one's left end `at`."""
    x, y = at.x(), at.y()
    for entry in shown:
        if entry.sign:
            draw_sign(painter, entry.kind, QPointF(x + _half(entry.kind), y), stamps)
        painter.setFont(_font(entry.kind))
        painter.setPen(QColor(stamps.colours.text))
        painter.drawText(QPointF(x + entry.sign, y + 4), entry.text)
        x += entry.wide + entry.gap


def _font(kind: str) -> QFont:
    return plain_font(11, bold=kind == "head")


def draw_sign(painter: QPainter, kind: str, at: QPointF, stamps: Stamps) -> None:
    """The sign of one entry, its middle `at`."""
    colours = stamps.colours
    painter.save()
    painter.translate(at)
    if kind in SYMBOLS:
        ink = colours.danger if kind in ("incident", "leak") else colours.ink
        draw_symbol(painter, SYMBOLS[kind], 16, ink, colours.paper, colours.board)
    elif kind in MARKS:
        pixmap = stamps.mark(MARKS[kind])
        size = pixmap.deviceIndependentSize()
        painter.scale(0.72, 0.72)
        painter.drawPixmap(QPointF(-size.width() / 2, -size.height() / 2), pixmap)
    elif kind.startswith("zone "):
        zone = ZONE_KINDS[kind]
        for colour in ("casing", "danger"):
            painter.setPen(zone_pen(colour, zone, colours))
            painter.drawArc(QRectF(-HALF_PX, -4, 2 * HALF_PX, 22), 20 * 16, 140 * 16)
    elif kind == "closed":
        for pen in (_pen(colours.danger, 5.0), _pen(colours.paper, 2.0, (5.0, 5.0))):
            _line(painter, pen)
        draw_cross(painter, QPointF(0, 0), colours)
    else:
        for pen in _line_pens(kind, colours):
            _line(painter, pen, _half(kind))
    painter.restore()


def _half(kind: str) -> float:
    """Half of the width that a sign takes [px]."""
    return CLASS_HALF_PX if kind.startswith("class ") else HALF_PX


def _line_pens(kind: str, colours: Palette) -> list[QPen]:
    """From below: what a line of this kind is drawn with."""
    if kind in SLACKS:
        look = LOOKS[SLACKS[kind]]
        ink = getattr(colours, look.colour)
        return [_pen(ink, look.width_px, look.dashes_px), _pen(colours.casing, CORE_PX)]
    if kind == "rough":
        return [_pen(colours.text, 2.0, (6.0, 4.0))]
    if kind.startswith("cloud "):
        return cloud_pens(kind.removeprefix("cloud "), colours)
    index = int(kind.split()[1])
    width = classes.WIDTHS_PX[index]
    return [_pen(colours.casing, width + 2 * CASING_PX), _pen(colours.plume[index], width)]


def _pen(colour: str, width: float, dashes_px: tuple[float, ...] = ()) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes_px:
        pen.setDashPattern([px / width for px in dashes_px])
    return pen


def _line(painter: QPainter, pen: QPen, half_px: float = HALF_PX) -> None:
    painter.setPen(pen)
    painter.drawLine(QPointF(-half_px, 0), QPointF(half_px, 0))
