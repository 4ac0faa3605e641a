"""Joins the calls to the record: how each went is an entry, and what the record says is shown."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from emerg.incident.model import Entry
from emerg.response.answer import Answer, Call
from emerg.response.call_script import call_script
from emerg.texts import Lang, Prose, Text
from emerg.ui.main_window import MainWindow
from emerg.ui.note_presenter import NotePresenter
from emerg.ui.record_desk import RecordDesk
from emerg.ui.status_bar import Message
from emerg.usecases.call_states import State, call_draft, call_states
from emerg.usecases.incident import note

NOTHING = Text("Nobody to ring yet: press F5 first")


class CallsPresenter(QObject):
    """Owns the calls of the answer on show."""

    said = Signal(Message)

    def __init__(
        self, window: MainWindow, desk: RecordDesk, notes: NotePresenter, lang: Lang
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._notes = window, desk, notes
        self._lang: Lang = lang
        self._answer: Answer | None = None
        self._now: datetime | None = None
        window.calls.went.connect(self._on_went)
        window.calls.chosen.connect(self._on_chosen)
        desk.shown.connect(self._on_record)
        desk.noted.connect(self._on_record)

    @Slot(str)
    def set_language(self, lang: Lang) -> None:
        self._lang = lang

    def set_answer(self, answer: Answer | None, now: datetime) -> None:
        """The calls of this answer; None: there is nobody to ring."""
        self._answer, self._now = answer, now
        self._show()

    def set_now(self, now: datetime) -> None:
        """Time has passed: who has not confirmed is rung again."""
        self._now = now
        self._show()

    def show_page(self) -> None:
        """The key of the page."""
        if self._answer is None:
            self.said.emit(Message(NOTHING))
        self._window.show_tab("calls")
        self._window.calls.table.setFocus()

    def _show(self) -> None:
        answer, now = self._answer, self._now
        if answer is None or now is None:
            self._window.calls.show_calls((), None)
            return
        entries = self._window.record.log.model.entries if self._desk.seen is not None else ()
        states = call_states(answer.calls, entries, now, self._desk.now())
        self._window.calls.show_calls(states, now, writes=self._notes.writes)

    def _call(self, order: int) -> Call | None:
        calls = () if self._answer is None else self._answer.calls
        return next((call for call in calls if call.order == order), None)

    @Slot(object)
    def _on_record(self, _seen: object) -> None:
        self._show()

    @Slot(int)
    def _on_chosen(self, order: int) -> None:
        call = self._call(order)
        lines: tuple[Prose, ...] = ()
        if call is not None and self._answer is not None:
            lines = call_script(self._answer, call, self._notes.speaker)
        self._window.calls.show_script(lines)

    @Slot(int, str, str)
    def _on_went(self, order: int, state: State, name: str) -> None:
        call = self._call(order)
        if call is None:
            return
        home, now, desk = self._desk.home, self._desk.now(), self._desk
        draft = call_draft(call, state, name, self._lang)

        def saying(id_: str) -> Entry:
            return note(home, id_, draft, desk.person(), now)

        desk.say(saying, self._notes.opening(draft.text), self._on_noted)

    def _on_noted(self, result: object) -> None:
        assert isinstance(result, Entry)
        self.said.emit(Message(Text("Noted: {text}", text=result.text), "ok"))
