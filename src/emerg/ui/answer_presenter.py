"""Shows an answer: who is hit, the next things, the map, and of one place chosen its card."""

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Slot

from emerg.response.answer import Answer
from emerg.ui.clock import Clock
from emerg.ui.hits_panel import HitsState
from emerg.ui.main_window import MainWindow
from emerg.ui.map.leak_mark import LeakMark
from emerg.ui.next_panel import NextState
from emerg.ui.others import Other


class AnswerPresenter(QObject):
    """Owns the answer on show; a place chosen anywhere is chosen everywhere."""

    def __init__(self, window: MainWindow, clock: Clock) -> None:
        super().__init__(window)
        self._window = window
        self._clock = clock
        self.answer: Answer | None = None
        self._leak: LeakMark | None = None
        self._elsewhere = False
        self._map_next = QTimer(self, singleShot=True, interval=0)
        self._map_next.timeout.connect(self._show_on_map)
        chosen = (window.map.hit_activated, window.hits.hit_selected, window.next.headline_chosen)
        for signal in chosen:
            signal.connect(self.choose)
        window.detail.close_requested.connect(self._on_detail_closed)

    def show(self, answer: Answer, leak: LeakMark | None, other: Other | None) -> None:
        """Show `answer`, of the pond `leak` if one leaks, and the `other` river it may be."""
        now = self._clock.now()
        if self.answer is None or _position(self.answer) != _position(answer):
            self._elsewhere = True
        self.answer, self._leak = answer, leak
        self._map_next.start()  # the number that decides is on the screen first
        start_known = answer.incident.scenario.start is not None
        self._window.hits.show_state(HitsState(answer.hits, now, True, start_known))
        self._window.detail.show_hit(None, now)
        self._window.next.show_state(NextState(answer, now, other))

    @Slot(Answer)
    def rejudge(self, answer: Answer) -> None:
        """The same forecast at another level: what hangs on that is drawn anew."""
        if self.answer is not None:
            self.answer = answer
            self._window.next.set_answer(answer)

    def clear(self) -> None:
        """No answer is on show."""
        now = self._clock.now()
        self.answer = self._leak = None
        self._map_next.stop()
        self._window.hits.show_state(HitsState(now=now))
        self._window.detail.show_hit(None, now)
        self._window.next.show_state(NextState())
        self._window.next.set_stale(False)
        self._window.map.select_hit(None)
        self._window.map.show_answer(None)

    def set_now(self, now: datetime) -> None:
        """Count everything down."""
        for panel in (self._window.next, self._window.hits, self._window.detail):
            panel.set_now(now)

    def close(self) -> None:
        self._map_next.stop()

    @Slot(str)
    def choose(self, site: str) -> None:
        """One place chosen, wherever: the list, the map and its card show it."""
        window = self._window
        window.hits.select(site)
        window.detail.show_hit(window.hits.hit_of(site), self._clock.now())
        window.map.select_hit(site)

    @Slot()
    def _on_detail_closed(self) -> None:
        self._window.hits.select(None)
        self._window.detail.show_hit(None, self._clock.now())
        self._window.map.select_hit(None)

    @Slot()
    def _show_on_map(self) -> None:
        if self.answer is not None:
            self._window.map.show_answer(self.answer, self._leak)
            if self._elsewhere:
                self._window.map.look_at(self.answer)
            self._elsewhere = False


def _position(answer: Answer) -> tuple[float, float]:
    return answer.incident.lon, answer.incident.lat
