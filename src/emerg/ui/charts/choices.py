"""What is chosen on the page of charts: which chart, which place, which hour, which scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from emerg.response.river_chart import STEP_H
from emerg.texts import Prose, Text
from emerg.ui.map.stamps import plain_font
from emerg.ui.theme import BODY_PX
from emerg.ui.widgets import button, label
from emerg.ui.words import Words
from emerg.units import beijing

Kind: TypeAlias = Literal["place", "river", "slack"]
KINDS: dict[Kind, Text] = {
    "place": Text("At a place"),
    "river": Text("Down the river"),
    "slack": Text("Slack"),
}
LEAST_LETTERS, BESIDE_PX = 12, 24
PAGE_H = 3.0


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours that can be chosen, from 0 to `last`; where the start is known, with the clock."""

    chosen: float
    last: float
    start: datetime | None


class Choices(QWidget):
    """Tells what was chosen by hand; what is set from outside is not told again."""

    kind_chosen = Signal(str)
    place_chosen = Signal(str)
    hour_chosen = Signal(float)
    now_chosen = Signal()
    log_chosen = Signal(bool)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._places: tuple[tuple[str, Prose], ...] = ()
        self.kind: Kind = "place"
        self._logs: dict[Kind, bool] = {"place": False, "river": True, "slack": False}
        self.kinds: dict[Kind, QPushButton] = {}
        self.place = QComboBox()
        self.place.setObjectName("chart_place")
        self.hour = QSlider(Qt.Orientation.Horizontal)
        self.hour.setObjectName("chart_hour")
        self.hour_words = label("caption", name="chart_hour_words")
        self.now_button = button("quiet", name="chart_now")
        self.log_button = button(name="chart_log", checkable=True)
        self._set_up()
        self._lay_out()
        self.set_look(BODY_PX)
        self.set_kind("place")

    @property
    def log(self) -> bool:
        """Whether figures are drawn by their logarithm, on the chart in sight."""
        return self._logs[self.kind]

    def set_kind(self, kind: Kind) -> None:
        """Have this chart in sight."""
        self.kind = kind
        self.kinds[kind].setChecked(True)
        self.place.setVisible(kind == "place")
        for part in (self.hour, self.hour_words, self.now_button):
            part.setVisible(kind == "river")
        self.log_button.setVisible(kind != "slack")
        self.log_button.setChecked(self.log)

    def show_places(self, places: Sequence[tuple[str, Prose]], chosen: str) -> None:
        """These places can be chosen, by the ids of their sites."""
        with QSignalBlocker(self.place):
            if tuple(places) != self._places:
                self._places = tuple(places)
                self._name_places()
            self.place.setCurrentIndex(self.place.findData(chosen))
        self.place.setEnabled(bool(places))

    def show_hours(self, hours: Hours) -> None:
        """These hours can be chosen."""
        with QSignalBlocker(self.hour):
            self.hour.setRange(0, round(hours.last / STEP_H))
            self.hour.setValue(round(hours.chosen / STEP_H))
        time = None if hours.start is None else hours.start + timedelta(hours=hours.chosen)
        shown = f"{hours.chosen:.1f}"
        words = (
            Text("{h} h", h=shown)
            if time is None
            else Text("{h} h ({time})", h=shown, time=beijing(time))
        )
        self._words.say(self.hour_words.setText, words)
        self.now_button.setEnabled(hours.start is not None)

    def set_look(self, text_px: int) -> None:
        """Buttons wide enough for their words when they are pressed, and so bold."""
        self._text_px = text_px
        metrics = QFontMetrics(plain_font(text_px, bold=True))
        for made in (*self.kinds.values(), self.log_button):
            made.setMinimumWidth(metrics.horizontalAdvance(made.text()) + BESIDE_PX)

    def say_again(self) -> None:
        """In the language of now."""
        self.set_look(self._text_px)
        with QSignalBlocker(self.place):
            chosen = self.place.currentData()
            self._name_places()
            self.place.setCurrentIndex(self.place.findData(chosen))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel is the page's: it changes nothing that it only passes over."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _name_places(self) -> None:
        self.place.clear()
        for site, name in self._places:
            self.place.addItem(self._words.of(name), site)

    def _set_up(self) -> None:
        say = self._words.say
        group = QButtonGroup(self)
        for kind, text in KINDS.items():
            made = button(name=f"chart_{kind}_button", checkable=True)
            say(made.setText, text)
            group.addButton(made)
            made.clicked.connect(lambda _checked=False, k=kind: self._on_kind(k))
            self.kinds[kind] = made
        self.place.setMinimumContentsLength(LEAST_LETTERS)
        self.place.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.hour.setPageStep(round(PAGE_H / STEP_H))
        for part in (self.place, self.hour):
            part.installEventFilter(self)
        say(self.place.setAccessibleName, Text("Place"))
        say(self.hour.setAccessibleName, Text("Hours after the start"))
        say(self.now_button.setText, Text("Now"))
        say(self.log_button.setText, Text("Log scale"))
        self.place.activated.connect(
            lambda _row: self.place_chosen.emit(str(self.place.currentData()))
        )
        self.hour.valueChanged.connect(lambda step: self.hour_chosen.emit(step * STEP_H))
        self.now_button.clicked.connect(self.now_chosen)
        self.log_button.toggled.connect(self._on_log)

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        for made in self.kinds.values():
            first.addWidget(made)
        first.addStretch(1)
        second.addWidget(self.place, 1)
        second.addWidget(self.hour, 1)
        second.addWidget(self.hour_words)
        second.addWidget(self.now_button)
        second.addWidget(self.log_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(first)
        column.addLayout(second)

    def _on_kind(self, kind: Kind) -> None:
        self.set_kind(kind)
        self.kind_chosen.emit(kind)

    def _on_log(self, on: bool) -> None:
        if on != self._logs[self.kind]:
            self._logs[self.kind] = on
            self.log_chosen.emit(on)
