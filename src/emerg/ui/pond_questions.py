"""Questions 2 and 3 where a pond leaks: how and with what in the water, and how much."""

from collections.abc import Mapping

from PySide6.QtWidgets import QButtonGroup, QComboBox, QLineEdit, QPushButton

from emerg.response.leak_modes import MODES, Mode
from emerg.texts import Prose, Text
from emerg.ui.question_row import QuestionRow
from emerg.ui.typed.answers import LeakTyped, VolumeUnit
from emerg.ui.widgets import button, item_text, line_edit
from emerg.ui.words import Words

MODE_BUTTONS: Mapping[Mode, Text] = {
    "well": Text("Well, tunnel"),
    "breach": Text("Overtop, breach"),
    "seepage": Text("Seepage"),
    "pipe": Text("Pipeline"),
}
UNIT_WORDS: Mapping[VolumeUnit, Prose] = {"wan": Text("10⁴ m³"), "m3": "m³"}


class LeakRow(QuestionRow):
    """How it leaks, one of four; and what is in the water, if anybody knows."""

    def __init__(self, words: Words) -> None:
        title = Text("2 How it leaks")
        hint = Text("Choose one; below, what is in the water: Cu=3 Mo=1-2 (mg/L)")
        super().__init__("leak", title, hint, words, "what")
        self.choices: dict[Mode, QPushButton] = {}
        self._group = QButtonGroup(self)
        for mode, text in MODE_BUTTONS.items():
            choice = button(name=f"leak_{mode}", checkable=True)
            words.say(choice.setText, text)
            words.say(choice.setToolTip, MODES[mode])
            self._group.addButton(choice)
            self.choices[mode] = choice
        buttons = tuple(self.choices.values())
        for pair in (buttons[:2], buttons[2:]):
            self.add(*pair).setStretch(1, 1)
        self.content = line_edit("leak_content")
        words.say(self.content.setPlaceholderText, Text("in the water: Cu=3 Mo=1-2 mg/L"))
        self.add(self.content)
        self._group.buttonToggled.connect(lambda *_choice: self.changed.emit())
        self.content.textChanged.connect(self.changed)
        self.unknown_chosen.connect(self._clear)

    def mode(self) -> Mode | None:
        return next((mode for mode, choice in self.choices.items() if choice.isChecked()), None)

    def choose(self, mode: Mode | None) -> None:
        """Put how it leaks onto its button; None: onto none."""
        self._uncheck()
        if mode is not None:
            self.choices[mode].setChecked(True)

    def stop(self) -> QPushButton:
        """Where the cursor comes to: what is chosen, or the first choice."""
        return self.choices[self.mode() or "well"]

    def _clear(self) -> None:
        self._uncheck()
        self.content.clear()

    def _uncheck(self) -> None:
        """No choice at all, which an exclusive group does not allow by itself."""
        self._group.setExclusive(False)
        for choice in self.choices.values():
            choice.setChecked(False)
        self._group.setExclusive(True)


class VolumeRow(QuestionRow):
    """How much: the water in the pond, which is asked for first, and what leaves."""

    def __init__(self, words: Words) -> None:
        title = Text("3 How much leaves")
        hint = Text("Ask for the ponded water first; one number, or a range as 8-20")
        super().__init__("volume", title, hint, words, "amount")
        self.water, self.water_unit = self._volume("water", Text("water in the pond"), words)
        self.volume, self.volume_unit = self._volume("released", Text("what leaves"), words)
        self.unknown_chosen.connect(self._clear)

    def _volume(self, name: str, asked: Text, words: Words) -> tuple[QLineEdit, QComboBox]:
        line, unit = line_edit(f"volume_{name}"), QComboBox()
        unit.setObjectName(f"volume_{name}_unit")
        words.say(line.setPlaceholderText, asked)
        for number, (word, text) in enumerate(UNIT_WORDS.items()):
            unit.addItem("", word)
            words.say(item_text(unit, number), text)
        self.add(line, unit)
        line.textChanged.connect(self.changed)
        unit.currentIndexChanged.connect(self.changed)
        return line, unit

    def _clear(self) -> None:
        self.water.clear()
        self.volume.clear()


def leak_typed(how: LeakRow, much: VolumeRow) -> LeakTyped:
    """What stands in both rows."""
    return LeakTyped(
        mode=how.mode(),
        content=how.content.text(),
        water=much.water.text(),
        water_unit=much.water_unit.currentData(),
        volume=much.volume.text(),
        volume_unit=much.volume_unit.currentData(),
    )


def fill_leak(how: LeakRow, much: VolumeRow, typed: LeakTyped) -> None:
    """Put `typed` into both rows."""
    how.choose(typed.mode)
    how.content.setText(typed.content)
    for line, unit, text, word in (
        (much.water, much.water_unit, typed.water, typed.water_unit),
        (much.volume, much.volume_unit, typed.volume, typed.volume_unit),
    ):
        unit.setCurrentIndex(unit.findData(word))
        line.setText(text)
