"""How long the window stands still in the first hour of an incident, and over what; no asserts.

    QT_QPA_PLATFORM=offscreen python benchmarks/standstill.py [LEAST_MS]

The whole first hour by keyboard, in the real window. While an event is dealt with no other is
heard: every one that takes the UI thread longer than LEAST_MS (100) of processor time is told
(without what it costs to look at the events within it), with the step it fell into and the
functions it was spent in, those nearest to the event first.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Event, Thread, get_ident

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QEvent, QObject, QThread  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from emerg.ui.app import AppOptions, prepare  # noqa: E402
from emerg.ui.clock import Clock  # noqa: E402
from emerg.ui.main_window import MainWindow  # noqa: E402
from emerg.ui.outside import surroundings  # noqa: E402
from emerg.ui.window_presenter import WindowPresenter  # noqa: E402
from emerg.units import BEIJING  # noqa: E402
from tests.ui.first_hour import FirstHour  # noqa: E402
from tests.ui.hand import Hand  # noqa: E402

NOW = datetime(2026, 7, 15, 3, 27, tzinfo=BEIJING)
LEAST_MS, LOOK_S, TOLD = 100.0, 0.004, 9
TRIED = 20_000  # events, to know what looking at one costs
OURS = str(ROOT / "src" / "emerg")


@dataclass
class Stood:
    """One event that kept all others waiting."""

    step: str
    event: str
    cpu_ms: float
    where: Counter[str] = field(default_factory=Counter)

    def told(self) -> str:
        places = ", ".join(f"{name} {n}" for name, n in self.where.most_common(TOLD))
        return f"{self.cpu_ms:6.0f} ms  {self.step}: {self.event}; {places}"


class Looker:
    """Looks every few milliseconds at what the UI thread is about."""

    def __init__(self) -> None:
        self._ui, self._over = get_ident(), Event()
        self.since: Counter[str] = Counter()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(LOOK_S):
            self.since.update(_ours(self._ui))


def _ours(thread: int) -> set[str]:
    """The functions of ours that a thread is in. No frame is kept: it would keep its objects."""
    frame, found = sys._current_frames().get(thread), set()
    while frame is not None:
        code = frame.f_code
        if code.co_filename.startswith(OURS):
            found.add(f"{Path(code.co_filename).stem}.{code.co_qualname}")
        frame = frame.f_back
    return found


class Timed(QApplication):
    """Times each event from the moment it is delivered until the next can be heard."""

    def __init__(self) -> None:
        self.step = ""
        self.stood: list[Stood] = []
        self.longest: dict[str, float] = {}
        self._looker, self._thread = Looker(), QThread.currentThread()
        self._within: list[int] = []  # levels of event loops in which an event is being dealt with
        self._inner_s = [0.0]  # what loops within an event have used, which was no standstill
        self._events = 0  # of others, within the one being dealt with
        super().__init__([])
        self._looking_s = self._cost_of_looking()

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        level = self._thread.loopLevel()
        if self._within and self._within[-1] >= level:
            self._events += 1
            return super().notify(receiver, event)  # one event of another
        told = f"{_kind(event)} to {_name(receiver)}"
        self._within.append(level)
        self._inner_s.append(0.0)
        looks, events, begun = self._looker.since.copy(), self._events, time.thread_time()
        try:
            return super().notify(receiver, event)
        finally:
            used = time.thread_time() - begun - self._looking_s * (self._events - events)
            inner = self._inner_s.pop()
            self._inner_s[-1] += used
            self._within.pop()
            self._note(told, 1000 * (used - inner), looks)

    def _note(self, event: str, cpu_ms: float, looks: Counter[str]) -> None:
        self.longest[self.step] = max(self.longest.get(self.step, 0.0), cpu_ms)
        if cpu_ms >= LEAST_MS:
            self.stood.append(Stood(self.step, event, cpu_ms, self._looker.since - looks))

    def _cost_of_looking(self) -> float:
        """What it costs that each event passes through here [s]: a program has none of that."""
        receiver, event = QObject(), QEvent(QEvent.Type.User)
        self._within.append(self._thread.loopLevel())
        begun = time.thread_time()
        for _ in range(TRIED):
            self.sendEvent(receiver, event)
        through = time.thread_time()
        for _ in range(TRIED):
            super().notify(receiver, event)
        past = time.thread_time()
        self._within.pop()
        return max((through - begun) - (past - through), 0.0) / TRIED

    def close_looker(self) -> None:
        self._looker.stop()


def _kind(event: object) -> str:
    return event.type().name if isinstance(event, QEvent) else type(event).__name__


def _name(receiver: object) -> str:
    """What an object is called; by the time it is asked the object may be another."""
    name = receiver.objectName() if isinstance(receiver, QObject) else ""
    return name or type(receiver).__name__


@contextmanager
def opened(app: Timed, home: Path) -> Iterator[tuple[MainWindow, WindowPresenter]]:
    """The window as the program opens it, its clock standing at night."""
    prepare(app)
    window = MainWindow("zh")
    clock = Clock(lambda: NOW)
    presenter = WindowPresenter(window, surroundings(AppOptions(None, "zh", home), clock), "zh")
    ready: list[None] = []
    presenter.ready.connect(lambda: ready.append(None))
    window.show()
    presenter.start()
    Hand(app).until(lambda: bool(ready), "the rivers on the map")
    yield window, presenter
    app.step = "closing"
    window.close()


def main() -> None:
    global LEAST_MS
    LEAST_MS = float(sys.argv[1]) if len(sys.argv) > 1 else LEAST_MS
    app = Timed()
    with tempfile.TemporaryDirectory() as folder:
        app.step = "opening"
        with opened(app, Path(folder)) as (window, presenter):
            for name, step in FirstHour(window, presenter, Hand(app), Path(folder)).steps():
                app.step = name
                step()
    app.close_looker()
    for stood in sorted(app.stood, key=lambda one: -one.cpu_ms):
        print(stood.told())
    print(f"Looking at an event costs {1e6 * app._looking_s:.1f} us")
    print("\nThe longest of each step:")
    for name, cpu_ms in app.longest.items():
        print(f"{cpu_ms:6.0f} ms  {name}")


if __name__ == "__main__":
    main()
