"""Rows as high as the words of some columns need, a little work at a time: a record may be long."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView, QTableView

from emerg.ui.column_room import ABOVE_PX, cell_height
from emerg.ui.map.stamps import plain_font
from emerg.ui.spread import Spread
from emerg.ui.tables.tools import TableTools
from emerg.ui.theme import BODY_PX

ROW_PX, MOST_LINES = 26, 4


class WrappedRows(QObject):
    """Fits every row of a table to its `columns` that wrap.

    Of a table that `grows` at its end, whoever looks at the last row goes on to.
    """

    def __init__(
        self, table: QTableView, tools: TableTools, *columns: int, grows: bool = False
    ) -> None:
        super().__init__(table)
        self._table, self._columns, self._text_px = table, columns, BODY_PX
        self._work = Spread(self)
        self._grows, self._at_end = grows, False
        table.setWordWrap(True)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        tools.changed.connect(self.start)
        tools.head.sectionResized.connect(self._on_width)

    @property
    def busy(self) -> bool:
        """Whether some rows still wait for their height."""
        return self._work.busy

    def set_text_size(self, text_px: int) -> None:
        """Rows that hold a text of `text_px`."""
        self._text_px = text_px
        self._table.verticalHeader().setDefaultSectionSize(ROW_PX + 2 * max(text_px - BODY_PX, 0))
        self.start()

    @Slot()
    def start(self) -> None:
        """Fit all rows anew, those in sight first."""
        bar = self._table.verticalScrollBar()
        at_end = bar.value() == bar.maximum() or (self._work.busy and self._at_end)
        self._at_end = self._grows and at_end
        self._work.start(self._steps(), self._end)

    def _steps(self) -> Iterator[None]:
        table, model = self._table, self._table.model()
        rows = model.rowCount()
        first, last = table.rowAt(0), table.rowAt(table.viewport().height())
        seen = range(max(first, 0), rows if last < 0 else last + 1)
        for row in (*seen, *(row for row in range(rows) if row not in seen)):
            if row < model.rowCount():
                high = self._high(row)
                if table.rowHeight(row) not in (high, 0):  # 0: it is hidden
                    table.setRowHeight(row, high)
            yield

    def _end(self) -> None:
        if self._at_end:
            self._table.scrollToBottom()

    def _high(self, row: int) -> int:
        """What its longest cell wants, of a few lines at most: all of them are told elsewhere."""
        most = MOST_LINES * QFontMetrics(plain_font(self._text_px)).lineSpacing() + ABOVE_PX
        wanted = min(max(self._cell_high(row, column) for column in self._columns), most)
        return max(self._table.verticalHeader().defaultSectionSize(), wanted)

    def _cell_high(self, row: int, column: int) -> int:
        cell = self._table.model().index(row, column)
        bold = cell.data(Qt.ItemDataRole.FontRole) is not None
        width = self._table.columnWidth(column)
        return cell_height(str(cell.data() or ""), width, self._text_px, bold)

    @Slot(int, int, int)
    def _on_width(self, column: int, _before: int, _now: int) -> None:
        if column in self._columns:
            self.start()
