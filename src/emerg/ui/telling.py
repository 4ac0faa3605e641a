"""What everybody in a window is told, one after the other, so that it hears its keys between."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from emerg.ui.spread import Spread

# Who has much to do yields where others may come between.
Hearer: TypeAlias = Callable[..., Iterable[None] | None]


class Telling(QObject):
    """Tells all who want to hear it, in the order in which they asked for it."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._hearers: list[Hearer] = []
        self._spread = Spread(self)

    @property
    def busy(self) -> bool:
        """Whether somebody has not yet been told."""
        return self._spread.busy

    def hear(self, *hearers: Hearer) -> None:
        """Tell these too."""
        self._hearers.extend(hearers)

    def tell(self, *what: object) -> None:
        """Call everybody with `what`: at once while the window is not on the screen.

        Else in turns of the event loop; what was being told before is given up, for this is newer.
        """
        self._spread.start(self._steps(what))
        if not self._window.isVisible():
            self._spread.finish()

    def _steps(self, what: tuple[object, ...]) -> Iterator[None]:
        for hearer in tuple(self._hearers):
            yield from hearer(*what) or ()
            yield
