"""Joins "print" to the use cases that write the sheets of an answer and of a dispatch."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from emerg.errors import EmergError, OutputError
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.drives import Dispatch
from emerg.texts import Lang, Text
from emerg.ui.jobs import Desk
from emerg.ui.status_bar import Message, crash_message, problem_message
from emerg.ui.surroundings import Surroundings
from emerg.units import BEIJING
from emerg.usecases.brief import INCIDENT_BRIEF
from emerg.usecases.dispatch_files import write_dispatch
from emerg.usecases.paper_kinds import PHOTOS, Given
from emerg.usecases.papers import INDEX, warm_up, write_set
from emerg.usecases.run import Cancelled, Progress, Stop

FIX = Text("choose another folder with Shift+F9, or make room and allow writing there")
FIX_DISPATCH = Text("make room and allow writing there, and close the files in it")


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and how to say so."""

    path: Path
    words: Text
    files: tuple[Path, ...] = ()


class PrintPresenter(QObject):
    """Writes the sheets of an answer, or of a dispatch, into a folder and says where."""

    written = Signal(str)
    set_written = Signal(object)  # the files of a set
    busy_changed = Signal(bool)  # whether something is being written, and can be cancelled
    said = Signal(Message)

    def __init__(self, given: Surroundings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home, self._settings = given.home, given.settings
        self._numbers, pool = given.numbers, given.pool
        self._fix = FIX
        self._desk, self._warming = Desk(pool, self), Desk(pool, self)
        self._desk.succeeded.connect(self._on_success)
        self._desk.failed.connect(self._on_failure)
        self._desk.crashed.connect(self._on_crash)
        self._desk.cancelled.connect(self._on_cancelled)
        self._desk.progressed.connect(self._on_progress)

    def folder_for(self, answer: Answer) -> Path:
        """Where a brief goes if nobody says otherwise: one folder per incident and minute."""
        stamp = f"{answer.incident.now.astimezone(BEIJING):%Y%m%d-%H%M}"
        drill = "-drill" if answer.exercise else ""
        return self._settings.papers_folder / f"{stamp}-{answer.incident.playbook}{drill}"

    def print(self, given: Given, folder: Path) -> None:
        """Write every sheet of the answer in `given` into `folder`, with the numbers of now."""
        photos = self._home / PHOTOS
        papers = replace(given, contacts=self._numbers.contacts, photos=photos, home=self._home)

        def work(progress: Progress, stop: Stop) -> Written:
            paths = write_set(papers, folder, progress=progress, stop=stop)
            brief = folder / INCIDENT_BRIEF
            words = Text(
                "Sheets written: {path}, and {n} files beside it, listed in {index}",
                path=brief,
                n=len(paths) - 1,
                index=INDEX,
            )
            return Written(brief, words, tuple(paths))

        self.said.emit(Message(Text("Writing the sheets …")))
        self._start(work, FIX)

    def print_dispatch(
        self, found: Dispatch, answer: Answer, rivers: Rivers, folder: Path, lang: Lang
    ) -> None:
        """Write the sheet of a plan into `folder`, and its ways for the field."""

        contacts = self._numbers.contacts

        def work(_progress: Progress, stop: Stop) -> Written:
            if stop():
                raise Cancelled
            sheet, *tracks = write_dispatch(found, answer, rivers, folder, lang, contacts)
            names = ", ".join(track.name for track in tracks)
            words = Text("Dispatch sheet written: {path}, with {names}", path=sheet, names=names)
            return Written(sheet, words)

        self.said.emit(Message(Text("Writing the dispatch sheet …")))
        self._start(work, FIX_DISPATCH)

    def warm_up(self) -> None:
        """Read fonts and libraries while nobody waits for a sheet."""

        def work(_progress: Progress, _stop: Stop) -> None:
            warm_up()

        self._warming.start(work)

    def cancel(self) -> None:
        """Stop what is being written: what stood there before still does."""
        self._desk.cancel()

    def close(self) -> None:
        self._desk.close()
        self._warming.close()

    def _start(self, work: Callable[[Progress, Stop], Written], fix: Text) -> None:
        self._fix = fix
        self._desk.start(work)
        self.busy_changed.emit(True)

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        self.said.emit(Message(Text("Writing the sheets: {n} of {total}", n=done, total=total)))

    @Slot()
    def _on_cancelled(self) -> None:
        self.busy_changed.emit(False)
        self.said.emit(Message(Text("Cancelled; nothing was changed")))

    @Slot(object)
    def _on_success(self, done: Written) -> None:
        self.busy_changed.emit(False)
        self.said.emit(Message(done.words, "ok", str(done.path)))
        self.written.emit(str(done.path))
        if done.files:
            self.set_written.emit(done.files)

    @Slot(object)
    def _on_failure(self, error: EmergError) -> None:
        self.busy_changed.emit(False)
        problems = error.problems
        if isinstance(error, OutputError):  # its own advice is for the command line
            problems = tuple(replace(problem, fix=self._fix) for problem in problems)
        self.said.emit(problem_message(problems))

    @Slot(object)
    def _on_crash(self, error: Exception) -> None:
        self.busy_changed.emit(False)
        self.said.emit(crash_message(error))
