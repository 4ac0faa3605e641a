"""Every screen in turn: pages, the map hour by hour, and whatever opens of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget

from emerg.ui.about_presenter import AboutPresenter
from emerg.ui.big_screen_presenter import BigScreenPresenter
from emerg.ui.desk.follower import DeskFollower
from emerg.ui.find.presenter import FindPresenter
from emerg.ui.map.time_bar import TimeBar
from emerg.ui.verify_presenter import VerifyPresenter
from screen_walk.demo import Desk

Shown = Iterator[tuple[str, QWidget]]
Part = TypeVar("Part")
# Commands that need nothing but to be given.
PLAIN = ("settings", "manual", "key_list")
HOURS = (0.0, 12.0, 151.0)
BIG = {"1366x768": (1600, 900), "1920x1080": (1920, 1080)}


def pages(desk: Desk) -> Shown:
    """Every page beside the map; the charts one by one."""
    window = desk.window
    for page in window.tabs.names():
        if not window.has_tab(page):
            continue
        window.show_tab(page)
        if page == "charts":
            yield from charts(desk)
        else:
            desk.settle()
            yield page, window
    window.show_hits()


def one_screen(desk: Desk, name: str, size: str) -> Shown:
    """A page by its name, or the big screen."""
    if name == "big_screen":
        yield from big_screen(desk, size)
    else:
        desk.window.show_tab(name)
        desk.settle()
        yield name, desk.window


def charts(desk: Desk) -> Shown:
    """Each chart, once it is drawn."""
    panel = desk.window.charts
    for kind, choice in panel.choices.kinds.items():
        choice.click()
        desk.settle(lambda: panel.sheet.chart is not None, f"the chart {kind}")
        yield f"charts-{kind}", desk.window
    panel.choices.kinds["place"].click()


def over_the_map(desk: Desk) -> Shown:
    """The board of layers, then the cloud at some hours."""
    window, presenter = desk.window, desk.presenter
    presenter.do("layers")
    desk.settle()
    yield "layers", window
    presenter.do("layers")
    bar = window.findChild(TimeBar, "time_bar")
    for hour in HOURS:
        bar.hour_chosen.emit(hour)
        desk.settle()
        yield f"hour-{hour:g}", window
    bar.all_asked.emit()
    desk.settle()


def over_the_window(desk: Desk) -> Shown:
    """What lies upon the window: find, the tour, the lock."""
    window, presenter = desk.window, desk.presenter
    presenter.do("find")
    panel = _follower(desk, FindPresenter).panel
    panel.line.setText("曲水")
    desk.settle(panel.isVisible, "what is found")
    yield "find", window
    _follower(desk, FindPresenter).leave()
    presenter.do("tour")
    desk.settle()
    yield "tour", window
    window.set_locked(True)
    presenter.locking.on_tick(None)  # its clock
    desk.settle()
    yield "lock", window
    window.set_locked(False)


def beside_the_window(desk: Desk, size: str) -> Shown:
    """Whatever opens as a window of its own."""
    for command in PLAIN:
        with _opening(desk, command):
            desk.settle(lambda: bool(_beside(desk)), command)
            yield command, _beside(desk)[0]
    with _opening(desk, "about"):
        about = _follower(desk, AboutPresenter)
        desk.settle(lambda: about.window is not None and about.window.isVisible(), "About")
        yield "about", about.window
    with _opening(desk, "verify"):
        desk.settle(lambda: bool(_beside(desk)), "the check")
        yield "verify", _follower(desk, VerifyPresenter).window
    with _opening(desk, "preview"):
        desk.settle(lambda: bool(_beside(desk)), "the sheets")
        yield "preview", _beside(desk)[0]
    yield from playbook_desk(desk, size)
    yield from big_screen(desk, size)


def playbook_desk(desk: Desk, size: str) -> Shown:
    """The desk with a river on it: its tables, what was changed, what is to be verified."""
    with _opening(desk, "playbooks"):
        books = _follower(desk, DeskFollower).desk
        desk.settle(lambda: books.window.books.list.count() > 0, "the list of playbooks")
        books.open("lhasa")
        desk.settle()
        books.window.page.table.selectRow(0)
        _resize(desk, books.window, size)
        for number in range(books.window.tabs.count()):
            books.window.tabs.setCurrentIndex(number)
            desk.settle()
            yield f"playbooks-{number + 1}", books.window
        books.window.tabs.setCurrentIndex(0)


def big_screen(desk: Desk, size: str) -> Shown:
    """The second screen, once all of it is there."""
    second = _follower(desk, BigScreenPresenter)
    seen: list[bool] = []
    second.shown.connect(lambda: seen.append(True))
    with _opening(desk, "big_screen"):
        desk.settle(lambda: bool(seen), "the big screen")
        screen = second.screen
        screen.resize(*BIG[size])
        desk.settle()
        yield "big_screen", screen


@contextmanager
def _opening(desk: Desk, command: str) -> Iterator[None]:
    """Give a command, and close afterwards what it opened."""
    desk.presenter.do(command)
    yield
    for one in _beside(desk):
        one.close()
    desk.window.activateWindow()
    desk.settle()


def _beside(desk: Desk) -> list[QWidget]:
    every = QApplication.topLevelWidgets()
    return [one for one in every if one.isVisible() and one is not desk.window]


def _resize(desk: Desk, window: QWidget, size: str) -> None:
    wide, high = size.split("x")
    window.resize(int(wide), int(high))
    desk.settle()


def _follower(desk: Desk, kind: type[Part]) -> Part:
    return next(one for one in desk.presenter.followers if isinstance(one, kind))
