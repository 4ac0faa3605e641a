"""The line under the heads of a table that leaves the rows with certain words."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from emerg.texts import Prose, Text
from emerg.ui.widgets import label, line_edit
from emerg.ui.words import Words

HOW = Text("Words or pinyin initials; Enter to the rows, Esc shows all")


class FilterLine(QFrame):
    """Says what was typed; `left` with Esc, `entered` with Enter or ↓."""

    typed = Signal(str)
    left = Signal()
    entered = Signal()

    def __init__(self, words: Words, over: QWidget) -> None:
        super().__init__(over)
        self.setProperty("role", "filter")
        self.words = words
        self.line = line_edit("table_filter")
        self.count = label("caption", name="table_filter_count")
        words.say(self.line.setPlaceholderText, HOW)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 8, 2)
        row.addWidget(self.line, 1)
        row.addWidget(self.count)
        self.line.textChanged.connect(self.typed)
        self.line.installEventFilter(self)
        self.hide()

    def call(self, table: Prose) -> None:
        """By the name of its table, which a hint would not tell."""
        self.words.say(self.line.setAccessibleName, Text("{table}: filter", table=table))
        # After the hint, which is a tool tip of the line by itself.
        tip = Text("{table}: filter. {how}", table=table, how=HOW)
        self.words.say(self.line.setToolTip, tip)

    def show_count(self, shown: int, every: int) -> None:
        """Say how many rows have the words."""
        found = Text("{shown} of {all}", shown=shown, all=every)
        none = Text("none of {all}, Esc shows all", all=every)
        self.words.say(self.count.setText, found if shown or not every else none)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc is ours before it is the window's; Enter goes to the rows."""
        if not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        key = event.key()
        if event.type() == QEvent.Type.ShortcutOverride and key == Qt.Key.Key_Escape:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.entered.emit()
        else:
            return super().eventFilter(watched, event)
        return True
