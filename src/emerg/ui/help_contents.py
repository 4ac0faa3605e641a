"""The left side of the manual: what to look for, and its contents or what was found."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from emerg.texts import Lang, Text
from emerg.ui.help_history import Spot
from emerg.ui.widgets import label, line_edit, plain_tip
from emerg.ui.words import Words
from emerg.usecases.manual import Chapter
from emerg.usecases.manual_search import Place

WIDTH_PX, MOST_PX = 280, 400
ROLE = Qt.ItemDataRole.UserRole


class HelpContents(QWidget):
    """Draws chapters and sections, or places found; tells which is wanted."""

    chosen = Signal(Spot)
    sought = Signal(str)

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words(lang)
        self.setFixedWidth(WIDTH_PX)
        self.seek: QLineEdit = line_edit("help_seek")
        self.seek.setClearButtonEnabled(True)
        self.words.say(self.seek.setPlaceholderText, Text("find: words, or pinyin initials"))
        self.words.say(self.seek.setAccessibleName, Text("find in the manual"))
        self.tree = QTreeWidget()
        self.tree.setObjectName("help_contents")
        self.tree.setHeaderHidden(True)
        self.words.say(self.tree.setAccessibleName, Text("contents of the manual"))
        self.found = QListWidget()
        self.found.setObjectName("help_found")
        self.found.setWordWrap(True)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.words.say(self.found.setAccessibleName, Text("places found in the manual"))
        self.none = label("quiet", wrap=True, name="help_none")
        self.words.say(self.none.setText, Text("Nothing was found: try a shorter word"))
        self.stack = QStackedWidget()
        for page in (self.tree, self.found):
            self.stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.seek)
        column.addWidget(self.none)
        column.addWidget(self.stack, 1)
        self.none.hide()
        self.seek.textChanged.connect(self.sought)
        self.seek.returnPressed.connect(self._on_enter)
        self.tree.itemClicked.connect(self._on_item)
        self.tree.itemActivated.connect(self._on_item)
        self.found.itemClicked.connect(self._on_found)
        self.found.itemActivated.connect(self._on_found)

    def show_chapters(self, chapters: Sequence[Chapter]) -> None:
        """Draw the contents."""
        self.tree.clear()
        for chapter in chapters:
            top = _item(f"{chapter.number}  {chapter.title}", Spot(chapter.id))
            for section in chapter.sections:
                top.addChild(_item(section, Spot(chapter.id, section)))
            self.tree.addTopLevelItem(top)
        self._fit()

    def show_found(self, places: Sequence[Place] | None) -> None:
        """Draw what was found; None: nothing is sought, and the contents stand here."""
        self.none.setVisible(places is not None and not places)
        self.stack.setCurrentWidget(self.tree if places is None else self.found)
        self.found.clear()
        for place in places or ():
            head = (
                f"{place.chapter.title} › {place.section}"
                if place.section
                else (place.chapter.title)
            )
            item = QListWidgetItem("\n".join(filter(None, (head, place.excerpt))))
            item.setData(ROLE, Spot(place.chapter.id, place.section))
            self.found.addItem(item)
        if places:
            self.found.setCurrentRow(0)

    def mark(self, spot: Spot) -> None:
        """Show where one is."""
        for number in range(self.tree.topLevelItemCount()):
            top = self.tree.topLevelItem(number)
            assert top is not None
            here = top.data(0, ROLE).chapter == spot.chapter
            top.setExpanded(here)
            if here:
                self.tree.setCurrentItem(_inside(top, spot.section))
        self._fit()

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """From the line down into what stands below it."""
        if event.key() == Qt.Key.Key_Down and self.seek.hasFocus():
            (self.tree if self.stack.currentWidget() is self.tree else self.found).setFocus()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        """As wide as the longest of the titles that are seen."""
        bar = self.tree.verticalScrollBar().sizeHint().width()
        titles = self.tree.sizeHintForColumn(0) + bar + 2 * self.tree.frameWidth()
        self.setFixedWidth(min(max(WIDTH_PX, titles), MOST_PX))

    def _on_enter(self) -> None:
        item = self.found.currentItem()
        if self.stack.currentWidget() is self.found and item is not None:
            self._on_found(item)

    def _on_item(self, item: QTreeWidgetItem) -> None:
        self.chosen.emit(item.data(0, ROLE))

    def _on_found(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(ROLE))


def _inside(top: QTreeWidgetItem, section: str) -> QTreeWidgetItem:
    """The item of a section of a chapter; the chapter where there is none of that name."""
    for number in range(top.childCount()):
        item = top.child(number)
        if item is not None and item.data(0, ROLE).section == section:
            return item
    return top


def _item(text: str, spot: Spot) -> QTreeWidgetItem:
    made = QTreeWidgetItem([text])
    made.setData(0, ROLE, spot)
    made.setToolTip(0, plain_tip(text))
    return made
