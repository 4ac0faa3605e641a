"""Keeps what is typed and not yet in the record, and puts it back after any end of the program."""

from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from emerg.errors import EmergError, Findings
from emerg.records import record
from emerg.texts import Text
from emerg.ui.form_presenter import FormPresenter
from emerg.ui.main_window import MainWindow
from emerg.ui.pond_presenter import PondPresenter
from emerg.ui.record_desk import RecordDesk, nothing
from emerg.ui.roads_presenter import RoadsPresenter
from emerg.ui.status_bar import Message, problem_message
from emerg.ui.typed.answers import Typed
from emerg.usecases.unfinished import (
    Unfinished,
    drop_unfinished,
    keep_unfinished,
    put_aside,
    read_unfinished,
    set_aside,
)

AFTER_MS = 800  # how long nothing is typed before it is kept
EMPTY = Typed()
OTHER_WORDS = Text(
    "The five questions were kept by another version: ask them again, from the record"
)


class UnfinishedPresenter(QObject):
    """Keeps the work in the folder of the case on the desk; of none, in the home folder."""

    said = Signal(Message)

    def __init__(
        self,
        window: MainWindow,
        desk: RecordDesk,
        form: FormPresenter,
        roads: RoadsPresenter,
        ponds: PondPresenter,
        line: Callable[[], str],
    ) -> None:
        super().__init__(window)
        self._line = line
        self._window, self._desk, self._form = window, desk, form
        self._roads, self._ponds = roads, ponds
        self._folder = desk.case.folder
        self._kept: Unfinished | None = None
        self._begun: Unfinished | None = None  # lies in the home folder and was not taken up
        self._owns_home = False  # what lies there was written, or taken up, by this window
        self._failed = False
        self._soon = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._soon.timeout.connect(self.keep)
        window.questions.changed.connect(self._soon.start)
        window.note.changed.connect(self._soon.start)
        roads.closures_changed.connect(self._soon.start)
        ponds.measured_changed.connect(self._soon.start)
        desk.changed.connect(self._on_changed)

    def find_begun(self, then: Callable[[Unfinished | None], None]) -> None:
        """Look, behind all that is still to be kept, for what was begun and has no incident."""
        case = self._desk.case

        def found(result: object) -> None:
            assert isinstance(result, tuple)
            work, problems = result
            if problems:
                self.said.emit(problem_message(problems))
            self._begun = work if work is not None and not _is_empty(work) else None
            then(self._begun)

        self._desk.do(
            lambda: read_unfinished(case.home) if case.keeps_unfinished else (None, ()), found
        )

    def take_begun(self) -> None:
        """Put it back into the window."""
        work, self._begun = self._begun, None
        if work is None:
            return
        typed, home = self._now(), self._desk.home
        if not _is_empty(typed):
            self._desk.do(lambda: set_aside(home, typed), nothing)
        self._owns_home = True
        self.put_back(work)

    def put_back(self, work: Unfinished) -> bool:
        """Fill the window with `work`; whether its questions are known to this version.

        Where they are not they are empty: those of another incident must not stand for them.
        """
        typed = typed_of(work.form)
        self._form.fill(typed or EMPTY, work.moment)
        if typed is None:
            self.said.emit(Message(OTHER_WORDS, "danger"))
        self._window.note.fill(work.note)
        self._roads.set_closed(work.closed)
        self._ponds.set_measured(work.measured)
        self._kept = self._now()
        return typed is not None

    def work_of(self, folder: Path) -> Unfinished | None:
        """What was kept in `folder`."""
        found, problems = read_unfinished(folder)
        if problems:
            self.said.emit(problem_message(problems))
        return found

    def asked(self, typed: Typed) -> dict[str, Any]:
        """What a forecast is asked, as the record keeps it."""
        now = self._now()
        return {
            "form": asdict(typed),
            "closed": list(now.closed),
            "measured": [asdict(one) for one in now.measured],
        }

    def keep(self) -> None:
        """Keep what has changed since the last time; by the line, behind all that was said."""
        self._soon.stop()
        work = self._now()
        if self._kept is not None and replace(work, saved=self._kept.saved) == self._kept:
            return
        case = self._desk.case
        case.claim_home()
        if (self._kept is None and _is_empty(work)) or not case.keeps_unfinished:
            return
        self._kept, folder, aside = work, case.folder, not case.id and not self._owns_home
        self._owns_home = self._owns_home or aside
        self._desk.do(lambda: _write(folder, work, aside), self._on_written)

    def close(self) -> None:
        """Keep the last of it."""
        self.keep()

    def _now(self) -> Unfinished:
        window = self._window
        return Unfinished(
            self._desk.now().isoformat(),
            asdict(window.questions.typed()),
            self._line(),
            self._roads.state.closed,
            self._ponds.measured(),
        )

    def _on_written(self, error: object) -> None:
        """Only what is noted counts: that this cannot be kept is said once."""
        if isinstance(error, EmergError) and not self._failed:
            self._failed = True
            self.said.emit(problem_message(error.problems))

    def _on_changed(self) -> None:
        """What was begun without an incident is its own as soon as it has one."""
        home, before, self._folder = self._desk.home, self._folder, self._desk.case.folder
        if before == home != self._folder and self._owns_home and self._desk.opened_here:
            self._desk.do(lambda: drop_unfinished(home), nothing)
        self._owns_home = False
        self._kept = None
        self._soon.start()


def _write(folder: Path, work: Unfinished, aside: bool) -> EmergError | None:
    try:
        if aside:
            put_aside(folder)
        keep_unfinished(folder, work)
    except EmergError as error:
        return error
    return None


def _is_empty(work: Unfinished) -> bool:
    typed = typed_of(work.form)
    return (typed is None or typed == EMPTY) and not work.note.strip() and not work.closed


def typed_of(form: object) -> Typed | None:
    """The five questions as they were kept; None where this version does not know their words."""
    findings = Findings()
    found = record(Typed, form, where="form", findings=findings)
    return None if findings.problems else found
