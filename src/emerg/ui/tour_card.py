"""A card beside what it tells about, and a line around that: one step of the tour."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from emerg.texts import Lang, Prose, Text
from emerg.ui.beside import beside
from emerg.ui.widgets import button, card_layout, label
from emerg.ui.words import Words

WIDE = 25  # in heights of the text
MARGIN_PX = 3
NEXT, SKIP, DONE = Text("Next  →"), Text("Leave it  Esc"), Text("Begin  Enter")
STEPS = {
    Qt.Key.Key_Right: "next",
    Qt.Key.Key_Return: "next",
    Qt.Key.Key_Enter: "next",
    Qt.Key.Key_Left: "back",
    Qt.Key.Key_Escape: "skip",
}


class Outline(QFrame):
    """A line around a part of the window; clicks go through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tour_outline")
        self.setProperty("role", "outline")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()


class TourCard(QFrame):
    """Draws a step over `parent`; takes the cursor from nobody unless it is given to it."""

    asked = Signal(str)  # next, back, skip

    def __init__(self, lang: Lang, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("tour")
        self.setProperty("role", "tour")
        self.setProperty("page", "tour")
        self.words = Words(lang)
        self.outline = Outline(parent)
        self.title = label("strong", wrap=True, name="tour_title")
        self.text = label("", wrap=True, name="tour_text")
        self.at = label("caption", name="tour_step")
        self.skip_button, self.next_button = (
            button("quiet", name="tour_skip"),
            button(name="tour_next"),
        )
        for made, name in ((self.skip_button, "skip"), (self.next_button, "next")):
            made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            made.clicked.connect(lambda _checked=False, n=name: self.asked.emit(n))
        self.words.say(self.skip_button.setText, SKIP)
        row = QHBoxLayout()
        row.addWidget(self.at, 1)
        row.addWidget(self.skip_button)
        row.addWidget(self.next_button)
        column = card_layout(self)
        for part in (self.title, self.text):
            column.addWidget(part)
        column.addLayout(row)
        self.hide()

    def show_step(self, number: int, of: int, title: Prose, text: Prose) -> None:
        """Draw step `number`, from 1, of so many."""
        say = self.words.say
        say(self.title.setText, title)
        say(self.text.setText, text)
        say(self.at.setText, Text("{n} of {of}", n=number, of=of))
        say(self.next_button.setText, DONE if number == of else NEXT)

    def place(self, targets: Sequence[QWidget], text_px: int) -> None:
        """Stand beside what is told about, with a line around it."""
        parent = self.parentWidget()
        assert parent is not None
        area = QRect()
        for target in targets:
            if target.isVisible():
                corner = target.mapTo(parent, target.rect().topLeft())
                area = area.united(QRect(corner, target.size()))
        within = parent.rect()
        around = area.adjusted(-MARGIN_PX, -MARGIN_PX, MARGIN_PX, MARGIN_PX) & within
        wide = min(WIDE * text_px, within.width())
        layout = self.layout()
        assert layout is not None
        size = QSize(wide, layout.totalHeightForWidth(wide))
        self.outline.setGeometry(around)
        self.setGeometry(QRect(beside(size, around, within), size))
        for part in (self.outline, self):
            part.show()
            part.raise_()

    def leave(self) -> None:
        """Away with both."""
        self.hide()
        self.outline.hide()

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def take(self, key: int) -> bool:
        """Whether a key is one of the tour's; then it is done."""
        what = STEPS.get(Qt.Key(key))
        if what is not None:
            self.asked.emit(what)
        return what is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.take(event.key()):
            super().keyPressEvent(event)
