"""The page of the record: this incident, what was said differently, all incidents."""

from typing import Literal, TypeAlias, get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from emerg.texts import Lang, Text
from emerg.ui.conflicts_panel import ConflictsPanel
from emerg.ui.incidents_panel import IncidentsPanel
from emerg.ui.log_panel import LogPanel
from emerg.ui.theme import Theme
from emerg.ui.widgets import button
from emerg.ui.words import Words

Page: TypeAlias = Literal["log", "conflicts", "all"]


class RecordPanel(QWidget):
    """Three pages, one of them in front."""

    page_shown = Signal(str)  # Page

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words(lang)
        self.log, self.conflicts = LogPanel(lang), ConflictsPanel(lang)
        self.all = IncidentsPanel(lang)
        self.stack = QStackedWidget()
        self._group = QButtonGroup(self)
        self.buttons = {page: button(name=f"page_{page}", checkable=True) for page in _PAGES}
        row = QHBoxLayout()
        for page, made in self.buttons.items():
            self._group.addButton(made)
            made.clicked.connect(lambda _checked=False, p=page: self.show_page(p))
            row.addWidget(made)
        for panel in (self.log, self.conflicts, self.all):
            self.stack.addWidget(panel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.stack, 1)
        self.words.say(self.buttons["log"].setText, Text("This incident"))
        self.words.say(self.buttons["all"].setText, Text("All incidents"))
        self.show_conflicts_count(0)
        self.show_page("all")

    @property
    def page(self) -> Page:
        """The page in front."""
        return _PAGES[self.stack.currentIndex()]

    def show_page(self, page: Page) -> None:
        """Bring a page to the front."""
        self.buttons[page].setChecked(True)
        self.stack.setCurrentIndex(_PAGES.index(page))
        self.page_shown.emit(page)

    def focus(self) -> None:
        """The cursor into the page in front."""
        begins: dict[Page, QWidget] = {"log": self.log.seek, "all": self.all.table}
        begins.get(self.page, self.buttons[self.page]).setFocus()

    def allow_incident(self, there: bool) -> None:
        """Whether an incident is on the desk; without one there are all of them."""
        for page in ("log", "conflicts"):
            self.buttons[page].setEnabled(there)
        if not there:
            self.show_conflicts_count(0)
        if not there and self.page != "all":
            self.show_page("all")

    def show_conflicts_count(self, number: int) -> None:
        """Say how many are not settled."""
        words = Text("Said differently ⚠{n}", n=number) if number else Text("Said differently")
        self.words.say(self.buttons["conflicts"].setText, words)

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)
        for part in (self.log, self.conflicts, self.all):
            part.set_language(lang)

    def set_look(self, theme: Theme, text_px: int) -> None:
        self.log.set_look(theme, text_px)


_PAGES: tuple[Page, ...] = get_args(Page)
