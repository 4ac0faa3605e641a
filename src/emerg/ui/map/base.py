"""What lies under everything else: relief, lakes, rivers by their flow, roads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import log10
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from emerg.geodata.layers import lakes, roads
from emerg.geodesy import FloatArray
from emerg.playbooks.rivers import Rivers
from emerg.ui.map.mercator import plane
from emerg.ui.map.palette import Palette
from emerg.ui.map.paths import Drawing, area_drawing, line_drawing
from emerg.ui.map.relief import Relief

THIN_PX, THICK_PX = 0.6, 3.0
# Mean flows [m³/s] drawn at the two widths.
THIN_M3_S, THICK_M3_S = 3.0, 3000.0
WIDTH_STEPS = 8
# Main stems of the key rivers are never thinner than this.
KEY_LEAST_PX = 1.5
# From this far away streams below this mean flow are left out.
CROWDED_FROM = 1200.0
CROWDED_M3_S = 12.0
# Roads are 1.6 and 0.9 px near by, and thinner from this far away.
ROADS_THIN_FROM = 700.0
ROUGH_DASHES = [4.0, 2.4]


class RiverLook(NamedTuple):
    """How a reach is drawn: its width, a key river's main stem or not, schematic (class D)."""

    width_px: float
    key: bool
    rough: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """The layers that are the same for whoever opens the map."""

    lakes: Drawing
    main_roads: Drawing
    other_roads: Drawing


def width_px(mean_m3_s: float) -> float:
    """A river's width on the map from its long-term mean flow, 0.6 to 3 px in even steps.

    >>> width_px(1.0), width_px(3000.0)
    (0.6, 3.0)
    """
    share = log10(max(mean_m3_s, THIN_M3_S) / THIN_M3_S) / log10(THICK_M3_S / THIN_M3_S)
    step = round(min(share, 1.0) * WIDTH_STEPS) / WIDTH_STEPS
    return round(THIN_PX + step * (THICK_PX - THIN_PX), 2)


@cache
def ground() -> Ground:
    """Lakes and roads."""
    main = [plane(r.lonlat) for r in roads() if r.kind.startswith("national")]
    other = [plane(r.lonlat) for r in roads() if not r.kind.startswith("national")]
    areas = area_drawing([[plane(ring) for ring in lake.rings] for lake in lakes()])
    return Ground(areas, line_drawing(main), line_drawing(other))


def river_drawings(rivers: Rivers) -> Mapping[RiverLook, Drawing]:
    """Every reach of `rivers` by its look, thin ones first."""
    looks: dict[RiverLook, list[FloatArray]] = {}
    for look, line in _reaches(rivers):
        looks.setdefault(look, []).append(line)
    return {look: line_drawing(looks[look]) for look in sorted(looks)}


def _reaches(rivers: Rivers) -> Iterator[tuple[RiverLook, FloatArray]]:
    for river, reaches in rivers.network.rivers.items():
        book = rivers.playbooks[reaches[0].playbook].river
        key = book.key and river == book.id
        for reach in reaches:
            width = width_px(reach.lower_m3_s)
            look = RiverLook(
                max(width, KEY_LEAST_PX) if key else width, key, reach.line_error_m > 2000
            )
            yield look, plane(rivers.lines[reach.id])


def paint(
    rivers: Mapping[RiverLook, Drawing],
    relief: Relief | None,
    painter: QPainter,
    view: QRectF,
    colours: Palette,
) -> None:
    """Everything that is in `view` (plane coordinates), as the painter is scaled."""
    metres_per_px = 1 / painter.worldTransform().m11()
    painter.fillRect(view, QColor(colours.land))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if relief is not None:
        relief.paint(painter, metres_per_px)
    _lakes_and_roads(painter, view, metres_per_px, colours)
    for look, drawing in rivers.items():
        if not _left_out(look, metres_per_px):
            pen = _pen(colours.river if look.key else colours.stream, look.width_px)
            if look.rough:
                pen.setDashPattern(ROUGH_DASHES)
            _stroke(painter, drawing, view, pen)


def _lakes_and_roads(
    painter: QPainter, view: QRectF, metres_per_px: float, colours: Palette
) -> None:
    below = ground()
    painter.setPen(_pen(colours.shore, 0.8))
    painter.setBrush(QBrush(QColor(colours.lake)))
    for path in below.lakes.seen(view, metres_per_px):
        painter.drawPath(path)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    far = metres_per_px >= ROADS_THIN_FROM
    _stroke(painter, below.other_roads, view, _pen(colours.track, 0.6 if far else 0.9))
    _stroke(painter, below.main_roads, view, _pen(colours.road, 1.0 if far else 1.6))


def _left_out(look: RiverLook, metres_per_px: float) -> bool:
    crowded = metres_per_px >= CROWDED_FROM
    return crowded and not look.key and look.width_px < width_px(CROWDED_M3_S)


def _stroke(painter: QPainter, drawing: Drawing, view: QRectF, pen: QPen) -> None:
    painter.setPen(pen)
    metres_per_px = 1 / painter.worldTransform().m11()
    for path in drawing.seen(view, metres_per_px):
        painter.drawPath(path)


def _pen(colour: str, width: float) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
