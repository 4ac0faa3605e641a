"""The rooms of a window, each in a style sheet of its own, put on one after the other.

Qt works a style sheet out anew for every part below the one it is set on, seen or not: on a whole
window that takes half a second in which no key is heard. By rooms it hears its keys between.
"""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QWidget

from emerg.ui.spread import Spread


class Dressing:
    """Keeps which rooms there are and what they wear."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._rooms: list[QWidget] = []
        self._spread = Spread(window)
        self.sheet = ""

    @property
    def busy(self) -> bool:
        """Whether some room still wears what all wore before."""
        return self._spread.busy

    def add(self, *rooms: QWidget) -> None:
        """Have more rooms, which wear what the others do."""
        for room in rooms:
            self._rooms.append(room)
            room.setStyleSheet(self.sheet)

    def put_on(self, sheet: str, done: Callable[[], None]) -> None:
        """Have every room wear `sheet`, then call `done`.

        At once while the window is not on the screen; else those in sight first, each in a turn
        of the event loop.
        """
        self.sheet = sheet
        self._spread.start(self._putting_on(), done)
        if not self._window.isVisible():
            self._spread.finish()

    def _putting_on(self) -> Iterator[None]:
        # To say the same again would work every part out anew.
        left = [room for room in self._rooms if room.styleSheet() != self.sheet]
        while left:
            # Looked at each time: another page may have come to the front.
            room = next((room for room in left if room.isVisible()), left[0])
            left.remove(room)
            room.setStyleSheet(self.sheet)
            yield
