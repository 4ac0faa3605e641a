"""The page of settings: every setting by groups, found by a few letters, changed at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from emerg.errors import Problem
from emerg.texts import Lang, Text
from emerg.ui.scrolls import WrapScroll
from emerg.ui.settings_row import SettingRow
from emerg.ui.widgets import card_layout, label, line_edit
from emerg.ui.words import Words
from emerg.usecases.settings import ON_PAGE, Setting

SIZE = QSize(720, 640)


@dataclass(frozen=True, slots=True)
class SettingsState:
    """What the page shows: values by key, and which of them somebody has set."""

    values: Mapping[str, Any] = field(default_factory=dict)
    is_set: frozenset[str] = frozenset()
    file: str = ""


class SettingsWindow(QWidget):
    """Draws the settings; tells what was chosen, typed, or is wanted as it was shipped."""

    changed = Signal(object, object)  # Setting, value
    reset_asked = Signal(object)
    folder_asked = Signal(object)

    def __init__(self, lang: Lang, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.words = Words(lang)
        self.setObjectName("ground")
        self.setProperty("page", "settings")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(SIZE)
        self.search = line_edit("find_setting")
        self.rows: dict[str, SettingRow] = {}
        self._groups: list[tuple[QLabel, list[SettingRow]]] = []
        self._nothing = label("quiet", wrap=True, name="no_setting")
        self._file = label("caption", wrap=True, name="settings_file")
        self._lay_out()
        say = self.words.say
        say(self.setWindowTitle, Text("Settings"))
        say(self.search.setPlaceholderText, Text("Find a setting"))
        say(self.search.setAccessibleName, Text("Find a setting"))
        say(self._nothing.setText, Text("No setting is called that: fewer letters find more"))
        self.search.textChanged.connect(self._on_find)
        self.search.returnPressed.connect(self._on_enter)

    def show_state(self, state: SettingsState) -> None:
        """Draw every setting as it stands."""
        for key, row in self.rows.items():
            row.show_value(state.values[key], key in state.is_set)
        self.words.say(self._file.setText, Text("Kept in {file}", file=state.file))

    def show_mistake(self, setting: Setting[Any], problem: Problem) -> None:
        """What was typed for `setting` is wrong, and stays where it is."""
        self.rows[setting.key].show_mistake(problem, self.words)

    def bring(self) -> None:
        """To the front, every setting in sight, the cursor where one is looked for."""
        self.search.clear()
        self.show()
        self.raise_()
        self.activateWindow()
        self.search.setFocus()

    def set_language(self, lang: Lang) -> None:
        self.words.set_language(lang)

    def _on_find(self, wanted: str) -> None:
        found = {key for key, row in self.rows.items() if row.matches(wanted)}
        for heading, rows in self._groups:
            for row in rows:
                row.setVisible(row.setting.key in found)
            heading.setVisible(any(row.setting.key in found for row in rows))
        self._nothing.setVisible(not found)

    def _on_enter(self) -> None:
        """To the first that is found."""
        first = next((row for row in self.rows.values() if not row.isHidden()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        inside = card_layout(card)
        for group in dict.fromkeys(one.group for one in ON_PAGE):
            heading = label("heading")
            self.words.say(heading.setText, group)
            inside.addWidget(heading)
            rows = [self._row(one) for one in ON_PAGE if one.group == group]
            for row in rows:
                inside.addWidget(row)
            self._groups.append((heading, rows))
        inside.addWidget(self._nothing)
        self._nothing.hide()
        inside.addWidget(self._file)
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(WrapScroll(card), 1)
        closing = QAction(self)
        closing.setShortcut(QKeySequence("Esc"))
        closing.triggered.connect(self.close)
        self.addAction(closing)

    def _row(self, setting: Setting[Any]) -> SettingRow:
        row = SettingRow(setting, self.words)
        row.changed.connect(self.changed)
        row.reset_asked.connect(self.reset_asked)
        row.folder_asked.connect(self.folder_asked)
        self.rows[setting.key] = row
        return row
