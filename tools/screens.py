"""Draw every screen of the window: both languages, every theme, small and large, into a folder.

    python tools/screens.py [FOLDER] [--lang zh] [--theme night] [--size 1366x768]

One picture a page and window, named ``zh-day-1366x768-hits.png``; to be looked at. The clock stands
where the demo has just been reported.
"""

import argparse
import os
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from screenshot import ROOT, SINCE_REPORTED, after, fill

from emerg.ui.app import AppOptions, prepare
from emerg.ui.clock import Clock
from emerg.ui.keys import KEYS
from emerg.ui.main_window import MainWindow
from emerg.ui.map.time_bar import TimeBar
from emerg.ui.outside import surroundings
from emerg.ui.theme import THEMES
from emerg.ui.window_presenter import WindowPresenter

SIZES = ("1366x768", "1920x1080")
# Commands that open something of its own; their names are those of the keys.
WINDOWS = ("preview", "find", "settings", "playbooks", "big_screen", "manual", "about", "verify")
HOURS = (0.0, 12.0, 151.0)
SETTLE_MS, LONG_MS = 250, 60_000


def main() -> None:
    given = read_words()
    app = QApplication([])
    prepare(app)
    demo = tomllib.loads((ROOT / "examples" / "demo.toml").read_text(encoding="utf-8"))
    given.folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for lang in given.lang or ("zh", "en"):
        with tempfile.TemporaryDirectory() as home:
            for name, shown in screens(lang, demo, Path(home), given):
                shown.grab().save(str(given.folder / f"{lang}-{name}.png"))
                count += 1
    print(f"{count} pictures in {given.folder}")


def read_words() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "out" / "screens")
    parser.add_argument("--lang", action="append", choices=("zh", "en"))
    parser.add_argument("--theme", action="append", choices=tuple(THEMES))
    parser.add_argument("--size", action="append", choices=SIZES)
    return parser.parse_args()


def screens(
    lang: str, demo: dict, home: Path, given: argparse.Namespace
) -> Iterator[tuple[str, QWidget]]:
    """Every screen in turn, each with its name."""
    now = demo["reported"] + SINCE_REPORTED
    window = MainWindow(lang)
    presenter = WindowPresenter(
        window, surroundings(AppOptions(None, lang, home), Clock(lambda: now)), lang
    )
    window.show()
    presenter.unusable.connect(lambda error: sys.exit(str(error)))
    after(presenter.ready, presenter.start)
    looks = list(product(given.theme or tuple(THEMES), given.size or SIZES))
    for theme, size in looks:
        dress(window, theme, size)
        yield f"{theme}-{size}-start", window
    fill(window.questions, demo)
    planned = presenter.roads.dispatch.found
    after(planned, lambda: presenter.do("respond"), lambda plan: plan is not None)
    presenter.do("containment")
    rest(LONG_MS, until=lambda: presenter.roads.containment.found is not None)
    for theme, size in looks:
        dress(window, theme, size)
        yield from pages(window, f"{theme}-{size}")
        yield from over_the_map(window, presenter, f"{theme}-{size}")
        yield from others(window, presenter, f"{theme}-{size}")
    window.close()


def pages(window: MainWindow, name: str) -> Iterator[tuple[str, QWidget]]:
    """Every page beside the map."""
    for page in window.tabs.names():
        if window.has_tab(page):
            window.show_tab(page)
            rest(SETTLE_MS)
            yield f"{name}-{page}", window
    window.show_hits()


def over_the_map(
    window: MainWindow, presenter: WindowPresenter, name: str
) -> Iterator[tuple[str, QWidget]]:
    """The board of layers, then the cloud at some hours."""
    presenter.do("layers")
    rest(SETTLE_MS)
    yield f"{name}-layers", window
    presenter.do("layers")
    bar = window.findChild(TimeBar, "time_bar")
    for hour in HOURS:
        bar.hour_chosen.emit(hour)
        rest(SETTLE_MS)
        yield f"{name}-hour-{hour:g}", window
    bar.all_asked.emit()


def others(
    window: MainWindow, presenter: WindowPresenter, name: str
) -> Iterator[tuple[str, QWidget]]:
    """Whatever opens beside the window or over it."""
    known = {key.name for key in KEYS}
    for command in (one for one in WINDOWS if one in known):
        before = tops()
        presenter.do(command)
        rest(4 * SETTLE_MS)
        opened = [one for one in tops() if one not in before]
        yield f"{name}-{command}", opened[0] if opened else window
        for one in opened:
            one.close()
        window.activateWindow()


def tops() -> Sequence[QWidget]:
    return [one for one in QApplication.topLevelWidgets() if one.isVisible()]


def dress(window: MainWindow, theme: str, size: str) -> None:
    wide, high = size.split("x")
    window.set_look(THEMES[theme], window.look[1])
    window.resize(QSize(int(wide), int(high)))
    rest(SETTLE_MS)


def rest(ms: int, until=lambda: False) -> None:
    """Let the window live for so long, or until something holds."""
    loop = QEventLoop()
    end = QTimer(singleShot=True, interval=ms)
    end.timeout.connect(loop.quit)
    look = QTimer(interval=50)
    look.timeout.connect(lambda: loop.quit() if until() else None)
    end.start()
    look.start()
    loop.exec()


if __name__ == "__main__":
    main()
