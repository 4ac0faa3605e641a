"""Joins About to what is found out of this installation, off the UI thread."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from emerg.errors import EmergError
from emerg.texts import Lang
from emerg.ui.about_window import AboutWindow
from emerg.ui.about_words import about_markdown
from emerg.ui.follower import Follower
from emerg.ui.jobs import Desk
from emerg.ui.main_window import MainWindow
from emerg.ui.status_bar import crash_message, problem_message
from emerg.ui.surroundings import Surroundings
from emerg.ui.theme import Theme
from emerg.usecases.run import Progress, Stop

if TYPE_CHECKING:  # what it looks into takes a while to load, and few windows ask
    from emerg.usecases.about import About


class AboutPresenter(Follower):
    """Owns the window of About, which is made when it is first wanted."""

    shown = Signal()

    def __init__(self, window: MainWindow, given: Surroundings, lang: Lang) -> None:
        super().__init__(window)
        self._main, self._given, self._lang = window, given, lang
        self._found: About | None = None
        self.window: AboutWindow | None = None
        self._desk = Desk(given.pool, self)
        self._desk.succeeded.connect(self._on_found)
        self._desk.failed.connect(self._on_failure)
        self._desk.crashed.connect(self._on_crash)
        window.looks.hear(self._on_look)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        return {"about": self.show}

    def show(self) -> None:
        """Find out what is here now: an office may have changed its playbooks since."""
        given = self._given

        def work(progress: Progress, stop: Stop) -> "About":
            from emerg.usecases.about import about

            return about(given.playbooks, given.environ, given.home, progress=progress, stop=stop)

        self._desk.start(work)

    def set_language(self, lang: Lang) -> None:
        self._lang = lang
        if self.window is not None and self._found is not None:
            self.window.set_language(lang)
            self.window.show_text(about_markdown(self._found, lang))

    def close(self) -> None:
        self._desk.close()
        if self.window is not None:
            self.window.close()

    @Slot(object)
    def _on_found(self, found: "About") -> None:
        self._found = found
        if self.window is None:
            self.window = AboutWindow(self._lang, self._main)
            self._main.dress(self.window)
            self.window.set_look(*self._main.look)
        self.window.show_text(about_markdown(found, self._lang))
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self.window.text.setFocus()
        self.shown.emit()

    def _on_look(self, theme: Theme, text_px: int) -> None:
        if self.window is not None:
            self.window.set_look(theme, text_px)

    @Slot(object)
    def _on_failure(self, error: EmergError) -> None:
        self.said.emit(problem_message(error.problems))

    @Slot(object)
    def _on_crash(self, error: Exception) -> None:
        self.said.emit(crash_message(error))
