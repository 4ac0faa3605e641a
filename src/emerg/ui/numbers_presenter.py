"""Unlocks the office's telephone numbers for the sheets, until the window is locked or closed."""

from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot
from PySide6.QtWidgets import QInputDialog, QLineEdit

from emerg.errors import EmergError
from emerg.incident.address_book import has_address_book, read_address_book
from emerg.incident.contacts import Contacts
from emerg.texts import Text
from emerg.ui.jobs import Desk
from emerg.ui.main_window import MainWindow
from emerg.ui.numbers import Numbers
from emerg.ui.status_bar import Message, crash_message, problem_message


class NumbersPresenter(QObject):
    """Asks for the passphrase of the office, and forgets what it opened when it should."""

    said = Signal(Message)

    def __init__(self, window: MainWindow, numbers: Numbers, pool: QThreadPool, home: Path) -> None:
        super().__init__(window)
        self._window, self._numbers, self._home = window, numbers, home
        self._desk = Desk(pool, self)
        self._desk.succeeded.connect(self._on_opened)
        self._desk.failed.connect(self._on_failure)
        self._desk.crashed.connect(self._on_crash)
        window.locked_changed.connect(self._on_locked)

    def switch(self) -> None:
        """The key: unlock them, or lock them again."""
        if self._numbers.contacts:
            self._forget()
            self.said.emit(Message(Text("Telephone numbers are locked again")))
        elif not has_address_book(self._home):
            none = Text("There is no address book yet: emerg contacts import makes one")
            self._show()
            self.said.emit(Message(none))
        else:
            self._ask()

    def unlock(self, passphrase: str) -> None:
        """Open the address book, off the UI thread: that takes about a second on purpose."""
        home = self._home
        self._desk.start(lambda _progress, _stop: read_address_book(home, passphrase))

    def close(self) -> None:
        self._desk.close()

    def _ask(self) -> None:
        words = self._window.words
        title = words.of(Text("Telephone numbers on sheets"))
        passphrase, given = QInputDialog.getText(
            self._window,
            title,
            words.of(Text("Passphrase of the office")),
            QLineEdit.EchoMode.Password,
        )
        if given and passphrase:
            self.unlock(passphrase)
        self._show()

    def _forget(self) -> None:
        self._desk.close()  # what is being opened just now is not let in behind a lock
        self._numbers.contacts = ()
        self._show()

    def _show(self) -> None:
        self._window.actions_by_name["numbers"].setChecked(bool(self._numbers.contacts))

    @Slot(object)
    def _on_opened(self, contacts: Contacts) -> None:
        self._numbers.contacts = contacts
        self._show()
        words = Text(
            "{n} telephone numbers unlocked: sheets print them until the window is locked "
            "or closed",
            n=len(contacts),
        )
        self.said.emit(Message(words, "ok"))

    @Slot(object)
    def _on_failure(self, error: EmergError) -> None:
        self.said.emit(problem_message(error.problems))

    @Slot(object)
    def _on_crash(self, error: Exception) -> None:
        self.said.emit(crash_message(error))

    @Slot(bool)
    def _on_locked(self, locked: bool) -> None:
        if locked:
            self._forget()
