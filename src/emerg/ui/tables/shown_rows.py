"""Which rows of a table are shown, and in which order, whatever model they come from.

The rows keep the numbers under which they were given: the view alone moves and hides them, so
that a panel may go on asking for the row of its own list.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from re import fullmatch

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QTableView

from emerg.ui.tables.copied import Copied
from emerg.ui.tables.finding import holds
from emerg.ui.tables.keys import AUTO, Auto, Key
from emerg.ui.tables.order import counted, hidden, ordered
from emerg.units import beijing

KEY_ROLE = Qt.ItemDataRole.UserRole + 101  # what a cell is sorted by; nothing: its words
COPY_ROLE = Qt.ItemDataRole.UserRole + 102  # what is copied of it; nothing: its words


class ShownRows:
    """Sorts and filters the rows of `table`, and reads them off as they stand.

    Parameters
    ----------
    key : callable
        What a cell, by row and column, is sorted by.
    heading : callable
        Whether a row names what those below it are of.
    """

    def __init__(
        self,
        table: QTableView,
        key: Callable[[int, int], Key | Auto],
        heading: Callable[[int], bool] = lambda _row: False,
    ) -> None:
        self._table, self._key, self._heading = table, key, heading
        self.column, self.down, self.wanted = -1, False, ""
        self._plain = True

    @property
    def asked(self) -> bool:
        """Whether rows are asked for otherwise than as they came."""
        return self.column >= 0 or bool(self.wanted.strip())

    def apply(self) -> None:
        """Move and hide rows as asked; nothing is drawn where nothing changes."""
        if self._plain and not self.asked:
            return
        self._plain = not self.asked
        number, table = self._model.rowCount(), self._table
        order: Iterable[int] = range(number)
        if self.column >= 0:
            order = ordered(number, self._key_of, self._heading, down=self.down)
        header = table.verticalHeader()
        if self.column >= 0 or header.sectionsMoved():
            for at, row in enumerate(order):
                if (now := header.visualIndex(row)) != at:
                    header.moveSection(now, at)
        gone = hidden(number, self._holds, self._heading) if self.wanted.strip() else frozenset()
        for row in range(number):
            if table.isRowHidden(row) != (row in gone):
                table.setRowHidden(row, row in gone)

    def visible(self) -> list[int]:
        """The rows that are shown, from above, by the numbers they were given."""
        header = self._table.verticalHeader()
        rows = (header.logicalIndex(at) for at in range(self._model.rowCount()))
        return [row for row in rows if not self._table.isRowHidden(row)]

    def count(self) -> tuple[int, int]:
        """How many rows are shown, and of how many; headings do not count."""
        every = range(self._model.rowCount())
        return counted(self.visible(), self._heading), counted(every, self._heading)

    def chosen(self) -> list[int]:
        """The rows that are selected and shown, from above."""
        selected = {index.row() for index in self._table.selectionModel().selectedIndexes()}
        return [row for row in self.visible() if row in selected]

    def copied(self, title: str, rows: Iterable[int]) -> Copied:
        """These rows under the heads, as they are told."""
        columns = [c for c in self._columns() if not self._table.isColumnHidden(c)]
        horizontal = Qt.Orientation.Horizontal
        heads = tuple(str(self._model.headerData(column, horizontal) or "") for column in columns)
        return Copied(
            title, heads, tuple(tuple(self._told(row, c) for c in columns) for row in rows)
        )

    @property
    def _model(self) -> QAbstractItemModel:
        return self._table.model()

    def _columns(self) -> range:
        return range(self._model.columnCount())

    def _key_of(self, row: int) -> Key:
        key = self._key(row, self.column)
        return self._shown(row, self.column) if isinstance(key, Auto) else key

    def _holds(self, row: int) -> bool:
        return holds(" ".join(self._shown(row, column) for column in self._columns()), self.wanted)

    def _shown(self, row: int, column: int) -> str:
        return str(self._model.index(row, column).data() or "")

    def _told(self, row: int, column: int) -> str:
        """What the cell shows; a time of today with its date, for a file is read tomorrow."""
        whole = self._model.index(row, column).data(COPY_ROLE)
        shown, key = self._shown(row, column), self._key(row, column)
        if isinstance(key, datetime) and fullmatch(r"\d\d:\d\d", shown):
            return beijing(key)
        return shown if whole is None else str(whole)


def key_by_role(table: QTableView) -> Callable[[int, int], Key | Auto]:
    """The keys that a model tells for `KEY_ROLE`, each in a tuple of its own; else the words."""

    def key(row: int, column: int) -> Key | Auto:
        told = table.model().index(row, column).data(KEY_ROLE)
        return AUTO if told is None else told[0]

    return key
