"""Joins the record to what leaves this computer and what comes: packages, sheets, settlements."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit

from emerg.errors import EmergError, InputError, OutputError
from emerg.incident.model import Entry
from emerg.texts import Lang, Text
from emerg.ui.main_window import MainWindow
from emerg.ui.record_desk import RecordDesk
from emerg.ui.status_bar import Message
from emerg.ui.surroundings import Surroundings
from emerg.units import BEIJING
from emerg.usecases.record_sheet import write_handover, write_report
from emerg.usecases.settle import settle
from emerg.usecases.shift import Spoken

if TYPE_CHECKING:  # cryptography takes a while to load, and most windows need none of it
    from emerg.usecases.exchange import Exported, Imported

PACKAGES = "*.emerg"


class ExchangePresenter(QObject):
    """Packages out and in, the record and the hand-over on paper, and what differs settled."""

    said = Signal(Message)
    brought = Signal(str)  # id of an incident that a package brought or added to

    def __init__(
        self, window: MainWindow, desk: RecordDesk, given: Surroundings, lang: Lang
    ) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._versions = given.versions
        self._lang: Lang = lang
        window.record.conflicts.settled.connect(self._on_settled)
        window.record.all.import_requested.connect(self.bring)

    @Slot(str)
    def set_language(self, lang: Lang) -> None:
        self._lang = lang

    def hand_over(self) -> None:
        """Write the hand-over sheet of the last twelve hours."""
        home, id_, lang, now = self._desk.home, self._desk.case.id, self._lang, self._desk.now()
        if self._nothing():
            return
        out = self._sheet("handover", ".pdf")

        def task() -> Path:
            return write_handover(home, id_, Spoken(), out, lang, now)[0].file

        self._write(task, Text("Writing the hand-over sheet …"))

    def report(self) -> None:
        """Write the whole record as a PDF."""
        home, id_, lang, now = self._desk.home, self._desk.case.id, self._lang, self._desk.now()
        if self._nothing():
            return
        out = self._sheet("record", ".pdf")

        def task() -> Path:
            return write_report(home, id_, out, lang, now).file

        self._write(task, Text("Printing the record …"))

    def export(self) -> None:
        """Ask where to, then seal the incident into one file for another post."""
        if self._nothing():
            return
        from emerg.usecases import exchange

        words = self._window.words
        name = exchange.package_name(self._desk.case.id, self._post())
        title = words.of(Text("Package for another post: where to"))
        chosen, _filter = QFileDialog.getSaveFileName(self._window.dressed, title, name, PACKAGES)
        if not chosen:
            return
        prompt = words.of(Text("Passphrase to lock it with; empty: whoever finds it can read it"))
        passphrase, given = QInputDialog.getText(
            self._window, title, prompt, QLineEdit.EchoMode.Password
        )
        if given:
            self.export_to(Path(chosen), passphrase or None)

    def export_to(self, target: Path, passphrase: str | None) -> None:
        """Seal the incident on the desk into the file `target`."""
        home, id_, desk, versions = self._desk.home, self._desk.case.id, self._desk, self._versions

        def task() -> "Exported":
            from emerg.usecases import exchange

            lock = exchange.Lock(passphrase=passphrase)
            return exchange.export_incident(
                home, id_, target, desk.person(), lock=lock, playbooks=versions()
            )

        def done(result: object) -> None:
            made = cast("Exported", result)
            words = Text(
                "Package written: {file}, {n} entries, {files} files; key of this computer {key}",
                file=str(made.file),
                n=made.entries,
                files=made.files,
                key=made.fingerprint,
            )
            self.said.emit(Message(words, "ok"))

        self.said.emit(Message(Text("Writing the package …")))
        self._desk.do_aside(task, done)

    @Slot()
    def bring(self) -> None:
        """Ask for a package of another post, and merge it into the incident it is of."""
        title = self._window.words.of(Text("Package of another post"))
        chosen, _filter = QFileDialog.getOpenFileName(self._window.dressed, title, "", PACKAGES)
        if chosen:
            self.bring_file(Path(chosen))

    def bring_file(self, source: Path) -> None:
        """Merge the package at `source`; where it is locked, ask for its passphrase."""
        title = self._window.words.of(Text("Package of another post"))
        passphrase = None
        if _locked(source):
            prompt = self._window.words.of(
                Text("Passphrase of the package; empty: it is locked for the key of this computer")
            )
            passphrase, given = QInputDialog.getText(
                self._window, title, prompt, QLineEdit.EchoMode.Password
            )
            if not given:
                return
        self.bring_from(source, passphrase or None)

    def bring_from(
        self, source: Path, passphrase: str | None = None, trusted: str | None = None
    ) -> None:
        """Merge the package at `source`; another key than before is asked about, never taken."""
        home, versions = self._desk.home, self._versions

        def task() -> "Imported | InputError":
            from emerg.usecases import exchange

            try:
                return exchange.import_package(
                    home, source, passphrase=passphrase, trusted=trusted, playbooks=versions()
                )
            except exchange.OtherKeyError as other:
                return other

        def done(result: object) -> None:
            if isinstance(result, InputError):
                self._ask_trust(source, passphrase, result)
                return
            brought = cast("Imported", result)
            self.said.emit(_told(brought))
            self.brought.emit(brought.id)

        self.said.emit(Message(Text("Reading the package …")))
        self._desk.do_aside(task, done)

    def _ask_trust(self, source: Path, passphrase: str | None, other: InputError) -> None:
        words = self._window.words
        asked = Text(
            "{what}. Ring that post; type the key that is read out to you there, or cancel",
            what=other.problems[0].what,
        )
        title = words.of(Text("Another key than before"))
        key, given = QInputDialog.getText(self._window.dressed, title, words.of(asked))
        if given and key.strip():
            self.bring_from(source, passphrase, key)
        else:
            self.said.emit(Message(Text("Nothing was taken from the package")))

    @Slot(str, object, str)
    def _on_settled(self, name: str, value: str | None, reason: str) -> None:
        home, now, person = self._desk.home, self._desk.now(), self._desk.person

        def saying(id_: str) -> Entry:
            return settle(home, id_, name, value, reason, person(), now)

        def done(_result: object) -> None:
            self.said.emit(Message(Text("Settled: {name}", name=name), "ok"))

        self._desk.say(saying, then=done)

    def _write(self, task: Callable[[], Path], saying: Text) -> None:
        def done(result: object) -> None:
            self.said.emit(Message(Text("Written: {path}", path=str(result)), "ok", str(result)))

        def work() -> Path:
            try:
                return task()
            except OutputError as error:
                raise _advised(error) from error

        self.said.emit(Message(saying))
        self._desk.do_aside(work, done)

    def _sheet(self, what: str, ending: str) -> Path:
        stamp = f"{self._desk.now().astimezone(BEIJING):%Y%m%d-%H%M}"
        return self._desk.settings.papers_folder / f"{self._desk.case.id}-{what}-{stamp}{ending}"

    def _post(self) -> str:
        """Two posts may write on one stick: each package bears the name of its own."""
        try:
            return self._desk.person().post
        except EmergError:  # said when the package is written
            return ""

    def _nothing(self) -> bool:
        if self._desk.case.id:
            return False
        self.said.emit(Message(Text("No incident lies on the desk: open one with Ctrl+E")))
        return True


def _advised(error: OutputError) -> OutputError:
    """The advice of a refusal is for the command line; in the window there is no --out."""
    fix = Text("make room and allow writing there, and close the file if it is open")
    return OutputError(error.what, where=error.where, fix=fix)


def _locked(file: Path) -> bool:
    from emerg.incident.seal import is_locked

    try:
        return is_locked(file)
    except OSError:
        return False


def _told(found: "Imported") -> Message:
    """What a package brought; what is to be looked at makes it loud."""
    brought = Text(
        "{n} new entries and {files} files of post {post}",
        n=len(found.merged.entries),
        files=found.merged.files,
        post=found.manifest.post or "—",
    )
    if found.conflicts:
        words = Text(
            "{brought}; {n} things are said differently", brought=brought, n=found.conflicts
        )
        return Message(words, "danger")
    if found.new_key:
        words = Text(
            "{brought}; its first package: compare its key by telephone, {key}",
            brought=brought,
            key=found.manifest.signer,
        )
        return Message(words, "ok")
    return Message(brought, "ok")
