"""Draw ``docs/screenshot.png``: the window after the demo incident, in Chinese.

    QT_QPA_PLATFORM=offscreen python tools/screenshot.py [FILE]

The clock stands where the demo has just been reported, so that the picture does not change by
itself.
"""

import os
import sys
import tempfile
import tomllib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, SignalInstance
from PySide6.QtWidgets import QApplication

from emerg.ui.app import AppOptions, prepare
from emerg.ui.clock import Clock
from emerg.ui.main_window import SIZE, MainWindow
from emerg.ui.outside import surroundings
from emerg.ui.question_panel import QuestionPanel
from emerg.ui.window_presenter import WindowPresenter

ROOT = Path(__file__).resolve().parents[1]
LIMIT_BYTES = 400_000
# New words ask for another height, which asks for another layout.
LAYOUT_ROUNDS = 5
SINCE_REPORTED = timedelta(minutes=22)


def main() -> None:
    """Write the picture; exit 1 where it comes out too large."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshot.png"
    demo = tomllib.loads((ROOT / "examples" / "demo.toml").read_text(encoding="utf-8"))
    now = demo["reported"] + SINCE_REPORTED
    app = QApplication([])
    prepare(app)
    with tempfile.TemporaryDirectory() as home:
        window = MainWindow("zh")
        given = surroundings(AppOptions(None, "zh", Path(home)), Clock(lambda: now))
        presenter = WindowPresenter(window, given, "zh")
        window.resize(SIZE)
        window.show()
        presenter.unusable.connect(lambda error: sys.exit(str(error)))
        after(presenter.ready, presenter.start)
        fill(window.questions, demo)
        planned = presenter.roads.dispatch.found
        after(planned, lambda: presenter.do("respond"), lambda plan: plan is not None)
        for _ in range(LAYOUT_ROUNDS):
            app.processEvents()
        window.grab().save(str(out))
        window.close()
    size = out.stat().st_size
    print(f"{out.name}: {size / 1000:.0f} kB")
    sys.exit(size > LIMIT_BYTES)


def after(
    signal: SignalInstance,
    start: Callable[[], object],
    wanted: Callable[..., bool] = lambda *_values: True,
) -> None:
    """Call `start` and go on when `signal` has come with what is `wanted`."""
    loop = QEventLoop()
    signal.connect(lambda *values: loop.quit() if wanted(*values) else None)
    start()
    loop.exec()


def fill(panel: QuestionPanel, demo: dict) -> None:
    """Type the demo as an officer would."""
    river = demo_river(demo["at"]["river"])
    panel.where.place.setText(f"{river} {demo['at']['km']:g}")
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


def demo_river(river: str) -> str:
    """The Chinese name of a river by its id."""
    file = ROOT / "playbooks" / "rivers" / river / "river.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))["name"]["zh"]


if __name__ == "__main__":
    main()
