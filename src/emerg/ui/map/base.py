"""What lies under everything else: relief, lakes, rivers by their flow, roads on top."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from math import log10
from typing import NamedTuple, Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from emerg.geodata.layers import lakes
from emerg.geodesy import FloatArray
from emerg.playbooks.rivers import Rivers
from emerg.texts import Prose
from emerg.ui.map.mercator import plane
from emerg.ui.map.palette import Palette
from emerg.ui.map.paths import Drawing, area_drawing, line_drawing, stroking
from emerg.ui.map.relief import Relief
from emerg.ui.map.roads import RoadLayer
from emerg.ui.map.roads import painting as painting_roads

THIN_PX, THICK_PX = 0.6, 3.0
# Mean flows [m³/s] drawn at the two widths.
THIN_M3_S, THICK_M3_S = 3.0, 3000.0
WIDTH_STEPS = 8
ROUND_FROM_PX = 2.0
# Main stems of the key rivers are never thinner than this.
KEY_LEAST_PX = 1.5
# From this far away streams below this mean flow are left out.
CROWDED_FROM = 1200.0
CROWDED_M3_S = 12.0
ROUGH_DASHES = [4.0, 2.4]


class RiverLook(NamedTuple):
    """How a reach is drawn: its width, a key river's main stem or not, schematic (class D)."""

    width_px: float
    key: bool
    rough: bool


class UnderMap(Protocol):
    """A picture under everything of ours, and whose it is."""

    @property
    def credit(self) -> tuple[Prose, ...]: ...

    def paint(self, painter: QPainter, view: QRectF, colours: Palette) -> None: ...


@dataclass(frozen=True, slots=True)
class Layers:
    """What was loaded: rivers by their looks, lakes, roads if there are any; what is left out."""

    rivers: Mapping[RiverLook, Drawing] = field(default_factory=dict)
    lakes: Drawing | None = None
    roads: RoadLayer | None = None
    with_lakes: bool = True
    with_roads: bool = True
    under: UnderMap | None = None


def width_px(mean_m3_s: float) -> float:
    """A river's width on the map from its long-term mean flow, 0.6 to 3 px in even steps.

    >>> width_px(1.0), width_px(3000.0)
    (0.6, 3.0)
    """
    share = log10(max(mean_m3_s, THIN_M3_S) / THIN_M3_S) / log10(THICK_M3_S / THIN_M3_S)
    step = round(min(share, 1.0) * WIDTH_STEPS) / WIDTH_STEPS
    return round(THIN_PX + step * (THICK_PX - THIN_PX), 2)


@cache
def lake_drawing() -> Drawing:
    """Every lake."""
    return area_drawing([[plane(ring) for ring in lake.rings] for lake in lakes()]).prepared()


def river_drawings(rivers: Rivers) -> Mapping[RiverLook, Drawing]:
    """Every reach of `rivers` by its look, thin ones first."""
    looks: dict[RiverLook, list[FloatArray]] = {}
    for look, line in _reaches(rivers):
        looks.setdefault(look, []).append(line)
    return {look: line_drawing(looks[look]).prepared() for look in sorted(looks)}


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


def painting(
    layers: Layers, painter: QPainter, view: QRectF, relief: Relief | None, colours: Palette
) -> Iterator[None]:
    """Draw all that is in `view` (plane coordinates), as the painter is scaled, step by step."""
    metres_per_px = 1 / painter.worldTransform().m11()
    painter.fillRect(view, QColor(colours.land))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if relief is not None:
        relief.paint(painter, metres_per_px)
        yield
    if layers.under is not None:
        layers.under.paint(painter, view, colours)
        yield
    if layers.lakes is not None and layers.with_lakes:
        painter.setBrush(QBrush(QColor(colours.lake)))
        yield from stroking(painter, layers.lakes, view, _pen(colours.shore, 0.8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
    for look, drawing in layers.rivers.items():
        if not _left_out(look, metres_per_px):
            pen = _pen(colours.river if look.key else colours.stream, look.width_px)
            if look.rough:
                pen.setDashPattern(ROUGH_DASHES)
            yield from stroking(painter, drawing, view, pen)
    if layers.roads is not None and layers.with_roads:
        yield from painting_roads(layers.roads, painter, view, colours)


def _left_out(look: RiverLook, metres_per_px: float) -> bool:
    crowded = metres_per_px >= CROWDED_FROM
    return crowded and not look.key and look.width_px < width_px(CROWDED_M3_S)


def _pen(colour: str, width: float) -> QPen:
    pen = QPen(QColor(colour), width)
    pen.setCosmetic(True)
    # Of a thin line nobody sees how it bends, and round bends take a fifth longer to draw.
    thin = width < ROUND_FROM_PX
    pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin if thin else Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen
