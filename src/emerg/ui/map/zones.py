"""How far to keep away, on the map: rings true to the ground, and what each of them means."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from emerg.hazards.isolation import Isolation, load_isolation
from emerg.hazards.substance import Substance
from emerg.paper.words import CONFIDENCES, worded
from emerg.response.around import Zone, ZoneKind, zones
from emerg.texts import Prose, Text
from emerg.ui.map.mercator import plane
from emerg.ui.map.palette import Palette

ZONES_Z = -0.5
# A ring smaller than this on the screen would only be a blot under the incident.
LEAST_RADIUS_PX = 20.0
TINT = 0.10
NEAR_PX = 6.0
LEAST = Text("Thin air and cold valleys hardly mix: every distance is the least")


class ZoneLook(NamedTuple):
    """How a ring is drawn: its pattern tells which it is."""

    width_px: float
    dashes_px: tuple[float, ...] = ()


LOOKS: dict[ZoneKind, ZoneLook] = {
    "small": ZoneLook(2.2),
    "large": ZoneLook(2.2, (9.0, 4.0)),
    "fire": ZoneLook(1.8, (2.5, 3.5)),
    "downwind": ZoneLook(2.0, (12.0, 3.0, 2.5, 3.0)),
}


@dataclass(frozen=True, slots=True)
class Isolated:
    """The ground to keep clear around a place, by the book's row for the substance.

    Attributes
    ----------
    wind_from_deg : float or None
        None: not known, so downwind holds all round.
    """

    name: Prose
    row: Isolation
    zones: tuple[Zone, ...]
    wind_from_deg: float | None = None


def isolated(
    substance: Substance, place: tuple[float, float], wind_from_deg: float | None = None
) -> Isolated | None:
    """The zones of a substance around a place (lon, lat); None where the book has no row."""
    row = load_isolation().of(substance)
    if row is None:
        return None
    return Isolated(substance.name, row, zones(*place, row, wind_from_deg), wind_from_deg)


class ZonesItem(QGraphicsItem):
    """Draws the rings that are large enough to be seen, the widest below."""

    def __init__(self, shown: Isolated, colours: Palette) -> None:
        super().__init__()
        self.shown, self.colours = shown, colours
        rings = [(zone, plane(zone.ring)) for zone in shown.zones]
        self.rings = [
            (zone, float(np.ptp(ring, axis=0).max()) / 2, _path(ring)) for zone, ring in rings
        ]
        self.rings.sort(key=lambda ring: -ring[1])
        self._box = QRectF()
        for _zone, _radius, path in self.rings:
            self._box = self._box.united(path.boundingRect())
        self.setZValue(ZONES_Z)

    def large_enough(self, metres_per_px: float) -> list[tuple[Zone, QPainterPath]]:
        """The rings that are drawn at a scale."""
        least = LEAST_RADIUS_PX * metres_per_px
        return [(zone, path) for zone, radius, path in self.rings if radius >= least]

    def zones_at(self, at: QPointF, metres_per_px: float) -> Iterator[Zone]:
        """The zones that hold a place of the plane, the narrowest first."""
        for zone, path in reversed(self.large_enough(metres_per_px)):
            if path.contains(at):
                yield zone

    def boundingRect(self) -> QRectF:
        return self._box.adjusted(-NEAR_PX, -NEAR_PX, NEAR_PX, NEAR_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,
    ) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tint = QColor(self.colours.danger)
        tint.setAlphaF(TINT)
        for zone, path in self.large_enough(1 / painter.worldTransform().m11()):
            painter.fillPath(path, tint)
            painter.strokePath(path, zone_pen("casing", zone.kind, self.colours))
            painter.strokePath(path, zone_pen("danger", zone.kind, self.colours))


def zone_pen(colour: str, kind: ZoneKind, colours: Palette) -> QPen:
    """What a ring is drawn with: a field of the palette, the casing wider and whole."""
    look, cased = LOOKS[kind], colour == "casing"
    width = look.width_px + 2.0 * cased
    pen = QPen(QColor(getattr(colours, colour)), width)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if look.dashes_px and not cased:
        pen.setDashPattern([px / width for px in look.dashes_px])
    return pen


def zone_name(zone: Zone, shown: Isolated) -> Text:
    """What a ring is, in few words, with its distance."""
    metres = _distance(zone.distance_m)
    match zone.kind:
        case "small":
            return Text("isolation, small spill {m}", m=metres)
        case "large":
            return Text("isolation, large spill {m}", m=metres)
        case "fire":
            return Text("isolation, tank on fire {m}", m=metres)
        case "downwind":
            if shown.wind_from_deg is None:
                return Text("downwind {m}, wind not known: all round", m=metres)
            return Text("downwind {m}", m=metres)


def zone_words(found: Sequence[Zone], shown: Isolated) -> tuple[Prose, ...]:
    """What is said where zones are pointed at: which, by day and by night, by what book."""
    row, table = shown.row, load_isolation()
    lines: list[Prose] = [
        Text("{name}: {zone}", name=shown.name, zone=zone_name(z, shown)) for z in found
    ]
    if any(zone.kind == "downwind" for zone in found):
        lines += _bands(row)
        lines.append(Text("drawn: the farthest of these, by day or by night"))
    lines += [
        Text(
            "guide {guide}; {source}; confidence {confidence}",
            guide=row.guide,
            source=table.source,
            confidence=worded(CONFIDENCES, table.confidence),
        ),
        LEAST,
    ]
    return tuple(lines)


def _bands(row: Isolation) -> Iterator[Text]:
    for day, night, said in (
        (row.day_km, row.night_km, Text("small spill")),
        (row.large_day_km, row.large_night_km, Text("tank lorry")),
    ):
        if day is not None and night is not None:
            yield Text(
                "Downwind, {spill}: {day} km by day, {night} km by night",
                spill=said,
                day=f"{day[1]:g}",
                night=f"{night[1]:g}",
            )


def _distance(metres: float) -> str:
    return f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"


def _path(ring: np.ndarray) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring.tolist()]))
    path.closeSubpath()
    return path
