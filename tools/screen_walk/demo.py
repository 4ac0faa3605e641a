"""The window with the demo in it, and how to wait for it."""

import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEventLoop, QSize, QThreadPool, QTimer, SignalInstance

from emerg.ui.app import AppOptions
from emerg.ui.clock import Clock
from emerg.ui.main_window import MainWindow
from emerg.ui.outside import surroundings
from emerg.ui.question_panel import QuestionPanel
from emerg.ui.theme import THEMES
from emerg.ui.window_presenter import WindowPresenter

ROOT = Path(__file__).resolve().parents[2]
SINCE_REPORTED = timedelta(minutes=22)
LOOK_MS, QUIET_LOOKS, LONG_S = 40, 5, 120


class Desk(NamedTuple):
    """A window that stands still at the hour of the demo, and whatever works behind it."""

    window: MainWindow
    presenter: WindowPresenter
    pool: QThreadPool

    def settle(self, shown: Callable[[], bool] = lambda: True, what: str = "") -> None:
        """Let it live until something is `shown` and nothing works behind it any more."""
        quiet = looks = 0

        def look() -> None:
            nonlocal quiet, looks
            looks += 1
            quiet = (
                quiet + 1
                if not self.window.changing and shown() and not self.pool.activeThreadCount()
                else 0
            )
            if quiet >= QUIET_LOOKS:
                loop.quit()
            elif looks * LOOK_MS > LONG_S * 1000:
                sys.exit(f"{what or 'the window'} did not come within {LONG_S} s")

        loop = QEventLoop()
        timer = QTimer(interval=LOOK_MS)
        timer.timeout.connect(look)
        timer.start()
        loop.exec()

    def dress(self, theme: str, size: str) -> None:
        """In this theme, this large."""
        wide, high = size.split("x")
        self.window.set_look(THEMES[theme], self.window.look[1])
        self.window.resize(QSize(int(wide), int(high)))
        self.settle()


@contextmanager
def opened(lang: str, home: Path) -> Iterator[Desk]:
    """A window just opened, nothing typed yet."""
    now = read_demo()["reported"] + SINCE_REPORTED
    given = surroundings(AppOptions(None, lang, home), Clock(lambda: now))
    window = MainWindow(lang)
    presenter = WindowPresenter(window, given, lang)
    window.show()
    presenter.unusable.connect(lambda error: sys.exit(str(error)))
    _after(presenter.ready, presenter.start)
    yield Desk(window, presenter, given.pool)
    window.close()


def answer(desk: Desk) -> None:
    """Type the demo, have it answered, and wait for the ways by road and where it can be held."""
    presenter = desk.presenter
    fill(desk.window.questions, read_demo())
    planned = presenter.roads.dispatch.found
    _after(planned, lambda: presenter.do("respond"), lambda plan: plan is not None)
    presenter.do("containment")
    desk.settle(lambda: presenter.roads.containment.found is not None, "where it can be held")
    desk.window.show_hits()
    desk.settle()


def answer_pond(desk: Desk) -> None:
    """Another incident, a drill too: a pond that leaks."""
    questions = desk.window.questions
    desk.presenter.do("new")
    desk.settle()
    questions.fill_where("甲玛尾矿库")
    questions.leak.choices["well"].setChecked(True)
    questions.when.start.setText("02:40")
    questions.flow.choices["high"].setChecked(True)
    questions.exercise.setChecked(True)
    _after(desk.presenter.responding.answered, lambda: desk.presenter.do("respond"))
    desk.settle(lambda: desk.window.has_tab("pond"), "the page of the pond")


def read_demo() -> dict:
    return tomllib.loads((ROOT / "examples" / "demo.toml").read_text(encoding="utf-8"))


def fill(panel: QuestionPanel, demo: dict) -> None:
    """Type the demo as an officer would."""
    panel.where.place.setText(f"{_river(demo['at']['river'])} {demo['at']['km']:g}")
    panel.what.substance.setText(demo["substance"])
    low, high = demo["amount"]["value"]
    panel.amount.amount.setText(f"{low}-{high}")
    panel.amount.unit.setCurrentIndex(panel.amount.unit.findData(demo["amount"]["unit"]))
    if "purity" in demo["amount"]:
        panel.amount.purity.setText(f"{demo['amount']['purity'] * 100:g}")
    panel.when.start.setText(f"{demo['when']:%Y-%m-%d %H:%M}")
    panel.when.reported.setText(f"{demo['reported']:%Y-%m-%d %H:%M}")
    panel.when.duration.setText(f"{demo['duration_h']:g}")
    panel.flow.choices[demo["flow"]].setChecked(True)
    panel.title.setText(demo["title"])
    panel.title.home(False)
    panel.exercise.setChecked(demo["exercise"])


def _river(river: str) -> str:
    """The Chinese name of a river by its id."""
    file = ROOT / "playbooks" / "rivers" / river / "river.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))["name"]["zh"]


def _after(
    signal: SignalInstance,
    start: Callable[[], object],
    wanted: Callable[..., bool] = lambda *_values: True,
) -> None:
    """Call `start` and go on when `signal` has come with what is `wanted`."""
    loop = QEventLoop()
    signal.connect(lambda *values: loop.quit() if wanted(*values) else None)
    start()
    loop.exec()
