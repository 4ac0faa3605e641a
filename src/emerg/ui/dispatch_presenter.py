"""Joins the dispatch panel to what works it out: anew with every closure, and every minute."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from emerg.errors import EmergError
from emerg.playbooks.rivers import Rivers
from emerg.resources.schema import Office
from emerg.response.answer import Answer
from emerg.response.dispatch_plan import Ground
from emerg.response.drives import Dispatch, dispatched
from emerg.texts import Lang, Text
from emerg.ui.dispatch_panel import DispatchPanel, DispatchState
from emerg.ui.jobs import Desk
from emerg.ui.known_roads import KnownRoads
from emerg.ui.lists import NO_LISTS, Lists
from emerg.ui.loaded import Loaded
from emerg.ui.print_presenter import PrintPresenter
from emerg.ui.roads_today import RoadsToday
from emerg.ui.status_bar import Message, crash_message, problem_message
from emerg.ui.surroundings import Surroundings
from emerg.units import beijing
from emerg.usecases.dispatch import ground
from emerg.usecases.run import Progress, Stop

NO_ROADS = Text("No road network was loaded: nobody can be sent by road")
WORKING = Text("Working out who can be there when …")


@dataclass(frozen=True, slots=True)
class _Laid:
    """Places and depots on the roads, by the lists as they are now."""

    ground: Ground
    lists: Lists


class DispatchPresenter(QObject):
    """Plans for the newest answer only; `found` with the plan, None where there is none.

    What takes long, places and depots on the roads, is done once for an answer, by the lists of
    offices as they then are; the plan itself again whenever the roads change or a minute passes.
    """

    found = Signal(object)  # Dispatch or None
    said = Signal(Message)

    def __init__(
        self,
        panel: DispatchPanel,
        given: Surroundings,
        lang: Lang,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._panel = panel
        self._read_lists = given.lists
        self._lang: Lang = lang
        self._rivers: Rivers | None = None
        self._known: KnownRoads | None = None
        self._lists: Lists = NO_LISTS
        self._today = RoadsToday()
        self._now: datetime | None = None
        self._answer: Answer | None = None
        self._laid: Ground | None = None
        self._plan: Dispatch | None = None
        self.printing = PrintPresenter(given, self)
        self.printing.said.connect(self.said)
        self._laying, self._planning = Desk(given.pool, self), Desk(given.pool, self)
        self._laying.succeeded.connect(self._on_laid)
        self._planning.succeeded.connect(self._on_plan)
        for desk in (self._laying, self._planning):
            desk.failed.connect(self._on_failure)
            desk.crashed.connect(self._on_crash)
        panel.print_requested.connect(self.print)

    def set_loaded(self, ready: Loaded) -> None:
        """From now on there are rivers, roads if any, and lists."""
        self._rivers = ready.rivers.rivers
        self._known = None if ready.roads is None else ready.roads.known
        self._lists = ready.lists
        self._say(DispatchState())

    def set_language(self, lang: Lang) -> None:
        self._lang = lang

    def set_answer(self, answer: Answer, now: datetime) -> None:
        """Plan for another incident; the plan of the one before no longer holds."""
        self._stop()
        self._answer, self._laid, self._now = answer, None, now
        if self._rivers is None or self._known is None:
            self._give_up(DispatchState(NO_ROADS, "warn"))
            return
        self._give_up(DispatchState(WORKING))
        rivers, known, lists, read = self._rivers, self._known, self._lists, self._read_lists

        def lay(_progress: Progress, _stop: Stop) -> _Laid:
            now_there = lists if read is None else read()
            offices = now_there.counted(exercise=answer.exercise)
            laid = ground(rivers, known.network, answer, offices, known.books)
            return _Laid(laid, now_there)

        self._laying.start(lay)

    def clear(self) -> None:
        """No incident is on show: there is nobody to send."""
        self._stop()
        self._answer = self._laid = None
        self._give_up(DispatchState())

    def set_today(self, today: RoadsToday) -> None:
        """The roads are otherwise: who goes where may be too."""
        changed, self._today = today != self._today, today
        if changed:
            self._again()

    def set_now(self, now: datetime) -> None:
        """Time has passed, and slack with it."""
        self._now = now
        self._again()

    def close(self) -> None:
        """Stop whatever runs."""
        self._stop()
        self.printing.close()

    def _stop(self) -> None:
        self._laying.close()
        self._planning.close()

    @Slot()
    def print(self) -> None:
        """Write the sheet and the ways of the plan on show, beside the brief of its incident."""
        if self._plan is None or self._answer is None or self._rivers is None:
            self.said.emit(Message(Text("Nothing to print yet: press F5 first")))
            return
        folder = self.printing.folder_for(self._answer)
        self.printing.print_dispatch(self._plan, self._answer, self._rivers, folder, self._lang)

    def _offices(self) -> Sequence[Office]:
        exercise = self._answer is not None and self._answer.exercise
        return self._lists.counted(exercise=exercise)

    def _again(self) -> None:
        """Plan by the roads and the time of now, once places and depots are on the roads."""
        laid, known, now = self._laid, self._known, self._now
        if laid is None or known is None or now is None:
            return
        offices, today = self._offices(), self._today.conditions
        self._planning.start(
            lambda _progress, _stop: dispatched(laid, known.network, offices, today, now)
        )

    def _say(self, state: DispatchState) -> None:
        self._panel.show_state(replace(state, problems=self._lists.problems))

    def _give_up(self, state: DispatchState) -> None:
        self._plan = None
        self._say(state)
        self.found.emit(None)

    @Slot(object)
    def _on_laid(self, found: _Laid) -> None:
        self._laid, self._lists = found.ground, found.lists
        self._again()

    @Slot(object)
    def _on_plan(self, plan: Dispatch) -> None:
        self._plan = plan
        as_of = Text("as of {time} Beijing time", time=beijing(plan.plan.now))
        self._say(DispatchState("", found=plan, basis=(as_of, *self._today.words())))
        self.found.emit(plan)

    @Slot(object)
    def _on_failure(self, error: EmergError) -> None:
        self._give_up(DispatchState(problem_message(error.problems).text, "danger"))

    @Slot(object)
    def _on_crash(self, error: Exception) -> None:
        message = crash_message(error)
        self._give_up(DispatchState(message.text, message.tone))
        self.said.emit(message)
