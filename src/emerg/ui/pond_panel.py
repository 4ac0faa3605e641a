"""The leak of a tailings pond: what is loud, what leaves, three arrivals, the ledger, the doses."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from emerg.paper.pond_words import hours_words, ledger_words, swell_words, volume_words
from emerg.response.leak_modes import MODES
from emerg.response.pond import PondAnswer
from emerg.texts import Lang, Prose, Text
from emerg.ui.ledger_page import LedgerPage
from emerg.ui.pond_rows import (
    arrival_rows,
    assumed_lines,
    content_rows,
    dose_lines,
    example_names,
    ledger_tone,
)
from emerg.ui.sheet_table import Column, SheetTable
from emerg.ui.theme import Theme
from emerg.ui.widgets import button, card_layout, label, plain_tip, restyle
from emerg.ui.words import Words

ARRIVALS = (
    Column(Text("Place"), 7.8),
    Column("km", 3.5, right=True),
    Column(Text("Wave h"), 5.3),
    Column(Text("Mud h"), 5.0),
    Column(Text("Plume h: earliest / likely / latest"), 7.1),
    Column(Text("Above its limit"), 5.8),
)
CONTENTS = (
    Column(Text("In the water"), 6.0),
    Column("mg/L", 5.0, right=True),
    Column(Text("limit mg/L"), 5.0, right=True),
    Column("kg", 6.0, right=True),
    Column(Text("Confidence"), 6.2),
)
PAGES = {
    "ledger": Text("Volume ledger"),
    "contents": Text("In the water"),
    "doses": Text("Dosing"),
}
# Four places, and the room of three, are in sight before anything is scrolled.
ARRIVALS_PX, BELOW_PX = 140, 110
TIMES_ONLY = Text("What is in the water is not known: times only, no concentrations")


@dataclass(frozen=True, slots=True)
class PondState:
    """What a leak adds to the answer; None while no pond leaks."""

    found: PondAnswer | None = None


class PondPanel(QFrame):
    """Draws a leak; `hit_chosen` with the number of a place, `space_typed` from the ledger."""

    hit_chosen = Signal(int)
    space_typed = Signal(str, str)

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.words = Words(lang)
        self._state = PondState()
        self.overhead = label("danger", wrap=True, name="pond_overhead")
        self.swell = label("warn", wrap=True, name="pond_swell")
        self.example = label("drill", wrap=True, name="pond_example")
        self.left = label("strong", wrap=True, name="pond_left")
        self.unknown = label("warn", wrap=True, name="pond_unknown")
        self.arrivals = SheetTable(self.words, ARRIVALS, 0, 3, 4, 5)
        self.sum = label("strong", wrap=True, name="pond_sum")
        self.ledger = LedgerPage(self.words)
        self.contents = SheetTable(self.words, CONTENTS, 0)
        self.doses = QListWidget()
        self.below = QStackedWidget()
        self.pages: dict[str, QPushButton] = {}
        self.notes = label("caption", wrap=True, name="pond_notes")
        self._group = QButtonGroup(self)
        self._lay_out()
        self.arrivals.currentCellChanged.connect(lambda row, *_rest: self._on_arrival(row))
        self.ledger.space_typed.connect(self.space_typed)
        self.show_state(self._state)

    def show_state(self, state: PondState) -> None:
        """Draw the leak."""
        self._state = state
        found = state.found
        with QSignalBlocker(self.arrivals):
            self.arrivals.show_rows([] if found is None else arrival_rows(found))
        self.contents.show_rows([] if found is None else content_rows(found))
        self.words.say(self._say_doses, "")
        self.words.say(self._say_notes, "")
        if found is None:
            return
        self._show_loud(found)
        self.words.say(self.left.setText, _left(found))
        self.unknown.setVisible(not found.release.dissolved)
        self.show_ledger(found)

    def show_ledger(self, found: PondAnswer) -> None:
        """Draw the ledger alone: other room was found for the same water."""
        self._state = PondState(found)
        restyle(self.sum, "role", ledger_tone(found.ledger))
        self.words.say(self.sum.setText, ledger_words(found.ledger))
        self.ledger.show_ledger(found.ledger)

    def set_look(self, theme: Theme, text_px: int) -> None:
        for table in (self.arrivals, self.ledger.table, self.contents):
            table.set_look(theme, text_px)

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def heightForWidth(self, width: int) -> int:
        """The least that will do: what has more rows scrolls them."""
        inside = self.layout()
        return -1 if inside is None else inside.minimumHeightForWidth(width)

    def _show_loud(self, found: PondAnswer) -> None:
        near = tuple(site.name for site in found.overhead)
        swell, examples = swell_words(found.swells), example_names(found)
        loud: tuple[tuple[QWidget, Prose | None], ...] = (
            (
                self.overhead,
                Text("Within a kilometre below the toe: {names}", names=near) if near else None,
            ),
            (self.swell, swell),
            (
                self.example,
                Text("Example figures, for the drill only: {names}", names=examples)
                if examples
                else None,
            ),
        )
        for shown, text in loud:
            shown.setVisible(text is not None)
        self.words.say(self.overhead.setText, loud[0][1] or "")
        self.words.say(self.swell.setText, loud[1][1] or "")
        self.words.say(self.example.setText, loud[2][1] or "")

    def _say_doses(self, _text: str) -> None:
        found = self._state.found
        self.doses.clear()
        if found is not None:
            self.doses.addItems([self.words.of(line) for line in dose_lines(found)])

    def _say_notes(self, _text: str) -> None:
        found = self._state.found
        lines = () if found is None else (hours_words(found), _way(found), *assumed_lines(found))
        told = [self.words.of(line) for line in lines]
        self.notes.setText(" · ".join(told))
        self.notes.setToolTip(plain_tip("\n".join(told)))

    def _show_page(self, page: QWidget, _checked: bool = True) -> None:
        self.below.setCurrentWidget(page)
        self.ledger.beside.setVisible(page is self.ledger)

    @Slot(int)
    def _on_arrival(self, row: int) -> None:
        found = self._state.found
        if found is not None and 0 <= row < len(found.arrivals):
            number = found.arrivals[row].hit
            if number is not None:
                self.hit_chosen.emit(number)

    def _lay_out(self) -> None:
        self.arrivals.name("pond_arrivals", Text("Wave, mud and plume"))
        self.contents.name("pond_contents", Text("In the water"))
        self.doses.setObjectName("pond_doses")
        self.doses.setWordWrap(True)
        self.doses.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.arrivals.setMinimumHeight(ARRIVALS_PX)
        self.below.setMinimumHeight(BELOW_PX)
        switches = QHBoxLayout()
        pages = (self.ledger, self.contents, self.doses)
        for (name, text), page in zip(PAGES.items(), pages, strict=True):
            self.below.addWidget(page)
            switch = button(name=f"pond_{name}_page", checkable=True)
            self.words.say(switch.setText, text)
            switch.clicked.connect(partial(self._show_page, page))
            self._group.addButton(switch)
            self.pages[name] = switch
            switches.addWidget(switch)
        switches.addWidget(self.ledger.beside, 1)
        switches.addStretch()
        self.pages["ledger"].setChecked(True)
        column = card_layout(self)
        self.words.say(self.unknown.setText, TIMES_ONLY)
        for widget in (self.overhead, self.swell, self.example, self.left, self.unknown):
            column.addWidget(widget)
        column.addWidget(self.arrivals, 2)
        column.addWidget(self.sum)
        column.addLayout(switches)
        column.addWidget(self.below, 1)
        column.addWidget(self.notes)


def _left(found: PondAnswer) -> Text:
    """What leaves."""
    leak = found.release
    if leak.volume_m3 is None:
        return Text("{mode}; how much leaves is not known", mode=MODES[leak.mode])
    return Text(
        "{mode}; {volume} leave, of it {water} water",
        mode=MODES[leak.mode],
        volume=volume_words(leak.volume_m3),
        water=volume_words(leak.water_m3),
    )


def _way(found: PondAnswer) -> Text:
    """By which way, and how that is known."""
    way = found.release.receiving
    return Text("by {gully} to the river ({how})", gully=way.gully, how=way.how)
