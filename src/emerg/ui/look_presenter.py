"""How the window looks and speaks: theme, size of text, language; kept for the next time."""

import os
from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from emerg.incident.model import Person
from emerg.texts import Lang, chosen_language
from emerg.ui.control_names import name_controls
from emerg.ui.main_window import MainWindow
from emerg.ui.qt_words import speak_qt
from emerg.ui.settings_store import SettingsStore
from emerg.ui.theme import THEMES, after
from emerg.usecases.settings import AUTHOR, LANG, POST, ROLE, TEXT_PX, THEME, TOUR_SEEN


class LookPresenter(QObject):
    """Has the window follow the settings, and the keys change them."""

    person_changed = Signal(Person)

    def __init__(self, window: MainWindow, settings: SettingsStore, lang: Lang) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self.lang: Lang = lang
        settings.changed.connect(self._on_changed)
        window.languages.hear(self._rename)

    def start(self) -> None:
        """Look as left the last time."""
        self._apply()

    @property
    def person(self) -> Person:
        """Who sits here."""
        value = self._settings.value
        return Person(value(AUTHOR), value(POST), value(ROLE))

    @property
    def tour_seen(self) -> bool:
        """Whether the tour has been shown in this home."""
        return self._settings.value(TOUR_SEEN)

    def keep_tour_seen(self) -> None:
        """From now on the tour comes only when it is asked for."""
        self._settings.set(TOUR_SEEN, True)

    @Slot(Person)
    def keep_person(self, person: Person) -> None:
        """From now on `person` sits here."""
        self._settings.set_all({AUTHOR: person.author, POST: person.post, ROLE: person.role})

    def next_theme(self) -> None:
        self._settings.set(THEME, after(self._settings.value(THEME)).name)

    def grow(self, by_px: int) -> None:
        """Body text larger or smaller, within what still fits."""
        size = self._settings.value(TEXT_PX) + by_px
        if TEXT_PX.range is not None and TEXT_PX.range.holds(size):
            self._settings.set(TEXT_PX, size)

    def other_language(self) -> None:
        self._speak("en" if self.lang == "zh" else "zh")
        self._settings.set(LANG, self.lang)

    @Slot()
    def name_controls(self) -> None:
        """For those who hear the window: once it is there, so that nobody waits for it."""
        name_controls(self._window, self.lang)

    def _apply(self) -> None:
        value = self._settings.value
        self._window.set_look(THEMES[value(THEME)], value(TEXT_PX))

    def _speak(self, lang: Lang) -> None:
        if lang != self.lang:
            self.lang = lang
            self._window.set_language(lang)

    def _rename(self, lang: Lang) -> Iterator[None]:
        name_controls(self._window, lang)
        yield
        app = QApplication.instance()
        if isinstance(app, QApplication):
            speak_qt(app, lang)

    @Slot(str)
    def _on_changed(self, key: str) -> None:
        if key in (THEME.key, TEXT_PX.key):
            self._apply()
        elif key == LANG.key:
            kept = self._settings.value(LANG) or None
            self._speak(chosen_language(flag=None, setting=kept, environ=os.environ))
        elif key in (AUTHOR.key, POST.key, ROLE.key):
            self.person_changed.emit(self.person)
