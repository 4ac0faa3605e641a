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
        self._still = False  # the map stays where it is
        self._looked: tuple[float, float] | None = None  # at the incident there
        self._chosen = ""  # the id of a place
        self._map_next = QTimer(self, singleShot=True, interval=0)
        self._map_next.timeout.connect(self._show_on_map)
        chosen = (window.map.hit_activated, window.hits.hit_selected, window.next.headline_chosen)
        for signal in chosen:
            signal.connect(self.choose)
        window.detail.close_requested.connect(self._on_detail_closed)

    def show(
        self, answer: Answer, leak: LeakMark | None, other: Other | None, *, provisional: bool
    ) -> None:
        """Show `answer`, of the pond `leak` if one leaks, and the `other` river it may be.

        A provisional one comes while somebody types: the map does not move for it. A place that
        was chosen stays so.
        """
        now = self._clock.now()
        self.answer, self._leak, self._still = answer, leak, provisional
        self._map_next.start()  # the number that decides is on the screen first
        start_known = answer.incident.scenario.start is not None
        self._window.hits.show_state(HitsState(answer.hits, now, True, start_known, provisional))
        self._window.next.show_state(NextState(answer, now, other, provisional=provisional))
        self._show_chosen(now)

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
        self._looked, self._chosen = None, ""
        self._map_next.stop()
        self._window.hits.show_state(HitsState(now=now))
        self._window.detail.show_hit(None, now)
        self._window.next.show_state(NextState())
        self._window.next.set_stale(False)
        self._window.next.set_provisional("")
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
        window, self._chosen = self._window, site
        window.hits.select(site)
        window.detail.show_hit(window.hits.hit_of(site), self._clock.now())
        window.map.select_hit(site)

    @Slot()
    def _on_detail_closed(self) -> None:
        self._chosen = ""
        self._window.hits.select(None)
        self._window.detail.show_hit(None, self._clock.now())
        self._window.map.select_hit(None)

    def _show_chosen(self, now: datetime) -> None:
        """The place that was chosen, if it is hit still."""
        hit = self._window.hits.hit_of(self._chosen)
        if hit is None:
            self._chosen = ""
        self._window.hits.select(self._chosen or None)
        self._window.detail.show_hit(hit, now)

    @Slot()
    def _show_on_map(self) -> None:
        answer, view = self.answer, self._window.map
        if answer is None:
            return
        view.show_answer(answer, self._leak, still=self._still)
        if self._chosen:
            view.mark_hit(self._chosen)
        if not self._still and self._looked != _position(answer):
            self._looked = _position(answer)
            view.look_at(answer)


def _position(answer: Answer) -> tuple[float, float]:
    return answer.incident.lon, answer.incident.lat
