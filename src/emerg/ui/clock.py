"""The time of the window: one clock, handed in, so that a test can set it, and a drill's."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from emerg.response.incident import Scenario
from emerg.usecases.scenario import moment

Now: TypeAlias = Callable[[], datetime]
TICK_MS = 1000
# A drill whose call came this lately runs by the clock on the wall, as its players do.
LATELY, AHEAD = timedelta(hours=12), timedelta(minutes=5)


def system_now() -> datetime:
    """The time of this machine, UTC-aware."""
    return datetime.now(UTC)


class Clock(QObject):
    """Tells the time every second, and whenever asked: the machine's, or that of a drill."""

    ticked = Signal(object)  # datetime

    def __init__(self, machine_now: Now = system_now, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.machine_now = machine_now
        self._ahead = timedelta(0)
        self._call: datetime | None = None
        self._live: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def of_drill(self) -> bool:
        """Whether this is the time of a drill of another day."""
        return self._call is not None

    def now(self) -> datetime:
        return self.machine_now() + self._ahead

    def now_for(self, asked: Scenario) -> datetime:
        """The moment to answer `asked` at: in a drill of another day its call, then onwards."""
        call = self._scripted(asked)
        if call is None:
            return self.machine_now()
        return self.now() if call == self._call else call

    def follow(self, asked: Scenario, *, of_record: bool = True) -> None:
        """Run by the time of the answer that is now on show."""
        call = self._scripted(asked)
        if call is None and of_record:
            self._live = asked.reported
        if call != self._call:
            self._call = call
            self._ahead = timedelta(0) if call is None else call - self.machine_now()

    def forget(self) -> None:
        """No answer is on show: back to the clock on the wall."""
        self._call = self._live = None
        self._ahead = timedelta(0)

    def _scripted(self, asked: Scenario) -> datetime | None:
        """As `scripted_call`; but a drill that began by the clock on the wall ends by it."""
        if asked.reported is not None and asked.reported == self._live:
            return None
        return scripted_call(asked, self.machine_now())

    def start(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    @Slot()
    def tick(self) -> None:
        self.ticked.emit(self.now())


def scripted_call(asked: Scenario, machine_now: datetime) -> datetime | None:
    """The call that opens a drill of another day; None where the clock on the wall will do."""
    call = moment(asked, machine_now)
    return None if machine_now - LATELY <= call <= machine_now + AHEAD else call
