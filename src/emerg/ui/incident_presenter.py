"""Joins what the window does to the record of the incident: noted, kept, gone on with, sent."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from emerg.incident.model import Person
from emerg.response.answer import Answer
from emerg.response.pond import PondAnswer
from emerg.texts.letters import harmless
from emerg.ui.calls_presenter import CallsPresenter
from emerg.ui.exchange_presenter import ExchangePresenter
from emerg.ui.form_presenter import FormPresenter
from emerg.ui.level_presenter import LevelPresenter
from emerg.ui.look_presenter import LookPresenter
from emerg.ui.main_window import MainWindow
from emerg.ui.note_presenter import NotePresenter
from emerg.ui.pond_presenter import PondPresenter
from emerg.ui.record_desk import RecordDesk
from emerg.ui.record_presenter import RecordPresenter
from emerg.ui.roads_presenter import RoadsPresenter
from emerg.ui.status_bar import Message
from emerg.ui.surroundings import Surroundings
from emerg.ui.typed.answers import NO_LEVEL, Typed
from emerg.ui.unfinished_presenter import UnfinishedPresenter
from emerg.usecases.shown_case import ShownCase, last_asked
from emerg.usecases.unfinished import Unfinished


@dataclass(frozen=True, slots=True)
class Asked:
    """The five questions of a forecast, and all it hangs on as the record keeps it.

    Attributes
    ----------
    known
        What of that is known besides the questions, as results of samples are.
    """

    typed: Typed
    kept: Mapping[str, Any]
    known: Mapping[str, Any] = field(default_factory=dict)

    def is_of(self, typed: Typed, known: Mapping[str, Any]) -> bool:
        """Whether that is what was asked; the level is judged without another forecast."""
        same = replace(typed, level=NO_LEVEL) == replace(self.typed, level=NO_LEVEL)
        return same and known == self.known


class IncidentPresenter(QObject):
    """Owns the desk and everyone who works on it."""

    said = Signal(Message)
    cleared = Signal()  # the answer on show belongs to no incident on the desk
    titled = Signal()

    def __init__(
        self,
        window: MainWindow,
        given: Surroundings,
        look: LookPresenter,
        form: FormPresenter,
        roads: RoadsPresenter,
        ponds: PondPresenter,
    ) -> None:
        super().__init__(window)
        self._window, self._form = window, form
        self.desk = RecordDesk(given, self)
        self.notes = NotePresenter(window, self.desk, look.person, given.versions, look.lang)
        self.record = RecordPresenter(window, self.desk)
        self.exchange = ExchangePresenter(window, self.desk, given, look.lang)
        self.calls = CallsPresenter(window, self.desk, self.notes, look.lang)
        self.level = LevelPresenter(window, self.desk, self.notes, form, look.lang)
        self.unfinished = UnfinishedPresenter(
            window, self.desk, form, roads, ponds, self.notes.half_line
        )
        self.notes.person_chosen.connect(look.keep_person)
        look.person_changed.connect(self.notes.set_person)
        look.person_changed.connect(self._on_person)
        self.record.leaving.connect(self.unfinished.keep)
        self.desk.leaving.connect(self.unfinished.keep)
        self.record.taken.connect(self._on_taken)
        self.record.begun_chosen.connect(self.unfinished.take_begun)
        self.exchange.brought.connect(self._on_brought)
        self.desk.shown.connect(self._on_shown)
        window.languages.hear(
            *(self.notes.set_language, self.exchange.set_language),
            *(self.calls.set_language, self.level.set_language),
        )
        speaking = (self.desk, self.notes, self.record, self.exchange, self.calls)
        for one in (*speaking, self.level, self.unfinished):
            one.said.connect(self.said)
        given.clock.ticked.connect(self.desk.on_tick)
        commands = self.commands()
        window.record.log.asked.connect(lambda name: commands[name]())
        window.record.all.new_requested.connect(self.new)

    def start(self) -> None:
        """Once rivers and roads are there: ask whether to go on with an incident."""
        self.record.set_writes(self.notes.writes)
        self.unfinished.find_begun(self.record.start)

    @property
    def title(self) -> str:
        """What the incident on the desk is called."""
        seen = self.desk.seen
        return harmless(seen.head.title) if seen is not None else ""

    def asked(self, typed: Typed, known: Mapping[str, Any]) -> Asked:
        """What a forecast is being asked just now."""
        return Asked(typed, {**self.unfinished.asked(typed), **known}, known)

    def on_answer(self, answer: Answer, pond: PondAnswer | None, asked: Asked) -> None:
        """Note a forecast in the record on the desk; the first one opens it."""
        self._window.start.hide()
        self.notes.set_answered(answer, pond)
        self.notes.note_run(answer, asked.typed, asked.kept)
        self.level.note_typed()

    def set_answer(self, answer: Answer | None, now: datetime) -> None:
        """Whom to ring, and the level, of the answer on show; None: none is."""
        self.calls.set_answer(answer, now)
        self.level.set_answer(answer)

    def set_now(self, now: datetime) -> None:
        """Time has passed: calls are to be made again, clocks run down."""
        self.calls.set_now(now)
        self.level.set_now(now)

    def on_minute(self, now: datetime) -> None:
        self.record.on_minute(now)

    def new(self) -> None:
        """Put the incident away and begin another; what was typed is kept with its own."""
        self.unfinished.keep()
        self.notes.leave()
        self.notes.set_answered(None, None)
        self.notes.set_asked(None)
        self.desk.clear()
        self._window.questions.fix_exercise(None)
        self.said.emit(Message())  # what was said is of the one before
        self.cleared.emit()
        self._put_back(None)
        self._window.questions.focus_on("where")
        self.start()

    def commands(self) -> dict[str, Callable[[], None]]:
        """The keys of the record."""
        return {
            "new": self.new,
            "record": self.record.show_all,
            "note": self.notes.focus,
            "calls": self.calls.show_page,
            "level": self.level.show_page,
            "who": self.notes.ask_who,
            "attach": self.notes.attach,
            "handover": self.exchange.hand_over,
            "report": self.exchange.report,
            "export": self.exchange.export,
            "bring": self.exchange.bring,
            "close_incident": self.record.close_incident,
        }

    def close(self) -> None:
        """Write the last of it; another window may have the incident."""
        self.unfinished.keep()
        self.desk.close()

    @Slot(object)
    def _on_shown(self, seen: ShownCase) -> None:
        self._window.questions.fix_exercise(seen.head.exercise)
        self.titled.emit()

    @Slot(object)
    def _on_taken(self, seen: ShownCase) -> None:
        """Go on where it was left: the forecast that was asked last, then what was begun after."""
        self.notes.leave()
        self.notes.set_answered(None, None)
        self.notes.set_asked(None)
        self.said.emit(Message())  # what was said is of the one before
        self.cleared.emit()
        last = last_asked(seen.entries)
        begun = self.unfinished.work_of(self.desk.case.folder)
        asked = None if last is None else last.work
        work = asked or begun or self._empty()
        if work is not begun:
            work = replace(work, form=self.level.restored(work.form, seen.entries))
        known = self._put_back(work, exercise=seen.head.exercise)
        if asked is not None and known:
            # To look at it again is no new question, though roads may be gone that it knew.
            typed = self._window.questions.typed()
            self.notes.set_asked(self.unfinished.asked(typed))
            self._form.ask()
            if begun is not None:
                self._put_back(begun, exercise=seen.head.exercise)

    def _put_back(self, work: Unfinished | None, *, exercise: bool = False) -> bool:
        work = work or self._empty()
        return self.unfinished.put_back(replace(work, form={**work.form, "exercise": exercise}))

    def _empty(self) -> Unfinished:
        return Unfinished(self.desk.now().isoformat(), asdict(Typed()))

    @Slot(str)
    def _on_brought(self, id_: str) -> None:
        """A package added to the incident on the desk, or another can be gone on with."""
        if id_ == self.desk.case.id:
            self.desk.look()
        self._window.show_tab("record")
        self._window.record.show_page("log" if id_ == self.desk.case.id else "all")

    @Slot(Person)
    def _on_person(self, _person: Person) -> None:
        self.record.set_writes(self.notes.writes)
