"""The record that a window writes into: opened by the first thing said, held while it shows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import RLock
from time import sleep
from typing import TypeAlias

from emerg.errors import EmergError
from emerg.incident.lock import Busy, HeldError, Lock
from emerg.incident.model import Entry
from emerg.incident.store import JOURNAL
from emerg.texts import Text
from emerg.usecases.incident import INCIDENTS, incident_folder, new_incident
from emerg.usecases.record_person import person_of

HELD = "window.lock"
IN_WINDOW = Busy(
    Text("the incident is open in another window"), Text("go on there, or close that window first")
)
# A command writes for some hundredths of a second; a package that is being merged, for seconds.
TRIES, PAUSE_S = 50, 0.1
Saying: TypeAlias = Callable[[str], Entry]  # notes something in the incident of that id


@dataclass(frozen=True, slots=True)
class Opening:
    """What a record is opened with, if this is the first thing said."""

    title: str
    exercise: bool


class Case:
    """One incident in one window; without an id none is open yet.

    Another window may not show it for writing: two people would each see half of what is typed.
    Commands and packages go on adding to it meanwhile.
    """

    def __init__(self, home: Path, id_: str = "") -> None:
        self.home = home
        self.id = ""
        self._guard = RLock()  # the line opens it while the window may already let it go
        self._lock: Lock | None = None
        if id_:
            self._hold(id_)
        else:
            self._lock = _free(home)

    @property
    def keeps_unfinished(self) -> bool:
        """Whether what is typed can be kept: where two windows have no incident, by the first."""
        return self._lock is not None

    @property
    def folder(self) -> Path:
        """Where what is unfinished is kept."""
        return self.home / INCIDENTS / self.id if self.id else self.home

    @property
    def file(self) -> Path:
        """The journal."""
        return self.folder / JOURNAL

    def say(self, saying: Saying, opening: Opening, now: datetime) -> Entry:
        """Note something; opens the record first if there is none.

        Raises
        ------
        InputError, OutputError, DataError
            It was not noted.
        """
        if not self.id:
            person = person_of(self.home, None, None)
            id_, _file = new_incident(
                self.home, opening.title, person, now, exercise=opening.exercise
            )
            self._hold(id_)
        for _ in range(TRIES):
            try:
                return saying(self.id)
            except HeldError:
                sleep(PAUSE_S)
        return saying(self.id)

    def claim_home(self) -> None:
        """Keep what is typed without an incident from now on, if no other window does any more."""
        if not self.id and self._lock is None:
            self._lock = _free(self.home)

    def let_go_of_home(self) -> None:
        """Another case of this window may keep what is typed in the home folder."""
        with self._guard:
            if not self.id:
                self.let_go()

    def let_go(self) -> None:
        """Another window may show it."""
        with self._guard:
            if self._lock is not None:
                self._lock.release()
                self._lock = None

    def _hold(self, id_: str) -> None:
        folder = incident_folder(self.home, id_)
        held = Lock(folder / HELD, IN_WINDOW)
        with self._guard:
            self.let_go()
            self._lock, self.id = held, id_


def _free(home: Path) -> Lock | None:
    """The home folder for what belongs to no incident yet, if no other window has it."""
    try:
        home.mkdir(parents=True, exist_ok=True)
        return Lock(home / HELD)
    except (EmergError, OSError):
        return None


def changed_at(file: Path) -> tuple[tuple[int, int], ...]:
    """What differs once anybody has written into the journal `file`."""
    return tuple(_seen(path) for path in (file, file.with_name(f"{file.name}-wal")))


def _seen(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_mtime_ns, found.st_size
