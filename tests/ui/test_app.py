"""What must hold before anything is shown, and the check that CI makes."""

import subprocess
import sys

from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QLabel

from emerg.fonts import FAMILY
from emerg.ui.app import AppOptions, run


def test_the_window_speaks_in_the_font_that_comes_with_the_program(prepared, qtbot):
    label = QLabel("拉萨河 Lhasa")
    qtbot.addWidget(label)
    assert QFontInfo(label.font()).family() == FAMILY
    bold = QFont(label.font())
    bold.setBold(True)
    assert QFontInfo(bold).family() == FAMILY
    assert QFontInfo(bold).bold()


def test_exit_when_shown_ends_well_and_leaves_no_thread(home):
    done = subprocess.run(
        [sys.executable, "-m", "emerg", "app", "--exit-when-shown"],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_without_playbooks_exit_when_shown_says_why(home, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "emerg", "--playbooks", str(tmp_path), "app", "--exit-when-shown"],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 1
    assert str(tmp_path) in done.stderr


def test_run_returns_to_its_caller(prepared, home):
    assert run(AppOptions(None, "zh", home, exit_when_shown=True)) == 0
