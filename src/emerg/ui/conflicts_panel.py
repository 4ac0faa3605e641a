"""What two posts said differently, side by side: people decide, by an entry that names both."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from emerg.incident.conflicts import VALUE, Conflict
from emerg.incident.model import Entry
from emerg.paper.record_words import legible, place, said_by, shortened
from emerg.texts import Lang, Prose, Text
from emerg.ui.entry_model import time_text
from emerg.ui.scrolls import WrapScroll
from emerg.ui.widgets import button, card_layout, label, restyle
from emerg.ui.words import Words

SIDE_MOST = 400  # characters of one side; all of it stands in the record
NONE = Text("Nothing was said differently: there is nothing to settle")


class ConflictsPanel(QFrame):
    """Draws each conflict; `settled` with its name, the value that holds, and why."""

    settled = Signal(str, object, str)  # value: str, or None where two wrote as one post
    entry_chosen = Signal(str)  # hash

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.words = Words(lang)
        self._found: tuple[Conflict, ...] = ()
        self._writes = True
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        column = card_layout(self)
        column.addWidget(WrapScroll(self._inside), 1)
        self._draw()

    def show_conflicts(self, found: Sequence[Conflict], *, writes: bool = True) -> None:
        """Draw these in place of those before."""
        if (tuple(found), writes) != (self._found, self._writes):
            self._found, self._writes = tuple(found), writes
            self._draw()  # else a reason half typed stays

    def _draw(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        if not self._found:
            self._column.addWidget(self._label("quiet", NONE))
        for conflict in self._found:
            self._column.addWidget(self._drawn(conflict))
        self._column.addStretch(1)

    def set_language(self, lang: Lang) -> None:
        self.words = Words(lang)
        self._draw()

    def _drawn(self, conflict: Conflict) -> QWidget:
        frame = QFrame()
        frame.setObjectName(f"conflict_{conflict.name}")
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, 0, 0, 8)
        head: Prose = legible(conflict.name)
        if conflict.forked:
            post = legible(conflict.sides[0].post)
            head = Text("Two computers wrote as post '{post}'", post=post)
        grid.addWidget(self._label("heading", head), 0, 0, 1, len(conflict.sides))
        reason = QLineEdit()
        reason.setObjectName("settle_reason")
        reason.setPlaceholderText(self.words.of(Text("why, and who decided")))
        for number, side in enumerate(conflict.sides):
            grid.setColumnStretch(number, 1)
            for row, widget in enumerate(self._side(conflict, side, reason), start=1):
                grid.addWidget(widget, row, number)
        grid.addWidget(reason, 5, 0, 1, len(conflict.sides))
        return frame

    def _side(self, conflict: Conflict, side: Entry, reason: QLineEdit) -> tuple[QWidget, ...]:
        value = str(side.figures().get(VALUE, ""))
        who = Text(
            "{place} · {who} · {time}",
            place=place(side),
            who=said_by(side),
            time=time_text(side.time),
        )
        holds = button(name="settle")
        words = Text("Both are right, go on") if conflict.forked else Text("This holds")
        holds.setText(self.words.of(words))
        holds.setEnabled(self._writes)
        said = None if conflict.forked else value
        holds.clicked.connect(partial(self._on_holds, conflict.name, said, reason))
        shown = value if not conflict.forked else ""
        return (
            self._label("strong", legible(shown)),
            self._label("", shortened(side.text, SIDE_MOST)),
            self._label("caption", who),
            holds,
        )

    def _on_holds(
        self, name: str, value: str | None, reason: QLineEdit, _checked: bool = False
    ) -> None:
        why = reason.text().strip()
        if why:
            self.settled.emit(name, value, why)
        else:  # who decided, and why, is asked in an inquiry
            restyle(reason, "wrong", "true")
            reason.setFocus()

    def _label(self, role: str, text: Prose) -> QLabel:
        made = label(role, wrap=True)
        made.setText(self.words.of(text))
        return made
