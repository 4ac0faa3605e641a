"""What one can do on the map: each tool follows what is on show."""

from typing import TYPE_CHECKING

from emerg.ui.cursor_presenter import CursorPresenter
from emerg.ui.find.presenter import FindPresenter
from emerg.ui.follower import Follower
from emerg.ui.here.presenter import HerePresenter
from emerg.ui.main_window import MainWindow
from emerg.ui.map_settings import MapSettings
from emerg.ui.measure.presenter import MeasurePresenter
from emerg.ui.picture_presenter import PicturePresenter
from emerg.ui.scale_presenter import ScalePresenter
from emerg.ui.surroundings import Surroundings
from emerg.ui.under_presenter import UnderPresenter

if TYPE_CHECKING:
    from emerg.ui.window_presenter import WindowPresenter


def map_tools(
    parts: "WindowPresenter", window: MainWindow, given: Surroundings
) -> tuple[Follower, ...]:
    """Find, measure, what is here, how positions are written, and the rest of it."""
    settings = MapSettings(given.settings, window)
    measure = MeasurePresenter(window, lambda: parts.roads.set_closing(False))
    parts.roads.closing_changed.connect(lambda closing: measure.end() if closing else None)
    return (
        FindPresenter(window, given),
        measure,
        HerePresenter(parts, window, settings, measure.begin_at),
        CursorPresenter(window, settings),
        PicturePresenter(window, given),
        UnderPresenter(window, given, settings),
        ScalePresenter(window),
    )
