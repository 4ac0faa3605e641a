"""Joins what is dropped onto the window to what can be done with it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from emerg.errors import EmergError
from emerg.texts import Lang, Prose, Text
from emerg.ui.drop_card import DropCard, DropState
from emerg.ui.drop_words import MANY, state_of
from emerg.ui.follower import Follower
from emerg.ui.jobs import Desk
from emerg.ui.loaded import Loaded
from emerg.ui.main_window import MainWindow
from emerg.ui.status_bar import Message, crash_message, problem_message
from emerg.ui.surroundings import Surroundings
from emerg.ui.taking import Taking

if TYPE_CHECKING:
    from emerg.ui.window_presenter import WindowPresenter
    from emerg.usecases.dropped import Dropped

DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove)


class DropPresenter(Follower):
    """Takes files alone: words that are dragged go where they always went."""

    recognised = Signal(object)  # Dropped
    playbook_taken = Signal()
    tiles_taken = Signal()

    def __init__(self, parts: "WindowPresenter", window: MainWindow, given: Surroundings) -> None:
        super().__init__(window)
        self._main, self._given = window, given
        self._taking = Taking(parts, window, given)
        self._taking.said.connect(self.said)
        self._taking.playbook_taken.connect(self.playbook_taken)
        self._taking.tiles_taken.connect(self.tiles_taken)
        self._taking.progressed.connect(self._on_progress)
        self._taking.ended.connect(self._on_ended)
        self._copying = False
        self._on_desk: Callable[[], bool] = lambda: bool(parts.incident.desk.case.id)
        self._found: Dropped | None = None
        self._before: QWidget | None = None  # had the cursor
        self.card = DropCard(parts.look.lang, window.frame, window.map)
        window.dress(self.card)
        self.card.accepted.connect(self._on_accepted)
        self.card.left.connect(self.leave)
        self._desk = Desk(given.pool, self)
        self._desk.succeeded.connect(self._on_recognised)
        self._desk.failed.connect(self._on_refused)
        self._desk.crashed.connect(self._on_crash)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(lambda: self.card.place(window.look[1]))
        window.locked_changed.connect(self.leave)
        window.looks.hear(lambda _theme, _text_px: self._soon.start())
        window.setAcceptDrops(True)
        window.map.setAcceptDrops(False)
        for part in (window, window.frame, *window.findChildren(QLineEdit)):
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._main.frame:
            self._soon.start()
        if isinstance(event, QDropEvent | QDragEnterEvent):
            return self._dragged(event)
        return False

    def drop(self, paths: list[Path]) -> None:
        """Say what was dropped, and ask what to do with it."""
        if len(paths) != 1:
            self._show(DropState(Text("Files"), Text(MANY.msgid, n=len(paths))))
            return
        self.said.emit(Message(Text("Looking at {path} …", path=str(paths[0]))))
        self._desk.start(lambda _progress, _stop: _recognised(paths[0]))

    @Slot()
    def leave(self) -> None:
        """Away with the card; the cursor goes back to where it was."""
        if self._copying:
            self._taking.cancel()
        if self.card.isHidden():
            return
        self._found = None
        self.card.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def set_loaded(self, ready: Loaded) -> None:
        self._taking.ready = ready

    def set_language(self, lang: Lang) -> None:
        self.card.set_language(lang)
        self._soon.start()

    def close(self) -> None:
        self._desk.close()
        self._taking.close()

    def _dragged(self, event: QDropEvent) -> bool:
        urls = event.mimeData().urls()
        paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if not paths or self._main.locked:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            # The other program waits until its drag is over.
            QTimer.singleShot(0, lambda: self.drop(paths))
        return True

    def _show(self, state: DropState) -> None:
        if self.card.isHidden():
            self._before = QApplication.focusWidget()
        self.card.show_state(state, self._main.look[1])

    @Slot(object)
    def _on_recognised(self, found: "Dropped") -> None:
        self._found = found
        self.said.emit(Message())
        has_book = self._taking.has_book
        self._show(state_of(found, on_desk=self._on_desk(), has_book=has_book))
        self.recognised.emit(found)

    @Slot(object)
    def _on_refused(self, error: EmergError) -> None:
        """What is wrong with it stands in the card: what, where, and how to mend it."""
        self._found = None
        self.said.emit(problem_message(error.problems))
        first, more = error.problems[0], len(error.problems) - 1
        text: Prose = Text("{what}. {fix}", what=first.what, fix=first.fix)
        if more:
            text = Text("{text} (and {n} more)", text=text, n=more)
        where = self.card.words.of(first.where)
        self._show(DropState(Text("It is not taken"), text, where=where))

    @Slot(object)
    def _on_crash(self, error: Exception) -> None:
        self.said.emit(crash_message(error))

    @Slot(str)
    def _on_accepted(self, typed: str) -> None:
        found = self._found
        if found is not None and found.what == "tiles":
            self._show(DropState(Text("Copying …"), "", where=str(found.path)))
            self._copying = True
        else:
            self.leave()
        if found is not None:
            self._taking.take(found, typed, self._on_refused)

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        """A large file takes a while: how far it is, and how to stop it."""
        if self._copying:
            self.card.say(Text("{percent} % is copied", percent=done * 100 // max(total, 1)))

    @Slot()
    def _on_ended(self) -> None:
        if self._copying:
            self._copying = False
            self.leave()


def _recognised(path: Path) -> "Dropped":
    from emerg.usecases.dropped import recognise

    return recognise(path)
