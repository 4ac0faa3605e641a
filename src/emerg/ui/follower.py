"""What follows the incident on show: a presenter that the rest of the window need not know."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from emerg.response.answer import Answer
from emerg.response.incident import Scenario
from emerg.texts import Lang
from emerg.ui.loaded import Loaded
from emerg.ui.status_bar import Message


class Follower(QObject):
    """Hears what is on show; each of these does nothing until a follower overrides it."""

    said = Signal(Message)
    known_changed = Signal()  # another forecast would come of the same questions

    def set_loaded(self, ready: Loaded) -> None:
        """Rivers, roads and ponds are there."""

    def set_answer(self, answer: Answer | None, now: datetime) -> None:
        """Another answer is on show, or none."""

    def set_provisional(self, answer: Answer, now: datetime) -> None:
        """What is on show while questions are still open: to be shown at most, never noted, nor
        planned by.
        """
        self.set_answer(answer, now)

    def set_now(self, now: datetime) -> None:
        """A minute has passed."""

    def set_language(self, lang: Lang) -> None:
        """Everything is said in `lang`."""

    def with_known(self, scenario: Scenario) -> Scenario:
        """The questions with what is known besides them."""
        return scenario

    def known(self) -> Mapping[str, Any]:
        """What that is, as the record keeps it with a forecast; nothing: {}."""
        return {}

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What its keys do, by their names in `emerg.ui.keys`."""
        return {}

    def close(self) -> None:
        """The window closes: stop every job."""
