"""Joins the page of a leaking pond to what is known of it: the ledger by what was measured."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from emerg.errors import InputError
from emerg.response.answer import Answer
from emerg.response.incident import Leak, Scenario
from emerg.response.leak_modes import MODES
from emerg.response.ledger import ledger
from emerg.response.pond import PondAnswer
from emerg.texts import Text
from emerg.ui.known_ponds import NO_DAMS, Dams, holding_sites
from emerg.ui.main_window import MainWindow
from emerg.ui.map.leak_mark import LeakMark
from emerg.ui.pond_panel import PondState
from emerg.ui.status_bar import Message
from emerg.ui.typed.leaks import read_space
from emerg.usecases.unfinished import Measured

NO_POND = Text("No pond leaks: write its name under 1 Where and press F5")


class PondPresenter(QObject):
    """Owns the room that was measured: kept by pond, that of a drill apart, and asked with F5."""

    hit_chosen = Signal(str)  # the id of a place
    said = Signal(Message)
    measured_changed = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dams: Dams = NO_DAMS
        self.found: PondAnswer | None = None
        self._answer: Answer | None = None
        self._measured: dict[tuple[str, bool], dict[str, float]] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._bring)
        window.pond.hit_chosen.connect(self._on_hit)
        window.pond.space_typed.connect(self._on_space)

    def with_measured(self, scenario: Scenario) -> Scenario:
        """The scenario with the room that was measured for its pond."""
        leak = scenario.leak
        if leak is None:
            return scenario
        return replace(scenario, leak=replace(leak, held=self._held(leak, scenario)))

    def measured(self) -> tuple[Measured, ...]:
        """All room that was measured."""
        return tuple(
            Measured(pond, exercise, site, space)
            for (pond, exercise), sites in self._measured.items()
            for site, space in sites.items()
        )

    def set_measured(self, measured: Iterable[Measured]) -> None:
        """This was measured, and nothing else."""
        self._measured = {}
        for one in measured:
            self._measured.setdefault((one.pond, one.exercise), {})[one.site] = one.space_m3

    def clear(self) -> None:
        """No pond is on show; what was measured stays known."""
        self.found = self._answer = None
        self._window.pond.show_state(PondState(None))
        self._window.allow_tab("pond", False)

    @Slot(object)
    def set_leak(self, found: PondAnswer | None) -> None:
        """What the newest answer has of a pond; None: it is of none."""
        self.found = found

    def show_answer(self, answer: Answer) -> None:
        """Show the leak of `answer` on its page, which is there for a leak only."""
        self._answer = answer
        window, found = self._window, self.found
        appeared = found is not None and not window.has_tab("pond")
        window.pond.show_state(PondState(found))
        window.allow_tab("pond", found is not None)
        if appeared:
            self._soon.start()

    @Slot()
    def _bring(self) -> None:
        """A page that is seen for the first time is laid out: in a turn of its own."""
        if self.found is not None:
            self._window.show_tab("pond")

    def show_page(self) -> None:
        """The key of the page: to the front, the cursor in its arrivals."""
        if self.found is None:
            self.said.emit(Message(NO_POND))
        else:
            self._window.show_tab("pond")
            self._window.pond.arrivals.setFocus()

    def mark(self, answer: Answer) -> LeakMark | None:
        """What stands on the map where the leak enters the river."""
        if self.found is None:
            return None
        leak, incident = self.found.release, answer.incident
        way = leak.receiving
        enters = Text(
            "enters {river} at km {km} by {gully}",
            river=incident.river_name,
            km=f"{incident.km:.1f}",
            gully=way.gully,
        )
        mine = Text("{pond}: {mode}", pond=leak.pond.name, mode=MODES[leak.mode])
        return LeakMark(leak.pond.name, (mine, leak.book.dam.name, enters, way.how))

    def _held(self, leak: Leak, scenario: Scenario) -> tuple[tuple[str, float | None], ...]:
        """Every place of the pond, each once, with what was measured there; or none at all."""
        measured = self._measured.get((leak.book, scenario.exercise))
        book = self.dams.get(leak.book)
        if not measured or book is None:
            return ()
        sites = holding_sites(book, exercise=scenario.exercise)
        return tuple((site, measured.get(site)) for site in sites)

    @Slot(str, str)
    def _on_space(self, site: str, text: str) -> None:
        """Room was measured: the ledger is added up anew, without another forecast."""
        found, answer = self.found, self._answer
        if found is None or answer is None:
            return
        try:
            space = read_space(text)
        except InputError as error:
            self._window.pond.ledger.show_mistake(error.problems[0])
            return
        book, exercise = found.release.book, answer.exercise
        measured = self._measured.setdefault((book.dam.id, exercise), {})
        if space is None:
            measured.pop(site, None)
        else:
            measured[site] = space
        self.measured_changed.emit()
        held = [(one, measured.get(one)) for one in holding_sites(book, exercise=exercise)]
        counted = ledger(found.release.volume_m3, book.sites, held, exercise=exercise)
        self.found = replace(found, ledger=counted)
        self._window.pond.show_ledger(self.found)

    @Slot(int)
    def _on_hit(self, number: int) -> None:
        hits = () if self._answer is None else self._answer.hits
        for hit in hits:
            if hit.number == number:
                self.hit_chosen.emit(hit.site)
