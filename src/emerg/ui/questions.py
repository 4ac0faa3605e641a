"""The fields of each of the five questions."""

from PySide6.QtWidgets import QButtonGroup, QComboBox, QLineEdit, QPushButton

from emerg.geodata.datums import Datum
from emerg.response.said_words import FlowWord
from emerg.texts import Text
from emerg.ui.question_row import QuestionRow, TypeAhead
from emerg.ui.typed.answers import Unit
from emerg.ui.typed.coordinates import looks_like_coordinates
from emerg.ui.widgets import button, item_text, line_edit
from emerg.ui.words import Words

DATUM_WORDS: dict[Datum, Text] = {
    "wgs84": Text("WGS 84 (GPS)"),
    "cgcs2000": Text("CGCS2000 (survey maps)"),
    "gcj02": Text("GCJ-02 (Gaode, Tencent, phones)"),
    "bd09": Text("BD-09 (Baidu)"),
}
UNIT_WORDS: dict[Unit, str] = {"t": "t", "kg": "kg", "m3": "m³", "L": "L"}
FLOW_BUTTONS: dict[FlowWord, Text] = {
    "low": Text("Low"),
    "mean": Text("Mean"),
    "high": Text("High"),
}

NOW = Text("Now")


class WhereRow(QuestionRow):
    """Where: one line that understands coordinates, river and km, and names."""

    def __init__(self, words: Words) -> None:
        title = Text("1 Where")
        hint = Text(
            "Coordinates, river and km, road and stake, a pond or place; or double-click the map"
        )
        super().__init__("where", title, hint, words)
        self.place = TypeAhead("where_text")
        words.say(self.place.setPlaceholderText, Text("Lhasa River 430"))
        self.datum = QComboBox()
        self.datum.setObjectName("where_datum")
        for number, name in enumerate(DATUM_WORDS):
            self.datum.addItem("", name)
            words.say(item_text(self.datum, number), DATUM_WORDS[name])
        self.add(self.place)
        self.add(self.datum)
        self.datum.hide()
        self.place.textChanged.connect(self._on_text)
        self.datum.currentIndexChanged.connect(self.changed)
        self.unknown_chosen.connect(self.place.clear)

    def _on_text(self, text: str) -> None:
        """Only a position has a datum to ask for."""
        self.datum.setVisible(looks_like_coordinates(text))
        self.changed.emit()

    def fill(self, text: str, datum: Datum) -> None:
        self.datum.setCurrentIndex(self.datum.findData(datum))
        self.place.setText(text)


class WhatRow(QuestionRow):
    """What: a substance by name, pinyin, initials, UN or CAS number."""

    def __init__(self, words: Words) -> None:
        title = Text("2 What")
        super().__init__("what", title, Text("Name, pinyin, UN or CAS number"), words)
        self.substance = TypeAhead("what_text")
        words.say(self.substance.setPlaceholderText, Text("benzene, UN 1114"))
        self.add(self.substance)
        self.substance.textChanged.connect(self.changed)
        self.unknown_chosen.connect(self.substance.clear)


class AmountRow(QuestionRow):
    """How much: a number or a range, its unit, its purity."""

    def __init__(self, words: Words) -> None:
        title = Text("3 How much")
        super().__init__("amount", title, Text("One number, or a range as 8-20"), words)
        self.amount = line_edit("amount_text")
        words.say(self.amount.setPlaceholderText, Text("8-20"))
        self.unit = QComboBox()
        self.unit.setObjectName("amount_unit")
        for name, word in UNIT_WORDS.items():
            self.unit.addItem(word, name)
        self.purity = line_edit("amount_purity", width=84)
        words.say(self.purity.setPlaceholderText, Text("purity %"))
        self.add(self.amount, self.unit, self.purity)
        self.amount.textChanged.connect(self.changed)
        self.purity.textChanged.connect(self.changed)
        self.unit.currentIndexChanged.connect(self.changed)
        self.unknown_chosen.connect(self._clear)

    def fill(self, amount: str, unit: Unit, purity: str) -> None:
        self.amount.setText(amount)
        self.unit.setCurrentIndex(self.unit.findData(unit))
        self.purity.setText(purity)

    def _clear(self) -> None:
        self.amount.clear()
        self.purity.clear()


