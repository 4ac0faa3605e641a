"""A layout under way: what is placed so far, and what room is left. Nothing here knows Qt."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from emerg.paper.labels import Box, Room, around
from emerg.paper.symbols import SymbolName
from emerg.ui.map.features import Spot, Style

SizeOf: TypeAlias = Callable[[str, Style], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the plane at a scale: its west and north [m], its size [px]."""

    west: float
    north: float
    wide: float
    high: float
    metres_per_px: float

    def px(self, x: float, y: float) -> tuple[float, float]:
        return (x - self.west) / self.metres_per_px, (y - self.north) / self.metres_per_px

    def holds(self, west: float, north: float, east: float, south: float) -> bool:
        """Whether a box of the plane lies inside."""
        right, bottom = self.px(east, south)
        left, top = self.px(west, north)
        return left >= 0 and top >= 0 and right <= self.wide and bottom <= self.high


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

    def inside(self, spots: Iterable[Spot]) -> Iterator[tuple[Spot, float, float]]:
        """The spots in the region that show at its scale, with their pixels."""
        for spot in spots:
            x, y = self.region.px(spot.x, spot.y)
            shows = self.region.metres_per_px <= spot.shown_from
            if shows and 0 <= x <= self.region.wide and 0 <= y <= self.region.high:
                yield spot, x, y

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


def middle(box: Box) -> tuple[float, float]:
    return (box.west + box.east) / 2, (box.south + box.north) / 2


def _inside(box: Box, view: Box) -> bool:
    return (
        view.west <= box.west
        and box.east <= view.east
        and view.south <= box.south
        and box.north <= view.north
    )
