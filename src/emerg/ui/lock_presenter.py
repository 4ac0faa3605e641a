"""Locks the window after idle minutes, or by a key; the passphrase of the office opens it.

It hides the screen from who passes by. It is no vault: the record lies readable on the disk, whose
encryption is a matter of the office; contacts have a lock of their own.
"""

from datetime import datetime
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from emerg.errors import EmergError
from emerg.incident.address_book import has_address_book, read_address_book
from emerg.texts import Text
from emerg.ui.jobs import Desk
from emerg.ui.main_window import MainWindow
from emerg.ui.status_bar import Message, crash_message
from emerg.ui.surroundings import Surroundings
from emerg.usecases.settings import LOCK_AFTER_MIN

TOUCHES = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.InputMethod,  # Chinese is typed by it
    QEvent.Type.TouchBegin,
)
NO_PASSPHRASE = Text(
    "The window cannot be locked: the office has no passphrase yet (emerg contacts import sets it)"
)


class LockPresenter(QObject):
    """Watches for idleness; a lock without a passphrase to open it is refused."""

    said = Signal(Message)

    def __init__(self, window: MainWindow, given: Surroundings) -> None:
        super().__init__(window)
        self._window, self._home = window, given.home
        self._settings = given.settings
        self._after_s = 0
        self.touched_s = monotonic()
        self._desk = Desk(given.pool, self)
        self._desk.succeeded.connect(self._on_opened)
        self._desk.failed.connect(self._on_refused)
        self._desk.crashed.connect(self._on_crash)
        window.lock.tried.connect(self._on_tried)
        given.settings.changed.connect(self._on_setting)
        self._on_setting(LOCK_AFTER_MIN.key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES:
            self.touched_s = monotonic()
        return super().eventFilter(watched, event)

    def lock(self) -> None:
        """The key: lock at once."""
        if has_address_book(self._home):
            self._window.set_locked(True)
        else:
            self.said.emit(Message(NO_PASSPHRASE, "danger"))

    @Slot(object)
    def on_tick(self, _now: datetime) -> None:
        """Lock once nobody has touched anything for long enough."""
        window = self._window
        if window.locked:
            header = window.header
            drill = header.banner.text() if window.drill else ""
            window.lock.show_clock(header.time.text(), header.report.text(), drill)
        elif self._after_s and monotonic() - self.touched_s >= self._after_s:
            self.touched_s = monotonic()
            if has_address_book(self._home):
                window.set_locked(True)

    def close(self) -> None:
        self._desk.close()

    @Slot(str)
    def _on_setting(self, key: str) -> None:
        """Watch, or no longer: a filter on every event costs something."""
        if key != LOCK_AFTER_MIN.key:
            return
        self._after_s = self._settings.value(LOCK_AFTER_MIN) * 60
        self.touched_s = monotonic()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
            if self._after_s:
                app.installEventFilter(self)

    @Slot(str)
    def _on_tried(self, passphrase: str) -> None:
        home = self._home
        self._desk.start(lambda _progress, _stop: read_address_book(home, passphrase))

    @Slot(object)
    def _on_opened(self, _contacts: object) -> None:
        self._window.set_locked(False)

    @Slot(object)
    def _on_refused(self, error: EmergError) -> None:
        self._window.lock.refuse(error.problems[0].what)

    @Slot(object)
    def _on_crash(self, error: Exception) -> None:
        self._window.lock.refuse(crash_message(error).text)
