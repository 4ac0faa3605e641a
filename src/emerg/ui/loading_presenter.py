"""Loads rivers, roads and lists behind the window, and says why they cannot be used."""

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from emerg.errors import EmergError
from emerg.texts import Text
from emerg.ui.jobs import Desk
from emerg.ui.loaded import Loaded
from emerg.ui.status_bar import Message, crash_message, problem_message

Loader: TypeAlias = Callable[[], Loaded]


class LoadingPresenter(QObject):
    """Runs the loader once; `why_not` is what to say to a question asked before it is done."""

    loaded = Signal(object)  # Loaded
    unusable = Signal(object)  # Exception
    said = Signal(Message)

    def __init__(self, load: Loader, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._load = load
        self.why_not = Message(Text("The playbooks are still loading"))
        self._desk = Desk(pool, self)
        self._desk.succeeded.connect(self._on_success)
        self._desk.failed.connect(self._on_failure)
        self._desk.crashed.connect(self._on_crash)

    def start(self) -> None:
        self.said.emit(Message(Text("Loading the playbooks …")))
        self._desk.start(lambda _progress, _stop: self._load())

    def close(self) -> None:
        self._desk.close()

    @Slot(object)
    def _on_success(self, ready: Loaded) -> None:
        books = ready.rivers.rivers.playbooks.values()
        keys = sum(book.river.key for book in books)
        loaded = Text("{n} rivers loaded, {keys} of them key rivers", n=len(books), keys=keys)
        self.said.emit(_trouble(ready) or Message(loaded))
        self.loaded.emit(ready)

    @Slot(object)
    def _on_failure(self, error: EmergError) -> None:
        self._give_up(problem_message(error.problems), error)

    @Slot(object)
    def _on_crash(self, error: Exception) -> None:
        self._give_up(crash_message(error), error)

    def _give_up(self, message: Message, error: Exception) -> None:
        self.why_not = message
        self.said.emit(message)
        self.unusable.emit(error)


def _trouble(ready: Loaded) -> Message | None:
    """What of the roads cannot be used; or else how much of the lists, for their tab says what."""
    if ready.problems:
        return problem_message((*ready.problems, *ready.lists.problems))
    if ready.lists.problems:
        number = len(ready.lists.problems)
        return Message(
            Text("Resource lists: {n} problems, told under Dispatch (Ctrl+D)", n=number), "danger"
        )
    return None
