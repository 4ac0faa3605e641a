"""The window of the playbook desk: the list, the tables over the map, the form of a row."""

from collections.abc import Iterator
from functools import partial
from string import Template

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSplitter, QTabWidget, QVBoxLayout, QWidget

from emerg.texts import Lang, Text
from emerg.ui.desk.books_panel import BooksPanel
from emerg.ui.desk.form_panel import FormPanel
from emerg.ui.desk.head_panel import ACTS, HeadPanel
from emerg.ui.desk.lists_page import BoardPage, ChangesPage
from emerg.ui.desk.table_page import TablePage
from emerg.ui.dressing import Dressing
from emerg.ui.status_bar import Message
from emerg.ui.style_sheet import stylesheet
from emerg.ui.telling import Telling
from emerg.ui.theme import BODY_PX, THEMES, Theme
from emerg.ui.widgets import label, restyle
from emerg.ui.words import Words

SIZE, LEAST, FORM_PX = QSize(1366, 768), QSize(1024, 600), 350
PAGES: dict[str, Text] = {
    "tables": Text("Tables and map"),
    "changes": Text("Changes"),
    "board": Text("To verify"),
}
# Lines of sentences, which no other window has.
LONG = Template("""
QPlainTextEdit { background: $surface; border: 1px solid $line; border-radius: 6px;
  padding: 1px 3px; selection-background-color: $accent; selection-color: $surface; }
QPlainTextEdit:focus { border: 2px solid $accent; padding: 0 2px; }
QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] { border: 2px solid $danger; }
""")


class DeskWindow(QWidget):
    """The panels in their places; `asked` with the name of what was pressed."""

    asked = Signal(str)
    closing = Signal()

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setProperty("page", "desk")
        self.words = Words(lang)
        self.books = BooksPanel(lang)
        self.head = HeadPanel(lang)
        self.page = TablePage(lang)
        self.form = FormPanel(lang)
        self.changes = ChangesPage(lang)
        self.board = BoardPage(lang)
        self.tabs = QTabWidget()
        self.message = label("quiet", wrap=True, name="desk_message")
        self._ground = THEMES["day"].background
        self._dressing, self._languages = Dressing(self), Telling(self)
        self._languages.hear(self._say)
        self.page.map.set_language(lang)
        self._lay_out()
        self._make_keys()
        self.head.asked.connect(self.asked)
        self.words.say(self.setWindowTitle, Text("Playbook desk"))
        self.words.say(self.tabs.setAccessibleName, Text("Pages of the playbook"))
        self.words.say(self.page.map.setAccessibleName, Text("Map of the playbook"))
        self.resize(SIZE)
        self.setMinimumSize(LEAST)
        self.set_look(THEMES["day"], BODY_PX)

    def set_look(self, theme: Theme, text_px: int) -> None:
        """Draw everything in `theme`, body text `text_px` high."""
        more = LONG.substitute(
            surface=theme.surface, line=theme.line, accent=theme.accent, danger=theme.danger
        )
        self._ground = theme.background
        self.update()
        sheet = stylesheet(theme, text_px) + more
        self._dressing.put_on(sheet, lambda: self.page.map.set_theme(theme))

    def set_language(self, lang: Lang) -> None:
        """Say everything in `lang`."""
        self._languages.tell(lang)

    @property
    def dressed(self) -> QWidget:
        """A part that is in the theme: dialogs are made over it, to be so too."""
        return self.head

    @property
    def changing(self) -> bool:
        """Whether some parts do not yet look or speak as the others do."""
        return self._dressing.busy or self._languages.busy

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is behind every part: a style sheet of all is worked out for all at once."""
        QPainter(self).fillRect(event.rect(), self._ground)

    def _say(self, lang: Lang) -> Iterator[None]:
        self.words.set_language(lang)
        for part in (self.books, self.head, self.page, self.form, self.changes, self.board):
            yield
            part.set_language(lang)

    def show_message(self, message: Message) -> None:
        """What happened, or went wrong and how to mend it."""
        restyle(self.message, "role", message.tone)
        self.words.say(self.message.setText, message.text)

    def show_page(self, name: str) -> None:
        """Bring one of `PAGES` to the front."""
        self.tabs.setCurrentIndex(list(PAGES).index(name))

    def ask_file_to_write(self, name: str) -> str:
        """Where a workbook is to be written; "" nowhere."""
        title = self.words.of(Text("To Excel…"))
        return QFileDialog.getSaveFileName(self.dressed, title, name, "Excel (*.xlsx)")[0]

    def ask_file_to_read(self) -> str:
        """Which workbook is to be read; "" none."""
        title = self.words.of(Text("From Excel…"))
        return QFileDialog.getOpenFileName(self.dressed, title, "", "Excel (*.xlsx)")[0]

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def _make_keys(self) -> None:
        keys = {name: key for name, (_text, key) in ACTS.items() if key}
        for name, key in {**keys, "close": "Esc", "find": "Ctrl+F"}.items():
            action = QAction(self)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(lambda _checked=False, n=name: self.asked.emit(n))
            self.addAction(action)

    def _lay_out(self) -> None:
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(self.page)
        across.addWidget(self.form)
        across.setStretchFactor(0, 1)
        across.setSizes([SIZE.width() - FORM_PX, FORM_PX])
        across.setChildrenCollapsible(False)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        pages = (across, self.changes, self.board)
        for number, (page, text) in enumerate(zip(pages, PAGES.values(), strict=True)):
            self.tabs.addTab(page, "")
            self.words.say(partial(self.tabs.setTabText, number), text)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self.head)
        right.addWidget(self.tabs, 1)
        right.addWidget(self.message)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 4)
        whole.addWidget(self.books)
        whole.addLayout(right, 1)
        self._dressing.add(self.books, self.head, self.tabs.tabBar(), self.page, self.form)
        self._dressing.add(self.changes, self.board, self.message)
