"""The record of the incident on the desk: every entry, the one chosen in full, what to do with it.

Nothing here changes an entry: to amend and to strike are entries of their own.
"""

from dataclasses import dataclass

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QTableView,
    QWidget,
)

from emerg.incident.kinds import KIND_NAMES
from emerg.incident.model import OPEN, Entry
from emerg.paper.record_words import SHORT, figures_words, said_by
from emerg.texts import Lang, Prose, Text
from emerg.texts.letters import harmless
from emerg.ui.entry_model import Column, EntryFilter, EntryModel
from emerg.ui.tables.shown_rows import ShownRows, key_by_role
from emerg.ui.tables.tools import TableTools
from emerg.ui.tables.wrapped_rows import WrappedRows
from emerg.ui.theme import Theme
from emerg.ui.widgets import ElidedLabel, button, card_layout, item_text, label
from emerg.ui.words import Words

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
DETAIL_MOST = 2_000  # characters of an entry that are shown below the table
ALL = Text("all kinds")
MADE = {
    "handover": Text("Hand-over sheet"),
    "report": Text("Print record"),
    "export": Text("Package for another post…"),
}


@dataclass(frozen=True, slots=True)
class LogState:
    """What stands over the table.

    Attributes
    ----------
    state : Prose
        How much there is, whether it is over, when it was last copied.
    writes : bool
        Whether anything may be added.
    """

    title: Prose = ""
    state: Prose = ""
    writes: bool = True


