"""The settings as the window has them: whoever goes by one asks here, and hears when it changes."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from emerg.errors import DataError, Problem
from emerg.incident.model import Person
from emerg.texts import Text
from emerg.ui.jobs import Line, Outcome
from emerg.ui.status_bar import Message, problem_message
from emerg.usecases.settings import AUTHOR, PAPERS_FOLDER, POST, ROLE, Setting
from emerg.usecases.settings_file import Values, read_settings, write_settings

T = TypeVar("T")


class SettingsStore(QObject):
    """Holds every setting and writes each change; a key is told as soon as its value is another."""

    changed = Signal(str)  # the key of a setting
    said = Signal(Message)

    def __init__(self, home: Path, pool: QThreadPool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.home = home
        self._held: dict[str, Any] | None = None
        self._wrong: set[str] = set()
        self._problems: tuple[Problem, ...] = ()
        # Written one after the other, off the UI thread: a stick may take its time.
        self._line = Line(pool, self)
        self._line.done.connect(self._on_written)

    def value(self, setting: Setting[T]) -> T:
        """How a setting stands now."""
        return Values(self._read())[setting]

    def is_set(self, setting: Setting[Any]) -> bool:
        """Whether somebody has chosen a value, be it the one that was shipped."""
        return setting.key in self._read()

    def set(self, setting: Setting[T], value: T) -> None:
        """From now on, and at the next start, `setting` is `value`."""
        self.set_all({setting: value})

    def reset(self, setting: Setting[Any]) -> None:
        """A setting as it was shipped, also where a newer version ships another value."""
        self.set_all({setting: None})

    def set_all(self, values: Mapping[Setting[Any], object]) -> None:
        """Several at once, told when all of them are set; None: as it was shipped."""
        held = self._read()
        before, mended = dict(held), self._wrong & {setting.key for setting in values}
        self._wrong -= mended
        for setting, value in values.items():
            if value is None:
                held.pop(setting.key, None)
            else:
                held[setting.key] = value
        if held == before and not mended:
            return
        self._line.add(lambda: write_settings(self.home, values))
        for setting in values:
            if self.value(setting) != Values(before)[setting]:
                self.changed.emit(setting.key)

    def person(self) -> Person:
        """Who sits here, for the record; may be asked from any thread.

        Raises
        ------
        DataError
            It cannot be read: a note under nobody's name would be worse than none.
        """
        self._read()
        if self._wrong & {AUTHOR.key, POST.key, ROLE.key}:
            raise DataError(self._problems)
        return Person(self.value(AUTHOR), self.value(POST), self.value(ROLE))

    @property
    def papers_folder(self) -> Path:
        """Where sheets go if nobody says otherwise; what is no whole path begins at the home."""
        return self.home / (self.value(PAPERS_FOLDER) or "briefs")

    def say_problems(self) -> None:
        """Say what of the settings cannot be read, once nothing else will push it aside."""
        self._read()
        if self._problems:
            self.said.emit(problem_message(self._problems))

    def _read(self) -> dict[str, Any]:
        """What is set; read when it is first asked for."""
        if self._held is None:
            values, self._problems = read_settings(self.home)
            self._held, self._wrong = dict(values.held), set(values.wrong)
        return self._held

    @Slot(object)
    def _on_written(self, outcome: Outcome) -> None:
        if outcome.error is not None:
            lost = Text("Set until the window closes: {folder} cannot be written", folder=self.home)
            self.said.emit(Message(lost, "danger"))
