"""How the window looks and speaks: theme, size of text, language; kept for the next time."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from emerg.errors import EmergError
from emerg.incident.model import Person
from emerg.texts import Lang, Text
from emerg.ui.main_window import MainWindow
from emerg.ui.status_bar import Message, problem_message
from emerg.ui.theme import THEMES, after
from emerg.usecases.preferences import (
    TEXT_PX,
    Preferences,
    read_preferences,
    write_preferences,
)


class LookPresenter(QObject):
    """Applies the preferences and writes each change of them."""

    language_changed = Signal(str)
    said = Signal(Message)

    def __init__(self, window: MainWindow, home: Path, lang: Lang) -> None:
        super().__init__(window)
        self._window = window
        self._home = home
        self.lang: Lang = lang
        self._preferences, self._problems = read_preferences(home)

    def start(self) -> None:
        """Look as left the last time."""
        self._apply()

    def say_problems(self) -> None:
        """Say what of the settings cannot be read, once nothing else will push it aside."""
        if self._problems:
            self.said.emit(problem_message(self._problems))

    @property
    def person(self) -> Person:
        """Who sits here."""
        kept = self._preferences
        return Person(kept.author, kept.post, kept.role)

    @property
    def lock_after_min(self) -> int:
        """Minutes of idleness after which the window is locked; 0: never."""
        return self._preferences.lock_after_min

    @property
    def tour_seen(self) -> bool:
        """Whether the tour has been shown in this home."""
        return self._preferences.tour_seen

    def keep_tour_seen(self) -> None:
        """From now on the tour comes only when it is asked for."""
        self._keep(replace(self._preferences, tour_seen=True))

    @Slot(Person)
    def keep_person(self, person: Person) -> None:
        """From now on `person` sits here."""
        kept = replace(self._preferences, author=person.author, post=person.post, role=person.role)
        self._keep(kept)

    def next_theme(self) -> None:
        theme = after(self._preferences.theme).name
        self._keep(replace(self._preferences, theme=theme))

    def grow(self, by_px: int) -> None:
        """Body text larger or smaller, within what still fits."""
        size = self._preferences.text_px + by_px
        if TEXT_PX.holds(size):
            self._keep(replace(self._preferences, text_px=size))

    def other_language(self) -> None:
        self.lang = "en" if self.lang == "zh" else "zh"
        self._window.set_language(self.lang)
        self.language_changed.emit(self.lang)
        self._keep(replace(self._preferences, lang=self.lang))

    def _apply(self) -> None:
        self._window.set_look(THEMES[self._preferences.theme], self._preferences.text_px)

    def _keep(self, preferences: Preferences) -> None:
        before, self._preferences = self._preferences, preferences
        if replace(before, lang=preferences.lang) != preferences:
            self._apply()
        try:
            write_preferences(self._home, preferences)
        except EmergError:
            lost = Text(
                "Set until the window closes: {folder} cannot be written", folder=self._home
            )
            self.said.emit(Message(lost, "danger"))
