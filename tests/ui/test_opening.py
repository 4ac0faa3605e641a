"""The form stands first; all else is opened behind it, and loses nothing that was typed."""

import sys

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import emerg.ui.opening
from emerg.ui.app import AppOptions
from emerg.ui.main_window import MainWindow
from emerg.ui.opening import Opening
from tests.ui.conftest import LONG_MS


@pytest.fixture
def opening(prepared, qtbot, home):
    """A window about to open; closed at the end, which waits for whatever it has begun."""
    window = MainWindow("en")
    qtbot.addWidget(window)
    yield Opening(window, AppOptions(None, "en", home, exit_when_ready=True))
    window.close()


@pytest.fixture
def window(opening):
    return opening.parent()


class Flashes(QObject):
    """Every part that was on the screen as a window of its own."""

    def __init__(self, app: QApplication, window: QWidget) -> None:
        super().__init__(app)
        self.seen: list[QWidget] = []
        self._window = window
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if shown and watched.isWindow() and watched is not self._window:
            self.seen.append(watched)
        return False


def test_what_is_typed_before_the_rivers_are_there_is_kept_and_understood(opening, window, qtbot):
    with qtbot.waitSignal(opening.shown, timeout=LONG_MS):
        opening.start()
    assert not window.furnished
    where = window.questions.where.place
    QTest.keyClicks(where, "lhasa km 430")
    with qtbot.waitSignal(opening.ready, timeout=LONG_MS):
        pass
    assert window.furnished
    assert where.text() == "lhasa km 430"
    assert "430" in window.questions.where.echo.text()
    assert window.focusWidget() is where


def test_the_cursor_stays_in_the_question_it_was_moved_to(opening, window, qtbot):
    with qtbot.waitSignal(opening.ready, timeout=LONG_MS):
        opening.start()
        QTest.keyClicks(window.questions.where.place, "lasa")
        QTest.keyClick(window.questions.where.place, Qt.Key.Key_Return)
    assert window.focusWidget() is window.questions.what.substance


def test_no_part_of_the_window_is_shown_on_its_own(opening, window, qtbot, prepared):
    flashes = Flashes(prepared, window)
    with qtbot.waitSignal(opening.ready, timeout=LONG_MS):
        opening.start()
    prepared.removeEventFilter(flashes)
    assert flashes.seen == []


@pytest.mark.parametrize("how", ["key", "button"])
def test_an_answer_asked_for_early_comes_once_the_rivers_are_there(opening, window, qtbot, how):
    with qtbot.waitSignal(opening.shown, timeout=LONG_MS):
        opening.start()
    window.questions.fill_where("lhasa km 430")
    if how == "key":
        window.asked.emit("respond")
    else:
        window.questions.respond_button.click()
    qtbot.waitUntil(lambda: window.furnished and window.hits.model.rowCount() > 0, timeout=LONG_MS)
    qtbot.waitUntil(lambda: opening.presenter.answer is not None, timeout=LONG_MS)


def test_a_key_whose_part_is_not_there_says_that_it_is_coming(opening, window, qtbot):
    with qtbot.waitSignal(opening.shown, timeout=LONG_MS):
        opening.start()
    window.asked.emit("hits")
    assert "still loading" in window.status.message.text()


@pytest.mark.parametrize("steps", [0, 1, 4])
def test_a_window_closed_while_it_opens_ends_quietly(opening, window, qtbot, steps):
    with qtbot.waitSignal(opening.shown, timeout=LONG_MS):
        opening.start()
    for _ in range(steps):
        window.furnish_more()
    window.asked.emit("quit")
    assert not window.isVisible()
    QApplication.processEvents()
    assert opening.presenter is None


def test_code_that_cannot_be_read_is_said(opening, window, qtbot, monkeypatch):
    def broken(_theme):
        raise ImportError("no module named shapely")

    monkeypatch.setattr(emerg.ui.opening, "_read", broken)
    monkeypatch.setitem(sys.modules, "emerg.ui.respond_presenter", None)  # as all the rest
    with qtbot.waitSignal(opening.unusable, timeout=LONG_MS):
        opening.start()
    assert "ImportError" in window.status.message.text()
