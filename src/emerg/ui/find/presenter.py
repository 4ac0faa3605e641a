"""Joins the line that finds anything to the map, the pages and the commands of the window."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from emerg.response.answer import Answer, Call
from emerg.texts import Lang, Prose, Text
from emerg.ui.find import found as goals
from emerg.ui.find.exact import Known
from emerg.ui.find.found import Found
from emerg.ui.find.lists import Command, NameLists, calls, commands, name_lists
from emerg.ui.find.names import Entry, in_both
from emerg.ui.find.panel import FindPanel
from emerg.ui.find.search import Searched, search
from emerg.ui.follower import Follower
from emerg.ui.jobs import Desk
from emerg.ui.keys import KEYS
from emerg.ui.loaded import Loaded
from emerg.ui.main_window import MainWindow
from emerg.ui.map.found_mark import FoundMark
from emerg.ui.status_bar import Message
from emerg.ui.surroundings import Surroundings

# How much of the map is seen around what was found, unless it is nearer already [m].
WIDE_M = 40_000.0
LOADING = Text("Rivers and places are still being read")
NOT_RUNG = Text("{who} is not on the list of calls; F5 makes the list")


class FindPresenter(Follower):
    """Ctrl+F: whatever is typed is looked for everywhere, and Enter goes there."""

    def __init__(self, window: MainWindow, given: Surroundings) -> None:
        super().__init__(window)
        self._window = window
        self._mark = FoundMark(window.map)
        self._marked: goals.GoTo | None = None
        self._known: Known | None = None
        self._names: NameLists | None = None
        self._where: Searched | None = None
        self._actions: dict[str, QAction] = {}
        self._listed: tuple[Entry, ...] = ()
        self._calls: tuple[Call, ...] = ()
        self._before: QWidget | None = None
        self._desk = Desk(given.pool, self)
        self._desk.succeeded.connect(self._on_listed)
        self.panel = FindPanel(window.words.lang, window.frame)
        window.dress(self.panel)
        self.panel.asked.connect(self._on_asked)
        self.panel.chosen.connect(self._on_chosen)
        self.panel.left.connect(self.leave)
        self.panel.line.lost.connect(self.panel.hide)
        window.locked_changed.connect(self.panel.hide)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        return {"find": self.ask}

    def set_loaded(self, ready: Loaded) -> None:
        """Make the lists of names while nobody waits for them."""
        roads = None if ready.roads is None else ready.roads.known
        self._known = known = Known(ready.rivers.rivers, roads, ready.dams)
        self._desk.start(lambda _progress, _stop: name_lists(known))

    def set_answer(self, answer: Answer | None, now: datetime) -> None:
        self._calls = () if answer is None else answer.calls

    def set_language(self, lang: Lang) -> None:
        self.panel.set_language(lang)
        if self._marked is not None and self._mark.is_open:
            self._show(self._marked)

    def close(self) -> None:
        self._desk.close()

    @property
    def ready(self) -> bool:
        """Whether there is something to find."""
        return self._names is not None

    def ask(self) -> None:
        """Open the line over the map; where it is open, type anew."""
        if self._known is None or self._names is None:
            self.said.emit(Message(LOADING))
            return
        window = self._window
        if not self.panel.isVisible():
            self._before = window.focusWidget()
            leaves = list(_leaves(window.menuBar()))
            self._actions = {action.objectName(): action for action, _within in leaves}
            self._listed = commands(_command(*leaf) for leaf in leaves)
        self._where = Searched(
            self._known,
            self._names,
            self._listed,
            calls(self._calls),
        )
        corner = window.map.mapTo(window.frame, window.map.rect().topLeft())
        self.panel.ask(window.map.rect().translated(corner))

    @Slot()
    def leave(self) -> None:
        """Close the line, the cursor back where it was."""
        self.panel.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, goal: goals.GoTo) -> None:
        """Show a place on the map, marked and named; the keys then move the map."""
        view = self._window.map
        wide = view.seen().width()
        if wide > WIDE_M * 2:
            view.go_to(goal.lon, goal.lat, WIDE_M)
        else:
            view.centre_on(goal.lon, goal.lat)
        self._show(goal)
        view.setFocus(Qt.FocusReason.PopupFocusReason)

    def _show(self, goal: goals.GoTo) -> None:
        self._marked = goal
        self._mark.show_at(goal.lon, goal.lat, self._window.words.of(goal.name))

    @Slot(object)
    def _on_listed(self, names: NameLists) -> None:
        self._names = names

    @Slot(str)
    def _on_asked(self, text: str) -> None:
        if self._where is not None and self.panel.isVisible():
            self.panel.show_found(search(text, self._where))

    @Slot(object)
    def _on_chosen(self, found: Found) -> None:
        goal = found.goal
        if isinstance(goal, goals.GoOn):
            self.panel.write(f"{self._window.words.of(goal.name)}{goal.behind}")
            return
        self.leave()
        match goal:
            case goals.GoTo():
                self.go_to(goal)
            case goals.Say():
                self.said.emit(Message(goal.words))
            case goals.Spilled():
                self._spilled(goal.name)
            case goals.Ring():
                self._ring(goal.who)
            case goals.Do():
                self._actions[goal.command].trigger()

    def _spilled(self, name: Prose) -> None:
        """The answer to what was spilled; what stood there is told, for nothing may be lost."""
        line = self._window.questions.what.substance
        before, now = line.text().strip(), self._window.words.of(name)
        line.setText(now)
        self._window.questions.focus_on("what")
        if before and before != now:
            words = Text("Question 2 is now {now}; before: {before}", now=now, before=before)
            self.said.emit(Message(words))

    def _ring(self, who: Prose) -> None:
        """Bring the call to the front, with what to say."""
        wanted = in_both(who)
        order = next((c.order for c in self._calls if in_both(c.who) == wanted), None)
        if order is None:
            self.said.emit(Message(Text(NOT_RUNG.msgid, who=who)))
            return
        self._window.show_tab("calls")
        self._window.calls.choose(order)


def _leaves(menu: QMenuBar | QMenu, within: str = "") -> Iterator[tuple[QAction, str]]:
    """Every entry that does something, with the title of the menu in a menu that it stands in."""
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _leaves(inner, inner.title() if isinstance(menu, QMenu) else "")
        elif action.objectName() and action.isEnabled():
            yield action, within


def _command(action: QAction, within: str) -> Command:
    """An entry of the menus by both of its names, where it has two."""
    by_name = {key.name: key.text for key in KEYS}
    keys = ", ".join(keys.toString() for keys in action.shortcuts())
    text: Prose = by_name.get(action.objectName(), action.text())
    if within:
        text = Text("{menu}: {entry}", menu=within, entry=text)
    return Command(action.objectName(), text, keys)
