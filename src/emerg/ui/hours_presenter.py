"""Joins the bar of hours to the map: an hour chosen, or the hours played one after the other."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal, Slot

from emerg.response.answer import Answer
from emerg.response.incident import Start
from emerg.texts import Lang, Text
from emerg.ui.follower import Follower
from emerg.ui.main_window import MainWindow
from emerg.ui.map.hours import end_of, hour_way
from emerg.ui.map.time_bar import HoursState, TimeBar
from emerg.ui.status_bar import Message

# The whole way is played in so many seconds, as often a second as the map is drawn in time.
PLAY_S, FRAME_MS = 20.0, 40
NO_START = Text("Start not known: the hours count from it, and now is none of them")
BEYOND = Text("Now lies beyond the hours of the bar")


class HoursPresenter(Follower):
    """Keeps which hour is on show; a new forecast of the same incident leaves it.

    `hour_shown` with that hour, or None for all of them together: whenever it is another, and once
    for each forecast.
    """

    hour_shown = Signal(object)  # float or None

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.bar = TimeBar(window.words.lang)
        self.bar.setProperty("page", "map")  # the chapter of the manual that tells it
        window.put_under_map(self.bar)
        self.state = HoursState()
        self._answer: Answer | None = None
        self._frames = QTimer(self, interval=FRAME_MS)
        self._frames.timeout.connect(self._play_on)
        self._since = QElapsedTimer()
        self.bar.hour_chosen.connect(self.choose)
        self.bar.all_asked.connect(self.show_all)
        self.bar.play_switched.connect(self.switch_play)
        self.bar.now_asked.connect(self.show_now)

    def set_answer(self, answer: Answer | None, now: datetime) -> None:
        """Another forecast: its own hours, at the hour that is on show if it has that."""
        same = answer is not None and self._answer is not None and _same(answer, self._answer)
        self._answer = answer
        self._show(_of(answer, self.state.hour if same else None, now))
        self.hour_shown.emit(self.state.hour)

    def set_now(self, now: datetime) -> None:
        self._show(replace(self.state, now_h=hours_since(self.state.start, now)))

    def set_language(self, lang: Lang) -> None:
        self.bar.set_language(lang)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        return {"hours": lambda: self.bar.slider.setFocus(Qt.FocusReason.ShortcutFocusReason)}

    def close(self) -> None:
        self._frames.stop()

    @Slot(float)
    def choose(self, hour: float) -> None:
        """Where the cloud may be at this hour, as far as there are hours."""
        end = self.state.end
        if end is not None:
            self._show(replace(self.state, hour=min(max(hour, 0.0), end.hour), playing=False))

    @Slot()
    def show_all(self) -> None:
        """The whole way again, by its earliest front."""
        self._show(replace(self.state, hour=None, playing=False))

    @Slot()
    def show_now(self) -> None:
        """Where the cloud may be now; at the nearer end where that is none of the hours."""
        end, now_h = self.state.end, self.state.now_h
        if end is None:
            return
        if now_h is None:
            self.said.emit(Message(NO_START))
            return
        if not 0.0 <= now_h <= end.hour:
            self.said.emit(Message(BEYOND))
        self._show(replace(self.state, hour=min(max(now_h, 0.0), end.hour), playing=False))

    @Slot()
    def switch_play(self) -> None:
        """Play on from the hour on show, from the start if that is the last; or stop."""
        end, hour = self.state.end, self.state.hour
        if end is None:
            return
        begin = 0.0 if hour is None or hour >= end.hour else hour
        playing = not self.state.playing
        self._since.start()
        self._show(replace(self.state, hour=begin if playing else hour, playing=playing))

    @Slot()
    def _play_on(self) -> None:
        """So much further as time has passed: where frames are slow there are fewer of them."""
        end, hour = self.state.end, self.state.hour
        if end is None or hour is None:
            return
        later = hour + self._since.restart() / 1000 / PLAY_S * end.hour
        done = later >= end.hour
        self._show(replace(self.state, hour=min(later, end.hour), playing=not done))

    def _show(self, state: HoursState) -> None:
        before, self.state = self.state, state
        if state.playing != self._frames.isActive():
            (self._frames.start if state.playing else self._frames.stop)()
        self.bar.show_state(state)
        if state.hour != before.hour:
            self._window.map.show_hour(state.hour)
            self.hour_shown.emit(state.hour)


def hours_since(start: Start | None, now: datetime) -> float | None:
    """Hours from the earliest start until now; None where it is not known."""
    return None if start is None else (now - start.earliest).total_seconds() / 3600


def _of(answer: Answer | None, hour: float | None, now: datetime) -> HoursState:
    """The hours of an answer, this one on show as far as it has that."""
    way = None if answer is None else hour_way(answer)
    if answer is None or way is None:
        return HoursState()
    end, start = end_of(answer, way), answer.incident.scenario.start
    kept = None if hour is None else min(hour, end.hour)
    return HoursState(end, start, kept, hours_since(start, now))


def _same(one: Answer, other: Answer) -> bool:
    """Whether two forecasts are of one incident: the same place."""
    first, second = one.incident, other.incident
    return (first.river, first.km) == (second.river, second.km)
