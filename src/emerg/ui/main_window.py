"""The window: where the panels stand, and the keys that hold everywhere."""

from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QMainWindow,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from emerg.texts import Lang, Text
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
from emerg.ui.map.view import MapView
from emerg.ui.menus import make_menus
from emerg.ui.next_panel import NextPanel
from emerg.ui.note_bar import NoteBar
from emerg.ui.pond_panel import PondPanel
from emerg.ui.question_panel import QuestionPanel
from emerg.ui.question_state import RunState
from emerg.ui.record_panel import RecordPanel
from emerg.ui.route_panel import RoutePanel
from emerg.ui.samples_panel import SamplesPanel
from emerg.ui.start_card import StartCard
from emerg.ui.status_bar import StatusBar
from emerg.ui.tabs import Tabs
from emerg.ui.tasks_panel import TasksPanel
from emerg.ui.theme import BODY_PX, THEMES, Theme, stylesheet
from emerg.ui.widgets import FittingScroll, PageScroll, restyle
from emerg.ui.words import Words

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
SIZE, LEAST = QSize(1366, 768), QSize(1024, 600)
LEFT_PX, RIGHT_PX, LEAST_MAP_PX = 308, 520, 240
# The headline stays whole where a page below needs the room; what follows it is scrolled to.
HEADLINE_PX, DISPATCH_PX, POND_PX, RECORD_PX, HOLD_PX, CHART_PX = 86, 508, 470, 420, 460, 460


class Speaking(Protocol):
    """A part of the window that says something."""

    def set_language(self, lang: Lang) -> None: ...


class Looking(Protocol):
    """A part of the window that draws by theme and size of text."""

    def set_look(self, theme: Theme, text_px: int) -> None: ...


