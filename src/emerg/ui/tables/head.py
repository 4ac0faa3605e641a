"""The heads of a table: they sort when clicked, and leave room below them for a line to type in."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHeaderView, QTableView


class Head(QHeaderView):
    """A click sorts up, another down, a third gives the rows back as they came."""

    _room = 0  # also while it is taken apart, when Qt still asks

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        table.setHorizontalHeader(self)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setSortIndicatorShown(True)  # after the table has it: that puts it off
        self.setSortIndicatorClearable(True)
        self.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)

    @property
    def room(self) -> int:
        """What is left free below the heads [px]."""
        return self._room

    def leave(self, room: int) -> None:
        """Leave so much room below the heads [px]."""
        if room != self._room:
            fixed = self.minimumHeight() == self.maximumHeight()
            height = self.height() - self._room + room
            self._room = room
            if fixed:
                self.setFixedHeight(height)
            self.geometriesChanged.emit()

    def sizeHint(self) -> QSize:
        wanted = super().sizeHint()
        return QSize(wanted.width(), wanted.height() + self._room)

    def updateGeometries(self) -> None:
        self.setViewportMargins(0, 0, 0, self._room)
        super().updateGeometries()
