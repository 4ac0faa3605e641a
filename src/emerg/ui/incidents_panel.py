"""Every incident of this computer: choose one to go on with, or bring one from another post."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from emerg.texts import Lang, Text
from emerg.texts.letters import harmless
from emerg.ui.plain_table import Cell, PlainTable, Toned, keyed
from emerg.ui.widgets import button, card_layout, label
from emerg.ui.words import Words
from emerg.units import beijing
from emerg.usecases.incident import Listed
from emerg.usecases.incident_log import state_words

HEADS = (Text("Title"), Text("Stage"), Text("Entries"), Text("Last"))
EMPTY = Text("No incident yet: press F5, or note something; or bring a package from another post")


class IncidentsPanel(QFrame):
    """Draws the list, the newest first; `open_requested` with an id."""

    open_requested = Signal(str)
    import_requested = Signal()
    new_requested = Signal()

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.words = Words(lang)
        self._ids: tuple[str, ...] = ()
        self.empty = label("quiet", wrap=True, name="incidents_empty")
        self.table = PlainTable(self.words, HEADS, right=(2,), wide=0)
        self.table.name("incidents", Text("All incidents"))
        self.open = button(name="incident_open")
        self.bring = button(name="incident_import")
        self.new = button(name="incident_new")
        say = self.words.say
        say(self.empty.setText, EMPTY)
        say(self.open.setText, Text("Go on with it  Enter"))
        say(self.bring.setText, Text("Bring a package…"))
        say(self.new.setText, Text("New incident  Ctrl+N"))
        below = QHBoxLayout()
        for one in (self.open, self.bring, self.new):
            below.addWidget(one)
        column = card_layout(self)
        column.addWidget(self.empty)
        column.addWidget(self.table, 1)
        column.addLayout(below)
        self.open.clicked.connect(self._on_open)
        self.bring.clicked.connect(self.import_requested)
        self.new.clicked.connect(self.new_requested)
        self.table.doubleClicked.connect(lambda _index: self._on_open())
        self.table.itemSelectionChanged.connect(self._allow)
        self.show_incidents(())

    def show_incidents(self, found: Sequence[Listed]) -> None:
        """Draw these, the newest first."""
        newest = sorted(found, key=_last, reverse=True)
        self._ids = tuple(one.id for one in newest)
        self.table.show_rows([_row(one) for one in newest])
        self.empty.setVisible(not newest)
        if newest:
            self.table.selectRow(0)
        self._allow()

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "\r":
            self._on_open()
        else:
            super().keyPressEvent(event)

    def _on_open(self) -> None:
        row = self.table.currentRow()
        if 0 <= row < len(self._ids):
            self.open_requested.emit(self._ids[row])

    def _allow(self) -> None:
        self.open.setEnabled(0 <= self.table.currentRow() < len(self._ids))


def _last(one: Listed) -> tuple[bool, int, str]:
    """What goes on comes before what is over, then the latest."""
    head = one.head
    return (head is not None and head.closed is None, head.last.time_us if head else 0, one.id)


def _row(one: Listed) -> tuple[Cell, ...]:
    head = one.head
    if head is None:
        why = tuple(problem.what for problem in one.problems)
        return one.id, Toned((Text("cannot be read"),), "danger", why), "", ""
    title = Toned((harmless(head.title),), tip=(harmless(head.title), one.id))
    last = keyed(beijing(head.last.time), head.last.time)
    return title, state_words(head), str(head.entries), last
