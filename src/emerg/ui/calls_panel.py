"""Whom to ring, in order: what to say, and one key for how it went."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from emerg.paper.words import group_words
from emerg.response.answer import Above
from emerg.texts import Lang, Prose, Text
from emerg.ui.plain_table import Cell, Tone, Toned, keyed
from emerg.ui.said import clock_text
from emerg.ui.sheet_table import Column, SheetTable
from emerg.ui.theme import Theme
from emerg.ui.widgets import button, card_layout, label, restyle
from emerg.ui.words import Words
from emerg.usecases.call_states import STATE_WORDS, CallState, State, then_words

COLUMNS = (
    Column(Text("No."), 2.6, right=True),
    Column(Text("Stage"), 5.4),
    Column(Text("Who"), 9.0),
    Column(Text("By"), 5.6, right=True),
)
WHO, LEAST_PX = 2, 120
EMPTY = Text("Answer the five questions and press F5: then whom to ring, and what to say")
SAID: dict[State, Text] = {
    "called": Text("Told"),
    "confirmed": Text("Has confirmed"),
    "unreached": Text("Not reached"),
}
TONES: dict[State, Tone] = {"open": "", "called": "warn", "confirmed": "ok", "unreached": "danger"}


class CallsPanel(QFrame):
    """Draws the calls and the script of the one chosen; `went` with order, state and name."""

    went = Signal(int, str, str)
    chosen = Signal(int)

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.words = Words(lang)
        self._states: tuple[CallState, ...] = ()
        self._writes = True
        self.note = label("caption", wrap=True, name="calls_note")
        self.table = SheetTable(self.words, COLUMNS, WHO)
        self.table.name("calls", Text("Calls"))
        # It scrolls by itself: what to say stays in sight below it.
        policy = QSizePolicy.Policy
        self.table.setSizePolicy(policy.Preferred, policy.Ignored)
        self.table.setMinimumHeight(LEAST_PX)
        self.script = label("", wrap=True, name="call_script")
        self.then = label("caption", wrap=True, name="call_then")
        self.ground = label("caption", wrap=True, name="call_ground")
        self.script.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.name = QLineEdit()
        self.name.setObjectName("call_name")
        self.words.say(self.name.setPlaceholderText, Text("who answered"))
        self.buttons: dict[State, QPushButton] = {}
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        for state, text in SAID.items():
            made = button(name=f"call_{state}")
            self.words.say(made.setText, text)
            made.clicked.connect(lambda _checked=False, s=state: self._on_went(s))
            self.buttons[state] = made
            row.addWidget(made)
        column = card_layout(self)
        column.addWidget(self.note)
        column.addWidget(self.table, 1)
        for under in (self.script, self.then, self.ground):
            column.addWidget(under)
        column.addLayout(row)
        self.name.returnPressed.connect(lambda: self._on_went("confirmed"))
        self.table.itemSelectionChanged.connect(self._on_chosen)
        self.show_calls((), None)

    def show_calls(
        self, states: Sequence[CallState], now: datetime | None, *, writes: bool = True
    ) -> None:
        """Draw these; the one that was chosen stays so."""
        kept = self.order()
        self._states, self._writes = tuple(states), writes
        with QSignalBlocker(self.table):
            self.table.show_rows([_row(one, now) for one in self._states])
            at = next((n for n, one in enumerate(self._states) if one.call.order == kept), 0)
            if self._states:
                self.table.choose(at)
        done = sum(one.state == "confirmed" for one in self._states)
        told = Text("{done} of {n} confirmed", done=done, n=len(self._states))
        self.words.say(self.note.setText, told if self._states else EMPTY)
        self._on_chosen()

    def show_script(self, lines: Sequence[Prose]) -> None:
        """Draw what to say."""
        self.script.setText("\n".join(map(self.words.of, lines)))

    def _show_besides(self) -> None:
        """Whom to ring where the one that is chosen does not confirm; what obliges to ring them."""
        row = self.table.currentRow()
        one = self._states[row] if 0 <= row < len(self._states) else None
        then: Prose = "" if one is None else then_words(one)
        ground: Prose = "" if one is None else one.call.ground
        late = one is not None and one.then is not None
        restyle(self.then, "role", "mistake" if late else "caption")
        for shown, text in ((self.then, then), (self.ground, ground)):
            shown.setVisible(bool(text))
            self.words.say(shown.setText, text)

    def order(self) -> int:
        """The number of the call that is chosen; 0 where there is none."""
        row = self.table.currentRow()
        return self._states[row].call.order if 0 <= row < len(self._states) else 0

    def choose(self, order: int) -> None:
        """Choose the call of that number, the cursor in the list."""
        at = next((n for n, one in enumerate(self._states) if one.call.order == order), None)
        if at is not None:
            self.table.selectRow(at)
        self.table.setFocus()

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)
        self._on_chosen()

    def set_look(self, theme: Theme, text_px: int) -> None:
        self.table.set_look(theme, text_px)

    def _on_chosen(self) -> None:
        there = self.order() > 0
        for made in self.buttons.values():
            made.setEnabled(there and self._writes)
        self._show_besides()
        self.chosen.emit(self.order())

    def _on_went(self, state: State) -> None:
        if self.order() and self._writes:
            self.went.emit(self.order(), state, self.name.text().strip())
            self.name.clear()
            self.table.setFocus()  # on to the next call


def _row(one: CallState, now: datetime | None) -> tuple[Cell, ...]:
    tone: Tone = "danger" if one.chase else TONES[one.state]
    state: Prose = STATE_WORDS[one.state]
    if one.chase:
        state = Text("{state} - ring now", state=state)
    lines = (state,) if one.then is None else (state, Text("also {who}", who=_short(one.then)))
    by = "—" if one.call.by is None or now is None else clock_text(one.call.by, now)
    who = Text("{group} · {who}", group=group_words(one.call), who=one.call.who)
    stage = Toned(lines, tone, (*lines, then_words(one)))
    return str(one.call.order), stage, who, keyed(by, one.call.by)


def _short(above: Above) -> Prose:
    """A level above by the number of its call, where it has one."""
    return above.who if above.order is None else Text("no. {n}", n=above.order)
