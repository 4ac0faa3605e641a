"""The map as a picture: into the clipboard, or into a file."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter

from emerg.errors import EmergError
from emerg.texts import Text
from emerg.ui.follower import Follower
from emerg.ui.jobs import Desk
from emerg.ui.main_window import MainWindow
from emerg.ui.map.picture import Caption, picture, prepared
from emerg.ui.map.stamps import Stamps
from emerg.ui.status_bar import Message, crash_message, problem_message
from emerg.ui.surroundings import Surroundings
from emerg.units import BEIJING, beijing
from emerg.usecases.files import write_files

FOLDER = "pictures"
FINE = 2.0  # pixels of the file for each of the screen
AT_ONCE_S, MOST_ROUNDS = 0.02, 400  # names drawn before the window is looked after again


class PicturePresenter(Follower):
    """Takes what the map shows, with scale, credit, time, and whether it is a drill."""

    def __init__(self, window: MainWindow, given: Surroundings) -> None:
        super().__init__(window)
        self._window, self._given = window, given
        self._fine: Stamps | None = None
        self._rounds = 0
        self._drawing = QTimer(self, interval=0)
        self._drawing.timeout.connect(self._draw)
        self._desk = Desk(given.pool, self)
        self._desk.succeeded.connect(self._on_written)
        self._desk.failed.connect(self._on_failure)
        self._desk.crashed.connect(lambda error: self.said.emit(crash_message(error)))

    def commands(self) -> Mapping[str, Callable[[], object]]:
        return {"copy_map": self.copy, "save_map": self.save}

    def close(self) -> None:
        self._drawing.stop()
        self._desk.close()

    def copy(self) -> None:
        """Into the clipboard, as fine as the screen."""
        image = picture(self._window.map, self._caption(), self._window.map.stamps)
        QGuiApplication.clipboard().setImage(image)
        self.said.emit(Message(Text("The map is in the clipboard as a picture"), "ok"))

    def save(self) -> None:
        """Into a file of the home folder, twice as fine; names are drawn for it a few at a time."""
        self._fine, self._rounds = Stamps(self._window.map.stamps.colours, FINE), 0
        self._drawing.start()

    @Slot()
    def _draw(self) -> None:
        fine, view = self._fine, self._window.map
        if fine is None:
            return
        self._rounds += 1
        # More names than are kept at once would never all be there.
        if not prepared(view, fine, AT_ONCE_S) and self._rounds < MOST_ROUNDS:
            return
        self._drawing.stop()
        self._fine = None
        image = picture(view, self._caption(), fine)
        folder, name = self._given.home / FOLDER, self._name(self._given.clock.now())
        self._desk.start(lambda _progress, _stop: write_files(folder, {name: _png(image)}))

    def _caption(self) -> Caption:
        window, words = self._window, self._window.words
        drill = Text("◆ DRILL - not a real incident") if window.drill else ""
        now = beijing(self._given.clock.now(), year=True)
        return Caption(
            window.header.title.text(),
            words.of(Text("{time} Beijing time", time=now)),
            words.of(drill),
        )

    def _name(self, now: datetime) -> str:
        """By the second, so that no picture takes the place of another."""
        drill = "-drill" if self._window.drill else ""
        return f"map-{now.astimezone(BEIJING):%Y%m%d-%H%M%S}{drill}.png"

    @Slot(object)
    def _on_written(self, files: list[Path]) -> None:
        self.said.emit(Message(Text("Map saved: {file}", file=files[0]), "ok", str(files[0])))

    @Slot(object)
    def _on_failure(self, error: EmergError) -> None:
        self.said.emit(problem_message(error.problems))


def _png(image: QImage) -> bytes:
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(kept.data())
