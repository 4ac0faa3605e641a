"""One setting on the page: what it is, the control that its type asks for, the way back."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QSpinBox,
    QWidget,
)

from emerg.errors import Problem
from emerg.texts import LANGS, Prose, Text, render
from emerg.ui.level_form import Box
from emerg.ui.widgets import button, item_text, label, line_edit, restyle
from emerg.ui.words import Words
from emerg.usecases.settings import NO, YES, Setting

CONTROL_PX = 260


class _Number(QSpinBox):
    """A number that the wheel does not turn either; told when it is whole, not digit by digit."""

    def __init__(self) -> None:
        super().__init__()
        self.setKeyboardTracking(False)
        self.lineEdit().setTextMargins(6, 0, 0, 0)  # as the other lines have it by the style sheet

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class SettingRow(QWidget):
    """Draws one setting; tells what was chosen or typed, and when the way back is wanted."""

    changed = Signal(object, object)  # Setting, value
    reset_asked = Signal(object)
    folder_asked = Signal(object)

    def __init__(self, setting: Setting[Any], words: Words) -> None:
        super().__init__()
        self.setting = setting
        self.put: Callable[[Any], None]
        self.title = label("strong", wrap=True, name=f"title_{setting.key}")
        self.about = label("quiet", wrap=True, name=f"about_{setting.key}")
        self.mistake = label("mistake", wrap=True, name=f"mistake_{setting.key}")
        self.mistake.hide()
        self.reset = button("quiet", name=f"reset_{setting.key}")
        self.beside: QWidget | None = None
        self.control = self._made(words)
        self.control.setObjectName(f"set_{setting.key}")
        self._lay_out()
        say = words.say
        say(self.title.setText, setting.title)
        say(self.about.setText, setting.about)
        say(self.control.setAccessibleName, setting.title)
        say(self.control.setAccessibleDescription, setting.about)
        say(self.reset.setText, Text("As shipped"))
        back = Text("{name}: as it was shipped", name=setting.title)
        say(self.reset.setAccessibleName, back)
        shipped = Text("As it was shipped: {value}", value=setting.said(setting.default))
        say(self.reset.setToolTip, shipped)
        self.reset.clicked.connect(lambda: self.reset_asked.emit(self.setting))
        self.setFocusProxy(self.control)

    def show_value(self, value: Any, is_set: bool) -> None:
        """Draw how it stands; there is a way back where somebody has set it."""
        with QSignalBlocker(self.control):
            self.put(value)
        self.reset.setVisible(is_set)
        self.mistake.hide()
        restyle(self.control, "wrong", "false")

    def show_mistake(self, problem: Problem, words: Words) -> None:
        """What was typed stays, and is told to be wrong."""
        told = Text("× {what}. {fix}", what=problem.what, fix=problem.fix)
        words.say(self.mistake.setText, told)
        self.mistake.show()
        restyle(self.control, "wrong", "true")

    def matches(self, wanted: str) -> bool:
        """Whether every word of `wanted` stands in what the row says, in any language."""
        said: list[Prose] = [self.setting.key, self.setting.title, self.setting.about]
        said += [self.setting.group, *self.setting.choices.values()]
        whole = " ".join(render(one, lang) for one in said for lang in LANGS).casefold()
        return all(word in whole for word in wanted.casefold().split())

    def _made(self, words: Words) -> QWidget:
        if self.setting.choices:
            return self._choice(words)
        if self.setting.base is bool:
            return self._switch(words)
        if self.setting.base is int:
            return self._number()
        return self._line(words)

    def _choice(self, words: Words) -> QComboBox:
        box = Box()
        for number, (value, name) in enumerate(self.setting.choices.items()):
            box.addItem("", value)
            words.say(item_text(box, number), name)
        box.currentIndexChanged.connect(lambda _at: self._tell(box.currentData()))
        self.put = lambda value: box.setCurrentIndex(box.findData(value))
        return box

    def _switch(self, words: Words) -> QCheckBox:
        box = QCheckBox()

        def said(on: bool) -> None:
            words.say(box.setText, YES if on else NO)

        box.toggled.connect(said)
        box.toggled.connect(self._tell)

        def put(on: bool) -> None:
            box.setChecked(on)
            said(on)

        self.put = put
        return box

    def _number(self) -> QSpinBox:
        box = _Number()
        limits = self.setting.range
        if limits is not None:
            box.setRange(int(limits.low), int(limits.high))
        box.valueChanged.connect(self._tell)
        self.put = box.setValue
        return box

    def _line(self, words: Words) -> QWidget:
        line = line_edit("")
        line.editingFinished.connect(lambda: self._tell(line.text().strip()))
        self.put = line.setText
        if self.setting.is_folder:
            self.beside = choose = button(name=f"choose_{self.setting.key}")
            words.say(choose.setText, Text("Choose…"))
            words.say(choose.setAccessibleName, Text("{name}: choose…", name=self.setting.title))
            choose.clicked.connect(lambda: self.folder_asked.emit(self.setting))
        return line

    def _tell(self, value: object) -> None:
        self.changed.emit(self.setting, value)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 8)
        grid.setVerticalSpacing(2)
        across = QHBoxLayout()
        across.addWidget(self.control, 1)
        if self.beside is not None:
            across.addWidget(self.beside)
        held = QWidget()
        held.setFixedWidth(CONTROL_PX)
        across.setContentsMargins(0, 0, 0, 0)
        held.setLayout(across)
        grid.addWidget(self.title, 0, 0)
        grid.addWidget(held, 0, 1)
        grid.addWidget(self.reset, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.about, 1, 0, 1, 3)
        grid.addWidget(self.mistake, 2, 0, 1, 3)
        grid.setColumnStretch(0, 1)
        stays = self.reset.sizePolicy()
        stays.setRetainSizeWhenHidden(True)
        self.reset.setSizePolicy(stays)
