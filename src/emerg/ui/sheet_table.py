"""A table whose cells wrap and have tones: its widths go by the size of the text."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHeaderView, QTableWidgetItem

from emerg.texts import Prose
from emerg.ui.column_room import Need, cell_height, heads_height, need, widths
from emerg.ui.frozen_column import FrozenColumn
from emerg.ui.plain_table import ROW_HEIGHT, Cell, PlainTable, Toned
from emerg.ui.theme import BODY_PX, CAPTION, THEMES, Theme
from emerg.ui.words import Words


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its least width in heights of the text, figures to the right.

    Where all that stands in it needs less, less will do.
    """

    head: Prose
    wide: float
    right: bool = False


class SheetTable(PlainTable):
    """Columns have room by what stands in them; the columns `wide` share what is left.

    Where there is too little the table scrolls sideways, and the first column stays in sight.
    A row of one cell lies across all columns: a heading for the rows below.
    """

    fitted = Signal()  # rows and columns have found their size

    def __init__(self, words: Words, columns: Sequence[Column], *wide: int) -> None:
        right = [number for number, column in enumerate(columns) if column.right]
        self._theme, self._text_px = THEMES["day"], BODY_PX
        self._columns, self._wide = tuple(columns), wide
        self.frozen: FrozenColumn | None = None
        self._fitted_to: int | None = None  # the room that rows and columns have their size by
        self._needed: list[Need] | None = None  # by the columns, in the words and the size of now
        super().__init__(words, [column.head for column in columns], right, wide[0])
        self.setWordWrap(True)
        self.setHorizontalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(ROW_HEIGHT)
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        self.horizontalScrollBar().valueChanged.connect(self._on_sideways)
        self._fit()

    def set_look(self, theme: Theme, text_px: int) -> None:
        """Tones in the colours of `theme`, columns for text of `text_px`."""
        if (theme, text_px) == (self._theme, self._text_px):
            return
        self._theme, self._text_px = theme, text_px
        for number, row in enumerate(self._rows):
            for column, cell in enumerate(row):
                item = self.item(number, column)
                if item is not None:
                    self._colour(item, cell)
        self._needed = None
        self._fit()

    def say_again(self, _text: str = "") -> None:
        super().say_again()
        self.clearSpans()
        for number, row in enumerate(self._rows):
            if len(row) == 1:
                self.setSpan(number, 0, 1, self.columnCount())
                _embolden(self.item(number, 0))
        self._needed = None
        self._fit()

    def wanted(self) -> int:
        """The height of all rows [px], with the head, the frame and the bar to scroll sideways."""
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        return self._around() + rows

    def whole_rows(self, most: int) -> int:
        """The height of as many whole rows as `most` [px] has room for, with what is around them.

        At least one: a row that is cut cannot be read.
        """
        high = self._around()
        for number, row in enumerate(range(self.rowCount())):
            if number and high + self.rowHeight(row) > most:
                break
            high += self.rowHeight(row)
        return high

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(self.wanted(), self.minimumHeight()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_again()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit_again()

    def _around(self) -> int:
        """The height of all that is no row [px]."""
        head, bar = self.horizontalHeader(), self.horizontalScrollBar()
        sideways = self._fitted_to is not None and head.length() > self._fitted_to
        return head.height() + 2 * self.frameWidth() + (bar.sizeHint().height() if sideways else 0)

    @Slot(int)
    def _on_sideways(self, value: int) -> None:
        """Only now a second first column is worth its ten widgets: most tables never scroll so."""
        if value > 0 and self.frozen is None:
            self.frozen = FrozenColumn(self, self.tools.head)
            self.tools.changed.connect(self.frozen.follow)
            self.tools.head.geometriesChanged.connect(self.frozen.lie_on)
        if self.frozen is not None:
            self.frozen.lie_beside(value)

    def _fit_again(self) -> None:
        """A page that opens is laid out several times, most of them no wider than before."""
        if self._room() != self._fitted_to:
            self._fit()
        elif self.frozen is not None:
            self.frozen.lie_on()

    def _fit(self) -> None:
        """Give rows and columns their size; a table on a page behind waits until it is seen."""
        self._fitted_to = None
        if not self.isVisible():
            return
        self._fitted_to = self._room()
        if self._needed is None:
            self._needed = self._needs()
        found = widths(self._needed, self._fitted_to, self._wide)
        for number, width in enumerate(found):
            self.setColumnWidth(number, width)
        heads = (self._words.of(column.head) for column in self._columns)
        high = heads_height(heads, found, self._text_px + CAPTION)
        self.horizontalHeader().setFixedHeight(high + self.tools.head.room)
        for number, row in enumerate(self._rows):
            rooms = [sum(found)] if len(row) == 1 else found
            self.setRowHeight(number, self._row_height(number, rooms))
        self.updateGeometry()
        if self.frozen is not None:
            self.frozen.lie_on()
        self.fitted.emit()

    def _needs(self) -> list[Need]:
        """What every column wants for its head and its cells; headings lie across."""
        rows = [number for number, row in enumerate(self._rows) if len(row) > 1]
        needs = []
        for number, column in enumerate(self._columns):
            items = [self.item(row, number) for row in rows]
            cells = [
                (item.text(), self._text_px, item.font().bold())
                for item in items
                if item is not None
            ]
            head = self._words.of(column.head), self._text_px + CAPTION, False
            needs.append(need([head, *cells], round(column.wide * self._text_px)))
        return needs

    def _room(self) -> int:
        """The width that is there with a scroll bar or without: rows do not wrap by whether."""
        bar = self.verticalScrollBar()
        taken = bar.width() if bar.isVisible() else bar.sizeHint().width()
        return self.width() - 2 * self.frameWidth() - taken

    def _row_height(self, number: int, rooms: Sequence[int]) -> int:
        """What the cell with the most lines wants; Qt's own reckoning forgets the padding."""
        items = [self.item(number, column) for column in range(len(rooms))]
        wanted = [
            cell_height(item.text(), room, self._text_px, item.font().bold())
            for item, room in zip(items, rooms, strict=True)
            if item is not None
        ]
        return max([ROW_HEIGHT, *wanted])

    def _aligned(self, column: int) -> Qt.AlignmentFlag:
        return super()._aligned(column) | Qt.TextFlag.TextWordWrap  # for the heads

    def _cell(self, cell: Cell, column: int) -> QTableWidgetItem:
        item = super()._cell(cell, column)
        if isinstance(cell, Toned) and cell.tone in ("warn", "danger"):
            _embolden(item)
        self._colour(item, cell)
        return item

    def _colour(self, item: QTableWidgetItem, cell: Cell) -> None:
        if isinstance(cell, Toned) and cell.tone:
            item.setForeground(QColor(getattr(self._theme, cell.tone)))


def _embolden(item: QTableWidgetItem | None) -> None:
    if item is not None:
        font = QFont()
        font.setBold(True)
        item.setFont(font)
