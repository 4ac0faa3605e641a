"""The five questions and the two keys that matter: answer (F5) and print (F9)."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from emerg.geodata.datums import Datum
from emerg.response.said_words import FlowWord
from emerg.texts import Lang, Text
from emerg.ui.pond_questions import LeakRow, VolumeRow, fill_leak, leak_typed
from emerg.ui.question_row import UNKNOWN_KEY, QuestionRow
from emerg.ui.question_state import QuestionState, RunState
from emerg.ui.question_walk import QuestionWalk
from emerg.ui.questions import AmountRow, FlowRow, WhatRow, WhenRow, WhereRow
from emerg.ui.scrolls import WrapScroll
from emerg.ui.typed.answers import NO_LEVEL, QUESTIONS, LevelTyped, Question, Typed, Unit
from emerg.ui.widgets import button
from emerg.ui.words import Words


class QuestionPanel(QFrame):
    """Draws what was understood; says what was typed and asked for."""

    changed = Signal()
    visited = Signal(str)  # Question
    confirmed = Signal(str)  # Question left with Enter
    now_requested = Signal(QLineEdit)
    respond_requested = Signal()
    cancel_requested = Signal()
    print_requested = Signal()
    print_elsewhere_requested = Signal()
    level_filled = Signal()

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.words = Words(lang)
        self.where, self.what = WhereRow(self.words), WhatRow(self.words)
        self.amount, self.when = AmountRow(self.words), WhenRow(self.words)
        self.leak, self.volume = LeakRow(self.words), VolumeRow(self.words)
        self.flow = FlowRow(self.words)
        self._level = NO_LEVEL  # typed on a page of its own, kept and put back with the rest
        self._every: tuple[QuestionRow, ...] = (
            *(self.where, self.what, self.leak, self.amount, self.volume, self.when, self.flow),
        )
        self.rows = self._asked(pond=False)
        self.exercise = button("drill", name="exercise", checkable=True)
        self.title = QLineEdit()
        self.title.setObjectName("title")
        self.respond_button = button("primary", name="respond")
        self.cancel_button = button(name="cancel")
        self.print_button = button(name="print")
        self.elsewhere_button = button("quiet", name="print_elsewhere")
        self.walk = QuestionWalk(self)
        self.walk.confirmed.connect(self.confirmed)
        self.walk.through.connect(self.respond_requested)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self._lay_out()
        self._say()
        self._connect()
        self.show_state(QuestionState())
        self.show_run(RunState())

    def typed(self) -> Typed:
        """What stands in the form."""
        return Typed(
            where=self.where.place.text(),
            datum=self.where.datum.currentData(),
            what=self.what.substance.text(),
            amount=self.amount.amount.text(),
            unit=self.amount.unit.currentData(),
            purity=self.amount.purity.text(),
            when=self.when.start.text(),
            reported=self.when.reported.text(),
            duration=self.when.duration.text(),
            ongoing=self.when.ongoing.isChecked(),
            flow=self.flow.word(),
            flow_m3_s=self.flow.discharge.text(),
            title=self.title.text(),
            exercise=self.exercise.isChecked(),
            leak=leak_typed(self.leak, self.volume),
            level=self._level,
        )

    def set_level(self, typed: LevelTyped) -> None:
        """What stands on the page of the level belongs to the answers here."""
        if typed != self._level:
            self._level = typed
            self.changed.emit()

    def show_state(self, state: QuestionState) -> None:
        """Draw what was understood of each question, or what is wrong with it."""
        self.rows = self._asked(pond=state.pond)
        for row in self._every:
            row.setVisible(row in self.rows.values())
        for question, row in self.rows.items():
            row.show_echo(
                state.echoes.get(question),
                state.mistakes.get(question),
                doubted=question in state.doubts,
            )

    def show_run(self, state: RunState) -> None:
        """Draw whether something runs and what may be asked for."""
        self.bar.setVisible(state.busy)
        self.cancel_button.setVisible(state.can_cancel)
        self.bar.setRange(0, state.total)
        self.bar.setValue(state.done)
        self.print_button.setEnabled(state.can_print)
        self.elsewhere_button.setEnabled(state.can_print)

    def fill(self, typed: Typed) -> None:
        """Put `typed` into the form, in place of what stands there."""
        self.where.fill(typed.where, typed.datum)
        self.what.substance.setText(typed.what)
        self.amount.fill(typed.amount, typed.unit, typed.purity)
        self.when.fill(typed.when, typed.reported, typed.duration, ongoing=typed.ongoing)
        self.flow.fill(typed.flow, typed.flow_m3_s)
        fill_leak(self.leak, self.volume, typed.leak)
        self.title.setText(typed.title)
        self.exercise.setChecked(typed.exercise)
        self._level = typed.level
        self.level_filled.emit()

    def fix_exercise(self, exercise: bool | None) -> None:
        """A record is of a drill or is not, for good; None: to be chosen."""
        self.exercise.setEnabled(exercise is None)
        if exercise is not None:
            self.exercise.setChecked(exercise)

    def fill_where(self, text: str, datum: Datum = "wgs84") -> None:
        self.where.fill(text, datum)

    def fill_times(self, start: str | None, reported: str | None) -> None:
        """Write out moments that were understood; None leaves a line as it is."""
        if start is not None and self.when.start.text() != start:
            self.when.start.setText(start)
        if reported is not None and self.when.reported.text() != reported:
            self.when.reported.setText(reported)

    def fill_flow(self, word: FlowWord) -> None:
        """Put a flow that was typed as a word onto its button."""
        self.flow.choose(word)

    def fill_unit(self, unit: Unit) -> None:
        """The unit that was typed behind the amount is the one that holds: the box shows it."""
        self.amount.unit.setCurrentIndex(self.amount.unit.findData(unit))

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def focus_on(self, question: Question) -> None:
        """Put the cursor into a question."""
        self.walk.go_to(self.walk.stop_of(question), Qt.FocusReason.ShortcutFocusReason)

    def focus_back(self) -> None:
        """The cursor comes back from elsewhere, to where it was."""
        here = self.focusWidget() or self.walk.stop_of("where")
        self.walk.go_to(here, Qt.FocusReason.ShortcutFocusReason)

    def bring_into_view(self, *parts: QWidget) -> None:
        """Scroll until all of these are seen, the last one whatever becomes of the others."""
        for part in parts:
            self._scroll.ensureWidgetVisible(part, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the next question, Esc back to the one before; nothing is discarded."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.walk.step(1)
        elif event.key() == Qt.Key.Key_Escape:
            self.walk.step(-1)
        else:
            super().keyPressEvent(event)

    def _asked(self, *, pond: bool) -> dict[Question, QuestionRow]:
        """The row that asks each question; what stands in the others is kept."""
        what, amount = (self.leak, self.volume) if pond else (self.what, self.amount)
        return {
            "where": self.where,
            "what": what,
            "amount": amount,
            "when": self.when,
            "flow": self.flow,
        }

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 2, 0)
        column.setSpacing(4)
        for row in self._every:
            row.put_unknown_last()
            column.addWidget(row)
        drill = QHBoxLayout()
        drill.addWidget(self.exercise)
        drill.addWidget(self.title, 1)
        column.addLayout(drill)
        column.addStretch(1)
        self._scroll = WrapScroll(inside)
        running = QHBoxLayout()
        running.addWidget(self.bar, 1)
        running.addWidget(self.cancel_button)
        printing = QHBoxLayout()
        printing.addWidget(self.print_button, 1)
        printing.addWidget(self.elsewhere_button)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(12, 4, 10, 4)
        outside.setSpacing(4)
        outside.addWidget(self._scroll, 1)
        outside.addWidget(self.respond_button)
        outside.addLayout(running)
        outside.addLayout(printing)

    def _say(self) -> None:
        say = self.words.say
        say(self.exercise.setText, Text("◆ Drill"))
        say(self.title.setPlaceholderText, Text("title, if any"))
        say(self.respond_button.setText, Text("Respond  F5"))
        say(self.cancel_button.setText, Text("Cancel  Esc"))
        say(self.print_button.setText, Text("Print brief  F9"))
        say(self.elsewhere_button.setText, Text("To folder…  Shift+F9"))

    def _connect(self) -> None:
        for row in self._every:
            row.changed.connect(self.changed)
            row.visited.connect(self.visited)
            row.unknown_chosen.connect(self._on_unknown)
        self.exercise.toggled.connect(self.changed)
        self.title.textChanged.connect(self.changed)
        self.when.start_now.clicked.connect(lambda: self.now_requested.emit(self.when.start))
        self.when.reported_now.clicked.connect(lambda: self.now_requested.emit(self.when.reported))
        self.respond_button.clicked.connect(self.respond_requested)
        self.cancel_button.clicked.connect(self.cancel_requested)
        self.print_button.clicked.connect(self.print_requested)
        self.elsewhere_button.clicked.connect(self.print_elsewhere_requested)
        for line in (self.where.place, self.what.substance):
            line.entered.connect(lambda: self.walk.step(1))
        for number, question in enumerate(QUESTIONS, start=1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(lambda q=question: self.focus_on(q))
        unknown = QShortcut(QKeySequence(UNKNOWN_KEY), self)
        unknown.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        unknown.activated.connect(self._on_unknown_key)

    @Slot(str)
    def _on_unknown(self, question: Question) -> None:
        """Not known counts as answered: go on."""
        self.visited.emit(question)
        self.walk.skip(question)

    @Slot()
    def _on_unknown_key(self) -> None:
        """The key of "don't know" is of the question that has the cursor."""
        question = self.walk.question_at(self.focusWidget())
        if question is not None:
            self.rows[question].unknown.click()
