"""Who can be where when, with what: one row for every place, and the needs of one of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QSizePolicy,
    QStackedWidget,
    QWidget,
)

from emerg.errors import Problem
from emerg.paper.dispatch_words import honest_lines, late_words
from emerg.response.drives import Dispatch
from emerg.response.supplies import Placed
from emerg.texts import Lang, Prose, Text
from emerg.ui.dispatch_rows import drives_to, need_rows, place_rows, place_title, turn_rows
from emerg.ui.plain_table import LEAST_PX as LEAST_TABLE_PX
from emerg.ui.sheet_table import Column, SheetTable
from emerg.ui.theme import Theme
from emerg.ui.widgets import button, card_layout, label, plain_tip, restyle
from emerg.ui.words import Words

EMPTY = Text("Answer the five questions and press F5: who can be where, when, with what")
# Places take no more than this share of the page, so that there is room for the needs of one.
PLACES_SHARE = 0.4
PLACES = (
    Column(Text("Place"), 9.0),
    Column(Text("Front at the earliest"), 6.8),
    Column(Text("All works at"), 6.6, right=True),
    Column(Text("Least slack h"), 5.2, right=True),
    Column(Text("State"), 6.2),
)
NEEDS = (
    Column(Text("Needed"), 6.6),
    Column(Text("How much"), 3.8),
    Column(Text("Sent"), 10.0),
    Column(Text("Works at"), 6.5, right=True),
    Column(Text("Slack h"), 4.6, right=True),
    Column(Text("Missing"), 3.6),
    Column(Text("Next best"), 15.0),
)
TURNS = (
    Column(Text("No."), 2.6),
    Column(Text("Road"), 6.2),
    Column("km", 3.6, right=True),
    Column("h", 3.0, right=True),
    Column(Text("To"), 9.0),
    Column(Text("Past"), 11.0),
)


@dataclass(frozen=True, slots=True)
class DispatchState:
    """The plan as it stands, and on what it rests.

    Attributes
    ----------
    head, tone
        What to say while there is no plan; `tone` is the part of the label.
    basis : tuple of Prose
        As of when, and how the roads are.
    problems : tuple of Problem
        What is wrong with the lists of offices.
    """

    head: Prose = EMPTY
    tone: str = "quiet"
    found: Dispatch | None = None
    basis: tuple[Prose, ...] = ()
    problems: tuple[Problem, ...] = ()


class DispatchPanel(QFrame):
    """Draws a dispatch; `place_chosen` when a row was, `ways_opened` with its turn list."""

    place_chosen = Signal(str)
    ways_opened = Signal(str)
    print_requested = Signal()

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.words = Words(lang)
        self._state = DispatchState()
        self.loud = label("drill", wrap=True, name="dispatch_example")
        self.head = label("quiet", wrap=True, name="dispatch_head")
        self.print_button = button(name="dispatch_print")
        self.problems_button = button(name="dispatch_problems", checkable=True)
        self.places = SheetTable(self.words, PLACES, 0)
        self.title = label("strong", wrap=True, name="dispatch_title")
        self.ways_button = button(name="dispatch_ways", checkable=True)
        self.needs = SheetTable(self.words, NEEDS, 2)
        self.turns = SheetTable(self.words, TURNS, 4)
        self.list = QListWidget()
        self.below = QStackedWidget()
        self.missed = label("warn", wrap=True, name="dispatch_missed")
        self.notes = label("caption", wrap=True, name="dispatch_notes")
        self._say()
        self._lay_out()
        self._connect()
        self.show_state(self._state)

    def show_state(self, state: DispatchState) -> None:
        """Draw the plan; the place that was selected stays so while it is one of it."""
        kept = self._selected()
        self._state = state
        found = state.found
        loud, _rest = _lines(found)
        example = found is not None and found.example
        self.loud.setVisible(example)
        self.head.setVisible(not example)
        self.words.say(self.loud.setText, loud)
        restyle(self.head, "role", "warn" if loud else state.tone)
        self.words.say(self.head.setText, loud or state.head)
        self.words.say(self._say_problems, "")
        self.words.say(self._say_notes, "")
        late = [] if found is None else [late_words(found.plan, p) for p in found.plan.late]
        self.missed.setVisible(bool(late))
        self.words.say(self.missed.setText, Text("{names}", names=tuple(late)) if late else "")
        self.print_button.setEnabled(found is not None)
        with QSignalBlocker(self.places):
            self.places.show_rows([] if found is None else place_rows(found.plan))
        self._fit_places()  # its signal was blocked
        self.select(kept.place.id if kept is not None else None)

    def select(self, place: str | None) -> None:
        """Select a place without saying that it was chosen; else the first where it is held."""
        points = self._points()
        row = next((n for n, p in enumerate(points) if p.place.id == place), None)
        with QSignalBlocker(self.places):
            self.places.choose(min(1, len(points) - 1) if row is None else row)
        if row is None:
            self.ways_button.setChecked(False)
        self._show_place()

    def set_look(self, theme: Theme, text_px: int) -> None:
        for table in (self.places, self.needs, self.turns):
            table.set_look(theme, text_px)

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def heightForWidth(self, width: int) -> int:
        """The least that will do: what has more rows scrolls them."""
        inside = self.layout()
        return -1 if inside is None else inside.minimumHeightForWidth(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_places()

    @Slot()
    def _fit_places(self) -> None:
        share = max(round(PLACES_SHARE * self.height()), LEAST_TABLE_PX)
        self.places.setFixedHeight(self.places.whole_rows(share))

    @Slot()
    def _fit_below(self) -> None:
        """Of what is needed at one place the first row is whole at least."""
        shown = self.below.currentWidget()
        first = shown.whole_rows(0) if isinstance(shown, SheetTable) else LEAST_TABLE_PX
        self.below.setMinimumHeight(max(first, LEAST_TABLE_PX))

    def _points(self) -> Sequence[Placed]:
        return () if self._state.found is None else self._state.found.plan.points

    def _selected(self) -> Placed | None:
        row, points = self.places.currentRow(), self._points()
        return points[row] if 0 <= row < len(points) else None

    @Slot()
    def _on_chosen(self) -> None:
        point = self._selected()
        if point is not None:
            self.ways_button.setChecked(False)
            self._show_place()
            self.place_chosen.emit(point.place.id)

    @Slot()
    def _on_opened(self) -> None:
        """A double click or Enter on a place: how to get there."""
        point = self._selected()
        if point is not None:
            self.ways_button.setChecked(True)
            self.ways_opened.emit(point.place.id)

    @Slot()
    def _show_place(self) -> None:
        """Needs, ways or problems, whichever is asked for."""
        found, point = self._state.found, self._selected()
        there = found is not None and point is not None
        self.ways_button.setEnabled(there)
        if found is None or point is None:
            self.words.say(self.title.setText, "")
            self.needs.show_rows([])
            self.turns.show_rows([])
        else:
            number = found.plan.points.index(point)
            self.words.say(self.title.setText, place_title(found.plan, number))
            self.needs.show_rows(need_rows(found.plan, point))
            self.turns.show_rows(turn_rows(found, drives_to(found, point)))
        shown = self.turns if self.ways_button.isChecked() else self.needs
        self.below.setCurrentWidget(self.list if self.problems_button.isChecked() else shown)
        self._fit_below()

    def _say_problems(self, _text: str) -> None:
        problems = self._state.problems
        lines = [
            self.words.of(Text("{what} - {where}: {fix}", what=p.what, where=p.where, fix=p.fix))
            for p in problems
        ]
        self.list.clear()
        self.list.addItems(lines)
        self.problems_button.setVisible(bool(problems))
        self.problems_button.setText(self.words.of(Text("Lists: ✗{n}", n=len(problems))))
        self.problems_button.setToolTip(plain_tip("\n".join(lines)))

    def _say_notes(self, _text: str) -> None:
        _loud, rest = _lines(self._state.found)
        lines = [self.words.of(line) for line in (*self._state.basis, *rest)]
        self.notes.setText(" · ".join(lines))
        self.notes.setToolTip(plain_tip("\n".join(lines)))

    def _say(self) -> None:
        say = self.words.say
        say(self.print_button.setText, Text("Print dispatch sheet"))
        say(
            self.print_button.setToolTip,
            Text("The sheet as PDF, the ways as GPX and KML, beside the brief"),
        )
        say(self.ways_button.setText, Text("Turn list"))
        say(self.ways_button.setToolTip, Text("The ways to this place; also a double click on it"))

    def _lay_out(self) -> None:
        self.places.name("dispatch_places", Text("Where people and goods go"))
        self.needs.name("dispatch_needs", Text("What is needed there"))
        self.turns.name("dispatch_turns", Text("Turn list"))
        self.list.setObjectName("dispatch_problem_list")
        self.list.setWordWrap(True)
        self.places.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        for page in (self.needs, self.turns, self.list):
            self.below.addWidget(page)
        top = QHBoxLayout()
        top.addWidget(self.loud, 1)
        top.addWidget(self.head, 1)
        top.addWidget(self.problems_button)
        top.addWidget(self.print_button)
        middle = QHBoxLayout()
        middle.addWidget(self.title, 1)
        middle.addWidget(self.ways_button)
        column = card_layout(self)
        column.addLayout(top)
        column.addWidget(self.places)
        column.addWidget(self.missed)
        column.addLayout(middle)
        column.addWidget(self.below, 1)
        column.addWidget(self.notes)

    def _connect(self) -> None:
        self.places.currentCellChanged.connect(lambda *_cells: self._on_chosen())
        self.places.fitted.connect(self._fit_places)
        for table in (self.needs, self.turns):
            table.fitted.connect(self._fit_below)
        self.places.cellActivated.connect(lambda *_cell: self._on_opened())
        self.ways_button.toggled.connect(lambda _on: self._show_place())
        self.problems_button.toggled.connect(lambda _on: self._show_place())
        self.print_button.clicked.connect(self.print_requested)


def _lines(found: Dispatch | None) -> tuple[Prose, tuple[Prose, ...]]:
    """What must be read first, if anything must, and what else a plan rests on."""
    if found is None:
        return "", ()
    lines = honest_lines(found.plan, example=found.example)
    loud = found.example or not found.plan.ground.supplies
    return (lines[0], lines[1:]) if loud else ("", lines)
