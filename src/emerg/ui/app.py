"""Opens the window: fonts, log, and everything joined."""

import logging
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, QTimer, Slot
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from emerg import __version__
from emerg.fonts import BOLD, FAMILY, REGULAR
from emerg.geodata.gazetteer import find
from emerg.hazards.substances import load_substances
from emerg.playbooks.shelf import roots
from emerg.texts import Lang
from emerg.ui.clock import Clock
from emerg.ui.lists import Lists, known_lists
from emerg.ui.loaded import Loaded, loaded
from emerg.ui.main_window import MainWindow
from emerg.ui.qt_words import speak_qt
from emerg.ui.surroundings import Surroundings
from emerg.ui.sweeper import Sweeper, settle
from emerg.ui.theme import BODY_PX
from emerg.ui.window_presenter import WindowPresenter
from emerg.usecases.load import load_rivers
from emerg.usecases.playbook_versions import playbook_versions

LOG_BYTES, OLDER_LOGS = 1_000_000, 2
LEAST_THREADS = 12


@dataclass(frozen=True, slots=True)
class AppOptions:
    """What the command line hands to the window."""

    playbooks: Path | None
    lang: Lang
    home: Path
    exit_when_shown: bool = False


def run(options: AppOptions) -> int:
    """Open the window and stay until it is closed; the exit code.

    Raises
    ------
    EmergError
        With `exit_when_shown`: the playbooks cannot be read.
    """
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    prepare(app, options.lang)
    window = MainWindow(options.lang)
    presenter = WindowPresenter(window, surroundings(options), options.lang)
    check = _ShownCheck(window)
    if options.exit_when_shown:
        presenter.ready.connect(check.on_ready)
        presenter.unusable.connect(check.on_unusable)
    presenter.ready.connect(settle)
    window.show()
    QTimer.singleShot(0, presenter.start)
    with _log_in(options.home / "logs"):
        code = app.exec()
    if check.error is not None:
        raise check.error
    return code


def prepare(app: QApplication, lang: Lang = "zh") -> None:
    """Name, style and fonts: before any widget is made."""
    app.setApplicationName("emerg")
    app.setApplicationVersion(__version__)
    if app.findChild(Sweeper, "sweeper") is None:
        Sweeper(app)
    app.setStyle("Fusion")  # the same on every desktop; the themes are drawn on it
    register_fonts()
    font = QFont(FAMILY)
    font.setPixelSize(BODY_PX)
    app.setFont(font)
    speak_qt(app, lang)


def register_fonts() -> None:
    """Both cuts of the font that comes with the program, whatever the machine has."""
    for cut in (REGULAR, BOLD):
        QFontDatabase.addApplicationFont(str(cut))


def surroundings(options: AppOptions, clock: Clock | None = None) -> Surroundings:
    """What the window needs from outside."""

    def lists() -> Lists:
        return known_lists(options.playbooks, os.environ, options.home)

    def load() -> Loaded:
        found = load_rivers(options.playbooks, os.environ, options.home)
        # Read now, off the UI thread, what the first letter typed would otherwise wait for.
        load_substances()
        find("拉萨", 1)
        folders = roots(options.playbooks, os.environ, options.home)
        return loaded(found, folders, lists())

    def versions() -> Mapping[str, str]:
        return playbook_versions(options.playbooks, os.environ, options.home)

    pool = QThreadPool()
    # A note waits for no forecast and no print: threads that wait for the disk cost nothing.
    pool.setMaxThreadCount(max(pool.maxThreadCount(), LEAST_THREADS))
    return Surroundings(
        load,
        options.home,
        clock or Clock(),
        pool,
        lists,
        versions,
        playbooks=options.playbooks,
        environ=os.environ,
        tour=not options.exit_when_shown,
    )


@contextmanager
def _log_in(folder: Path) -> Iterator[None]:
    """One log for faults of the program; a home that cannot be written goes without."""
    log = logging.getLogger("emerg")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "emerg.log", maxBytes=LOG_BYTES, backupCount=OLDER_LOGS, encoding="utf-8"
        )
    except OSError as error:
        log.warning("no log (%s)", error)
        yield
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)
        handler.close()


class _ShownCheck(QObject):
    """Closes the window as soon as it is usable, or cannot be."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.error: Exception | None = None

    @Slot()
    def on_ready(self) -> None:
        QTimer.singleShot(0, self._window.close)

    @Slot(object)
    def on_unusable(self, error: Exception) -> None:
        self.error = error
        self._window.close()
