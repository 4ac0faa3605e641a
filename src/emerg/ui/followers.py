"""Who follows the incident on show: one more takes a line here."""

from typing import TYPE_CHECKING

from emerg.ui.big_screen_presenter import BigScreenPresenter
from emerg.ui.charts.presenter import ChartsPresenter
from emerg.ui.desk.follower import DeskFollower
from emerg.ui.follower import Follower
from emerg.ui.help_followers import help_followers
from emerg.ui.hours_presenter import HoursPresenter
from emerg.ui.layers_presenter import LayersPresenter
from emerg.ui.main_window import MainWindow
from emerg.ui.map_tools import map_tools
from emerg.ui.settings_presenter import SettingsPresenter
from emerg.ui.surroundings import Surroundings
from emerg.ui.table_exporter import TableExporter

if TYPE_CHECKING:
    from emerg.ui.window_presenter import WindowPresenter


def followers(
    parts: "WindowPresenter", window: MainWindow, given: Surroundings
) -> tuple[Follower, ...]:
    """Every follower, in the order in which they hear of an answer."""
    return (
        _charts(parts, window, given),
        *_map_followers(parts, window, given),
        *map_tools(parts, window, given),
        *help_followers(parts, window, given),
        DeskFollower(window, given, lambda: parts.look.person, parts.take),
        TableExporter(window, given),
        BigScreenPresenter(window),
        SettingsPresenter(window, given.settings, parts.look.lang),
    )


def _charts(parts: "WindowPresenter", window: MainWindow, given: Surroundings) -> ChartsPresenter:
    """The charts, joined to where places are chosen and to where it can be held."""

    def bring() -> None:
        window.show_tab("charts")

    made = ChartsPresenter(window.charts, given.pool, parts.printing.folder_for, bring, window)
    for chosen in (window.map.hit_activated, window.hits.hit_selected, window.next.headline_chosen):
        chosen.connect(made.choose)
    made.place_chosen.connect(parts.shown.choose)
    parts.roads.containment.changed.connect(made.set_held)
    return made


def _map_followers(
    parts: "WindowPresenter", window: MainWindow, given: Surroundings
) -> tuple[Follower, ...]:
    hours, layers = HoursPresenter(window), LayersPresenter(window, parts.roads, given.settings)
    hours.bar.layers_asked.connect(layers.switch_panel)
    return hours, layers
