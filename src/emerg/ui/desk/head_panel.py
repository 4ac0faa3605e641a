"""Over the tables: which playbook is open, how it stands, and what may be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from emerg.texts import Lang, Text
from emerg.ui.desk.state import DeskState
from emerg.ui.widgets import ElidedLabel, button, label, line_edit, restyle
from emerg.ui.words import Words

NAME_PX, DAY_PX = 130, 110
# name: its text, and the key that does the same
ACTS: dict[str, tuple[Text, str]] = {
    "undo": (Text("Undo"), "Ctrl+Z"),
    "redo": (Text("Redo"), "Ctrl+Y"),
    "save": (Text("Save"), "Ctrl+S"),
    "drop": (Text("Drop edits"), ""),
    "export": (Text("To Excel…"), "Ctrl+Shift+E"),
    "import": (Text("From Excel…"), "Ctrl+Shift+I"),
}


class HeadPanel(QFrame):
    """Draws the state of the open playbook; `asked` with the name of what is to be done."""

    asked = Signal(str)
    approve_wanted = Signal(str, str, str)  # name, role, day
    kept_answered = Signal(bool)  # whether edits of the last time are taken up

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words(lang)
        self.title = ElidedLabel("heading", name="desk_title")
        self.standing = ElidedLabel("caption", name="desk_standing")
        self.edits = ElidedLabel("warn", name="desk_edits")
        self.faults = ElidedLabel("quiet", name="desk_faults")
        self.buttons: dict[str, QPushButton] = {}
        self.kept_line = QFrame()
        self.kept_line.setProperty("role", "card")
        self.kept = label("warn", wrap=True, name="desk_kept")
        self.go_on, self.forget = button(name="desk_go_on"), button(name="desk_forget")
        self.person = line_edit("desk_approver", NAME_PX)
        self.role = line_edit("desk_approver_role", NAME_PX)
        self.day = line_edit("desk_approved_on", DAY_PX)
        self.approve = button(name="desk_approve")
        self._say()
        self._lay_out()
        self.go_on.clicked.connect(lambda: self.kept_answered.emit(True))
        self.forget.clicked.connect(lambda: self.kept_answered.emit(False))
        self.approve.clicked.connect(self._on_approve)
        self.show_state(DeskState())

    def show_state(self, state: DeskState) -> None:
        """Draw how the playbook on the desk stands."""
        say = self.words.say
        say(self.title.setText, state.title or Text("No playbook is open"))
        say(self.standing.setText, state.standing)
        say(self.edits.setText, state.edits)
        say(self.faults.setText, state.faults)
        self.kept_line.setVisible(bool(state.kept))
        say(self.kept.setText, state.kept)
        self.go_on.setVisible(state.can_take_up)
        able = {
            "undo": state.can_undo,
            "redo": state.can_redo,
            "save": state.can_save,
            "drop": bool(state.edits),
        }
        for name, made in self.buttons.items():
            made.setEnabled(able.get(name, state.is_open))
        for part in (self.person, self.role, self.day, self.approve):
            part.setEnabled(state.is_open and not state.edits)

    def mark_faults(self, *, wrong: bool) -> None:
        """Whether what the check found keeps it from being saved."""
        restyle(self.faults, "role", "danger" if wrong else "quiet")

    def set_person(self, name: str, day: str) -> None:
        """Who would approve it, unless somebody else is typed."""
        for line, text in ((self.person, name), (self.day, day)):
            if not line.text():
                line.setText(text)

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def _on_approve(self) -> None:
        self.approve_wanted.emit(self.person.text(), self.role.text(), self.day.text())

    def _say(self) -> None:
        say = self.words.say
        for name, (text, _key) in ACTS.items():
            made = button(name=f"desk_{name}")
            say(made.setText, text)
            made.clicked.connect(lambda _checked=False, n=name: self.asked.emit(n))
            self.buttons[name] = made
        say(self.go_on.setText, Text("Go on with them"))
        say(self.forget.setText, Text("Drop them"))
        say(self.approve.setText, Text("Approve"))
        lines = (
            (self.person, Text("Approver")),
            (self.role, Text("Approver's post")),
            (self.day, Text("Day")),
        )
        for line, text in lines:
            say(line.setPlaceholderText, text)
            say(line.setAccessibleName, Text("Approval: {field}", field=text))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        for made in self.buttons.values():
            top.addWidget(made)
        below = QHBoxLayout()
        below.addWidget(self.standing, 2)
        below.addWidget(self.edits, 1)
        below.addWidget(self.faults, 2)
        for part in (self.person, self.role, self.day, self.approve):
            below.addWidget(part)
        kept = QHBoxLayout(self.kept_line)
        kept.setContentsMargins(8, 4, 8, 4)
        kept.addWidget(self.kept, 1)
        kept.addWidget(self.go_on)
        kept.addWidget(self.forget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(top)
        column.addLayout(below)
        column.addWidget(self.kept_line)
