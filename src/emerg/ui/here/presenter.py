"""Joins the map to what can be done at a place of it: the menu, and the card that says what is."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from emerg.geodata.notation import written
from emerg.playbooks.rivers import Rivers
from emerg.texts import Lang, Prose, Text
from emerg.ui.follower import Follower
from emerg.ui.here.downhill import would_go
from emerg.ui.here.menu import add_copies, here_menu
from emerg.ui.here.offers import Deed, Here, RoadHere, Standing, offers
from emerg.ui.loaded import Loaded
from emerg.ui.main_window import MainWindow
from emerg.ui.map.card import PinnedCard
from emerg.ui.map_settings import MapSettings
from emerg.ui.route_way import INCIDENT
from emerg.ui.status_bar import Message

if TYPE_CHECKING:
    from emerg.ui.window_presenter import WindowPresenter


class HerePresenter(Follower):
    """A click says what it is, a right click (or the menu key) what can be done there.

    Parameters
    ----------
    settings : MapSettings
        How the office writes positions.
    measure : callable
        Begins to measure at a position (lon, lat).
    """

    def __init__(
        self,
        parts: "WindowPresenter",
        window: MainWindow,
        settings: MapSettings,
        measure: Callable[[float, float], object],
    ) -> None:
        super().__init__(window)
        self._parts, self._window = parts, window
        self._settings, self._measure = settings, measure
        self._rivers: Rivers | None = None
        self._told: Here | None = None  # what the card says, with its position
        self.card = PinnedCard(window.words.lang, window.map)
        self.card.copied.connect(self._copy)
        settings.changed.connect(self._on_settings)
        window.map.place_clicked.connect(self._on_clicked)
        window.map.menu_asked.connect(self._on_menu)
        window.map.position_picked.connect(self.card.leave)

    def set_loaded(self, ready: Loaded) -> None:
        self._rivers = ready.rivers.rivers

    def set_language(self, lang: Lang) -> None:
        self.card.set_language(lang)

    def here(self, place: QPoint) -> Here:
        """What lies at a place of the viewport [px]."""
        view = self._window.map
        lon, lat = view.lonlat_at(QPointF(place))
        return Here(lon, lat, view.lines_at(place), self._road(view.road_near(place)))

    @Slot(QPoint)
    def _on_clicked(self, place: QPoint) -> None:
        """A click on nothing closes what was said of another place."""
        here = self.here(place)
        if here.words and not self._parts.roads.state.closing:
            self._told = here
            self._pin(here, self._what(here))
        else:
            self.card.leave()

    @Slot(QPoint)
    def _on_menu(self, place: QPoint) -> None:
        """One menu, though a system may ask for it by the key and once more by an event."""
        if QApplication.activePopupWidget() is not None:
            return
        here, window = self.here(place), self._window
        standing = Standing(
            rivers=self._rivers is not None,
            roads=self._parts.roads.known is not None,
            writes=self._parts.incident.notes.writes,
        )
        menu = here_menu(
            window.map, window.words, offers(here, standing), lambda deed: self.do(deed, here)
        )
        menu.addSeparator()
        add_copies(menu, window.words, (here.lon, here.lat), self._settings.notation, self._copy)
        menu.popup(window.map.viewport().mapToGlobal(place))

    def do(self, deed: Deed, here: Here) -> None:
        """Carry out what was chosen."""
        form, roads = self._parts.form, self._parts.roads
        deeds: dict[Deed, Callable[[], object]] = {
            "incident": lambda: self._answer_where(lambda: form.pick(here.lon, here.lat)),
            "incident_on_road": lambda: self._answer_where(lambda: form.take(_on_road(here))),
            "would_go": lambda: self._would_go(here),
            "way_from": lambda: self._way(here, start=True),
            "way_to": lambda: self._way(here, start=False),
            "close_road": lambda: here.road and roads.toggle(here.road.stretch),
            "measure": lambda: self._measure(here.lon, here.lat),
            "centre": lambda: self._window.map.centre_on(here.lon, here.lat),
            "note": lambda: self._note("note", here),
            "sample": lambda: self._note("sample", here),
        }
        deeds[deed]()

    def _answer_where(self, take: Callable[[], object]) -> None:
        """The place is answered as by a double click; the cursor goes on to what was spilled."""
        take()
        self._window.questions.focus_on("where")

    def _would_go(self, here: Here) -> None:
        if self._rivers is not None:
            self._told = None
            self._pin(here, would_go(self._rivers, here.lon, here.lat))

    def _pin(self, here: Here, lines: Sequence[Prose]) -> None:
        self.card.pin(here.lon, here.lat, lines)
        self._window.map.opened(self.card)

    def _what(self, here: Here) -> Sequence[Prose]:
        return (*here.words, self._written(here))

    @Slot()
    def _on_settings(self) -> None:
        """Positions are written otherwise, that of an open card too."""
        if self._told is not None and self.card.is_open:
            self.card.rewrite(self._what(self._told))

    def _way(self, here: Here, *, start: bool) -> None:
        """One end of the way; where the other is there too, it is found at once."""
        panel = self._window.route
        line, other = (panel.start, panel.goal) if start else (panel.goal, panel.start)
        line.setText(here.lonlat)
        if start and not other.text() and self._parts.answer is not None:
            other.setText(self._window.words.of(INCIDENT))
        self._window.show_tab("route")
        self._parts.roads.route.ask()
        if not other.text():
            other.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note(self, kind: str, here: Here) -> None:
        """Begin a line of the record with this place; what stands there stays before it."""
        bar, position = self._window.note, self._written(here)
        words = Text("{position}:", position=position)
        if here.words:
            words = Text("{place} ({position}):", place=here.words[0], position=position)
        begun = f"{bar.text().strip()} {self._window.words.of(words)} "
        bar.begin(kind, begun.lstrip())
        bar.focus()

    def _road(self, stretch: str | None) -> RoadHere | None:
        known = self._parts.roads.known
        if stretch is None or known is None:
            return None
        row = known.network.edges[stretch]
        ref = row.stake_ref or next(iter(row.refs), "")
        return RoadHere(stretch, row.name, ref, stretch in self._parts.roads.state.closed)

    def _written(self, here: Here) -> Prose:
        return written(here.lon, here.lat, self._settings.notation)

    @Slot(str)
    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.said.emit(Message(Text("Copied: {text}", text=text.partition("\n")[0]), "ok"))


def _on_road(here: Here) -> str:
    """A place on a road as it is typed: the number, then the position."""
    return f"{here.road.ref if here.road else ''} {here.lonlat}"
