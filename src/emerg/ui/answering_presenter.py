"""What is asked is answered: with F5 for the record, and by itself while questions are open.

One answer is on show. What of the window acts by an answer - the record, the dispatch, where it
can be held, the sheets - goes by that of the record alone.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from emerg.errors import EmergError
from emerg.response.answer import Answer
from emerg.response.incident import Scenario
from emerg.response.pond import PondAnswer
from emerg.texts import Text
from emerg.ui.followers import known as besides
from emerg.ui.followers import with_known
from emerg.ui.header_state import header_state
from emerg.ui.incident_presenter import Asked
from emerg.ui.jobs import Work
from emerg.ui.main_window import MainWindow
from emerg.ui.others import Other, other_of_pond
from emerg.ui.provisional_presenter import ProvisionalPresenter
from emerg.ui.question_state import RunState
from emerg.ui.respond_presenter import Found, Known, answering
from emerg.ui.status_bar import problem_message
from emerg.ui.surroundings import Surroundings
from emerg.ui.typed.answers import QUESTIONS, Typed
from emerg.ui.typed.form import Answered
from emerg.usecases.paper_kinds import Given

if TYPE_CHECKING:
    from emerg.ui.window_presenter import WindowPresenter


@dataclass(frozen=True, slots=True)
class _Held:
    """An answer of the record, what it has of a pond, and what it was asked."""

    answer: Answer
    pond: PondAnswer | None
    asked: Asked | None


class AnsweringPresenter(QObject):
    """Owns the answer of the record; shows that or a provisional one, and says which."""

    def __init__(self, parts: "WindowPresenter", window: MainWindow, given: Surroundings) -> None:
        super().__init__(window)
        self._parts, self._window, self._given = parts, window, given
        self._asking: Asked | None = None
        self._record: _Held | None = None
        self._is_provisional = False
        self._read: Answered | None = None
        self.provisional = ProvisionalPresenter(given.pool, self._work_of, self._must_wait, self)
        self.provisional.answered.connect(self._on_provisional)
        self.provisional.stuck.connect(self._tell)
        window.questions.confirmed.connect(self.provisional.hurry)
        window.questions.visited.connect(self.provisional.hurry)
        responding = parts.responding
        responding.leaked.connect(parts.ponds.set_leak)
        responding.answered.connect(self._on_answer)
        responding.failed.connect(self._on_failure)
        responding.busy_changed.connect(self._on_busy)
        responding.progressed.connect(self._on_progress)

    @property
    def answer(self) -> Answer | None:
        """The answer of the record: what sheets are written of."""
        return None if self._record is None else self._record.answer

    def to_print(self) -> Given | None:
        """What sheets are written of, once there is an answer."""
        held, parts = self._record, self._parts
        if held is None or parts.rivers is None:
            return None
        if not self._is_provisional:
            return parts.roads.given(held.answer, parts.rivers, parts.look.lang, parts.ponds.found)
        answer = parts.incident.level.as_judged(held.answer)
        return parts.roads.given(answer, parts.rivers, parts.look.lang, held.pond)

    def ask(self, scenario: Scenario) -> None:
        """Answer `scenario` for the record."""
        parts = self._parts
        self.provisional.drop()
        typed = self._window.questions.typed()
        self._asking = parts.incident.asked(typed, besides(parts.followers))
        known = self._known()
        if known is not None:
            asked = with_known(parts.followers, parts.ponds.with_measured(scenario))
            parts.responding.respond(known, asked, self._given.clock.now_for(scenario))

    def show_run(self, *, busy: bool) -> None:
        """Whether an answer of the record is being worked out."""
        state = RunState(busy=busy, can_cancel=busy, can_print=self._record is not None)
        self._window.show_run(state)

    def rejudge(self, answer: Answer) -> None:
        """The answer on show is judged otherwise."""
        if not self._is_provisional and self._record is not None:
            self._record = replace(self._record, answer=answer)
        self._parts.shown.rejudge(answer)

    def clear(self) -> None:
        """Another incident lies on the desk, or none: the answer on show is not of it."""
        parts = self._parts
        parts.responding.close()
        self.provisional.drop()
        self._asking = self._record = None
        self._is_provisional = False
        self._given.clock.forget()
        parts.shown.clear()
        parts.ponds.clear()
        parts.roads.clear()
        now = self._given.clock.now()
        parts.incident.set_answer(None, now)
        for follower in parts.followers:
            follower.set_answer(None, now)
        self.show_run(busy=False)
        parts.form.read()

    def close(self) -> None:
        self.provisional.close()

    @Slot(Typed, Answered)
    def on_read(self, typed: Typed, answered: Answered) -> None:
        """The header follows the form; what was answered of other questions says so."""
        parts = self._parts
        self._read = answered
        if self._is_of_record(typed):
            self.provisional.drop()
            self._show_record()
        else:
            self.provisional.consider(typed, besides(parts.followers), answered)
        if not self.provisional.waiting:
            self._tell()
        answer = parts.shown.answer
        drill = typed.exercise or (answer is not None and answer.exercise)
        self._window.set_drill(drill)
        parts.roads.set_place(answered.place)
        title, standing = parts.incident.title, parts.incident.level.standing
        header = header_state(typed, standing, answer, parts.ponds.found, title)
        self._window.header.show_state(header)

    @Slot(Answer)
    def _on_answer(self, answer: Answer) -> None:
        """The answer that was asked for: noted, planned by, printed."""
        parts = self._parts
        asked, pond = self._asking, parts.ponds.found
        self.provisional.drop()
        self._record, self._is_provisional = _Held(answer, pond, asked), False
        self._given.clock.follow(answer.incident.scenario)
        now = self._given.clock.now()
        parts.roads.show_answer(answer)
        parts.roads.plan(answer, now)
        self._show(answer)
        for follower in parts.followers:
            follower.set_answer(answer, now)
        self.show_run(busy=False)
        parts.form.read()
        parts.on_tick(now)
        if asked is not None:
            parts.incident.on_answer(answer, pond, asked)

    @Slot(object)
    def _on_provisional(self, found: Found) -> None:
        """An answer to what stands in the form so far: shown, and nothing else."""
        parts = self._parts
        if self._record is not None and not self._is_provisional:
            # Room that was measured meanwhile is in the ledger of the pond on show.
            self._record = replace(self._record, pond=parts.ponds.found)
        self._is_provisional = True
        self._given.clock.follow(found.answer.incident.scenario, of_record=False)
        parts.ponds.set_leak(found.pond)
        parts.roads.show_answer(found.answer)
        if self._record is None:
            parts.incident.notes.set_answered(found.answer, found.pond)
        self._show(found.answer)
        for follower in parts.followers:
            follower.set_provisional(found.answer, self._given.clock.now())
        parts.form.read()
        parts.on_tick(self._given.clock.now())

    def _show_record(self) -> None:
        """The questions are again those of the record: so is what is shown."""
        parts, held = self._parts, self._record
        if held is None or not self._is_provisional:
            return
        self._is_provisional = False
        self._given.clock.follow(held.answer.incident.scenario)
        parts.ponds.set_leak(held.pond)
        parts.roads.show_answer(held.answer)
        self._show(held.answer)
        parts.roads.containment.show_next()
        for follower in parts.followers:
            follower.set_answer(held.answer, self._given.clock.now())

    def _show(self, answer: Answer) -> None:
        parts, still = self._parts, self._is_provisional
        parts.ponds.show_answer(answer)
        parts.shown.show(answer, parts.ponds.mark(answer), self._other(), provisional=still)
        parts.incident.set_answer(answer, self._given.clock.now())

    @Slot()
    def _tell(self) -> None:
        """What the answer on show is worth."""
        panel, read, on_show = self._window.next, self._read, self._parts.shown.answer
        known, more = len(self._parts.form.known), self._record is not None
        typed = self._window.questions.typed()
        stale = on_show is not None and not self._is_provisional and not self._is_of_record(typed)
        panel.set_stale(stale)
        if not self._is_provisional:
            panel.set_provisional("")
        elif read is not None and read.so_far is None and read.mistakes:
            first = next(q for q in QUESTIONS if q in read.mistakes)
            what = read.mistakes[first].problems[0].what
            panel.set_provisional(Text("Provisional, of what was typed before: {what}", what=what))
        elif more:
            panel.set_provisional(
                Text(
                    "Provisional: {n} of 5 answered. F5 makes it the answer of record; till then "
                    "dispatch and sheets are of the one before",
                    n=known,
                )
            )
        else:
            told = Text("Provisional: {n} of 5 answered. F5 makes it the answer of record", n=known)
            panel.set_provisional(told)

    def _is_of_record(self, typed: Typed) -> bool:
        asked = None if self._record is None else self._record.asked
        return asked is not None and asked.is_of(typed, besides(self._parts.followers))

    def _known(self) -> Known | None:
        parts = self._parts
        if parts.rivers is None:
            return None
        return Known(parts.rivers, parts.roads.known, parts.ponds.dams)

    def _work_of(self, scenario: Scenario) -> Work:
        known = self._known()
        assert known is not None  # or no place would have been understood
        parts = self._parts
        asked = with_known(parts.followers, parts.ponds.with_measured(scenario))
        return answering(self._given.home, known, asked, self._given.clock.now_for(scenario))

    def _must_wait(self, typed: Typed) -> bool:
        """While F5 is under way; and the clock of a drill follows no half a date."""
        questions = self._window.questions
        dating = typed.exercise and questions.when.holds(questions.focusWidget())
        return self._parts.responding.busy or dating

    def _other(self) -> Other | None:
        """Another river that a road or a pond may lead to."""
        found, rivers = self._parts.ponds.found, self._parts.rivers
        if found is None or rivers is None:
            return self._parts.roads.other
        return other_of_pond(found, rivers)

    @Slot(object)
    def _on_failure(self, error: EmergError) -> None:
        self._window.status.show_message(problem_message(error.problems))

    @Slot(bool)
    def _on_busy(self, busy: bool) -> None:
        self.show_run(busy=busy)
        if not busy:
            self._parts.form.read()  # what was typed meanwhile is answered by itself

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        there = self._record is not None
        self._window.show_run(
            RunState(busy=True, can_cancel=True, done=done, total=total, can_print=there)
        )
