"""The draft on the desk over time: opened, checked, kept against loss of power, saved, approved."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

from emerg.errors import EmergError
from emerg.playbooks.draft import Draft, History
from emerg.playbooks.shelf import Entry
from emerg.texts import Bilingual, Prose, Text, render
from emerg.ui.desk.state import DeskState
from emerg.ui.jobs import Desk, Line, Outcome
from emerg.ui.status_bar import Message, crash_message, problem_message
from emerg.units import BEIJING
from emerg.usecases.checked import Checked
from emerg.usecases.playbook_approval import Approval, approve, compare, standing_of
from emerg.usecases.playbook_desk import (
    Saved,
    Shelves,
    check_draft,
    entry_named,
    open_draft,
    save_draft,
)
from emerg.usecases.playbook_journal import Waiting, drop_journal, keep_journal, waiting
from emerg.usecases.run import Progress, Stop

CHECK_AFTER_MS = 600
KEPT = Text("Edits of the last time were not saved: {n} steps")
STALE = Text("Edits of the last time are of other files than these; they stay in {file}")


@dataclass(frozen=True, slots=True)
class Opened:
    """A playbook as it was found."""

    entry: Entry
    draft: Draft
    title: Prose
    standing: Prose
    kept: Waiting | None


class Keeping(QObject):
    """Runs everything that takes a disk; the draft itself is the editor's."""

    opened = Signal(object)  # History
    checked = Signal(object)  # Checked
    compared = Signal(object)  # Compared
    state_changed = Signal()
    saved = Signal()  # other playbooks lie on the shelf than before
    said = Signal(Message)

    def __init__(
        self,
        shelves: Shelves,
        pool: QThreadPool,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.shelves, self._now = shelves, now
        self.on_desk: Opened | None = None
        self.last_check: Checked | None = None
        self._draft: Draft | None = None
        self._opening, self._checking, self._writing, self._comparing = (
            Desk(pool, self) for _ in range(4)
        )
        self._journal = Line(pool, self)
        self._journal.done.connect(self._on_kept)
        self._rest = QTimer(self, singleShot=True, interval=CHECK_AFTER_MS)
        self._rest.timeout.connect(self._check)
        self._opening.succeeded.connect(self._on_opened)
        self._checking.succeeded.connect(self._on_checked)
        self._writing.succeeded.connect(self._on_written)
        self._comparing.succeeded.connect(self.compared)
        for desk in (self._opening, self._checking, self._writing, self._comparing):
            desk.failed.connect(self._on_failure)
            desk.crashed.connect(lambda error: self.said.emit(crash_message(error)))

    @property
    def today(self) -> date:
        return self._now().astimezone(BEIJING).date()

    @property
    def writing(self) -> bool:
        return self._writing.busy

    def open(self, id_: str) -> None:
        """Open the playbook of that id."""
        shelves = self.shelves
        self._opening.start(lambda _progress, _stop: _open(shelves, id_))

    def set_draft(self, history: History | None) -> None:
        """The draft is another: keep it, and check it when nothing is typed for a moment."""
        before, self._draft = self._draft, history.now if history else None
        if self._draft is None or self._draft is before:
            return
        self.last_check = None
        self._rest.start()
        opened = self.on_desk
        if before is not None and opened is not None and before.base is self._draft.base:
            shelves, draft = self.shelves, self._draft
            self._journal.add(lambda: keep_journal(shelves, draft))

    def save(self) -> None:
        """Write the draft into the office's own folder."""
        draft, shelves, today = self._draft, self.shelves, self.today
        if draft is None or not draft.steps or self.writing:
            return

        def work(_progress: Progress, _stop: Stop) -> Saved:
            saved = save_draft(shelves, draft, today)
            drop_journal(shelves, draft.base)
            return saved

        self._writing.start(work)
        self.state_changed.emit()

    def approve(self, name: str, role: str, day: str) -> None:
        """Approve the playbook as it is saved."""
        opened, shelves, now = self.on_desk, self.shelves, self._now()
        if opened is None or self.writing:
            return
        try:
            on = date.fromisoformat(day.strip())
        except ValueError:
            self.said.emit(Message(Text("Write the day of the approval as 2026-11-24"), "danger"))
            return

        def work(_progress: Progress, _stop: Stop) -> tuple[Saved, Approval]:
            return approve(
                shelves, opened.entry, name=name.strip(), role=role.strip(), on=on, now=now
            )

        self._writing.start(work)
        self.state_changed.emit()

    def take_up(self, wanted: bool) -> None:
        """Go on with the edits of the last time, or forget them."""
        opened = self.on_desk
        if opened is None or opened.kept is None:
            return
        kept, self.on_desk = opened.kept, replace(opened, kept=None)
        if wanted and kept.history is not None:
            self.opened.emit(kept.history)
        else:
            self.drop()

    def drop(self) -> None:
        """Back to the files as they lie."""
        opened, shelves = self.on_desk, self.shelves
        if opened is not None:
            self._journal.add(lambda: drop_journal(shelves, opened.draft.base))
            self.opened.emit(History(opened.draft))

    def compare(self) -> None:
        """Find what the draft says otherwise than the last approved version."""
        draft, shelves = self._draft, self.shelves
        if draft is not None:
            self._comparing.start(lambda _progress, _stop: compare(shelves, draft))

    def state(self, history: History | None) -> DeskState:
        """What stands over the tables."""
        opened = self.on_desk
        if opened is None or history is None:
            return DeskState()
        count, kept = len(history.now.steps), opened.kept
        return DeskState(
            title=opened.title,
            standing=opened.standing,
            edits=Text("{n} steps not saved", n=count) if count else "",
            faults=self._faults(),
            kept="" if kept is None else _kept_words(kept),
            can_take_up=kept is not None and kept.history is not None,
            can_undo=bool(history.past),
            can_redo=bool(history.undone),
            can_save=bool(count) and not self.writing,
            is_open=not self.writing,
        )

    def _faults(self) -> Prose:
        if self.last_check is None:
            return Text("Checking …")
        if not self.last_check.problems:
            return Text("No fault; data quality {score} of 100", score=self.last_check.score)
        first, count = self.last_check.problems[0], len(self.last_check.problems)
        # The file and the record: the folder is that of every playbook.
        where = render(first.where, "en").replace("\\", "/").rpartition("/")[2]
        return Text("{n} faults: {what} - {where}", n=count, what=first.what, where=where)

    def close(self) -> None:
        """Hear nothing more; what was typed is kept before the pool goes."""
        self._rest.stop()
        for desk in (self._opening, self._checking, self._writing, self._comparing):
            desk.close()

    def _check(self) -> None:
        draft, shelves, today = self._draft, self.shelves, self.today
        if draft is not None:
            self._checking.start(lambda _progress, stop: check_draft(shelves, draft, today, stop))

    @Slot(object)
    def _on_opened(self, opened: Opened) -> None:
        self.on_desk, self._draft, self.last_check = opened, None, None
        self.opened.emit(History(opened.draft))

    @Slot(object)
    def _on_checked(self, found: Checked) -> None:
        self.last_check = found
        self.checked.emit(found)
        self.state_changed.emit()

    @Slot(object)
    def _on_written(self, done: Saved | tuple[Saved, Approval]) -> None:
        saved = done[0] if isinstance(done, tuple) else done
        folder = str(saved.entry.folder)
        if isinstance(done, tuple):
            said = Text("Approved; a copy is kept in {folder}", folder=folder)
        elif saved.copied:
            said = Text("Saved as the office's own in {folder}", folder=folder)
        else:
            said = Text("Saved in {folder}", folder=folder)
        self.said.emit(Message(said, "ok"))
        self.saved.emit()
        self.open(saved.entry.id)

    @Slot(object)
    def _on_failure(self, error: EmergError) -> None:
        self.said.emit(problem_message(error.problems))
        self.state_changed.emit()

    @Slot(object)
    def _on_kept(self, outcome: Outcome) -> None:
        if isinstance(outcome.error, EmergError):
            self.said.emit(problem_message(outcome.error.problems))


def _open(shelves: Shelves, id_: str) -> Opened:
    entry = entry_named(shelves, id_)
    draft = open_draft(entry)
    name = draft.at("about", ("name",))
    title: Prose = Text("{name} ({id})", name=_name(name, id_), id=id_)
    return Opened(entry, draft, title, standing_of(entry).words, waiting(shelves, entry))


def _name(name: object, id_: str) -> Prose:
    if isinstance(name, dict) and name.get("zh"):
        return Bilingual(str(name["zh"]), str(name.get("en") or name["zh"]))
    return str(name or id_)


def _kept_words(kept: Waiting) -> Prose:
    if kept.history is None:
        return Text(STALE.msgid, file=str(kept.path))
    return Text(KEPT.msgid, n=len(kept.history.now.steps))
