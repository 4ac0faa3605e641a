"""Small widgets and helpers that several panels share."""

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from emerg.texts.letters import MOST_LETTERS
from emerg.ui.theme import BODY_PX

LEAST_ELIDED_PX = 96


def plain_tip(text: str) -> str:
    """`text` as a tool tip that shows it as it is: Qt would read what looks like markup as such."""
    if "<" not in text:
        return text
    return f'<p style="white-space: pre-wrap">{escape(text)}</p>'


class Reader(QTextBrowser):
    """A text to be read, made of Markdown by `emerg.ui.help_document`; its links lead nowhere by
    themselves, and HTML in it is shown as it is.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "reader")
        self.setOpenLinks(False)

    def mark(self, places: Sequence[QTextCursor], form: QTextCharFormat) -> None:
        """Draw these places so, in place of those before."""
        marks = []
        for place in places:
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = place, form
            marks.append(mark)
        self.setExtraSelections(marks)


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet asks for, and draw the widget by it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    if isinstance(widget, QLabel):  # keeps how far its words stand from its edge until it is told
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


def label(role: str = "", *, wrap: bool = False, name: str = "") -> QLabel:
    """A label with its part in the style sheet; text from data is never read as markup."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setObjectName(name)
    made.setWordWrap(wrap)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    if role:
        made.setProperty("role", role)
    return made


def button(role: str = "", *, name: str = "", checkable: bool = False) -> QPushButton:
    """A push button with its part in the style sheet."""
    made = QPushButton()
    made.setObjectName(name)
    made.setCheckable(checkable)
    if role:
        made.setProperty("role", role)
    return made


def on_keys(window: QWidget, keys: str, do: Callable[[], object]) -> None:
    """Have `keys` do something while `window`, which has no menu of its own, is in front."""
    action = QAction(window)
    action.setShortcut(QKeySequence(keys))
    action.triggered.connect(lambda _checked=False: do())
    window.addAction(action)


class Line(QLineEdit):
    """A line to type in; what it asks for is a tool tip too, where it is cut or typed over."""

    def setPlaceholderText(self, text: str) -> None:
        super().setPlaceholderText(text)
        self.setToolTip(plain_tip(text))


def is_escape_asked(event: QEvent) -> bool:
    """Whether Qt asks who wants an Esc that a menu may have too: accept it, and it comes as a key.

    >>> is_escape_asked(QEvent(QEvent.Type.Close))
    False
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return event.key() == Qt.Key.Key_Escape


def line_edit(name: str, width: int = 0) -> QLineEdit:
    """A line to type in, no wider than `width` [px] if that is given."""
    made = Line()
    made.setObjectName(name)
    made.setMaxLength(MOST_LETTERS)
    if width:
        made.setMaximumWidth(width)
    return made


def item_text(combo: QComboBox, number: int) -> Callable[[str], None]:
    """What puts a text onto an entry of a box, which is as wide as its words in any language."""
    policy = QComboBox.SizeAdjustPolicy
    if combo.sizeAdjustPolicy() == policy.AdjustToContentsOnFirstShow:
        combo.setSizeAdjustPolicy(policy.AdjustToContents)

    def put(text: str) -> None:
        combo.setItemText(number, text)

    return put


def card_layout(frame: QFrame) -> QVBoxLayout:
    """The column inside a card: its margins and its spacing."""
    column = QVBoxLayout(frame)
    column.setContentsMargins(12, 8, 12, 8)
    column.setSpacing(4)
    return column


class ElidedLabel(QLabel):
    """One line that ends in … where it does not fit; the whole of it as a tool tip."""

    def __init__(self, role: str = "", name: str = "", least_px: int = LEAST_ELIDED_PX) -> None:
        super().__init__()
        self._least_px = least_px  # so much of it is always seen, in letters of the usual size
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(plain_tip(text))

    def minimumSizeHint(self) -> QSize:
        least = round(self._least_px * self.fontInfo().pixelSize() / BODY_PX)
        return QSize(min(least, self.sizeHint().width()), self.sizeHint().height())

    def fitting(self) -> str:
        """What is to be drawn in the room there is; still longer it ends in …."""
        return self.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics, mode = QFontMetrics(self.font()), Qt.TextElideMode.ElideRight
        text = metrics.elidedText(self.fitting(), mode, self.width())
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.rect(), int(self.alignment()), text)
