"""Who writes at this computer: name, post and role, kept until the shift changes."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QVBoxLayout, QWidget

from emerg.incident.kinds import ROLE_NAMES
from emerg.incident.model import NAME_LIMIT, Person
from emerg.texts import Lang, Text
from emerg.ui.widgets import button, item_text, label, line_edit
from emerg.ui.words import Words

WIDE_PX = 260


class WhoPopup(QFrame):
    """Asks for a person over the line that notes; `chosen` with the answer."""

    chosen = Signal(Person)

    def __init__(self, lang: Lang, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.setFixedWidth(WIDE_PX)
        self.words = Words(lang)
        self._asked: Person | None = None
        self.author, self.post = line_edit("who_author"), line_edit("who_post")
        self.role = QComboBox()
        self.role.setObjectName("who_role")
        for number, (role, name) in enumerate({"": Text("no role"), **ROLE_NAMES}.items()):
            self.role.addItem("", role)
            self.words.say(item_text(self.role, number), name)
        self.keep = button("primary", name="who_keep")
        self.words.say(self.keep.setText, Text("From now on"))
        column = QVBoxLayout(self)
        for title, field in (
            (Text("Who is writing?"), self.author),
            (Text("Post: each computer one of its own, as 指挥部 or 前方1"), self.post),
            (Text("Role at this post"), self.role),
        ):
            above = label("caption", wrap=True)
            self.words.say(above.setText, title)
            column.addWidget(above)
            column.addWidget(field)
        column.addWidget(self.keep)
        for line in (self.author, self.post):
            line.setMaxLength(NAME_LIMIT)
            line.returnPressed.connect(self._on_keep)
        self.keep.clicked.connect(self._on_keep)

    def ask(self, person: Person, above: QWidget) -> None:
        """Ask, starting from `person`, over `above`; what Esc left half typed is kept."""
        if person != self._asked:
            self._asked = person
            self.author.setText(person.author)
            self.post.setText(person.post)
            self.role.setCurrentIndex(self.role.findData(person.role))
        self.adjustSize()
        corner = above.mapToGlobal(QPoint(above.width(), 0))
        self.move(corner - QPoint(self.width(), self.height() + 4))
        self.show()
        self.author.setFocus()
        self.author.selectAll()

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def _on_keep(self) -> None:
        self.hide()
        self._asked = None
        self.chosen.emit(
            Person(
                self.author.text().strip(), self.post.text().strip(), self.role.currentData() or ""
            )
        )
