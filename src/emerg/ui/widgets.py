"""Small widgets and helpers that several panels share."""

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from emerg.texts.letters import MOST_LETTERS

LEAST_SCROLL_PX, LEAST_ELIDED_PX = 140, 96
MOST_SPARE_PX = 40  # more than two lines of text is too much to leave out


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


class WrapScroll(QScrollArea):
    """Scrolls downwards; words that wrap get the height they want for the width there is.

    A scroll area by itself asks what it holds only for a least size, and squeezes wrapped words.
    """

    def __init__(self, held: QWidget) -> None:
        super().__init__()
        self._held = held
        self.setWidget(held)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        held.installEventFilter(self)
        if held.isHidden():
            self.hide()

    def wanted(self) -> int:
        """The height [px] of all that is held, at the width there is."""
        return self._height(self.width())

    def _height(self, width: int) -> int:
        wrapped = self._held.heightForWidth(width)
        return wrapped if wrapped >= 0 else self._held.sizeHint().height()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._held.minimumSizeHint().width(), min(self.wanted(), LEAST_SCROLL_PX))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Decide by the whole width: a bar that takes room must not be its own reason."""
        fits = self.wanted() <= self.height()
        bar = (
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        )
        self.setVerticalScrollBarPolicy(bar)
        beside = 0 if fits else self.verticalScrollBar().sizeHint().width()
        self._held.setMinimumHeight(self._height(self.width() - beside))
        self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Other words want another height; what is hidden wants no room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        elif event.type() == QEvent.Type.HideToParent:
            self.hide()
        elif event.type() == QEvent.Type.ShowToParent and self.parentWidget() is not None:
            self.show()  # by itself it would stand on the screen as a window for a moment
        return super().eventFilter(watched, event)


class FittingScroll(WrapScroll):
    """As high as what it holds, as long as there is room; else it ends between two lines."""

    def __init__(self, held: QWidget, least_px: int = LEAST_SCROLL_PX) -> None:
        super().__init__(held)
        self._least_px = least_px
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._held.minimumSizeHint().width(), min(self.wanted(), self._least_px))

    def sizeHint(self) -> QSize:
        return QSize(self._held.sizeHint().width(), self.wanted())

    def fit(self) -> None:
        super().fit()
        self._end_between_lines()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self._held:
            self._end_between_lines()
        return super().eventFilter(watched, event)

    def _end_between_lines(self) -> None:
        """Leave out at the end what would be cut through, as long as that is little."""
        room = self.height()
        spare = room - whole_lines(self._held, room) if self.wanted() > room else 0
        self.setViewportMargins(0, 0, 0, spare if spare <= MOST_SPARE_PX else 0)


def whole_lines(held: QWidget, room: int) -> int:
    """How much of `room` [px] shows no line of text, and nothing else, that is cut through."""
    parts = [part for part in held.findChildren(QWidget) if part.isVisibleTo(held)]
    ends = [room]
    for part in parts:
        top = part.mapTo(held, QPoint()).y()
        if not part.findChildren(QWidget) and top < room < top + part.height():
            line = part.fontMetrics().lineSpacing() if isinstance(part, QLabel) else part.height()
            ends.append(top + (room - top) // line * line)
    return min(ends)


class PageScroll(QScrollArea):
    """A page that asks for so much height, and scrolls where it needs more than there is."""

    def __init__(self, held: QWidget, asked_px: int) -> None:
        super().__init__()
        self._held, self._asked_px = held, asked_px
        self.setWidget(held)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        held.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Longer words want another width."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._held.minimumSizeHint().width() + bar, self._asked_px)


class ElidedLabel(QLabel):
    """One line that ends in … where it does not fit; the whole of it as a tool tip."""

    def __init__(self, role: str = "", name: str = "") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setToolTip(plain_tip(text))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(LEAST_ELIDED_PX, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = QFontMetrics(self.font())
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.rect(), int(self.alignment()), text)
