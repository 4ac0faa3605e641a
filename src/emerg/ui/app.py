"""Opens the window: fonts, log, and everything joined."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from emerg import __version__
from emerg.fonts import BOLD, FAMILY, REGULAR
from emerg.texts import Lang
from emerg.ui.main_window import MainWindow
from emerg.ui.opening import Opening
from emerg.ui.overrides import guard
from emerg.ui.qt_words import speak_qt
from emerg.ui.sweeper import Sweeper, settle
from emerg.ui.theme import BODY_PX, THEMES
from emerg.usecases.settings import TEXT_PX, THEME
from emerg.usecases.settings_file import read_settings

LOG_BYTES, OLDER_LOGS = 1_000_000, 2


@dataclass(frozen=True, slots=True)
class AppOptions:
    """What the command line hands to the window.

    Attributes
    ----------
    exit_when_shown : bool
        Close as soon as the form takes what is typed.
    exit_when_ready : bool
        Close as soon as it is understood: playbooks, roads and lists are there.
    """

    playbooks: Path | None
    lang: Lang
    home: Path
    exit_when_shown: bool = False
    exit_when_ready: bool = False

    @property
    def exits(self) -> bool:
        """Whether the window closes by itself."""
        return self.exit_when_shown or self.exit_when_ready


def run(options: AppOptions) -> int:
    """Open the window and stay until it is closed; the exit code.

    Raises
    ------
    EmergError
        With `exit_when_ready`: the playbooks cannot be read.
    """
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    prepare(app, options.lang)
    window = MainWindow(options.lang)
    values, _told_later = read_settings(options.home)
    window.set_look(THEMES[values[THEME]], values[TEXT_PX])  # at night, not white for a moment
    opening = Opening(window, options)
    check = _Check(window)
    if options.exit_when_shown:
        opening.shown.connect(check.on_reached)
    if options.exits:
        opening.ready.connect(check.on_reached)
        opening.unusable.connect(check.on_unusable)
    opening.ready.connect(settle)
    opening.start()
    with log_in(options.home / "logs"):
        code = app.exec()
    if check.error is not None:
        raise check.error
    return code


def prepare(app: QApplication, lang: Lang = "zh") -> None:
    """Name, style and fonts: before any widget is made."""
    guard()
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


@contextmanager
def log_in(folder: Path) -> Iterator[None]:
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
    before = sys.excepthook

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.critical("a fault of the program", exc_info=(kind, error, trace))
        before(kind, error, trace)

    sys.excepthook = tell  # of what Qt called, which has no caller to tell it to
    try:
        yield
    finally:
        sys.excepthook = before
        log.removeHandler(handler)
        handler.close()


class _Check(QObject):
    """Closes the window once it has come as far as was asked, or cannot."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.error: Exception | None = None

    @Slot()
    def on_reached(self) -> None:
        QTimer.singleShot(0, self._window.close)

    @Slot(object)
    def on_unusable(self, error: Exception) -> None:
        self.error = error
        self._window.close()
