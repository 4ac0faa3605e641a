"""The roads as the map needs them: drawn by class, found under the cursor, told in words."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from emerg.geodesy import FloatArray
from emerg.network.place import flat_lines
from emerg.playbooks.roads import EdgeRow
from emerg.texts import Prose, Text
from emerg.ui.known_roads import KnownRoads
from emerg.ui.map.mercator import plane
from emerg.ui.map.palette import Palette
from emerg.ui.map.paths import Drawing, line_drawing, stroking
from emerg.ui.map.steps import Near, Steps, steps
from emerg.usecases.spot import find_road, post_words

MAIN_PX, OTHER_PX = 1.6, 0.9
# From this far away the roads are thinner: they must not hide the rivers.
THIN_FROM, THIN_SHARE = 700.0, 0.55
MAIN = ("national", "expressway")
# On and off of a schematic line [px].
ROUGH_DASHES_PX = (6.0, 3.5)
CLOSED, OPEN = Text("✗ closed"), Text("open")


class RoadLook(NamedTuple):
    """How a stretch is drawn: a national road or not, schematic (class D) or not."""

    main: bool
    rough: bool


@dataclass(frozen=True, slots=True)
class RoadLayer:
    """All roads, what is drawn of them, and what the cursor is measured against.

    Attributes
    ----------
    lines : mapping of stretch id to array, shape (n, 2)
        Plane coordinates from the start of each stretch to its end.
    """

    known: KnownRoads
    lines: Mapping[str, FloatArray]
    drawings: Mapping[RoadLook, Drawing]
    courses: Steps


def road_layer(known: KnownRoads) -> RoadLayer:
    """The roads ready to be shown."""
    network = known.network
    lines = {name: plane(line) for name, line in network.lines.items()}
    looks: dict[RoadLook, list[FloatArray]] = {}
    for row in network.edges.values():
        look = RoadLook(row.road_class in MAIN, row.accuracy == "D")
        looks.setdefault(look, []).append(lines[row.id])
    drawings = {look: line_drawing(looks[look]).prepared() for look in sorted(looks)}
    return RoadLayer(known, lines, drawings, steps(flat_lines(network.lines)))


def painting(layer: RoadLayer, painter: QPainter, view: QRectF, colours: Palette) -> Iterator[None]:
    """Draw all that is in `view` (plane coordinates), as the painter is scaled, step by step."""
    thin = THIN_SHARE if 1 / painter.worldTransform().m11() >= THIN_FROM else 1.0
    for look, drawing in layer.drawings.items():
        width = thin * (MAIN_PX if look.main else OTHER_PX)
        pen = QPen(QColor(colours.road if look.main else colours.track), width)
        pen.setCosmetic(True)
        if look.rough:
            pen.setDashPattern([px / width for px in ROUGH_DASHES_PX])
        yield from stroking(painter, drawing, view, pen)


def road_words(layer: RoadLayer, near: Near, closed: Collection[str]) -> tuple[Prose, ...]:
    """A road at the cursor: its names, stretch, length, stake, how true it is, closed or open."""
    row = layer.known.network.edges[near.id]
    lines: list[Prose] = [
        Text("{name} ({refs})", name=row.name, refs=", ".join(row.refs)) if row.refs else row.name,
        Text("stretch {id}, {km} km", id=row.id, km=f"{row.length_km:.1f}"),
    ]
    stake = stake_words(layer.known, row, near.fraction)
    if stake is not None:
        lines.append(stake)
    if row.accuracy in ("C", "D"):
        lines.append(
            Text("schematic line, not survey data (class {accuracy})", accuracy=row.accuracy)
        )
    lines.append(CLOSED if row.id in closed else OPEN)
    return tuple(lines)


def stake_words(known: KnownRoads, row: EdgeRow, fraction: float) -> Text | None:
    """The post at a place of a stretch, and how far it may stand from there; None without posts."""
    for ref in filter(None, dict.fromkeys((row.stake_ref, *row.refs))):
        marked = find_road(known.network, known.books, ref).posts
        here = (post for post in marked if post.stretch == row.id and post.covers(fraction))
        post = next(here, None)
        if post is not None:
            return Text(
                "about {road} {post} (± {doubt} km)",
                road=ref,
                post=post_words(post.km_at(fraction)),
                doubt=f"{post.doubt_km:.3g}",
            )
    return None
