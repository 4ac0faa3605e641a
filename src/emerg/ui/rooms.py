"""Everything beside the form: the map, the pages, the header; and where each of them stands.

The form is on the screen before any of this is imported.
"""

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from emerg.texts import Text
from emerg.ui.calls_panel import CallsPanel
from emerg.ui.charts.panel import ChartsPanel
from emerg.ui.closures_panel import ClosuresPanel
from emerg.ui.containment_panel import ContainmentPanel
from emerg.ui.dispatch_panel import DispatchPanel
from emerg.ui.header import Header
from emerg.ui.hit_detail import HitDetail
from emerg.ui.hits_panel import HitsPanel
from emerg.ui.intakes_panel import IntakesPanel
from emerg.ui.level_panel import LevelPanel
from emerg.ui.lock_screen import LockScreen
from emerg.ui.main_window import MainWindow
from emerg.ui.map.view import MapView
from emerg.ui.next_panel import NextPanel
from emerg.ui.note_bar import NoteBar
from emerg.ui.pond_panel import PondPanel
from emerg.ui.record_panel import RecordPanel
from emerg.ui.route_panel import RoutePanel
from emerg.ui.samples_panel import SamplesPanel
from emerg.ui.scrolls import FittingScroll, PageScroll
from emerg.ui.start_card import StartCard
from emerg.ui.tabs import Tabs
from emerg.ui.tasks_panel import TasksPanel

LEAST_MAP_PX = 240
# So much each page asks for.
DISPATCH_PX, POND_PX, RECORD_PX, HOLD_PX, CHART_PX = 508, 470, 420, 460, 500


def furnish(window: MainWindow) -> Iterator[None]:
    """Put everything into `window`, a part of the work at each step, so that keys come between."""
    lang = window.words.lang
    window.map = MapView(theme=window.look[0], lang=lang)
    window.map.setMinimumHeight(LEAST_MAP_PX)
    yield
    window.header, window.note = Header(lang), NoteBar(lang)
    window.start, window.lock = StartCard(lang), LockScreen(lang)
    window.detail, window.next = HitDetail(lang), NextPanel(lang)
    yield
    window.hits, window.pond = HitsPanel(lang), PondPanel(lang)
    yield
    window.dispatch, window.route = DispatchPanel(lang), RoutePanel(lang)
    window.closures, window.calls = ClosuresPanel(lang), CallsPanel(lang)
    yield
    window.record, window.level = RecordPanel(lang), LevelPanel(lang)
    yield
    window.containment, window.charts = ContainmentPanel(lang), ChartsPanel(lang)
    window.intakes, window.tasks = IntakesPanel(lang), TasksPanel(lang)
    window.samples = SamplesPanel(lang)
    yield
    window.tabs = Tabs(window.words)
    window.dress(window.tabs.tabBar())
    for name, (page, text) in _pages(window).items():
        window.tabs.add(name, page, text)
        window.dress(page)
    window.allow_tab("pond", False)
    window.map.cursor_moved.connect(window.status.show_cursor)
    middle = QWidget()
    below = FittingScroll(window.detail)
    window.middle = _stacked(middle, window.map, below)
    window.dress(window.map, below)
    window.middle.setStretch(0, 1)
    window.stand_beside(middle)
    yield
    right = QWidget()
    first = FittingScroll(window.next, window.next.headline_height)
    pages = _stacked(right, window.start, first, window.tabs)
    window.dress(window.start, first)
    pages.setStretch(2, 1)
    window.stand_beside(right)
    yield
    window.stand_around()


def _stacked(column: QWidget, *parts: QWidget) -> QVBoxLayout:
    """One below the other, in a column."""
    stack = QVBoxLayout(column)
    stack.setContentsMargins(0, 0, 0, 0)
    stack.setSpacing(8)
    for part in parts:
        stack.addWidget(part)
    return stack


def _pages(window: MainWindow) -> dict[str, tuple[QWidget, Text]]:
    """The pages beside the map; one more takes a line here."""
    return {
        "hits": (window.hits, Text("Hits")),
        "intakes": (PageScroll(window.intakes, RECORD_PX), Text("Water intakes")),
        "charts": (PageScroll(window.charts, CHART_PX), Text("Charts")),
        "pond": (PageScroll(window.pond, POND_PX), Text("Tailings pond")),
        "containment": (PageScroll(window.containment, HOLD_PX), Text("Containment")),
        "dispatch": (PageScroll(window.dispatch, DISPATCH_PX), Text("Dispatch")),
        "tasks": (PageScroll(window.tasks, RECORD_PX), Text("Tasks")),
        "samples": (PageScroll(window.samples, RECORD_PX), Text("Sampling")),
        "route": (window.route, Text("Route")),
        "closures": (window.closures, Text("Closures")),
        "level": (PageScroll(window.level, RECORD_PX), Text("Level, clocks")),
        "calls": (PageScroll(window.calls, RECORD_PX), Text("Calls")),
        "record": (PageScroll(window.record, RECORD_PX), Text("Record")),
    }
