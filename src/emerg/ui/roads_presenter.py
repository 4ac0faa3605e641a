"""Joins the roads of the window: what is closed, the way along them, the river below them."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.texts import Lang, Prose, Text
from emerg.ui.closures_panel import ClosuresState
from emerg.ui.drained import Drained, chain_words, drained
from emerg.ui.known_roads import KnownRoads
from emerg.ui.loaded import Loaded
from emerg.ui.main_window import MainWindow
from emerg.ui.map.road_marks import Drain
from emerg.ui.others import Other, other_below
from emerg.ui.route_presenter import RoutePresenter
from emerg.ui.route_way import RouteFound
from emerg.ui.status_bar import Message
from emerg.ui.typed.places import Understood

TOOL_ON = Text("Click a road to close it, again to open it; Esc leaves")
NO_ROADS = Text("No road network was loaded: there is no road to close")


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
    """Owns what is closed; shows it, the way and the river below the road."""

    said = Signal(Message)
    closing_changed = Signal(bool)

    def __init__(self, window: MainWindow, pool: QThreadPool, lang: Lang) -> None:
        super().__init__(window)
        self._window = window
        self.state = RoadsState()
        self.known: KnownRoads | None = None
        self._rivers: Rivers | None = None
        self._asked: Drained | None = None
        self._answered: Drained | None = None
        self._answer: Answer | None = None
        self.route = RoutePresenter(window.route, pool, lang, self)
        self.route.found.connect(self._on_route)
        self.route.said.connect(self.said)
        window.map.road_clicked.connect(self.toggle)
        window.closures.open_requested.connect(self.toggle)
        window.closures.clear_requested.connect(self.open_all)
        window.closures.tool_toggled.connect(self.set_closing)

    def set_loaded(self, ready: Loaded) -> None:
        """Show the roads that were loaded, if any."""
        self._rivers = ready.rivers.rivers
        self.known = None if ready.roads is None else ready.roads.known
        self._window.map.show_roads(ready.roads)
        self.route.set_roads(None if self.known is None else self.known.network)

    def set_language(self, lang: Lang) -> None:
        self.route.set_language(lang)

    def close(self) -> None:
        self.route.close()

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
            self.said.emit(Message(TOOL_ON))

    @Slot(str)
    def toggle(self, stretch: str) -> None:
        """Close a stretch, or open it."""
        state = self.state.toggled(stretch)
        road = self._told(stretch)
        closed = stretch in state.closed
        words = Text("Closed: {road}", road=road) if closed else Text("Open: {road}", road=road)
        self.said.emit(Message(words))
        self._show(state)

    @Slot()
    def open_all(self) -> None:
        """Nothing is closed any more."""
        self._show(replace(self.state, closed=()))

    def set_place(self, place: Understood | None) -> None:
        """The place that stands in the form."""
        self._asked = None if place is None else place.road
        self._show_drain()

    def set_answer(self, answer: Answer) -> None:
        """The incident that was answered: on a road its place there is where a way may lead."""
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

    @property
    def other(self) -> Other | None:
        """Another river that the place answered may drain to."""
        if self._answered is None or self._rivers is None:
            return None
        return other_below(self._answered, self._rivers)

    def _show(self, state: RoadsState) -> None:
        before, self.state = self.state, state
        window = self._window
        rows = [(name, self._told(name)) for name in state.closed]
        window.closures.show_state(ClosuresState(rows, state.closing))
        window.show_closures_count(len(rows))
        if state.closed != before.closed:
            window.map.show_closures(state.closed)
            self.route.set_closed(state.closed)

    def _told(self, stretch: str) -> Prose:
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
        if found is None or found.line is None:
            self._window.map.show_routes([], [])
            return
        self._window.map.show_routes([found.line], ["none"])
        if fresh:
            self._window.map.fit_routes()


def _same(one: Drained, other: Drained) -> bool:
    return (one.stake, one.way.river) == (other.stake, other.way.river)
