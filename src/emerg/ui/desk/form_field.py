"""One field of the form: its name, what is typed or chosen, and what is wrong with it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from emerg.errors import Problem
from emerg.texts import Text
from emerg.ui.desk.state import FieldState
from emerg.ui.widgets import label, restyle
from emerg.ui.words import Words

LONG_LINES = 4


def _is_for_the_desk(event: QEvent, undoable: bool) -> bool:
    """Whether undo or redo was pressed where nothing was typed since: that is the desk's."""
    if event.type() != QEvent.Type.ShortcutOverride or undoable:
        return False
    keys = QKeySequence.StandardKey
    return bool(event.matches(keys.Undo) or event.matches(keys.Redo))  # type: ignore[attr-defined]


class OneLine(QLineEdit):
    """A line that leaves undo to the desk where nothing was typed in it."""

    def event(self, event: QEvent) -> bool:
        if _is_for_the_desk(event, self.isUndoAvailable()):
            event.ignore()
            return False
        return super().event(event)


class SomeLines(QPlainTextEdit):
    """Several lines; Tab leaves them, and leaving them tells what was typed."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * LONG_LINES + 16)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def event(self, event: QEvent) -> bool:
        if _is_for_the_desk(event, self.document().isUndoAvailable()):
            event.ignore()
            return False
        return super().event(event)


class Choice(QComboBox):
    """A box that the wheel of the mouse scrolls past, not through."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class FormField(QFrame):
    """Draws a field; tells each letter as it is typed, and the whole when it is left."""

    typed = Signal(str, str)  # key, text
    committed = Signal(str, str)

    def __init__(self, state: FieldState, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.key = state.key
        self._kept = state.text
        self.name = label("caption")
        self.mistake = label("mistake", wrap=True, name=f"desk_mistake_{state.key}")
        self.mistake.hide()
        self.edit = self._made(state)
        self.edit.setObjectName(f"desk_{state.key}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 2)
        column.setSpacing(1)
        for part in (self.name, self.edit, self.mistake):
            column.addWidget(part)
        self.show_state(state)

    def show_state(self, state: FieldState) -> None:
        """Draw what stands in it."""
        name = Text("{name} *", name=state.name) if state.needed else state.name
        self._words.say(self.name.setText, name)
        self._words.say(self.edit.setAccessibleName, state.name)
        edit = self.edit
        if isinstance(edit, QComboBox):
            self._offer(edit, state)
        elif isinstance(edit, QLineEdit):
            # What was taken is undone at the desk, no more in the line.
            if edit.text() != state.text or edit.isUndoAvailable():
                edit.setText(state.text)
                edit.setCursorPosition(0)
        elif edit.toPlainText() != state.text or edit.document().isUndoAvailable():
            edit.setPlainText(state.text)
        self._kept = self.text()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say below it what is wrong, and how to mend it."""
        restyle(self.edit, "wrong", "true" if problems else "false")
        self.mistake.setVisible(bool(problems))
        if problems:
            first = problems[0]
            said = Text("× {what}. {fix}", what=first.what, fix=first.fix)
            self._words.say(self.mistake.setText, said)

    def text(self) -> str:
        """What stands in it: of a choice its key."""
        edit = self.edit
        if isinstance(edit, QComboBox):
            return str(edit.currentData() or "")
        return edit.text() if isinstance(edit, QLineEdit) else edit.toPlainText()

    def commit(self) -> None:
        """Tell the whole of what was typed, once."""
        text = self.text()
        if text != self._kept:
            self._kept = text
            self.committed.emit(self.key, text)

    def _made(self, state: FieldState) -> QLineEdit | QComboBox | QPlainTextEdit:
        if state.choices:
            box = Choice()
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self._offer(box, state)
            box.activated.connect(lambda _index: self.commit())
            return box
        if state.long:
            lines = SomeLines()
            lines.setPlainText(state.text)
            lines.setReadOnly(state.fixed)
            lines.textChanged.connect(self._on_typed)
            lines.left.connect(self.commit)
            return lines
        line = OneLine()
        line.setText(state.text)
        line.setCursorPosition(0)
        line.setReadOnly(state.fixed)
        line.textEdited.connect(self._on_typed)
        line.editingFinished.connect(self.commit)
        return line

    def _offer(self, box: QComboBox, state: FieldState) -> None:
        box.blockSignals(True)
        box.clear()
        known = dict(state.choices)
        if not state.needed or state.text not in known:
            box.addItem("—", "")
        # What stands in the file stays to be seen, also where it is no choice.
        if state.text and state.text not in known:
            box.addItem(state.text, state.text)
        for key, words in state.choices:
            box.addItem(self._words.of(words), key)
        box.setCurrentIndex(max(box.findData(state.text), 0))
        box.setEnabled(not state.fixed)
        box.blockSignals(False)

    def _on_typed(self) -> None:
        if self.text() != self._kept:
            self.typed.emit(self.key, self.text())
