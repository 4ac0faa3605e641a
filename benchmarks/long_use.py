"""A shift at the window, by script: incident after incident, pages, sheets, themes. Prints memory.

    QT_QPA_PLATFORM=offscreen python benchmarks/long_use.py [INCIDENTS]

One line of JSON after every tenth incident: how many there were, and what the process holds [MB].
"""

# ruff: noqa: E402 - what saves memory comes before what takes it

import gc
import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from emerg.ui.memory import be_thrifty

be_thrifty()

from PySide6.QtCore import QEventLoop, QTimer, SignalInstance
from PySide6.QtWidgets import QApplication

from emerg.ui.app import AppOptions, prepare
from emerg.ui.main_window import MainWindow
from emerg.ui.outside import surroundings
from emerg.ui.window_presenter import WindowPresenter

EVERY, LONG_MS = 10, 300_000
SETTLED_MS = 6000  # once at least what lies free has been given back
PLACES = ("lhasa km 430", "nyangchu km 60", "yarlung-tsangpo km 100", "nujiang km 900")
SUBSTANCES = ("benzene", "氰化钠", "柴油", "")
PAGES = ("hits", "containment", "dispatch", "route", "closures", "level", "calls", "record")


def main() -> None:
    incidents = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    app = QApplication([])
    prepare(app)
    with tempfile.TemporaryDirectory() as home:
        window = MainWindow("zh")
        presenter = WindowPresenter(window, surroundings(AppOptions(None, "zh", Path(home))), "zh")
        window.show()
        presenter.unusable.connect(lambda error: sys.exit(str(error)))
        wait(presenter.ready, presenter.start)
        tell(0)
        for number in range(1, incidents + 1):
            incident(window, presenter, number)
            if number % EVERY == 0:
                look_round(window, presenter)
                tell(number)
        window.close()


def incident(window: MainWindow, presenter: WindowPresenter, number: int) -> None:
    """A call comes in, is answered and laid aside."""
    presenter.do("new")
    presenter.do("new")
    questions = window.questions
    questions.fill_where(PLACES[number % len(PLACES)])
    questions.what.substance.setText(SUBSTANCES[number % len(SUBSTANCES)])
    questions.amount.amount.setText(str(1 + number % 30))
    questions.exercise.setChecked(True)
    wait(presenter.responding.answered, lambda: presenter.do("respond"))
    rest()


def look_round(window: MainWindow, presenter: WindowPresenter) -> None:
    """Every page, the other look and language, the map near and far, and all the sheets."""
    for page in PAGES:
        window.show_tab(page)
        rest()
    for _ in range(2):
        presenter.do("language")
        rest()
    for _ in range(3):
        presenter.do("theme")
        rest()
    for steps in (4, -8, 4):
        window.map.zoom(steps)
        rest(150)
    wait(presenter.printing.written, lambda: presenter.do("print"))


def wait(signal: SignalInstance, start: Callable[[], object]) -> None:
    """Call `start` and go on when `signal` has come; exit where it does not."""
    loop = QEventLoop()
    late = QTimer(singleShot=True, interval=LONG_MS)
    late.timeout.connect(lambda: sys.exit("waited too long"))
    signal.connect(loop.quit)
    late.start()
    start()
    loop.exec()
    signal.disconnect(loop.quit)


def rest(ms: int = 20) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def tell(number: int) -> None:
    rest(SETTLED_MS)
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    held = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    print(json.dumps({"incidents": number, "mb": round(held, 1)}), flush=True)


if __name__ == "__main__":
    main()
