"""The manual in a window of its own: contents and what was found on the left, a chapter beside."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QBrush, QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from emerg.texts import Lang, Text
from emerg.ui.help_contents import HelpContents
from emerg.ui.help_document import draw, heading_at
from emerg.ui.theme import BODY_PX, THEMES, Theme
from emerg.ui.widgets import Reader, button, label, on_keys
from emerg.ui.words import Words
from emerg.usecases.manual import Chapter

SIZE = QSize(1040, 720)
KEYS = {
    "back": ("Alt+Left", Text("← Back")),
    "forward": ("Alt+Right", Text("Forward →")),
    "find": ("Ctrl+F", Text("Find")),
}


class HelpWindow(QWidget):
    """Draws a chapter; tells what is asked for."""

    asked = Signal(str)  # a key of KEYS
    link_chosen = Signal(str)  # the name of a chapter's file

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.words = Words(lang)
        self.words.say(self.setWindowTitle, Text("Manual"))
        self.setObjectName("ground")  # the ground of the window it belongs to
        self.setProperty("page", "help")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(SIZE)
        self._look: tuple[Theme, int] = THEMES["day"], BODY_PX
        self._chapter: Chapter | None = None
        self._section = ""
        self.contents = HelpContents(lang)
        self.text = Reader("help_text")
        self.words.say(self.text.setAccessibleName, Text("chapter of the manual"))
        self.buttons = {name: button(name=f"help_{name}") for name in KEYS}
        self._lay_out()
        self.text.anchorClicked.connect(self._on_link)

    def show_chapter(
        self, chapter: Chapter, section: str = "", scrolled: int | None = None
    ) -> None:
        """Draw `chapter` from the heading `section`, or as far down as it was scrolled [px]."""
        if chapter != self._chapter:
            self._chapter = chapter
            draw(self.text.document(), chapter.text, *self._look)
        self._section = section
        if scrolled is not None:
            self.text.verticalScrollBar().setValue(scrolled)
        else:
            self._scroll_to(section)

    @property
    def scrolled(self) -> int:
        """How far down the chapter is scrolled [px]."""
        return self.text.verticalScrollBar().value()

    def allow(self, *, back: bool, forward: bool) -> None:
        """Whether there is anything behind, or ahead."""
        self.buttons["back"].setEnabled(back)
        self.buttons["forward"].setEnabled(forward)

    def mark_found(self, words: str) -> None:
        """Mark every place where a word of `words` stands in the chapter; "": none."""
        theme, form = self._look[0], QTextCharFormat()
        form.setBackground(QBrush(QColor(theme.accent)))
        form.setForeground(QBrush(QColor(theme.surface)))
        self.text.mark([place for word in words.split() for place in self._places(word)], form)

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)
        self.contents.set_language(lang)

    def set_look(self, theme: Theme, text_px: int) -> None:
        """Draw the chapter so; its surroundings are a room of the main window."""
        self._look = theme, text_px
        if self._chapter is not None:
            scrolled = self.scrolled
            draw(self.text.document(), self._chapter.text, theme, text_px)
            self.text.verticalScrollBar().setValue(scrolled)

    def _scroll_to(self, section: str) -> None:
        document = self.text.document()
        block = (heading_at(document, section) if section else None) or document.begin()
        # The cursor goes along: what is shown for the first time is scrolled to it.
        self.text.setTextCursor(QTextCursor(block))
        top = document.documentLayout().blockBoundingRect(block).top()
        self.text.verticalScrollBar().setValue(int(top) if section else 0)

    def _places(self, word: str) -> Iterator[QTextCursor]:
        document = self.text.document()
        found = document.find(word)
        while not found.isNull():
            yield found
            found = document.find(word, found)

    def _on_link(self, url: QUrl) -> None:
        self.link_chosen.emit(url.toString())

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        hint = label("caption", name="help_keys")
        said = Text("Alt+← back · Alt+→ forward · Ctrl+F find · Esc closes")
        self.words.say(hint.setText, said)
        for name, (keys, text) in KEYS.items():
            made = self.buttons[name]
            self.words.say(made.setText, text)
            made.clicked.connect(lambda _checked=False, n=name: self.asked.emit(n))
            on_keys(self, keys, partial(self.asked.emit, name))
            bar.addWidget(made)
        on_keys(self, "Esc", partial(self.asked.emit, "close"))
        bar.addStretch(1)
        bar.addWidget(hint)
        right = QVBoxLayout()
        right.addLayout(bar)
        right.addWidget(self.text, 1)
        across = QHBoxLayout(self)
        across.addWidget(self.contents)
        across.addLayout(right, 1)
