"""Where, when and how to sample, and what was found: a result goes in at the bottom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSizePolicy, QWidget

from emerg.errors import EmergError
from emerg.response.sample import Sample
from emerg.texts import Lang, Prose, Text
from emerg.ui.sample_rows import sample_rows
from emerg.ui.sheet_table import Column, SheetTable
from emerg.ui.theme import Theme
from emerg.ui.widgets import button, card_layout, item_text, label, line_edit, plain_tip, restyle
from emerg.ui.words import Words

COLUMNS = (
    Column(Text("Section"), 11.0),
    Column(Text("Begin"), 5.4, right=True),
    Column(Text("Result"), 9.0),
    Column(Text("How often"), 8.0),
    Column(Text("Kind"), 5.6),
    Column(Text("Verticals, points"), 9.0),
    Column(Text("Why"), 11.0),
)
SECTION, LEAST_PX = 0, 120
MOST_LINES = 3  # of what the samples have changed; all of it as a tool tip
EMPTY = Text("Answer the five questions and press F5: then where and when to sample")
NEXT = Text("{done} of {n} points have results")
WAITING = Text("{n} results are not reckoned with yet: press F5")


@dataclass(frozen=True, slots=True)
class SamplesState:
    """The points with their results, and what else is to be said of them.

    Attributes
    ----------
    waiting : int
        Results that the forecast on show does not know.
    species : tuple of id and name
        What may have been measured; with fewer than two nothing is asked.
    """

    points: tuple[Sample, ...] = ()
    now: datetime | None = None
    waiting: int = 0
    lines: tuple[Prose, ...] = ()
    species: tuple[tuple[str, Prose], ...] = ()
    writes: bool = True


class SamplesPanel(QFrame):
    """Draws the plan; `found` with the order of a point, the result, its time and species."""

    found = Signal(int, str, str, str)
    place_chosen = Signal(str)  # the id of a site

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.words = Words(lang)
        self._state = SamplesState()
        self.note = label("caption", wrap=True, name="samples_note")
        self.waiting = label("warn", wrap=True, name="samples_waiting")
        self.table = SheetTable(self.words, COLUMNS, SECTION)
        self.table.name("samples", Text("Sampling plan"))
        self.result, self.taken = line_edit("sample_result"), line_edit("sample_taken")
        self.species = QComboBox()
        self.species.setObjectName("sample_species")
        self.note_button = button(name="sample_note")
        self.mistake = label("mistake", wrap=True, name="sample_mistake")
        self.lines = label("caption", wrap=True, name="samples_lines")
        self._say()
        self._lay_out()
        self.table.itemSelectionChanged.connect(self._on_chosen)
        self.table.activated.connect(lambda _index: self.result.setFocus())
        self.note_button.clicked.connect(self._on_note)
        for line in (self.result, self.taken):
            line.returnPressed.connect(self._on_note)
        self.show_mistake(None)
        self.show_state(self._state)

    def show_state(self, state: SamplesState) -> None:
        """Draw the plan; the point that was chosen stays so, and what is typed."""
        kept, before = self.chosen(), self._state
        self._state = state
        places = [point.at for point in state.points]
        with QSignalBlocker(self.table):
            self.table.show_rows([] if state.now is None else sample_rows(state.points, state.now))
            if places:
                self.table.choose(places.index(kept.at) if kept and kept.at in places else 0)
        done = sum(bool(point.results) for point in state.points)
        told = Text(NEXT.msgid, done=done, n=len(places)) if places else EMPTY
        self.words.say(self.note.setText, told)
        self.waiting.setVisible(state.waiting > 0)
        self.words.say(self.waiting.setText, Text(WAITING.msgid, n=state.waiting))
        if state.species != before.species:
            self._offer(state.species)
        self.words.say(self._say_lines, "")
        self._allow()

    def show_mistake(self, error: EmergError | None) -> None:
        """What of a result could not be read; it stays to be mended. None: nothing is wrong."""
        self.mistake.setVisible(error is not None)
        for line in (self.result, self.taken):
            restyle(line, "wrong", "false" if error is None else "true")
        if error is not None:
            wrong = error.problems[0]
            told = Text("× {what}. {fix}", what=wrong.what, fix=wrong.fix)
            self.words.say(self.mistake.setText, told)

    def clear_entry(self) -> None:
        """It is in the record: the next result."""
        self.show_mistake(None)
        self.result.clear()
        self.taken.clear()

    def chosen(self) -> Sample | None:
        """The point that is highlighted."""
        row, points = self.table.currentRow(), self._state.points
        return points[row] if 0 <= row < len(points) else None

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def set_look(self, theme: Theme, text_px: int) -> None:
        self.table.set_look(theme, text_px)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes from the entry back to the points."""
        if event.key() == Qt.Key.Key_Escape and not self.table.hasFocus():
            self.table.setFocus()
        else:
            super().keyPressEvent(event)

    def _on_chosen(self) -> None:
        self._allow()
        chosen = self.chosen()
        if chosen is not None and chosen.site:
            self.place_chosen.emit(chosen.site)

    def _on_note(self) -> None:
        chosen = self.chosen()
        if chosen is not None and self._state.writes:
            species = str(self.species.currentData() or "")
            self.found.emit(chosen.order, self.result.text(), self.taken.text(), species)

    def _allow(self) -> None:
        self.note_button.setEnabled(self.chosen() is not None and self._state.writes)

    def _offer(self, species: Sequence[tuple[str, Prose]]) -> None:
        self.species.clear()
        for number, (id_, name) in enumerate(species):
            self.species.addItem("", id_)
            self.words.say(item_text(self.species, number), name)
        self.species.setVisible(len(species) > 1)

    def _say_lines(self, _text: str) -> None:
        told = [self.words.of(line) for line in self._state.lines]
        self.lines.setText("\n".join(told[:MOST_LINES]))
        self.lines.setToolTip(plain_tip("\n".join(told)))
        self.lines.setVisible(bool(told))

    def _say(self) -> None:
        say = self.words.say
        for line, text in (
            (self.result, Text("0.12, ND 0.05, not yet, here, gone")),
            (self.taken, Text("taken; else now")),
        ):
            say(line.setPlaceholderText, text)
        say(self.result.setAccessibleName, Text("Result"))
        say(self.taken.setAccessibleName, Text("Taken at"))
        say(self.species.setAccessibleName, Text("What was measured"))
        say(self.note_button.setText, Text("Note  Enter"))

    def _lay_out(self) -> None:
        self.table.setMinimumHeight(LEAST_PX)
        # It scrolls by itself: the entry stays in sight below it.
        self.table.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.species.hide()
        entry = QHBoxLayout()
        entry.addWidget(self.species)
        entry.addWidget(self.result, 2)
        entry.addWidget(self.taken, 1)
        entry.addWidget(self.note_button)
        column = card_layout(self)
        column.addWidget(self.note)
        column.addWidget(self.waiting)
        column.addWidget(self.table, 1)
        column.addLayout(entry)
        column.addWidget(self.mistake)
        column.addWidget(self.lines)
