"""The window as it is used: by keyboard, from the phone call to the brief."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication


def type_into_focus(qtbot, text):
    widget = QApplication.focusWidget()
    qtbot.keyClicks(widget, text)
    qtbot.keyClick(widget, Qt.Key.Key_Return)


def test_five_answers_by_keyboard_alone(open_window, qtbot):
    window, presenter = open_window()
    assert QApplication.focusWidget().objectName() == "where_text"
    for answer in ("lhasa km 430", "benzene", "8-20 t", "02:40", "03:05"):
        type_into_focus(qtbot, answer)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is window.questions.respond_button
    with qtbot.waitSignal(presenter.responding.answered, timeout=20_000) as answered:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    (answer,) = answered.args
    assert (answer.incident.river, answer.incident.km) == ("lhasa", 430.0)
    assert answer.incident.substance.id == "benzene"
    assert answer.incident.amount_kg == (8000.0, 20000.0)
    assert window.hits.model.rowCount() == len(answer.hits) > 20
