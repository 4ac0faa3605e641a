"""A map that tools work on: a click goes to the tool that is on, Esc leaves what is open."""

from typing import Protocol

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QGraphicsItem, QWidget

from emerg.ui.map.navigation import PanZoomView
from emerg.ui.map.palette import Palette, palette
from emerg.ui.theme import THEMES
from emerg.ui.widgets import is_escape_asked


class Coloured(QGraphicsItem):
    """An item that draws in the colours of the theme."""

    colours: Palette


class Tool(Protocol):
    """What clicks and keys mean while it is on."""

    def clicked(self, lon: float, lat: float) -> None: ...

    def moved(self, lon: float, lat: float) -> None: ...

    def pressed(self, key: Qt.Key) -> bool:
        """Whether the tool took the key."""
        ...

    def finished(self) -> None:
        """A double click; the first of its two was a click."""
        ...


class Leavable(Protocol):
    """Something open over the map that Esc closes."""

    @property
    def is_open(self) -> bool: ...

    def leave(self) -> None: ...


class ToolView(PanZoomView):
    """`menu_asked` where a menu is wanted, `place_clicked` where no tool was on [px].

    Attributes
    ----------
    selected : (lon, lat) or None
        What was found or clicked last: where the menu key means.
    """

    menu_asked = Signal(QPoint)
    place_clicked = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tool: Tool | None = None  # whoever sets it takes it off again
        self.selected: tuple[float, float] | None = None
        self._colours = palette(THEMES["day"])
        self._coloured: list[Coloured] = []
        self._opened: list[Leavable] = []  # the latest at the end
        self.cursor_moved.connect(self._on_moved)

    def add_coloured(self, item: Coloured) -> None:
        """Have `item` on the map, in the colours of the theme from now on."""
        item.colours = self._colours
        self._coloured.append(item)
        self.scene().addItem(item)

    def colour(self, colours: Palette) -> None:
        """Draw what was added in these."""
        self._colours = colours
        for item in self._coloured:
            item.colours = colours
            item.update()

    def opened(self, one: Leavable) -> None:
        """Hear that `one` was opened: Esc on the map closes the latest of what is open."""
        before = (other for other in self._opened if other is not one and other.is_open)
        self._opened = [*before, one]

    def event(self, event: QEvent) -> bool:
        """Esc closes what is open here before it means anything elsewhere."""
        if is_escape_asked(event) and self._latest() is not None:
            event.accept()
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        latest = self._latest()
        if event.key() == Qt.Key.Key_Escape and latest is not None:
            latest.leave()
        elif self.tool is not None and self.tool.pressed(Qt.Key(event.key())):
            event.accept()
        elif _asks_for_menu(event):
            self.menu_asked.emit(self._selected_px())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.RightButton:
            self.menu_asked.emit(event.position().toPoint())
        else:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.tool is None:
            super().mouseDoubleClickEvent(event)
        elif event.button() == Qt.MouseButton.LeftButton:
            self.tool.finished()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """By key: at what was selected, else in the middle. The mouse has asked already.

        Not every system makes this event of the keys for it: they are heard as keys as well.
        """
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_asked.emit(self._selected_px())
        event.accept()

    def click(self, place: QPoint) -> None:
        if self.tool is not None:
            self.tool.clicked(*self.lonlat_at(QPointF(place)))
        else:
            # First: what a click does beside may give the map another size.
            self.place_clicked.emit(place)
            super().click(place)

    def _selected_px(self) -> QPoint:
        here = self.viewport().rect()
        if self.selected is not None:
            at = self.px_of(*self.selected).toPoint()
            if here.contains(at):
                return at
        return here.center()

    def _latest(self) -> Leavable | None:
        return next((one for one in reversed(self._opened) if one.is_open), None)

    def _on_moved(self, lon: float, lat: float) -> None:
        if self.tool is not None:
            self.tool.moved(lon, lat)


def _asks_for_menu(event: QKeyEvent) -> bool:
    shifted = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    return event.key() == Qt.Key.Key_Menu or (event.key() == Qt.Key.Key_F10 and shifted)
