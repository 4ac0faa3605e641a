"""A window as a person has it: the real playbooks, a clock that stands still, a home of its own."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication

from emerg.playbooks.rivers import Rivers
from emerg.ui.app import prepare
from emerg.ui.clock import Clock
from emerg.ui.main_window import MainWindow
from emerg.ui.window_presenter import Surroundings, WindowPresenter
from emerg.units import BEIJING
from emerg.usecases.load import load_rivers

NOW = datetime(2026, 7, 15, 3, 27, tzinfo=BEIJING)


@pytest.fixture(scope="session")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> Rivers:
    """Every river that comes with the program."""
    return load_rivers(None, {}, tmp_path_factory.mktemp("no-home"))


@pytest.fixture(scope="session")
def prepared(qapp: QApplication) -> QApplication:
    prepare(qapp)
    return qapp


@pytest.fixture
def now() -> datetime:
    """Where the clock of the window stands."""
    return NOW


@pytest.fixture
def given(rivers: Rivers, home: Path, pool: QThreadPool, now: datetime) -> Surroundings:
    return Surroundings(lambda: rivers, home, Clock(lambda: now), pool)


Opened = tuple[MainWindow, WindowPresenter]


@pytest.fixture
def open_window(prepared, qtbot, given) -> Iterator[Callable[..., Opened]]:
    """Open the window and wait until its rivers are on the map."""
    opened: list[MainWindow] = []

    def open_it(lang: str = "en", surroundings: Surroundings = given) -> Opened:
        window = MainWindow(lang)
        opened.append(window)
        qtbot.addWidget(window)
        presenter = WindowPresenter(window, surroundings, lang)
        window.show()
        with qtbot.waitSignal(presenter.ready, timeout=20_000):
            presenter.start()
        return window, presenter

    yield open_it
    for window in opened:
        window.close()
