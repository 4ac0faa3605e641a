"""Joins the desk to Excel: a playbook written as a workbook, and one read before it is taken."""

from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from emerg.errors import EmergError
from emerg.incident.disk import write_durably
from emerg.playbooks.differences import differences
from emerg.playbooks.draft import Draft
from emerg.texts import Prose, Text
from emerg.ui.desk.editor import Editor
from emerg.ui.desk.window import DeskWindow
from emerg.ui.jobs import Desk
from emerg.ui.status_bar import Message, crash_message, problem_message
from emerg.usecases.playbook_excel import workbook_of
from emerg.usecases.playbook_import import Imported, imported
from emerg.usecases.playbook_words import told


class Workbooks(QObject):
    """Owns the workbook that is looked at, until it is taken or left."""

    said = Signal(Message)
    left = Signal()  # the page of changes is the draft's again

    def __init__(self, window: DeskWindow, editor: Editor, pool: QThreadPool) -> None:
        super().__init__(window)
        self._window, self._editor = window, editor
        self._looked_at: tuple[Draft, Imported] | None = None
        self._writing, self._reading = Desk(pool, self), Desk(pool, self)
        self._writing.succeeded.connect(self._on_written)
        self._reading.succeeded.connect(self._on_read)
        for desk in (self._writing, self._reading):
            desk.failed.connect(self._on_failure)
            desk.crashed.connect(lambda error: self.said.emit(crash_message(error)))
        window.changes.taken.connect(self._on_taken)

    @property
    def looking(self) -> bool:
        """Whether a workbook is on the page of changes."""
        return self._looked_at is not None

    def export(self, path: str) -> None:
        """Write the draft as a workbook."""
        draft = self._editor.draft
        if draft is None or not path:
            return
        file = Path(path if path.lower().endswith(".xlsx") else f"{path}.xlsx")

        def work(_progress: object, _stop: object) -> Path:
            write_durably(file, [workbook_of(draft)])
            return file

        self._writing.start(work)

    def read(self, path: str) -> None:
        """Read a workbook and show what it would change; nothing is taken."""
        draft = self._editor.draft
        if draft is not None and path:
            self._reading.start(lambda _progress, _stop: (draft, imported(draft, Path(path))))

    def forget(self) -> None:
        """The workbook was of another draft."""
        self._looked_at = None

    def close(self) -> None:
        self._writing.close()
        self._reading.close()

    @Slot(object)
    def _on_written(self, path: Path) -> None:
        self.said.emit(Message(Text("Written: {file}", file=str(path)), "ok", str(path)))

    @Slot(object)
    def _on_read(self, read: tuple[Draft, Imported]) -> None:
        self._looked_at = read
        draft, made = read
        page = self._window.changes
        if made.problems:
            faults = [(_cell(p.where), p.what, p.fix) for p in made.problems]
            said = Text("{n} cells are wrong: mend them in the workbook", n=len(faults))
            page.show_faults(said, faults)
        else:
            found = differences(draft.base.kind, draft.tables, made.draft.tables)
            said = Text("The workbook changes {n} things; nothing is taken yet", n=len(found))
            page.show_changes(said, tuple(map(told, found)), of_workbook=True)
        self._window.show_page("changes")

    @Slot(bool)
    def _on_taken(self, wanted: bool) -> None:
        looked_at, self._looked_at = self._looked_at, None
        if wanted and looked_at is not None:
            draft, made = looked_at
            if draft is self._editor.draft:
                self._editor.do(made.step)
                self._window.show_page("tables")
            else:
                again = Text("The playbook was edited meanwhile: read the workbook again")
                self.said.emit(Message(again, "danger"))
        self.left.emit()

    @Slot(object)
    def _on_failure(self, error: EmergError) -> None:
        self.said.emit(problem_message(error.problems))


def _cell(where: Prose) -> Prose:
    """The sheet and the cell: the workbook is the one that was just chosen."""
    return where.rpartition(", ")[2] if isinstance(where, str) else where
