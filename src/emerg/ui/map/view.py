"""The map of the window: pan, zoom, point at an incident, see who is hit and when."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QTimer, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QTransform
from PySide6.QtWidgets import QToolTip, QWidget

from emerg.playbooks.rivers import Rivers
from emerg.texts import Lang, Prose, render
from emerg.ui.map import base, corners, hover, overlays
from emerg.ui.map.answer_view import AnswerView
from emerg.ui.map.drill_mark import DrillMark
from emerg.ui.map.features import (
    POST_STYLES,
    Course,
    lake_spots,
    place_spots,
    river_names,
    site_spots,
)
from emerg.ui.map.ground import Ground, Window
from emerg.ui.map.mercator import position
from emerg.ui.map.names import NamesItem
from emerg.ui.map.palette import palette
from emerg.ui.map.rivers import RiverMap
from emerg.ui.map.sheet import Placed
from emerg.ui.map.stamps import Stamps
from emerg.ui.map.steps import Steps
from emerg.ui.spread import Spread
from emerg.ui.theme import THEMES, Theme
from emerg.ui.widgets import plain_tip

# Names are placed anew once the hand rests so long: until then they move with the map.
REST_MS = 60


class MapView(AnswerView):
    """One map: rivers, roads, towns and sites; an answer's plume, numbered hits and incident."""

    post_activated = Signal(str)

    def __init__(
        self, parent: QWidget | None = None, theme: Theme = THEMES["day"], lang: Lang = "zh"
    ) -> None:
        super().__init__(parent)
        self.setObjectName("map")
        self._ground = Ground(self._paint_ground)
        self._drawing, self._naming = Spread(self), Spread(self)
        self._on_screen = False  # being painted there, not into a picture
        self._rivers: Rivers | None = None
        self._folded: bool | None = None  # the legend; None: as the width of the map has it
        self._courses: Steps | None = None
        self._named: Sequence[Course] = ()
        self._names = NamesItem(self.sceneRect(), self._stamps)
        self.scene().addItem(self._names)
        self._drill = DrillMark(self.sceneRect(), lambda: self._laid().drill, self._stamps)
        self.scene().addItem(self._drill)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._lay_out)
        self.moved_by_hand.connect(self._on_hand)
        self.jumped.connect(self._on_jump)
        self.roads_changed.connect(self._redraw)
        self.ground_changed.connect(self._redraw)
        self.named_changed.connect(self._ask)
        self.position_picked.connect(lambda lon, lat: self.show_position((lon, lat)))
        self.set_theme(theme)
        self.set_language(lang)

    def set_theme(self, theme: Theme) -> None:
        """Draw everything in the colours of `theme`."""
        self.use_stamps(Stamps(palette(theme), self.devicePixelRatioF()))
        self._make_relief()
        self._redraw()
        self.theme_changed.emit(theme)

    @property
    def stamps(self) -> Stamps:
        """The pictures that everything is put together from."""
        return self._stamps

    def use_stamps(self, stamps: Stamps) -> None:
        """Draw names, symbols and numbers from these."""
        self._stamps = stamps
        self._paint_answer()
        self._paint_layers()
        self._road_marks.paint(self._stamps.colours)
        self._names.stamps = self._drill.stamps = self._stamps
        self.colour(self._stamps.colours)
        self._redraw()

    def set_language(self, lang: Lang) -> None:
        """Name everything in `lang`."""
        self._lang = lang
        self._ask()

    def show_rivers(self, ready: RiverMap) -> None:
        """The base map: every river and site of all playbooks; done once."""
        self._rivers, self._named = ready.rivers, ready.named
        self._courses = ready.courses
        self._layers = replace(self._layers, rivers=ready.drawings, lakes=ready.lakes)
        self._redraw()
        self.set_language(self._lang)
        self.show_everything()

    def show_everything(self) -> None:
        """Fit the key rivers, or all there are."""
        box = QRectF()
        drawn = self._layers.rivers
        for look in [look for look in drawn if look.key] or drawn:
            box = box.united(drawn[look].bounds())
        self.fit(self.sceneRect() if box.isEmpty() else box)

    def go_home(self) -> None:
        self.show_everything()

    def click(self, place: QPoint) -> None:
        """On the legend: it folds or unfolds, whatever tool is on."""
        laid = self._laid()
        board = laid.legend
        if board is None or board.fold is None or not board.area.contains(QPointF(place)):
            super().click(place)
        else:
            self._folded = not laid.folded
            self.viewport().update()

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
        return "\n".join(render(line, self._lang) for line in self.lines_at(place))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), plain_tip(self.words_at(event.pos())), self)
            return True
        if event.type() != QEvent.Type.Paint:
            return super().viewportEvent(event)
        if not self._names.holds and not self._naming.busy:
            self._lay_out()
        self._on_screen = True
        try:
            return super().viewportEvent(event)
        finally:
            self._on_screen = False

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        if not self._on_screen:
            for _ in self._paint_ground(painter, QRectF(rect)):
                pass
            return
        painter.save()
        painter.setWorldTransform(QTransform())
        window = self._window()
        if self._drawing.busy and self._ground.there and not self._ground.serves(window):
            self._ground.stretch(painter, window, self._stamps.colours.land)
        else:
            self._ground.paint(painter, window)
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRectF) -> Iterator[None]:
        return base.painting(self._layers, painter, area, self._relief, self._stamps.colours)

    def _window(self) -> Window:
        here = self.viewport()
        return Window(self.viewportTransform(), here.size(), here.devicePixelRatioF())

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        laid = self._laid()
        painter.save()
        painter.setWorldTransform(QTransform())
        lat = position(*self.seen().center().toTuple())[1]
        overlays.paint_corners(painter, laid, self._stamps, (self.metres_per_px, lat))
        painter.restore()
        self._names.under(laid)

    def _laid(self) -> corners.Laid:
        """Where everything lies that stands in the corners."""
        under = self._layers.under
        shown = corners.Corners(
            self._lang,
            exercise=self._answer is not None and self._answer.exercise,
            chain=() if self._road_marks.shown is None else self._road_marks.shown.chain,
            signs=self.legend_signs(),
            zones=self.zone_signs(),
            hour=self._hour_lines(),
            under=() if under is None else under.credit,
            folded=self._folded,
        )
        return corners.lay_out(self.viewport().size(), shown)

    def _ask(self) -> None:
        """Gather anew what may be named and marked."""
        rivers, lang, of_answer = self._rivers, self._lang, self._wanted_of_answer()
        answer = self._answer
        marked = [hit.site for hit in answer.hits] if answer and self.shows("hits") else []
        exercise = answer is not None and answer.exercise
        sites = (
            site_spots(rivers, lang, marked, exercise=exercise, hidden=self.hidden)
            if rivers
            else ()
        )
        wanted = replace(
            of_answer,
            places=place_spots(lang),
            rivers=river_names(self._named, lang),
            lakes=lake_spots(lang),
            sites=sites,
        )
        self._naming.stop()
        self._names.want(self._with_layers(wanted))

    @property
    def named(self) -> bool:
        """Whether everything in view has its name, as the view is now."""
        return self._names.serves(self.seen(), self.metres_per_px, self._laid())

    def name_now(self) -> None:
        """Place every name at once: for a picture, which has no next frame."""
        self._lay_out()
        self._naming.finish()

    def _lay_out(self) -> None:
        if not self.named and not self._naming.busy:
            steps = self._names.laying_out(self.seen(), self.metres_per_px, self._laid())
            self._naming.start(steps, self._number)

    def _number(self) -> None:
        self._naming.stop()
        if self._names.layout is not None:
            self._markers.number(self._names.layout.numbered, self._stamps)

    def _on_hand(self) -> None:
        """Until the hand rests names move with the map; its ground is drawn anew from now on."""
        self._naming.stop()
        self._rest.start()
        window = self._window()
        if self._ground.serves(window):
            self._drawing.stop()
        else:
            self._drawing.start(self._ground.drawing(window), self.viewport().update)

    def _on_jump(self) -> None:
        """The ground will be there when it is painted, the names soon after."""
        self._naming.stop()
        self._drawing.stop()
        self._lay_out()
        self.viewport().update()

    def _redraw(self) -> None:
        self._drawing.stop()
        self._ground.forget()
        self.viewport().update()

    def _symbol_at(self, place: QPoint) -> Placed | None:
        shown = self._names.placed(self.viewportTransform(), QRectF(self.viewport().rect()))
        return hover.symbol_at(shown, QPointF(place))

    def _post_at(self, place: QPoint) -> str | None:
        symbol = self._symbol_at(place)
        return symbol.key if symbol is not None and symbol.style in POST_STYLES else None

    def lines_at(self, place: QPoint) -> tuple[Prose, ...]:
        """What lies at a place of the viewport [px], line by line; nothing for nothing."""
        road = self._road_near(place) if self._closing else None
        if road is not None:
            return self._road_words(road)
        post = self._post_at(place)
        if post is not None:
            return self._posts[post].words
        site = self._hit_at(place)
        if site is not None:
            return self._hit_words(site)
        symbol = self._symbol_at(place)
        told = self._incident_words(place) or self._layer_words(symbol)
        if told:
            return told
        if symbol is not None:
            return hover.symbol_words(symbol, self._rivers, self._lang)
        line = self._drain_words(place) or self._line_words(place)
        return line or self._zone_words(place)

    def _line_words(self, place: QPoint) -> tuple[Prose, ...]:
        """The river or the road that lies nearer."""
        river, road = self._near(self._courses, place), self._road_near(place)
        if road is not None and (river is None or road.away_m < river.away_m):
            return self._road_words(road)
        if self._rivers is None or river is None:
            return ()
        return hover.river_words(self._rivers, river)
