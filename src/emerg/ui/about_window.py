"""About, in a window of its own: a text that can be copied."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from emerg.texts import Lang, Text
from emerg.ui.help_document import draw
from emerg.ui.theme import BODY_PX, THEMES, Theme
from emerg.ui.widgets import Reader, button, label, on_keys
from emerg.ui.words import Words

SIZE = QSize(900, 680)


class AboutWindow(QWidget):
    """Draws Markdown; copies it as it is."""

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.words = Words(lang)
        self.words.say(self.setWindowTitle, Text("About emerg"))
        self.setObjectName("ground")  # the ground of the window it belongs to
        self.setProperty("page", "about")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(SIZE)
        self._look: tuple[Theme, int] = THEMES["day"], BODY_PX
        self._markdown = ""
        self.text = Reader("about_text")
        self.words.say(self.text.setAccessibleName, Text("About emerg"))
        self.copy_button = button(name="about_copy")
        self.words.say(self.copy_button.setText, Text("Copy all  Ctrl+Shift+C"))
        self.note = label("ok", name="about_note")
        row = QHBoxLayout()
        row.addWidget(self.note, 1)
        row.addWidget(self.copy_button)
        column = QVBoxLayout(self)
        column.addWidget(self.text, 1)
        column.addLayout(row)
        self.copy_button.clicked.connect(self.copy_all)
        on_keys(self, "Ctrl+Shift+C", self.copy_all)
        on_keys(self, "Esc", self.close)

    def show_text(self, markdown: str) -> None:
        """Draw this, from its beginning."""
        self._markdown = markdown
        self.words.say(self.note.setText, "")
        draw(self.text.document(), markdown, *self._look)
        self.text.moveCursor(self.text.textCursor().MoveOperation.Start)

    def copy_all(self) -> None:
        """Put all of it onto the clipboard."""
        QGuiApplication.clipboard().setText(self._markdown)
        self.words.say(self.note.setText, Text("Copied"))

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def set_look(self, theme: Theme, text_px: int) -> None:
        """Draw the text so; its surroundings are a room of the main window."""
        self._look = theme, text_px
        draw(self.text.document(), self._markdown, theme, text_px)
