"""Four steps for whoever opens the program for the first time; it never stands in the way."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from emerg.response.answer import Answer
from emerg.texts import Lang, Text
from emerg.ui.follower import Follower
from emerg.ui.look_presenter import LookPresenter
from emerg.ui.main_window import MainWindow
from emerg.ui.tour_card import TourCard

STEPS: tuple[tuple[Text, Text], ...] = (
    (
        Text("The five questions"),
        Text(
            "Type what the caller says; any of them may stay empty. Enter goes on, Esc back. "
            "F5 answers; with every new word press it again."
        ),
    ),
    (
        Text("What is next, and who is hit"),
        Text(
            "On top the one thing that decides: who must close, and by when. Below it five things "
            "to do, then everybody who is hit, numbered as on the map."
        ),
    ),
    (
        Text("The line that notes"),
        Text(
            "Ctrl+J, one sentence, Enter: it is in the record, and nobody can take it out. "
            "A half-typed line is kept too."
        ),
    ),
    (
        Text("Papers, and help"),
        Text(
            "F9 writes every sheet, Ctrl+P shows them first. F1 opens the manual at the page you "
            "are on, without a network."
        ),
    ),
)
KEYS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)


class TourPresenter(Follower):
    """Shows the tour once in a home, and whenever it is asked for."""

    def __init__(self, window: MainWindow, look: LookPresenter, *, first: bool) -> None:
        super().__init__(window)
        self._main, self._look = window, look
        self._may_begin = first and not look.tour_seen
        self._step = -1
        self._took_cursor = False
        self.card = TourCard(look.lang, window.frame)
        window.dress(self.card, self.card.outline)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._place)
        self.card.asked.connect(self._on_asked)
        window.questions.changed.connect(self.leave)
        window.locked_changed.connect(self.leave)
        window.looks.hear(lambda _theme, _text_px: self._soon.start())
        window.frame.installEventFilter(self)
        window.questions.where.place.installEventFilter(self)

    @property
    def on(self) -> bool:
        """Whether a step is on show."""
        return self._step >= 0

    def commands(self) -> Mapping[str, Callable[[], object]]:
        return {"tour": self.show}

    def show(self) -> None:
        """From the menu: then the cursor is in the card."""
        self._took_cursor = True
        self.card.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._go(0)
        self.card.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot(object)
    def on_listed(self, incidents: Sequence[object]) -> None:
        """What waits to be gone on with is known: only where nothing does, the tour begins."""
        main = self._main
        waits = (
            bool(incidents) or not main.start.isHidden() or bool(main.questions.where.place.text())
        )
        if self._may_begin and not waits:
            self._took_cursor = False
            self.card.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._go(0)
            self._look.keep_tour_seen()
        self._may_begin = False

    @Slot()
    def leave(self) -> None:
        """Away with it; what is typed goes on."""
        self._may_begin = False
        if not self.on:
            return
        self._step = -1
        had_cursor = self.card.hasFocus()
        self.card.leave()
        if had_cursor:
            self._main.questions.focus_on("where")

    def set_answer(self, answer: Answer | None, now: datetime) -> None:
        if answer is not None:
            self.leave()

    def set_provisional(self, answer: Answer, now: datetime) -> None:
        """Not asked for: what is being shown goes on."""

    def set_language(self, lang: Lang) -> None:
        self.card.set_language(lang)
        self._soon.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The empty first question lends its keys; another size puts the card elsewhere."""
        if not self.on:
            return False
        if watched is self._main.frame and event.type() in (
            QEvent.Type.Resize,
            QEvent.Type.LayoutRequest,
        ):
            self._soon.start()
        line = self._main.questions.where.place
        if watched is line and event.type() in KEYS and not line.text():
            assert isinstance(event, QKeyEvent)
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            return plain and self._lent(event)
        return False

    def _lent(self, event: QKeyEvent) -> bool:
        """Whether a key of the line is one of the tour's."""
        if event.type() == QEvent.Type.KeyPress:
            return self.card.take(event.key())
        if event.key() == Qt.Key.Key_Escape:
            event.accept()  # else a shortcut would take it
            return True
        return False

    @Slot(str)
    def _on_asked(self, what: str) -> None:
        last = self._step == len(STEPS) - 1
        if what == "skip" or (what == "next" and last):
            self.leave()
        else:
            self._go(max(0, self._step + (1 if what == "next" else -1)))

    def _go(self, step: int) -> None:
        self._step = step
        self.card.show_step(step + 1, len(STEPS), *STEPS[step])
        self._place()

    @Slot()
    def _place(self) -> None:
        if self.on:
            self.card.place(self._targets(), self._main.look[1])

    def _targets(self) -> Sequence[QWidget]:
        main = self._main
        return (
            (main.questions,),
            (main.next, main.tabs),
            (main.note,),
            (main.questions.print_button, main.questions.elsewhere_button),
        )[self._step]
