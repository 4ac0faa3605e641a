"""Joins the board of layers to the map, and gives the map what the layers are of."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QTimer, Slot

from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.texts import Lang
from emerg.ui.follower import Follower
from emerg.ui.lists import NO_LISTS, Lists
from emerg.ui.loaded import Loaded
from emerg.ui.main_window import MainWindow
from emerg.ui.map.layers_panel import LayersPanel
from emerg.ui.map.samples import sample_places
from emerg.ui.map.switches import SWITCHES, Hidden, Switch, switched
from emerg.ui.map.zones import isolated
from emerg.ui.roads_presenter import RoadsPresenter
from emerg.ui.settings_store import SettingsStore
from emerg.usecases.settings import MAP_LAYERS_OFF


class LayersPresenter(Follower):
    """What is switched off stays so, the next time too."""

    def __init__(self, window: MainWindow, roads: RoadsPresenter, settings: SettingsStore) -> None:
        super().__init__(window)
        self._window, self._roads, self._settings = window, roads, settings
        window.map.set_hidden(self._kept())
        self.panel = LayersPanel(window.words.lang, window.map)
        self._rivers: Rivers | None = None
        self._lists: Lists = NO_LISTS
        self._answer: Answer | None = None
        self._wind: float | None = None
        # The number that decides is on the screen before this.
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._show_answer)
        self.panel.switched.connect(self._on_switched)
        self.panel.wind_chosen.connect(self._on_wind)
        self.panel.closed.connect(self.leave)
        window.map.layers_changed.connect(self._on_layers)
        settings.changed.connect(self._on_setting)
        window.map.theme_changed.connect(self.panel.set_theme)
        self._on_layers(window.map.hidden)

    def set_loaded(self, ready: Loaded) -> None:
        self._rivers, self._lists = ready.rivers.rivers, ready.lists
        self._show_answer()

    def set_answer(self, answer: Answer | None, now: datetime) -> None:
        if answer is None or self._answer is None or _elsewhere(answer, self._answer):
            self._wind = None  # as it was said of another place
            self.panel.show_wind(None)
        self._answer = answer
        self._next.start()

    def set_language(self, lang: Lang) -> None:
        self.panel.set_language(lang)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        return {"layers": self.switch_panel}

    def close(self) -> None:
        self._next.stop()

    @Slot()
    def switch_panel(self) -> None:
        """The key of the board: there, or gone again."""
        if self.panel.isVisible():
            self.leave()
        else:
            self.panel.open()
            self._window.map.opened(self)
        self._tell_menu()

    @property
    def is_open(self) -> bool:
        """Whether the board stands on the map."""
        return self.panel.isVisible()

    @Slot()
    def leave(self) -> None:
        """The board is put away, the cursor back on the map."""
        self.panel.hide()
        self._window.map.setFocus()
        self._tell_menu()

    @Slot(str, bool)
    def _on_switched(self, name: Switch, on: bool) -> None:
        self._window.map.set_hidden(switched(self._window.map.hidden, name, on=on))

    @Slot(object)
    def _on_layers(self, hidden: Hidden) -> None:
        self.panel.show_hidden(hidden)
        self._window.actions_by_name["relief"].setChecked("relief" not in hidden)
        if hidden != self._kept():  # a start writes nothing
            self._settings.set(MAP_LAYERS_OFF, tuple(sorted(hidden)))

    @Slot(str)
    def _on_setting(self, key: str) -> None:
        """Changed on the page of settings, which the map follows at once."""
        if key == MAP_LAYERS_OFF.key and self._kept() != self._window.map.hidden:
            self._window.map.set_hidden(self._kept())

    def _kept(self) -> Hidden:
        """What is switched off, as far as a layer is called that."""
        off = self._settings.value(MAP_LAYERS_OFF)
        return frozenset(one.name for one in SWITCHES if one.name in off)

    @Slot(object)
    def _on_wind(self, from_deg: float | None) -> None:
        self._wind = from_deg
        self._show_zones()

    @Slot()
    def _show_answer(self) -> None:
        answer, view = self._answer, self._window.map
        exercise = answer is not None and answer.exercise
        view.show_supplies(self._lists.counted(exercise=exercise))
        if answer is not None and self._rivers is not None:
            view.show_samples(sample_places(answer, self._rivers))
        else:
            view.show_samples(())
        self._show_zones()

    def _show_zones(self) -> None:
        """Around the place on the road, if it is on one, else around where it enters the river."""
        if self._answer is None:
            self._window.map.show_zones(None)
            return
        incident = self._answer.incident
        place = self._roads.origin or (incident.lon, incident.lat)
        self._window.map.show_zones(isolated(incident.substance, place, self._wind))

    def _tell_menu(self) -> None:
        self._window.actions_by_name["layers"].setChecked(self.panel.isVisible())


def _elsewhere(one: Answer, other: Answer) -> bool:
    first, second = one.incident, other.incident
    return (first.river, first.km) != (second.river, second.km)
