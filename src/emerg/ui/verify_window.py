"""Whether this installation computes what it should: a table of figures, and one sentence."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from emerg.texts import Lang, Prose, Text
from emerg.ui.plain_table import Cell, Toned
from emerg.ui.sheet_table import Column, SheetTable
from emerg.ui.theme import Theme
from emerg.ui.widgets import button, label, on_keys, restyle
from emerg.ui.words import Words
from emerg.usecases.verify import Check, Verified
from emerg.usecases.verify_words import (
    HEADS,
    expected_figure,
    got_figure,
    result_words,
    tolerance_figure,
    verdict,
)

SIZE = QSize(980, 700)
WIDE = (22.0, 8.0, 8.0, 6.0, 14.0)
COLUMNS = tuple(
    Column(head, wide, right=0 < number < 4)
    for number, (head, wide) in enumerate(zip(HEADS, WIDE, strict=True))
)
BUTTONS = {
    "run": ("F5", Text("Check again  F5")),
    "cancel": ("Esc", Text("Cancel  Esc")),
    "save": ("Ctrl+S", Text("Save the table  Ctrl+S")),
}


class VerifyWindow(QWidget):
    """Draws how far the checks are, then what they found."""

    asked = Signal(str)  # run, cancel, save

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.words = Words(lang)
        self.words.say(self.setWindowTitle, Text("Check this installation"))
        self.setObjectName("ground")  # the ground of the window it belongs to
        self.setProperty("page", "verify")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(SIZE)
        self.verdict = label("heading", wrap=True, name="verify_verdict")
        self.note = label("caption", wrap=True, name="verify_note")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.words.say(self.bar.setAccessibleName, Text("how far the checks are"))
        self.table = SheetTable(self.words, COLUMNS, 0, 4)
        self.table.setObjectName("verify_table")
        self.words.say(self.table.setAccessibleName, Text("checks of this installation"))
        self.buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout()
        row.addWidget(self.note, 1)
        for name, (keys, text) in BUTTONS.items():
            made = button(name=f"verify_{name}")
            self.words.say(made.setText, text)
            made.clicked.connect(partial(self.asked.emit, name))
            on_keys(self, keys, partial(self.asked.emit, name))
            self.buttons[name] = made
            row.addWidget(made)
        column = QVBoxLayout(self)
        column.addWidget(self.verdict)
        column.addWidget(self.bar)
        column.addWidget(self.table, 1)
        column.addLayout(row)

    def show_running(self, done: int = 0, total: int = 0) -> None:
        """Draw how many parts are done; what was found before stays until there is better."""
        self._allow(running=True)
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        restyle(self.verdict, "role", "quiet")
        self.words.say(self.verdict.setText, Text("Working out what is known already …"))
        self.say_note("")

    def show_found(self, found: Verified) -> None:
        """Draw the table and the sentence."""
        self._allow(running=False)
        rows: list[tuple[Cell, ...]] = []
        for part in found.parts:
            rows += [(part.name,), *map(_row, part.checks)]
        self.table.show_rows(rows)
        self.show_verdict(verdict(found), "danger" if found.failed else "ok")

    def show_verdict(self, text: Prose, role: str) -> None:
        """One sentence above everything."""
        self._allow(running=False)
        restyle(self.verdict, "role", role)
        self.words.say(self.verdict.setText, text)

    def say_note(self, text: Prose) -> None:
        """What became of the table."""
        self.words.say(self.note.setText, text)

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def set_look(self, theme: Theme, text_px: int) -> None:
        self.table.set_look(theme, text_px)

    def _allow(self, *, running: bool) -> None:
        self.bar.setVisible(running)
        self.buttons["cancel"].setVisible(running)
        for name in ("run", "save"):
            self.buttons[name].setEnabled(not running)


def _row(check: Check) -> tuple[Cell, ...]:
    result = Toned((result_words(check),), "ok" if check.passed else "danger")
    return (
        *(check.name, expected_figure(check), got_figure(check), tolerance_figure(check)),
        result,
    )
