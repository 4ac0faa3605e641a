"""What an answer puts on the map: the plume by hour, the numbered hits, the incident."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import hypot

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QGraphicsItem,
    QGraphicsPixmapItem,
    QGraphicsScene,
    QStyleOptionGraphicsItem,
    QWidget,
)

from emerg.paper.symbols import SymbolName
from emerg.response.answer import Answer, Trace
from emerg.response.hits import Hit
from emerg.ui.map import classes
from emerg.ui.map.classes import Look
from emerg.ui.map.hours import HitState
from emerg.ui.map.layout import INCIDENT_PX, MARK_PX
from emerg.ui.map.lead import LeadItem
from emerg.ui.map.mercator import plane, point
from emerg.ui.map.palette import Palette
from emerg.ui.map.paths import Drawing, line_drawing, stroke
from emerg.ui.map.stamps import MarkLook, Stamps

PLUME_Z, SELECTED_Z, INCIDENT_Z = 0.0, 8000.0, 9000.0
CASING_PX = 1.6
ROUGH_DASHES_PX = (9.0, 5.0)
PIN_PX = 20.0
SITE_KEY = 0  # where a mark keeps the id of its site


class PlumeItem(QGraphicsItem):
    """The way down, coloured and thinned by the earliest hour of the front."""

    def __init__(self, trace: Trace, colours: Palette) -> None:
        super().__init__()
        cut = classes.stretches(
            plane(np.column_stack([trace.lon, trace.lat])),
            np.array(trace.front_h),
            np.array(trace.rough),
        )
        # Latest first, so that the soonest lies on top.
        self._parts: list[tuple[Look, Drawing]] = [
            (part.look, line_drawing([part.points])) for part in reversed(cut)
        ]
        self._bounds = QRectF()
        for _look, drawing in self._parts:
            self._bounds = self._bounds.united(drawing.bounds())
        self.colours = colours
        self.setZValue(PLUME_Z)

    def boundingRect(self) -> QRectF:
        # Room for the width of the line at the furthest view.
        margin = 80_000.0
        return self._bounds.adjusted(-margin, -margin, margin, margin)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        view = painter.worldTransform().inverted()[0].mapRect(QRectF(painter.viewport()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for cased in (True, False):
            for look, drawing in self._parts:
                stroke(painter, drawing, view, self._pen(look, cased=cased))

    def _pen(self, look: Look, *, cased: bool) -> QPen:
        width = classes.WIDTHS_PX[look.arrival]
        if cased:
            pen = QPen(QColor(self.colours.casing), width + 2 * CASING_PX)
        else:
            pen = QPen(QColor(self.colours.plume[look.arrival]), width)
        pen.setCosmetic(True)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        if look.rough and not cased:
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([px / width for px in ROUGH_DASHES_PX])
        return pen


@dataclass
class Markers:
    """The items of one answer in a scene."""

    scene: QGraphicsScene
    plume: PlumeItem | None = None
    incident: QGraphicsPixmapItem | None = None
    symbol: SymbolName = "incident"
    pin: QGraphicsPixmapItem | None = None
    marks: dict[str, QGraphicsPixmapItem] = field(default_factory=dict)
    leads: dict[str, LeadItem] = field(default_factory=dict)
    hits: dict[str, Hit] = field(default_factory=dict)
    numbered: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    states: Mapping[str, HitState] = field(default_factory=dict)
    selected: str | None = None

    def show(self, answer: Answer | None, stamps: Stamps, symbol: SymbolName = "incident") -> None:
        """Put `answer` into the scene in place of what was there; None clears."""
        self.symbol = symbol
        self._clear()
        self.point_at(None, stamps)
        if answer is None:
            return
        self.plume = PlumeItem(answer.trace, stamps.colours)
        self.scene.addItem(self.plume)
        self.hits = {hit.site: hit for hit in answer.hits if hit.position is not None}
        for hit in self.hits.values():
            self.marks[hit.site] = self._pinned(*(hit.position or (0.0, 0.0)))
            self.marks[hit.site].setData(SITE_KEY, hit.site)
        self.incident = self._pinned(answer.incident.lon, answer.incident.lat)
        self.incident.setZValue(INCIDENT_Z)
        self.paint(stamps)

    def point_at(self, position: tuple[float, float] | None, stamps: Stamps) -> None:
        """Show where an incident is meant to be (lon, lat), before there is an answer."""
        if self.pin is not None:
            self.scene.removeItem(self.pin)
            self.pin = None
        if position is not None:
            self.pin = self._pinned(*position)
            self.pin.setZValue(INCIDENT_Z)
            self.paint(stamps)

    def paint(self, stamps: Stamps) -> None:
        """Draw everything anew in the colours of `stamps`."""
        if self.pin is not None:
            _set(self.pin, stamps.symbol("incident", PIN_PX))
        if self.plume is not None:
            self.plume.colours = stamps.colours
            self.plume.update()
        if self.incident is not None:
            _set(self.incident, stamps.symbol(self.symbol, INCIDENT_PX))
        for site in self.marks:
            self._paint_mark(site, stamps)

    def number(self, numbered: Mapping[str, tuple[float, float]], stamps: Stamps) -> None:
        """Show the numbers of these hits, so far aside [px]; others are dots for want of room."""
        before, self.numbered = self.numbered, numbered
        for site in self.marks:
            if before.get(site) != numbered.get(site):
                self._paint_mark(site, stamps)

    def tell(self, states: Mapping[str, HitState], stamps: Stamps) -> None:
        """Show how these hits stand at an hour; only those that change are painted."""
        before, self.states = self.states, states
        for site in self.marks:
            if before.get(site, "") != states.get(site, ""):
                self._paint_mark(site, stamps)

    def hide(self, *, hidden: bool) -> None:
        """Leave out the hits; the incident stays."""
        for mark in (*self.marks.values(), *self.leads.values()):
            mark.setVisible(not hidden)

    def select(self, site: str | None, stamps: Stamps) -> None:
        """Highlight one hit, and no other."""
        before, self.selected = self.selected, site
        for changed in {before, site} & self.marks.keys():
            self._paint_mark(str(changed), stamps)

    def _paint_mark(self, site: str, stamps: Stamps) -> None:
        hit, mark = self.hits[site], self.marks[site]
        look = MarkLook(
            hit.number,
            classes.class_of(hit.front_h[0]),
            intake=hit.is_intake,
            below=hit.exceeds == "no",
            small=site not in self.numbered,
            selected=site == self.selected,
            state=self.states.get(site, ""),
        )
        aside = self.numbered.get(site, (0.0, 0.0))
        _set(mark, stamps.mark(look), aside)
        self._lead(site, aside, stamps)
        # The soonest lies on top, every dot below every number.
        mark.setZValue(SELECTED_Z if look.selected else 4000.0 * (not look.small) - hit.number)

    def _lead(self, site: str, aside: tuple[float, float], stamps: Stamps) -> None:
        """Lead to a number that stands aside; where it stands on its place, nothing does."""
        if hypot(*aside) < MARK_PX / 2:
            if (lead := self.leads.pop(site, None)) is not None:
                self.scene.removeItem(lead)
            return
        mark = self.marks[site]
        if site not in self.leads:
            self.leads[site] = LeadItem(mark.pos())
            self.scene.addItem(self.leads[site])
        self.leads[site].setVisible(mark.isVisible())
        self.leads[site].lead(aside, stamps.colours)

    def _pinned(self, lon: float, lat: float) -> QGraphicsPixmapItem:
        """A picture that stays its size, its middle at a position."""
        item = QGraphicsPixmapItem()
        item.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        item.setShapeMode(QGraphicsPixmapItem.ShapeMode.BoundingRectShape)
        item.setPos(QPointF(*point(lon, lat)))
        self.scene.addItem(item)
        return item

    def _clear(self) -> None:
        marks = (*self.marks.values(), *self.leads.values())
        items: list[QGraphicsItem | None] = [self.plume, self.incident, *marks]
        for item in items:
            if item is not None:
                self.scene.removeItem(item)
        self.plume, self.incident, self.selected = None, None, None
        self.marks, self.leads, self.hits, self.numbered, self.states = {}, {}, {}, {}, {}


def _set(
    item: QGraphicsPixmapItem, pixmap: QPixmap, aside: tuple[float, float] = (0.0, 0.0)
) -> None:
    size = pixmap.deviceIndependentSize()
    item.setPixmap(pixmap)
    item.setOffset(aside[0] - size.width() / 2, aside[1] - size.height() / 2)
