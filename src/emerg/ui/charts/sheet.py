"""The chart in sight, with its title, and the key to what is drawn: what is copied as a picture."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPixmap, QRegion
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from emerg.paper.chart_words import (
    limit_label,
    place_title,
    river_title,
    slack_lines,
    slack_title,
)
from emerg.paper.place_chart_words import place_words
from emerg.paper.river_chart_words import river_words
from emerg.response.place_chart import Line, PlaceChart
from emerg.response.river_chart import RiverChart
from emerg.response.slack_chart import SlackChart
from emerg.texts import Prose, Text
from emerg.ui.charts.key_row import Entry, KeyRow
from emerg.ui.theme import BODY_PX, THEMES, Theme
from emerg.ui.widgets import label
from emerg.ui.words import Words

if TYPE_CHECKING:
    from emerg.ui.charts.canvas import Canvas
    from emerg.ui.charts.views import Drawn

Chart: TypeAlias = PlaceChart | RiverChart | SlackChart
NAMES: dict[type, str] = {
    PlaceChart: "chart_of_place",
    RiverChart: "chart_of_river",
    SlackChart: "chart_of_slack",
}
# The least height of a chart, and of a row of bars, in heights of the text; around a picture [px].
LEAST, ROW, MARGIN_PX = 17.0, 2.6, 8
DRILL = Text("◆ DRILL")


class ChartSheet(QFrame):
    """Draws one chart, or says why there is none; tells which hour was clicked on it."""

    hour_clicked = Signal(float)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setObjectName("chart_sheet")
        self._words = words
        self._theme, self._text_px = THEMES["day"], BODY_PX
        self.chart: Chart | None = None
        self._log = False
        self._hour: float | None = None
        self._why: Prose = ""
        self.canvases: dict[type, Canvas] = {}
        self._subject: object = None
        self.drill = label("drill", name="chart_drill")
        self.title = label("strong", wrap=True, name="chart_title")
        self.why = label("", wrap=True, name="chart_why")
        self.why.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.why)
        self.key = KeyRow(words)
        words.say(self.drill.setText, DRILL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.drill, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.title, 1)
        column.addLayout(top)
        column.addWidget(self.stack, 1)
        column.addWidget(self.key)
        self.show_words("")

    @property
    def told(self) -> tuple[Prose, ...]:
        """The chart in words."""
        return () if self.chart is None else words_of(self.chart)

    def show_words(self, words: Prose) -> None:
        """No chart, but why there is none."""
        self.chart, self._why = None, words
        self._draw()

    def show_chart(self, chart: Chart, *, log: bool) -> None:
        """Draw this; the figures by their logarithm where `log` is set."""
        fresh = log != self._log or _subject(chart) != self._subject
        self.chart, self._log, self._subject = chart, log, _subject(chart)
        self._draw(keep=not fresh)

    def show_hour(self, hour: float | None) -> None:
        """The hour of the map, on a chart that goes by hours; None: it shows all of them."""
        self._hour = hour
        if self.isVisible() and isinstance(self.chart, PlaceChart):
            self._draw_hour(self.canvases[PlaceChart])

    def set_look(self, theme: Theme, text_px: int) -> None:
        self._theme, self._text_px = theme, text_px
        self.key.set_look(theme, text_px)
        self._draw(keep=True)

    def say_again(self) -> None:
        """In the language of now."""
        self._draw(keep=True)

    def picture(self) -> QPixmap:
        """What is in sight, on the ground of the theme."""
        ratio, around = self.devicePixelRatioF(), QSize(2 * MARGIN_PX, 2 * MARGIN_PX)
        found = QPixmap((self.size() + around) * ratio)
        found.setDevicePixelRatio(ratio)
        found.fill(QColor(self._theme.surface))
        children = QWidget.RenderFlag.DrawChildren
        self.render(found, QPoint(MARGIN_PX, MARGIN_PX), QRegion(), children)
        return found

    def _draw(self, *, keep: bool = False) -> None:
        chart = self.chart
        self.drill.setVisible(chart is not None and chart.exercise)
        self.title.setVisible(chart is not None)
        self.key.setVisible(chart is not None)
        if chart is None:
            self._words.say(self.why.setText, self._why)
            self.stack.setCurrentWidget(self.why)
            self.stack.setMinimumHeight(0)
            return
        # pyqtgraph takes a while to load: whoever has a chart has loaded it, off the UI thread.
        from emerg.ui.charts.bars import draw_slack
        from emerg.ui.charts.canvas import Canvas
        from emerg.ui.charts.views import draw_place, draw_river

        kind = type(chart)
        if kind not in self.canvases:
            self.canvases[kind] = Canvas(NAMES[kind])
            self.stack.addWidget(self.canvases[kind].widget)
            if kind is PlaceChart:
                self.canvases[kind].clicked.connect(self.hour_clicked)
        canvas = self.canvases[kind]
        how = self._how(keep=keep)
        draw: dict[type, Callable[[Any, Any, Any], None]] = {
            PlaceChart: draw_place,
            RiverChart: draw_river,
            SlackChart: draw_slack,
        }
        self.stack.setMinimumHeight(round(_least(chart) * self._text_px))
        self.stack.setCurrentWidget(canvas.widget)
        draw[kind](canvas, chart, how)
        if kind is PlaceChart:
            self._draw_hour(canvas)
        self._words.say(self.title.setText, title_of(chart))
        self.key.show_entries(tuple(entries(chart)))
        canvas.widget.setAccessibleName(self.title.text())
        said = map(self._words.of, words_of(chart))
        canvas.widget.setAccessibleDescription("\n".join(said))

    def _draw_hour(self, canvas: "Canvas") -> None:
        from emerg.ui.charts.views import draw_hour

        draw_hour(canvas, self._hour, self._how())

    def _how(self, *, keep: bool = False) -> "Drawn":
        from emerg.ui.charts.views import Drawn

        return Drawn(self._theme, self._text_px, self._words.lang, self._log, keep)


def title_of(chart: Chart) -> Text:
    """What a chart is of."""
    if isinstance(chart, PlaceChart):
        return place_title(chart)
    return river_title(chart) if isinstance(chart, RiverChart) else slack_title(chart)


def words_of(chart: Chart) -> tuple[Prose, ...]:
    """A chart as sentences."""
    if isinstance(chart, PlaceChart):
        return place_words(chart)
    return river_words(chart) if isinstance(chart, RiverChart) else slack_lines(chart)


def entries(chart: Chart) -> Iterator[Entry]:
    """What is drawn on a chart."""
    if isinstance(chart, SlackChart):
        states = {bar.state for bar in chart.bars}
        known = (
            Entry("in_time", Text("in time")),
            Entry("unknown", Text("not known who could come: at most")),
            Entry("short", Text("not enough boom")),
            Entry("too_late", Text("too late")),
            Entry("passed", Text("front has passed")),
        )
        yield from (entry for entry in known if entry.thing in states)
        return
    yield Entry("likely", Text("likely line"))
    yield Entry("band", Text("5–95 % at the moment"))
    if isinstance(chart, RiverChart):
        if any(stop.peak_mg_l is not None for stop in chart.stops):
            yield Entry("peak", Text("peak at a place, whenever: 5–95 %"))
        yield Entry("front", Text("front"))
        yield from _limits(() if chart.per_tonne else chart.limits)
        return
    if chart.peak_mg_l is not None:
        yield Entry("peak", Text("peak and its time: 5–95 %"))
    if chart.limit is not None and not chart.per_tonne:
        yield from _limits((chart.limit,))
    if any(found.state == "value" for found in chart.samples):
        yield Entry("sample", Text("sample"))
    if any(found.state == "below" for found in chart.samples):
        yield Entry("below", Text("below detection"))


def _limits(limits: Iterable[Line]) -> Iterator[Entry]:
    return (Entry("limit", limit_label(limit)) for limit in limits)


def _least(chart: Chart) -> float:
    """Its least height, in heights of the text."""
    return max(LEAST, ROW * len(chart.bars)) if isinstance(chart, SlackChart) else LEAST


def _subject(chart: Chart) -> object:
    """What stays the same while time passes and hours are chosen."""
    if isinstance(chart, PlaceChart):
        return chart.site, chart.h
    return chart.km if isinstance(chart, RiverChart) else None
