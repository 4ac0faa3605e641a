"""The first column of a table once more, over it, while the others are scrolled sideways."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QTableWidget


class FrozenColumn(QTableView):
    """Shares rows and selection with the table it lies on; hidden while nothing is scrolled."""

    def __init__(self, table: QTableWidget) -> None:
        super().__init__(table)
        self._table = table
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setProperty("role", "frozen")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        for column in range(1, table.columnCount()):
            self.setColumnHidden(column, True)
        self.hide()
        table.verticalHeader().sectionResized.connect(self._on_row)
        table.horizontalHeader().sectionResized.connect(lambda *_sizes: self.lie_on())
        table.horizontalScrollBar().valueChanged.connect(self._on_sideways)
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        self.activated.connect(table.activated)

    def lie_on(self) -> None:
        """Cover the first column, its head included."""
        table, width = self._table, self._table.columnWidth(0)
        header, edge = table.horizontalHeader().height(), table.frameWidth()
        self.setColumnWidth(0, width)
        self.horizontalHeader().setFixedHeight(header)
        self.setGeometry(edge, edge, width, header + table.viewport().height())

    @Slot(int, int, int)
    def _on_row(self, row: int, _before: int, height: int) -> None:
        self.setRowHeight(row, height)

    @Slot(int)
    def _on_sideways(self, value: int) -> None:
        self.setVisible(value > 0)
        if value > 0:
            for row in range(self._table.rowCount()):
                self.setRowHeight(row, self._table.rowHeight(row))
            self.lie_on()
            self.verticalScrollBar().setValue(self._table.verticalScrollBar().value())
