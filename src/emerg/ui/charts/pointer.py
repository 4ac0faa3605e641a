"""How a chart is moved by wheel, keys and clicks.

The wheel scrolls the page unless Ctrl is held; Home and a double click show everything again.
"""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent

ZOOM, PAN = 0.8, 0.1
MOVES: Mapping[int, tuple[float, float]] = {
    Qt.Key.Key_Left: (-PAN, 0.0),
    Qt.Key.Key_Right: (PAN, 0.0),
    Qt.Key.Key_Up: (0.0, PAN),
    Qt.Key.Key_Down: (0.0, -PAN),
}
ZOOMS: Mapping[int, float] = {
    Qt.Key.Key_Plus: ZOOM,
    Qt.Key.Key_Equal: ZOOM,
    Qt.Key.Key_Minus: 1 / ZOOM,
}
# With any other key held a shortcut of the window is meant.
ALONE = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class Pointer(QObject):
    """Moves what the view box of a plot shows; `moved` by hand, `home` where all is asked for,
    `clicked` with the place across where it was clicked.
    """

    moved = Signal()
    home = Signal()
    clicked = Signal(float)

    def __init__(self, widget: Any, box: Any) -> None:
        super().__init__(widget)
        self._box = box
        for watched in (widget, widget.viewport()):
            watched.installEventFilter(self)
        widget.scene().sigMouseClicked.connect(self._on_click)
        box.sigRangeChangedManually.connect(self._on_dragged)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whether the event is used up."""
        if isinstance(event, QWheelEvent):
            return self._on_wheel(event)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return super().eventFilter(watched, event)

    @property
    def _fixed(self) -> bool:
        return not any(self._box.mouseEnabled())

    def _on_wheel(self, event: QWheelEvent) -> bool:
        """An event that is ignored goes on to what the plot stands in."""
        if self._fixed or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            self._zoom(ZOOM if event.angleDelta().y() > 0 else 1 / ZOOM)
            event.accept()
        return True

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if self._fixed or event.modifiers() & ~ALONE:
            return False
        if key == Qt.Key.Key_Home:
            self.home.emit()
        elif key in ZOOMS:
            self._zoom(ZOOMS[key])
        elif key in MOVES:
            x, y = MOVES[key]
            shown = self._box.viewRect()
            self._box.translateBy(x=x * shown.width(), y=y * shown.height())
            self.moved.emit()
        else:
            return False
        return True

    def _zoom(self, share: float) -> None:
        self._box.scaleBy((share, share))
        self.moved.emit()

    def _on_click(self, event: Any) -> None:
        if self._fixed:
            return
        if event.double():
            self.home.emit()
        elif event.button() == Qt.MouseButton.LeftButton and self._box.sceneBoundingRect().contains(
            event.scenePos()
        ):
            self.clicked.emit(self._box.mapSceneToView(event.scenePos()).x())

    def _on_dragged(self, *_how: object) -> None:
        self.moved.emit()
