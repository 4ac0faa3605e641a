"""The part of the map that knows an answer: incident, numbered hits, and the cloud by hour."""

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Signal
from PySide6.QtWidgets import QGraphicsPixmapItem, QWidget

from emerg.response.answer import Answer
from emerg.response.next_things import closes_first
from emerg.texts import Prose, render
from emerg.ui.map.features import ALWAYS, Spot, hit_spots
from emerg.ui.map.first_look import first_day
from emerg.ui.map.hour_item import HourItem
from emerg.ui.map.hour_words import STATES, hour_lines
from emerg.ui.map.hours import HourWay, hour_way, state_of
from emerg.ui.map.hover import hit_words, incident_words
from emerg.ui.map.layered_view import LayeredView
from emerg.ui.map.layout import INCIDENT_PX, Wanted
from emerg.ui.map.leak_mark import LeakMark
from emerg.ui.map.markers import PLUME_Z, SITE_KEY, Markers
from emerg.ui.map.mercator import plane, point
from emerg.ui.map.road_view import box_of
from emerg.ui.map.switches import Hidden


class AnswerView(LayeredView):
    """At rest the way down by the hour of the front; at an hour the cloud as it may be then."""

    hit_activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answer: Answer | None = None
        self._leak: LeakMark | None = None
        self._markers = Markers(self.scene())
        self._hour: float | None = None
        self._hour_way: HourWay | None = None
        self._cloud: HourItem | None = None

    def show_answer(
        self, answer: Answer | None, leak: LeakMark | None = None, *, still: bool = False
    ) -> None:
        """Plume by hour, numbered hits and incident of `answer`; None clears them.

        Where a pond leaks the incident is the place at which that enters the river. An hour that
        is on show stays so. `still`: the map does not move, wherever all that is.
        """
        self._answer, self._leak = answer, leak
        self._markers.show(answer, self._stamps, "incident" if leak is None else "pond")
        if self._cloud is not None:
            self.scene().removeItem(self._cloud)
        self._cloud = self._hour_way = None
        self.show_hour(None if answer is None else self._hour)
        self._show_switched()
        self.named_changed.emit()
        if answer is not None and not still:
            incident = QPointF(*point(answer.incident.lon, answer.incident.lat))
            if not self._safely_seen(incident):
                self.fit(box_of(first_day(answer)))

    def show_hour(self, hour: float | None) -> None:
        """The cloud as it may be so many hours after the start; None: the whole way by its front.

        What an hour needs is worked out when the first one of an answer is asked for.
        """
        answer = self._answer
        if hour is not None and answer is not None and self._cloud is None:
            self._hour_way = hour_way(answer)
            if self._hour_way is not None:
                clears = not answer.plume.remains
                self._cloud = HourItem(self._hour_way, self._stamps.colours, PLUME_Z, clears=clears)
                self.scene().addItem(self._cloud)
        changes_view = (hour is None) != (self._hour is None)
        self._hour = hour
        if self._cloud is not None and hour is not None:
            self._cloud.show_hour(hour)
        hits = self._markers.hits.values() if answer is not None else ()
        states = {hit.site: state_of(hit, answer, hour) for hit in hits if answer is not None}
        self._markers.tell(states, self._stamps)
        if changes_view:
            self._show_switched()
        self.viewport().update()

    def set_hidden(self, hidden: Hidden) -> None:
        super().set_hidden(hidden)
        self._show_switched()

    def show_position(self, place: tuple[float, float] | None) -> None:
        """A small mark where an incident is meant to be (lon, lat), until there is an answer."""
        self._markers.point_at(place, self._stamps)

    def select_hit(self, site_id: str | None) -> None:
        """Highlight one hit and bring it into view; None highlights nothing."""
        self.mark_hit(site_id)
        mark = self._markers.marks.get(site_id or "")
        if mark is not None and not self._safely_seen(mark.pos()):
            self.centre(mark.pos())

    def mark_hit(self, site_id: str | None) -> None:
        """Highlight one hit where it is; None highlights nothing."""
        self._markers.select(site_id, self._stamps)

    def marks_in_view(self) -> tuple[str, ...]:
        """Ids of the sites whose marks are on the visible part of the map."""
        seen = self.seen()
        return tuple(s for s, mark in self._markers.marks.items() if seen.contains(mark.pos()))

    def legend_signs(self) -> tuple[str, ...]:
        """What stands on the map just now."""
        return (*self._answer_signs(), *super().legend_signs())

    def _answer_signs(self) -> Iterator[str]:
        answer = self._answer
        if answer is None:
            return
        yield "incident" if self._leak is None else "leak"
        at_hour = self._at_hour()
        if self.shows("plume"):
            yield from ("cloud",) if at_hour else ("arrival",)
            left_some = self._cloud is not None and self._cloud.span.tail > 0
            if at_hour and left_some and answer.plume.remains:
                yield "behind"
            if not at_hour and any(answer.trace.rough):
                yield "rough"
        if self.shows("hits"):
            yield from ("states",) if at_hour else ()
            yield from ("intake",) if any(hit.is_intake for hit in answer.hits) else ()
            yield from ("below",) if any(hit.exceeds == "no" for hit in answer.hits) else ()

    def _at_hour(self) -> bool:
        """Whether the cloud of one hour is drawn."""
        return self._hour is not None and self._cloud is not None

    def _hour_lines(self) -> tuple[Prose, ...]:
        """What is said of the hour on show."""
        if self._answer is None or self._hour is None or self._hour_way is None:
            return ()
        return hour_lines(self._answer, self._hour_way, self._hour)

    def _show_switched(self) -> None:
        at_hour, on = self._at_hour(), self.shows("plume")
        if self._markers.plume is not None:
            self._markers.plume.setVisible(on and not at_hour)
        if self._cloud is not None:
            self._cloud.setVisible(on and at_hour)
        self._markers.hide(hidden=not self.shows("hits"))

    def _paint_answer(self) -> None:
        """Draw the items of the answer in the colours of now."""
        self._markers.paint(self._stamps)
        if self._cloud is not None:
            self._cloud.colours = self._stamps.colours
            self._cloud.update()

    def _wanted_of_answer(self) -> Wanted:
        """What of the answer is to be named and marked."""
        answer = self._answer
        if answer is None:
            return Wanted(origins=tuple(self._origins()))
        first = closes_first(answer.incident, answer.hits)  # as the headline has it
        return Wanted(
            incident=point(answer.incident.lon, answer.incident.lat),
            plume=plane(np.column_stack([answer.trace.lon, answer.trace.lat])),
            origins=tuple(self._origins()),
            hits=hit_spots(answer.hits, self._lang, None if first is None else first.site),
        )

    def _origins(self) -> Iterator[Spot]:
        """Where it comes from, by name: the place on a road, the pond that leaks."""
        road = self._road_marks.spot()
        if road is not None:
            yield road
        if self._leak is not None and self._answer is not None:
            x, y = point(self._answer.incident.lon, self._answer.incident.lat)
            yield Spot(render(self._leak.name, self._lang), "hit", x, y, None, ALWAYS, ALWAYS)

    def _hit_at(self, place: QPoint) -> str | None:
        for item in self.items(place):
            if isinstance(item, QGraphicsPixmapItem) and item.data(SITE_KEY):
                return str(item.data(SITE_KEY))
        return None

    def _hit_words(self, site: str) -> tuple[Prose, ...]:
        state = self._markers.states.get(site, "")
        told = hit_words(self._markers.hits[site])
        return (*told, STATES[state]) if state else told

    def _incident_words(self, place: QPoint) -> tuple[Prose, ...]:
        """What is said where the incident is pointed at; nothing elsewhere."""
        if self._answer is None or self._markers.incident not in self.items(place):
            return ()
        return self._leak.words if self._leak else incident_words(self._answer)

    def _safely_seen(self, place: QPointF) -> bool:
        margin = INCIDENT_PX * self.metres_per_px
        return self.seen().adjusted(margin, margin, -margin, -margin).contains(place)
