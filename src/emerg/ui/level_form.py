"""What is asked for the level: the harm, the officer's own word, two moments. All by keyboard."""

from collections.abc import Mapping
from typing import Any, get_args

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from emerg.errors import EmergError
from emerg.response.grading import GRADES, Counted, Grading, Stated, grading
from emerg.response.level import GRADE_NAMES, Criterion
from emerg.texts import Prose, Text
from emerg.ui.level_rows import SHORT, mark_of
from emerg.ui.typed.answers import Border, Ecology, LevelTyped, Radiation, WaterCut
from emerg.ui.typed.level import COUNTS, JUDGED, VERIFIED, Wrong
from emerg.ui.widgets import button, label, line_edit, plain_tip, restyle
from emerg.ui.words import Words

STATES: Mapping[Stated, Text] = {
    "water_cut": Text("Water cut off"),
    "border": Text("Across borders"),
    "ecology": Text("Ecology"),
    "radiation": Text("Radiation"),
}
# What a scenario knows; a table of an office may give fewer of them, or other names.
KNOWN: Mapping[Stated, tuple[str, ...]] = {
    "water_cut": get_args(WaterCut),
    "border": get_args(Border),
    "ecology": get_args(Ecology),
    "radiation": get_args(Radiation),
}
UNITS: Mapping[Counted, Text] = {
    "deaths": Text("people"),
    "injured": Text("people"),
    "evacuated": Text("people"),
    "loss_yuan": Text("10⁴ yuan"),
}
NO = Text("no, none of it")
RULED_LETTERS = 8  # it shares its line with the reason, and would be squeezed by it
TIMES: Mapping[str, Text] = {"verified": VERIFIED, "judged": JUDGED}
FIELDS: tuple[Wrong, ...] = get_args(Wrong)


