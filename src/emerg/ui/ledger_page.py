"""The volume ledger in the window: where the water finds room, and the room that was measured."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from emerg.errors import Problem
from emerg.response.ledger import Ledger, Space
from emerg.texts import Prose, Text
from emerg.ui.pond_rows import ledger_rows
from emerg.ui.sheet_table import Column, SheetTable
from emerg.ui.typed.leaks import WAN
from emerg.ui.widgets import ElidedLabel, Line, label, restyle
from emerg.ui.words import Words

PLACES = (
    Column(Text("Place"), 8.0),
    Column("km", 3.0, right=True),
    Column(Text("Holds"), 7.8, right=True),
    Column(Text("with those above"), 7.8, right=True),
    Column(Text("Confidence"), 6.2),
)
LINE_PX = 108
NONE_LISTED = Text("the playbook lists no place to hold water: survey and enter them")
HOW = Text("Room measured on the spot; also a double click on the place. Empty: as listed")


class SpaceLine(Line):
    """A line that is left with Esc; what was typed stays and counts."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class LedgerPage(QWidget):
    """Draws a ledger; `space_typed` with a place's id and what was written for it."""

    space_typed = Signal(str, str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self._ledger = Ledger(None, ())
        self.table = SheetTable(words, PLACES, 0)
        self.table.name("pond_ledger", Text("Volume ledger"))
        self.name = ElidedLabel("quiet", name="pond_space_name")
        self.line = SpaceLine()
        self.line.setObjectName("pond_space")
        self.line.setFixedWidth(LINE_PX)
        self.note = label("caption", wrap=True, name="pond_space_note")
        words.say(self.name.setText, Text("Measured:"))
        words.say(self.line.setPlaceholderText, Text("10⁴ m³"))
        words.say(self.line.setToolTip, HOW)
        # Stands where the panel has room for it.
        self.beside = QWidget()
        row = QHBoxLayout(self.beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.name, 1)
        row.addWidget(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.note)
        column.addWidget(self.table, 1)
        self.table.currentCellChanged.connect(lambda *_cells: self._show_place())
        self.table.cellActivated.connect(lambda *_cell: self._on_opened())
        self.line.editingFinished.connect(self._on_typed)
        self.line.left.connect(self.table.setFocus)

    def show_ledger(self, found: Ledger) -> None:
        """Draw it anew; the place that was selected stays so."""
        kept = self._selected()
        self._ledger = found
        ids = [one.site for one in found.spaces]
        row = ids.index(kept.site) if kept is not None and kept.site in ids else 0
        with QSignalBlocker(self.table):
            self.table.show_rows(ledger_rows(found))
            if ids:
                self.table.choose(row)
        self._show_place()

    def show_mistake(self, problem: Problem) -> None:
        """Say beside the line what is wrong with what was typed; it stays to be mended."""
        self._note(Text("× {what}. {fix}", what=problem.what, fix=problem.fix), "mistake")

    def _selected(self) -> Space | None:
        row, spaces = self.table.currentRow(), self._ledger.spaces
        return spaces[row] if 0 <= row < len(spaces) else None

    @Slot()
    def _show_place(self) -> None:
        place = self._selected()
        self.name.setVisible(place is not None)
        self.line.setVisible(place is not None)
        self._note(NONE_LISTED if place is None else "")
        if place is not None:
            self.words.say(self.line.setAccessibleName, place.name)
            self.line.setText(_typed(place))

    def _note(self, text: Prose, role: str = "caption") -> None:
        self.note.setVisible(bool(text))
        restyle(self.note, "role", role)
        self.words.say(self.note.setText, text)

    @Slot()
    def _on_opened(self) -> None:
        """A double click or Enter on a place: write what was measured there."""
        self.line.setFocus()
        self.line.selectAll()

    @Slot()
    def _on_typed(self) -> None:
        place = self._selected()
        if place is not None and self.line.text().strip() != _typed(place):
            self.space_typed.emit(place.site, self.line.text())


def _typed(place: Space) -> str:
    """The space as it would be typed; empty where it is that of the playbook."""
    if not place.measured or place.capacity_m3 is None:
        return ""
    return f"{place.capacity_m3[0] / WAN:.10g}"
