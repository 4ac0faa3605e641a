"""What the window is given from outside."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QThreadPool

from emerg.ui.clock import Clock
from emerg.ui.lists import Lists
from emerg.ui.loading_presenter import Loader
from emerg.ui.numbers import Numbers


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
        The folder of playbooks that was named, if one was.
    """

    load: Loader
    home: Path
    clock: Clock
    pool: QThreadPool
    lists: Callable[[], Lists] | None = None
    versions: Callable[[], Mapping[str, str]] = dict
    numbers: Numbers = field(default_factory=Numbers)
    playbooks: Path | None = None
