"""The map of the desk: the places and reaches of one playbook over the map of the window."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from emerg.geodesy import FloatArray
from emerg.ui.map.mercator import plane, point
from emerg.ui.map.palette import Palette, palette
from emerg.ui.map.rivers import RiverMap
from emerg.ui.map.roads import RoadLayer
from emerg.ui.map.view import MapView
from emerg.ui.theme import THEMES, Theme

DOT_PX, CHOSEN_PX, REACH_PX = 4.0, 8.0, 10
LINE_PX, MARKS_Z = 5.0, 7000.0
NEAR_M = 400.0  # plane metres a pixel, from which a place that is chosen is seen in its valley


@dataclass(frozen=True, slots=True)
class Base:
    """What lies below: rivers, and roads where there are any."""

    rivers: RiverMap
    roads: RoadLayer | None = None


class Marks(QGraphicsItem):
    """Every place of the playbook as a dot; the row that is chosen in a ring, or as a line."""

    def __init__(self, box: QRectF) -> None:
        super().__init__()
        self._box = box
        self.dots: dict[str, QPointF] = {}
        self.chosen: QPointF | None = None
        self.line: QPainterPath | None = None
        self.colours: Palette = palette(THEMES["day"])
        self.setZValue(MARKS_Z)

    def boundingRect(self) -> QRectF:
        return self._box

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        metres_per_px = 1 / painter.worldTransform().m11()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.line is not None:
            self._draw_line(painter, self.line)
        painter.setPen(_pen(self.colours.ink, 1.2))
        painter.setBrush(QColor(self.colours.paper))
        radius = DOT_PX * metres_per_px
        for at in self.dots.values():
            painter.drawEllipse(at, radius, radius)
        if self.chosen is not None:
            painter.setBrush(QColor(self.colours.danger))
            painter.drawEllipse(self.chosen, radius, radius)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(_pen(self.colours.danger, 2.4))
            ring = CHOSEN_PX * metres_per_px
            painter.drawEllipse(self.chosen, ring, ring)

    def _draw_line(self, painter: QPainter, line: QPainterPath) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen(self.colours.paper, LINE_PX + 3))
        painter.drawPath(line)
        painter.setPen(_pen(self.colours.danger, LINE_PX))
        painter.drawPath(line)


def _pen(colour: str, width: float) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCosmetic(True)
    return pen


class DeskMap(MapView):
    """Tells which place was clicked; while one is being placed, where."""

    place_chosen = Signal(str)  # key of the row
    placed = Signal(float, float)  # lon, lat

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("desk_map")
        self.placing = False
        self.marks = Marks(self.sceneRect())
        self.scene().addItem(self.marks)

    def set_theme(self, theme: Theme) -> None:
        super().set_theme(theme)
        if hasattr(self, "marks"):  # the map paints itself once before
            self.marks.colours = palette(theme)
            self.marks.update()

    def show_base(self, base: Base, *, keep_view: bool) -> None:
        """Rivers and roads of all playbooks below; what is in view may stay."""
        scale, middle = self.transform(), self.seen().center()
        self.show_roads(base.roads)
        self.show_rivers(base.rivers)
        if keep_view:
            self.setTransform(scale)
            self.centre(middle)

    def show_places(self, places: Mapping[str, tuple[float, float]]) -> None:
        """These places (lon/lat by row) as dots, in place of those before."""
        self.marks.dots = {key: QPointF(*point(*at)) for key, at in places.items()}
        self.marks.update()
        self.viewport().update()

    def fit_playbook(self, box: QRectF) -> None:
        """Bring a whole playbook (plane coordinates) into view."""
        if not box.isEmpty():
            self.fit(box)

    def show_chosen(self, at: tuple[float, float] | None, line: FloatArray | None = None) -> None:
        """Mark the place (lon/lat) or line (lon/lat) of the row that is chosen; bring it near."""
        self.marks.chosen = None if at is None else QPointF(*point(*at))
        self.marks.line = None if line is None else _path(line)
        self.marks.update()
        self.viewport().update()
        if self.marks.line is not None:
            if not self.seen().contains(self.marks.line.boundingRect()):
                self.fit(self.marks.line.boundingRect().adjusted(-4000, -4000, 4000, 4000))
        elif at is not None:
            self._bring_near(*at)

    def _bring_near(self, lon: float, lat: float) -> None:
        at = QPointF(*point(lon, lat))
        if self.metres_per_px > NEAR_M:
            self.go_to(lon, lat)
        elif not self.seen().contains(at):
            self.centre(at)

    def set_placing(self, on: bool) -> None:
        """Whether the next click is a position."""
        self.placing = on
        self.set_cursor(Qt.CursorShape.PointingHandCursor if on else Qt.CursorShape.CrossCursor)

    def clicked(self, place: QPoint) -> None:
        if self.placing:
            self.placed.emit(*self.lonlat_at(QPointF(place)))
            return
        key = self._key_at(place)
        if key is not None:
            self.place_chosen.emit(key)

    def _key_at(self, place: QPoint) -> str | None:
        """The row whose dot lies nearest a place of the viewport [px]."""
        away = {
            key: (self.mapFromScene(at) - place).manhattanLength()
            for key, at in self.marks.dots.items()
        }
        near = min(away, key=away.__getitem__, default=None)
        return near if near is not None and away[near] <= REACH_PX else None


def _path(line: FloatArray) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in plane(line).tolist()]))
    return path
