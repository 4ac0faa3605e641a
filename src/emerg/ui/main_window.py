"""The window: the form at once, the rest as it is furnished, and the keys that hold everywhere."""

from collections.abc import Iterator
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from emerg.texts import Lang, Text
from emerg.ui.dressing import Dressing
from emerg.ui.menus import make_menus
from emerg.ui.parts import Parts
from emerg.ui.question_panel import QuestionPanel
from emerg.ui.question_state import RunState
from emerg.ui.status_bar import StatusBar
from emerg.ui.style_sheet import FRAME, stylesheet
from emerg.ui.telling import Telling
from emerg.ui.theme import BODY_PX, THEMES, Theme
from emerg.ui.widgets import label, restyle
from emerg.ui.words import Words

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
SIZE, LEAST = QSize(1366, 768), QSize(1024, 600)
LEFT_PX, RIGHT_PX, HEADER_PX = 308, 556, 44
SHARES = (0, 3, 1)  # of more width: form, map, pages


class Speaking(Protocol):
    """A part of the window that says something."""

    def set_language(self, lang: Lang) -> None: ...


class Looking(Protocol):
    """A part of the window that draws by theme and size of text."""

    def set_look(self, theme: Theme, text_px: int) -> None: ...


class MainWindow(Parts):
    """The panels in their places; `asked` with the name of a key that was pressed.

    A new window has the form, the menus and the status line, and takes what is typed; all else
    is there once it is furnished, by `emerg.ui.rooms`.
    """

    asked = Signal(str)
    closing = Signal()
    locked_changed = Signal(bool)

    def __init__(self, lang: Lang) -> None:
        super().__init__()
        self.words = Words(lang)
        self.questions = QuestionPanel(lang)
        self.status = StatusBar(lang)
        self.frame = QFrame()
        self.locked = self.drill = self.furnished = False
        self.look = THEMES["day"], BODY_PX
        self._can_cancel = self._can_leave = self._can_stop = False
        self._left: Iterator[None] | None = None  # what is left to furnish
        self.actions_by_name = make_menus(self.menuBar(), self.words, self.asked)
        self._dressing = Dressing(self)
        # Theme and size of text, once what a style sheet says is put on; and the language.
        self.looks, self.languages = Telling(self), Telling(self)
        self.looks.hear(self._wear)
        self.languages.hear(self._say)
        self._lay_out()
        self.words.say(self.setWindowTitle, Text("emerg - environmental emergencies on rivers"))
        self.resize(SIZE)

    def furnish_more(self) -> bool:
        """Put in some more of what is not there yet; whether there is still more."""
        if self._left is None:
            from emerg.ui.rooms import furnish

            self._left = furnish(self)
        self.furnished = self.furnished or next(self._left, self) is self
        return not self.furnished

    def furnish(self) -> None:
        """Put in all that is not there yet."""
        while self.furnish_more():
            pass

    def stand_beside(self, column: QWidget) -> None:
        """One more column; the form stays where it is, with whatever is being typed."""
        self._beside.setParent(None)
        self._across.addWidget(column)
        for number, share in enumerate(SHARES[: self._across.count()]):
            self._across.setStretchFactor(number, share)
        self._across.setSizes([LEFT_PX, SIZE.width() - LEFT_PX - RIGHT_PX, RIGHT_PX])

    def stand_around(self) -> None:
        """The header above the columns and the bar for notes below: nothing more is to come."""
        self._across.setChildrenCollapsible(False)
        self._column.replaceWidget(self._above, self.header)
        self._column.insertWidget(self._column.indexOf(self.status), self.note)
        self._whole.addWidget(self.lock)
        self.dress(self.header, self.note, self.lock)
        self._above.deleteLater()

    def set_look(self, theme: Theme, text_px: int) -> None:
        """Draw everything in `theme`, body text `text_px` high."""
        self.look = theme, text_px
        self.update()
        self._dressing.put_on(stylesheet(theme, text_px), self._tell_look)

    def set_language(self, lang: Lang) -> None:
        """Say everything in `lang`."""
        self.languages.tell(lang)

    def dress(self, *rooms: QWidget) -> None:
        """More parts that are in the theme, with all that stands in them."""
        self._dressing.add(*rooms)

    @property
    def dressed(self) -> QWidget:
        """A part that is in the theme: dialogs over the window are made over it, to be so too."""
        return self.status

    @property
    def changing(self) -> bool:
        """Whether some parts are not yet in the theme, the size and the language of the others."""
        return self._dressing.busy or self.looks.busy or self.languages.busy

    def _tell_look(self) -> None:
        """Tell those who draw more than a style sheet can say."""
        if self.furnished:
            self.looks.tell(*self.look)

    def _wear(self, theme: Theme, text_px: int) -> Iterator[None]:
        self.map.set_theme(theme)
        yield
        self.hits.set_text_size(text_px)
        for page in self._looking():
            yield
            page.set_look(theme, text_px)

    def _say(self, lang: Lang) -> Iterator[None]:
        self.words.set_language(lang)
        for part in self._speaking():
            yield
            part.set_language(lang)

    def paintEvent(self, event: QPaintEvent) -> None:
        """What is behind every part. A style sheet here would be one for all of them."""
        QPainter(self).fillRect(event.rect(), self.look[0].background)

    def _looking(self) -> tuple[Looking, ...]:
        """The pages that draw more than a style sheet can say."""
        return (
            *(self.pond, self.containment, self.dispatch, self.level),
            *(self.calls, self.record, self.charts, self.intakes, self.tasks, self.samples),
        )

    def _speaking(self) -> tuple[Speaking, ...]:
        """Every part that says something."""
        return (
            *(self.header, self.questions, self.map, self.detail, self.next, self.hits),
            *(self.pond, self.containment, self.dispatch, self.route, self.closures),
            *(self.level, self.calls, self.record, self.charts),
            *(self.intakes, self.tasks, self.samples),
            *(self.start, self.note, self.status, self.lock),
        )

    def set_drill(self, drill: bool) -> None:
        """An orange frame round everything, or none."""
        self.drill = drill
        restyle(self.frame, "frame", "drill" if drill else "real")

    def show_run(self, state: RunState) -> None:
        """Draw whether something runs; only then Esc cancels, otherwise it steps back."""
        self.questions.show_run(state)
        self._can_cancel = state.can_cancel
        self._allow_escape()

    def set_closing(self, on: bool) -> None:
        """Whether clicks on the map close roads: Esc leaves that first."""
        self.actions_by_name["close_roads"].setChecked(on)
        self._can_leave = on
        self._allow_escape()

    def set_printing(self, on: bool) -> None:
        """Whether sheets are being written: Esc stops that."""
        self._can_stop = on
        self._allow_escape()

    def show_tab(self, name: str) -> None:
        """Bring a page beside the map to the front, by its object name."""
        self.tabs.bring(name)

    def has_tab(self, name: str) -> bool:
        """Whether a page beside the map can be brought to the front."""
        return self.tabs.has(name)

    def allow_tab(self, name: str, there: bool) -> None:
        """Have a page beside the map, or no longer; in its place comes who is hit."""
        self.tabs.allow(name, there)

    def show_hits(self) -> None:
        """Bring the list of places that are hit to the front, the cursor in it."""
        self.show_tab("hits")
        self.hits.table.setFocus()

    def show_dispatch(self) -> None:
        """Bring who is sent where to the front, the cursor in its places."""
        self.show_tab("dispatch")
        self.dispatch.places.setFocus()

    def ask_route(self) -> None:
        """Bring the way by road to the front, the cursor in it."""
        self.show_tab("route")
        self.route.focus()

    def show_closures_count(self, number: int) -> None:
        """Say on its tab how many roads are closed."""
        text = Text("Closures ✗{n}", n=number) if number else Text("Closures")
        self.tabs.say("closures", text)

    def set_locked(self, on: bool) -> None:
        """Show the lock in place of everything, or everything again as it was."""
        self.locked = on
        self.locked_changed.emit(on)
        self.menuBar().setVisible(not on)
        self._whole.setCurrentWidget(self.lock if on else self.frame)
        if on:
            self.lock.begin()

    def show_record_state(self, conflicts: int) -> None:
        """Say on its tab how much is said differently."""
        text = Text("Record ⚠{n}", n=conflicts) if conflicts else Text("Record")
        self.tabs.say("record", text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What nothing else took: Enter presses the button that has the cursor, Esc steps back."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.questions.focus_back()
        elif event.key() in ENTER and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        super().closeEvent(event)

    def put_under_map(self, bar: QWidget) -> None:
        """A bar of the map, between it and the place that was chosen."""
        self.middle.insertWidget(1, bar)
        self.dress(bar)

    def _allow_escape(self) -> None:
        can = self._can_cancel or self._can_leave or self._can_stop
        self.actions_by_name["cancel"].setEnabled(can)

    def _lay_out(self) -> None:
        """The form where it stays, and beside it the place of what is still to come."""
        self._above = QWidget()
        self._beside = label("quiet", name="beside")
        self._beside.setAlignment(Qt.AlignmentFlag.AlignCenter)
        opening = Text("Map and playbooks are being opened. Answers can be typed already.")
        self._beside.setText(self.words.of(opening))
        self._above.setFixedHeight(HEADER_PX)
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self._across.setHandleWidth(8)
        self._across.addWidget(self.questions)
        self._across.addWidget(self._beside)
        self._across.setSizes([LEFT_PX, SIZE.width() - LEFT_PX])
        self._column = QVBoxLayout(self.frame)
        self._column.setContentsMargins(8, 4, 8, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._above)
        self._column.addWidget(self._across, 1)
        self._column.addWidget(self.status)
        self.frame.setObjectName("ground")
        self.frame.setStyleSheet(FRAME)
        self.dress(self.menuBar(), self.questions, self._beside, self.status)
        self.frame.setMinimumSize(LEAST)  # what does not fit scrolls; the window never grows
        self._whole = QStackedWidget()
        self._whole.addWidget(self.frame)
        self.setCentralWidget(self._whole)
