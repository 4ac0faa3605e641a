"""A menu within a menu, of which one entry holds: how positions are written, at what scale."""

from collections.abc import Hashable, Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from emerg.texts import Prose, Text
from emerg.ui.main_window import MainWindow

T = TypeVar("T", bound=Hashable)


class _Chosen(QObject):
    chosen = Signal(object)


class Choices(Generic[T]):
    """Entries by what they stand for; `chosen` is emitted with it when a person takes one.

    Parameters
    ----------
    menu : str
        The menu of the window that it stands in, by the English of its title.
    name : str
        Entries are called so, an underscore, and their number.
    """

    def __init__(self, window: MainWindow, menu: str, name: str, title: Text) -> None:
        self._window, self._name = window, name
        self._told = _Chosen(window)
        self.chosen = self._told.chosen
        above = window.menuBar().findChild(QMenu, menu)
        assert above is not None
        self.menu = above.addMenu("")
        self.menu.setObjectName(name)
        self._group = QActionGroup(self.menu)
        self._actions: dict[T, QAction] = {}
        self._entries: dict[T, Prose] = {}
        window.words.say(self.menu.setTitle, title)
        # Entries come and go: the window says them again as a whole.
        window.words.say(self._say, "")

    def fill(self, entries: Mapping[T, Prose]) -> None:
        """Offer these in place of those before."""
        self.menu.clear()
        self._entries = dict(entries)
        self._actions = {value: self._made(number) for number, value in enumerate(entries)}
        for value, action in self._actions.items():
            action.triggered.connect(lambda _checked=False, v=value: self.chosen.emit(v))
        self._say()

    def _made(self, number: int) -> QAction:
        action = self.menu.addAction("")
        action.setObjectName(f"{self._name}_{number}")
        action.setCheckable(True)
        self._group.addAction(action)
        return action

    def _say(self, _text: str = "") -> None:
        for value, action in self._actions.items():
            action.setText(self._window.words.of(self._entries[value]).replace("&", "&&"))

    def hold(self, value: T | None) -> None:
        """This one holds now; None: none of them does."""
        self._group.setExclusive(value is not None)
        for known, action in self._actions.items():
            action.setChecked(known == value)
