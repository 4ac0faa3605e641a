"""A view that is moved and scaled by mouse and keys; what it shows is another matter."""

from math import ceil, floor, log

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from emerg.ui.map.mercator import ground_m, point, position
from emerg.ui.mirror import Mirrored

# Plane metres per pixel, nearest and furthest.
NEAREST, FURTHEST = 1.0, 5000.0
STEP = 2**0.5
# Mouse moved further than this between press and release: a drag, not a click [px].
CLICK_PX = 4
# Share of the view that an arrow key moves by.
ARROW_SHARE = 0.2
_WORLD = ((60.0, 48.0), (118.0, 12.0))


class ScaledView(Mirrored, QGraphicsView):
    """A view of the plane: its scale, what it shows, and moves from program code.

    Whatever is shown on it can be shown a second time; where somebody looks is his own matter.
    """

    MIRRORED = frozenset({"select_hit", "mark_hit", "look_at"})
    NOT_MIRRORED = frozenset({"show_everything", "set_cursor", "set_closing"})

    jumped = Signal()  # elsewhere by program code, or another size
    moved_by_hand = Signal()  # a turn of the wheel, or a pan that has ended

    def __init__(self, parent: QWidget | None = None) -> None:
        scene = QGraphicsScene()
        super().__init__(scene, parent)
        scene.setParent(self)
        north_west, south_east = (QPointF(*point(*corner)) for corner in _WORLD)
        scene.setSceneRect(QRectF(north_west, south_east))
        scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._fitted: QRectF | None = None
        self._scale(2000.0)

    @property
    def metres_per_px(self) -> float:
        """Plane metres that one pixel covers."""
        return float(1 / self.transform().m11())

    def seen(self) -> QRectF:
        """What is in view, in plane coordinates."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def go_to(self, lon: float, lat: float, metres_wide: float = 60_000.0) -> None:
        """Put a position into the middle, the view `metres_wide` metres of ground across."""
        self._scale(metres_wide / ground_m(lat) / max(self.viewport().width(), 1))
        self.centre(QPointF(*point(lon, lat)))

    def show_ground(self, metres_per_px: float) -> None:
        """So many metres of ground a pixel in the middle of the view, which stays where it is."""
        middle = self.seen().center()
        self._scale(metres_per_px / ground_m(position(middle.x(), middle.y())[1]))
        self.centre(middle)

    def centre_on(self, lon: float, lat: float) -> None:
        """Put a position into the middle, as near as the map is now."""
        self.centre(QPointF(*point(lon, lat)))

    def centre(self, place: QPointF) -> None:
        """Put a place of the plane into the middle."""
        self._fitted = None
        self.centerOn(place)
        self.jumped.emit()

    def zoom(self, steps: int, around: QPointF | None = None) -> None:
        """Nearer by `steps` of the ladder (further if negative); `around` [px] stays in place."""
        place = QPointF(self.viewport().rect().center()) if around is None else around
        held = self._plane_at(place)
        self._scale(rung(self.metres_per_px, steps))
        moved = self.viewportTransform().map(held) - place
        self._shift(round(moved.x()), round(moved.y()))
        self.moved_by_hand.emit()

    def fit(self, area: QRectF, margin_px: int = 28) -> None:
        """Show all of `area` (plane coordinates); a change of size shows it again."""
        room = self.viewport().rect().adjusted(margin_px, margin_px, -margin_px, -margin_px)
        self._scale(max(area.width() / max(room.width(), 1), area.height() / max(room.height(), 1)))
        self.centerOn(area.center())
        self._fitted = area
        self.jumped.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted is not None:
            self.fit(self._fitted)
        else:
            self.jumped.emit()

    def lonlat_at(self, place: QPointF) -> tuple[float, float]:
        """Lon/lat (WGS84) of a place in the viewport [px]."""
        at = self._plane_at(place)
        return position(at.x(), at.y())

    def px_of(self, lon: float, lat: float) -> QPointF:
        """Where in the viewport a position (WGS84) lies [px]."""
        return self.viewportTransform().map(QPointF(*point(lon, lat)))

    def _plane_at(self, place: QPointF) -> QPointF:
        """Like `mapToScene`, which only knows whole pixels."""
        inverse, _ = self.viewportTransform().inverted()
        return inverse.map(place)

    def _scale(self, metres_per_px: float) -> None:
        self._fitted = None
        kept = min(max(metres_per_px, NEAREST), FURTHEST)
        self.setTransform(QTransform.fromScale(1 / kept, 1 / kept))

    def _shift(self, across: int, down: int) -> None:
        self._fitted = None
        for bar, by in ((self.horizontalScrollBar(), across), (self.verticalScrollBar(), down)):
            bar.setValue(bar.value() + by)


class PanZoomView(ScaledView):
    """Pan by drag and arrows, zoom around the cursor by wheel, + and −.

    Wheel and keys step through one ladder of scales, so that what was worked out for a scale
    serves again.
    """

    cursor_moved = Signal(float, float)
    position_picked = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self._cursor = Qt.CursorShape.CrossCursor
        self.set_cursor(self._cursor)
        self._pressed: QPoint | None = None
        self._dragged_from: QPoint | None = None
        self._wheel = 0.0

    def set_cursor(self, shape: Qt.CursorShape) -> None:
        """The cursor over the map while nothing is dragged."""
        self._cursor = shape
        self.viewport().setCursor(shape)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._wheel += event.angleDelta().y() / 120
        steps = int(self._wheel)
        if steps:
            self._wheel -= steps
            self.zoom(steps, event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Left: (-1, 0),
            Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, -1),
            Qt.Key.Key_Down: (0, 1),
        }
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom(-1)
        elif key == Qt.Key.Key_Home:
            self.go_home()
        elif key in moves:
            across, down = moves[key]
            size = self.viewport().size() * ARROW_SHARE
            self._shift(across * size.width(), down * size.height())
            self.moved_by_hand.emit()
        else:
            super().keyPressEvent(event)

    def go_home(self) -> None:
        """Where the Home key leads: the whole map."""
        self.fit(self.sceneRect())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._dragged_from = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        here = event.position().toPoint()
        if self._dragged_from is not None and self._is_drag(here):
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            moved = self._dragged_from - here
            self._dragged_from = here
            self._shift(moved.x(), moved.y())
        self.cursor_moved.emit(*self.lonlat_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        here = event.position().toPoint()
        dragged = self._is_drag(here)
        self._pressed = self._dragged_from = None
        self.set_cursor(self._cursor)
        if dragged:
            self.moved_by_hand.emit()
        else:
            self.click(here)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.position_picked.emit(*self.lonlat_at(event.position()))

    def click(self, place: QPoint) -> None:
        """A click that was no drag: whoever is to hear of it first says so here."""
        self.clicked(place)

    def clicked(self, place: QPoint) -> None:
        """A click that was no drag, at `place` [px]."""

    def _is_drag(self, here: QPoint) -> bool:
        start = self._pressed
        if start is None:
            return False
        moved = self._dragged_from != start
        return moved or (here - start).manhattanLength() > CLICK_PX


def rung(metres_per_px: float, steps: int) -> float:
    """The scale `steps` up the ladder (nearer) from `metres_per_px`, itself on the ladder.

    >>> [round(rung(scale, steps), 3) for scale, steps in ((8.0, 1), (8.0, -2), (9.0, -1))]
    [5.657, 16.0, 11.314]
    """
    at = log(metres_per_px / NEAREST, STEP)
    whole = ceil(at - 1e-6) if steps > 0 else floor(at + 1e-6)
    return float(NEAREST * STEP ** (whole - steps))
