"""The part of the map that knows roads: which are closed, which ways lead along them."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from emerg.geodesy import FloatArray
from emerg.response.answer import Answer
from emerg.texts import Lang, Prose
from emerg.ui.map import base
from emerg.ui.map.first_look import Frame, first_look
from emerg.ui.map.hover import REACH_PX
from emerg.ui.map.mercator import plane
from emerg.ui.map.palette import palette
from emerg.ui.map.posts import Post, Posts, legend_of
from emerg.ui.map.road_items import Slack
from emerg.ui.map.road_marks import Drain, RoadMarks
from emerg.ui.map.roads import RoadLayer, road_words
from emerg.ui.map.stamps import Stamps
from emerg.ui.map.steps import Near, Steps, nearest
from emerg.ui.map.tool_view import ToolView
from emerg.ui.theme import THEMES


class RoadView(ToolView):
    """Closures, routes, and the way from a road to its river, over the layers that were loaded."""

    road_clicked = Signal(str)  # the id of a stretch, while roads are being closed
    roads_changed = Signal()
    named_changed = Signal()  # something else is to be named

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layers = base.Layers()
        self._closing = False
        self._lang: Lang = "zh"
        self._stamps = Stamps(palette(THEMES["day"]), self.devicePixelRatioF())
        self._road_marks = RoadMarks(self.scene())
        self._posts: dict[str, Post] = {}
        self._looking: tuple[Answer, QRectF] | None = None

    def show_roads(self, layer: RoadLayer | None) -> None:
        """The roads over the rivers; None where there are none."""
        self._layers = replace(self._layers, roads=layer)
        self.roads_changed.emit()

    def show_under(self, under: base.UnderMap | None) -> None:
        """A picture under everything, drawn anew where it is there already; None: none."""
        self._layers = replace(self._layers, under=under)
        self.roads_changed.emit()

    def show_closures(self, closed: Collection[str]) -> None:
        """These stretches are closed, and no others."""
        layer = self._layers.roads
        lines = [] if layer is None else [layer.lines[name] for name in closed]
        self._road_marks.close(closed, lines, self._stamps.colours)

    def show_routes(self, lines: Sequence[FloatArray], slacks: Sequence[Slack]) -> None:
        """Ways by road (lon/lat), each by the slack it leaves; the first lies on top."""
        self._road_marks.show_routes(lines, slacks, self._stamps.colours)

    def fit_lines(self, lines: Sequence[FloatArray]) -> None:
        """Bring these ways (lon/lat) into view."""
        box = QRectF()
        for line in map(plane, lines):
            box = box.united(QRectF(QPointF(*line.min(axis=0)), QPointF(*line.max(axis=0))))
        if not box.isEmpty() and not self.seen().contains(box):
            self.fit(box)

    def show_posts(self, posts: Posts) -> None:
        """Who is sent where: places to hold it, and depots; none clears them."""
        before, self._posts = self._posts, {post.id: post for post in posts}
        if self._posts != before:
            self.named_changed.emit()
        if self._posts and self._looking is not None:
            (answer, box), self._looking = self._looking, None
            if self._fitted == box:  # nobody has moved the map since
                self._look(answer)

    def look_at(self, answer: Answer) -> None:
        """A first look: the incident, with near intakes and, once known, places to hold it."""
        self._looking = answer, self._look(answer)

    def _look(self, answer: Answer) -> QRectF:
        size = self.viewport().size()
        held = [post.lonlat for post in self._posts.values() if post.symbol == "interception"]
        box = box_of(first_look(answer, (size.width(), size.height()), held))
        self.fit(box, 0)
        return box

    def show_drain(self, drain: Drain | None) -> None:
        """The way from a road to the river that a spill there reaches; None clears it."""
        if drain != self._road_marks.shown:
            self._road_marks.show_drain(drain, self._stamps.colours)
            self.named_changed.emit()

    def set_closing(self, on: bool) -> None:
        """While on, a click on a road says which; otherwise clicks mean what they always do."""
        self._closing = on
        self.set_cursor(Qt.CursorShape.ForbiddenCursor if on else Qt.CursorShape.CrossCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """While roads are closed the second click is a click like the first."""
        if self._closing:
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def clicked(self, place: QPoint) -> None:
        """A click on a road says which, while roads are being closed."""
        road = self._road_near(place) if self._closing else None
        if road is not None:
            self.road_clicked.emit(road.id)

    def road_near(self, place: QPoint) -> str | None:
        """The id of the stretch at a place of the viewport [px]; None for none."""
        road = self._road_near(place)
        return None if road is None else road.id

    def _road_near(self, place: QPoint) -> Near | None:
        layer = self._layers.roads
        return None if layer is None else self._near(layer.courses, place)

    def _near(self, courses: Steps | None, place: QPoint) -> Near | None:
        if courses is None:
            return None
        at = self.mapToScene(place)
        return nearest(courses, at.x(), at.y(), REACH_PX * self.metres_per_px)

    def _road_words(self, road: Near) -> tuple[Prose, ...]:
        layer = self._layers.roads
        return () if layer is None else road_words(layer, road, self._road_marks.closed)

    def legend_signs(self) -> tuple[str, ...]:
        """What stands on the roads just now."""
        return (*self._road_marks.legend(), *legend_of(self._posts.values()))

    def _drain_words(self, place: QPoint) -> tuple[Prose, ...]:
        """From road to river, where the line between them is pointed at."""
        drain, reach_m = self._road_marks.shown, REACH_PX * self.metres_per_px
        if drain is None or not self._road_marks.drains_at(self.mapToScene(place), reach_m):
            return ()
        return drain.chain


def box_of(frame: Frame) -> QRectF:
    """A frame as Qt has it."""
    return QRectF(frame.west, frame.north, frame.wide, frame.high)
