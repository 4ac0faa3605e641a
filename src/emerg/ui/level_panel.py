"""The page of the level: what is known of the harm, what that comes to, what is due when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from emerg.errors import EmergError
from emerg.response.report_clocks import lacking_words
from emerg.texts import Lang, Prose, Text
from emerg.ui.level_form import LevelForm
from emerg.ui.level_rows import clock_rows, criteria_rows, level_lines
from emerg.ui.sheet_table import Column, SheetTable
from emerg.ui.theme import Theme
from emerg.ui.typed.level import Wrong
from emerg.ui.widgets import button, card_layout, label, line_edit, restyle
from emerg.ui.words import Words
from emerg.usecases.judging import Standing

CLOCKS = (
    Column(Text("Report due"), 7.0),
    Column(Text("How it stands"), 10.0),
    Column(Text("Report to"), 10.0),
)
CRITERIA = (
    Column(Text("Criterion"), 9.0),
    Column(Text("State"), 11.5),
    Column(Text("Why"), 9.0),
)
NOTED: Mapping[bool, Text] = {
    True: Text("In the record"),
    False: Text("Not in the record yet"),
}


@dataclass(frozen=True, slots=True)
class LevelState:
    """What the page shows.

    Attributes
    ----------
    noted : bool or None
        Whether what is typed stands in the record; None: nothing is typed.
    """

    standing: Standing | None = None
    now: datetime | None = None
    mistakes: Mapping[Wrong, EmergError] = field(default_factory=dict)
    noted: bool | None = None
    writes: bool = True


class LevelPanel(QFrame):
    """Draws the level; `noted` to put it into the record, `sent` with clock and time as typed."""

    noted = Signal()
    sent = Signal(str, str)

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.words = Words(lang)
        self._state = LevelState()
        self.level = label("strong", wrap=True, name="level_words")
        self.lead = label("quiet", wrap=True, name="level_lead")
        self.form = LevelForm(self.words)
        self.note_button = button(name="level_note")
        self.in_record = label("caption", name="level_in_record")
        self.clocks = SheetTable(self.words, CLOCKS, 1, 2)
        self.sent_at = line_edit("level_sent_at")
        self.sent_button = button(name="level_sent")
        self.wrong_time = label("mistake", wrap=True, name="level_sent_mistake")
        self.lacking = label("caption", wrap=True, name="level_lacking")
        self.criteria = SheetTable(self.words, CRITERIA, 0, 2)
        self.source = label("caption", wrap=True, name="level_source")
        self._lay_out()
        self._say()
        self.note_button.clicked.connect(self.noted)
        self.sent_button.clicked.connect(self._on_sent)
        self.sent_at.returnPressed.connect(self._on_sent)
        self.show_state(self._state)
        self.show_wrong_time(None)

    def show_state(self, state: LevelState) -> None:
        """Draw `state`; the clock that was chosen stays so."""
        self._state = state
        standing = state.standing
        self.form.show_mistakes(state.mistakes)
        self.note_button.setEnabled(state.writes)
        self.sent_button.setEnabled(state.writes and self.clock_key() != "")
        noted: Prose = "" if state.noted is None else NOTED[state.noted]
        restyle(self.in_record, "role", "doubt" if state.noted is False else "caption")
        self.words.say(self.in_record.setText, noted)
        if standing is None or state.now is None:
            return
        told, lead = level_lines(standing.level)
        self.words.say(self.level.setText, told)
        self.words.say(self.lead.setText, lead)
        self.form.show_marks(standing.level.criteria)
        self._show_tables(standing, state.now)
        lacking = lacking_words(standing.lacking) if standing.lacking else ""
        self.words.say(self.lacking.setText, lacking)
        level = standing.level
        source = Text("Source: {source}. {note}", source=level.source, note=level.note)
        self.words.say(self.source.setText, source)

    def show_wrong_time(self, error: EmergError | None) -> None:
        """What of the time of sending could not be read; None: nothing is wrong."""
        self.wrong_time.setVisible(error is not None)
        restyle(self.sent_at, "wrong", "false" if error is None else "true")
        if error is not None:
            wrong = error.problems[0]
            told = Text("× {what}. {fix}", what=wrong.what, fix=wrong.fix)
            self.words.say(self.wrong_time.setText, told)

    def clock_key(self) -> str:
        """The key of the clock that is chosen; the first where none is, "" where there is none."""
        standing = self._state.standing
        clocks = () if standing is None else standing.clocks
        row = max(self.clocks.currentRow(), 0)
        return clocks[row].key if row < len(clocks) else ""

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def set_look(self, theme: Theme, text_px: int) -> None:
        for table in (self.clocks, self.criteria):
            table.set_look(theme, text_px)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a button presses it; Esc goes back, into the form above."""
        focused = self.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and focused is self.note_button:
            self.note_button.click()
            if self.note_button.hasFocus():  # else something is missing, and the cursor is there
                self.focusNextChild()
        elif enter and focused is self.sent_button:
            self.sent_button.click()
        elif enter and focused is not self.sent_at:  # there it says that a report was sent
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def _show_tables(self, standing: Standing, now: datetime) -> None:
        chosen = max(self.clocks.currentRow(), 0)
        with QSignalBlocker(self.clocks):
            self.clocks.show_rows(clock_rows(standing.clocks, now))
            if standing.clocks:
                self.clocks.choose(min(chosen, len(standing.clocks) - 1))
        self.criteria.show_rows(criteria_rows(standing.level, standing.deadline))
        self.sent_button.setEnabled(self._state.writes and self.clock_key() != "")

    def _on_sent(self) -> None:
        if self.clock_key() and self._state.writes:
            self.sent.emit(self.clock_key(), self.sent_at.text())

    def _say(self) -> None:
        say = self.words.say
        say(self.note_button.setText, Text("Note in the record"))
        say(self.sent_button.setText, Text("Was sent"))
        say(self.sent_at.setPlaceholderText, Text("sent at 03:40; empty: now"))

    def _lay_out(self) -> None:
        self.clocks.name("level_clocks", Text("Report clocks"))
        self.criteria.name("level_criteria", Text("Criteria of the level"))
        for table in (self.clocks, self.criteria):
            # The page scrolls, not the tables in it.
            table.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.criteria.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        note = QHBoxLayout()
        note.addWidget(self.in_record, 1)
        note.addWidget(self.note_button)
        sent = QHBoxLayout()
        sent.addWidget(self.sent_at, 1)
        sent.addWidget(self.sent_button)
        column = card_layout(self)
        above: tuple[QWidget, ...] = (self.level, self.lead, self.form)
        for widget in above:
            column.addWidget(widget)
        column.addLayout(note)
        column.addWidget(self.clocks)
        column.addLayout(sent)
        for widget in (self.wrong_time, self.lacking, self.criteria, self.source):
            column.addWidget(widget)
        column.addStretch(1)
