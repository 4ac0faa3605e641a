"""Joins the check of this installation to its window: off the UI thread, cancelled, saved."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal, Slot

from emerg.errors import EmergError
from emerg.texts import Lang, Prose, Text
from emerg.ui.follower import Follower
from emerg.ui.jobs import Desk
from emerg.ui.main_window import MainWindow
from emerg.ui.status_bar import Message, crash_message, problem_message
from emerg.ui.surroundings import Surroundings
from emerg.ui.theme import Theme
from emerg.ui.verify_window import VerifyWindow
from emerg.units import BEIJING
from emerg.usecases.files import write_files
from emerg.usecases.run import Progress, Stop
from emerg.usecases.verify import Verified, verify
from emerg.usecases.verify_words import verified_csv

FOLDER = "checks"


class VerifyPresenter(Follower):
    """Owns the window, which is made when it is first wanted."""

    shown = Signal(object)  # Verified

    def __init__(
        self,
        window: MainWindow,
        given: Surroundings,
        lang: Lang,
        check: Callable[[Progress, Stop], Verified] | None = None,
    ) -> None:
        super().__init__(window)
        self._main, self._given, self._lang = window, given, lang
        self._check = check or self._verify
        self._found: Verified | None = None
        self.window: VerifyWindow | None = None
        self._desk = Desk(given.pool, self)
        self._desk.progressed.connect(self._on_progress)
        self._desk.succeeded.connect(self._on_found)
        self._desk.cancelled.connect(self._on_cancelled)
        self._desk.failed.connect(self._on_failure)
        self._desk.crashed.connect(self._on_crash)
        window.looks.hear(self._on_look)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        return {"verify": self.show}

    def show(self) -> None:
        """Bring the window to the front; where nothing runs, begin."""
        window = self._made()
        window.show()
        window.raise_()
        window.activateWindow()
        window.table.setFocus()
        if not self._desk.busy:
            self.run()

    def run(self) -> None:
        """Work it all out anew."""
        self._made().show_running()
        self._desk.start(self._check)

    def save(self) -> None:
        """Write the table into the home folder."""
        window, found = self.window, self._found
        if window is None or found is None or self._desk.busy:
            return
        now = self._given.clock.machine_now()
        name = f"verify-{now.astimezone(BEIJING):%Y%m%d-%H%M%S}.csv"
        try:
            table = verified_csv(found, self._lang, now)
            path = write_files(self._given.home / FOLDER, {name: table})[0]
        except EmergError as error:
            window.say_note(problem_message(error.problems).text)
            return
        window.say_note(Text("Saved: {path}", path=str(path)))
        self.said.emit(Message(Text("Saved: {path}", path=str(path)), "ok", str(path)))

    def set_language(self, lang: Lang) -> None:
        self._lang = lang
        if self.window is not None:
            self.window.set_language(lang)

    def close(self) -> None:
        self._desk.close()
        if self.window is not None:
            self.window.close()

    def _verify(self, progress: Progress, stop: Stop) -> Verified:
        given = self._given
        return verify(given.playbooks, given.environ, given.home, progress=progress, stop=stop)

    def _made(self) -> VerifyWindow:
        if self.window is None:
            self.window = VerifyWindow(self._lang, self._main)
            self._main.dress(self.window)
            self.window.set_look(*self._main.look)
            self.window.asked.connect(self._on_asked)
        return self.window

    @Slot(str)
    def _on_asked(self, name: str) -> None:
        if name == "save":
            self.save()
        elif name == "run" and not self._desk.busy:
            self.run()
        elif name == "cancel" and self._desk.busy:
            self._desk.cancel()
        elif name == "cancel" and self.window is not None:
            self.window.close()

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        if self.window is not None:
            self.window.show_running(done, total)

    @Slot(object)
    def _on_found(self, found: Verified) -> None:
        self._found = found
        self._made().show_found(found)
        self.shown.emit(found)

    @Slot()
    def _on_cancelled(self) -> None:
        self._say(Text("Cancelled; nothing is said of this installation"), "warn")

    @Slot(object)
    def _on_failure(self, error: EmergError) -> None:
        self._say(problem_message(error.problems).text, "danger")

    @Slot(object)
    def _on_crash(self, error: Exception) -> None:
        self._say(crash_message(error).text, "danger")

    def _say(self, text: Prose, role: str) -> None:
        self._made().show_verdict(text, role)

    def _on_look(self, theme: Theme, text_px: int) -> None:
        if self.window is not None:
            self.window.set_look(theme, text_px)
