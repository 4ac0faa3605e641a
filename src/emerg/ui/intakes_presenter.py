"""Joins the page of the intakes to the answer on show."""

from collections.abc import Callable, Mapping
from datetime import datetime

from emerg.response.answer import Answer
from emerg.ui.follower import Follower
from emerg.ui.intakes_panel import IntakesState
from emerg.ui.main_window import MainWindow


class IntakesPresenter(Follower):
    """Shows the intakes of the answer, their clocks by the minute."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._answer: Answer | None = None

    def set_answer(self, answer: Answer | None, now: datetime) -> None:
        self._answer = answer
        self.set_now(now)

    def set_now(self, now: datetime) -> None:
        self._window.intakes.show_state(IntakesState(self._answer, now))

    def commands(self) -> Mapping[str, Callable[[], object]]:
        return {"intakes": self.show_page}

    def show_page(self) -> None:
        """The key of the page: to the front, the cursor in its table."""
        self._window.show_tab("intakes")
        self._window.intakes.table.setFocus()
