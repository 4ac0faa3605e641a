"""The first column of a table once more, over it, while the others are scrolled sideways."""

from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QTableWidget

from emerg.ui.tables.head import Head


class FrozenColumn(QTableView):
    """Shares rows and selection with the table it lies on; hidden while nothing is scrolled."""

    def __init__(self, table: QTableWidget, below: Head) -> None:
        super().__init__(table)
        self._table, self._below = table, below
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setProperty("role", "frozen")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(table.selectionMode())
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # the table has one
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self._head = Head(self)
        self._share_head()
        for column in range(1, table.columnCount()):
            self.setColumnHidden(column, True)
        self.hide()
        table.verticalHeader().sectionResized.connect(self._on_row)
        table.horizontalHeader().sectionResized.connect(lambda *_sizes: self.lie_on())
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        self.activated.connect(table.activated)

    def lie_on(self) -> None:
        """Cover the first column, its head included."""
        table, width = self._table, self._table.columnWidth(0)
        header, edge = self._below.height(), table.frameWidth()
        self.setColumnWidth(0, width)
        self._head.leave(self._below.room)
        self._head.setFixedHeight(header)
        self.setGeometry(edge, edge, width, header + table.viewport().height())

    def lie_beside(self, value: int) -> None:
        """Be seen as soon as the table is scrolled sideways."""
        self.setVisible(value > 0)
        if value > 0:
            self.follow()
            for row in range(self._table.rowCount()):
                self.setRowHeight(row, self._table.rowHeight(row))
            self.lie_on()
            self.verticalScrollBar().setValue(self._table.verticalScrollBar().value())

    @Slot()
    def follow(self) -> None:
        """The rows of the table that are shown, in their order."""
        if self.isHidden():
            return
        table, mine, other = self._table, self.verticalHeader(), self._table.verticalHeader()
        for at in range(table.rowCount()):
            row = other.logicalIndex(at)
            if (now := mine.visualIndex(row)) != at:
                mine.moveSection(now, at)
            self.setRowHidden(row, table.isRowHidden(row))

    def _share_head(self) -> None:
        """A click on this head is one on that below it."""
        mine, below = self._head, self._below
        mine.sortIndicatorChanged.connect(below.setSortIndicator)
        below.sortIndicatorChanged.connect(self._on_sorted)
        self._on_sorted(below.sortIndicatorSection(), below.sortIndicatorOrder())

    @Slot(int, Qt.SortOrder)
    def _on_sorted(self, column: int, order: Qt.SortOrder) -> None:
        with QSignalBlocker(self._head):
            self._head.setSortIndicator(column if column == 0 else -1, order)
        self._head.viewport().update()

    @Slot(int, int, int)
    def _on_row(self, row: int, _before: int, height: int) -> None:
        self.setRowHeight(row, height)
