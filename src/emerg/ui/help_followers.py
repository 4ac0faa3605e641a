"""What helps whoever sits at the window: the manual, About, a check, a tour."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from emerg.ui.about_presenter import AboutPresenter
from emerg.ui.drop_presenter import DropPresenter
from emerg.ui.follower import Follower
from emerg.ui.help_presenter import HelpPresenter
from emerg.ui.main_window import MainWindow
from emerg.ui.recent_presenter import RecentPresenter
from emerg.ui.surroundings import Surroundings
from emerg.ui.tour_presenter import TourPresenter
from emerg.ui.verify_presenter import VerifyPresenter

if TYPE_CHECKING:
    from emerg.ui.window_presenter import WindowPresenter


def help_followers(
    parts: "WindowPresenter",
    window: MainWindow,
    given: Surroundings,
    reload: Callable[[], object],
    look_for_tiles: Callable[[], object],
) -> tuple[Follower, ...]:
    """One more takes a line here; `reload` reads the playbooks anew."""
    lang, record = parts.look.lang, parts.incident.record
    tour = TourPresenter(window, parts.look, first=given.tour)
    recent = RecentPresenter(window, lang, record.take)
    for one in (tour, recent):
        record.listed.connect(one.on_listed)
    drop = DropPresenter(parts, window, given)
    drop.playbook_taken.connect(reload)
    drop.tiles_taken.connect(look_for_tiles)
    return (
        HelpPresenter(window, given.pool, lang),
        AboutPresenter(window, given, lang),
        VerifyPresenter(window, given, lang),
        tour,
        recent,
        drop,
    )
