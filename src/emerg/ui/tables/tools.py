"""What every table of the window does: sort, filter, copy, export. Hung onto a view, once."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QMenu, QTableView

from emerg.texts import Prose, Text
from emerg.ui.tables.copied import Copied, tab_separated
from emerg.ui.tables.filter_line import FilterLine
from emerg.ui.tables.head import Head
from emerg.ui.tables.kept import Kept
from emerg.ui.tables.shown_rows import ShownRows
from emerg.ui.words import Words

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT, PLAIN = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class TableTools(QObject):
    """Keys, heads and menu of a table.

    Parameters
    ----------
    finder : QLineEdit or None
        A line that the panel has for the words already.
    """

    changed = Signal()  # other rows are shown, or in another order
    said = Signal(object)  # Text
    export_requested = Signal()

    def __init__(
        self, table: QTableView, words: Words, rows: ShownRows, finder: QLineEdit | None = None
    ) -> None:
        super().__init__(table)
        self._table, self._words, self._finder = table, words, finder
        self.rows, self.head = rows, Head(table)
        self.title: Prose = Text("Table")
        self.filter = FilterLine(words, table)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._show_menu)
        table.installEventFilter(self)
        self.head.sortIndicatorChanged.connect(self._on_sort)
        self.head.geometriesChanged.connect(self._lay_filter)
        self.filter.typed.connect(self._on_typed)
        self.filter.left.connect(self.show_all)
        self.filter.entered.connect(self._on_entered)

    def name(self, name: str, title: Text) -> None:
        """How the table is called in the program, and to people."""
        self._table.setObjectName(name)
        self.title = title
        self._words.say(self._table.setAccessibleName, title)
        self.filter.call(title)

    def follow_model(self, name_of: Callable[[int], object]) -> None:
        """Keep order, selection and place while a model brings other rows; known by `name_of`."""
        model, kept = self._table.model(), Kept(self._table, name_of)
        model.modelAboutToBeReset.connect(kept.take)
        model.modelReset.connect(self.apply)
        model.modelReset.connect(kept.give)
        others = model.rowsInserted, model.rowsRemoved, model.dataChanged
        for signal in (*others, model.layoutChanged):
            signal.connect(self.apply)

    @Slot()
    def apply(self) -> None:
        """The rows are others now: order and filter hold for them too."""
        self.rows.apply()
        if self.filters:
            self.filter.show_count(*self.rows.count())
        self.changed.emit()

    def seek(self) -> None:
        """Have the words typed that rows must hold."""
        if self._finder is not None:
            self._finder.setFocus()
            self._finder.selectAll()
            return
        self.filter.show()
        self.head.leave(self.filter.sizeHint().height())
        self._lay_filter()
        self.filter.show_count(*self.rows.count())
        self.filter.line.setFocus()
        self.filter.line.selectAll()

    @Slot()
    def show_all(self) -> None:
        """Every row again."""
        had_focus = self.filter.line.hasFocus()
        self.filter.line.clear()
        self.filter.hide()
        self.head.leave(0)
        if had_focus:
            self._table.setFocus()

    @property
    def filters(self) -> bool:
        """Whether the line for words is open.

        Heads speak once more while the collector takes a whole window apart: then there is none.
        """
        line = vars(self).get("filter")
        return line is not None and not line.isHidden()

    def copied(self) -> Copied:
        """The rows that are chosen; where none is, all that are shown."""
        rows = self.rows.chosen() or self.rows.visible()
        return self.rows.copied(self._words.of(self.title), rows)

    def everything(self) -> Copied:
        """All rows that are shown, in their order."""
        return self.rows.copied(self._words.of(self.title), self.rows.visible())

    @Slot()
    def copy(self) -> None:
        """The chosen rows to the clipboard, as text for a spreadsheet."""
        found = self.copied()
        QGuiApplication.clipboard().setText(tab_separated(found.heads, found.rows))
        self.said.emit(Text("Copied: {n} rows with their heads", n=len(found.rows)))

    def sort(self, column: int, order: Qt.SortOrder = UP) -> None:
        """Sort by a column; -1: as the rows came."""
        self.head.setSortIndicator(column, order)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the table before they are of the view or the window."""
        if isinstance(event, QKeyEvent) and watched is self._table:
            do = self._deed(event)
            if do is not None and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if do is not None and event.type() == QEvent.Type.KeyPress:
                do()
                return True
        elif event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._lay_filter()
        return super().eventFilter(watched, event)

    def _deed(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does here; None where it is none of ours."""
        pad = Qt.KeyboardModifier.KeypadModifier
        held, key = event.modifiers() & ~pad, Qt.Key(event.key())
        if held == PLAIN and key == Qt.Key.Key_Escape:
            return self.show_all if self.filters else None
        deeds: dict[tuple[Qt.KeyboardModifier, Qt.Key], Callable[[], object]] = {
            (PLAIN, Qt.Key.Key_Slash): self.seek,
            (CTRL | SHIFT, Qt.Key.Key_F): self.seek,
            (CTRL, Qt.Key.Key_C): self.copy,
            (CTRL, Qt.Key.Key_A): self._table.selectAll,
            (ALT, Qt.Key.Key_Down): partial(self._turn, UP),
            (ALT, Qt.Key.Key_Up): partial(self._turn, DOWN),
            (ALT, Qt.Key.Key_Right): partial(self._beside, 1),
            (ALT, Qt.Key.Key_Left): partial(self._beside, -1),
        }
        return deeds.get((held, key))

    def _turn(self, order: Qt.SortOrder) -> None:
        """Sort that way; the same key once more: as the rows came."""
        column = self.head.sortIndicatorSection()
        again = column >= 0 and self.head.sortIndicatorOrder() == order
        self.sort(-1 if again else max(column, 0), UP if again else order)

    def _beside(self, step: int) -> None:
        """Sort by the next column, the same way round."""
        columns = self._table.model().columnCount()
        column = (max(self.head.sortIndicatorSection(), -1) + step) % max(columns, 1)
        self.sort(column, self.head.sortIndicatorOrder())

    @Slot(int, Qt.SortOrder)
    def _on_sort(self, column: int, order: Qt.SortOrder) -> None:
        self.rows.column, self.rows.down = column, order == DOWN
        self.apply()
        self._table.scrollToTop()

    @Slot(str)
    def _on_typed(self, words: str) -> None:
        self.rows.wanted = words
        self.apply()

    @Slot()
    def _on_entered(self) -> None:
        visible = self.rows.visible()
        self._table.setFocus()
        if visible and not self.rows.chosen():
            self._table.selectRow(visible[0])

    @Slot()
    def _lay_filter(self) -> None:
        """The line lies in the room under the heads, over whatever else lies on the table."""
        if self.filters:
            edge, room = self._table.frameWidth(), self.head.room
            top = edge + self.head.height() - room
            self.filter.setGeometry(edge, top, self.head.width(), room)
            self.filter.raise_()

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._table.viewport().mapToGlobal(place))

    def menu(self) -> QMenu:
        """What can be done with the table."""
        menu = QMenu(self._table)
        deeds: tuple[tuple[Text, Callable[[], object]], ...] = (
            (Text("Copy rows  Ctrl+C"), self.copy),
            (Text("Select all  Ctrl+A"), self._table.selectAll),
            (Text("Filter rows…  /"), self.seek),
            (Text("Order as it came"), partial(self.sort, -1)),
            (Text("Export table…"), self.export_requested.emit),
        )
        for words, do in deeds:
            menu.addAction(self._words.of(words)).triggered.connect(lambda _on=False, d=do: d())
        return menu
