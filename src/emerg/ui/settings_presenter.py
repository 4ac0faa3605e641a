"""Joins the page of settings to the settings: what is chosen holds at once."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog

from emerg.errors import Findings
from emerg.texts import Lang
from emerg.ui.follower import Follower
from emerg.ui.main_window import MainWindow
from emerg.ui.settings_store import SettingsStore
from emerg.ui.settings_window import SettingsState, SettingsWindow
from emerg.usecases.settings import FILE, SETTINGS, Setting


class SettingsPresenter(Follower):
    """Owns the page, which is made when it is first wanted."""

    def __init__(self, window: MainWindow, settings: SettingsStore, lang: Lang) -> None:
        super().__init__(window)
        self._main, self._settings = window, settings
        self._lang: Lang = lang
        self.window: SettingsWindow | None = None
        settings.changed.connect(self._draw)
        window.locked_changed.connect(self._on_locked)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        return {"settings": self.show}

    def set_language(self, lang: Lang) -> None:
        self._lang = lang
        if self.window is not None:
            self.window.set_language(lang)

    def close(self) -> None:
        if self.window is not None:
            self.window.close()

    def show(self) -> None:
        """Ctrl+,: bring the page to the front, as everything stands."""
        if self.window is None:
            self.window = SettingsWindow(self._lang, self._main)
            self._main.dress(self.window)
            self.window.changed.connect(self._on_changed)
            self.window.reset_asked.connect(self._on_reset)
            self.window.folder_asked.connect(self._on_folder)
        self._draw()
        self.window.bring()

    @Slot()
    def _draw(self) -> None:
        if self.window is None:
            return
        held = self._settings
        self.window.show_state(
            SettingsState(
                {one.key: held.value(one) for one in SETTINGS},
                frozenset(one.key for one in SETTINGS if held.is_set(one)),
                str(held.home / FILE),
            )
        )

    @Slot(object, object)
    def _on_changed(self, setting: Setting[Any], value: object) -> None:
        findings = Findings()
        checked = setting.checked(value, setting.key, findings)
        if not findings.problems:
            self._set(setting, checked)
        elif self.window is not None:
            self.window.show_mistake(setting, findings.problems[0])

    @Slot(object)
    def _on_reset(self, setting: Setting[Any]) -> None:
        self._settings.reset(setting)
        self._draw()

    @Slot(object)
    def _on_folder(self, setting: Setting[Any]) -> None:
        title = self._main.words.of(setting.title)
        start = str(self._settings.home / self._settings.value(setting))
        if chosen := QFileDialog.getExistingDirectory(self.window, title, start):
            self._set(setting, chosen)

    def _set(self, setting: Setting[Any], value: object) -> None:
        """A line left as it stood is no choice: it stays as it was shipped."""
        if value != self._settings.value(setting):
            self._settings.set(setting, value)
        self._draw()

    @Slot(bool)
    def _on_locked(self, on: bool) -> None:
        if on:
            self.close()
