"""Joins the roads of the window: what is closed, ways, who is sent, where it is held, river."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from emerg.geodesy import FloatArray
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.drives import Dispatch
from emerg.response.pond import PondAnswer
from emerg.texts import Lang, Prose, Text
from emerg.ui.closures_panel import Closure, ClosuresState
from emerg.ui.closures_presenter import NO_ROADS, ClosuresPresenter
from emerg.ui.containment_presenter import ContainmentPresenter
from emerg.ui.dispatch_on_map import DEPOT, Way, posts, ways
from emerg.ui.dispatch_presenter import DispatchPresenter
from emerg.ui.drained import Drained, chain_words, drained
from emerg.ui.known_roads import KnownRoads
from emerg.ui.loaded import Loaded
from emerg.ui.main_window import MainWindow
from emerg.ui.map.road_marks import Drain
from emerg.ui.others import Other, other_below
from emerg.ui.roads_today import RoadsToday
from emerg.ui.route_presenter import RoutePresenter
from emerg.ui.route_way import RouteFound
from emerg.ui.status_bar import Message
from emerg.ui.surroundings import Surroundings
from emerg.ui.typed.places import Understood
from emerg.usecases.paper_kinds import Given

TOOL_ON = Text("Click a road to close it, again to open it; Esc leaves")


@dataclass(frozen=True, slots=True)
class RoadsState:
    """What is closed, in the order it was; and whether clicks close roads."""

    closed: tuple[str, ...] = ()
    closing: bool = False

    def toggled(self, stretch: str) -> "RoadsState":
        """The other way round for one stretch."""
        if stretch in self.closed:
            return replace(self, closed=tuple(name for name in self.closed if name != stretch))
        return replace(self, closed=(*self.closed, stretch))


class RoadsPresenter(QObject):
    """Owns what is closed; shows it, the way asked for, who is sent, and the river below."""

    said = Signal(Message)
    closing_changed = Signal(bool)
    closures_changed = Signal()

    def __init__(self, window: MainWindow, given: Surroundings, lang: Lang) -> None:
        super().__init__(window)
        self._window = window
        self.state = RoadsState()
        self.known: KnownRoads | None = None
        self._rivers: Rivers | None = None
        self._asked: Drained | None = None
        self._answered: Drained | None = None
        self._answer: Answer | None = None
        self._asked_way: FloatArray | None = None
        self._sent: Dispatch | None = None
        self._ways: Sequence[Way] = ()
        self.route = RoutePresenter(window.route, given.pool, lang, self)
        self.route.found.connect(self._on_route)
        self.dispatch = DispatchPresenter(window.dispatch, given, lang, self)
        self.dispatch.found.connect(self._on_dispatch)
        self.containment = ContainmentPresenter(window, given.pool)
        self.dispatch.found.connect(self.containment.set_dispatch)
        for presenter in (self.route, self.dispatch, self.containment):
            presenter.said.connect(self.said)
        window.route.conditions_changed.connect(self._on_today)
        window.dispatch.place_chosen.connect(self._on_place)
        window.dispatch.ways_opened.connect(self._on_ways)
        window.map.post_activated.connect(self._on_post)
        window.map.road_clicked.connect(self.toggle)
        window.closures.open_requested.connect(self.toggle)
        self.closing = ClosuresPresenter(window, self, lang)
        window.closures.clear_requested.connect(self.open_all)
        window.closures.tool_toggled.connect(self.set_closing)

    def given(self, answer: Answer, rivers: Rivers, lang: Lang, pond: PondAnswer | None) -> Given:
        """What sheets are written of: with the roads, and who goes where as it is on show."""
        roads = None if self.known is None else self.known.network
        told = self._sent is not None and self._sent.plan.ground.supplies
        found = self._sent if told else None
        held = self.containment.found
        return Given(answer, rivers, lang, pond, roads=roads, found=found, containment=held)

    def set_loaded(self, ready: Loaded) -> None:
        """Show the roads that were loaded, if any."""
        self._rivers = ready.rivers.rivers
        self.known = None if ready.roads is None else ready.roads.known
        self._window.map.show_roads(ready.roads)
        self.route.set_roads(None if self.known is None else self.known.network)
        self.dispatch.set_loaded(ready)
        self.containment.set_rivers(ready.rivers.rivers)

    @Slot(str)
    def set_language(self, lang: Lang) -> None:
        self.route.set_language(lang)
        self.closing.set_language(lang)
        self.dispatch.set_language(lang)

    def close(self) -> None:
        self.route.close()
        self.dispatch.close()
        self.containment.close()

    def set_now(self, now: datetime) -> None:
        """Time has passed, and slack with it."""
        self.dispatch.set_now(now)
        self.containment.set_now(now)

    @Slot()
    def switch_tool(self) -> None:
        """The key of the tool: on, or off again."""
        self.set_closing(not self.state.closing)

    @Slot(bool)
    def set_closing(self, on: bool) -> None:
        """From now on clicks on the map close roads, or no longer do; what is closed stays."""
        if on and self.known is None:
            self.said.emit(Message(NO_ROADS, "danger"))
            on = False
        self._show(replace(self.state, closing=on))
        self._window.map.set_closing(on)
        self.closing_changed.emit(on)
        if on:
            self._window.show_tab("closures")
            self._window.closures.focus()
            self.said.emit(Message(TOOL_ON))

    @Slot(str)
    def toggle(self, stretch: str) -> None:
        """Close a stretch, or open it."""
        state = self.state.toggled(stretch)
        road = self.told(stretch)
        closed = stretch in state.closed
        words = Text("Closed: {road}", road=road) if closed else Text("Open: {road}", road=road)
        self.said.emit(Message(words))
        self._show(state)

    @Slot()
    def open_all(self) -> None:
        """Nothing is closed any more."""
        self._show(replace(self.state, closed=()))

    def set_closed(self, closed: Sequence[str]) -> None:
        """Close these and no others, as far as they are known."""
        edges = {} if self.known is None else self.known.network.edges
        self._show(replace(self.state, closed=tuple(name for name in closed if name in edges)))

    def clear(self) -> None:
        """No incident is on show; what is closed stays closed."""
        self._answer = self._answered = None
        self.route.set_incident(None)
        self.dispatch.clear()
        self.containment.clear()
        self._show_drain()

    def set_place(self, place: Understood | None) -> None:
        """The place that stands in the form."""
        self._asked = None if place is None else place.road
        self._show_drain()

    def show_answer(self, answer: Answer) -> None:
        """The incident on show: on a road its place there is where a way may lead."""
        where = answer.incident.scenario.where
        self._answer, self._answered = answer, None
        if self.known is not None and self._rivers is not None:
            self._answered = drained(self.known, self._rivers, where)
        on_road = self._answered
        position = answer.incident.lon, answer.incident.lat
        self.route.set_incident(
            position if on_road is None else (on_road.spot.lon, on_road.spot.lat)
        )
        self._show_drain()

    def plan(self, answer: Answer, now: datetime) -> None:
        """Who is sent where, and where it can be held, by the answer of the record."""
        self.containment.set_answer(answer, now)
        self.dispatch.set_answer(answer, now)

    @property
    def origin(self) -> tuple[float, float] | None:
        """Where on a road the incident that was answered is (lon, lat); None off the road."""
        found = self._answered
        return None if found is None else (found.spot.lon, found.spot.lat)

    @property
    def other(self) -> Other | None:
        """Another river that the place answered may drain to."""
        if self._answered is None or self._rivers is None:
            return None
        return other_below(self._answered, self._rivers)

    def _show(self, state: RoadsState) -> None:
        before, self.state = self.state, state
        window = self._window
        rows = [self._closure(name) for name in state.closed]
        window.closures.show_state(ClosuresState(rows, state.closing))
        window.show_closures_count(len(rows))
        if state.closed != before.closed:
            window.map.show_closures(state.closed)
            self.route.set_closed(state.closed)
            self._on_today()
            self.closures_changed.emit()

    def _closure(self, stretch: str) -> Closure:
        if self.known is None:
            return Closure(stretch, stretch)
        row = self.known.network.edges[stretch]
        return Closure(row.id, row.name, row.length_km)

    def told(self, stretch: str) -> Prose:
        """A stretch by name, number and length."""
        if self.known is None:
            return stretch
        row = self.known.network.edges[stretch]
        fields = {"name": row.name, "id": row.id, "km": f"{row.length_km:.0f}"}
        return Text("{name} ({id}, {km} km)", **fields)

    def _show_drain(self) -> None:
        """What is asked comes before what was answered."""
        found = self._asked or self._answered
        if found is None or self._rivers is None:
            self._window.map.show_drain(None)
            return
        same = self._answered is not None and _same(found, self._answered)
        hits = len(self._answer.hits) if same and self._answer is not None else None
        self._window.map.show_drain(
            Drain(
                (found.spot.lon, found.spot.lat),
                (found.way.lon, found.way.lat),
                found.stake,
                tuple(chain_words(found, self._rivers, hits)),
                answered=hits is not None,
            )
        )

    @Slot(object, bool)
    def _on_route(self, found: RouteFound | None, fresh: bool) -> None:
        self._asked_way = None if found is None else found.line
        self._show_ways()
        if fresh and self._asked_way is not None:
            self._window.map.fit_lines([self._asked_way])

    def _show_ways(self) -> None:
        """The way asked for over those that are driven for the dispatch."""
        shown = [*self._ways]
        if self._asked_way is not None:
            shown.insert(0, Way(self._asked_way, "none"))
        self._window.map.show_routes([way.line for way in shown], [way.slack for way in shown])

    @Slot()
    def _on_today(self) -> None:
        """A road was closed or opened, or night, snow or a convoy is to be reckoned with."""
        how = self._window.route.typed()
        self.dispatch.set_today(RoadsToday(self.state.closed, how.night, how.snow, how.convoy))

    @Slot(object)
    def _on_dispatch(self, found: Dispatch | None) -> None:
        self._sent = found
        self._ways = () if found is None else ways(found)
        self._window.map.show_posts([] if found is None else posts(found))
        self._show_ways()

    @Slot(str)
    def _on_place(self, place: str) -> None:
        """A row was chosen: the map shows where that is."""
        points = () if self._sent is None else self._sent.plan.points
        for point in (one.place for one in points if one.place.id == place):
            self._window.map.centre_on(point.lon, point.lat)

    @Slot(str)
    def _on_ways(self, place: str) -> None:
        drives = () if self._sent is None else self._sent.drives
        lines = [one.lonlat for one in drives if one.point == place and len(one.lonlat) > 1]
        self._window.map.fit_lines(lines)

    @Slot(str)
    def _on_post(self, post: str) -> None:
        """A place was clicked on the map: its row shows what is needed there."""
        self._window.show_tab("dispatch")
        if not post.startswith(DEPOT):
            self._window.dispatch.select(post)


def _same(one: Drained, other: Drained) -> bool:
    return (one.stake, one.way.river) == (other.stake, other.way.river)
