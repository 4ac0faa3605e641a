"""The sheets as they will be printed: their names on the left, the pages of one on the right."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QImage, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from emerg.texts import Lang, Text
from emerg.ui.control_names import name_controls
from emerg.ui.style_sheet import stylesheet
from emerg.ui.theme import THEMES, Theme
from emerg.ui.widgets import button, label
from emerg.ui.words import Words

SIZE, NAMES_PX, GAP_PX = QSize(1100, 760), 240, 12
# Screen widths of a page: read at a glance, or letter by letter.
WIDTHS_PX = (420, 560, 760, 1000, 1400)
USUAL = 2
COLOURED = 128  # of 255: paper of a colour, not a darker white
KEYS = {
    "print": ("Ctrl+P", Text("Print…")),
    "print_all": ("Ctrl+Shift+P", Text("Print all…")),
    "folder": ("Ctrl+O", Text("Open folder")),
    "smaller": ("Ctrl+-", Text("Smaller")),
    "larger": ("Ctrl++", Text("Larger")),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A sheet on the list: its file, what it is called, and how many pages it has."""

    file: Path
    name: Text
    pages: int


class Page(QWidget):
    """A page so many pixels wide; made that small when it is first seen.

    At night its paper is as dark as the eyes can bear: printed, it is white all the same.
    """

    def __init__(self, picture: QImage, wide: int, paper: QColor) -> None:
        super().__init__()
        self.setFixedSize(wide, round(wide * picture.height() / max(picture.width(), 1)))
        self._picture, self._paper = picture, paper
        self._small: QImage | None = None

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._small is None:
            smooth = Qt.TransformationMode.SmoothTransformation
            self._small = self._picture.scaledToWidth(self.width(), smooth)
            if self._paper.hsvSaturation() > COLOURED:
                self._small = _without_colours(self._small)
            _tint(self._small, self._paper)
        painter = QPainter(self)
        painter.drawImage(0, 0, self._small)
        painter.end()


def _without_colours(picture: QImage) -> QImage:
    """Grey, red ink as dark as black: on red paper what is printed red would be seen the least."""
    found = picture.convertToFormat(QImage.Format.Format_RGB32)
    shape = found.height(), found.bytesPerLine() // 4, 4
    pixels = np.frombuffer(found.bits(), dtype=np.uint8).reshape(shape)  # blue, green, red, unused
    pixels[..., 0] = pixels[..., 2] = pixels[..., 1]
    return found


def _tint(picture: QImage, paper: QColor) -> None:
    """Have what is white in `picture` be `paper`; ink stays as it is."""
    painter = QPainter(picture)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.fillRect(picture.rect(), paper)
    painter.end()


class PreviewWindow(QWidget):
    """Draws the sheets; tells which is wanted, and what is to be done with it."""

    chosen = Signal(int)
    asked = Signal(str)  # a key of KEYS

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.words = Words(lang)
        self.words.say(self.setWindowTitle, Text("Sheets as they will be printed"))
        self.setObjectName("ground")  # the ground of the window it belongs to
        self.setProperty("page", "preview")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(SIZE)
        self._shown: tuple[Shown, ...] = ()
        self._pages: list[QImage] = []
        self._paper = QColor(THEMES["day"].paper)
        self.width_at = USUAL
        self.names = QListWidget()
        self.names.setObjectName("preview_names")
        self.names.setFixedWidth(NAMES_PX)
        self.note = label("caption", wrap=True, name="preview_note")
        self.pages = QWidget()
        self._column = QVBoxLayout(self.pages)
        self._column.setSpacing(GAP_PX)
        self.area = QScrollArea()
        self.area.setObjectName("preview_pages")
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.pages)
        self.buttons: dict[str, QPushButton] = {}
        self._lay_out()
        self.names.currentRowChanged.connect(self._on_row)
        name_controls(self, lang)

    def show_sheets(self, shown: Sequence[Shown]) -> None:
        """List these; the first is drawn."""
        self._shown = tuple(shown)
        self.names.clear()
        self._name_all()
        self.names.setCurrentRow(0 if self._shown else -1)

    def show_pages(self, pages: Sequence[QImage]) -> None:
        """Draw the pages of the sheet that is chosen."""
        self._pages = list(pages)
        self._draw()
        self.area.verticalScrollBar().setValue(0)

    def show_note(self, text: Text) -> None:
        """What is going on, or went wrong."""
        self.words.say(self.note.setText, text)

    def resize_pages(self, steps: int) -> None:
        """Larger, or smaller."""
        self.width_at = min(max(self.width_at + steps, 0), len(WIDTHS_PX) - 1)
        self._draw()

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)
        name_controls(self, lang)
        self._name_all()
        self._draw()

    def set_look(self, theme: Theme, text_px: int) -> None:
        self.setStyleSheet(stylesheet(theme, text_px))
        self._paper = QColor(theme.paper)
        self._draw()

    def _name_all(self) -> None:
        row = self.names.currentRow()
        self.names.blockSignals(True)
        self.names.clear()
        for one in self._shown:
            pages = Text("{name} ({n} pages)", name=one.name, n=one.pages)
            self.names.addItem(self.words.of(pages))
        self.names.setCurrentRow(row)
        self.names.blockSignals(False)

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            self.chosen.emit(row)

    def _draw(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)  # gone at once for those who hear the window
                old.deleteLater()
        for number, picture in enumerate(self._pages, start=1):
            page = Page(picture, WIDTHS_PX[self.width_at], self._paper)
            page.setAccessibleName(self.words.of(Text("page {n}", n=number)))
            self._column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self.note, 1)
        for name, (keys, text) in KEYS.items():
            made = button(name=f"preview_{name}")
            self.words.say(made.setText, text)
            made.clicked.connect(lambda _checked=False, n=name: self.asked.emit(n))
            action = QAction(self)
            action.setShortcut(QKeySequence(keys))
            action.triggered.connect(lambda _checked=False, n=name: self.asked.emit(n))
            self.addAction(action)
            self.buttons[name] = made
            bar.addWidget(made)
        closing = QAction(self)
        closing.setShortcut(QKeySequence("Esc"))
        closing.triggered.connect(self.close)
        self.addAction(closing)
        across = QHBoxLayout()
        across.addWidget(self.names)
        across.addWidget(self.area, 1)
        column = QVBoxLayout(self)
        column.addLayout(across, 1)
        column.addLayout(bar)
