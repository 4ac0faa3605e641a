"""The map of the window: pan, zoom, point at an incident, see who is hit and when."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QTransform
from PySide6.QtWidgets import QGraphicsPixmapItem, QGraphicsView, QToolTip, QWidget

from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.texts import Lang, Prose, render
from emerg.ui.map import base, hover, overlays
from emerg.ui.map.features import (
    ALWAYS,
    POST_STYLES,
    Named,
    Spot,
    hit_spots,
    lake_spots,
    place_spots,
    river_names,
    site_spots,
)
from emerg.ui.map.first_look import first_day
from emerg.ui.map.layout import INCIDENT_PX, Wanted
from emerg.ui.map.leak_mark import LeakMark
from emerg.ui.map.markers import SITE_KEY, Markers
from emerg.ui.map.mercator import plane, point, position
from emerg.ui.map.names import NamesItem
from emerg.ui.map.palette import palette
from emerg.ui.map.posts import post_spots
from emerg.ui.map.relief import Relief, relief
from emerg.ui.map.rivers import RiverMap
from emerg.ui.map.road_view import RoadView, box_of
from emerg.ui.map.sheet import Placed
from emerg.ui.map.stamps import Stamps
from emerg.ui.map.steps import Steps
from emerg.ui.theme import THEMES, Theme
from emerg.ui.widgets import plain_tip

# Names are placed anew once the hand rests so long: until then they move with the map.
REST_MS = 60


class MapView(RoadView):
    """One map: rivers, roads, towns and sites; an answer's plume, numbered hits and incident."""

    hit_activated = Signal(str)
    post_activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("map")
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheBackground)
        self._lang: Lang = "zh"
        self._rivers: Rivers | None = None
        self._courses: Steps | None = None
        self._answer: Answer | None = None
        self._leak: LeakMark | None = None
        self._relief_on = True
        self._relief: Relief | None = None
        self._markers = Markers(self.scene())
        self._river_names: Sequence[Named] = ()
        self._names = NamesItem(self.sceneRect(), self._stamps)
        self.scene().addItem(self._names)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._lay_out_anew)
        self.moved_by_hand.connect(self._rest.start)
        self.jumped.connect(self._forget_names)
        self.roads_changed.connect(self._redraw)
        self.named_changed.connect(self._ask)
        self.position_picked.connect(lambda lon, lat: self.show_position((lon, lat)))
        self.set_theme(THEMES["day"])
        self.set_language("zh")

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in the colours of `theme`."""
        self._stamps = Stamps(palette(theme), self.devicePixelRatioF())
        self._relief = relief(self._stamps.colours) if self._relief_on else None
        self._markers.paint(self._stamps)
        self._road_marks.paint(self._stamps.colours)
        self._names.stamps = self._stamps
        self._redraw()

    def set_relief(self, on: bool) -> None:
        """Show the shaded relief, or leave it out."""
        self._relief_on = on
        self._relief = relief(self._stamps.colours) if on else None
        self._redraw()

    def set_language(self, lang: Lang) -> None:
        """Name everything in `lang`."""
        self._lang = lang
        self._river_names = river_names(self._rivers, lang) if self._rivers else ()
        self._ask()

    def show_rivers(self, ready: RiverMap) -> None:
        """The base map: every river and site of all playbooks; done once."""
        self._rivers = ready.rivers
        self._courses = ready.courses
        self._layers = replace(self._layers, rivers=ready.drawings)
        self._redraw()
        self.set_language(self._lang)
        self.show_everything()

    def show_answer(self, answer: Answer | None, leak: LeakMark | None = None) -> None:
        """Plume by hour, numbered hits and incident of `answer`; None clears them.

        Where a pond leaks the incident is the place at which that enters the river.
        """
        self._answer, self._leak = answer, leak
        self._markers.show(answer, self._stamps, "incident" if leak is None else "pond")
        self._ask()
        if answer is not None:
            incident = QPointF(*point(answer.incident.lon, answer.incident.lat))
            if not self._safely_seen(incident):
                self.fit(box_of(first_day(answer)))

    def legend_signs(self) -> tuple[str, ...]:
        """What of roads and ponds stands on the map just now."""
        return (*super().legend_signs(), *(() if self._leak is None else ("leak",)))

    def show_position(self, place: tuple[float, float] | None) -> None:
        """A small mark where an incident is meant to be (lon, lat), until there is an answer."""
        self._markers.point_at(place, self._stamps)

    def select_hit(self, site_id: str | None) -> None:
        """Highlight one hit and bring it into view; None highlights nothing."""
        self._markers.select(site_id, self._stamps)
        mark = self._markers.marks.get(site_id or "")
        if mark is not None and not self._safely_seen(mark.pos()):
            self.centre(mark.pos())

    def show_everything(self) -> None:
        """Fit the key rivers, or all there are."""
        box = QRectF()
        drawn = self._layers.rivers
        for look in [look for look in drawn if look.key] or drawn:
            box = box.united(drawn[look].bounds())
        self.fit(self.sceneRect() if box.isEmpty() else box)

    def go_home(self) -> None:
        self.show_everything()

    def marks_in_view(self) -> tuple[str, ...]:
        """Ids of the sites whose marks are on the visible part of the map."""
        seen = self.seen()
        return tuple(s for s, mark in self._markers.marks.items() if seen.contains(mark.pos()))

    def clicked(self, place: QPoint) -> None:
        post = None if self._closing else self._post_at(place)
        site = None if self._closing else self._hit_at(place)
        if post is not None:
            self.post_activated.emit(post)
        elif site is not None:
            self.hit_activated.emit(site)
        else:
            super().clicked(place)

    def words_at(self, place: QPoint) -> str:
        """What lies at a place of the viewport [px], as lines of text; empty for nothing."""
        return "\n".join(render(line, self._lang) for line in self._lines_at(place))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), plain_tip(self.words_at(event.pos())), self)
            return True
        if event.type() == QEvent.Type.Paint and self._names.layout is None:
            self._lay_out()
        return super().viewportEvent(event)

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        base.paint(self._layers, painter, QRectF(rect), self._relief, self._stamps.colours)

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        painter.save()
        painter.setWorldTransform(QTransform())
        overlays.paint_corners(painter, self.viewport().size(), self._corners(), self._stamps)
        painter.restore()

    def _corners(self) -> overlays.Corners:
        middle = self.seen().center()
        return overlays.Corners(
            self._lang,
            self.metres_per_px,
            position(middle.x(), middle.y())[1],
            legend=self._answer is not None,
            exercise=self._answer is not None and self._answer.exercise,
            chain=() if self._road_marks.shown is None else self._road_marks.shown.chain,
            roads=self.legend_signs(),
        )

    def _ask(self) -> None:
        """Gather anew what may be named and marked."""
        answer, lang = self._answer, self._lang
        hits = answer.hits if answer else ()
        exercise = answer is not None and answer.exercise
        rivers = self._rivers
        wanted = Wanted(
            incident=point(answer.incident.lon, answer.incident.lat) if answer else None,
            plume=plane(np.column_stack([answer.trace.lon, answer.trace.lat])) if answer else None,
            origins=tuple(self._origins()),
            posts=post_spots(self._posts.values(), lang),
            hits=hit_spots(hits, lang),
            places=place_spots(lang),
            rivers=self._river_names,
            lakes=lake_spots(lang),
            sites=site_spots(rivers, lang, (h.site for h in hits), exercise=exercise)
            if rivers
            else (),
        )
        self._names.want(wanted)

    def _origins(self) -> Iterator[Spot]:
        """Where it comes from, by name: the place on a road, the pond that leaks."""
        road = self._road_marks.spot()
        if road is not None:
            yield road
        if self._leak is not None and self._answer is not None:
            x, y = point(self._answer.incident.lon, self._answer.incident.lat)
            yield Spot(render(self._leak.name, self._lang), "hit", x, y, None, ALWAYS, ALWAYS)

    def _lay_out(self) -> None:
        layout = self._names.lay_out(self.seen(), self.metres_per_px)
        self._markers.number(layout.numbered, self._stamps)

    def _lay_out_anew(self) -> None:
        if not self._names.serves(self.seen(), self.metres_per_px):
            self._lay_out()

    def _forget_names(self) -> None:
        """What is not laid out for the view will be when it is painted."""
        if not self._names.serves(self.seen(), self.metres_per_px):
            self._names.layout = None
        self.viewport().update()

    def _redraw(self) -> None:
        self.resetCachedContent()
        self.viewport().update()

    def _safely_seen(self, place: QPointF) -> bool:
        margin = INCIDENT_PX * self.metres_per_px
        return self.seen().adjusted(margin, margin, -margin, -margin).contains(place)

    def _hit_at(self, place: QPoint) -> str | None:
        for item in self.items(place):
            if isinstance(item, QGraphicsPixmapItem) and item.data(SITE_KEY):
                return str(item.data(SITE_KEY))
        return None

    def _symbol_at(self, place: QPoint) -> Placed | None:
        shown = self._names.placed(self.viewportTransform(), QRectF(self.viewport().rect()))
        return hover.symbol_at(shown, QPointF(place))

    def _post_at(self, place: QPoint) -> str | None:
        symbol = self._symbol_at(place)
        return symbol.key if symbol is not None and symbol.style in POST_STYLES else None

    def _lines_at(self, place: QPoint) -> tuple[Prose, ...]:
        road = self._road_near(place) if self._closing else None
        if road is not None:
            return self._road_words(road)
        post = self._post_at(place)
        if post is not None:
            return self._posts[post].words
        site = self._hit_at(place)
        if site is not None:
            return hover.hit_words(self._markers.hits[site])
        if self._answer is not None and self._markers.incident in self.items(place):
            return self._leak.words if self._leak else hover.incident_words(self._answer)
        symbol = self._symbol_at(place)
        if symbol is not None:
            return hover.symbol_words(symbol, self._rivers, self._lang)
        return self._drain_words(place) or self._line_words(place)

    def _line_words(self, place: QPoint) -> tuple[Prose, ...]:
        """The river or the road that lies nearer."""
        river, road = self._near(self._courses, place), self._road_near(place)
        if road is not None and (river is None or road.away_m < river.away_m):
            return self._road_words(road)
        if self._rivers is None or river is None:
            return ()
        return hover.river_words(self._rivers, river)
