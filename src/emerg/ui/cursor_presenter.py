"""How positions are written: under the cursor, on cards, in the record and when copied."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Slot

from emerg.geodata.notation import NOTATION_NAMES, NOTATIONS, Notation
from emerg.texts import Text
from emerg.ui.choices import Choices
from emerg.ui.follower import Follower
from emerg.ui.main_window import MainWindow
from emerg.ui.map_settings import MapSettings
from emerg.ui.status_bar import Message


class CursorPresenter(Follower):
    """The notation of the office, chosen in the menu or by going on to the next."""

    def __init__(self, window: MainWindow, settings: MapSettings) -> None:
        super().__init__(window)
        self._status, self._settings = window.status, settings
        title = Text("Coordinates")
        self._choices: Choices[Notation] = Choices(window, "Map", "notation", title)
        self._choices.fill(NOTATION_NAMES)
        self._choices.chosen.connect(self._choose)
        settings.changed.connect(self._show)
        self._show()

    def commands(self) -> Mapping[str, Callable[[], object]]:
        return {"notation": self.next}

    def next(self) -> None:
        """The key: the notation that comes next."""
        at = NOTATIONS.index(self._settings.notation)
        self._choose(NOTATIONS[(at + 1) % len(NOTATIONS)])

    @Slot(object)
    def _choose(self, notation: Notation) -> None:
        self._settings.keep_notation(notation)
        name = NOTATION_NAMES[notation]
        self.said.emit(Message(Text("Coordinates are written as: {name}", name=name)))

    @Slot()
    def _show(self) -> None:
        self._status.set_notation(self._settings.notation)
        self._choices.hold(self._settings.notation)
