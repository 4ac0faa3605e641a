"""Answers by itself what stands in the form, as soon as the place is understood."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal, Slot

from emerg.response.incident import Scenario
from emerg.ui.jobs import Desk, Work
from emerg.ui.typed.answers import NO_LEVEL, Typed
from emerg.ui.typed.form import Answered

# How long nothing is typed before what stands there is answered.
CALM_MS = 400


@dataclass(frozen=True, slots=True)
class _Basis:
    """What a provisional answer hangs on: the level is judged without another forecast."""

    typed: Typed
    besides: Mapping[str, Any]
    can_be_asked: bool


class ProvisionalPresenter(QObject):
    """Asks for nothing to be noted, planned or printed; what is typed next sends a run away."""

    answered = Signal(object)  # Found
    stuck = Signal()  # what stands in the form cannot be answered, or no longer

    def __init__(
        self,
        pool: QThreadPool,
        work_of: Callable[[Scenario], Work],
        must_wait: Callable[[Typed], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._enabled = True
        self._work_of, self._must_wait = work_of, must_wait
        self._basis: _Basis | None = None
        self._so_far: Scenario | None = None
        self._calm = QTimer(self, singleShot=True)
        self._calm.timeout.connect(self._begin)
        self._desk = Desk(pool, self)
        self._desk.succeeded.connect(self.answered)
        self._desk.failed.connect(lambda _error: self.stuck.emit())  # F5 says why
        self._desk.crashed.connect(lambda _error: self.stuck.emit())

    @property
    def enabled(self) -> bool:
        """Whether anything is answered before F5."""
        return self._enabled

    @enabled.setter
    def enabled(self, on: bool) -> None:
        self._enabled = on
        if not on:
            self.drop()

    @property
    def waiting(self) -> bool:
        """Whether what stands in the form is still to be answered."""
        return self._calm.isActive() or self._desk.busy

    def consider(self, typed: Typed, besides: Mapping[str, Any], answered: Answered) -> None:
        """Answer this after a moment of calm, unless it was asked already with the same known
        `besides` what was typed.
        """
        basis = _Basis(replace(typed, level=NO_LEVEL), besides, answered.so_far is not None)
        if not self._enabled or basis == self._basis:
            return
        self._desk.close()
        self._basis, self._so_far = basis, answered.so_far
        self._calm.start(CALM_MS)

    @Slot()
    def hurry(self) -> None:
        """A question was left: wait no longer, once all that follows from that is written out."""
        if self._calm.isActive():
            self._calm.start(0)

    def drop(self) -> None:
        """Nothing is to be answered; the same may be asked for again."""
        self._calm.stop()
        self._desk.close()
        self._basis = self._so_far = None

    close = drop

    @Slot()
    def _begin(self) -> None:
        basis, scenario = self._basis, self._so_far
        if basis is None:
            return
        if self._must_wait(basis.typed):
            self._calm.start(CALM_MS)
        elif scenario is None:
            self.stuck.emit()
        else:
            self._desk.start(self._work_of(scenario))
