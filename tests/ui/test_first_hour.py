"""The whole first hour of an incident without a mouse."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from tests.ui.first_hour import FirstHour
from tests.ui.hand import Hand


class MouseTrap(QObject):
    """Catches whoever uses the mouse after all."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.caught: list[QEvent.Type] = []
        app.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
            self.caught.append(event.type())
        return False


def test_the_first_hour_of_an_incident_needs_no_mouse(open_window, qapp, home):
    window, presenter = open_window("zh")
    trap = MouseTrap(qapp)
    hour = FirstHour(window, presenter, Hand(qapp), home)
    for _name, step in hour.steps():
        step()
    qapp.removeEventFilter(trap)
    assert trap.caught == []
