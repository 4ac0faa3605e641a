"""The time of the window: one clock, handed in, so that a test can set it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal, Slot

Now: TypeAlias = Callable[[], datetime]
TICK_MS = 1000


def system_now() -> datetime:
    """The time of this machine, UTC-aware."""
    return datetime.now(UTC)


class Clock(QObject):
    """Tells the time every second, and whenever asked."""

    ticked = Signal(object)  # datetime

    def __init__(self, now: Now = system_now, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.now = now
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.tick)

    def start(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    @Slot()
    def tick(self) -> None:
        self.ticked.emit(self.now())
