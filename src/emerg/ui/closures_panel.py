"""The roads that are closed, by name; and the tool that closes them on the map."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from emerg.texts import Lang, Prose, Text
from emerg.ui.plain_table import PlainTable
from emerg.ui.question_row import TypeAhead
from emerg.ui.widgets import button, card_layout, label, restyle
from emerg.ui.words import Words

CLOSE = Text("Close roads  Ctrl+K")
HOW = Text(
    "Enter closes what is written, Del opens what is chosen. While the tool is on a click on a "
    "road closes it, another opens it again; Esc leaves the tool, closures stay"
)
HEADS = (Text("Closed road"), Text("No."), "km")


@dataclass(frozen=True, slots=True)
class Closure:
    """A closed stretch: its id, the road it is of, how long it is [km]."""

    id: str
    name: Prose
    length_km: float | None = None

    @property
    def cells(self) -> tuple[Prose, ...]:
        """As a row."""
        km = "—" if self.length_km is None else f"{self.length_km:.0f}"
        return Text("✗ {name}", name=self.name), self.id, km


@dataclass(frozen=True, slots=True)
class ClosuresState:
    """The closed stretches, in the order in which they were closed; whether the tool is on."""

    rows: Sequence[Closure] = ()
    closing: bool = False


class ClosuresPanel(QFrame):
    """Draws the closures; `open_requested` with the id of a stretch."""

    typed = Signal(str)
    tool_toggled = Signal(bool)
    open_requested = Signal(str)
    clear_requested = Signal()

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.words = Words(lang)
        self._state = ClosuresState()
        self.seek = TypeAhead("close_road_text")
        self.mistake = label("mistake", wrap=True, name="close_road_mistake")
        self.tool = button(name="close_tool", checkable=True)
        self.open_button = button(name="open_road")
        self.clear_button = button("quiet", name="open_all_roads")
        self.table = PlainTable(self.words, HEADS, right=(2,), wide=0)
        self.table.name("closures", Text("Closed roads"))
        self.note = label("caption", wrap=True, name="closures_note")
        self.words.say(self.tool.setText, CLOSE)
        self.words.say(self.tool.setToolTip, HOW)
        self.words.say(self.open_button.setText, Text("Open this road"))
        self.words.say(self.clear_button.setText, Text("Open all"))
        self.words.say(self.note.setText, HOW)
        self.words.say(self.seek.setPlaceholderText, Text("road and stake: G318 K4595+300, Enter"))
        self._lay_out()
        self.tool.clicked.connect(self.tool_toggled)
        self.open_button.clicked.connect(self._on_open)
        self.clear_button.clicked.connect(self.clear_requested)
        self.table.doubleClicked.connect(lambda _index: self._on_open())
        self.table.itemSelectionChanged.connect(self._allow)
        self.seek.entered.connect(self._on_typed)
        self.show_mistake("")
        self.show_state(self._state)

    def focus(self) -> None:
        """The cursor into the line that closes."""
        self.seek.setFocus()

    def show_mistake(self, text: Prose) -> None:
        """Why what was written closes nothing; "": it does."""
        self.words.say(self.mistake.setText, text)
        self.mistake.setVisible(bool(text))
        restyle(self.seek, "wrong", "true" if text else "false")

    def show_state(self, state: ClosuresState) -> None:
        """Draw what is closed."""
        self._state = state
        self.tool.setChecked(state.closing)
        at = max(self.table.currentRow(), 0)
        self.table.show_rows([row.cells for row in state.rows])
        if state.rows:
            self.table.choose(min(at, len(state.rows) - 1))
        self._allow()

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self._on_open()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.seek.hasFocus():
            self._on_typed()
        elif event.key() == Qt.Key.Key_Down and self.seek.hasFocus():
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    def _on_typed(self) -> None:
        self.typed.emit(self.seek.text())

    def _allow(self) -> None:
        self.open_button.setEnabled(0 <= self.table.currentRow() < len(self._state.rows))
        self.clear_button.setEnabled(bool(self._state.rows))

    def _on_open(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._state.rows):
            self.open_requested.emit(self._state.rows[row].id)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.tool)
        top.addStretch(1)
        top.addWidget(self.open_button)
        top.addWidget(self.clear_button)
        column = card_layout(self)
        column.addWidget(self.seek)
        column.addWidget(self.mistake)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.note)
