"""The way by road: from where, to where, on what roads; how far and how long."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from emerg.texts import Lang, Prose, Text
from emerg.ui.plain_table import PlainTable
from emerg.ui.question_row import TypeAhead
from emerg.ui.route_way import INCIDENT, RouteAsked
from emerg.ui.widgets import button, card_layout, label, restyle
from emerg.ui.words import Words

HINT = Text("Two places, or lon,lat; Enter finds the quickest open way")
HEADS = (Text("Road"), Text("Stretch"), "km", "h")


@dataclass(frozen=True, slots=True)
class RouteState:
    """What was found: one line, its legs, and how far it is to be believed."""

    head: Prose = HINT
    tone: str = "quiet"  # strong, warn or danger once something was asked
    legs: Sequence[tuple[Prose, ...]] = ()
    notes: Sequence[Prose] = ()


class RoutePanel(QFrame):
    """Draws the way; `asked` for it with Enter or the button, `conditions_changed` by a press."""

    asked = Signal()
    conditions_changed = Signal()
    cleared = Signal()

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.words = Words(lang)
        self.start, self.goal = TypeAhead("route_start"), TypeAhead("route_goal")
        self.incident_button = button("quiet", name="route_incident")
        self.find_button = button(name="route_find")
        self.clear_button = button("quiet", name="route_clear")
        self.conditions: dict[str, QPushButton] = {
            name: button(name=f"route_{name}", checkable=True)
            for name in ("night", "snow", "convoy")
        }
        self.head = label("quiet", wrap=True, name="route_head")
        self.legs = PlainTable(self.words, HEADS, right=(2, 3), wide=1)
        self.legs.name("route_legs", Text("Way by road"))
        self._notes: tuple[Prose, ...] = ()
        self.notes = label("caption", wrap=True, name="route_notes")
        self._say()
        self._lay_out()
        self._connect()
        self.show_state(RouteState())

    def typed(self) -> RouteAsked:
        """What stands in the panel."""
        return RouteAsked(
            self.start.text(),
            self.goal.text(),
            **{name: choice.isChecked() for name, choice in self.conditions.items()},
        )

    def show_state(self, state: RouteState) -> None:
        """Draw what was found."""
        restyle(self.head, "role", state.tone)
        self.words.say(self.head.setText, state.head)
        self.legs.show_rows(state.legs)
        self._notes = tuple(state.notes)
        self.words.say(self._say_notes, "")
        self.notes.setVisible(bool(state.notes))

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def focus(self) -> None:
        """Put the cursor where something is missing."""
        line = self.goal if self.start.text() and not self.goal.text() else self.start
        line.setFocus()
        line.selectAll()

    def _say_notes(self, _text: str) -> None:
        self.notes.setText(" · ".join(self.words.of(note) for note in self._notes))

    def _say(self) -> None:
        say = self.words.say
        say(self.start.setPlaceholderText, Text("from: town or lon,lat"))
        say(self.goal.setPlaceholderText, Text("to: town or lon,lat"))
        say(self.incident_button.setText, INCIDENT)
        say(self.find_button.setText, Text("Find way"))
        say(self.clear_button.setText, Text("Clear"))
        say(self.conditions["night"].setText, Text("Night"))
        say(self.conditions["snow"].setText, Text("Snow"))
        say(self.conditions["convoy"].setText, Text("Convoy"))

    def _lay_out(self) -> None:
        ends = QHBoxLayout()
        ends.setSpacing(4)
        ends.addWidget(self.start, 1)
        ends.addWidget(self.goal, 1)
        ends.addWidget(self.incident_button)
        how = QHBoxLayout()
        how.setSpacing(4)
        for choice in self.conditions.values():
            how.addWidget(choice)
        how.addStretch(1)
        how.addWidget(self.clear_button)
        how.addWidget(self.find_button)
        column = card_layout(self)
        column.addLayout(ends)
        column.addLayout(how)
        column.addWidget(self.head)
        column.addWidget(self.legs, 1)
        column.addWidget(self.notes)

    def _connect(self) -> None:
        for line in (self.start, self.goal):
            line.returnPressed.connect(self.asked)
            line.entered.connect(self.asked)
        self.find_button.clicked.connect(self.asked)
        self.incident_button.clicked.connect(self._on_incident)
        self.clear_button.clicked.connect(self._on_clear)
        for choice in self.conditions.values():
            choice.toggled.connect(self.conditions_changed)

    def _on_incident(self) -> None:
        """The incident is where the way leads."""
        self.goal.setText(self.words.of(INCIDENT))
        if self.start.text():
            self.asked.emit()
        else:
            self.start.setFocus()

    def _on_clear(self) -> None:
        self.start.clear()
        self.goal.clear()
        self.cleared.emit()
