"""Who follows the incident on show: one more takes a line here."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from emerg.response.incident import Scenario
from emerg.ui.big_screen_presenter import BigScreenPresenter
from emerg.ui.charts.presenter import ChartsPresenter
from emerg.ui.desk.follower import DeskFollower
from emerg.ui.follower import Follower
from emerg.ui.help_followers import help_followers
from emerg.ui.hours_presenter import HoursPresenter
from emerg.ui.intakes_presenter import IntakesPresenter
from emerg.ui.layers_presenter import LayersPresenter
from emerg.ui.main_window import MainWindow
from emerg.ui.map_tools import map_tools
from emerg.ui.samples_presenter import SamplesPresenter
from emerg.ui.settings_presenter import SettingsPresenter
from emerg.ui.surroundings import Surroundings
from emerg.ui.table_exporter import TableExporter
from emerg.ui.tasks_presenter import TasksPresenter
from emerg.ui.under_presenter import UnderPresenter

if TYPE_CHECKING:
    from emerg.ui.window_presenter import WindowPresenter


def followers(
    parts: "WindowPresenter", window: MainWindow, given: Surroundings
) -> tuple[Follower, ...]:
    """Every follower, in the order in which they hear of an answer."""
    tools = map_tools(parts, window, given)
    (under,) = (one for one in tools if isinstance(one, UnderPresenter))
    charts = _charts(parts, window, given)
    hours, layers = _map_followers(parts, window, given)
    hours.hour_shown.connect(charts.set_hour)
    charts.hour_chosen.connect(hours.choose)
    charts.now_chosen.connect(hours.show_now)
    desk = DeskFollower(window, given, lambda: parts.look.person, parts.take)
    return (
        charts,
        hours,
        layers,
        *tools,
        *help_followers(parts, window, given, desk.reload, under.look),
        desk,
        TableExporter(window, given),
        BigScreenPresenter(window, given.settings),
        SettingsPresenter(window, given.settings, parts.look.lang),
        *_pages(parts, window, given),
    )


def known(every: Iterable[Follower]) -> dict[str, Any]:
    """All that followers know besides the questions, as the record keeps it."""
    return {key: value for one in every for key, value in one.known().items()}


def with_known(every: Iterable[Follower], scenario: Scenario) -> Scenario:
    """The questions with all that followers know besides."""
    for one in every:
        scenario = one.with_known(scenario)
    return scenario


def _pages(
    parts: "WindowPresenter", window: MainWindow, given: Surroundings
) -> tuple[Follower, ...]:
    """Intakes, tasks and samples."""
    desk, notes, lang = parts.incident.desk, parts.incident.notes, parts.look.lang
    for chosen in (window.intakes.place_chosen, window.samples.place_chosen):
        chosen.connect(parts.shown.choose)
    return (
        IntakesPresenter(window),
        TasksPresenter(window, desk, notes, parts.roads.dispatch, lang),
        SamplesPresenter(window, desk, notes, given.clock, lang),
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
) -> tuple[HoursPresenter, LayersPresenter]:
    hours, layers = HoursPresenter(window), LayersPresenter(window, parts.roads, given.settings)
    hours.bar.layers_asked.connect(layers.switch_panel)
    return hours, layers
