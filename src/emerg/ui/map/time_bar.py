"""Under the map: from the start to the last recovery, an hour at a time or played."""

from dataclasses import dataclass
from math import inf

from PySide6.QtCore import QPointF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSlider, QStyle, QWidget

from emerg.response.incident import Start
from emerg.texts import Lang, Text
from emerg.ui.map.hour_words import clock_words, end_words
from emerg.ui.map.hours import End
from emerg.ui.widgets import button, label
from emerg.ui.words import Words

MINUTES = 60
# Minutes a step is long up to so many hours after the start: what comes first is looked at closely.
STEPS_MIN = ((6.0, 15), (24.0, 30), (inf, 60))
# The handle stands in from either end by half its width [px].
HANDLE_PX = 14
GAP_PX, LEAST_SLIDER_PX = 6, 80
NO_ANSWER, ALL_HOURS = Text("no forecast yet"), Text("all hours")


@dataclass(frozen=True, slots=True)
class HoursState:
    """What the bar shows.

    Attributes
    ----------
    end : End or None
        None: there is nothing to show by hour.
    hour : float or None
        None: all hours together.
    now_h : float or None
        Hours since the earliest start; None where that is not known.
    """

    end: End | None = None
    start: Start | None = None
    hour: float | None = None
    now_h: float | None = None
    playing: bool = False


class TimeBar(QFrame):
    """Draws a state; reports an hour chosen, all hours asked for, play, now, and the layers."""

    hour_chosen = Signal(float)
    all_asked = Signal()
    play_switched = Signal()
    now_asked = Signal()
    layers_asked = Signal()

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("time_bar")
        self._has_moment = False
        self.words = Words(lang)
        self.layers_button = button(name="map_layers")
        self.all_button = button(name="all_hours", checkable=True)
        self.moment = label("strong", name="hour")
        self.slider = HourSlider()
        self.end = label("caption", name="last_hour")
        self.play_button = button(name="play_hours")
        self._lay_out()
        self._connect()
        self.show_state(HoursState())

    def show_state(self, state: HoursState) -> None:
        """Draw `state`; the bar keeps no other."""
        end = state.end
        with QSignalBlocker(self.slider):
            self.slider.setMaximum(1 if end is None else round(end.hour * MINUTES))
            self.slider.setSingleStep(step_min(state.hour or 0.0))
            self.slider.setPageStep(6 * self.slider.singleStep())
            self.slider.setValue(round((state.hour or 0.0) * MINUTES))
        self.slider.show_now(None if state.now_h is None else round(state.now_h * MINUTES))
        for part in (self.slider, self.all_button, self.play_button):
            part.setEnabled(end is not None)
        self.all_button.setChecked(end is not None and state.hour is None)
        say = self.words.say
        say(self.end.setText, NO_ANSWER if end is None else end_words(end))
        say(self.play_button.setText, "‖" if state.playing else "▶")
        say(
            self.play_button.setAccessibleName,
            Text("pause") if state.playing else Text("play the hours"),
        )
        say(self.moment.setText, self._moment(state))
        self._has_moment = state.hour is not None
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Without the words that go where room is short."""
        return QSize(self._least(), super().minimumSizeHint().height())

    def _least(self) -> int:
        fixed = (self.layers_button, self.all_button, self.play_button)
        return LEAST_SLIDER_PX + sum(part.sizeHint().width() + GAP_PX for part in fixed)

    def _fit(self) -> None:
        """Where room is short the slider comes before the words: the map says the hour as well."""
        room = self.width() - self._least()
        for part, wanted in ((self.moment, self._has_moment), (self.end, True)):
            needed = part.sizeHint().width() + GAP_PX
            part.setVisible(wanted and needed <= room)
            room -= needed if wanted and needed <= room else 0

    def _moment(self, state: HoursState) -> Text | str:
        if state.hour is None:
            return ""
        hours, clock = f"{state.hour:.1f}", clock_words(state.start, state.hour)
        if not clock:
            return Text("{h} h", h=hours)
        return Text("{h} h · {clock}", h=hours, clock=clock)

    def _lay_out(self) -> None:
        say = self.words.say
        say(self.layers_button.setText, Text("Layers"))
        say(self.layers_button.setToolTip, Text("What the map shows: Ctrl+Shift+M"))
        say(self.all_button.setText, ALL_HOURS)
        say(self.all_button.setToolTip, Text("The whole way by its earliest front: Esc"))
        say(self.slider.setAccessibleName, Text("hours after the start"))
        keys = Text("← → an hour on · Home now · End last · Space play · Esc all hours")
        say(self.slider.setToolTip, keys)
        say(self.slider.setAccessibleDescription, keys)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP_PX)
        for part in (self.layers_button, self.all_button, self.moment):
            line.addWidget(part)
        line.addWidget(self.slider, 1)
        line.addWidget(self.end)
        line.addWidget(self.play_button)

    def _connect(self) -> None:
        self.layers_button.clicked.connect(self.layers_asked)
        self.all_button.clicked.connect(self.all_asked)
        self.play_button.clicked.connect(self.play_switched)
        self.slider.valueChanged.connect(lambda value: self.hour_chosen.emit(value / MINUTES))
        self.slider.play_switched.connect(self.play_switched)
        self.slider.now_asked.connect(self.now_asked)
        self.slider.all_asked.connect(self.all_asked)


def step_min(hour: float) -> int:
    """Minutes to the next step from an hour.

    >>> step_min(0.0), step_min(6.0), step_min(100.0)
    (15, 30, 60)
    """
    return next(minutes for until, minutes in STEPS_MIN if hour < until)


class HourSlider(QSlider):
    """Minutes after the start; a mark shows where now is."""

    play_switched = Signal()
    now_asked = Signal()
    all_asked = Signal()

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("hours")
        self.setMinimumWidth(LEAST_SLIDER_PX)
        self._now: int | None = None

    def show_now(self, minute: int | None) -> None:
        """Mark this minute; None, or one beyond the ends, marks none."""
        self._now = minute
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = {
            Qt.Key.Key_Space: self.play_switched,
            Qt.Key.Key_Home: self.now_asked,
            Qt.Key.Key_Escape: self.all_asked,
        }.get(Qt.Key(event.key()))
        if asked is None:
            super().keyPressEvent(event)
        else:
            asked.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes where it points, and may be dragged on from there."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self.setValue(self._minute_at(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self.setValue(self._minute_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._now is None or not 0 <= self._now <= self.maximum() or not self.isEnabled():
            return
        x = HANDLE_PX / 2 + QStyle.sliderPositionFromValue(
            0, self.maximum(), self._now, self.width() - HANDLE_PX
        )
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(self.palette().windowText().color())
        painter.setPen(QPen(colour, 1.4))
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([QPointF(x - 4, 1), QPointF(x + 4, 1), QPointF(x, 7)]))

    def _minute_at(self, place: QPointF) -> int:
        room = self.width() - HANDLE_PX
        minute = QStyle.sliderValueFromPosition(
            0, self.maximum(), round(place.x() - HANDLE_PX / 2), room
        )
        step = step_min(minute / MINUTES)
        return min(round(minute / step) * step, self.maximum())
