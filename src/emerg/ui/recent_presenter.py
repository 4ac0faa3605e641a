"""The incidents one had to do with last, in the menu: choose one and it goes on where it was."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QMenu

from emerg.texts import Lang, Prose, Text
from emerg.texts.letters import harmless
from emerg.ui.follower import Follower
from emerg.ui.main_window import MainWindow
from emerg.ui.words import Words
from emerg.units import beijing
from emerg.usecases.incident import Listed

MOST, TITLE_MOST = 6, 40
RECENT, NONE = Text("Recent incidents"), Text("none yet")


class RecentPresenter(Follower):
    """Fills the menu whenever the list of incidents was read."""

    def __init__(self, window: MainWindow, lang: Lang, take: Callable[[str], None]) -> None:
        super().__init__(window)
        self._take = take
        self._found: tuple[Listed, ...] = ()
        self.words = Words(lang)
        self.menu = QMenu(window.menuBar())
        self.menu.setObjectName("recent")
        self.words.say(self.menu.setTitle, RECENT)
        # In the menu of incidents, below the one that begins another.
        first = window.actions_by_name["respond"]
        for action in window.menuBar().actions():
            menu = action.menu()
            if isinstance(menu, QMenu) and first in menu.actions():
                menu.insertMenu(first, self.menu)
        self._fill()

    @Slot(object)
    def on_listed(self, found: Sequence[Listed]) -> None:
        """Draw those that can be read, the latest first."""
        read = [one for one in found if one.head is not None]
        self._found = tuple(sorted(read, key=_last_us, reverse=True)[:MOST])
        self._fill()

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)
        self._fill()

    def _fill(self) -> None:
        self.menu.clear()
        for number, one in enumerate(self._found, start=1):
            said = self.words.of(_words(one)).replace("&", "&&")
            action = self.menu.addAction(f"&{number}  {said}")
            action.setObjectName(f"recent_{one.id}")
            action.triggered.connect(lambda _checked=False, id_=one.id: self._take(id_))
        if not self._found:
            self.menu.addAction(self.words.of(NONE)).setEnabled(False)


def _last_us(one: Listed) -> int:
    return one.head.last.time_us if one.head else 0


def _words(one: Listed) -> Prose:
    head = one.head
    assert head is not None
    title = harmless(head.title)
    short = title if len(title) <= TITLE_MOST else f"{title[:TITLE_MOST]}…"
    words = Text(
        "{title} · {state} · last {time}",
        title=short,
        state=Text("closed") if head.closed else Text("goes on"),
        time=beijing(head.last.time),
    )
    return Text("◆ DRILL {words}", words=words) if head.exercise else words
