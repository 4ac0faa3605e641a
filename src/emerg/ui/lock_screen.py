"""What a locked window shows: the time, the report clock, and a line for the passphrase."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from emerg.texts import Lang, Prose, Text
from emerg.ui.widgets import button, label
from emerg.ui.words import Words

LINE_PX = 360
LOCKED = Text("Locked. What was begun is kept; forecasts and clocks go on")


class LockScreen(QFrame):
    """Draws the lock; `tried` with a passphrase."""

    tried = Signal(str)

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ground")
        self.words = Words(lang)
        self.drill = label("drill", name="lock_drill")
        self.drill.hide()
        self.time = label("key", name="lock_time")
        self.report = label("strong", name="lock_report")
        about = label("quiet", name="lock_about")
        self.line = QLineEdit()
        self.line.setObjectName("lock_passphrase")
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setFixedWidth(LINE_PX)
        self.open = button("primary", name="lock_open")
        self.mistake = label("danger", name="lock_mistake")
        column = QVBoxLayout(self)
        column.addStretch(1)
        for one in (self.drill, self.time, self.report, about, self.line, self.open, self.mistake):
            column.addWidget(one, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        say = self.words.say
        say(about.setText, LOCKED)
        say(self.line.setPlaceholderText, Text("passphrase of the office"))
        say(self.line.setAccessibleName, Text("passphrase of the office"))
        say(self.open.setText, Text("Unlock  Enter"))
        self.line.returnPressed.connect(self._on_try)
        self.open.clicked.connect(self._on_try)

    def begin(self) -> None:
        """Ask anew."""
        self.line.clear()
        self.words.say(self.mistake.setText, "")
        self.allow(True)
        self.line.setFocus()

    def allow(self, on: bool) -> None:
        """Whether a passphrase can be tried just now."""
        self.line.setEnabled(on)
        self.open.setEnabled(on)

    def refuse(self, why: Prose) -> None:
        """The passphrase was another."""
        self.allow(True)
        self.words.say(self.mistake.setText, why)
        self.line.selectAll()
        self.line.setFocus()

    def show_clock(self, time: str, report: str, drill: str) -> None:
        """The time and the report clock; `drill` in words where they are those of a drill."""
        self.drill.setText(drill)
        self.drill.setVisible(bool(drill))
        self.time.setText(time)
        self.report.setText(report)

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def _on_try(self) -> None:
        if self.line.text() and self.open.isEnabled():
            self.allow(False)
            self.tried.emit(self.line.text())
