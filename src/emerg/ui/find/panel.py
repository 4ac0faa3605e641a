"""The line that finds anything, and what fits below it: over the window, never in its way."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from emerg.texts import Lang, Prose, Text
from emerg.texts.letters import MOST_LETTERS
from emerg.ui.column_room import BESIDE_PX, words_height
from emerg.ui.find.found import KIND_WORDS, Found
from emerg.ui.plain_table import ROW_HEIGHT, PlainTable
from emerg.ui.widgets import card_layout, is_escape_asked, label
from emerg.ui.words import Words

WIDE_PX, EDGE_PX = 900, 16
KIND_COLUMN, NAME_COLUMN, DETAIL_COLUMN = range(3)
NAME_SHARE = 0.42  # of the width, for the names
HINT = Text(
    "Place, stake G318 K4820+300, river and km, position, site, substance, contact, or command"
)
KEYS = Text("↑ ↓ choose · Enter goes there · Esc closes")


class FindLine(QLineEdit):
    """The line; ↑ ↓ choose below it, Enter takes, Esc leaves, and so does the cursor elsewhere."""

    stepped = Signal(int)
    taken = Signal()
    left = Signal()
    lost = Signal()

    def event(self, event: QEvent) -> bool:
        """Esc is for this line, whatever it does elsewhere in the window."""
        if is_escape_asked(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: 5,
            Qt.Key.Key_PageUp: -5,
        }
        key = Qt.Key(event.key())
        if key in steps:
            self.stepped.emit(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        kept = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
        if event.reason() not in kept:
            self.lost.emit()


class FindPanel(QFrame):
    """Draws what fits; `asked` with the text at every letter, `chosen` with one that was taken."""

    asked = Signal(str)
    chosen = Signal(object)  # Found
    left = Signal()

    def __init__(self, lang: Lang, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("find")
        self.setProperty("role", "card")
        self.setProperty("page", "map")  # its chapter of the manual
        self.setAutoFillBackground(True)
        self.words = Words(lang)
        self._within = parent
        self.found: tuple[Found, ...] = ()
        self.line = FindLine()
        self.line.setObjectName("find_text")
        self.line.setMaxLength(MOST_LETTERS)
        self.table = PlainTable(self.words, ("", "", ""), right=(), wide=DETAIL_COLUMN)
        self.table.name("find_list", Text("What fits"))
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setWordWrap(True)
        self.table.horizontalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(
            NAME_COLUMN, self.table.horizontalHeader().ResizeMode.Fixed
        )
        self.hint = label("caption", wrap=True, name="find_hint")
        column = card_layout(self)
        for part in (self.line, self.table, self.hint):
            column.addWidget(part)
        say = self.words.say
        say(self.line.setPlaceholderText, Text("Find anything"))
        say(self.line.setAccessibleName, Text("Find anything"))
        self.line.textChanged.connect(self.asked)
        self.line.stepped.connect(self._on_step)
        self.line.taken.connect(self._on_taken)
        self.line.left.connect(self.left)
        self.table.cellClicked.connect(lambda _row, _column: self._on_taken())
        self.hide()

    def ask(self, over: QRect) -> None:
        """Open in the middle of this part of the parent, what was typed last to be typed over."""
        wide = min(WIDE_PX, self._within.width() - 2 * EDGE_PX)
        self.setFixedWidth(wide)
        self.table.setColumnWidth(NAME_COLUMN, round(wide * NAME_SHARE))
        most = self._within.width() - wide - EDGE_PX
        self.move(min(max(over.center().x() - wide // 2, EDGE_PX), most), over.top() + EDGE_PX)
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)
        self.line.selectAll()
        self.asked.emit(self.line.text())

    def show_found(self, found: Sequence[Found]) -> None:
        """Draw these, the first chosen."""
        self.found = tuple(found)
        rows: list[tuple[Prose, ...]] = []
        for kind, group in groupby(self.found, key=lambda one: one.kind):
            for number, one in enumerate(group):
                rows.append((KIND_WORDS[kind] if number == 0 else "", one.name, one.detail))
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        if rows:
            self.table.selectRow(0)
            self.table.scrollToTop()
        said = self.line.text().strip()
        nothing = Text("Nothing fits '{said}'. {hint}", said=said, hint=HINT)
        self.words.say(self.hint.setText, KEYS if rows else nothing if said else HINT)
        self._fit()

    def write(self, text: str) -> None:
        """Put `text` on the line, to go on from."""
        self.line.setText(text)
        self.line.end(False)

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def _fit(self) -> None:
        """As high as its rows, as far as there is room below."""
        rows = [self._row_height(row) for row in range(len(self.found))]
        for row, high in enumerate(rows):
            self.table.setRowHeight(row, high)
        top = self.mapTo(self._within, self.rect().topLeft()).y()
        room = self._within.height() - top - 4 * ROW_HEIGHT
        self.table.setFixedHeight(min(sum(rows) + 4, max(room, 3 * ROW_HEIGHT)))
        self.adjustSize()

    def _row_height(self, row: int) -> int:
        """What the names and what is told of them need, where they wrap."""
        metrics = self.table.fontMetrics()
        items = [self.table.item(row, column) for column in range(self.table.columnCount())]
        wide = [self.table.columnWidth(item.column()) - BESIDE_PX for item in items if item]
        said = [item.text() for item in items if item]
        high = [words_height(*cell, metrics) for cell in zip(said, wide, strict=True)]
        return max([ROW_HEIGHT, *high])

    def _on_step(self, by: int) -> None:
        if self.found:
            last = len(self.found) - 1
            self.table.selectRow(min(max(self.table.currentRow() + by, 0), last))

    def _on_taken(self) -> None:
        row = self.table.currentRow()
        if self.found and 0 <= row < len(self.found):
            self.chosen.emit(self.found[row])
