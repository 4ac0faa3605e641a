"""Joins where it can be held to what works it out: anew with every answer and every closure."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

from emerg.errors import EmergError
from emerg.network.road import Conditions
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.containment import Containment, at_time
from emerg.response.drives import Dispatch
from emerg.ui.containment_panel import EMPTY, WORKING
from emerg.ui.jobs import Desk
from emerg.ui.main_window import MainWindow
from emerg.ui.status_bar import Message, crash_message, problem_message
from emerg.usecases.containment import contained, ready_of
from emerg.usecases.run import Progress, Stop

# After an answer hits, map and dispatch come first: this takes a second or two of every core.
CALM_MS = 1500


@dataclass(frozen=True, slots=True)
class _Basis:
    """What a containment rests on: it holds for another minute, not for another road."""

    answer: Answer
    today: Conditions


class ContainmentPresenter(QObject):
    """Shows where the newest answer can be held; time that passes only eats the slack."""

    said = Signal(Message)
    changed = Signal(object)  # Containment or None: what is on show from now on

    def __init__(self, window: MainWindow, pool: QThreadPool) -> None:
        super().__init__(window)
        self._window = window
        self._rivers: Rivers | None = None
        self._answer: Answer | None = None
        self._basis: _Basis | None = None
        self._found: Containment | None = None
        self._now: datetime | None = None
        self._plan: Dispatch | None = None
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(CALM_MS)
        self._calm.timeout.connect(self._begin)
        self._desk = Desk(pool, self)
        self._desk.succeeded.connect(self._on_found)
        self._desk.failed.connect(self._on_failure)
        self._desk.crashed.connect(self._on_crash)
        window.containment.place_chosen.connect(self._on_place)

    @property
    def found(self) -> Containment | None:
        """What is on show."""
        return self._found

    def set_rivers(self, rivers: Rivers) -> None:
        self._rivers = rivers

    def set_answer(self, answer: Answer, now: datetime) -> None:
        """Another incident; who could be sent is told by `set_dispatch`."""
        self.clear()
        self._answer, self._now = answer, now
        self._window.containment.show_found(None, WORKING)

    def clear(self) -> None:
        """No incident is on show."""
        self._desk.close()
        self._calm.stop()
        self._answer = self._basis = self._found = self._plan = None
        self.changed.emit(None)
        self._window.containment.show_found(None, EMPTY)
        self._window.next.set_held(None)

    @Slot(object)
    def set_dispatch(self, plan: Dispatch | None) -> None:
        """Who could be where, as the roads are; planned anew every minute, and mostly alike."""
        answer, rivers = self._answer, self._rivers
        if plan is None or answer is None or rivers is None:
            return
        today = plan.plan.conditions
        basis = _Basis(answer, today)
        if basis == self._basis:
            return
        self._basis, self._plan = basis, plan
        self._calm.start()

    @Slot()
    def _begin(self) -> None:
        """Work it out, once nothing else was wanted for a moment."""
        answer, rivers, plan = self._answer, self._rivers, self._plan
        if answer is None or rivers is None or plan is None:
            return
        self._plan = None
        roads, laid, now = plan.roads, plan.plan.ground, plan.plan.now
        today = plan.plan.conditions

        def work(_progress: Progress, stop: Stop) -> Containment:
            return contained(rivers, roads, answer, now, ready_of(laid, today), stop)

        self._desk.start(work)

    def set_now(self, now: datetime) -> None:
        """Time has passed, and slack with it."""
        self._now = now
        self._show()

    def show_next(self) -> None:
        """The answer that this is of is on show again."""
        self._show()

    def show_page(self) -> None:
        """The key of the page: whoever asks for it waits for no calm."""
        self._begin()
        self._window.show_tab("containment")
        self._window.containment.table.setFocus()

    def close(self) -> None:
        self._calm.stop()
        self._desk.close()

    def _show(self) -> None:
        if self._found is not None and self._now is not None:
            found = at_time(self._found, self._now)
            self._window.containment.show_found(found)
            self._window.next.set_held(found)

    @Slot(object)
    def _on_found(self, found: Containment) -> None:
        self._found = found
        self._show()
        self.changed.emit(found)

    @Slot(object)
    def _on_failure(self, error: EmergError) -> None:
        self._window.containment.show_found(None, problem_message(error.problems).text)

    @Slot(object)
    def _on_crash(self, error: Exception) -> None:
        message = crash_message(error)
        self._window.containment.show_found(None, message.text)
        self.said.emit(message)

    @Slot(str)
    def _on_place(self, place: str) -> None:
        """A row was chosen: the map shows where that is."""
        options = () if self._found is None else self._found.options
        for one in (o.place for o in options if o.place.id == place):
            self._window.map.centre_on(one.lon, one.lat)
            return
