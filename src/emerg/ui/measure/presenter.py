"""Measuring on the map: clicks add points, Enter ends, Backspace takes back.

Esc ends as well, and once more takes away what was measured.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication

from emerg.texts import Bilingual, Lang, Text
from emerg.ui.follower import Follower
from emerg.ui.loaded import Loaded
from emerg.ui.main_window import MainWindow
from emerg.ui.map.card import PinnedCard
from emerg.ui.map.hover import REACH_PX
from emerg.ui.map.mercator import point
from emerg.ui.map.rivers import RiverMap
from emerg.ui.map.steps import nearest
from emerg.ui.measure.item import MeasureItem
from emerg.ui.measure.measured import Measured, Point, words
from emerg.ui.status_bar import Message

HOW = Text(
    "Click points to measure · Backspace takes back · Enter or double click ends · Esc leaves"
)


class MeasurePresenter(Follower):
    """The tool itself: what clicks and keys on the map mean while it is on.

    Parameters
    ----------
    leave_others : callable
        Leaves whatever else clicks on the map may mean.
    """

    def __init__(self, window: MainWindow, leave_others: Callable[[], object]) -> None:
        super().__init__(window)
        self._view, self._leave_others = window.map, leave_others
        self._rivers: RiverMap | None = None
        self.measured = Measured()
        self._item = MeasureItem(window.map)
        self.card = PinnedCard(window.words.lang, window.map, "measured")
        self.card.copied.connect(self._copy)
        self.card.closed.connect(self._clear)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        return {"measure": self.begin}

    def set_loaded(self, ready: Loaded) -> None:
        self._rivers = ready.rivers

    def set_language(self, lang: Lang) -> None:
        self.card.set_language(lang)

    @property
    def is_open(self) -> bool:
        """Whether it measures, or what it measured is still shown."""
        return self._view.tool is self or bool(self.measured.points)

    def begin(self) -> None:
        """From now on clicks on the map measure; what was measured before is gone."""
        self._leave_others()
        self._clear()
        self._view.tool = self
        self._view.opened(self)
        self._view.setFocus(Qt.FocusReason.PopupFocusReason)
        self._show()

    def begin_at(self, lon: float, lat: float) -> None:
        """Measure from a position (WGS84)."""
        self.begin()
        self.clicked(lon, lat)

    def leave(self) -> None:
        """A step back: no more points, or, where there come none anyway, nothing of it shown."""
        if self._view.tool is self and self.measured.points:
            self.end()
        else:
            self._clear()

    def end(self) -> None:
        """Clicks mean what they always do; what was measured stays until Esc."""
        if self._view.tool is self:
            self._view.tool = None
            self._show()

    def clicked(self, lon: float, lat: float) -> None:
        self.measured = self.measured.with_point(self._point(lon, lat))
        self._show()

    def moved(self, lon: float, lat: float) -> None:
        self._item.show_measured(self.measured, (lon, lat))

    def pressed(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.end()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.measured = self.measured.without_last()
            self._show()
        else:
            return False
        return True

    def finished(self) -> None:
        self.end()

    def _clear(self) -> None:
        self.end()
        self.measured = Measured()
        self._show()

    def _point(self, lon: float, lat: float) -> Point:
        """The position, on the river within reach of the cursor."""
        rivers = self._rivers
        if rivers is None:
            return Point(lon, lat)
        reach_m = REACH_PX * self._view.metres_per_px
        near = nearest(rivers.courses, *point(lon, lat), reach_m)
        if near is None:
            return Point(lon, lat)
        reach = rivers.rivers.network.reach(near.id)
        return Point(lon, lat, reach.river, reach.chainage_m(near.fraction))

    def _show(self) -> None:
        """Lines and card; while it measures the card says how."""
        on = self._view.tool is self
        self._item.show_measured(self.measured)
        lines = (*words(self.measured, self._river()), *((HOW,) if on else ()))
        if lines:
            self.card.dock(lines)
        else:
            self.card.leave()

    def _river(self) -> Bilingual | None:
        if self.measured.along_m() is None or self._rivers is None:
            return None
        return self._rivers.rivers.network.name(self.measured.points[0].river or "")

    @Slot(str)
    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.said.emit(Message(Text("Copied: {text}", text=text.partition("\n")[0]), "ok"))
