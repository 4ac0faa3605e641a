"""Opens all that stands behind the form, while somebody is filling it in."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QThreadPool, QTimer, Signal, Slot

from emerg.texts import Text
from emerg.ui.jobs import Desk
from emerg.ui.main_window import MainWindow
from emerg.ui.overrides import guard
from emerg.ui.question_state import RunState
from emerg.ui.status_bar import Message, crash_message
from emerg.ui.theme import Theme

if TYPE_CHECKING:
    from emerg.ui.app import AppOptions
    from emerg.ui.window_presenter import WindowPresenter

# A window that is never painted, because it begins minimised, opens all the same.
UNPAINTED_MS = 500
OPENING = Message(Text("Loading the playbooks …"))
NOT_YET = Message(Text("The playbooks are still loading"))


class Opening(QObject):
    """Shows the form; then reads the code of all else off the UI thread, and furnishes the window
    a step at a time. What is typed meanwhile stays, and is understood once the rivers are there.

    `shown` once the form takes keys, `ready` and `unusable` as of `WindowPresenter`.
    """

    shown = Signal()
    ready = Signal()
    unusable = Signal(object)  # Exception

    def __init__(self, window: MainWindow, options: "AppOptions") -> None:
        super().__init__(window)
        self._window = window
        self._options = options
        self._begun = self._closed = self._answer_wanted = False
        self._pool = QThreadPool(self)
        self._reading = Desk(self._pool, self)
        self._reading.succeeded.connect(self._furnish)
        self._reading.crashed.connect(self._on_crash)
        self.presenter: WindowPresenter | None = None

    def start(self) -> None:
        """Show the form, the cursor in the first question."""
        window = self._window
        window.closing.connect(self._on_closing)
        window.asked.connect(self._on_asked)
        window.questions.respond_requested.connect(self._on_respond)
        window.status.show_message(OPENING)
        window.show_run(RunState(busy=True))
        window.questions.installEventFilter(self)
        window.show()
        window.questions.focus_on("where")
        QTimer.singleShot(UNPAINTED_MS, self._begin)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The form is being painted: all else comes after."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._begin)
        return False

    @Slot()
    def _begin(self) -> None:
        if not self._begun and not self._closed:
            self._begun = True
            self.shown.emit()
            QTimer.singleShot(0, self._start_reading)

    @Slot()
    def _start_reading(self) -> None:
        if not self._closed:
            theme, _text_px = self._window.look
            self._reading.start(lambda _progress, _stop: _read(theme))

    @Slot(object)
    def _furnish(self) -> None:
        """Some more of the window, then whatever was typed or pressed meanwhile."""
        if self._closed:
            return
        if self._window.furnish_more():
            QTimer.singleShot(0, self._furnish)
        else:
            QTimer.singleShot(0, self._join)

    @Slot()
    def _join(self) -> None:
        if self._closed:
            return
        from emerg.ui.outside import surroundings
        from emerg.ui.window_presenter import WindowPresenter

        window = self._window
        window.asked.disconnect(self._on_asked)
        window.questions.respond_requested.disconnect(self._on_respond)
        self.presenter = WindowPresenter(window, surroundings(self._options), self._options.lang)
        self.presenter.ready.connect(self.ready)
        self.presenter.unusable.connect(self.unusable)
        self.presenter.start()
        if self._answer_wanted:
            self.presenter.respond()

    @Slot(str)
    def _on_asked(self, name: str) -> None:
        """A key whose part is not there yet."""
        match name:
            case "quit":
                self._window.close()
            case "respond":
                self._on_respond()
            case _:
                self._window.status.show_message(NOT_YET)

    @Slot()
    def _on_respond(self) -> None:
        """Answers may be typed before the rivers are read: what is asked for is not forgotten."""
        self._answer_wanted = True
        self._window.status.show_message(NOT_YET)

    @Slot()
    def _on_closing(self) -> None:
        self._closed = True
        self._reading.close()
        self._pool.waitForDone()

    @Slot(object)
    def _on_crash(self, error: Exception) -> None:
        self._window.show_run(RunState())
        self._window.status.show_message(crash_message(error))
        self.unusable.emit(error)


def _read(theme: Theme) -> None:
    """Import what the window is furnished and joined with, and what its map begins with."""
    import emerg.ui.outside
    import emerg.ui.rooms
    import emerg.ui.window_presenter  # noqa: F401 - here only to be there
    from emerg.geodata.layers import lakes, places
    from emerg.ui.map.palette import palette
    from emerg.ui.map.relief import shaded

    guard()
    shaded(palette(theme))
    places()
    lakes()
