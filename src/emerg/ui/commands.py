"""What each key of the window does."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from emerg.ui.main_window import MainWindow

if TYPE_CHECKING:
    from emerg.ui.window_presenter import WindowPresenter


def commands(parts: "WindowPresenter", window: MainWindow) -> dict[str, Callable[[], object]]:
    """By the names of `emerg.ui.keys`; those of the record are the record's own."""
    look = parts.look
    return {
        "respond": parts.respond,
        "cancel": parts.step_back,
        "print": parts.brief.print,
        "preview": parts.brief.show_preview,
        "print_elsewhere": parts.brief.print_elsewhere,
        "theme": look.next_theme,
        "language": look.other_language,
        "larger": lambda: look.grow(1),
        "smaller": lambda: look.grow(-1),
        "everything": window.map.show_everything,
        "relief": lambda: window.map.set_relief(window.actions_by_name["relief"].isChecked()),
        "hits": window.show_hits,
        "pond": parts.ponds.show_page,
        "containment": parts.roads.containment.show_page,
        "dispatch": window.show_dispatch,
        "route": window.ask_route,
        "close_roads": parts.roads.switch_tool,
        "lock": parts.locking.lock,
        "numbers": parts.numbers.switch,
        "quit": window.close,
        **parts.incident.commands(),
        **{name: do for one in parts.followers for name, do in one.commands().items()},
    }
