"""What to do next: the number that decides, then five things in their order."""

from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QWidget

from emerg.response.answer import Answer
from emerg.response.containment import Containment
from emerg.response.holding_next import things_to_do
from emerg.texts import Lang, Prose, Text
from emerg.ui.mirror import Mirrored
from emerg.ui.others import Other, other_of
from emerg.ui.said import Headline, headline
from emerg.ui.theme import BAR_PX
from emerg.ui.widgets import button, card_layout, label, restyle
from emerg.ui.words import Words

SIGNS = "①②③④⑤"
STALE = Text("What is asked or was measured has changed since this answer: press F5")
FIRST = Text("Stop the leak at its source; keep people upwind and off the water")


@dataclass(frozen=True, slots=True)
class NextState:
    """The answer and the moment it is looked at; None before the first answer.

    Attributes
    ----------
    other : Other or None
        The second river below the road, where the incident is on one.
    held : Containment or None
        Where it can be held, once that is worked out; of a provisional answer it never is.
    """

    answer: Answer | None = None
    now: datetime | None = None
    other: Other | None = None
    held: Containment | None = None
    provisional: bool = False

    @property
    def second(self) -> Other | None:
        """Another river that may be meant."""
        return self.other or (other_of(self.answer) if self.answer else None)


class NextPanel(Mirrored, QFrame):
    """Draws the headline and the five next things."""

    headline_chosen = Signal(str)  # the id of the place that closes first
    other_chosen = Signal(str)  # the second river near the place, as it would be typed

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.words = Words(lang)
        self._state = NextState()
        self._headline: Headline | None = None
        self.key = label("key", wrap=True, name="headline")
        self.why = label("quiet", wrap=True, name="headline_why")
        self.stale = label("danger", wrap=True, name="stale")
        self.provisional = label("warn", wrap=True, name="provisional")
        self.warning = label("warn", wrap=True, name="alternatives")
        self.other_button = button(name="take_other")
        self.things = [label("strong", wrap=True, name=f"next_{n}") for n in range(1, 6)]
        self.reasons = [label("caption", wrap=True, name=f"next_{n}_why") for n in range(1, 6)]
        self._lay_out()
        self.show_state(self._state)

    def show_state(self, state: NextState) -> None:
        """Draw what is due, counted from `state.now`."""
        self._state = state
        answer, now = state.answer, state.now
        if answer is None or now is None:
            self._show_headline(None)
            self._show_things(((FIRST, ""),))
            self.warning.hide()
            self.other_button.hide()
            return
        self._show_headline(headline(answer, now))
        things = things_to_do(answer, state.held)
        self._show_things(tuple((thing.text, thing.why) for thing in things))
        self._show_other(state.second)

    def set_answer(self, answer: Answer) -> None:
        """The same forecast, its things to do at another level."""
        self.show_state(replace(self._state, answer=answer))

    def set_held(self, held: Containment | None) -> None:
        """Where it can be held is worked out, or no longer is."""
        if not self._state.provisional:
            self.show_state(replace(self._state, held=held))

    def set_now(self, now: datetime) -> None:
        """Count the headline down."""
        answer = self._state.answer
        if answer is not None:
            self._state = replace(self._state, now=now)
            self._show_headline(headline(answer, now))

    def set_stale(self, stale: bool) -> None:
        """Say above everything that what stands here answers other questions."""
        self.stale.setVisible(stale)

    def set_provisional(self, words: Prose) -> None:
        """Say above everything that what stands here is no answer of the record; "": it is."""
        self.words.say(self.provisional.setText, words)
        self.provisional.setVisible(bool(words))

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the headline selects its place."""
        inside = self.key.geometry().united(self.why.geometry())
        if self._headline and self._headline.site and inside.contains(event.position().toPoint()):
            self.headline_chosen.emit(self._headline.site)
        super().mouseReleaseEvent(event)

    def _show_headline(self, said: Headline | None) -> None:
        self._headline = said
        self.key.setVisible(said is not None)
        self.why.setVisible(said is not None)
        if said is None:
            return
        restyle(self.key, "tone", said.tone)
        self.words.say(self.key.setText, said.text)
        self.words.say(self.why.setText, said.why)

    def _show_things(self, things: tuple[tuple[Prose, Prose], ...]) -> None:
        for number, (thing, reason) in enumerate(zip(self.things, self.reasons, strict=True)):
            there = number < len(things)
            text, why = things[number] if there else ("", "")
            thing.setVisible(there)
            reason.setVisible(bool(why))
            self._signs[number].setVisible(there)
            self.words.say(thing.setText, text)
            self.words.say(reason.setText, why)

    def _show_other(self, other: Other | None) -> None:
        """A second river near the place is said, never chosen silently."""
        self.warning.setVisible(other is not None)
        self.other_button.setVisible(other is not None)
        if other is not None:
            self.words.say(self.warning.setText, other.hint)

    def _on_other(self) -> None:
        other = self._state.second
        if other is not None:
            self.other_chosen.emit(f"{other.before}{self.words.of(other.name)}{other.after}")

    def headline_height(self, width: int) -> int:
        """How much of it has to be seen for the headline to be whole, at a width [px]."""
        around, edge = self._column.contentsMargins(), self.contentsRect().top()
        room = width - around.left() - around.right() - 2 * edge - BAR_PX
        shown = [part for part in self._headlines if not part.isHidden()]
        between = self._column.spacing() * (len(shown) - 1)
        return (
            edge + around.top() + sum(part.heightForWidth(room) for part in shown) + between + edge
        )

    def _lay_out(self) -> None:
        self._signs: list[QLabel] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for number, (thing, reason) in enumerate(zip(self.things, self.reasons, strict=True)):
            sign = label("strong")
            sign.setText(SIGNS[number])
            self._signs.append(sign)
            grid.addWidget(sign, 2 * number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(thing, 2 * number, 1)
            grid.addWidget(reason, 2 * number + 1, 1)
            grid.setRowMinimumHeight(2 * number + 1, 2)
        title = label("caption")
        self.words.say(title.setText, Text("Next"))
        self.words.say(self.other_button.setText, Text("Take that river"))
        self.words.say(self.stale.setText, STALE)
        self.stale.hide()
        self.provisional.hide()
        self.other_button.clicked.connect(self._on_other)
        other = QHBoxLayout()
        other.addWidget(self.warning, 1)
        other.addWidget(self.other_button)
        column = self._column = card_layout(self)
        self._headlines = (self.stale, self.provisional, self.key, self.why)
        for widget in self._headlines:
            column.addWidget(widget)
        column.addLayout(other)
        column.addWidget(title)
        column.addLayout(grid)
