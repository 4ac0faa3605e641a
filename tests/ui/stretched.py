"""Words 40 % longer, as another language might have them, and what no longer fits then."""

import re
from collections.abc import Iterator
from gettext import NullTranslations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTabBar,
    QWidget,
)

from emerg.ui.level_form import Box
from emerg.ui.theme import CAPTION
from emerg.ui.widgets import ElidedLabel

LONGER = 0.4
HEAD_PAD_PX = 4


def stretched(text: str) -> str:
    """`text` with every word drawn out; fields stay what they are.

    >>> stretched("Advise closing by {time}")
    'Advisese closinging byy {time}'
    """
    return "".join(
        part if part.startswith("{") else "".join(map(_drawn_out, re.split(r"(\s+)", part)))
        for part in re.split(r"(\{[^}]*\})", text)
    )


def _drawn_out(word: str) -> str:
    more = round(len(word) * LONGER)
    return word + word[len(word) - more :] if word.strip() else word


class Stretched(NullTranslations):
    """The sentences of a catalogue, drawn out."""

    def __init__(self, catalogue: NullTranslations) -> None:
        super().__init__()
        self._catalogue = catalogue

    def gettext(self, message: str) -> str:
        return stretched(self._catalogue.gettext(message))


def cut(root: QWidget) -> Iterator[str]:
    """Every visible widget whose words do not fit it and cannot be read whole elsewhere."""
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and not widget.visibleRegion().isEmpty() and (why := _why(widget)):
            yield f"{type(widget).__name__} {widget.objectName()} in {_where(widget)}: {why}"


def _where(widget: QWidget) -> str:
    names = []
    parent = widget.parentWidget()
    while parent is not None and len(names) < 2:
        if not parent.objectName().startswith("qt_"):
            names.append(parent.objectName() or type(parent).__name__)
        parent = parent.parentWidget()
    return "/".join(names)


def _why(widget: QWidget) -> str:
    if isinstance(widget, ElidedLabel):
        return "" if widget.toolTip() or not widget.text() else "no tool tip"
    if isinstance(widget, QLabel):
        return _label(widget)
    if isinstance(widget, QPushButton):
        return _wider(widget, widget.sizeHint().width(), widget.text())
    if isinstance(widget, QLineEdit):
        return _hint(widget)
    if isinstance(widget, QComboBox):
        wanted = widget.fontMetrics().horizontalAdvance(widget.currentText()) + 26
        return "" if isinstance(widget, Box) else _wider(widget, wanted, widget.currentText())
    if isinstance(widget, QTabBar):
        return _tabs(widget)
    if isinstance(widget, QHeaderView):
        return _heads(widget)
    return ""


def _wider(widget: QWidget, wanted: int, text: str) -> str:
    if wanted <= widget.width() or widget.toolTip():
        return ""
    return f"{text!r} wants {wanted}, has {widget.width()}"


def _label(label: QLabel) -> str:
    if not label.text() or not label.pixmap().isNull():
        return ""
    if label.wordWrap():
        wanted = label.heightForWidth(label.width())
        longest = max(map(label.fontMetrics().horizontalAdvance, re.split(r"\s", label.text())))
        room = label.height()
        if wanted > room:
            return f"{label.text()!r} wants {wanted} high, has {room}"
        return (
            ""
            if longest <= label.width() or not label.text().isascii()
            else f"{label.text()!r}: a word is wider"
        )
    return _wider(label, label.sizeHint().width(), label.text())


def _hint(line: QLineEdit) -> str:
    """What an empty line asks for must be read, there or as a tool tip."""
    text = line.placeholderText()
    if line.text() or not text:
        return ""
    room = line.width() - 2 * 7 - 4
    wanted = line.fontMetrics().horizontalAdvance(text)
    return "" if wanted <= room or line.toolTip() else f"hint {text!r} wants {wanted}, has {room}"


def _tabs(bar: QTabBar) -> str:
    """A tab that is scrolled to is there; one whose words end in dots is not."""
    for number in range(bar.count()):
        wanted = bar.fontMetrics().horizontalAdvance(bar.tabText(number))
        if bar.isTabVisible(number) and wanted > bar.tabRect(number).width():
            return f"{bar.tabText(number)!r} wants {wanted}"
    return ""


def _heads(header: QHeaderView) -> str:
    """A head may take two lines, or end in dots where a tool tip has the whole."""
    font = QFont(header.font())
    font.setPixelSize(header.fontInfo().pixelSize() + CAPTION)
    metrics = QFontMetrics(font)
    for section in range(header.count()):
        model, way = header.model(), header.orientation()
        text = str(model.headerData(section, way) or "")
        tip = model.headerData(section, way, Qt.ItemDataRole.ToolTipRole)
        if header.isSectionHidden(section) or not text or tip:
            continue
        room = QRect(0, 0, header.sectionSize(section) - 2 * HEAD_PAD_PX, 1000)
        taken = metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), text)
        if taken.width() > room.width() or taken.height() + 2 * HEAD_PAD_PX > header.height():
            return f"head {text!r} wants {taken}, has {room.width()} x {header.height()}"
    return ""


def overlapping(root: QWidget) -> Iterator[str]:
    """Visible neighbours that lie on each other."""
    for parent in [root, *root.findChildren(QWidget)]:
        if not parent.isVisible() or isinstance(parent, QAbstractScrollArea):
            continue
        children = [
            child
            for child in parent.children()
            if isinstance(child, QLabel | QPushButton | QLineEdit | QComboBox) and child.isVisible()
        ]
        for number, one in enumerate(children):
            for other in children[number + 1 :]:
                shared = one.geometry().intersected(other.geometry())
                if shared.width() > 1 and shared.height() > 1:
                    yield f"{one.objectName()} and {other.objectName()} in {_where(one)}: {shared}"


def outside(root: QWidget) -> Iterator[str]:
    """Words that stick out of what holds them, and cannot be scrolled to."""
    for area in root.findChildren(QScrollArea):
        held, room = area.widget(), area.viewport().width()
        off = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if area.isVisible() and off and held.isVisible() and held.width() > room:
            yield f"{type(held).__name__} is {held.width()} wide, has {room}"
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, QLabel | QPushButton | QLineEdit | QComboBox):
            continue
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        holder = widget.parentWidget()
        place = QRect(QPoint(0, 0), widget.size()).translated(widget.pos())
        if holder is not None and not holder.rect().contains(place.adjusted(1, 1, -1, -1)):
            yield f"{widget.objectName()} sticks out of {_where(widget)}: {place}"
