"""For those who hear the window, and those who hardly see it."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from emerg.texts import Text, render
from emerg.ui.control_names import NAMES
from emerg.ui.preview_window import PreviewWindow
from emerg.ui.style_sheet import stylesheet
from emerg.ui.theme import THEMES, contrast
from emerg.ui.widgets import restyle

UI = Path(__file__).resolve().parents[2] / "src" / "emerg" / "ui"
# What Qt makes of its own within a control that has a name: the line of a number, the list of a
# box, the row of tabs.
OF_QT = {"qt_spinbox_lineedit", "qt_tabwidget_tabbar"}
# Called by what was dropped, which nothing was yet.
DROPPED = {"drop_line", "drop_action"}


def within(widget: QWidget) -> bool:
    """Whether a widget is the inside of a control, and not one itself."""
    parent = widget.parentWidget()
    viewport = isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget
    of_box = type(parent).__name__ == "QFrame" and isinstance(parent.parentWidget(), QComboBox)
    return viewport or of_box or widget.objectName() in OF_QT | DROPPED


def nameless(root: QWidget) -> list[str]:
    """Every control that the keyboard comes to and that says nothing of itself."""
    found = []
    for widget in root.findChildren(QWidget):
        if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or within(widget):
            continue
        said = widget.accessibleName()
        if isinstance(widget, QAbstractButton):
            said = said or "".join(filter(str.isalpha, widget.text()))
        if not said and not isinstance(widget, QLabel):  # a label is what it says
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def alike(root: QWidget) -> set[str]:
    """Names that two controls of one window share."""
    said = [
        widget.accessibleName() or getattr(widget, "text", str)()
        for widget in root.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLineEdit | QComboBox)
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not within(widget)
    ]
    return {name for name in said if name and said.count(name) > 1}


def test_every_control_says_what_it_is_in_the_language_of_the_window(open_window, changed):
    window, presenter = open_window("en")
    assert alike(window) == set()
    presenter.do("settings")
    presenter.do("playbooks")
    preview = PreviewWindow("en", window)
    assert nameless(window) == []
    met = {widget.objectName() for widget in window.findChildren(QWidget)}
    assert NAMES.keys() <= met  # no name waits for a control that is gone
    place = window.questions.where.place
    assert (place.accessibleName(), preview.names.accessibleName()) == ("Where", "Sheets")
    presenter.do("language")
    changed(window)
    preview.set_language("zh")
    assert place.accessibleName() == render(Text("Where"), "zh")
    assert preview.names.accessibleName() == render(Text("Sheets"), "zh")


def test_the_filter_of_a_table_is_called_by_its_table_in_either_language(open_window, changed):
    window, presenter = open_window("en")
    line = window.hits.tools.filter.line
    assert line.accessibleName() == "Who is hit: filter"
    assert line.toolTip().startswith("Who is hit: filter. Words or pinyin")
    presenter.do("language")
    changed(window)
    assert line.accessibleName() == "影响清单：筛选"
    assert line.toolTip().startswith("影响清单：筛选。")
    lines = window.findChildren(QLineEdit, "table_filter")
    assert len({one.accessibleName() for one in lines}) == len(lines) > 10


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_a_check_box_is_drawn_in_the_colours_of_the_theme(ground, theme):
    """A white box would blind who sits in the red."""
    made = QCheckBox("", ground)
    ground.setStyleSheet(stylesheet(theme))
    made.resize(40, 30)
    ground.show()
    for on, inside in ((False, theme.surface), (True, theme.accent)):
        made.setChecked(on)
        image = made.grab().toImage()
        row = [QColor(image.pixel(x, 15)).name().upper() for x in range(image.width())]
        assert inside.upper() in row
        assert "#FFFFFF" not in row or "#FFFFFF" in (theme.surface, theme.quiet)
        assert {theme.quiet.upper(), theme.accent.upper()} & set(row)


SHEET = stylesheet(THEMES["day"])
DRAWN = [
    *(("QLabel", role, "") for role in ("", *re.findall(r'QLabel\[role="(\w+)"\]', SHEET))),
    *(
        ("QPushButton", role, state)
        for role in sorted({"", *re.findall(r'QPushButton\[role="(\w+)"\]', SHEET)})
        for state in ("", "disabled", "checked", "focus")
    ),
]
BLOCK = "█████"


@pytest.fixture
def ground(prepared, qtbot):
    frame = QFrame()
    frame.setFixedSize(QSize(300, 120))
    qtbot.addWidget(frame)
    return frame


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize(("kind", "role", "state"), DRAWN)
def test_words_of_every_role_can_be_read_as_they_are_drawn(ground, theme, kind, role, state):
    """The colours that come out on the screen, not those that were meant."""
    made = QLabel(ground) if kind == "QLabel" else QPushButton(ground)
    for lies_on in (theme.surface, theme.background):
        ground.setStyleSheet(f"{stylesheet(theme)} QFrame {{ background: {lies_on}; }}")
        made.setText(BLOCK)
        restyle(made, "role", role)
        made.resize(160, 60)
        if isinstance(made, QPushButton):
            made.setCheckable(True)
            made.setChecked(state == "checked")
        made.setEnabled(state != "disabled")
        ground.show()
        if state == "focus":
            made.setFocus()
        words, under = drawn(made)
        least = 7.0 if theme.name == "contrast" and role != "drill" else 4.5
        assert contrast(words, under) >= least, (lies_on, words, under)


def drawn(widget: QWidget) -> tuple[str, str]:
    """The colour of the words of a widget, and of what is under them."""
    widget.setFixedWidth(200)
    image = widget.parentWidget().grab(widget.geometry()).toImage()
    row = [QColor(image.pixel(x, image.height() // 2)).name().upper() for x in range(image.width())]
    inside = row[12:-12]  # without the line around it
    words, under = sorted(set(inside), key=inside.count)[-2:]
    if isinstance(widget, QPushButton):  # blocks in the middle, the rest on both sides
        words, under = inside[len(inside) // 2], inside[0]
    return words, under
