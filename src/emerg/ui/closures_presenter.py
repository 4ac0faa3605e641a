"""Closes roads that are typed, the keyboard's way beside clicks on the map, and leaves these."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from emerg.errors import InputError
from emerg.texts import Lang, Text
from emerg.ui.main_window import MainWindow
from emerg.ui.status_bar import Message
from emerg.ui.typed.closing import Stretch, read_stretch, suggest_stretches

if TYPE_CHECKING:
    from emerg.ui.roads_presenter import RoadsPresenter

NO_ROADS = Text("No road network was loaded: there is no road to close")
DOUBTED_KM = 5.0  # from here on a stake may stand on the next stretch


class ClosuresPresenter(QObject):
    """Joins the line of the page to the roads; what is none stays as it was typed."""

    def __init__(self, window: MainWindow, roads: "RoadsPresenter", lang: Lang) -> None:
        super().__init__(roads)
        self._window, self._roads = window, roads
        self._panel = window.closures
        self._lang: Lang = lang
        self._panel.seek.offers_requested.connect(self._offer)
        self._panel.typed.connect(self._on_typed)
        roads.closing_changed.connect(self._on_tool)

    @property
    def is_open(self) -> bool:
        """Whether clicks on the map close roads."""
        return self._roads.state.closing

    def leave(self) -> None:
        self._roads.set_closing(False)

    def set_language(self, lang: Lang) -> None:
        self._lang = lang

    @Slot(bool)
    def _on_tool(self, on: bool) -> None:
        if on:
            self._window.map.opened(self)

    @Slot(str)
    def _offer(self, text: str) -> None:
        self._panel.seek.offer(suggest_stretches(text, self._roads.known, self._lang))

    @Slot(str)
    def _on_typed(self, text: str) -> None:
        known = self._roads.known
        if known is None:
            self._panel.show_mistake(NO_ROADS)
            return
        try:
            stretch = read_stretch(text, known)
        except InputError as error:
            wrong = error.problems[0]
            self._panel.show_mistake(Text("× {what}. {fix}", what=wrong.what, fix=wrong.fix))
            return
        self._panel.show_mistake("")
        self._panel.seek.clear()
        self._close(stretch)
        self._window.map.fit_lines([known.network.lines[stretch.id]])

    def _close(self, stretch: Stretch) -> None:
        roads = self._roads
        road = roads.told(stretch.id)
        if stretch.id in roads.state.closed:
            roads.said.emit(Message(Text("Closed already: {road}", road=road)))
        else:
            roads.toggle(stretch.id)
        if stretch.doubt_km >= DOUBTED_KM:
            doubt = f"{stretch.doubt_km:.0f}"
            told = Text("Closed: {road}. Its stakes are ± {km} km: check it", road=road, km=doubt)
            roads.said.emit(Message(told, "danger"))
