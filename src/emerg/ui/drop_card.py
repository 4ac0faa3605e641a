"""What was dropped onto the window, and what can be done with it: asked, never done by itself."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from emerg.texts import Lang, Prose, Text
from emerg.ui.widgets import button, card_layout, label, line_edit
from emerg.ui.words import Words

WIDE, LEAST, GAP_PX = 44, 30, 12  # in heights of the text; of the text; beside it


@dataclass(frozen=True, slots=True)
class DropState:
    """What the card says.

    Attributes
    ----------
    action : Prose
        What its button does; empty: there is nothing to be done.
    asks : Prose
        What is to be typed before, hidden as it is typed; empty: nothing.
    """

    title: Prose
    text: Prose
    action: Prose = ""
    asks: Prose = ""
    where: str = ""


class DropCard(QFrame):
    """Draws it over a part of the window; `accepted` with what was typed."""

    accepted = Signal(str)
    left = Signal()

    def __init__(self, lang: Lang, parent: QWidget, over: QWidget) -> None:
        super().__init__(parent)
        self._over = over
        self.setObjectName("drop")
        self.setProperty("role", "tour")
        self.setProperty("page", "drop")
        self.words = Words(lang)
        self._state = DropState("", "")
        self.title = label("strong", wrap=True, name="drop_title")
        self.text = label("", wrap=True, name="drop_text")
        self.where = label("caption", wrap=True, name="drop_where")
        self.line: QLineEdit = line_edit("drop_line")
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.action, self.leave = button(name="drop_action"), button("quiet", name="drop_leave")
        self.words.say(self.leave.setText, Text("Leave it  Esc"))
        row = QHBoxLayout()
        row.addWidget(self.line, 1)
        row.addStretch(0)
        row.addWidget(self.leave)
        row.addWidget(self.action)
        column = card_layout(self)
        for part in (self.title, self.where, self.text):
            column.addWidget(part)
        column.addLayout(row)
        self.action.clicked.connect(self._on_action)
        self.line.returnPressed.connect(self._on_action)
        self.leave.clicked.connect(self.left)
        self.hide()

    def show_state(self, state: DropState, text_px: int) -> None:
        """Draw `state` with the cursor in it."""
        self._state = state
        say = self.words.say
        say(self.title.setText, state.title)
        say(self.text.setText, state.text)
        say(self.action.setText, state.action)
        say(self.line.setPlaceholderText, state.asks)
        say(self.line.setAccessibleName, state.asks)
        self.where.setText(state.where)
        self.action.setVisible(bool(state.action))
        self.line.setVisible(bool(state.asks))
        self.line.clear()
        self.place(text_px)
        self.show()
        self.raise_()
        first = self.line if state.asks else self.action if state.action else self.leave
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def say(self, text: Prose) -> None:
        """Other words below the same title; whoever has the cursor keeps it."""
        self.words.say(self.text.setText, text)

    def place(self, text_px: int) -> None:
        """In the upper middle of what it may lie over, as high as its words want."""
        parent, layout = self.parentWidget(), self.layout()
        assert parent is not None
        assert layout is not None
        over = QRect(self._over.mapTo(parent, QPoint(0, 0)), self._over.size())
        wide = min(WIDE * text_px, max(over.width() - 2 * GAP_PX, LEAST * text_px), parent.width())
        left = min(max(over.center().x() - wide // 2, 0), parent.width() - wide)
        self.setGeometry(left, over.top() + GAP_PX, wide, layout.heightForWidth(wide))

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def hideEvent(self, event: QHideEvent) -> None:
        """A passphrase does not outlive the question."""
        self.line.clear()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.action.hasFocus():
            self._on_action()
        else:
            super().keyPressEvent(event)

    def _on_action(self) -> None:
        """Enter without what is asked for does nothing."""
        if self._state.action and (self.line.text() or not self._state.asks):
            self.accepted.emit(self.line.text())
