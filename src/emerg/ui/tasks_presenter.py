"""Joins the tasks to the plan, the dispatch and the record: what is ticked off is an entry."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import Slot

from emerg.incident.model import Entry
from emerg.response.answer import Answer
from emerg.response.drives import Dispatch
from emerg.texts import Lang, Text
from emerg.ui.dispatch_presenter import DispatchPresenter
from emerg.ui.follower import Follower
from emerg.ui.main_window import MainWindow
from emerg.ui.note_presenter import NotePresenter
from emerg.ui.record_desk import RecordDesk
from emerg.ui.status_bar import Message
from emerg.usecases.incident import note
from emerg.usecases.tasks import Task, task_draft, task_states, tasks


class TasksPresenter(Follower):
    """Owns the tasks of the answer on show."""

    def __init__(
        self,
        window: MainWindow,
        desk: RecordDesk,
        notes: NotePresenter,
        dispatch: DispatchPresenter,
        lang: Lang,
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._notes = window, desk, notes
        self._lang: Lang = lang
        self._answer: Answer | None = None
        self._found: Dispatch | None = None
        self._now: datetime | None = None
        self._tasks: tuple[Task, ...] = ()
        dispatch.found.connect(self._on_dispatch)
        desk.shown.connect(self._on_record)
        desk.noted.connect(self._on_record)
        window.tasks.ticked.connect(self._on_ticked)

    def set_answer(self, answer: Answer | None, now: datetime) -> None:
        self._answer, self._found, self._now = answer, None, now
        self._plan()

    def set_now(self, now: datetime) -> None:
        self._now = now
        self._show()

    def set_language(self, lang: Lang) -> None:
        self._lang = lang

    def commands(self) -> Mapping[str, Callable[[], object]]:
        return {"tasks": self.show_page}

    def show_page(self) -> None:
        """The key of the page: to the front, the cursor in its table."""
        self._window.show_tab("tasks")
        self._window.tasks.table.setFocus()

    @Slot(object)
    def _on_dispatch(self, found: Dispatch | None) -> None:
        self._found = found if found is not None and found.plan.ground.supplies else None
        self._plan()

    def _plan(self) -> None:
        answer = self._answer
        self._tasks = () if answer is None else tasks(answer, self._found)
        self._show()

    def _show(self) -> None:
        entries = self._window.record.log.model.entries if self._desk.seen is not None else ()
        states = task_states(self._tasks, entries)
        self._window.tasks.show_tasks(states, self._now, writes=self._notes.writes)

    @Slot(object)
    def _on_record(self, _seen: object) -> None:
        self._show()

    @Slot(str, bool, str)
    def _on_ticked(self, key: str, done: bool, name: str) -> None:
        task = next((one for one in self._tasks if one.key == key), None)
        if task is None:
            return
        home, now, desk = self._desk.home, self._desk.now(), self._desk
        draft = task_draft(task, done, name, self._lang)

        def saying(id_: str) -> Entry:
            return note(home, id_, draft, desk.person(), now)

        desk.say(saying, self._notes.opening(draft.text), self._on_noted)

    def _on_noted(self, result: object) -> None:
        assert isinstance(result, Entry)
        self.said.emit(Message(Text("Noted: {text}", text=result.text), "ok"))
