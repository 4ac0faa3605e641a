"""Who does what, where, by when: at once first; what is ticked off stands in the record."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from emerg.texts import Lang, Text
from emerg.ui.plain_table import Cell, Tone, Toned
from emerg.ui.said import clock_text
from emerg.ui.sheet_table import Column, SheetTable
from emerg.ui.theme import Theme
from emerg.ui.widgets import button, card_layout, label, line_edit
from emerg.ui.words import Words
from emerg.usecases.tasks import TaskState

COLUMNS = (
    Column(Text("Task, where"), 15.0),
    Column(Text("By"), 5.0),
    Column(Text("Team, until when"), 7.0),
)
WHAT, LEAST_PX = 0, 120
EMPTY = Text("Answer the five questions and press F5: then who does what, where, by when")
DONE, UNDONE = Text("Done  Space"), Text("Not done after all  Space")


class TasksPanel(QFrame):
    """Draws the tasks; `ticked` with the key of one, whether it is done, and by whom."""

    ticked = Signal(str, bool, str)

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.words = Words(lang)
        self._states: tuple[TaskState, ...] = ()
        self._writes = True
        self.note = label("caption", wrap=True, name="tasks_note")
        self.table = SheetTable(self.words, COLUMNS, WHAT)
        self.table.name("tasks", Text("Tasks"))
        self.table.setMinimumHeight(LEAST_PX)
        self.table.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.name = line_edit("task_name")
        self.done = button(name="task_done")
        self.words.say(self.name.setPlaceholderText, Text("by whom"))
        self.words.say(self.name.setAccessibleName, Text("by whom"))
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self.done)
        column = card_layout(self)
        column.addWidget(self.note)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        self.table.installEventFilter(self)
        self.table.itemSelectionChanged.connect(self._allow)
        self.done.clicked.connect(self._on_tick)
        self.name.returnPressed.connect(self._on_tick)
        self.show_tasks((), None)

    def show_tasks(
        self, states: Sequence[TaskState], now: datetime | None, *, writes: bool = True
    ) -> None:
        """Draw these; the one that was chosen stays so."""
        kept = self.chosen()
        self._states, self._writes = tuple(states), writes
        keys = [one.task.key for one in self._states]
        with QSignalBlocker(self.table):
            self.table.show_rows([_row(one, now) for one in self._states])
            if keys:
                at = keys.index(kept.task.key) if kept and kept.task.key in keys else 0
                self.table.choose(at)
        done = sum(one.done for one in self._states)
        told = Text("{done} of {n} done", done=done, n=len(self._states))
        self.words.say(self.note.setText, told if self._states else EMPTY)
        self._allow()

    def chosen(self) -> TaskState | None:
        """The task that is highlighted."""
        row = self.table.currentRow()
        return self._states[row] if 0 <= row < len(self._states) else None

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def set_look(self, theme: Theme, text_px: int) -> None:
        self.table.set_look(theme, text_px)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The space bar ticks off, and takes back; the table would select with it."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() != Qt.Key.Key_Space:
            return super().eventFilter(watched, event)
        self._on_tick()
        return True

    def _allow(self) -> None:
        chosen = self.chosen()
        self.done.setEnabled(chosen is not None and self._writes)
        self.words.say(self.done.setText, UNDONE if chosen is not None and chosen.done else DONE)

    def _on_tick(self) -> None:
        chosen = self.chosen()
        if chosen is not None and self._writes:
            self.ticked.emit(chosen.task.key, not chosen.done, self.name.text().strip())
            self.name.clear()


def _row(one: TaskState, now: datetime | None) -> tuple[Cell, ...]:
    task = one.task
    team = (*task.who, task.until) if task.until else task.who
    return Toned((task.what, task.where)), _due(one, now), Toned(team)


def _due(one: TaskState, now: datetime | None) -> Cell:
    """By when, soonest first; of what is done when, after all that is open."""
    if one.done:
        return _done(one, now)
    due = one.task.by
    if due is None or now is None:
        return Toned((Text("□ at once"),), "danger", key=0.0)
    tone: Tone = "danger" if due <= now else "warn"
    return Toned((Text("□ {time}", time=clock_text(due, now)),), tone, key=due)


def _done(one: TaskState, now: datetime | None) -> Cell:
    if one.said is None or now is None:
        return Toned((Text("✓ done"),), "ok", key=None)
    at = clock_text(one.said.time, one.said.time)
    return Toned((Text("✓ done {time}", time=at),), "ok", (one.said.text,), None)