class Box(QComboBox):
    """A box that the wheel does not turn: a page that is scrolled must not change an answer.

    What is chosen is a tool tip too, where it does not fit.
    """

    def event(self, event: QEvent) -> bool:
        """What is chosen is told as it stands just then, in the language of just then."""
        if event.type() == QEvent.Type.ToolTip:
            self.setToolTip(plain_tip(self.currentText()))
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class LevelForm(QWidget):
    """`changed` with every letter; `left` by Esc in the first line, nothing is ever discarded."""

    changed = Signal()
    moment_left = Signal(str)  # verified or judged
    now_requested = Signal(str)
    left = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.lines: dict[str, QLineEdit] = {
            name: line_edit(f"level_{name}") for name in (*COUNTS, "reason", *TIMES)
        }
        self.boxes: dict[str, QComboBox] = {name: Box() for name in (*STATES, "ruled")}
        self.marks: dict[str, QLabel] = {
            name: label("caption", name=f"level_{name}_mark") for name in (*COUNTS, *STATES)
        }
        self._choices: dict[str, list[tuple[str | None, Prose]]] = {}
        self.mistake = label("mistake", wrap=True, name="level_mistake")
        for name, box in self.boxes.items():
            box.setObjectName(f"level_{name}")
            box.setSizeAdjustPolicy(Box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.boxes["ruled"].setMinimumContentsLength(RULED_LETTERS)
        self._lay_out()
        self.set_grading(grading())
        for line in self.lines.values():
            line.textChanged.connect(self.changed)
        for box in self.boxes.values():
            box.currentIndexChanged.connect(self.changed)
        for name in TIMES:
            self.lines[name].editingFinished.connect(lambda n=name: self.moment_left.emit(n))

    def typed(self) -> LevelTyped:
        """What stands in the form."""
        said: dict[str, Any] = {name: line.text() for name, line in self.lines.items()}
        said |= {name: box.currentData() for name, box in self.boxes.items()}
        return LevelTyped(**said)

    def fill(self, typed: LevelTyped) -> None:
        """Put `typed` into the form, in place of what stands there; `changed` is not said."""
        with QSignalBlocker(self):
            self._fill(typed)

    def _fill(self, typed: LevelTyped) -> None:
        for name, line in self.lines.items():
            text = getattr(typed, name)
            if line.text() != text:
                line.setText(text)
        for name, box in self.boxes.items():
            box.setCurrentIndex(max(box.findData(getattr(typed, name)), 0))

    def set_grading(self, table: Grading) -> None:
        """Offer the states of this table, the least grave first."""
        for name in STATES:
            rule = next((rule for rule in table.state if rule.key == name), None)
            words = () if rule is None else tuple(reversed(rule.word))
            choices: list[tuple[str | None, Prose]] = [("", Text("not known")), ("none", NO)]
            choices += [
                (word.key, Text("{grade}: {what}", grade=SHORT[word.grade], what=word.text))
                for word in words
                if word.key in KNOWN[name]
            ]
            self._offer(name, choices)
        ruled: list[tuple[str | None, Prose]] = [(None, Text("as the table says"))]
        self._offer("ruled", ruled + [(grade, GRADE_NAMES[grade]) for grade in reversed(GRADES)])
        self._words.say(self._say_choices, "")

    def show_marks(self, criteria: tuple[Criterion, ...]) -> None:
        """What each answer comes to, beside it."""
        found = {one.key: one for one in criteria}
        for name, mark in self.marks.items():
            text, tone = mark_of(found[name]) if name in found else ("", "")
            restyle(mark, "tone", tone)
            self._words.say(mark.setText, text)
            self._words.say(mark.setToolTip, found[name].why if name in found else "")

    def show_mistakes(self, mistakes: Mapping[Wrong, EmergError]) -> None:
        """What could not be read, in words; a line under the cursor is not yet wrong."""
        for name in FIELDS:
            restyle(self.lines[name], "wrong", "true" if name in mistakes else "false")
        first = next((mistakes[name] for name in FIELDS if name in mistakes), None)
        self.mistake.setVisible(first is not None)
        if first is not None:
            wrong = first.problems[0]
            told = Text("× {what}. {fix}", what=wrong.what, fix=wrong.fix)
            self._words.say(self.mistake.setText, told)

    def focus(self) -> None:
        """The cursor into the first question."""
        line = self.lines["deaths"]
        line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        line.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Esc back; out of the first line Esc leads to the questions."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Escape and self.lines["deaths"].hasFocus():
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def _offer(self, name: str, choices: list[tuple[str | None, Prose]]) -> None:
        """Fill a box; what was chosen stays so, as far as it is still offered."""
        if self._choices.get(name) == choices:
            return
        box, self._choices[name] = self.boxes[name], choices
        kept = box.currentData()
        with QSignalBlocker(box):
            box.clear()
            for key, _text in choices:
                box.addItem("", key)
            box.setCurrentIndex(max(box.findData(kept), 0))

    def _say_choices(self, _text: str = "") -> None:
        for name, choices in self._choices.items():
            for number, (_key, text) in enumerate(choices):
                self.boxes[name].setItemText(number, self._words.of(text))

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        for number, name in enumerate(COUNTS):
            row, column = divmod(number, 2)
            grid.addWidget(self._said(COUNTS[name]), row, 3 * column)
            self._words.say(self.lines[name].setPlaceholderText, _hint(UNITS[name]))
            grid.addWidget(self.lines[name], row, 3 * column + 1)
            grid.addWidget(self.marks[name], row, 3 * column + 2)
        for row, (state, text) in enumerate(STATES.items(), start=2):
            grid.addWidget(self._said(text), row, 0)
            grid.addWidget(self.boxes[state], row, 1, 1, 4)
            grid.addWidget(self.marks[state], row, 5)
        grid.addWidget(self._said(Text("Level is set to")), 6, 0)
        ruled = QHBoxLayout()
        ruled.setSpacing(grid.horizontalSpacing())
        ruled.addWidget(self.boxes["ruled"], 2)
        ruled.addWidget(self.lines["reason"], 3)
        grid.addLayout(ruled, 6, 1, 1, 5)
        self._words.say(
            self.lines["reason"].setPlaceholderText, Text("who decided it, and why (required)")
        )
        for row, (moment, text) in enumerate(TIMES.items(), start=7):
            self._words.say(self.lines[moment].setPlaceholderText, Text("02:40, or not known"))
            grid.addWidget(self._said(text), row, 0)
            grid.addWidget(self.lines[moment], row, 1, 1, 4)
            grid.addWidget(self._now_button(moment), row, 5)
        grid.addWidget(self.mistake, 9, 0, 1, 6)
        for column, stretch in ((1, 3), (4, 3)):
            grid.setColumnStretch(column, stretch)

    def _now_button(self, name: str) -> QPushButton:
        now = button("quiet", name=f"level_{name}_now")
        now.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._words.say(now.setText, Text("Now"))
        now.clicked.connect(lambda: self.now_requested.emit(name))
        return now

    def _said(self, text: Prose) -> QLabel:
        made = label()
        self._words.say(made.setText, text)
        return made


def _hint(unit: Text) -> Text:
    return Text("{unit}?", unit=unit)
