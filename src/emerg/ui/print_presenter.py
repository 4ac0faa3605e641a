"""Joins "print" to the use case that writes the brief."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from emerg.errors import EmergError, OutputError
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.texts import Lang, Text
from emerg.ui.jobs import Desk
from emerg.ui.respond_presenter import crash_message
from emerg.ui.status_bar import Message, problem_message
from emerg.units import BEIJING
from emerg.usecases.brief import write_incident_brief
from emerg.usecases.run import Cancelled, Progress, Stop


class PrintPresenter(QObject):
    """Writes the brief of an answer into a folder and says where."""

    written = Signal(str)
    said = Signal(Message)

    def __init__(self, pool: QThreadPool, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._desk = Desk(pool, self)
        self._desk.succeeded.connect(self._on_success)
        self._desk.failed.connect(self._on_failure)
        self._desk.crashed.connect(self._on_crash)

    def folder_for(self, answer: Answer) -> Path:
        """Where a brief goes if nobody says otherwise: one folder per incident and minute."""
        stamp = f"{answer.incident.now.astimezone(BEIJING):%Y%m%d-%H%M}"
        drill = "-drill" if answer.exercise else ""
        return self._home / "briefs" / f"{stamp}-{answer.incident.playbook}{drill}"

    def print(self, answer: Answer, rivers: Rivers, folder: Path, lang: Lang) -> None:
        """Write the brief of `answer` into `folder`."""

        def work(_progress: Progress, stop: Stop) -> Path:
            if stop():
                raise Cancelled
            return write_incident_brief(answer, rivers, folder, lang)

        self.said.emit(Message(Text("Writing the brief …")))
        self._desk.start(work)

    def close(self) -> None:
        self._desk.close()

    @Slot(object)
    def _on_success(self, path: Path) -> None:
        self.said.emit(Message(Text("Brief written: {path}", path=path), "ok", str(path)))
        self.written.emit(str(path))

    @Slot(object)
    def _on_failure(self, error: EmergError) -> None:
        problems = error.problems
        if isinstance(error, OutputError):  # its own advice is for the command line
            fix = Text("choose another folder with Shift+F9, or make room and allow writing there")
            problems = tuple(replace(problem, fix=fix) for problem in problems)
        self.said.emit(problem_message(problems))

    @Slot(object)
    def _on_crash(self, error: Exception) -> None:
        self.said.emit(crash_message(error))
