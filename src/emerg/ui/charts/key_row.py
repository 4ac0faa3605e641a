"""What the lines, hatches and marks of a chart mean: a sample of each, and its name."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from emerg.texts import Text
from emerg.ui.charts.strokes import STROKES, Thing
from emerg.ui.map.stamps import plain_font
from emerg.ui.theme import BODY_PX, CAPTION, THEMES, Theme
from emerg.ui.words import Words

SAMPLE_PX, GAP_PX, BESIDE_PX, LINE = 26, 14, 5, 1.5
BAND: tuple[Thing, ...] = ("band", "in_time", "unknown", "short", "too_late", "passed")


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing on the chart, and what it is called."""

    thing: Thing
    text: Text


class KeyRow(QWidget):
    """The entries one after the other, in as many lines as they take."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._entries: tuple[Entry, ...] = ()
        self._theme, self._text_px = THEMES["day"], BODY_PX
        self.setObjectName("chart_key")
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Explain these things."""
        self._entries = tuple(entries)
        said = [self._words.of(entry.text) for entry in entries]
        self.setAccessibleName(", ".join(said))
        self._fit()

    def set_look(self, theme: Theme, text_px: int) -> None:
        self._theme, self._text_px = theme, text_px
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(plain_font(self._text_px + CAPTION))
        high = self._line_px()
        for entry, x, y in self._places():
            _sample(painter, entry.thing, QRectF(x, y, SAMPLE_PX, high), self._theme)
            painter.setPen(self._theme.text)
            text_at = QRectF(x + SAMPLE_PX + BESIDE_PX, y, self.width(), high)
            painter.drawText(text_at, Qt.AlignmentFlag.AlignVCenter, self._words.of(entry.text))

    def _fit(self) -> None:
        lines = {y for _entry, _x, y in self._places()}
        self.setFixedHeight(round(len(lines) * self._line_px()))
        self.update()

    def _line_px(self) -> float:
        return (self._text_px + CAPTION) * LINE

    def _places(self) -> list[tuple[Entry, float, float]]:
        """Every entry with the upper left corner of its place."""
        metrics = QFontMetrics(plain_font(self._text_px + CAPTION))
        found: list[tuple[Entry, float, float]] = []
        x = y = 0.0
        for entry in self._entries:
            wide = SAMPLE_PX + BESIDE_PX + metrics.horizontalAdvance(self._words.of(entry.text))
            if x > 0 and x + wide > self.width():
                x, y = 0.0, y + self._line_px()
            found.append((entry, x, y))
            x += wide + GAP_PX
        return found


def _sample(painter: QPainter, thing: Thing, place: QRectF, theme: Theme) -> None:
    """A piece of the thing as the chart has it."""
    stroke, middle = STROKES[thing], place.center()
    painter.setPen(stroke.pen(theme))
    painter.setBrush(stroke.brush(theme))
    if thing in BAND:
        painter.drawRect(place.adjusted(1, 3, -1, -3))
    elif thing == "sample":
        painter.drawEllipse(middle, 4, 4)
    elif thing == "below":
        corners = [QPointF(-4.5, -4), QPointF(4.5, -4), QPointF(0, 4)]
        painter.drawPolygon(QPolygonF([middle + corner for corner in corners]))
    else:
        painter.drawLine(QPointF(place.left(), middle.y()), QPointF(place.right(), middle.y()))
        if thing == "peak":
            painter.drawLine(QPointF(middle.x(), place.top()), QPointF(middle.x(), place.bottom()))
