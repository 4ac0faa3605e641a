"""Seconds at the window: how soon it takes a key, and how long a caller waits for the machine.

    python benchmarks/seconds.py [ROUNDS] [--xvfb]

One line of JSON. In turn, ROUNDS times: a bare window of PySide6 that imports networkx, shapely
and numpy; ours until the form takes keys; ours until playbooks and roads are there; and a whole
call: cold start, five answers at the speed of a hand, until the list of who is hit. Medians, and
ratios to the bare window. The machine's share of a call is what it keeps the hand waiting: before
the first key, and after the last. With --xvfb in a real X server, else offscreen.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

BARE = """
import networkx, shapely, numpy
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""
KEY_MS = 180  # between two keys: some 65 words a minute, faster than most at three in the morning
ANSWERS = ("lsh430", "qhn", "8-20", "0240", "0305", "f")
EMERG = (sys.executable, "-m", "emerg", "app")
CALL = (sys.executable, str(Path(__file__).resolve()), "--call")


def main() -> None:
    given = read_words()
    if given.call:
        call(Path(os.environ["EMERG_HOME"]))
        return
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory())
        environ = {**os.environ, "EMERG_HOME": home, "EMERG_LANG": "zh"}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        if given.xvfb:
            environ |= {"QT_QPA_PLATFORM": "xcb", "DISPLAY": stack.enter_context(x_server())}
        else:
            environ["QT_QPA_PLATFORM"] = "offscreen"
        print(json.dumps(measured(given.rounds, environ), ensure_ascii=False))


def read_words() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("rounds", nargs="?", type=int, default=5)
    parser.add_argument("--xvfb", action="store_true")
    parser.add_argument("--call", action="store_true", help="one call, in this process")
    return parser.parse_args()


def measured(rounds: int, environ: dict[str, str]) -> dict[str, float]:
    """Medians [s] over `rounds`, after one that warms the files of all of them."""
    windows = {
        "bare": (sys.executable, "-c", BARE),
        "form": (*EMERG, "--exit-when-shown"),
        "ready": (*EMERG, "--exit-when-ready"),
    }
    took: dict[str, list[float]] = {name: [] for name in (*windows, "call_machine", "call")}
    for number in range(rounds + 1):
        found = {name: seconds(words, environ) for name, words in windows.items()}
        found |= called(environ)
        for name, value in found.items() if number else ():
            took[name].append(value)
    middle = {name: round(median(values), 2) for name, values in took.items()}
    ratios = {f"{name}_to_bare": middle[name] / middle["bare"] for name in ("form", "ready")}
    return middle | {name: round(value, 2) for name, value in ratios.items()}


def seconds(words: tuple[str, ...], environ: dict[str, str]) -> float:
    begun = time.perf_counter()
    subprocess.run(words, env=environ, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def called(environ: dict[str, str]) -> dict[str, float]:
    """One call in a process of its own."""
    begun = environ | {"EMERG_BEGUN": repr(time.time())}
    done = subprocess.run(CALL, env=begun, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def call(home: Path) -> None:
    """The form opens, a hand answers the five questions, and the list of who is hit comes."""
    from emerg.ui.memory import be_thrifty

    be_thrifty()
    from PySide6.QtCore import QEventLoop, Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from emerg.ui.app import AppOptions, Opening, prepare
    from emerg.ui.main_window import MainWindow

    begun = float(os.environ["EMERG_BEGUN"])
    app = QApplication([])
    prepare(app)
    window = MainWindow("zh")
    opening = Opening(window, AppOptions(None, "zh", home, exit_when_ready=True))
    loop, at = QEventLoop(), {}
    keys = [stroke for answer in ANSWERS for stroke in (*answer, Qt.Key.Key_Return)]
    keys.append(Qt.Key.Key_Return)  # on the button of the answer

    def press() -> None:
        # Without a window manager nothing is in front; the cursor is where it is all the same.
        QTest.keyClick(window.focusWidget(), keys.pop(0))
        if not keys:
            hand.stop()
            at["last key"] = time.time()
            look.start()

    def answered() -> None:
        presenter = opening.presenter
        if presenter is not None and presenter.answer is not None and window.hits.model.rowCount():
            at["hits"] = time.time()
            loop.quit()

    hand, look = QTimer(interval=KEY_MS), QTimer(interval=5)
    hand.timeout.connect(press)
    look.timeout.connect(answered)
    opening.shown.connect(lambda: at.update(shown=time.time()))
    opening.shown.connect(hand.start)
    opening.start()
    loop.exec()
    window.close()
    machine = at["shown"] - begun + at["hits"] - at["last key"]
    print(json.dumps({"call_machine": machine, "call": at["hits"] - begun}))


@contextmanager
def x_server() -> Iterator[str]:
    """A screen of its own for as long as it is needed; its number."""
    read, write = os.pipe()
    words = ("Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24")
    with subprocess.Popen(words, pass_fds=(write,), stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as number:
            yield f":{number.readline().strip()}"
        server.terminate()


if __name__ == "__main__":
    main()
