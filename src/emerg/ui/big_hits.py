"""Who is hit, for the big screen: as many as it has room for, those to close before the others."""

from PySide6.QtCore import QObject, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QWidget

from emerg.texts import Lang, Text
from emerg.ui.hit_model import Column, HitModel, Index
from emerg.ui.hits_panel import LowTable
from emerg.ui.widgets import card_layout, label
from emerg.ui.words import Words

SHOWN = (Column.NUMBER, Column.PLACE, Column.CLOSE_BY, Column.FRONT, Column.PEAK)
# In heights of the text; the name of the place takes what is left.
WIDTHS = {Column.NUMBER: 2.6, Column.CLOSE_BY: 7.5, Column.FRONT: 8.0, Column.PEAK: 8.0}
EMPTY = Text("Nothing is answered yet; what the duty desk finds out is shown here")
ROW_SHARE, HEAD_SHARE = 2.0, 1.8


class ToClose(QSortFilterProxyModel):
    """Whoever must close, soonest first, as the headline has it; all places where nobody must."""

    def __init__(self, model: HitModel, parent: QObject) -> None:
        super().__init__(parent)
        self._model = model
        self._places: dict[int, int] = {}  # of a row of the model among those that must close
        self.setSourceModel(model)
        model.modelReset.connect(self.look)
        self.look()

    def look(self) -> None:
        """Look anew who must close."""
        self._places = self._model.closing()
        self.invalidate()
        self.sort(0)

    @property
    def any(self) -> bool:
        return bool(self._places)

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        return not self._places or row in self._places

    def lessThan(self, left: Index, right: Index) -> bool:
        return self._place(left) < self._place(right)

    def _place(self, index: Index) -> int:
        return self._places.get(index.row(), index.row())


class BigHits(QFrame):
    """Draws the rows that fit; nobody scrolls."""

    def __init__(self, lang: Lang, model: HitModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.words = Words(lang)
        self._model, self._text_px = model, 20
        self.shown = ToClose(model, self)
        self.title = label("heading", name="big_hits_title")
        self.count = label("caption", name="big_hits_count")
        self.table = LowTable()
        self.table.setObjectName("big_hits")
        self._set_up()
        column = card_layout(self)
        for part in (self.title, self.table, self.count):
            column.addWidget(part, int(part is self.table))
        self.shown.layoutChanged.connect(self._count)
        self.shown.modelReset.connect(self._count)
        self._count()

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def set_text_size(self, text_px: int) -> None:
        """Rows and columns that hold a text of `text_px`."""
        self._text_px = text_px
        for row in range(self.shown.rowCount()):  # what is hidden keeps the height it had
            self.table.setRowHidden(row, False)
        self.table.verticalHeader().setDefaultSectionSize(round(ROW_SHARE * text_px))
        self.table.horizontalHeader().setFixedHeight(round(HEAD_SHARE * text_px))
        self._fit()

    def _fit(self) -> None:
        """The name of the place takes what is left; rows that would be cut are left out."""
        widths = {column: round(share * self._text_px) for column, share in WIDTHS.items()}
        room = self.table.viewport().width()
        for column, width in widths.items():
            self.table.setColumnWidth(column, width)
        self.table.setColumnWidth(Column.PLACE, max(room - sum(widths.values()), 0))
        self._count()

    def _count(self) -> None:
        """Say what is shown, and how much is not."""
        every, row = self.shown.rowCount(), self.table.verticalHeader().defaultSectionSize()
        fit = max(self.table.viewport().height() // row, 1)
        for number in range(every):
            self.table.setRowHidden(number, number >= fit)
        head = (
            Text("To close, soonest first") if self.shown.any else Text("Who is hit, soonest first")
        )
        self.words.say(self.title.setText, head)
        told = Text(
            "{shown} of {n} shown; {all} places are hit, all of them on the duty desk",
            shown=min(fit, every),
            n=every,
            all=self._model.rowCount(),
        )
        self.words.say(self.count.setText, told if self._model.rowCount() else EMPTY)

    def _set_up(self) -> None:
        table = self.table
        table.setModel(self.shown)
        table.resized.connect(self._fit)
        for column in Column:
            table.setColumnHidden(column, column not in SHOWN)
        for policy in (table.setHorizontalScrollBarPolicy, table.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().setMinimumSectionSize(1)
