"""The quiet line below: what happened, what is wrong and how to mend it, and the keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from emerg.errors import Problem
from emerg.geodata.notation import Notation, written
from emerg.texts import Lang, Prose, Text
from emerg.ui.widgets import ElidedLabel, button, label, restyle
from emerg.ui.words import Words

Tone: TypeAlias = Literal["quiet", "ok", "danger"]
KEYS = Text(
    "F1 help · Enter next · Esc back · F4 don't know · Alt+1…5 question · F5 respond · F9 print · "
    "Ctrl+1…7 page · Ctrl+J note · Ctrl+I level · Ctrl+G way · Ctrl+K close roads · "
    "Ctrl+T theme · Ctrl+L 中文 · Ctrl +/− text"
)
BETWEEN = " · "


@dataclass(frozen=True, slots=True)
class Message:
    """One line for the person at the window, and a file it may open."""

    text: Prose = ""
    tone: Tone = "quiet"
    file: str = ""


class StatusBar(QFrame):
    """Draws the last message, the cursor's position and the keys."""

    open_requested = Signal(str)

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words(lang)
        self._file = ""
        self._notation: Notation = "decimal"
        self._cursor: tuple[float, float] | None = None
        self.message = ElidedLabel("quiet", name="message")
        self.open_button = button("quiet", name="open_file")
        self.position = label("caption", name="cursor")
        self.position.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.keys = HintLine("caption", name="keys")
        self.words.say(self.keys.setText, KEYS)
        self.words.say(self.open_button.setText, Text("Open"))
        stays = self.open_button.sizePolicy()
        stays.setRetainSizeWhenHidden(True)  # else the window would jump when it comes
        self.open_button.setSizePolicy(stays)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 2, 12, 4)
        # What happened is whole; the keys take what room it leaves.
        self.keys.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.keys.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for widget in (self.message, self.open_button, self.position):
            line.addWidget(widget)
        line.addWidget(self.keys, 1)
        self.open_button.clicked.connect(lambda: self.open_requested.emit(self._file))
        self.show_message(Message())

    def show_message(self, message: Message) -> None:
        """Draw `message`; it stays until the next one."""
        restyle(self.message, "role", message.tone)
        self.words.say(self.message.setText, message.text)
        self.keys.setVisible(message.tone != "danger")  # what is wrong needs the room
        self._file = message.file
        self.open_button.setVisible(bool(message.file))

    def show_cursor(self, lon: float, lat: float) -> None:
        """Draw where the cursor is on the map (WGS84), as the office writes it."""
        self._cursor = (lon, lat)
        self.words.say(self.position.setText, written(lon, lat, self._notation))

    def set_notation(self, notation: Notation) -> None:
        """How positions are written from now on."""
        self._notation = notation
        if self._cursor is not None:
            self.show_cursor(*self._cursor)

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)


class HintLine(ElidedLabel):
    """Keys, the most needed first: what does not fit is left out hint by hint, none is cut."""

    def fitting(self) -> str:
        """As many of them as there is room for."""
        metrics, hints = self.fontMetrics(), self.text().split(BETWEEN)
        while len(hints) > 1 and metrics.horizontalAdvance(BETWEEN.join(hints)) > self.width():
            hints.pop()
        return BETWEEN.join(hints)


def problem_message(problems: Sequence[Problem]) -> Message:
    """The first problem in one line, what, where, and how to mend it; and how many more."""
    first, more = problems[0], len(problems) - 1
    fields = {"what": first.what, "where": first.where, "fix": first.fix}
    if not more:
        return Message(Text("{what} - {where}: {fix}", **fields), "danger")
    return Message(Text("{what} - {where}: {fix} (and {n} more)", n=more, **fields), "danger")


def crash_message(error: Exception) -> Message:
    """A fault of the program in one line; the whole of it stands in the log."""
    return Message(
        Text(
            "The program failed here ({reason}): the log says more; go on by paper or try again",
            reason=type(error).__name__,
        ),
        "danger",
    )
