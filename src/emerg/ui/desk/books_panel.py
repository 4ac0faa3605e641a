"""The playbooks on the left: sought by name, pinyin initials or id; each with its score."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from emerg.texts import Lang, Text
from emerg.ui.desk.state import BookLine
from emerg.ui.widgets import label, line_edit, plain_tip
from emerg.ui.words import Words

WIDE_PX = 232


class BooksPanel(QFrame):
    """Draws the list; `chosen` with the id of the playbook that is wanted."""

    chosen = Signal(str)

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words(lang)
        self._books: tuple[BookLine, ...] = ()
        self._current = ""
        self.seek = line_edit("desk_seek")
        self.seek.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setObjectName("desk_books")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.count = label("caption", name="desk_count")
        self.words.say(self.seek.setPlaceholderText, Text("Name, pinyin initials or id"))
        self.words.say(self.seek.setAccessibleName, Text("Find a playbook"))
        self.words.say(self.list.setAccessibleName, Text("Playbooks"))
        self.setFixedWidth(WIDE_PX)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.seek, self.list, self.count):
            column.addWidget(part)
        self.seek.textChanged.connect(self._draw)
        self.seek.returnPressed.connect(self._first)
        self.list.currentItemChanged.connect(self._on_current)

    def show_books(self, books: Sequence[BookLine], current: str) -> None:
        """List these; `current` is open."""
        if (tuple(books), current) != (self._books, self._current):
            self._books, self._current = tuple(books), current
            self._draw()

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)
        self._draw()

    def _draw(self, _text: str = "") -> None:
        self.list.blockSignals(True)
        self.list.clear()
        found = [book for book in self._books if book.answers(self.seek.text())]
        for book in found:
            item = QListWidgetItem(self.words.of(_line(book)))
            item.setData(Qt.ItemDataRole.UserRole, book.id)
            item.setToolTip(plain_tip(f"{self.words.of(book.name)} · {book.id}"))
            self.list.addItem(item)
            if book.id == self._current:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self.words.say(self.count.setText, Text("{n} playbooks", n=len(found)))

    def _first(self) -> None:
        if self.list.count():
            self.list.setFocus()
            self.list.setCurrentRow(0)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))


def _line(book: BookLine) -> Text:
    """Name and score; an office's own says so."""
    score = "—" if book.score is None else f"{book.score}"
    if book.own:
        return Text("{score} · {name} (own)", name=book.name, score=score)
    return Text("{score} · {name}", name=book.name, score=score)
