"""A hand on the keyboard: words and keys go wherever the cursor is, as a person's do."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEventLoop, QKeyCombination, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QInputMethodEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from emerg.ui.main_window import MainWindow

LOOK_MS = 30  # how often to see whether what is waited for has come


class Hand(QObject):
    """Types and presses; without a window manager it also brings windows back to the front."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.focusWindowChanged.connect(self._on_front)

    def keys(self, *typed: str | Qt.Key | QKeyCombination) -> None:
        """Words are typed letter by letter, keys are pressed; in between the window has its say."""
        for one in typed:
            for stroke in one if isinstance(one, str) else (one,):
                self._rest()
                self.press(stroke)
        self._rest()

    def press(self, stroke: str | Qt.Key | QKeyCombination) -> None:
        """One letter or key, wherever the cursor is; Chinese comes from an input method."""
        here = QApplication.focusWidget()
        assert here is not None, f"nothing has the cursor for {stroke}"
        if isinstance(stroke, str) and not stroke.isascii():
            composed = QInputMethodEvent()
            composed.setCommitString(stroke)
            QApplication.sendEvent(here, composed)
        elif isinstance(stroke, QKeyCombination):
            QTest.keyClick(here, stroke.key(), stroke.keyboardModifiers())
        else:
            QTest.keyClick(here, stroke)

    def until(self, holds: Callable[[], bool], what: str, most_s: float = 120.0) -> None:
        """Rest until something holds; the window goes on meanwhile."""
        end = monotonic() + most_s
        while not holds():
            assert monotonic() < end, f"in vain: {what}"
            self._rest()
            loop = QEventLoop()
            QTimer.singleShot(LOOK_MS, loop.quit)
            loop.exec()

    @Slot(QWindow)
    def _on_front(self, front: QWindow | None) -> None:
        """A list of offers is not what a person types into."""
        if front is not None and front.type() == Qt.WindowType.Popup:
            _bring_back()

    def _rest(self) -> None:
        """Let the window go on; where one has closed the first is in front again."""
        QApplication.processEvents()
        front = QApplication.activeWindow()
        if front is None or not front.isVisible():
            _bring_back()
            QApplication.processEvents()


def _bring_back() -> None:
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow) and window.isVisible():
            window.activateWindow()
