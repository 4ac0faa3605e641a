"""Python's collector of cyclic garbage, kept to the UI thread.

Left to itself it runs on whatever thread happens to allocate. On a worker it may take apart an
object of Qt: that holds a lock of Qt and waits for Python's, while the UI thread holds Python's
and waits for that lock of Qt in a call as harmless as `sender`. The window then stands still for
good (seen: a forecast under way, the collector dropping the connection of a lambda).
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

from emerg.ui.memory import give_back

EVERY_MS = 1000
GIVE_BACK_EVERY = 5  # sweeps; where nothing lies free it takes no time


class Sweeper(QObject):
    """Collects by the usual thresholds, every second, on the thread it lives on and no other."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("sweeper")
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.sweep)
        self._timer.start()
        self._sweeps = 0

    @Slot()
    def sweep(self) -> None:
        """Collect the oldest generation that is due; now and then return what lies free."""
        self._sweeps += 1
        if self._sweeps % GIVE_BACK_EVERY == 0:
            give_back()
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return


def settle() -> None:
    """What is loaded by now stays: no later sweep goes through rivers and roads again."""
    gc.freeze()
