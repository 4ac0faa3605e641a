"""Opens and closes the second screen; while it is closed there is none, and nothing is drawn."""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QScreen

from emerg.texts import Lang
from emerg.ui.big_screen import BigScreen
from emerg.ui.follower import Follower
from emerg.ui.loaded import Loaded
from emerg.ui.main_window import MainWindow
from emerg.ui.mirror import Mirrored
from emerg.ui.settings_store import SettingsStore
from emerg.ui.theme import Theme
from emerg.usecases.settings import BIG_SCREEN


class BigScreenPresenter(Follower):
    """Has the parts of the window shown a second time, on another monitor if there is one."""

    shown = Signal()  # the whole of it

    def __init__(self, window: MainWindow, settings: SettingsStore | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._wanted = settings is not None and settings.value(BIG_SCREEN)
        self.screen: BigScreen | None = None
        self._steps: Iterator[None] = iter(())
        self._next = QTimer(self, interval=0)  # the desk goes on between two of them
        self._next.timeout.connect(self._step)
        window.looks.hear(self._on_look)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        return {"big_screen": self.switch}

    def switch(self) -> None:
        """Open it, or close it again."""
        if self.screen is None:
            self._open()
        else:
            self.screen.close()

    def set_loaded(self, ready: Loaded) -> None:
        """With the window, if the office has it so: never over the desk on its only monitor."""
        wanted, self._wanted = self._wanted, False
        alone = other_monitor(self._window.screen(), QGuiApplication.screens()) is None
        if wanted and self.screen is None and not alone:
            self._open()

    def set_language(self, lang: Lang) -> None:
        if self.screen is not None:
            self.screen.set_language(lang)

    def close(self) -> None:
        if self.screen is not None:
            self.screen.close()

    def _open(self) -> None:
        window = self._window
        screen = self.screen = BigScreen(window.words.lang, window.hits.model, window)
        screen.left.connect(self._on_left)
        screen.set_theme(window.look[0])
        place = other_monitor(window.screen(), QGuiApplication.screens())
        if place is None:
            screen.show()
        else:
            screen.setScreen(place)
            screen.setGeometry(place.geometry())
            screen.showFullScreen()
        screen.frame.setUpdatesEnabled(False)  # drawn once, when all of it is there
        window.activateWindow()  # who types goes on typing
        steps = (shown.mirror_in(second) for shown, second in self._pairs(screen))
        self._steps = chain.from_iterable(steps)
        self._next.start()

    @Slot()
    def _step(self) -> None:
        """One thing more that the desk shows; then all of it is there."""
        try:
            next(self._steps)
        except StopIteration:
            self._next.stop()
            if self.screen is not None:
                self.screen.frame.setUpdatesEnabled(True)
            self.shown.emit()

    @Slot()
    def _on_left(self) -> None:
        self._next.stop()
        screen, self.screen = self.screen, None
        if screen is not None:
            for shown, second in self._pairs(screen):
                shown.unmirror(second)

    def _on_look(self, theme: Theme, _text_px: int) -> None:
        if self.screen is not None:
            self.screen.set_theme(theme)

    def _pairs(self, screen: BigScreen) -> tuple[tuple[Mirrored, Mirrored], ...]:
        window = self._window
        return (
            (window.header, screen.header),
            (window.next, screen.next),
            (window.map, screen.map),
        )


def other_monitor(taken: QScreen, screens: list[QScreen]) -> QScreen | None:
    """A monitor on which the window does not stand; None where there is but one."""
    return next((screen for screen in screens if screen != taken), None)
