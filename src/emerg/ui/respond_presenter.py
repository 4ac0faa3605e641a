"""Joins the question "who is hit?" to the use cases that answer it: of a river, road or pond."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from emerg.errors import EmergError, Problem
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.incident import Scenario
from emerg.response.pond import PondAnswer
from emerg.texts import Text
from emerg.ui.drained import put_on_river
from emerg.ui.jobs import Desk, Work
from emerg.ui.known_ponds import NO_DAMS, Dams, led_as_asked
from emerg.ui.known_roads import KnownRoads
from emerg.ui.status_bar import Message, crash_message, problem_message
from emerg.usecases.fitting import left_out_lines, with_lines, with_what_fits
from emerg.usecases.on_pond import respond_pond
from emerg.usecases.respond import respond
from emerg.usecases.rules import load_rules
from emerg.usecases.run import Cancelled, Progress, Stop


@dataclass(frozen=True, slots=True)
class Found:
    """The answer on the river, and what the leak of a pond adds to it."""

    answer: Answer
    problems: tuple[Problem, ...] = ()  # of the rules of the office
    pond: PondAnswer | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What a place may lie on: rivers, roads if any, and ponds."""

    rivers: Rivers
    roads: KnownRoads | None = None
    dams: Dams = field(default_factory=lambda: NO_DAMS)


def answering(home: Path, known: Known, scenario: Scenario, now: datetime) -> Work:
    """The work of answering `scenario` as known at `now`, by the rules of the office."""

    def work(progress: Progress, stop: Stop) -> Found:
        rules, problems = load_rules(home)
        rivers = known.rivers
        if scenario.leak is not None:
            dams = led_as_asked(known.dams, scenario.where)
            (answer, pond), out = with_what_fits(
                lambda asked: respond_pond(rivers, dams, asked, now=now, rules=rules), scenario
            )
            if stop():
                raise Cancelled
            return Found(with_lines(answer, left_out_lines(out)), problems, pond)
        found, out = with_what_fits(
            lambda asked: respond(
                rivers, asked, now=now, rules=rules, progress=progress, stop=stop
            ),
            put_on_river(scenario, known.roads, rivers),
        )
        return Found(with_lines(found, left_out_lines(out)), problems)

    return work


class RespondPresenter(QObject):
    """Runs `respond` for the newest scenario only; `leaked` comes right before `answered`."""

    leaked = Signal(object)  # PondAnswer, or None: not of a pond
    answered = Signal(Answer)
    failed = Signal(object)  # EmergError
    progressed = Signal(int, int)
    busy_changed = Signal(bool)
    said = Signal(Message)

    def __init__(self, pool: QThreadPool, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._desk = Desk(pool, self)
        self._desk.progressed.connect(self.progressed)
        self._desk.succeeded.connect(self._on_success)
        self._desk.failed.connect(self._on_failure)
        self._desk.crashed.connect(self._on_crash)
        self._desk.cancelled.connect(self._on_cancel)

    @property
    def busy(self) -> bool:
        """Whether an answer is being worked out."""
        return self._desk.busy

    def respond(self, known: Known, scenario: Scenario, now: datetime) -> None:
        """Answer `scenario` as known at `now`; an older question is no longer answered."""
        self.busy_changed.emit(True)
        self.said.emit(Message(Text("Working out who is hit …")))
        self._desk.start(answering(self._home, known, scenario, now))

    @Slot()
    def cancel(self) -> None:
        self._desk.cancel()

    def close(self) -> None:
        self._desk.close()

    @Slot(object)
    def _on_success(self, found: Found) -> None:
        self.busy_changed.emit(False)
        done = Message(Text("{n} places on the way", n=len(found.answer.hits)), "ok")
        self.said.emit(problem_message(found.problems) if found.problems else done)
        self.leaked.emit(found.pond)
        self.answered.emit(found.answer)

    @Slot(object)
    def _on_failure(self, error: EmergError) -> None:
        self.busy_changed.emit(False)
        self.failed.emit(error)

    @Slot(object)
    def _on_crash(self, error: Exception) -> None:
        self.busy_changed.emit(False)
        self.said.emit(crash_message(error))

    @Slot()
    def _on_cancel(self) -> None:
        self.busy_changed.emit(False)
        self.said.emit(Message(Text("Cancelled; nothing was changed")))
