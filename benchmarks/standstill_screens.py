"""How long any screen keeps the hand waiting while theme, size and language change; no asserts.

    QT_QPA_PLATFORM=offscreen python benchmarks/standstill_screens.py [LEAST_MS]

Every screen that `tools/screens.py` draws, with what was opened before still there: the next
theme, larger, smaller, the other language and back, wider and narrower. What is measured, and how:
`benchmarks/standstill.py`.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tools"), str(ROOT / "benchmarks")]

import standstill  # noqa: E402
from PySide6.QtCore import QTimer  # noqa: E402
from PySide6.QtWidgets import QWidget  # noqa: E402
from screen_walk import walk  # noqa: E402
from screen_walk.demo import Desk, answer, answer_pond, opened  # noqa: E402

TOLD, WIDER, HIGHER = 40, 40, 20


def screens(desk: Desk, app: standstill.Timed) -> Iterator[tuple[str, QWidget]]:
    """The empty window, the demo, a pond that leaks."""
    yield "start", desk.window
    app.step = "the demo is answered"
    answer(desk)
    yield from walk.pages(desk)
    yield from walk.over_the_map(desk)
    yield from walk.over_the_window(desk)
    yield from walk.beside_the_window(desk, "1366x768")
    app.step = "the pond is answered"
    answer_pond(desk)
    desk.window.show_tab("pond")
    desk.settle()
    yield "pond", desk.window


def changes(desk: Desk, shown: QWidget) -> dict[str, Callable[[], object]]:
    """What is done to each screen, in this order."""
    look, size = desk.presenter.look, shown.size()
    return {
        "theme": look.next_theme,
        "larger": lambda: look.grow(1),
        "smaller": lambda: look.grow(-1),
        "other language": look.other_language,
        "wider": lambda: shown.resize(size.width() + WIDER, size.height() + HIGHER),
        "language": look.other_language,
        "narrower": lambda: shown.resize(size),
    }


def main() -> None:
    standstill.LEAST_MS = float(sys.argv[1]) if len(sys.argv) > 1 else standstill.LEAST_MS
    app = standstill.Timed()
    standstill.prepare(app)
    app.step = "opening"
    with tempfile.TemporaryDirectory() as home, opened("zh", Path(home)) as desk:
        for name, shown in screens(desk, app):
            for what, change in changes(desk, shown).items():
                app.step = f"{name}: {what}"
                QTimer.singleShot(0, change)  # an event of its own
                desk.settle()
            app.step = f"after {name}"
        app.step = "closing"
    app.close_looker()
    for stood in sorted(app.stood, key=lambda one: -one.cpu_ms):
        print(stood.told())
    print("\nThe longest steps:")
    for step, cpu_ms in sorted(app.longest.items(), key=lambda one: -one[1])[:TOLD]:
        print(f"{cpu_ms:6.0f} ms  {step}")


if __name__ == "__main__":
    main()
