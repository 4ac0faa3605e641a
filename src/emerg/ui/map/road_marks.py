"""The road things of a scene: what is closed, which ways are shown, where a road drains to."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import hypot

from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from emerg.geodesy import FloatArray
from emerg.texts import Prose
from emerg.ui.map.features import ALWAYS, Spot
from emerg.ui.map.mercator import plane, point
from emerg.ui.map.palette import Palette
from emerg.ui.map.road_items import ClosuresItem, DrainItem, RouteLine, RoutesItem, Slack


@dataclass(frozen=True, slots=True)
class Drain:
    """From a place on a road to its river (lon, lat), the place's name, and the chain in words.

    Attributes
    ----------
    answered : bool
        The incident stands at the river.
    """

    road: tuple[float, float]
    river: tuple[float, float]
    name: str
    chain: tuple[Prose, ...]
    answered: bool = False


@dataclass
class RoadMarks:
    """The items, each there only while there is something to show."""

    scene: QGraphicsScene
    closures: ClosuresItem | None = None
    routes: RoutesItem | None = None
    drain: DrainItem | None = None
    shown: Drain | None = None
    hidden: bool = False
    closed: tuple[str, ...] = ()
    _lines: list[RouteLine] = field(default_factory=list)

    def close(self, closed: Iterable[str], lines: Iterable[FloatArray], colours: Palette) -> None:
        """Show these stretches (ids, and plane coordinates) as closed, and no others."""
        self._drop(self.closures)
        self.closed = tuple(closed)
        self.closures = ClosuresItem(list(lines), colours) if self.closed else None
        self._put(self.closures)
        self.hide(hidden=self.hidden)

    def show_routes(
        self, lines: Sequence[FloatArray], slacks: Sequence[Slack], colours: Palette
    ) -> None:
        """Show these routes (lon/lat), each by the slack it leaves, the first on top."""
        self._drop(self.routes)
        self._lines = [
            RouteLine(plane(line), slack) for line, slack in zip(lines, slacks, strict=True)
        ]
        self.routes = RoutesItem(self._lines, colours) if self._lines else None
        self._put(self.routes)
        self.hide(hidden=self.hidden)

    def show_drain(self, drain: Drain | None, colours: Palette) -> None:
        """Show where a road drains to; None shows nothing."""
        self._drop(self.drain)
        self.shown = drain
        self.drain = None
        if drain is not None:
            self.drain = DrainItem(
                point(*drain.road), point(*drain.river), colours, answered=drain.answered
            )
        self._put(self.drain)

    def paint(self, colours: Palette) -> None:
        """Draw everything anew in other colours."""
        for item in (self.closures, self.routes, self.drain):
            if item is not None:
                item.colours = colours
                item.update()

    def hide(self, *, hidden: bool) -> None:
        """Leave out closures and ways, now and from now on; where a road drains to stays."""
        self.hidden = hidden
        for item in (self.closures, self.routes):
            if item is not None:
                item.setVisible(not hidden)

    def legend(self) -> Iterator[str]:
        """The signs that the legend explains while they are shown."""
        if self.hidden:
            return
        if self.closed:
            yield "closed"
        yield from (f"way {slack}" for slack in {route.slack for route in self._lines})

    def spot(self) -> Spot | None:
        """The place on the road, to be named."""
        if self.shown is None:
            return None
        x, y = point(*self.shown.road)
        return Spot(self.shown.name, "hit", x, y, None, ALWAYS, ALWAYS)

    def drains_at(self, at: QPointF, reach_m: float) -> bool:
        """Whether the line from road to river passes within reach of a place of the plane."""
        if self.drain is None:
            return False
        road, along = self.drain.road, self.drain.river - self.drain.road
        length2 = max(along.x() ** 2 + along.y() ** 2, 1e-9)
        way = at - road
        share = min(max((way.x() * along.x() + way.y() * along.y()) / length2, 0.0), 1.0)
        off = way - along * share
        return hypot(off.x(), off.y()) <= reach_m

    def _put(self, item: QGraphicsItem | None) -> None:
        if item is not None:
            self.scene.addItem(item)

    def _drop(self, item: QGraphicsItem | None) -> None:
        if item is not None:
            self.scene.removeItem(item)
