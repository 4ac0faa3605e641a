"""Joins the page of charts to the answer on show: drawn only while somebody looks at it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from math import floor
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from emerg.errors import EmergError
from emerg.response.answer import Answer
from emerg.response.containment import Containment, at_time
from emerg.response.curves import PlaceCurve
from emerg.response.hits import Hit
from emerg.response.next_things import closes_first
from emerg.response.place_chart import place_chart
from emerg.response.river_chart import STEP_H, last_hour, river_chart
from emerg.response.river_curves import RiverCurves
from emerg.response.slack_chart import slack_chart
from emerg.texts import Prose, Text
from emerg.ui.charts.choices import Hours
from emerg.ui.charts.panel import EMPTY, ChartsPanel
from emerg.ui.charts.worked import Worked
from emerg.ui.follower import Follower
from emerg.ui.jobs import Desk
from emerg.ui.loaded import Loaded
from emerg.ui.said import INTAKE
from emerg.ui.status_bar import Message, crash_message, problem_message
from emerg.units import HOUR_S
from emerg.usecases.chart_files import write_chart

NOT_HELD = Text("Where it can be held is not worked out yet")
NOWHERE = Text("No place is known where it could be held")
NO_PLACE = Text("No place is hit: there is no curve to draw")
FIX = Text("make room and allow writing there")


class ChartsPresenter(Follower):
    """Draws the chart in sight of the answer on show; another place chosen is another curve."""

    place_chosen = Signal(str)  # here, so that it may be chosen everywhere
    hour_chosen = Signal(float)  # so is an hour
    now_chosen = Signal()

    def __init__(
        self,
        panel: ChartsPanel,
        pool: QThreadPool,
        folder_for: Callable[[Answer], Path],
        bring: Callable[[], object] = lambda: None,
        parent: QObject | None = None,
    ) -> None:
        """Sheets of an answer go to `folder_for` it; `bring` has the page in front."""
        super().__init__(parent)
        self._panel, self._folder_for, self._bring = panel, folder_for, bring
        self._answer: Answer | None = None
        self._now: datetime | None = None
        self._held: Containment | None = None
        self._site = ""
        self._hour: float | None = None  # None: that of now
        self.worked = Worked(pool, self)
        self.worked.changed.connect(self.draw)
        self.worked.said.connect(self.said)
        self._writing = Desk(pool, self)
        self._writing.succeeded.connect(self._on_written)
        self._writing.failed.connect(self._on_unwritten)
        self._writing.crashed.connect(self._on_crash)
        choices = panel.choices
        choices.kind_chosen.connect(self.draw)
        choices.log_chosen.connect(self.draw)
        choices.place_chosen.connect(self._on_place)
        choices.hour_chosen.connect(self._on_hour)
        choices.now_chosen.connect(self._on_now)
        panel.sheet.hour_clicked.connect(self._on_hour)
        panel.opened.connect(self.draw)
        panel.export_requested.connect(self._on_export)
        panel.copied.connect(self._on_copied)

    def set_loaded(self, ready: Loaded) -> None:
        self.worked.set_rivers(ready.rivers.rivers)

    def set_answer(self, answer: Answer | None, now: datetime) -> None:
        """Another answer: its curves are others; the place stays if it is hit again."""
        self.worked.begin(answer)
        self._answer, self._now, self._hour = answer, now, None
        if answer is not None and self._hit() is None:
            first = closes_first(answer.incident, answer.hits) or next(iter(answer.hits), None)
            self._site = "" if first is None else first.site
        self._show_places()
        self.draw()

    def set_now(self, now: datetime) -> None:
        self._now = now
        self.draw()

    @Slot(object)
    def set_held(self, found: Containment | None) -> None:
        """Where it can be held, as it was worked out."""
        self._held = found
        if self._panel.choices.kind == "slack":
            self.draw()

    @Slot(str)
    def choose(self, site: str) -> None:
        """A place was chosen, wherever: its curve is drawn."""
        hits = () if self._answer is None else self._answer.hits
        if site != self._site and any(hit.site == site for hit in hits):
            self._site = site
            self._show_places()
            self.draw()

    @Slot(object)
    def set_hour(self, hour: float | None) -> None:
        """The hour that the map shows; None: all of them, and the river is drawn as it is now."""
        before, self._hour = self._hour, hour
        self._panel.sheet.show_hour(hour)
        if self._panel.choices.kind == "river" and _step(hour) != _step(before):
            self.draw()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        return {"charts": self.show_page}

    def show_page(self) -> None:
        """The key of the page: in front, the cursor in it."""
        self._bring()
        self._panel.focus()

    def close(self) -> None:
        self.worked.close()
        self._writing.close()

    @Slot()
    def draw(self) -> None:
        """Draw the chart in sight; what is not worked out yet is begun."""
        answer, now = self._answer, self._now
        if not self._panel.isVisible():
            return
        if answer is None or now is None:
            self._panel.show_words(EMPTY)
            return
        match self._panel.choices.kind:
            case "place":
                self._draw_place(answer, now)
            case "river":
                self._draw_river(answer, now)
            case "slack":
                self._draw_slack(now)

    def _draw_place(self, answer: Answer, now: datetime) -> None:
        hit = self._hit()
        if hit is None:
            self._panel.show_words(NO_PLACE)
            return
        found = self.worked.curve(hit.site)
        if isinstance(found, PlaceCurve):
            self._panel.show_chart(place_chart(answer, hit, found, now))
        else:
            self._panel.show_words(found)

    def _draw_river(self, answer: Answer, now: datetime) -> None:
        found = self.worked.river()
        if not isinstance(found, RiverCurves):
            self._panel.show_words(found)
            return
        start = answer.incident.scenario.start
        began = None if start is None else start.earliest
        last = last_hour(found)
        hour = min(max(floor(self._hour_of(began, now) / STEP_H) * STEP_H, 0.0), last)
        self._panel.choices.show_hours(Hours(hour, last, began))
        self._panel.show_chart(river_chart(answer, found, hour))

    def _draw_slack(self, now: datetime) -> None:
        if self._held is None:
            self._panel.show_words(NOT_HELD)
        elif not self._held.options:
            self._panel.show_words(NOWHERE)
        elif words := self.worked.views():
            self._panel.show_words(words)
        else:
            self._panel.show_chart(slack_chart(at_time(self._held, now)))

    def _hour_of(self, start: datetime | None, now: datetime) -> float:
        """The hour chosen; else now; where the start is not known, when the place's peak comes."""
        if self._hour is not None:
            return self._hour
        if start is not None:
            return (now - start).total_seconds() / HOUR_S
        hit = self._hit()
        return 0.0 if hit is None else hit.peak_h[1]

    def _hit(self) -> Hit | None:
        hits = () if self._answer is None else self._answer.hits
        return next((hit for hit in hits if hit.site == self._site), None)

    def _show_places(self) -> None:
        hits = () if self._answer is None else self._answer.hits
        self._panel.choices.show_places([(hit.site, _words(hit)) for hit in hits], self._site)

    @Slot(str)
    def _on_place(self, site: str) -> None:
        self.choose(site)
        self.place_chosen.emit(site)

    @Slot(float)
    def _on_hour(self, hour: float) -> None:
        self.set_hour(max(hour, 0.0))
        self.hour_chosen.emit(self._hour)

    @Slot()
    def _on_now(self) -> None:
        """The map as it is now, and the chart follows from now on."""
        self.now_chosen.emit()
        self._hour = None
        self.draw()

    @Slot()
    def _on_copied(self) -> None:
        self.said.emit(Message(Text("The chart is copied as a picture"), "ok"))

    @Slot()
    def _on_export(self) -> None:
        chart, answer, lang = self._panel.sheet.chart, self._answer, self._panel.words.lang
        if chart is not None and answer is not None:
            folder = self._folder_for(answer)
            self._writing.start(lambda _progress, _stop: write_chart(chart, folder, lang))

    @Slot(object)
    def _on_written(self, path: Path) -> None:
        self.said.emit(Message(Text("Figures written: {path}", path=path), "ok", str(path)))

    @Slot(object)
    def _on_unwritten(self, error: EmergError) -> None:
        # Its own advice is for the command line.
        self.said.emit(problem_message([replace(one, fix=FIX) for one in error.problems]))

    @Slot(object)
    def _on_crash(self, error: Exception) -> None:
        self.said.emit(crash_message(error))


def _step(hour: float | None) -> int | None:
    """The river is drawn at every so many minutes."""
    return None if hour is None else floor(hour / STEP_H)


def _words(hit: Hit) -> Prose:
    """A place in the list to choose from: as the hit list numbers it, and an intake marked."""
    fields = {"n": hit.number, "name": hit.title, "km": f"{hit.distance_m / 1000:.1f}"}
    if hit.is_intake:
        return Text("{n} {mark} {name}, {km} km", mark=INTAKE, **fields)
    return Text("{n} {name}, {km} km", **fields)
