"""Every intake on the way: by when to close, and how long it can do without the river."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from emerg.response.answer import Answer
from emerg.response.intakes import IntakeRow
from emerg.texts import Lang, Text
from emerg.ui.hits_panel import UNVERIFIED
from emerg.ui.intake_rows import intake_lines, intake_rows, soonest_first
from emerg.ui.sheet_table import Column, SheetTable
from emerg.ui.theme import Theme
from emerg.ui.widgets import card_layout, label
from emerg.ui.words import Words

COLUMNS = (
    Column(Text("Intake"), 9.6),
    Column(Text("Close before"), 4.8, right=True),
    Column(Text("Reopen not before"), 5.6),
    Column(Text("Falls short"), 12.5),
    Column(Text("Storage"), 4.2),
    Column(Text("Alternative source"), 20.0),
    Column(Text("People served"), 6.2),
    Column(Text("Dangerous"), 5.4),
)
SHORT, LEAST_PX = 3, 120
EMPTY = Text("Answer the five questions and press F5: then every intake on the way")
NONE_LISTED = Text("none is listed on the way: that does not mean there is none")


@dataclass(frozen=True, slots=True)
class IntakesState:
    """The answer, and the moment it is looked at; None before the first answer."""

    answer: Answer | None = None
    now: datetime | None = None


class IntakesPanel(QFrame):
    """Draws the intakes; `place_chosen` with the id of the one that was."""

    place_chosen = Signal(str)

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.words = Words(lang)
        self._state = IntakesState()
        self.note = label("caption", wrap=True, name="intakes_note")
        self.table = SheetTable(self.words, COLUMNS, SHORT)
        self.table.name("intakes", Text("Intakes"))
        self.table.setMinimumHeight(LEAST_PX)
        # It scrolls by itself: what is to be asked stays in sight below it.
        self.table.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.detail = label("caption", wrap=True, name="intakes_detail")
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = card_layout(self)
        column.addWidget(self.note)
        column.addWidget(self.table, 1)
        column.addWidget(self.detail)
        self.table.itemSelectionChanged.connect(self._on_chosen)
        self.show_state(self._state)

    def show_state(self, state: IntakesState) -> None:
        """Draw the intakes; the one that was chosen stays so."""
        kept = self.chosen()
        self._state = state
        answer, now = state.answer, state.now
        sites = [one.site for one in self._rows()]
        with QSignalBlocker(self.table):
            self.table.show_rows([] if answer is None or now is None else intake_rows(answer, now))
            if sites:
                self.table.choose(sites.index(kept.site) if kept and kept.site in sites else 0)
        told = UNVERIFIED if sites else NONE_LISTED
        self.words.say(self.note.setText, EMPTY if answer is None else told)
        self._tell()

    def chosen(self) -> IntakeRow | None:
        """The intake that is highlighted."""
        row, rows = self.table.currentRow(), self._rows()
        return rows[row] if 0 <= row < len(rows) else None

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)
        self._tell()

    def set_look(self, theme: Theme, text_px: int) -> None:
        self.table.set_look(theme, text_px)

    def _rows(self) -> tuple[IntakeRow, ...]:
        return () if self._state.answer is None else soonest_first(self._state.answer)

    def _on_chosen(self) -> None:
        self._tell()
        chosen = self.chosen()
        if chosen is not None:
            self.place_chosen.emit(chosen.site)

    def _tell(self) -> None:
        chosen = self.chosen()
        lines = () if chosen is None else tuple(intake_lines(chosen))
        self.detail.setText("\n".join(map(self.words.of, lines)))
        self.detail.setVisible(bool(lines))
