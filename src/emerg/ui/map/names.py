"""Names and symbols on the map, as the layout placed them: over the plume, under the marks."""

from collections.abc import Iterator, Sequence
from math import inf

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from emerg.paper.labels import Box
from emerg.ui.map.corners import Laid, Outline
from emerg.ui.map.in_view import InView
from emerg.ui.map.layout import Layout, Wanted, laying_out
from emerg.ui.map.lead import draw_leads
from emerg.ui.map.sheet import Placed, Region
from emerg.ui.map.stamps import Stamps, text_size

NAMES_Z = 1000.0
# Names are laid out for the view and this share of it on every side.
AROUND_SHARE = 0.5
# A name whose middle lies this far outside may still reach in.
SPARE_PX = 120.0
# Names are drawn for the first time for so long in one frame; the rest in the next.
NEW_STAMPS_S = 0.012


class NamesItem(QGraphicsItem):
    """Draws a layout, and keeps to it until the one for another scale or answer is whole."""

    def __init__(self, world: QRectF, stamps: Stamps) -> None:
        super().__init__()
        self.setZValue(NAMES_Z)
        self.stamps = stamps
        self.layout: Layout | None = None
        self.holds = False  # whether the layout is of what is wanted now
        self._world = world
        self._wanted = Wanted()
        self._outline: Outline = ()

    def want(self, wanted: Wanted) -> None:
        """Something else is to be named: what was laid out no longer holds."""
        self._wanted = wanted
        self.holds = False
        self.update()

    def under(self, corners: Laid) -> None:
        """This lies over the map now: what was laid out for other boards no longer holds."""
        # Told in every frame, and answered once: to ask for the next frame in each one would
        # leave no turn to those that wait until nothing else is to be done, as this layout does.
        if self.holds and corners.outline != self._outline:
            self.holds = False
            self.update()

    def laying_out(self, seen: QRectF, metres_per_px: float, corners: Laid) -> Iterator[None]:
        """Place everything anew, in the view and somewhat around it, step by step.

        What is named keeps clear of what stands in the corners.
        """
        self._outline = corners.outline
        across, down = seen.width() * AROUND_SHARE, seen.height() * AROUND_SHARE
        area = seen.adjusted(-across, -down, across, down)
        region = Region(
            area.left(),
            area.top(),
            area.width() / metres_per_px,
            area.height() / metres_per_px,
            metres_per_px,
        )
        west, north = across / metres_per_px, down / metres_per_px
        inner = Box(west, north, region.wide - west, region.high - north)
        view = InView(inner, tuple(_box(board.translated(west, north)) for board in corners.boards))
        self.layout = yield from laying_out(self._wanted, region, text_size, view)
        self.holds = True
        self.update()

    def serves(self, seen: QRectF, metres_per_px: float, corners: Laid) -> bool:
        """Whether what is laid out is for this scale and these boards, and reaches all in view."""
        return (
            self.holds
            and self._outline == corners.outline
            and self.layout is not None
            and self.layout.region.metres_per_px == metres_per_px
            and self.layout.region.holds(seen.left(), seen.top(), seen.right(), seen.bottom())
        )

    def placed(self, transform: QTransform, window: QRectF) -> Iterator[tuple[Placed, QPointF]]:
        """What is laid out in or near `window` [px], each with its middle there."""
        if self.layout is None:
            return
        region = self.layout.region
        corner = transform.map(QPointF(region.west, region.north))
        stretch = region.metres_per_px * transform.m11()
        left, top = corner.x(), corner.y()
        west, east = window.left() - SPARE_PX, window.right() + SPARE_PX
        north, south = window.top() - SPARE_PX, window.bottom() + SPARE_PX
        for placed in self.layout.placed:
            x, y = left + placed.x * stretch, top + placed.y * stretch
            if west <= x <= east and north <= y <= south:
                yield placed, QPointF(x, y)

    def boundingRect(self) -> QRectF:
        return self._world

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        window = QRectF(widget.rect()) if widget else QRectF(painter.viewport())
        transform = painter.worldTransform()
        painter.setWorldTransform(QTransform())
        ratio = self.stamps.ratio
        # A picture of the map has no next frame.
        self.stamps.allow(NEW_STAMPS_S if widget else inf)
        shown = list(self.placed(transform, window))
        self._lead(painter, shown)
        for placed, place in shown:
            picture = (
                self.stamps.name(placed.text, placed.style, placed.degrees)
                if placed.symbol is None
                else self.stamps.symbol(placed.symbol, placed.size)
            )
            if picture is not None:
                x = place.x() - picture.width() / ratio / 2
                y = place.y() - picture.height() / ratio / 2
                painter.drawPixmap(round(x), round(y), picture)
        painter.setWorldTransform(transform)
        if self.stamps.refused:
            self.update()

    def _lead(self, painter: QPainter, shown: Sequence[tuple[Placed, QPointF]]) -> None:
        """Draw what leads from names to the things they name."""
        lines = [
            (place + QPointF(*placed.leader.begin), place + QPointF(*placed.leader.end))
            for placed, place in shown
            if placed.leader is not None
        ]
        draw_leads(painter, lines, self.stamps.colours)


def _box(area: QRectF) -> Box:
    return Box(area.left(), area.top(), area.right(), area.bottom())
