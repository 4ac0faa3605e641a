"""A layout under way: what is placed so far, and what room is left. Nothing here knows Qt."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np

from emerg.geodesy import FloatArray
from emerg.paper.labels import Box, Room, around
from emerg.paper.symbols import SymbolName
from emerg.ui.map.features import Spot, Style

Figure = TypeVar("Figure", float, FloatArray)
SizeOf: TypeAlias = Callable[[str, Style], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the plane at a scale: its west and north [m], its size [px]."""

    west: float
    north: float
    wide: float
    high: float
    metres_per_px: float

    def px(self, x: Figure, y: Figure) -> tuple[Figure, Figure]:
        return (x - self.west) / self.metres_per_px, (y - self.north) / self.metres_per_px

    def holds(self, west: float, north: float, east: float, south: float) -> bool:
        """Whether a box of the plane lies inside."""
        right, bottom = self.px(east, south)
        left, top = self.px(west, north)
        return left >= 0 and top >= 0 and right <= self.wide and bottom <= self.high

    def meets(self, west: float, north: float, east: float, south: float) -> bool:
        """Whether a box of the plane reaches inside."""
        right, bottom = self.px(east, south)
        left, top = self.px(west, north)
        return left <= self.wide and top <= self.high and right >= 0 and bottom >= 0


@dataclass(frozen=True, slots=True)
class Placed:
    """A name or a symbol: its middle [px of the region], turned clockwise by `degrees`.

    `symbol` is drawn where it is given, `size` [px] across; else `text`. `key` is the id of the
    site, or the name of the town, that a symbol stands for.
    """

    x: float
    y: float
    style: Style
    text: str = ""
    symbol: SymbolName | None = None
    size: float = 0.0
    degrees: float = 0.0
    key: str = ""


class Dot(NamedTuple):
    """A town on the sheet [px], and how far its name keeps off."""

    spot: Spot
    x: float
    y: float
    gap: float


@dataclass(slots=True)
class Sheet:
    """A region, and what stands in it so far.

    Attributes
    ----------
    seen : Box or None
        What is in view [px]: names of what stands there are not cut off, if they can be helped.
    """

    region: Region
    size_of: SizeOf
    room: Room
    seen: Box | None = None
    placed: list[Placed] = field(default_factory=list)

    def inside(self, spots: Sequence[Spot]) -> Iterator[tuple[Spot, float, float]]:
        """The spots in the region that show at its scale, with their pixels."""
        region = self.region
        xs, ys, shown_from = _figures(_Same(spots))
        across, down = region.px(xs, ys)
        here = (across >= 0) & (across <= region.wide) & (down >= 0) & (down <= region.high)
        for index in np.flatnonzero(here & (shown_from >= region.metres_per_px)).tolist():
            yield spots[index], float(across[index]), float(down[index])

    def name(self, spot: Spot, x: float, y: float, gap: float) -> None:
        """Put the name of `spot` beside a point, if it shows at this scale and there is room."""
        if self.region.metres_per_px > spot.named_from:
            return
        places = list(around(x, y, *self.size_of(spot.text, spot.style), gap))
        if self.seen is not None and _inside(Box(x, y, x, y), self.seen):
            seen = self.seen
            places.sort(key=lambda box: not _inside(box, seen))
        box = self.room.first_free(places)
        if box is not None:
            self.placed.append(Placed(*middle(box), spot.style, text=spot.text))

    def names(self, dots: Iterable[Dot]) -> None:
        for dot in dots:
            self.name(*dot)


class _Same:
    """A list as a key: the very one, which nobody changes."""

    __slots__ = ("spots",)

    def __init__(self, spots: Sequence[Spot]) -> None:
        self.spots = spots

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.spots is self.spots

    def __hash__(self) -> int:
        return id(self.spots)


@lru_cache(maxsize=32)
def _figures(same: _Same) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Where spots are, and from which scale inwards they show; kept, for every frame asks."""
    spots = same.spots
    rows = np.array([(spot.x, spot.y, spot.shown_from) for spot in spots]).reshape(-1, 3)
    return rows[:, 0], rows[:, 1], rows[:, 2]


def middle(box: Box) -> tuple[float, float]:
    return (box.west + box.east) / 2, (box.south + box.north) / 2


def _inside(box: Box, view: Box) -> bool:
    return (
        view.west <= box.west
        and box.east <= view.east
        and view.south <= box.south
        and box.north <= view.north
    )
