"""Who follows the incident on show: one more takes a line here."""

from typing import TYPE_CHECKING

from emerg.ui.follower import Follower
from emerg.ui.main_window import MainWindow
from emerg.ui.surroundings import Surroundings

if TYPE_CHECKING:
    from emerg.ui.window_presenter import WindowPresenter


def followers(
    parts: "WindowPresenter", window: MainWindow, given: Surroundings
) -> tuple[Follower, ...]:
    """Every follower, in the order in which they hear of an answer."""
    return ()
