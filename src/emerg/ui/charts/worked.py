"""What the charts of an answer are drawn from: worked out off the UI thread, once, when wanted."""

from importlib import import_module
from typing import TypeAlias

from PySide6.QtCore import QObject, QThreadPool, Signal, Slot

from emerg.errors import EmergError
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer
from emerg.response.curves import PlaceCurve
from emerg.response.river_curves import RiverCurves
from emerg.texts import Prose, Text
from emerg.ui.jobs import Desk, Work
from emerg.ui.status_bar import Message, crash_message
from emerg.usecases.curve import curve_of, curves_of
from emerg.usecases.run import Cancelled, Progress, Stop

WORKING = Text("Working out the curve …")
DRAWING = Text("Getting ready to draw …")
# A place by the id of its site, the river, or nothing but what draws.
Wanted: TypeAlias = tuple[str, str]
RIVER: Wanted = ("river", "")
VIEWS: Wanted = ("views", "")


def load_views() -> None:
    """Load pyqtgraph and what draws with it: a while, and not on the UI thread."""
    import_module("emerg.ui.charts.views")


class Worked(QObject):
    """The curves of one answer. What is asked for and not there is begun; `changed` tells of it.

    Whatever else is asked for sends away what was begun before.
    """

    changed = Signal()
    said = Signal(Message)

    def __init__(self, pool: QThreadPool, parent: QObject) -> None:
        super().__init__(parent)
        self._rivers: Rivers | None = None
        self._answer: Answer | None = None
        self._found: dict[Wanted, object] = {}
        self._wanted: Wanted | None = None
        self._share = 0
        self._desk = Desk(pool, self)
        self._desk.succeeded.connect(self._on_success)
        self._desk.failed.connect(self._on_failure)
        self._desk.crashed.connect(self._on_crash)
        self._desk.progressed.connect(self._on_progress)

    def set_rivers(self, rivers: Rivers) -> None:
        self._rivers = rivers

    def begin(self, answer: Answer | None) -> None:
        """From now on it is about `answer`."""
        self.close()
        self._answer = answer
        self._found = {key: kept for key, kept in self._found.items() if key == VIEWS}

    def curve(self, site: str) -> PlaceCurve | Prose:
        """The curve at a place, or in words why there is none, or none yet."""
        rivers, answer = self._rivers, self._answer
        assert rivers is not None
        assert answer is not None
        found = self._of(("place", site), lambda _p, _s: curve_of(rivers, answer, site))
        return found if isinstance(found, PlaceCurve) else _words(found) or WORKING

    def river(self) -> RiverCurves | Prose:
        """The curves down the river, or in words why there are none, or none yet."""
        rivers, answer = self._rivers, self._answer
        assert rivers is not None
        assert answer is not None
        found = self._of(RIVER, lambda p, s: curves_of(rivers, answer, p, s))
        if isinstance(found, RiverCurves):
            return found
        return _words(found) or Text("Working out the river: {share} %", share=self._share)

    def views(self) -> Prose:
        """ "" where anything can be drawn at once; else that it is not so yet, or why never."""
        found = self._of(VIEWS, lambda _p, _s: "")
        return DRAWING if found is None else _words(found)

    def close(self) -> None:
        """What was begun no longer counts."""
        self._desk.close()
        self._wanted, self._share = None, 0

    def _of(self, wanted: Wanted, work: Work) -> object | None:
        """What was found; where nothing was yet, None, and it is begun."""
        found = self._found.get(wanted)
        if found is None and wanted != self._wanted:
            self.close()
            self._wanted = wanted
            self._desk.start(_after_views(work))
        return found

    @Slot(object)
    def _on_success(self, found: object) -> None:
        self._found[VIEWS] = ""
        self._keep(found)

    @Slot(object)
    def _on_failure(self, error: EmergError) -> None:
        problem = error.problems[0]
        self._keep(Text("{what}: {fix}", what=problem.what, fix=problem.fix))

    @Slot(object)
    def _on_crash(self, error: Exception) -> None:
        message = crash_message(error)
        self._keep(message.text)
        self.said.emit(message)

    def _keep(self, found: object) -> None:
        """Also that there is none, and why: it is not tried again."""
        if self._wanted is not None:
            self._found[self._wanted] = found
        self._wanted = None
        self.changed.emit()

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        self._share = 100 * done // max(total, 1)
        self.changed.emit()


def _after_views(work: Work) -> Work:
    def ready(progress: Progress, stop: Stop) -> object:
        load_views()
        if stop():
            raise Cancelled
        return work(progress, stop)

    return ready


def _words(found: object) -> Prose:
    return found if isinstance(found, str | Text) else ""
