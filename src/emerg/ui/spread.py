"""Long work of the UI thread done a little at a time, so that the window hears its hand between."""

from collections.abc import Callable, Iterable, Iterator
from time import perf_counter

from PySide6.QtCore import QObject, QTimer

# So long at a stretch: with what is drawn beside it a frame stays within 33 ms.
SLICE_S = 0.006


class Spread(QObject):
    """Goes on with one piece of work in every turn of the event loop, until it is done."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: Iterator[None] = iter(())
        self._done: Callable[[], None] | None = None
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether there is something left to do."""
        return self._turn.isActive()

    def start(self, steps: Iterable[None], done: Callable[[], None] | None = None) -> None:
        """Do `steps` from now on, then call `done`; what was under way is given up."""
        self.stop()
        self._steps, self._done = iter(steps), done
        self._turn.start()

    def stop(self) -> None:
        """Give up what is under way."""
        self._turn.stop()
        self._steps, self._done = iter(()), None

    def finish(self) -> None:
        """Do at once all that is left: it is wanted now."""
        if self.busy:
            for _ in self._steps:
                pass
            self._end()

    def _go_on(self) -> None:
        until = perf_counter() + SLICE_S
        for _ in self._steps:
            if perf_counter() >= until:
                return
        self._end()

    def _end(self) -> None:
        done = self._done
        self.stop()
        if done is not None:
            done()
