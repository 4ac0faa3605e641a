"""Rivers for a map: reaches joined into longer lines, as wide as their flow, named once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import floor, log2

import numpy as np

from emerg.geodesy import FloatArray, LocalPlane, along
from emerg.network.river import Reach
from emerg.paper.content import MapPart
from emerg.paper.map_content import Bounds, MapContent, RiverLine, bounds_of
from emerg.playbooks.rivers import Rivers
from emerg.texts import Prose

# Beyond this a line lies roughly only (class D): drawn dashed.
ROUGH_M = 2000.0
# Kilometre marks along the river: the smallest of these that gives at most so many.
KM_STEPS = (5, 10, 20, 50, 100, 200)
MOST_KM_MARKS = 16
# Heights as shares of a page's text: of a square map, of legend and notes; the least and the most.
SQUARE_SHARE, LEGEND_SHARE, LEAST_SHARE, MOST_SHARE = 0.72, 0.16, 0.44, 0.95


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line under way: what it must keep in common to go on."""

    river: str
    rough: bool
    width_class: int
    lines: tuple[FloatArray, ...]
    discharge_m3_s: float

    def goes_on(self, reach: Reach, line: FloatArray) -> bool:
        joins = bool(np.abs(self.lines[-1][-1] - line[0]).max() < 1e-3)
        return joins and (self.rough, self.width_class) == (_rough(reach), _width_class(reach))


def river_lines(
    rivers: Rivers, bounds: Bounds, main: Iterable[str], *, margin_deg: float = 0.1
) -> tuple[RiverLine, ...]:
    """Every river that touches `bounds`, those in `main` last, so that they lie on top.

    The largest river comes first among its like; its name stands on its longest piece only.
    """
    box = _wider(bounds, margin_deg)
    chosen = frozenset(main)
    found: list[list[RiverLine]] = []
    for river, reaches in rivers.network.rivers.items():
        pieces = [
            RiverLine(
                np.vstack(piece.lines),
                "",
                piece.discharge_m3_s,
                main=river in chosen,
                rough=piece.rough,
            )
            for piece in _pieces(rivers, reaches, box)
        ]
        if pieces:
            found.append(_named(pieces, _label(rivers, river), bounds))
    found.sort(key=lambda lines: (lines[0].main, -max(line.discharge_m3_s for line in lines)))
    return tuple(line for lines in found for line in lines)


def _pieces(rivers: Rivers, reaches: Sequence[Reach], box: Bounds) -> Iterator[_Piece]:
    piece: _Piece | None = None
    for reach in reaches:
        line = rivers.lines[reach.id]
        if not _touches(line, box):
            continue
        if piece is not None and piece.goes_on(reach, line):
            piece = replace(piece, lines=(*piece.lines, line[1:]), discharge_m3_s=reach.lower_m3_s)
            continue
        if piece is not None:
            yield piece
        piece = _Piece(reach.river, _rough(reach), _width_class(reach), (line,), reach.lower_m3_s)
    if piece is not None:
        yield piece


def _rough(reach: Reach) -> bool:
    return reach.line_error_m > ROUGH_M


def _width_class(reach: Reach) -> int:
    """Doublings of the flow in steps of four: finer differences do not show."""
    return floor(log2(max(reach.lower_m3_s, 0.1)) / 2)


def _touches(line: FloatArray, box: Bounds) -> bool:
    west, south, east, north = box
    low, high = line.min(axis=0), line.max(axis=0)
    return bool(low[0] <= east and high[0] >= west and low[1] <= north and high[1] >= south)


def _wider(bounds: Bounds, by: float) -> Bounds:
    west, south, east, north = bounds
    return west - by, south - by, east + by, north + by


def _named(pieces: list[RiverLine], name: Prose, bounds: Bounds) -> list[RiverLine]:
    """The name on the piece with the most points within `bounds`."""
    west, south, east, north = bounds

    def inside(line: RiverLine) -> int:
        lon, lat = line.lonlat[:, 0], line.lonlat[:, 1]
        return int(((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)).sum())

    best = max(range(len(pieces)), key=lambda i: inside(pieces[i]))
    return [replace(p, name=name) if i == best else p for i, p in enumerate(pieces)]


def _label(rivers: Rivers, river: str) -> Prose:
    """Names that nobody has confirmed stay off the map."""
    stems = {stem.id: stem for stem in rivers.playbook_of(river).river.stems}
    stem = stems.get(river)
    return stem.name if stem is not None and stem.name_confirmed else ""


def km_marks(rivers: Rivers, river: str, bounds: Bounds) -> tuple[tuple[float, float, str], ...]:
    """Round kilometres along `river` within `bounds`: lon, lat and the figure."""
    reaches = [r for r in rivers.network.rivers[river] if _touches(rivers.lines[r.id], bounds)]
    west, south, east, north = bounds
    found = [
        (km, *at)
        for km in _round_km(reaches)
        for at in _at(rivers, reaches, km)
        if west <= at[0] <= east and south <= at[1] <= north
    ]
    for step in KM_STEPS:
        marks = tuple((lon, lat, f"{km:g}") for km, lon, lat in found if km % step == 0)
        if len(marks) <= MOST_KM_MARKS:
            break
    return marks


def _round_km(reaches: Sequence[Reach]) -> list[int]:
    """Every multiple of the smallest step on `reaches`, once."""
    step = KM_STEPS[0]
    found: dict[int, None] = {}
    for reach in reaches:
        first, last = -(-reach.from_m // (1000 * step)), reach.to_m // (1000 * step)
        found |= dict.fromkeys(int(count) * step for count in range(int(first), int(last) + 1))
    return list(found)


def _at(rivers: Rivers, reaches: Sequence[Reach], km: float) -> Iterator[tuple[float, float]]:
    reach = next((r for r in reaches if r.from_m <= km * 1000 <= r.to_m), None)
    if reach is not None:
        yield along(rivers.lines[reach.id], reach.fraction_at(km * 1000))


def line_sources(rivers: Rivers, playbooks: Iterable[str]) -> tuple[Prose, ...]:
    """Whom to name for the lines drawn, once each, with licence and date."""
    found: dict[str, Prose] = {}
    for name in playbooks:
        book = rivers.playbooks[name]
        for key in dict.fromkeys(reach.source for reach in book.reaches):
            source = book.river.sources.get(key)
            if source is not None:
                found[source.title] = source.cited
    return tuple(found.values())


def points_of(line: FloatArray) -> list[tuple[float, float]]:
    """The points of a line as pairs."""
    return [(float(lon), float(lat)) for lon, lat in line]


def size_km(bounds: Bounds) -> tuple[float, float]:
    """Width and height of a map's window [km], at its middle."""
    west, south, east, north = bounds
    middle = LocalPlane((west + east) / 2, (south + north) / 2)
    wide, high = middle.metres([east, north]) - middle.metres([west, south])
    return float(wide) / 1000, float(high) / 1000


def extent_km(line: FloatArray) -> float:
    """The longer side of the box around `line` [km]."""
    return max(size_km(bounds_of(points_of(line), 0.0)))


def map_part(content: MapContent, most: float = MOST_SHARE) -> MapPart:
    """The map as high as its shape asks for, its legend included."""
    wide, high = size_km(content.bounds)
    return MapPart(content, min(max(SQUARE_SHARE * high / wide + LEGEND_SHARE, LEAST_SHARE), most))
