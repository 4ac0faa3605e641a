"""An exact scale on the screen: 1 to so much, by what the screen says of its own size."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QScreen

from emerg.texts import Text
from emerg.ui.choices import Choices
from emerg.ui.follower import Follower
from emerg.ui.main_window import MainWindow
from emerg.ui.map.mercator import ground_m, position
from emerg.ui.status_bar import Message

SCALES = (10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000)
INCH_M = 0.0254
# A screen that says of itself what lies beyond these does not know its size.
LEAST_DPI, MOST_DPI, USUAL_DPI = 50.0, 400.0, 96.0
# The map is at a scale while it is off by less than this share.
OFF = 0.005


def dots_per_inch(screen: QScreen) -> tuple[float, bool]:
    """Pixels of the window on an inch of the screen; and whether the screen says so itself."""
    found = (screen.physicalDotsPerInchX() + screen.physicalDotsPerInchY()) / 2
    return (found, True) if LEAST_DPI <= found <= MOST_DPI else (USUAL_DPI, False)


class ScalePresenter(Follower):
    """The menu of scales; its tick stands where the map just now is at one."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._view = window.map
        self._choices: Choices[int] = Choices(window, "Map", "scale", Text("Scale"))
        self._choices.fill({n: Text("1 : {n}", n=_spaced(n)) for n in SCALES})
        self._choices.chosen.connect(self.show_scale)
        self._choices.menu.aboutToShow.connect(self._tick)

    @property
    def denominator(self) -> float:
        """The map is at one to this, in its middle."""
        dpi, _told = dots_per_inch(self._view.screen())
        middle = self._view.seen().center()
        ground = self._view.metres_per_px * ground_m(position(middle.x(), middle.y())[1])
        return ground * dpi / INCH_M

    @Slot(object)
    def show_scale(self, denominator: int) -> None:
        """Bring the map to this scale, its middle where it is."""
        dpi, told = dots_per_inch(self._view.screen())
        self._view.show_ground(denominator * INCH_M / dpi)
        fields = {"n": _spaced(denominator), "dpi": f"{dpi:.0f}"}
        words = Text("1 : {n} in the middle of the map, by {dpi} dots an inch", **fields)
        if not told:
            words = Text(
                "1 : {n} as far as {dpi} dots an inch hold: the screen does not say its size",
                **fields,
            )
        self.said.emit(Message(words))

    @Slot()
    def _tick(self) -> None:
        now = self.denominator
        self._choices.hold(next((n for n in SCALES if abs(now / n - 1) < OFF), None))


def _spaced(number: int) -> str:
    """A number in groups of three.

    >>> _spaced(1_000_000)
    '1 000 000'
    """
    return f"{number:,}".replace(",", " ")
