"""What stays in the corners of the map, and where it lies: names keep clear of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF

from emerg.texts import Lang, Prose, Text, render
from emerg.ui.map import legend
from emerg.ui.map.boards import MARGIN, PAD, ROW, rows_of
from emerg.ui.map.stamps import plain_font

BAR_ROOM_PX, SCALE_HIGH_PX = 150.0, 40.0
DRILL_PX, DRILL_ROOM_PX = 34, 48.0
CREDIT = Text("Draft from public data, unverified · no national border · ODbL MERIT Hydro")
# Over the pictures of an office nothing is said of borders: they may show some.
CREDIT_OVER = Text("Draft from public data, unverified · ODbL MERIT Hydro")


@dataclass(frozen=True, slots=True)
class Corners:
    """What the corners show.

    Attributes
    ----------
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
    exercise: bool
    chain: tuple[Prose, ...] = ()
    signs: tuple[str, ...] = ()
    zones: tuple[tuple[str, Prose], ...] = ()
    hour: tuple[Prose, ...] = ()
    under: tuple[Prose, ...] = ()
    folded: bool | None = None


class Lines(NamedTuple):
    """Rows of words on a board, each in its font, and where the board lies [px]."""

    area: QRectF
    rows: tuple[tuple[QFont, str], ...]


Outline: TypeAlias = tuple[QRectF | float | None, ...]


class Laid(NamedTuple):
    """Everything in the corners, where it lies on a map of one size; None: it is not there."""

    scale: QRectF
    credit: Lines
    legend: legend.Board | None
    chain: Lines | None
    hour: Lines | None
    drill: Lines | None
    folded: bool  # the legend

    @property
    def outline(self) -> Outline:
        """What names are placed by: not how wide the words of an hour are, which runs on."""
        hour = None if self.hour is None else self.hour.area.bottom()
        shown = (self.credit, self.legend, self.chain, self.drill)
        return (self.scale, hour, *(board and board.area for board in shown))

    @property
    def boards(self) -> tuple[QRectF, ...]:
        """What lies over the map [px]."""
        told = (self.credit, self.legend, self.chain, self.hour, self.drill)
        return (self.scale, *(board.area for board in told if board is not None))


def lay_out(size: QSize, corners: Corners) -> Laid:
    """Scale and credit below; from above legend, road, hour and the word that it is a drill."""
    return _lay_out(size.width(), size.height(), corners)


@lru_cache(maxsize=16)
def _lay_out(wide: int, high: int, corners: Corners) -> Laid:
    """Kept: asked for several times in every frame, it changes far less often."""
    size = QSize(wide, high)
    scale, laid = scale_area(size), _legend(size, corners)
    top = 0.0 if laid is None else laid.area.bottom()
    chain = hour = drill = None
    if corners.chain:
        chain = _column(top, tuple(_chain_rows(size, corners)))
        top = chain.area.bottom()
    if corners.hour:
        hour = _column(top, tuple(_hour_rows(size, corners)))
        top = hour.area.bottom()
    if corners.exercise:
        drill = _drill(size, corners.lang, top)
    credit, folded = _credit(size, corners, scale), is_folded(size, corners)
    return Laid(scale, credit, laid, chain, hour, drill, folded)


def is_folded(size: QSize, corners: Corners) -> bool:
    """Whether only the first row of the legend is on show."""
    return size.width() < legend.NARROW_PX if corners.folded is None else corners.folded


def _legend(size: QSize, corners: Corners) -> legend.Board | None:
    """The legend as it lies on a map of this size; None where nothing is to be explained."""
    told = legend.entries(corners.lang, corners.signs, corners.zones)
    if not told:
        return None
    return legend.lay_out(size, told, corners.lang, folded=is_folded(size, corners))


def scale_area(size: QSize) -> QRectF:
    """Where north arrow and scale bar stand [px]."""
    wide, high = BAR_ROOM_PX + 54, SCALE_HIGH_PX
    return QRectF(MARGIN, size.height() - MARGIN - high, wide, high)


def _credit(size: QSize, corners: Corners, scale: QRectF) -> Lines:
    font = plain_font(11)
    metrics = QFontMetricsF(font)
    credit = (CREDIT if not corners.under else CREDIT_OVER, *corners.under)
    words = " · ".join(render(part, corners.lang) for part in credit)
    lines = credit_lines(words, metrics, size.width() - 2 * (MARGIN + PAD))
    wide = max(metrics.horizontalAdvance(line) for line in lines) + 2 * PAD
    high = ROW * len(lines) + 2
    # Where both do not fit beside each other, the credit stands above the scale.
    beside = scale.right() + MARGIN + wide + MARGIN <= size.width()
    bottom = size.height() - MARGIN if beside else scale.top() - 4
    area = QRectF(size.width() - MARGIN - wide, bottom - high, wide, high)
    if not beside:
        area.moveLeft(MARGIN)
    return Lines(area, tuple((font, line) for line in lines))


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


def _column(top: float, rows: tuple[tuple[QFont, str], ...]) -> Lines:
    """A board of these rows, below `top` [px]."""
    wide = max(QFontMetricsF(font).horizontalAdvance(row) for font, row in rows) + 2 * PAD
    area = QRectF(MARGIN, max(top, MARGIN - 4) + 4, wide, ROW * len(rows) + PAD)
    return Lines(area, rows)


def _chain_rows(size: QSize, corners: Corners) -> Iterator[tuple[QFont, str]]:
    """Road, way, river and hits in words."""
    words = [render(part, corners.lang) for part in corners.chain]
    words = [f"{part} →" for part in words[:-1]] + words[-1:]
    font = plain_font(12, bold=True)
    metrics = QFontMetricsF(font)
    widths = [metrics.horizontalAdvance(f"{part} ") for part in words]
    for row in rows_of(widths, size.width() - 2 * (MARGIN + PAD)):
        yield font, " ".join(words[i] for i in row)


def _hour_rows(size: QSize, corners: Corners) -> Iterator[tuple[QFont, str]]:
    """The hour on show in words, the moment first."""
    room = size.width() - 2 * (MARGIN + PAD)
    fonts = [plain_font(14, bold=True), *[plain_font(12)] * (len(corners.hour) - 1)]
    for font, line in zip(fonts, corners.hour, strict=True):
        for row in wrapped(render(line, corners.lang), QFontMetricsF(font), room):
            yield font, row


def wrapped(words: str, metrics: QFontMetricsF, room: float) -> list[str]:
    """`words` in rows that fit into `room`: broken between words, Chinese anywhere."""
    parts = re.findall(r"[\x21-\u2fff]+\s*|\s+|.", words)
    rows = rows_of([metrics.horizontalAdvance(part) for part in parts], room)
    return ["".join(parts[i] for i in row).rstrip() for row in rows]


def _drill(size: QSize, lang: Lang, top: float) -> Lines:
    """The word that all this is a drill, across the map below `top` [px]."""
    font, words = plain_font(DRILL_PX, bold=True), render(Text("DRILL"), lang)
    wide = QFontMetricsF(font).horizontalAdvance(words)
    area = QRectF((size.width() - wide) / 2, top + PAD, wide, DRILL_ROOM_PX)
    return Lines(area, ((font, words),))
