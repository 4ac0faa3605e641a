"""A table that is only read: rows of sentences, figures to the right."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from emerg.texts import Prose, Text
from emerg.ui.tables.keys import AUTO, Auto, Key
from emerg.ui.tables.shown_rows import ShownRows
from emerg.ui.tables.tools import TableTools
from emerg.ui.widgets import plain_tip
from emerg.ui.words import Words

ROW_HEIGHT, LEAST_PX = 26, 84
Tone: TypeAlias = Literal["", "quiet", "ok", "warn", "danger"]


@dataclass(frozen=True, slots=True)
class Toned:
    """A cell of several lines, in a tone that its words say as well; and what it says besides.

    Attributes
    ----------
    key : Key or AUTO
        What it is sorted by: of a range the end that is acted on; None is not known, and last.
    """

    lines: tuple[Prose, ...]
    tone: Tone = ""
    tip: tuple[Prose, ...] = ()
    key: Key | Auto = AUTO


def keyed(words: Prose, key: Key) -> Toned:
    """A cell that is sorted by what its words tell."""
    return Toned((words,), key=key)


Cell: TypeAlias = Prose | Toned


class PlainTable(QTableWidget):
    """Shows rows in the language of now; the column `wide` takes what room is left."""

    def __init__(
        self, words: Words, heads: Sequence[Prose], right: Collection[int], wide: int
    ) -> None:
        super().__init__(0, len(heads))
        self._words, self._heads, self._right = words, tuple(heads), frozenset(right)
        self._rows: tuple[tuple[Cell, ...], ...] = ()
        self.tools = TableTools(self, words, ShownRows(self, self._key, self._heads_others))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        for column in range(len(heads)):
            mode = QHeaderView.ResizeMode
            self.tools.head.setSectionResizeMode(
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
            for column in range(self.columnCount()):
                if column < len(row):
                    self.setItem(number, column, self._cell(row[column], column))
                else:
                    self.takeItem(number, column)
        self.tools.apply()

    def name(self, name: str, title: Text) -> None:
        """How the table is called in the program, and to people."""
        self.tools.name(name, title)

    def choose(self, row: int) -> None:
        """Select a row, by the number it was given; more that are selected with it stay so."""
        if self.currentRow() != row or not self.selectedIndexes():
            self.selectRow(row)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), LEAST_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), LEAST_PX)

    def _cell(self, cell: Cell, column: int) -> QTableWidgetItem:
        toned = cell if isinstance(cell, Toned) else Toned((cell,))
        words = self._in_lines(toned.lines)
        item = QTableWidgetItem(words)
        item.setTextAlignment(self._aligned(column))
        item.setToolTip(plain_tip(self._in_lines(toned.tip) if toned.tip else words))
        return item

    def _key(self, row: int, column: int) -> Key | Auto:
        cells = self._rows[row]
        cell = cells[column] if column < len(cells) else None
        return cell.key if isinstance(cell, Toned) else AUTO

    def _heads_others(self, row: int) -> bool:
        """Whether it lies across the table, a heading for the rows below."""
        return len(self._rows[row]) == 1 < self.columnCount()

    def _in_lines(self, lines: Sequence[Prose]) -> str:
        return "\n".join(self._words.of(line) for line in lines)

    def _aligned(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self._right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter
