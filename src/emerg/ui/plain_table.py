"""A table that is only read: rows of sentences, figures to the right."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from emerg.texts import Prose
from emerg.ui.words import Words

ROW_HEIGHT, LEAST_PX = 26, 84


class PlainTable(QTableWidget):
    """Shows rows in the language of now; the column `wide` takes what room is left."""

    def __init__(
        self, words: Words, heads: Sequence[Prose], right: Collection[int], wide: int
    ) -> None:
        super().__init__(0, len(heads))
        self._words, self._heads, self._right = words, tuple(heads), frozenset(right)
        self._rows: tuple[tuple[Prose, ...], ...] = ()
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

    def show_rows(self, rows: Sequence[tuple[Prose, ...]]) -> None:
        """Show these rows in place of those before."""
        self._rows = tuple(rows)
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

    def _cell(self, cell: Prose, column: int) -> QTableWidgetItem:
        item = QTableWidgetItem(self._words.of(cell))
        item.setTextAlignment(self._aligned(column))
        item.setToolTip(item.text())
        return item

    def _aligned(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self._right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
