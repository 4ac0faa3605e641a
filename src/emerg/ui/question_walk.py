"""The way of the cursor through the five questions: Enter goes on, Esc back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from emerg.ui.typed.answers import Question

if TYPE_CHECKING:
    from emerg.ui.question_panel import QuestionPanel


class QuestionWalk(QObject):
    """Moves the cursor; `confirmed` with a question left by Enter, `through` behind the last."""

    confirmed = Signal(str)  # Question
    through = Signal()

    def __init__(self, panel: "QuestionPanel") -> None:
        super().__init__(panel)
        self._panel = panel

    def step(self, by: int) -> None:
        """Enter (1) or Esc (-1), wherever the cursor is; a button is pressed by Enter."""
        focused = self._panel.focusWidget()
        if by > 0 and isinstance(focused, QPushButton) and not focused.isCheckable():
            focused.click()
            return
        stops = self._stops()
        at = self._at(focused, stops)
        question = self.question_at(focused)
        if by > 0 and question is not None:
            self.confirmed.emit(question)
        self.go_to(stops[min(max(at + by, 0), len(stops) - 1)])
        if by > 0 and question is not None and at == len(stops) - 2:
            self.through.emit()

    def skip(self, question: Question) -> None:
        """On to the question behind."""
        stops = self._stops()
        self.go_to(stops[min(self._last_of(question, stops) + 1, len(stops) - 1)])

    def question_at(self, widget: QWidget | None) -> Question | None:
        """The question that holds a widget."""
        rows = self._panel.rows.items()
        return next((question for question, row in rows if row.holds(widget)), None)

    def stop_of(self, question: Question) -> QWidget:
        """Where a question begins."""
        row = self._panel.rows[question]
        return next(stop for stop in self._stops() if row.holds(stop))

    def go_to(
        self, stop: QWidget, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Put the cursor there, and all of its question into view."""
        stop.setFocus(reason)
        question = self.question_at(stop)
        if question is not None:
            self._panel.bring_into_view(self._panel.rows[question], stop)

    def _stops(self) -> tuple[QWidget, ...]:
        """Where Enter leads, one after the other."""
        panel = self._panel
        spilled: tuple[QWidget, ...] = (panel.what.substance, panel.amount.amount)
        leaked = (
            *(panel.leak.stop(), panel.leak.content),
            *(panel.volume.water, panel.volume.volume),
        )
        return (
            panel.where.place,
            *(leaked if panel.rows["what"] is panel.leak else spilled),
            panel.when.start,
            panel.when.reported,
            panel.flow.discharge,
            panel.respond_button,
        )

    def _at(self, focused: QWidget | None, stops: tuple[QWidget, ...]) -> int:
        """The stop that has the cursor, or the last one of the same question."""
        if focused in stops:
            return stops.index(focused)
        question = self.question_at(focused)
        return len(stops) - 2 if question is None else self._last_of(question, stops)

    def _last_of(self, question: Question, stops: tuple[QWidget, ...]) -> int:
        row = self._panel.rows[question]
        return max(i for i, stop in enumerate(stops) if row.holds(stop))
