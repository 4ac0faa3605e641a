"""Where the spill can be held: best first, with the time that is left, and why."""

import math
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from emerg.paper.containment_summary import best_words, ledger_words, rule_words
from emerg.paper.containment_words import (
    begin_words,
    holds_words,
    reasons,
    slack_of,
    spares_words,
    state_words,
)
from emerg.response.containment import Containment
from emerg.response.holding_option import METHODS, HoldingOption, State
from emerg.texts import Lang, Prose, Text
from emerg.ui.plain_table import Cell, Tone, Toned, keyed
from emerg.ui.sheet_table import Column, SheetTable
from emerg.ui.theme import Theme
from emerg.ui.widgets import card_layout, label
from emerg.ui.words import Words

COLUMNS = (
    Column(Text("Rank"), 2.6, right=True),
    Column(Text("Place"), 8.0),
    Column(Text("By when"), 8.4),
    Column(Text("Slack h"), 3.8, right=True),
    Column(Text("Holds"), 8.0),
)
PLACE, LEAST_PX = 1, 120
EMPTY = Text("Answer the five questions and press F5: then where it can be held")
WORKING = Text("Working out where it can be held …")
TONES: Mapping[State, Tone] = {
    "in_time": "ok",
    "unknown": "",
    "short": "warn",
    "too_late": "danger",
    "passed": "quiet",
}


class ContainmentPanel(QFrame):
    """Draws the options and the reasons of the one chosen."""

    place_chosen = Signal(str)  # id of the place

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.words = Words(lang)
        self._found: Containment | None = None
        self.best = label("", wrap=True, name="containment_best")
        self.rule = label("caption", wrap=True, name="containment_rule")
        self.table = SheetTable(self.words, COLUMNS, PLACE)
        self.table.name("containment", Text("Containment"))
        self.table.setMinimumHeight(LEAST_PX)
        self.why = label("", wrap=True, name="containment_why")
        self.why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.ledger = label("caption", wrap=True, name="containment_ledger")
        column = card_layout(self)
        for part in (self.best, self.rule, self.table, self.why, self.ledger):
            column.addWidget(part)
        self.table.itemSelectionChanged.connect(self._on_chosen)
        self.show_found(None, EMPTY)

    def show_found(self, found: Containment | None, words: Prose = EMPTY) -> None:
        """Draw this; without any, what to do instead. The option that was chosen stays so."""
        kept = self._chosen_id()
        self._found = found
        options: Sequence[HoldingOption] = () if found is None else found.options
        with QSignalBlocker(self.table):
            rows = [] if found is None else [_row(found, n, one) for n, one in _numbered(options)]
            self.table.show_rows(rows)
            if options:
                self.table.choose(next((n for n, o in enumerate(options) if o.id == kept), 0))
        self.words.say(self.best.setText, words if found is None else best_words(found))
        self.rule.setVisible(found is not None)
        self.ledger.setVisible(found is not None)
        self._tell()

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)
        self._tell()

    def set_look(self, theme: Theme, text_px: int) -> None:
        self.table.set_look(theme, text_px)

    def _chosen(self) -> HoldingOption | None:
        row = self.table.currentRow()
        if self._found is None or not 0 <= row < len(self._found.options):
            return None
        return self._found.options[row]

    def _chosen_id(self) -> str:
        chosen = self._chosen()
        return "" if chosen is None else chosen.id

    def _on_chosen(self) -> None:
        self._tell()
        chosen = self._chosen()
        if chosen is not None:
            self.place_chosen.emit(chosen.place.id)

    def _tell(self) -> None:
        """What the table has no room for."""
        found, chosen = self._found, self._chosen()
        lines: list[Prose] = []
        if found is not None and chosen is not None:
            lines = [spares_words(chosen), *reasons(found, chosen)]
        self.why.setText("\n".join(map(self.words.of, lines)))
        if found is not None:
            self.rule.setText(self.words.of(rule_words(found)))
            self.ledger.setText(" ".join(map(self.words.of, ledger_words(found))))


def _numbered(options: Sequence[HoldingOption]) -> Sequence[tuple[int, HoldingOption]]:
    return list(enumerate(options, start=1))


def _row(found: Containment, number: int, one: HoldingOption) -> tuple[Cell, ...]:
    what = Text("{name} · {what}", name=one.place.name, what=METHODS[one.method])
    words = state_words(one), begin_words(found, one)
    when = Toned(words, TONES[one.state], key=_due(found, one))
    slack, holds = keyed(slack_of(one), one.slack_h), keyed(holds_words(one), _least(one))
    return str(number), what, when, slack, holds


def _due(found: Containment, one: HoldingOption) -> float:
    """Hours until it must have been ordered or begun; where that is not known, at once."""
    if one.begin_in_h is None:
        return -math.inf
    return one.begin_in_h - (found.table.gates.order_h if one.method == "gates" else 0.0)


def _least(one: HoldingOption) -> float | None:
    """Hours that it holds at high flow."""
    return None if one.full_h is None else one.full_h[0]
