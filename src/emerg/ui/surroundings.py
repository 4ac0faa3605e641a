"""What the window is given from outside."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QThreadPool

from emerg.ui.clock import Clock
from emerg.ui.lists import Lists
from emerg.ui.loading_presenter import Loader
from emerg.ui.numbers import Numbers
from emerg.ui.settings_store import SettingsStore


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the window is given: rivers and roads, a home for its files, the time, and threads.

    Attributes
    ----------
    lists : callable or None
        Reads the lists of offices anew; None: what was loaded holds.
    versions : callable
        SHA-256 of every playbook, for the record of a forecast.
    numbers : Numbers
        The telephone numbers that sheets may print.
    playbooks : Path or None
        A folder with playbooks that was named, searched before all others.
    environ : mapping
        Variables of the system that say where else they are.
    tour : bool
        Whether the tour may begin by itself, where it never has.
    settings : SettingsStore
        Those of the home.
    """

    load: Loader
    home: Path
    clock: Clock
    pool: QThreadPool
    lists: Callable[[], Lists] | None = None
    versions: Callable[[], Mapping[str, str]] = dict
    numbers: Numbers = field(default_factory=Numbers)
    playbooks: Path | None = None
    environ: Mapping[str, str] = field(default_factory=dict)
    tour: bool = False
    settings: SettingsStore = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "settings", SettingsStore(self.home, self.pool))
