"""Joins the five questions to what understands them: places, substances, times."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QLineEdit

from emerg.playbooks.rivers import Rivers
from emerg.response.incident import Scenario
from emerg.texts import Lang
from emerg.ui.clock import Now
from emerg.ui.known_ponds import NO_DAMS, Dams
from emerg.ui.known_roads import KnownRoads
from emerg.ui.question_panel import QuestionPanel
from emerg.ui.question_state import QuestionState
from emerg.ui.typed.answers import QUESTIONS, Question, Typed
from emerg.ui.typed.figures import flow_word, typed_unit
from emerg.ui.typed.form import Answered, read_form
from emerg.ui.typed.moments import written, written_start
from emerg.ui.typed.offers import suggest_places
from emerg.ui.typed.substances import suggest_substances


class FormPresenter(QObject):
    """Reads the form whenever it changes; `scenario_ready` when it was asked for and is whole."""

    scenario_ready = Signal(Scenario)
    mistake_found = Signal(str)  # Question
    place_confirmed = Signal(float, float)
    read_done = Signal(Typed, Answered)

    def __init__(self, panel: QuestionPanel, now: Now, lang: Lang) -> None:
        super().__init__(panel)
        self._panel = panel
        self._now = now
        self._lang: Lang = lang
        self._rivers: Rivers | None = None
        self._roads: KnownRoads | None = None
        self._dams: Dams = NO_DAMS
        self._touched: set[Question] = set()
        self.known: frozenset[Question] = frozenset()  # answered so far, if only by "don't know"
        panel.changed.connect(self.read)
        panel.visited.connect(self._on_visited)
        panel.confirmed.connect(self._on_confirmed)
        panel.now_requested.connect(self._on_now)
        panel.where.place.offers_requested.connect(self._offer_places)
        panel.what.substance.offers_requested.connect(self._offer_substances)

    def set_rivers(
        self, rivers: Rivers, roads: KnownRoads | None = None, dams: Dams = NO_DAMS
    ) -> None:
        """From now on places can be understood: on rivers, on roads if any, and ponds."""
        self._rivers, self._roads, self._dams = rivers, roads, dams
        self.read()

    def now(self) -> datetime:
        """What "now" means in the form: in a drill of another day, of that day."""
        return self._now()

    def set_language(self, lang: Lang) -> None:
        self._lang = lang

    def fill(self, typed: Typed, at: datetime | None = None) -> None:
        """Put `typed` into the form; what it says of time was said at the moment `at`."""
        self._panel.fill(typed)
        if at is not None:
            self._write_out(at)
        self._touched = set()
        self.read()

    @Slot()
    def read(self) -> Answered:
        """Read the form and show what was understood of the questions touched so far."""
        typed = self._panel.typed()
        answered = read_form(typed, self._rivers, self._now(), self._roads, self._dams)
        pond = answered.place is not None and answered.place.pond is not None
        shown = {q for q in QUESTIONS if q in self._touched or _filled(q, typed, pond=pond)}
        # A question under the cursor is not yet wrong.
        wrong = {q for q in answered.mistakes if q in self._touched}
        self.known = frozenset(shown - answered.mistakes.keys())
        self._panel.show_state(
            QuestionState(
                {q: echo for q, echo in answered.echoes.items() if q in shown},
                {q: answered.mistakes[q].problems[0] for q in wrong},
                answered.doubts & shown,
                pond,
            )
        )
        self.read_done.emit(typed, answered)
        return answered

    @Slot()
    def ask(self) -> None:
        """F5: hand on the scenario, or put the cursor where the first thing is wrong."""
        self._touched.update(QUESTIONS)
        self._write_out()
        answered = self.read()
        if answered.scenario is not None:
            self.scenario_ready.emit(answered.scenario)
        elif answered.mistakes:
            first = next(q for q in QUESTIONS if q in answered.mistakes)
            self._panel.focus_on(first)
            self.mistake_found.emit(first)

    @Slot(float, float)
    def pick(self, lon: float, lat: float) -> None:
        """A click on the map answers where."""
        self.take(f"{lon:.5f}, {lat:.5f}")

    @Slot(str)
    def take(self, place: str) -> None:
        """A place chosen elsewhere answers where, as if it had been typed."""
        self._touched.add("where")
        self._panel.fill_where(place)
        self.read()

    @Slot(str)
    def _on_visited(self, question: Question) -> None:
        self._touched.add(question)
        if question in ("amount", "when", "flow"):
            self._write_out()
        self.read()

    @Slot(str)
    def _on_confirmed(self, question: Question) -> None:
        self._touched.add(question)
        answered = self.read()
        if question == "where" and answered.place is not None:
            located = answered.place.located
            self.place_confirmed.emit(located.lon, located.lat)

    def _write_out(self, now: datetime | None = None) -> None:
        """ "2 h ago" must not move on with the clock; a flow typed as a word goes to its button."""
        typed = self._panel.typed()
        answered = read_form(typed, None, now or self._now())
        if "when" not in answered.mistakes:
            self._panel.fill_times(
                written_start(answered.start) if answered.start else None,
                written(answered.reported) if answered.reported else None,
            )
        unit = typed_unit(typed.amount, typed.unit)
        if unit != typed.unit:
            self._panel.fill_unit(unit)
        word = flow_word(typed.flow_m3_s)
        if word is not None:
            self._panel.fill_flow(word)

    @Slot(QLineEdit)
    def _on_now(self, line: QLineEdit) -> None:
        line.setText(written(self._now()))
        line.setFocus()

    @Slot(str)
    def _offer_places(self, text: str) -> None:
        if self._rivers is not None:
            offers = suggest_places(text, self._rivers, self._lang, self._roads, self._dams)
            self._panel.where.place.offer(offers)

    @Slot(str)
    def _offer_substances(self, text: str) -> None:
        self._panel.what.substance.offer(suggest_substances(text, self._lang))


def _filled(question: Question, typed: Typed, *, pond: bool) -> bool:
    """Whether anything was put into a question, as it is asked."""
    leak = typed.leak
    what = leak.mode or leak.content if pond else typed.what
    amount = leak.volume or leak.water if pond else typed.amount or typed.purity
    return {
        "where": bool(typed.where),
        "what": bool(what),
        "amount": bool(amount),
        "when": bool(typed.when or typed.reported or typed.duration or typed.ongoing),
        "flow": typed.flow != "unknown" or bool(typed.flow_m3_s),
    }[question]
