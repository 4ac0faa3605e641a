"""A table that is only read: rows of sentences, figures to the right."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from emerg.texts import Prose
from emerg.ui.widgets import plain_tip
from emerg.ui.words import Words

ROW_HEIGHT, LEAST_PX = 26, 84
Tone: TypeAlias = Literal["", "quiet", "ok", "warn", "danger"]


@dataclass(frozen=True, slots=True)
class Toned:
    """A cell of several lines, in a tone that its words say as well; and what it says besides."""

    lines: tuple[Prose, ...]
    tone: Tone = ""
    tip: tuple[Prose, ...] = ()


Cell: TypeAlias = Prose | Toned


class PlainTable(QTableWidget):
    """Shows rows in the language of now; the column `wide` takes what room is left."""

    def __init__(
        self, words: Words, heads: Sequence[Prose], right: Collection[int], wide: int
    ) -> None:
        super().__init__(0, len(heads))
        self._words, self._heads, self._right = words, tuple(heads), frozenset(right)
        self._rows: tuple[tuple[Cell, ...], ...] = ()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for column in range(len(heads)):
            mode = QHeaderView.ResizeMode
            header.setSectionResizeMode(
                column, mode.Stretch if column == wide else mode.ResizeToContents
            )
        words.say(self.say_again, "")

    def show_rows(self, rows: Sequence[tuple[Cell, ...]]) -> None:
        """Show these rows in place of those before; where they are the same, nothing is drawn."""
        shown = tuple(rows)
        if shown != self._rows:
            self._rows = shown
            self.say_again()

    def say_again(self, _text: str = "") -> None:
        """Write everything in the language of now."""
        for column, head in enumerate(self._heads):
            self.setHorizontalHeaderItem(column, self._cell(head, column))
        self.setRowCount(len(self._rows))
        for number, row in enumerate(self._rows):
            for column, cell in enumerate(row):
                self.setItem(number, column, self._cell(cell, column))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), LEAST_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), LEAST_PX)

    def _cell(self, cell: Cell, column: int) -> QTableWidgetItem:
        toned = cell if isinstance(cell, Toned) else Toned((cell,))
        item = QTableWidgetItem(self._in_lines(toned.lines))
        item.setTextAlignment(self._aligned(column))
        item.setToolTip(plain_tip(self._in_lines(toned.tip or toned.lines)))
        return item

    def _in_lines(self, lines: Sequence[Prose]) -> str:
        return "\n".join(self._words.of(line) for line in lines)

    def _aligned(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self._right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
