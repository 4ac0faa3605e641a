"""Who is hit: the list beside the map, and everything about the place selected."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import (
    QItemSelection,
    QModelIndex,
    QSignalBlocker,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QTableView,
    QWidget,
)

from emerg.response.hits import Hit
from emerg.texts import Lang, Text
from emerg.ui.column_room import Need, heads_height, need, widths
from emerg.ui.hit_model import SITE_ROLE, Column, HitFilter, HitModel
from emerg.ui.tables.shown_rows import ShownRows, key_by_role
from emerg.ui.tables.tools import TableTools
from emerg.ui.tables.wrapped_rows import WrappedRows
from emerg.ui.theme import BODY_PX, CAPTION
from emerg.ui.widgets import button, card_layout, label
from emerg.ui.words import Words

ROW_HEIGHT, LEAST_TABLE_PX = 28, 150
FONT = Qt.ItemDataRole.FontRole  # bold where there is one
LEAST_PLACE = 7.0  # of a name, in heights of the text: what is longer wraps
EMPTY = Text("Answer the five questions and press F5: who is hit, when, how badly")
TITLE = Text("Who is hit, soonest first")
PROVISIONAL = Text("Who is hit, provisional")
UNVERIFIED = Text(
    "The list of intakes on this river is not verified: check with water, housing and health "
    "offices; what is not listed may still exist"
)
DATED, DATE = (Column.CLOSE_BY, Column.REOPEN), "12-28 20:00"
WRAPPING = (Column.PLACE, *DATED)


@dataclass(frozen=True, slots=True)
class HitsState:
    """The hits, and the moment they are looked at."""

    hits: tuple[Hit, ...] = ()
    now: datetime | None = None
    answered: bool = False
    start_known: bool = True
    provisional: bool = False


class LowTable(QTableView):
    """Asks for some rows only, so that what stands above it is whole; takes what room is left."""

    resized = Signal()  # also by a scroll bar that comes or goes

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), LEAST_TABLE_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), LEAST_TABLE_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class HitsPanel(QFrame):
    """The hit list; `hit_selected` when a row was chosen, with the id of its place."""

    hit_selected = Signal(str)

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.words = Words(lang)
        self.model = HitModel(lang, self)
        self.shown = HitFilter(self)
        self.shown.setSourceModel(self.model)
        self.table = LowTable()
        self.tools = TableTools(
            self.table, self.words, ShownRows(self.table, key_by_role(self.table))
        )
        self.tools.name("hits", Text("Who is hit"))
        self.all_button = button(name="hits_all", checkable=True)
        self.intakes_button = button(name="hits_intakes", checkable=True)
        self.title = label("strong", name="hits_title")
        self.count = label("caption", name="hits_count")
        self.note = label("caption", wrap=True, name="hits_note")
        self._set_up_table()
        self._lay_out()
        self.words.say(self.all_button.setText, Text("All"))
        self.words.say(self.intakes_button.setText, Text("Intakes"))
        self.show_state(HitsState())

    def show_state(self, state: HitsState) -> None:
        """Draw the hits, soonest first."""
        if state.now is not None:
            self.model.set_hits(state.hits, state.now, start_known=state.start_known)
        self.words.say(self.note.setText, UNVERIFIED if state.answered else EMPTY)
        self.words.say(self.title.setText, PROVISIONAL if state.provisional else TITLE)
        self._count()

    def set_now(self, now: datetime) -> None:
        """Let what has become due say so."""
        self.model.set_now(now)

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)
        self.model.set_language(lang)
        self._count()

    def hit_of(self, site: str) -> Hit | None:
        return self.model.hit_of(site)

    def select(self, site: str | None) -> None:
        """Select the row of a place without saying that it was chosen."""
        with QSignalBlocker(self.table.selectionModel()):
            row = -1 if site is None else self.model.row_of(site)
            index = (
                self.shown.mapFromSource(self.model.index(row, 0)) if row >= 0 else QModelIndex()
            )
            if index.isValid():
                self.table.selectRow(index.row())
                self.table.scrollTo(index)
            else:
                self.table.clearSelection()
        self.table.viewport().update()

    def set_text_size(self, text_px: int) -> None:
        """Rows and columns that hold a text of `text_px`."""
        self._text_px = text_px
        self._measure()
        self.rows.set_text_size(text_px)

    @Slot()
    def _measure(self) -> None:
        """What every column wants: a name may wrap, and a date stands above its hour."""
        self._needs = [self._need(column) for column in Column]
        self._fit_columns()

    def _need(self, column: Column) -> Need:
        cells = (self.shown.index(row, column) for row in range(self.shown.rowCount()))
        said = [(str(cell.data()), self._text_px, cell.data(FONT) is not None) for cell in cells]
        if column in DATED:  # tomorrow what is told by the clock today has its date
            said.append((DATE, self._text_px, True))
        wanted = need(
            [(self._head(column), self._text_px + CAPTION, False), *said],
            round(LEAST_PLACE * self._text_px) if column is Column.PLACE else 0,
        )
        return wanted if column in WRAPPING else Need(wanted.whole, wanted.whole)

    def _head(self, column: Column) -> str:
        return str(self.shown.headerData(column, Qt.Orientation.Horizontal) or "")

    @Slot()
    def _fit_columns(self) -> None:
        """Every column as wide as it needs; what room is left goes to the names.

        Where not all fit even so, the peaks are scrolled to: all else stays whole.
        """
        found = widths(self._needs, self.table.viewport().width(), [Column.PLACE])
        for column, width in enumerate(found):
            self.table.setColumnWidth(column, width)
        high = heads_height(map(self._head, Column), found, self._text_px + CAPTION)
        self.tools.head.setFixedHeight(high + self.tools.head.room)

    def _on_selection(self, selected: QItemSelection, _old: QItemSelection) -> None:
        rows = self.table.selectionModel().selectedRows()
        if len(rows) == 1 and not selected.isEmpty():  # more are marked only to be copied
            self.hit_selected.emit(self._site(rows[0].row()))

    def _site(self, row: int) -> str:
        return str(self.shown.index(row, 0).data(SITE_ROLE))

    def _on_filter(self, intakes_only: bool) -> None:
        self.shown.show_intakes_only(intakes_only)
        self._count()

    def _count(self) -> None:
        self.words.say(
            self.count.setText,
            Text("{shown} of {all}", shown=self.shown.rowCount(), all=self.model.rowCount()),
        )

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.shown)
        self.tools.follow_model(self._site)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        self.rows = WrappedRows(table, self.tools, *WRAPPING)
        header = self.tools.head
        header.setMinimumSectionSize(ROW_HEIGHT)
        self.set_text_size(BODY_PX)
        table.resized.connect(self._fit_columns)
        # Cells and heads change one after the other, in another language all of them: once for all.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._measure)
        self.tools.changed.connect(self._soon.start)
        self.shown.headerDataChanged.connect(self._soon.start)
        table.selectionModel().selectionChanged.connect(self._on_selection)

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        for choice in (self.all_button, self.intakes_button):
            group.addButton(choice)
        self.all_button.setChecked(True)
        self.intakes_button.toggled.connect(self._on_filter)
        top = QHBoxLayout()
        top.addWidget(self.title)
        top.addWidget(self.count, 1)
        top.addWidget(self.all_button)
        top.addWidget(self.intakes_button)
        column = card_layout(self)
        column.addLayout(top)
        column.addWidget(self.note)
        column.addWidget(self.table, 1)
