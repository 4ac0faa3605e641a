"""One line that is always there: whatever is heard or done is noted with Enter."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QWidget

from emerg.incident.kinds import KIND_NAMES
from emerg.incident.model import NOTED
from emerg.texts import Lang, Prose, Text
from emerg.ui.widgets import Line, button, item_text, label
from emerg.ui.words import Words

KINDS = tuple(kind for kind in NOTED if kind != "run")  # forecasts are noted by F5
MOST_LETTERS = 20_000
HINT = Text("What was heard, seen, ordered or done; Enter notes it, ↑ ↓ choose the kind")


@dataclass(frozen=True, slots=True)
class NoteState:
    """What the line is for.

    Attributes
    ----------
    correcting : Prose
        Which entry is being amended or struck; empty: something new is noted.
    who : Prose
        Who speaks, from which post.
    busy : bool
        The line is on its way to the disk.
    reads_only : bool
        This computer notes nothing.
    """

    correcting: Prose = ""
    who: Prose = ""
    busy: bool = False
    reads_only: bool = False


class NoteLine(Line):
    """The line; ↑ and ↓ choose the kind, Esc leaves a correction and discards nothing else."""

    kind_stepped = Signal(int)
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.kind_stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class NoteBar(QFrame):
    """Draws the line; `noted` with kind and text. The text goes when it is said to be on disk."""

    noted = Signal(str, str)
    left = Signal()
    changed = Signal()
    who_requested = Signal()

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.words = Words(lang)
        self._state = NoteState()
        self.kind = QComboBox()
        self.kind.setObjectName("note_kind")
        for number, kind in enumerate(KINDS):
            self.kind.addItem("", kind)
            self.words.say(item_text(self.kind, number), KIND_NAMES[kind])
        self.correcting = label("warn", name="note_correcting")
        self.line = NoteLine()
        self.line.setObjectName("note_text")
        self.line.setMaxLength(MOST_LETTERS)
        self.button = button(name="note")
        self.who = button("quiet", name="who")
        self.words.say(self.button.setText, Text("Note  Enter"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 12, 2)
        row.addWidget(self.kind)
        row.addWidget(self.correcting)
        row.addWidget(self.line, 1)
        row.addWidget(self.button)
        row.addWidget(self.who)
        self.line.returnPressed.connect(self._on_enter)
        self.button.clicked.connect(self._on_enter)
        self.line.kind_stepped.connect(self._on_kind)
        self.line.left.connect(self.left)
        self.line.textChanged.connect(self.changed)
        self.who.clicked.connect(self.who_requested)
        self.show_state(self._state)

    def show_state(self, state: NoteState) -> None:
        """Draw what the line is for."""
        self._state = state
        there = bool(state.correcting)
        self.correcting.setVisible(there)
        self.kind.setVisible(not there)
        self.words.say(self.correcting.setText, state.correcting)
        self.words.say(self.who.setText, state.who or Text("Who is writing?"))
        writes = not state.busy and not state.reads_only
        self.line.setReadOnly(not writes)
        self.button.setEnabled(writes)
        hint = Text("This computer only reads the record") if state.reads_only else HINT
        self.words.say(self.line.setPlaceholderText, hint)

    def text(self) -> str:
        return self.line.text()

    def fill(self, text: str) -> None:
        """Put `text` on the line, the cursor behind it."""
        self.line.setText(text)
        self.line.end(False)

    def begin(self, kind: str, text: str) -> None:
        """Put `text` on the line as something of that kind, to be gone on with."""
        if not self._state.correcting:
            self.kind.setCurrentIndex(KINDS.index(kind))
        self.fill(text)

    def clear(self) -> None:
        """What stood there is on disk; the next line is a plain note again."""
        self.line.clear()
        self.kind.setCurrentIndex(0)

    def focus(self) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)  # by a shortcut all would be selected

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def _on_enter(self) -> None:
        if self.line.text().strip() and self.button.isEnabled():
            self.noted.emit(self.kind.currentData(), self.line.text())

    def _on_kind(self, by: int) -> None:
        last = self.kind.count() - 1
        self.kind.setCurrentIndex(min(max(self.kind.currentIndex() + by, 0), last))
