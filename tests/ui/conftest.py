"""A window as a person has it: the real playbooks, a clock that stands still, a home of its own."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication

from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.incident import Amount, Scenario, Start, Where
from emerg.ui.app import prepare
from emerg.ui.clock import Clock
from emerg.ui.desk.window import DeskWindow
from emerg.ui.lists import known_lists
from emerg.ui.loaded import Loaded, loaded
from emerg.ui.main_window import MainWindow
from emerg.ui.surroundings import Surroundings
from emerg.ui.sweeper import settle
from emerg.ui.window_presenter import WindowPresenter
from emerg.units import BEIJING
from emerg.usecases.load import load_rivers
from emerg.usecases.respond import respond
from tests.ui.hand import Hand
from tests.ui.remembered import remembering

NOW = datetime(2026, 7, 15, 3, 27, tzinfo=BEIJING)
LONG_MS = 20_000
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True, scope="session")
def worked_out_once() -> Iterator[None]:
    """What windows work out alike; see `remembering`."""
    with remembering():
        yield


@pytest.fixture(scope="session")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> Rivers:
    """Every river that comes with the program."""
    return load_rivers(None, {}, tmp_path_factory.mktemp("no-home"))


@pytest.fixture
def now() -> datetime:
    """Where the clock of the window stands: Beijing time."""
    return NOW


@pytest.fixture(scope="session")
def scenario() -> Scenario:
    """A tanker in the Lhasa River above the city, at night."""
    start = NOW - timedelta(minutes=47)
    return Scenario(
        where=Where(river="lhasa", km=430.0),
        substance="benzene",
        amount=Amount(8.0, 20.0, "t"),
        start=Start(start, start),
        reported=NOW - timedelta(minutes=22),
        duration_h=1.0,
        flow="high",
    )


@pytest.fixture(scope="session")
def answer(rivers: Rivers, scenario: Scenario) -> Answer:
    return respond(rivers, scenario, now=NOW)


@pytest.fixture(scope="session")
def prepared(qapp: QApplication) -> QApplication:
    """The application as `emerg app` makes it: fonts before anything is shown."""
    prepare(qapp)
    return qapp


@pytest.fixture(scope="session")
def ready(
    rivers: Rivers, prepared: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Loaded:
    """Rivers, roads and lists as the window loads them."""
    lists = known_lists(None, {}, tmp_path_factory.mktemp("no-home"))
    found = loaded(rivers, (ROOT / "playbooks",), lists)
    settle()  # as in the program once it is loaded: nobody sweeps through all of it again
    return found


@pytest.fixture
def given(ready: Loaded, home: Path, pool: QThreadPool, now: datetime) -> Surroundings:
    return Surroundings(lambda: ready, home, Clock(lambda: now), pool)


Opened = tuple[MainWindow, WindowPresenter]


@pytest.fixture
def changed(qtbot) -> Callable[[MainWindow | DeskWindow], None]:
    """Wait until every part of a window looks and speaks as it was told to."""
    return lambda window: qtbot.waitUntil(lambda: not window.changing, timeout=LONG_MS)


@pytest.fixture
def keys(prepared) -> Callable[..., None]:
    """Type words and press keys, one after the other, wherever the cursor is."""
    return Hand(prepared).keys


@pytest.fixture
def open_window(prepared, qtbot, given) -> Iterator[Callable[..., Opened]]:
    """Open the window and wait until its rivers are on the map."""
    opened: list[MainWindow] = []

    def open_it(lang: str = "en", surroundings: Surroundings = given) -> Opened:
        window = MainWindow(lang)
        opened.append(window)
        qtbot.addWidget(window)
        window.set_look(*window.look)  # before all else is there, as the program does
        presenter = WindowPresenter(window, surroundings, lang)
        window.show()
        with qtbot.waitSignal(presenter.ready, timeout=LONG_MS):
            presenter.start()
        return window, presenter

    yield open_it
    for window in opened:
        window.close()


@pytest.fixture
def answered_window(open_window, qtbot) -> Opened:
    """The window after the tanker was answered."""
    window, presenter = open_window()
    questions = window.questions
    questions.fill_where("lhasa km 430")
    questions.what.substance.setText("benzene")
    questions.amount.amount.setText("8-20 t")
    questions.when.start.setText("02:40")
    questions.when.reported.setText("03:05")
    questions.flow.choices["high"].setChecked(True)
    with qtbot.waitSignal(presenter.responding.answered, timeout=LONG_MS):
        presenter.do("respond")
    return window, presenter
