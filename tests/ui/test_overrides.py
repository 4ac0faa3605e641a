"""What goes wrong where Qt calls us is told, and does not end the process."""

import subprocess
import sys

import pytest

SCRIPT = """
import os, traceback
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import Shiboken
from emerg.ui.overrides import guard

class Broken(QWidget):
    __module__ = "emerg.ui.of_this_test"
    def __init__(self):
        super().__init__()
        self.gone = QLabel()
        Shiboken.delete(self.gone)
    def sizeHint(self):
        {line}
        return QSize(1, 1)

guard()
guard()
app = QApplication([])
broken = Broken()
try:
    broken.adjustSize()
except Exception:
    traceback.print_exc()
print("goes on")
"""


@pytest.mark.parametrize(
    "line", ["1 / 0", "self.gone.text()", "QSize('wide')", "raise KeyError(1)"]
)
def test_an_error_in_an_override_is_told_and_the_process_goes_on(line):
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(line=line)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "goes on" in done.stdout
    assert "Error" in done.stderr
    assert "sizeHint" in done.stderr
    assert done.stderr.count("in called") <= 1  # guarded once, however often it is asked


def test_the_window_is_guarded_when_it_opens(prepared):
    from emerg.ui.main_window import MainWindow

    assert hasattr(MainWindow.keyPressEvent, "__wrapped__")