class LogPanel(QFrame):
    """Draws the record; says which entry is to be amended or struck, and what is to be made."""

    amend_requested = Signal(object)  # Entry
    strike_requested = Signal(object)
    asked = Signal(str)  # attach, handover, report, export

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.words = Words(lang)
        self._writes = True
        self.title = ElidedLabel("heading", name="record_title")
        self.state = ElidedLabel("caption", name="record_state")
        self.seek = QLineEdit()
        self.seek.setObjectName("record_find")
        self.seek.setClearButtonEnabled(True)
        self.kind = QComboBox()
        self.kind.setObjectName("record_kind")
        for number, (kind, name) in enumerate({"": ALL, **KIND_NAMES}.items()):
            self.kind.addItem("", kind)
            self.words.say(item_text(self.kind, number), name)
        self.model = EntryModel(lang, self)
        self.filter = EntryFilter(self.model, self)
        self.table = self._made_table()
        self.detail = label("", wrap=True, name="record_detail")
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.about = label("caption", wrap=True, name="record_about")
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.amend, self.strike = button(name="amend"), button(name="strike")
        self.attach, self.more = button(name="record_attach"), button(name="record_more")
        self.makers = QMenu(self.more)
        self.more.setMenu(self.makers)
        self._say()
        self._lay_out()
        self._connect()
        self.show_entry(None)

    def show_state(self, state: LogState) -> None:
        """Draw what stands over the table."""
        self._writes = state.writes
        self.words.say(self.title.setText, state.title)
        self.words.say(self.state.setText, state.state)
        self.attach.setEnabled(state.writes)
        self._on_chosen()

    def show_entry(self, entry: Entry | None) -> None:
        """Draw one entry in full."""
        correctable = entry is not None and self._writes
        self.amend.setEnabled(correctable)
        self.strike.setEnabled(correctable and entry is not None and entry.kind != OPEN)
        self.detail.setVisible(entry is not None)
        self.about.setVisible(entry is not None)
        if entry is None:
            return
        self.detail.setText(_short(entry.text))
        about = (said_by(entry), *figures_words(entry), f"#{entry.hash[:SHORT]}")
        self.about.setText(" · ".join(map(self.words.of, about)))

    def chosen(self) -> Entry | None:
        """The entry that is highlighted."""
        index = self.table.currentIndex()
        if not index.isValid():
            return None
        return self.model.entry_at(self.filter.mapToSource(index).row())

    def _name_of(self, row: int) -> str:
        return self.model.entry_at(self.filter.mapToSource(self.filter.index(row, 0)).row()).hash

    def choose(self, hash_: str) -> None:
        """Highlight an entry, if it is shown."""
        row = self.model.row_of(hash_)
        index = self.filter.mapFromSource(self.model.index(row, 0))
        if row >= 0 and index.isValid():
            self.table.setCurrentIndex(index)

    def show_last(self) -> None:
        """Bring the newest entry into view."""
        self.table.scrollToBottom()
        self.rows.start()

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)
        self.model.set_language(lang)
        self.show_entry(self.chosen())

    def set_look(self, theme: Theme, text_px: int) -> None:
        """Colours of `theme`, columns for text of `text_px`."""
        self.model.set_theme(theme)
        for column, letters in ((Column.TIME, 5.6), (Column.PLACE, 5.4), (Column.KIND, 5.2)):
            self.table.setColumnWidth(column, round(letters * text_px))
        self.rows.set_text_size(text_px)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.amend.click()
        elif event.key() == Qt.Key.Key_Delete:
            self.strike.click()
        elif event.key() == Qt.Key.Key_Down and self.seek.hasFocus():
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    def _made_table(self) -> QTableView:
        table = QTableView()
        self.tools = TableTools(table, self.words, ShownRows(table, key_by_role(table)), self.seek)
        self.tools.name("record", Text("Record"))
        table.setModel(self.filter)
        self.tools.follow_model(self._name_of)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        self.tools.head.setStretchLastSection(True)
        self.tools.head.setDefaultAlignment(LEFT)
        self.rows = WrappedRows(table, self.tools, Column.TEXT, grows=True)
        return table

    def _say(self) -> None:
        say = self.words.say
        say(self.seek.setPlaceholderText, Text("find in the record"))
        say(self.amend.setText, Text("Amend  F2"))
        say(self.strike.setText, Text("Strike  Del"))
        say(self.attach.setText, Text("Attach file…"))
        say(self.more.setText, Text("Sheets, package"))
        for name, words in MADE.items():
            action = self.makers.addAction("")
            action.triggered.connect(lambda _checked=False, n=name: self.asked.emit(n))
            say(action.setText, words)

    def _lay_out(self) -> None:
        finding = QHBoxLayout()
        finding.addWidget(self.seek, 1)
        finding.addWidget(self.kind)
        below = QHBoxLayout()
        for one in (self.amend, self.strike, self.attach, self.more):
            below.addWidget(one)
        column = card_layout(self)
        column.addWidget(self.title)
        column.addWidget(self.state)
        column.addLayout(finding)
        column.addWidget(self.table, 1)
        column.addWidget(self.detail)
        column.addWidget(self.about)
        column.addLayout(below)

    def _connect(self) -> None:
        self.seek.textChanged.connect(self._on_find)
        self.kind.currentIndexChanged.connect(self._on_find)
        self.table.selectionModel().selectionChanged.connect(self._on_chosen)
        self.amend.clicked.connect(self._on_amend)
        self.strike.clicked.connect(self._on_strike)
        self.attach.clicked.connect(lambda: self.asked.emit("attach"))

    def _on_find(self) -> None:
        self.filter.choose(self.kind.currentData() or "", self.seek.text())

    def _on_chosen(self, *_selection: QItemSelection) -> None:
        self.show_entry(self.chosen())

    def _on_amend(self) -> None:
        if (entry := self.chosen()) is not None:
            self.amend_requested.emit(entry)

    def _on_strike(self) -> None:
        if (entry := self.chosen()) is not None:
            self.strike_requested.emit(entry)


def _short(text: str) -> str:
    """What fits below the table; lines stay lines."""
    shown = "\n".join(harmless(line) for line in text[:DETAIL_MOST].splitlines()[:12])
    return shown if len(shown) >= len(text) else f"{shown} …"
