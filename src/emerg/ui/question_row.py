"""One of the five questions: its number, its fields, and what was understood."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCompleter,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from emerg.errors import Problem
from emerg.texts import Prose, Text
from emerg.texts.letters import MOST_LETTERS
from emerg.ui.widgets import Line, button, label, restyle
from emerg.ui.words import Words

UNKNOWN_KEY = "F4"
DONT_KNOW = Text("Don't know  F4")
ELSEWHERE = (
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
    Qt.FocusReason.ActiveWindowFocusReason,
)


class TypeAhead(Line):
    """A line that offers what its text may become; whoever knows fills `offer`."""

    offers_requested = Signal(str)
    entered = Signal()  # Enter over an open list, nothing of it chosen

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setMaxLength(MOST_LETTERS)
        self._offers = QStringListModel(self)
        self._list = QCompleter(self._offers, self)
        self._list.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._list.setMaxVisibleItems(8)
        self._popup = QListView()
        self._list.setPopup(self._popup)
        self.setCompleter(self._list)
        # A completer makes its list a window without a parent: then no style sheet reaches it.
        self._popup.setParent(self, self._popup.windowFlags())
        self._popup.installEventFilter(self)
        self._said = ""  # by hand: a line that is highlighted stands there only for the moment
        self.textEdited.connect(self._on_edited)

    def offer(self, lines: tuple[str, ...]) -> None:
        """Show `lines` below; none hides them."""
        self._offers.setStringList(list(lines))
        if lines and self.hasFocus():
            self._list.complete()
            # Qt would let Enter take the first line though nothing is highlighted.
            self._popup.setCurrentIndex(QModelIndex())
        else:
            self._popup.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc over the list leaves what was typed."""
        if watched is self._popup and isinstance(event, QKeyEvent):
            pressed = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape
            if pressed and self.text() != self._said:
                self.setText(self._said)
        return super().eventFilter(watched, event)

    def _on_edited(self, text: str) -> None:
        self._said = text
        self.offers_requested.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes what is highlighted; where nothing is, what was typed."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not enter or not self._popup.isVisible():
            super().keyPressEvent(event)
        elif self._popup.currentIndex().isValid():
            event.ignore()
        else:
            self._popup.hide()
            self.entered.emit()


class QuestionRow(QFrame):
    """A question with its fields; `unknown_chosen` when "don't know" was pressed.

    Another row may ask the same `question` in another way.
    """

    changed = Signal()
    unknown_chosen = Signal(str)  # its question
    visited = Signal(str)

    def __init__(
        self, name: str, title: Text, hint: Text, words: Words, question: str = ""
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.question = question or name
        self._words = words
        self._hint = hint
        self._fields: list[QWidget] = []
        heading = label("strong", name=f"{name}_title")
        self.unknown = button("quiet", name=f"{name}_unknown")
        self.echo = label("echo", wrap=True, name=f"{name}_echo")
        self._top = QHBoxLayout()
        self._top.addWidget(heading, 1)
        self._body = QVBoxLayout()
        self._body.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._top)
        column.addLayout(self._body)
        column.addWidget(self.echo)
        words.say(heading.setText, title)
        words.say(self.unknown.setText, DONT_KNOW)
        words.say(self.echo.setText, hint)
        self.unknown.clicked.connect(self._on_unknown)

    def add(self, *widgets: QWidget, stretch: int = 0) -> QBoxLayout:
        """A line of fields; `stretch` is the index of the one that takes the room."""
        line = QHBoxLayout()
        line.setSpacing(4)
        for number, widget in enumerate(widgets):
            line.addWidget(widget, 1 if number == stretch else 0)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                self._fields.append(widget)
                widget.installEventFilter(self)
        self._body.addLayout(line)
        return line

    def put_unknown_last(self) -> None:
        """Add "don't know", beside the title, once all fields are there: Tab comes to it last."""
        self._top.addWidget(self.unknown)

    @Slot()
    def _on_unknown(self) -> None:
        self.unknown_chosen.emit(self.question)

    def holds(self, widget: QWidget | None) -> bool:
        return widget is not None and (widget is self or self.isAncestorOf(widget))

    def show_echo(
        self, echo: Prose | None, mistake: Problem | None, *, doubted: bool = False
    ) -> None:
        """What was understood, or what is wrong and how to mend it, or the hint."""
        wrong = mistake is not None
        restyle(self.echo, "role", "mistake" if wrong else "doubt" if doubted else "echo")
        if mistake is not None:
            text: Prose = Text("× {what}. {fix}", what=mistake.what, fix=mistake.fix)
        else:
            text = self._hint if echo is None else Text("▸ {echo}", echo=echo)
        self._words.say(self.echo.setText, text)
        lines = [field for field in self._fields if isinstance(field, QLineEdit)]
        typed = [line for line in lines if line.text().strip()]  # what is blank is not wrong
        for line in lines:
            marked = wrong and (line in typed or not typed)
            restyle(line, "wrong", "true" if marked else "false")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A menu, a card or another window in front is no answer.
        if (
            isinstance(event, QFocusEvent)
            and event.type() == QEvent.Type.FocusOut
            and event.reason() not in ELSEWHERE
        ):
            self.visited.emit(self.question)
        return super().eventFilter(watched, event)
