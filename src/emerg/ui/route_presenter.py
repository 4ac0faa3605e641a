"""Joins the route panel to what finds the way: anew whenever a road is closed or opened."""

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from emerg.errors import EmergError
from emerg.playbooks.roads import RoadMap
from emerg.texts import Lang, Text
from emerg.ui.jobs import Desk
from emerg.ui.route_panel import RoutePanel, RouteState
from emerg.ui.route_way import (
    RouteAsked,
    RouteFound,
    find_route,
    honest_words,
    leg_rows,
    route_head,
    suggest_ends,
)
from emerg.ui.status_bar import Message, crash_message, problem_message

NO_ROADS = Text("No road network was loaded: no way can be found")


class RoutePresenter(QObject):
    """Finds the newest way only; `found` with it, None where there is none to draw.

    The second value of `found` says whether it was asked for just now, and not found anew because
    something else has changed.
    """

    found = Signal(object, bool)  # RouteFound or None
    said = Signal(Message)

    def __init__(
        self, panel: RoutePanel, pool: QThreadPool, lang: Lang, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._panel = panel
        self._lang: Lang = lang
        self._roads: RoadMap | None = None
        self._closed: tuple[str, ...] = ()
        self._incident: tuple[float, float] | None = None
        self._asked: RouteAsked | None = None
        self._fresh = False
        self._desk = Desk(pool, self)
        self._desk.succeeded.connect(self._on_success)
        self._desk.failed.connect(self._on_failure)
        self._desk.crashed.connect(self._on_crash)
        panel.asked.connect(self.ask)
        panel.cleared.connect(self.clear)
        panel.conditions_changed.connect(self._on_conditions)
        for line in (panel.start, panel.goal):
            line.offers_requested.connect(lambda text, at=line: at.offer(self._offers(text)))

    def set_roads(self, roads: RoadMap | None) -> None:
        self._roads = roads

    def set_language(self, lang: Lang) -> None:
        self._lang = lang

    def set_closed(self, closed: tuple[str, ...]) -> None:
        """These roads are closed: what was asked before is answered anew at once."""
        self._closed = closed
        self._again()

    def set_incident(self, position: tuple[float, float] | None) -> None:
        """Where the incident is (lon, lat)."""
        moved, self._incident = position != self._incident, position
        if moved and self._asked is not None and self._asked.with_incident:
            self._again()

    @Slot()
    def ask(self) -> None:
        """Find the way between the two places that stand in the panel."""
        asked = self._panel.typed()
        if self._roads is None:
            self._panel.show_state(RouteState(NO_ROADS, "warn"))
        elif not asked.whole:
            self._panel.focus()
        else:
            self._asked, self._fresh = asked, True
            self._find(self._roads, asked)

    @Slot()
    def clear(self) -> None:
        """Nothing is asked any more."""
        self._desk.close()
        self._asked = None
        self._panel.show_state(RouteState())
        self.found.emit(None, False)

    def close(self) -> None:
        self._desk.close()

    @Slot()
    def _on_conditions(self) -> None:
        if self._asked is not None:
            now = self._panel.typed()
            self._asked = RouteAsked(
                self._asked.start, self._asked.goal, now.night, now.snow, now.convoy
            )
            self._again()

    def _again(self) -> None:
        if self._asked is not None and self._roads is not None:
            self._find(self._roads, self._asked)

    def _find(self, roads: RoadMap, asked: RouteAsked) -> None:
        closed, incident = self._closed, self._incident
        self._desk.start(lambda _progress, _stop: find_route(roads, asked, closed, incident))

    def _offers(self, text: str) -> tuple[str, ...]:
        return () if self._roads is None else suggest_ends(text, self._roads, self._lang)

    @Slot(object)
    def _on_success(self, found: RouteFound) -> None:
        tone = "warn" if found.routed.way is None else "heading"
        notes = tuple(honest_words(found))
        self._panel.show_state(RouteState(route_head(found), tone, leg_rows(found), notes))
        fresh, self._fresh = self._fresh, False
        self.found.emit(found, fresh)

    @Slot(object)
    def _on_failure(self, error: EmergError) -> None:
        self._panel.show_state(RouteState(problem_message(error.problems).text, "danger"))
        self.found.emit(None, False)

    @Slot(object)
    def _on_crash(self, error: Exception) -> None:
        self._panel.show_state(RouteState())
        self.found.emit(None, False)
        self.said.emit(crash_message(error))
