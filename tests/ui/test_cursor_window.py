"""The position under the cursor, as the office writes it."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from emerg.ui.find.presenter import FindPresenter


def test_the_notation_is_chosen_by_key_menu_and_name(open_window, qtbot, changed):
    window, presenter = open_window("zh")
    shown = window.status.position
    window.status.show_cursor(91.13, 29.65)
    assert shown.text() == "91.13000, 29.65000"
    presenter.do("notation")
    assert shown.text() == "91°07.800′E 29°39.000′N"
    entries = window.findChild(QMenu, "notation").actions()
    assert [entry.isChecked() for entry in entries] == [False, True, False, False]
    entries[3].trigger()
    assert "Y 30609413.7" in shown.text()
    assert "第 30 带" in shown.text()
    presenter.do("language")
    changed(window)
    assert "zone 30" in shown.text()
    assert entries[3].text() == "CGCS2000, Gauss-Krüger 3°"
    finder = next(one for one in presenter.followers if isinstance(one, FindPresenter))
    qtbot.waitUntil(lambda: finder.ready)
    presenter.do("find")
    finder.panel.line.setText("Degrees, minutes, seconds")
    finder.panel.line.taken.emit()
    assert shown.text() == "91°07′48.0″E 29°39′00.0″N"
    assert isinstance(window.findChild(QAction, "notation_2"), QAction)
