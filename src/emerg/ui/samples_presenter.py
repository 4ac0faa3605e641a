"""Joins the sampling plan to the record: results are noted, forecasts learn from them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from PySide6.QtCore import Slot

from emerg.errors import EmergError
from emerg.hazards.limits import load_limits
from emerg.incident.model import Entry
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.incident import FieldSample, Scenario
from emerg.response.sampling_results import with_results
from emerg.texts import Lang, Prose, Text
from emerg.ui.clock import Clock
from emerg.ui.follower import Follower
from emerg.ui.loaded import Loaded
from emerg.ui.main_window import MainWindow
from emerg.ui.note_presenter import NotePresenter
from emerg.ui.record_desk import RecordDesk
from emerg.ui.sample_rows import sampling_lines
from emerg.ui.samples_panel import SamplesState
from emerg.ui.status_bar import Message
from emerg.ui.typed.results import read_result
from emerg.usecases.incident import note
from emerg.usecases.noted_samples import NotedSample, noted_samples, sample_draft
from emerg.usecases.samples import field_sample
from emerg.usecases.times import Times

WHERE = "sample"


class SamplesPresenter(Follower):
    """Owns the results of the incident on the desk: they are asked with the next F5."""

    def __init__(
        self, window: MainWindow, desk: RecordDesk, notes: NotePresenter, clock: Clock, lang: Lang
    ) -> None:
        super().__init__(window)
        self._window, self._desk, self._notes, self._clock = window, desk, notes, clock
        self._lang: Lang = lang
        self._rivers: Rivers | None = None
        self._answer: Answer | None = None
        self._now: datetime | None = None
        self._noted: tuple[NotedSample, ...] = ()
        desk.shown.connect(self._on_record)
        desk.noted.connect(self._on_record)
        desk.changed.connect(self._on_record)
        window.samples.found.connect(self._on_found)

    def set_loaded(self, ready: Loaded) -> None:
        self._rivers = ready.rivers.rivers

    def set_answer(self, answer: Answer | None, now: datetime) -> None:
        self._answer, self._now = answer, now
        self._show()

    def set_now(self, now: datetime) -> None:
        self._now = now
        self._show()

    def set_language(self, lang: Lang) -> None:
        self._lang = lang

    def commands(self) -> Mapping[str, Callable[[], object]]:
        return {"samples": self.show_page}

    def with_known(self, scenario: Scenario) -> Scenario:
        """What was found in the water goes in with the questions."""
        return replace(scenario, samples=(*scenario.samples, *self._samples()))

    def known(self) -> Mapping[str, Any]:
        """By which results a forecast differs from another of the same questions."""
        hashes = [one.entry.hash for one in self._noted]
        return {"samples": hashes} if hashes else {}

    def show_page(self) -> None:
        """The key of the page: to the front, the cursor in its table."""
        self._window.show_tab("samples")
        self._window.samples.table.setFocus()

    def _samples(self) -> tuple[FieldSample, ...]:
        return tuple(one.sample for one in self._noted)

    def _show(self) -> None:
        answer, rivers = self._answer, self._rivers
        if answer is None or rivers is None:
            self._window.samples.show_state(SamplesState())
            return
        every, asked = self._samples(), answer.incident.scenario.samples
        self._window.samples.show_state(
            SamplesState(
                with_results(rivers, answer.sampling, every),
                self._now,
                sum(sample not in asked for sample in every),
                tuple(sampling_lines(answer)),
                _species(answer),
                self._notes.writes,
            )
        )

    @Slot()
    @Slot(object)
    def _on_record(self, _seen: object = None) -> None:
        entries = self._window.record.log.model.entries if self._desk.seen is not None else ()
        found = noted_samples(entries, self._clock.now())
        if found != self._noted:
            self._noted = found
            self.known_changed.emit()
        self._show()

    @Slot(int, str, str, str)
    def _on_found(self, order: int, result: str, taken: str, species: str) -> None:
        answer, now = self._answer, self._clock.now()
        points = () if answer is None else answer.sampling
        point = next((one for one in points if one.order == order), None)
        if point is None:
            return
        try:
            table = read_result(result, taken, now, point.at, species)
            found = field_sample(table, WHERE, Times(WHERE, now))
        except EmergError as error:
            self._window.samples.show_mistake(error)
            return
        home, noted_at, desk = self._desk.home, self._desk.now(), self._desk
        draft = sample_draft(point.name, table, found, self._lang)

        def saying(id_: str) -> Entry:
            return note(home, id_, draft, desk.person(), noted_at)

        desk.say(saying, self._notes.opening(draft.text), self._on_noted)

    def _on_noted(self, result: object) -> None:
        assert isinstance(result, Entry)
        self._window.samples.clear_entry()
        text = Text("Noted: {text}; F5 reckons with it", text=result.text)
        self.said.emit(Message(text, "ok"))


def _species(answer: Answer) -> tuple[tuple[str, Prose], ...]:
    """What of the substance has a limit: the first is meant where nothing is said."""
    limits = load_limits()
    parts = answer.incident.substance.regulated
    return tuple((part.species, limits.name(part.species)) for part in parts)
