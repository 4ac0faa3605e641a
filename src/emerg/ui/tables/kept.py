"""What was selected, and where the view was, while a model brings other rows."""

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QObject, QSignalBlocker, Slot
from PySide6.QtWidgets import QTableView


class Kept(QObject):
    """Which rows were selected and how far the view was scrolled, while a model is reset."""

    def __init__(self, table: QTableView, name_of: Callable[[int], object]) -> None:
        super().__init__(table)
        self._table, self._name_of = table, name_of
        self._names: frozenset[object] = frozenset()
        self._at = (0, 0)

    @Slot()
    def take(self) -> None:
        table = self._table
        rows = {index.row() for index in table.selectionModel().selectedIndexes()}
        self._names = frozenset(map(self._name_of, rows))
        self._at = table.verticalScrollBar().value(), table.horizontalScrollBar().value()

    @Slot()
    def give(self) -> None:
        table, model = self._table, self._table.model()
        chosen = [r for r in range(model.rowCount()) if self._name_of(r) in self._names]
        self._select(chosen)
        table.verticalScrollBar().setValue(self._at[0])
        table.horizontalScrollBar().setValue(self._at[1])

    def _select(self, rows: list[int]) -> None:
        """Without saying that they were chosen: nobody chose them anew."""
        model, selection = self._table.model(), self._table.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        with QSignalBlocker(selection):
            for row in rows:
                index = model.index(row, 0)
                selection.select(index, flags.Select | flags.Rows)
                if row == rows[0]:
                    selection.setCurrentIndex(index, flags.NoUpdate)
        self._table.viewport().update()
