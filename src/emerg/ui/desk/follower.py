"""The playbook desk beside the window: opened by its key, locked and closed with the window.

What is saved at the desk is taken up by the window at once, or, where an answer is on show, when
that is cleared: an answer and its sheets are of the playbooks that it was worked out with.
"""

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from emerg.errors import EmergError
from emerg.incident.model import Person
from emerg.response.answer import Answer
from emerg.texts import Lang, Text
from emerg.ui.follower import Follower
from emerg.ui.jobs import Desk
from emerg.ui.loaded import Loaded
from emerg.ui.main_window import MainWindow
from emerg.ui.overrides import guard
from emerg.ui.status_bar import Message, crash_message, problem_message
from emerg.ui.surroundings import Surroundings
from emerg.ui.theme import Theme

if TYPE_CHECKING:
    from emerg.ui.desk.presenter import DeskPresenter

TAKEN = Text("The playbooks as saved are in use")
LATER = Text("Saved playbooks are used once the answer on show is cleared")


class DeskFollower(Follower):
    """Owns the desk, and the playbooks that were loaded anew."""

    def __init__(
        self,
        window: MainWindow,
        given: Surroundings,
        person: Callable[[], Person],
        take: Callable[[Loaded], None],
    ) -> None:
        super().__init__(window)
        self._window, self._given, self._take = window, given, take
        self._person, self._answered = person, False
        self._ready: Loaded | None = None
        self._base: Loaded | None = None
        self.desk: DeskPresenter | None = None
        self._loading = Desk(given.pool, self)
        self._loading.succeeded.connect(self._on_loaded)
        self._loading.failed.connect(self._on_failure)
        self._loading.crashed.connect(lambda error: self.said.emit(crash_message(error)))
        window.looks.hear(self._on_look)
        window.locked_changed.connect(self._on_locked)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        return {"playbooks": self.show}

    def show(self) -> None:
        """Bring the desk to the front."""
        desk = self.desk or self._made()
        desk.set_look(*self._window.look)
        desk.show()

    def set_loaded(self, ready: Loaded) -> None:
        self._base = ready
        if self.desk is not None:
            self._show_base(self.desk)

    def set_language(self, lang: Lang) -> None:
        if self.desk is not None:
            self.desk.set_language(lang)

    def set_answer(self, answer: Answer | None, now: datetime) -> None:
        self._answered = answer is not None
        if not self._answered and self._ready is not None:
            self._take_up(self._ready)

    def close(self) -> None:
        self._loading.close()
        if self.desk is not None:
            self.desk.close()

    def _made(self) -> "DeskPresenter":
        """The desk, which whoever never wants it need not wait for."""
        from emerg.ui.desk.presenter import Around, DeskPresenter

        guard()
        window, given = self._window, self._given
        around = Around(
            *(given.playbooks, os.environ, given.home, given.pool),
            *(given.clock.machine_now, self._person),
        )
        self.desk = DeskPresenter(window, around, window.words.lang)
        self.desk.saved.connect(self.reload)
        self._show_base(self.desk)
        return self.desk

    def _show_base(self, desk: "DeskPresenter") -> None:
        from emerg.ui.desk.desk_map import Base

        if self._base is not None:
            desk.set_base(Base(self._base.rivers, self._base.roads))

    @Slot()
    def reload(self) -> None:
        """Playbooks were changed: read them anew behind the window."""
        load = self._given.load
        self._loading.start(lambda _progress, _stop: load())

    @Slot(object)
    def _on_loaded(self, ready: Loaded) -> None:
        if self._answered:
            self._ready = ready
            self.said.emit(Message(LATER))
        else:
            self._take_up(ready)

    def _take_up(self, ready: Loaded) -> None:
        """Work with the saved playbooks; the map stays where it was."""
        self._ready = None
        seen = self._window.map
        scale, middle = seen.transform(), seen.seen().center()
        self._take(ready)
        seen.setTransform(scale)
        seen.centre(middle)
        self.said.emit(Message(TAKEN, "ok"))

    def _on_look(self, theme: Theme, text_px: int) -> None:
        if self.desk is not None:
            self.desk.set_look(theme, text_px)

    @Slot(bool)
    def _on_locked(self, on: bool) -> None:
        """A locked window shows nothing of the office, nor does its desk."""
        if on and self.desk is not None:
            self.desk.hide()

    @Slot(object)
    def _on_failure(self, error: EmergError) -> None:
        self.said.emit(problem_message(error.problems))