class WhenRow(QuestionRow):
    """When it began, since when it is known, and how long it goes on."""

    def __init__(self, words: Words) -> None:
        title = Text("4 When")
        super().__init__("when", title, Text("02:40, 07-15 02:40, 2 h ago, 02:00~02:40"), words)
        self.start, self.start_now = _moment("when_text", "when_now", words)
        self.reported, self.reported_now = _moment("reported_text", "reported_now", words)
        words.say(self.start.setPlaceholderText, Text("start of the release"))
        words.say(self.reported.setPlaceholderText, Text("known since (report clock)"))
        self.duration = line_edit("duration_text", width=84)
        words.say(self.duration.setPlaceholderText, Text("lasts h"))
        self.ongoing = button(name="ongoing", checkable=True)
        words.say(self.ongoing.setText, Text("Still leaking"))
        self.add(self.start, self.start_now)
        self.add(self.reported, self.reported_now)
        self.add(self.duration, self.ongoing)
        for line in (self.start, self.reported, self.duration):
            line.textChanged.connect(self.changed)
        self.ongoing.toggled.connect(self._on_ongoing)
        self.unknown_chosen.connect(self.start.clear)

    def fill(self, start: str, reported: str, duration: str, *, ongoing: bool) -> None:
        self.start.setText(start)
        self.reported.setText(reported)
        self.duration.setText(duration)
        self.ongoing.setChecked(ongoing)

    def _on_ongoing(self, on: bool) -> None:
        """A leak that goes on has no duration."""
        self.duration.setEnabled(not on)
        self.changed.emit()


class FlowRow(QuestionRow):
    """What flow: low, mean or high of the month, or a discharge at the incident."""

    def __init__(self, words: Words) -> None:
        title = Text("5 Flow")
        hint = Text("Of the month: L, M, H; or m³/s at the incident")
        super().__init__("flow", title, hint, words)
        self.choices: dict[FlowWord, QPushButton] = {}
        self._group = QButtonGroup(self)
        for word, text in FLOW_BUTTONS.items():
            choice = button(name=f"flow_{word}", checkable=True)
            words.say(choice.setText, text)
            self._group.addButton(choice)
            self.choices[word] = choice
        self.discharge = line_edit("flow_text", width=84)
        self.discharge.setPlaceholderText("m³/s")
        self.add(*self.choices.values(), self.discharge, stretch=3)
        self._group.buttonToggled.connect(self._on_choice)
        self.discharge.textChanged.connect(self._on_discharge)
        self.unknown_chosen.connect(self._clear)

    def word(self) -> FlowWord:
        return next((w for w, choice in self.choices.items() if choice.isChecked()), "unknown")

    def fill(self, word: FlowWord, discharge: str) -> None:
        self._clear()
        if word in self.choices:
            self.choose(word)
        self.discharge.setText(discharge)

    def choose(self, word: FlowWord) -> None:
        """Put a word that was typed onto its button."""
        self.choices[word].setChecked(True)

    def _on_choice(self, _choice: QPushButton, on: bool) -> None:
        """A word and a discharge are two answers to one question: the last one holds."""
        if on:
            self.discharge.clear()
        self.changed.emit()

    def _on_discharge(self, text: str) -> None:
        if text:
            self._uncheck()
        self.changed.emit()

    def _clear(self) -> None:
        self._uncheck()
        self.discharge.clear()

    def _uncheck(self) -> None:
        """No choice at all, which an exclusive group does not allow by itself."""
        self._group.setExclusive(False)
        for choice in self.choices.values():
            choice.setChecked(False)
        self._group.setExclusive(True)


def _moment(name: str, now_name: str, words: Words) -> tuple[QLineEdit, QPushButton]:
    """A line for a moment, and a button that says "now"; whoever has the clock fills it in."""
    line, now = line_edit(name), button("quiet", name=now_name)
    words.say(now.setText, NOW)
    return line, now
