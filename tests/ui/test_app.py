"""What must hold before anything is shown, and the check that CI makes."""

import subprocess
import sys

import pytest
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QLabel

from emerg.fonts import FAMILY
from emerg.ui.app import AppOptions, log_in, run


def test_the_window_speaks_in_the_font_that_comes_with_the_program(prepared, qtbot):
    label = QLabel("拉萨河 Lhasa")
    qtbot.addWidget(label)
    assert QFontInfo(label.font()).family() == FAMILY
    bold = QFont(label.font())
    bold.setBold(True)
    assert QFontInfo(bold).family() == FAMILY
    assert QFontInfo(bold).bold()


def emerg(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "emerg", *words],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("when", ["--exit-when-shown", "--exit-when-ready"])
def test_a_window_that_exits_by_itself_ends_well_and_leaves_no_thread(home, when):
    done = emerg("app", when)
    assert done.returncode == 0, done.stderr


def test_without_playbooks_exit_when_ready_says_why(home, tmp_path):
    done = emerg("--playbooks", str(tmp_path), "app", "--exit-when-ready")
    assert done.returncode == 1
    assert str(tmp_path) in done.stderr


def test_run_returns_to_its_caller(prepared, home):
    assert run(AppOptions(None, "zh", home, exit_when_ready=True)) == 0


def test_what_goes_wrong_where_nobody_hears_it_stands_in_the_log(tmp_path, monkeypatch):
    heard = []
    monkeypatch.setattr(sys, "excepthook", lambda *error: heard.append(error))
    with log_in(tmp_path / "logs"):
        try:
            [].pop()
        except IndexError as error:
            sys.excepthook(IndexError, error, error.__traceback__)
    (told,) = heard
    assert told[0] is IndexError
    assert "pop from empty list" in (tmp_path / "logs" / "emerg.log").read_text(encoding="utf-8")


def test_the_form_waits_for_nothing_that_only_an_answer_needs():
    """The heavy libraries come behind it: a second of a phone that rings."""
    listed = "import sys, emerg.ui.app; print(*sorted(sys.modules), sep='\\n')"
    done = subprocess.run(
        [sys.executable, "-c", listed], capture_output=True, encoding="utf-8", check=True
    )
    loaded = set(done.stdout.split())
    assert "emerg.ui.question_panel" in loaded
    assert not loaded & {"numpy", "networkx", "shapely", "sqlite3", "emerg.response.answer"}
