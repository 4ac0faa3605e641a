"""The incident on the desk, and the one line by which whatever is said of it goes to disk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from emerg.errors import EmergError
from emerg.incident.model import Entry, Person
from emerg.ui.jobs import Line, Outcome, Task
from emerg.ui.status_bar import Message, crash_message, problem_message
from emerg.ui.surroundings import Surroundings
from emerg.usecases.case import Case, Opening, Saying, changed_at
from emerg.usecases.shown_case import ShownCase, Stamp, look_at

Then = Callable[[object], None]
Missed = Callable[[], None]
SECONDS_BETWEEN_LOOKS = 3
UNTITLED = Opening("", False)


def nothing(_result: object = None) -> None:
    """Where a result needs nothing, or a failure nothing but to be said."""


@dataclass(frozen=True, slots=True)
class _Tag:
    then: Then
    missed: Missed


@dataclass(frozen=True, slots=True)
class _Said:
    """An entry that is on disk, and the journal as it was left."""

    case: Case
    entry: Entry
    before: Stamp
    stamp: Stamp


class RecordDesk(QObject):
    """Holds one case. What is said of it runs in one line, in order; what reads, and may take long
    over a long record, in another: no note waits behind a copy.
    """

    leaving = Signal()  # another incident is about to lie there
    changed = Signal()  # another incident is on the desk, or none
    shown = Signal(object)  # ShownCase: read anew
    noted = Signal(object)  # Entry: on disk
    said = Signal(Message)

    def __init__(self, given: Surroundings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.home, self.settings = given.home, given.settings
        self._clock = given.clock
        self.case = Case(given.home)
        self.seen: ShownCase | None = None
        self.opened_here = False  # by the first thing said, and not taken from the list
        self._taking = ""
        self._held: list[Callable[[], None]] = []
        self._stamp: Stamp = ()
        self._looking = False
        self._ticks = 0
        self._line, self._aside = Line(given.pool, self), Line(given.pool, self)
        for line in (self._line, self._aside):
            line.done.connect(self._on_done)

    def now(self) -> datetime:
        """The time of this machine, in its own zone: a record knows no other, in a drill too."""
        return self._clock.machine_now().astimezone()

    def do(self, task: Task, then: Then, missed: Missed = nothing) -> None:
        """Have `task` run behind those before it; then `then` with its result, or `missed`."""
        self._line.add(task, _Tag(then, missed))

    def do_aside(self, task: Task, then: Then, missed: Missed = nothing) -> None:
        """The same for a task that only reads the record, or merges into it under its lock."""
        self._aside.add(task, _Tag(then, missed))

    def person(self) -> Person:
        """Who sits here; raises as `SettingsStore.person`."""
        return self.settings.person()

    def say(
        self,
        saying: Saying,
        opening: Opening = UNTITLED,
        then: Then | None = None,
        missed: Missed = nothing,
    ) -> None:
        """Note something in the case on the desk; opens it where this is the first thing said.

        While another is being put there it waits: it is meant for that one.
        """
        if self.taking:
            self._held.append(partial(self.say, saying, opening, then, missed))
            return
        case = self.case

        def task() -> _Said:
            before = changed_at(case.file)
            entry = case.say(saying, opening, self.now())
            return _Said(case, entry, before, changed_at(case.file))

        def noted(result: object) -> None:
            assert isinstance(result, _Said)
            self._on_said(result)
            if then is not None:
                then(result.entry)

        def failed() -> None:
            if self.seen is None and case is self.case and case.id:
                self._on_opened()  # the record was opened, though the first thing is not in it
            missed()

        self.do(task, noted, failed)

    @property
    def taking(self) -> bool:
        """Whether another incident is about to lie on the desk."""
        return bool(self._taking)

    def take(self, id_: str, then: Then | None = None) -> None:
        """Put the incident `id_` on the desk, in place of the one that lies there."""
        if id_ in (self.case.id, self._taking):
            return
        self._taking = id_

        def task() -> tuple[Case, ShownCase]:
            case = Case(self.home, id_)
            try:
                return case, look_at(self.home, id_, case.file)
            except BaseException:
                case.let_go()
                raise

        def taken(result: object) -> None:
            assert isinstance(result, tuple)
            if self._taking != id_:  # something else was asked for meanwhile
                result[0].let_go()
                return
            self.leaving.emit()  # with whatever was typed since it was asked for
            self.opened_here = False
            self.do(self.case.let_go, nothing)  # behind whatever is still being said of it
            self.case, seen = result
            self._show(seen)
            self.changed.emit()
            if then is not None:
                then(seen)
            self._stop_taking()

        def refused() -> None:
            if self._taking == id_:
                self._stop_taking()

        self.do(task, taken, refused)

    def clear(self) -> None:
        """Nothing lies on the desk: what is said next opens another incident."""
        self._taking = ""
        old, self.seen, self.opened_here = self.case, None, False
        old.let_go_of_home()
        self.case = Case(self.home)
        self.do(old.let_go, nothing)
        self._stop_taking()
        self.changed.emit()

    def look(self) -> None:
        """Read the record anew."""
        case = self.case
        if not case.id or self._looking:
            return
        self._looking = True

        def looked(result: object) -> None:
            self._looking = False
            if case is not self.case:
                self.look()  # the one that lies there now has waited for this
            elif isinstance(result, ShownCase):
                self._show(result)

        self.do_aside(lambda: look_at(self.home, case.id, case.file), looked, self._stop_looking)

    @Slot(object)
    def on_tick(self, _now: datetime) -> None:
        """Every few seconds see whether a command or a package has added something."""
        self._ticks += 1
        if self._ticks % SECONDS_BETWEEN_LOOKS or not self.case.id:
            return
        if self.seen is None or changed_at(self.case.file) != self._stamp:
            self.look()

    def close(self) -> None:
        """Let another window have the incident."""
        self.do(self.case.let_go, nothing)

    def _stop_looking(self) -> None:
        self._looking = False

    def _stop_taking(self) -> None:
        self._taking = ""
        held, self._held = self._held, []
        for say in held:
            say()

    def _on_opened(self) -> None:
        self.opened_here = True
        self.look()
        self.changed.emit()

    def _show(self, seen: ShownCase) -> None:
        self.seen, self._stamp = seen, seen.stamp
        self.shown.emit(seen)

    def _on_said(self, said: _Said) -> None:
        if said.case is not self.case:
            self.do(said.case.let_go, nothing)  # it was opened after it had left the desk
            return
        self.noted.emit(said.entry)
        if self.seen is None:  # the first thing said has opened it
            self._on_opened()
        elif said.entry.refers_to or said.before != self._stamp:
            # Titles, closings and conflicts hang on more than the one entry; others write too.
            self.look()
        else:
            self._stamp = said.stamp

    @Slot(object)
    def _on_done(self, outcome: Outcome) -> None:
        tag = outcome.tag
        assert isinstance(tag, _Tag)
        if outcome.error is None:
            tag.then(outcome.result)
            return
        if isinstance(outcome.error, EmergError):
            self.said.emit(problem_message(outcome.error.problems))
        else:
            self.said.emit(crash_message(outcome.error))
        tag.missed()
