"""Joins every table of the window to the files that are made of them."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QFileDialog, QTableView, QWidget

from emerg.errors import EmergError
from emerg.texts import Prose, Text
from emerg.ui.follower import Follower
from emerg.ui.jobs import Line, Outcome
from emerg.ui.main_window import MainWindow
from emerg.ui.status_bar import Message, crash_message, problem_message
from emerg.ui.surroundings import Surroundings
from emerg.ui.tables.copied import Copied
from emerg.ui.tables.tools import TableTools
from emerg.units import BEIJING
from emerg.usecases.table_file import CSV, XLSX, write_table

KINDS = {f"Excel (*{XLSX})": XLSX, f"CSV (*{CSV})": CSV}
NONE = Text("No table is in front: open a page with one")


class TableExporter(Follower):
    """Asks where to, then writes what a table shows, off the UI thread."""

    def __init__(self, window: MainWindow, given: Surroundings) -> None:
        super().__init__(window)
        self._window, self._given = window, given
        self._line = Line(given.pool, self)
        self._line.done.connect(self._on_done)
        self.serve(window)

    def serve(self, whole: QWidget) -> None:
        """Serve every table that `whole` holds by now."""
        for tools in whole.findChildren(TableTools):
            tools.said.connect(self._say)
            tools.export_requested.connect(partial(self.ask, tools))

    def commands(self) -> Mapping[str, Callable[[], object]]:
        return {"export_table": self.ask_for_front}

    def ask_for_front(self) -> None:
        """The table with the cursor, else the first that is in sight."""
        tools = front(self._window)
        if tools is None:
            self.said.emit(Message(NONE))
        else:
            self.ask(tools)

    def ask(self, tools: TableTools) -> None:
        """Ask for the name of the file."""
        found = tools.everything()
        words = self._window.words
        stamp = f"{self._given.clock.now().astimezone(BEIJING):%Y%m%d-%H%M}"
        name = f"{found.title}-{stamp}{XLSX}"
        title = words.of(Text("Export table: where to"))
        chosen, kind = QFileDialog.getSaveFileName(
            self._window.dressed, title, name, ";;".join(KINDS)
        )
        if chosen:
            self.export(found, _named(Path(chosen), KINDS.get(kind, XLSX)))

    def export(self, found: Copied, file: Path) -> None:
        """Write the rows into a file; `said` follows."""
        self._line.add(lambda: write_table(file, found.title, found.heads, found.rows))

    @Slot(object)
    def _on_done(self, outcome: Outcome) -> None:
        if isinstance(outcome.error, EmergError):
            self.said.emit(problem_message(outcome.error.problems))
        elif outcome.error is None:
            path = str(outcome.result)
            self.said.emit(Message(Text("Written: {path}", path=path), "ok", path))
        else:
            self.said.emit(crash_message(outcome.error))

    @Slot(object)
    def _say(self, words: Prose) -> None:
        self.said.emit(Message(words, "ok"))


def front(window: MainWindow) -> TableTools | None:
    """The tools of the table with the cursor, else of the first in sight on the page in front."""
    focused: QObject | None = QApplication.focusWidget()
    while focused is not None and not isinstance(focused, QTableView):
        focused = focused.parent()
    views = [focused] if isinstance(focused, QTableView) else window.tabs.findChildren(QTableView)
    for view in views:
        tools = view.findChild(TableTools)
        if tools is not None and (view is focused or view.isVisible()):
            return tools
    return None


def _named(file: Path, ending: str) -> Path:
    """With the ending that was chosen, where none was typed."""
    return file if file.suffix.lower() in (CSV, XLSX) else file.with_name(file.name + ending)
