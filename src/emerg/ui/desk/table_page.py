"""The tables of a playbook, one at a time, over its map."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from emerg.texts import Lang, Prose, Text
from emerg.ui.desk.desk_map import DeskMap
from emerg.ui.desk.state import RowLine, TableState
from emerg.ui.plain_table import PlainTable
from emerg.ui.widgets import button, label, line_edit
from emerg.ui.words import Words

LEAST_MAP_PX = 220


class TablePage(QFrame):
    """Draws a table and the map; tells which table and which row are wanted."""

    table_chosen = Signal(str)
    row_chosen = Signal(str)
    add_wanted = Signal()

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words(lang)
        self._state = TableState()
        self._shown: tuple[RowLine, ...] = ()
        self.tables = QComboBox()
        self.tables.setObjectName("desk_tables")
        self.tables.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.seek = line_edit("desk_seek_row", 220)
        self.seek.setClearButtonEnabled(True)
        self.add = button(name="desk_add")
        self.count = label("caption", name="desk_rows")
        self.table: PlainTable | None = None
        self.map = DeskMap()
        self.map.setMinimumHeight(LEAST_MAP_PX)
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._lay_out()
        self.words.say(self.tables.setAccessibleName, Text("Table"))
        self.words.say(self.seek.setPlaceholderText, Text("Find a row"))
        self.words.say(self.seek.setAccessibleName, Text("Find a row"))
        self.words.say(self.add.setText, Text("Add row"))
        self.tables.activated.connect(self._on_table)
        self.seek.textChanged.connect(self._draw)
        self.add.clicked.connect(self.add_wanted)

    def show_table(self, state: TableState) -> None:
        """Draw a table and mark the row that is chosen."""
        before, self._state = self._state, state
        if before.heads != state.heads or self.table is None:
            self._make_table(state.heads)
        if (before.tables, before.shown) != (state.tables, state.shown):
            self._offer()
        self.add.setVisible(state.can_add)
        self._draw()

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)
        self.map.set_language(lang)
        self._make_table(self._state.heads)
        self._offer()
        self._draw()

    def _make_table(self, heads: Sequence[Prose]) -> None:
        """A table has its columns from the beginning: another one takes its place."""
        made = PlainTable(Words(self.words.lang), heads, (), len(heads) - 1)
        made.name("desk_table", Text("Rows"))
        made.itemSelectionChanged.connect(self._on_row)
        if self.table is None:
            self._parts.insertWidget(0, made)
            self._parts.setSizes([300, 340])
        else:
            self._parts.replaceWidget(0, made)
            self.table.deleteLater()
        made.show()
        self.table = made

    def _offer(self) -> None:
        self.tables.clear()
        for key, name, count in self._state.tables:
            said = Text("{name} ({id})", name=name, id=count)
            self.tables.addItem(self.words.of(said), key)
        self.tables.setCurrentIndex(self.tables.findData(self._state.shown))

    def _draw(self, _text: str = "") -> None:
        table = self.table
        if table is None:
            return
        sought = self.seek.text().strip().casefold()
        self._shown = tuple(row for row in self._state.rows if self._is_sought(row, sought))
        table.blockSignals(True)
        table.show_rows([_cells(row) for row in self._shown])
        keys = [row.key for row in self._shown]
        if self._state.chosen in keys:
            at = keys.index(self._state.chosen)
            if table.currentRow() != at or not table.selectedItems():
                table.selectRow(at)
        else:
            table.clearSelection()
        table.blockSignals(False)
        said = Text("{n} of {all} rows", n=len(self._shown), all=len(self._state.rows))
        self.words.say(self.count.setText, said)

    def _is_sought(self, row: RowLine, sought: str) -> bool:
        return not sought or any(sought in self.words.of(cell).casefold() for cell in row.cells)

    def _on_table(self, index: int) -> None:
        self.table_chosen.emit(str(self.tables.itemData(index)))

    def _on_row(self) -> None:
        table = self.table
        if table is not None and table.selectedItems():
            at = table.currentRow()
            if 0 <= at < len(self._shown):
                self.row_chosen.emit(self._shown[at].key)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self.tables)
        bar.addWidget(self.seek)
        bar.addWidget(self.count, 1)
        bar.addWidget(self.add)
        self._parts.addWidget(self.map)
        self._parts.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.addLayout(bar)
        column.addWidget(self._parts, 1)


def _cells(row: RowLine) -> tuple[Prose, ...]:
    """The cells of a row; one with a fault begins with a cross."""
    first, *others = row.cells
    return (Text("× {text}", text=first) if row.wrong else first, *others)
