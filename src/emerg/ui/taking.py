"""Does what was asked with a thing that was dropped, off the UI thread where it takes a while."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from emerg.errors import EmergError
from emerg.incident.address_book import has_address_book
from emerg.texts import Text
from emerg.ui.drop_words import brought_words, contacts_words, left_words, tiles_words
from emerg.ui.jobs import Desk, Work
from emerg.ui.loaded import Loaded
from emerg.ui.main_window import MainWindow
from emerg.ui.status_bar import Message, crash_message
from emerg.ui.surroundings import Surroundings
from emerg.ui.typed.from_scenario import typed_of
from emerg.units import BEIJING
from emerg.usecases.run import Progress, Stop
from emerg.usecases.scenario import read_scenario

if TYPE_CHECKING:
    from emerg.ui.window_presenter import WindowPresenter
    from emerg.usecases.bring_playbook import Brought
    from emerg.usecases.bring_tiles import Tiles
    from emerg.usecases.dropped import Dropped

Refused = Callable[[EmergError], None]


class Taking(QObject):
    """What can be done with each kind; one thing at a time."""

    said = Signal(Message)
    playbook_taken = Signal()
    tiles_taken = Signal()
    progressed = Signal(int, int)
    ended = Signal()  # whatever was done, or not

    def __init__(self, parts: "WindowPresenter", window: MainWindow, given: Surroundings) -> None:
        super().__init__(window)
        self._parts, self._window, self._given = parts, window, given
        self.ready: Loaded | None = None  # what a scenario is read against
        self._then: Callable[[object], Message] = lambda _result: Message()
        self._refused: Refused = lambda _error: None
        self._desk = Desk(given.pool, self)
        self._desk.succeeded.connect(self._on_done)
        self._desk.failed.connect(self._on_failure)
        self._desk.crashed.connect(self._on_crash)
        self._desk.cancelled.connect(self._on_cancelled)
        self._desk.progressed.connect(self.progressed)

    @property
    def has_book(self) -> bool:
        """Whether the office has an address book, and with it a passphrase."""
        return has_address_book(self._given.home)

    def take(self, found: "Dropped", typed: str, refused: Refused) -> None:
        """Do what its card says; `typed` is the passphrase where one was asked for."""
        self._refused = refused
        incident = self._parts.incident
        if found.what == "package":
            incident.exchange.bring_file(found.path)
        elif found.what == "file":
            incident.notes.attach_file(found.path)
        elif found.what == "scenario":
            self._fill(found, refused)
        elif found.what == "playbook":
            self._start(self._playbook(found), self._brought)
        elif found.what == "tiles":
            self._start(self._tiles(found), self._copied)
        elif found.what == "office":
            self._start(self._office(found), self._listed)
        else:
            self._start(
                self._contacts(found, typed), lambda one: Message(contacts_words(one), "ok")
            )

    def close(self) -> None:
        self._desk.close()

    def _start(self, work: Work, then: Callable[..., Message]) -> None:
        self._then = then
        self.said.emit(Message(Text("Checking it …")))
        self._desk.start(work)

    def cancel(self) -> None:
        """Stop what runs; what is half done is taken away."""
        self._desk.cancel()

    @Slot(object)
    def _on_done(self, result: object) -> None:
        self.ended.emit()
        self.said.emit(self._then(result))

    @Slot(object)
    def _on_failure(self, error: EmergError) -> None:
        self.ended.emit()
        self._refused(error)

    @Slot()
    def _on_cancelled(self) -> None:
        self.ended.emit()
        self.said.emit(Message(Text("Cancelled; nothing was changed")))

    @Slot(object)
    def _on_crash(self, error: Exception) -> None:
        self.ended.emit()
        self.said.emit(crash_message(error))

    def _playbook(self, found: "Dropped") -> Work:
        given, now = self._given, self._given.clock.machine_now()

        def work(*_watch: object) -> object:
            from emerg.usecases.bring_playbook import bring_playbook

            return bring_playbook(found.path, given.playbooks, given.environ, given.home, now)

        return work

    def _tiles(self, found: "Dropped") -> Work:
        home = self._given.home

        def work(progress: Progress, stop: Stop) -> object:
            from emerg.usecases.bring_tiles import bring_tiles

            return bring_tiles(found.path, home, progress=progress, stop=stop)

        return work

    def _copied(self, result: "Tiles") -> Message:
        self.tiles_taken.emit()
        return Message(tiles_words(result), "ok")

    def _brought(self, result: "Brought") -> Message:
        self.playbook_taken.emit()
        return Message(brought_words(result), "ok")

    def _office(self, found: "Dropped") -> Work:
        home = self._given.home

        def work(*_watch: object) -> object:
            from emerg.usecases.resources import import_office

            return import_office(found.path, None, home)

        return work

    def _listed(self, result: object) -> Message:
        assert isinstance(result, tuple)
        office, folder = result
        words = Text(
            "{id}: {depots} depots, {teams} teams and {lots} lines of stock are kept in {folder}",
            id=office.id,
            depots=len(office.depots),
            teams=len(office.teams),
            lots=len(office.lots),
            folder=str(folder),
        )
        return Message(words, "ok")

    def _contacts(self, found: "Dropped", passphrase: str) -> Work:
        given = self._given
        today = given.clock.machine_now().astimezone(BEIJING).date()

        def work(*_watch: object) -> object:
            from emerg.usecases.contacts import import_contacts, named_roles

            named = named_roles(given.playbooks, given.environ, given.home)
            return import_contacts(given.home, found.path, passphrase, named, today)

        return work

    def _fill(self, found: "Dropped", refused: Refused) -> None:
        """Read the file before anything is put away."""
        ready = self.ready
        if ready is None:
            self.said.emit(self._parts.loading.why_not)
            return
        now = self._given.clock.machine_now()
        try:
            asked = read_scenario(found.path, now)
        except EmergError as error:
            refused(error)
            return
        lang = self._window.words.lang
        typed, left = typed_of(asked, ready.rivers.rivers, lang, ready.dams)
        self._parts.incident.new()
        self._parts.form.fill(typed, now)
        self._window.questions.focus_on("where")
        if left:
            self.said.emit(Message(left_words(left, found.path.name), "danger"))