class MainWindow(QMainWindow):
    """The panels in their places; `asked` with the name of a key that was pressed."""

    asked = Signal(str)
    closing = Signal()
    locked_changed = Signal(bool)
    look_changed = Signal()  # theme or size of text: `look` has them

    def __init__(self, lang: Lang) -> None:
        super().__init__()
        self.words = Words(lang)
        self.header = Header(lang)
        self.questions = QuestionPanel(lang)
        self.map = MapView()
        self.map.setObjectName("map")
        self.map.setMinimumHeight(LEAST_MAP_PX)
        self.detail = HitDetail(lang)
        self.next = NextPanel(lang)
        self.hits = HitsPanel(lang)
        self.pond = PondPanel(lang)
        self.dispatch = DispatchPanel(lang)
        self.route = RoutePanel(lang)
        self.closures = ClosuresPanel(lang)
        self.record = RecordPanel(lang)
        self.calls = CallsPanel(lang)
        self.containment = ContainmentPanel(lang)
        self.intakes, self.tasks = IntakesPanel(lang), TasksPanel(lang)
        self.samples = SamplesPanel(lang)
        self.level = LevelPanel(lang)
        self.charts = ChartsPanel(lang)
        self.start = StartCard(lang)
        self.note = NoteBar(lang)
        self.lock = LockScreen(lang)
        self.locked = self.drill = False
        self.look = THEMES["day"], BODY_PX
        self.tabs = Tabs(self.words)
        self._can_cancel = self._can_leave = False
        self.status = StatusBar(lang)
        self.frame = QFrame()
        self.actions_by_name = make_menus(self.menuBar(), self.words, self.asked)
        self._lay_out()
        self.map.set_language(lang)
        self.map.cursor_moved.connect(self.status.show_cursor)
        self.words.say(self.setWindowTitle, Text("emerg - environmental emergencies on rivers"))
        self.resize(SIZE)

    def set_look(self, theme: Theme, text_px: int) -> None:
        """Draw everything in `theme`, body text `text_px` high."""
        self.look = theme, text_px
        self.setStyleSheet(stylesheet(theme, text_px))
        self.map.set_theme(theme)
        self.hits.set_text_size(text_px)
        for page in self._looking():
            page.set_look(theme, text_px)
        self.look_changed.emit()

    def set_language(self, lang: Lang) -> None:
        """Say everything in `lang`."""
        self.words.set_language(lang)
        for part in self._speaking():
            part.set_language(lang)

    def _looking(self) -> tuple[Looking, ...]:
        """The pages that draw more than a style sheet can say."""
        return (
            *(self.pond, self.containment, self.dispatch, self.level),
            *(self.calls, self.record, self.charts, self.intakes, self.tasks, self.samples),
        )

    def _speaking(self) -> tuple[Speaking, ...]:
        """Every part that says something."""
        return (
            *(self.header, self.questions, self.map, self.detail, self.next, self.hits),
            *(self.pond, self.containment, self.dispatch, self.route, self.closures),
            *(self.level, self.calls, self.record, self.charts),
            *(self.intakes, self.tasks, self.samples),
            *(self.start, self.note, self.status, self.lock),
        )

    def set_drill(self, drill: bool) -> None:
        """An orange frame round everything, or none."""
        self.drill = drill
        restyle(self.frame, "frame", "drill" if drill else "real")

    def show_run(self, state: RunState) -> None:
        """Draw whether something runs; only then Esc cancels, otherwise it steps back."""
        self.questions.show_run(state)
        self._can_cancel = state.can_cancel
        self._allow_escape()

    def set_closing(self, on: bool) -> None:
        """Whether clicks on the map close roads: Esc leaves that first."""
        self.actions_by_name["close_roads"].setChecked(on)
        self._can_leave = on
        self._allow_escape()

    def show_tab(self, name: str) -> None:
        """Bring a page beside the map to the front, by its object name."""
        self.tabs.bring(name)

    def has_tab(self, name: str) -> bool:
        """Whether a page beside the map can be brought to the front."""
        return self.tabs.has(name)

    def allow_tab(self, name: str, there: bool) -> None:
        """Have a page beside the map, or no longer; in its place comes who is hit."""
        self.tabs.allow(name, there)

    def show_hits(self) -> None:
        """Bring the list of places that are hit to the front, the cursor in it."""
        self.show_tab("hits")
        self.hits.table.setFocus()

    def show_dispatch(self) -> None:
        """Bring who is sent where to the front, the cursor in its places."""
        self.show_tab("dispatch")
        self.dispatch.places.setFocus()

    def ask_route(self) -> None:
        """Bring the way by road to the front, the cursor in it."""
        self.show_tab("route")
        self.route.focus()

    def show_closures_count(self, number: int) -> None:
        """Say on its tab how many roads are closed."""
        text = Text("Closed roads ✗{n}", n=number) if number else Text("Closed roads")
        self.tabs.say("closures", text)

    def set_locked(self, on: bool) -> None:
        """Show the lock in place of everything, or everything again as it was."""
        self.locked = on
        self.locked_changed.emit(on)
        self.menuBar().setVisible(not on)
        self._whole.setCurrentWidget(self.lock if on else self.frame)
        if on:
            self.lock.begin()

    def show_record_state(self, conflicts: int) -> None:
        """Say on its tab how much is said differently."""
        text = Text("Record ⚠{n}", n=conflicts) if conflicts else Text("Record")
        self.tabs.say("record", text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What nothing else took: Enter presses the button that has the cursor, Esc steps back."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.questions.focus_back()
        elif event.key() in ENTER and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def put_under_map(self, bar: QWidget) -> None:
        """A bar of the map, between it and the place that was chosen."""
        self._middle.insertWidget(1, bar)

    def _allow_escape(self) -> None:
        self.actions_by_name["cancel"].setEnabled(self._can_cancel or self._can_leave)

    def _fill_tabs(self) -> None:
        """The pages beside the map; one more takes a line here."""
        pages: dict[str, tuple[QWidget, Text]] = {
            "hits": (self.hits, Text("Hits")),
            "intakes": (PageScroll(self.intakes, RECORD_PX), Text("Water intakes")),
            "charts": (PageScroll(self.charts, CHART_PX), Text("Charts")),
            "pond": (PageScroll(self.pond, POND_PX), Text("Tailings pond")),
            "containment": (PageScroll(self.containment, HOLD_PX), Text("Containment")),
            "dispatch": (PageScroll(self.dispatch, DISPATCH_PX), Text("Dispatch")),
            "tasks": (PageScroll(self.tasks, RECORD_PX), Text("Tasks")),
            "samples": (PageScroll(self.samples, RECORD_PX), Text("Sampling")),
            "route": (self.route, Text("Way by road")),
            "closures": (self.closures, Text("Closed roads")),
            "level": (PageScroll(self.level, RECORD_PX), Text("Level, clocks")),
            "calls": (PageScroll(self.calls, RECORD_PX), Text("Calls")),
            "record": (PageScroll(self.record, RECORD_PX), Text("Record")),
        }
        for name, (page, text) in pages.items():
            self.tabs.add(name, page, text)
        self.allow_tab("pond", False)

    def _lay_out(self) -> None:
        right = QWidget()
        stack = QVBoxLayout(right)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(8)
        stack.addWidget(self.start)
        stack.addWidget(FittingScroll(self.next, HEADLINE_PX))
        self._fill_tabs()
        stack.addWidget(self.tabs, 1)
        across = QSplitter(Qt.Orientation.Horizontal)
        middle = QWidget()
        self._middle = under = QVBoxLayout(middle)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(8)
        under.addWidget(self.map, 1)
        under.addWidget(FittingScroll(self.detail))
        for part in (self.questions, middle, right):
            across.addWidget(part)
        across.setStretchFactor(1, 3)
        across.setStretchFactor(2, 1)
        across.setSizes([LEFT_PX, SIZE.width() - LEFT_PX - RIGHT_PX, RIGHT_PX])
        across.setChildrenCollapsible(False)
        across.setHandleWidth(8)
        column = QVBoxLayout(self.frame)
        column.setContentsMargins(8, 4, 8, 0)
        column.setSpacing(4)
        column.addWidget(self.header)
        column.addWidget(across, 1)
        column.addWidget(self.note)
        column.addWidget(self.status)
        self.frame.setObjectName("ground")
        self.frame.setMinimumSize(LEAST)  # what does not fit scrolls; the window never grows
        self._whole = QStackedWidget()
        self._whole.addWidget(self.frame)
        self._whole.addWidget(self.lock)
        self.setCentralWidget(self._whole)
