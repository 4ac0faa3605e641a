"""A layout under way: what is placed so far, and what room is left. Nothing here knows Qt."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np

from emerg.geodesy import FloatArray
from emerg.paper.labels import Box, Room, around
from emerg.paper.symbols import SymbolName
from emerg.ui.map.features import Spot, Style
from emerg.ui.map.in_view import EVERYWHERE, InView
from emerg.ui.map.leaders import Leader, further, way_to

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
    site, or the name of the town, that a symbol stands for. `leader` leads from a name to what it
    names, where that is not beside it.
    """

    x: float
    y: float
    style: Style
    text: str = ""
    symbol: SymbolName | None = None
    size: float = 0.0
    degrees: float = 0.0
    key: str = ""
    leader: Leader | None = None


class Dot(NamedTuple):
    """A town on the sheet [px], and how far its name keeps off."""

    spot: Spot
    x: float
    y: float
    gap: float


@dataclass(slots=True)
class Sheet:
    """A region, what of it is in view, and what stands in it so far."""

    region: Region
    size_of: SizeOf
    room: Room
    view: InView = EVERYWHERE
    placed: list[Placed] = field(default_factory=list)

    def inside(self, spots: Sequence[Spot]) -> Iterator[tuple[Spot, float, float]]:
        """The spots in the region that show at its scale, with their pixels."""
        region = self.region
        xs, ys, shown_from = _figures(_Same(spots))
        across, down = region.px(xs, ys)
        here = (across >= 0) & (across <= region.wide) & (down >= 0) & (down <= region.high)
        for index in np.flatnonzero(here & (shown_from >= region.metres_per_px)).tolist():
            yield spots[index], float(across[index]), float(down[index])

    @contextmanager
    def keeping_off(self, boxes: Iterable[Box]) -> Iterator[None]:
        """For a while names keep off these too, though nothing stands there yet."""
        view = self.view
        self.view = replace(view, boards=(*view.boards, *boxes))
        yield
        self.view = view

    def stand(self, places: Iterable[Box]) -> Box | None:
        """Room for a symbol: the first of `places` if it is free and no board lies on it.

        Else the first free one that is whole in view, else the first free one; None if none is.
        """
        first, view = None, self.view
        for number, box in enumerate(places):
            if self.room.free(box):
                if not view.covered(box) and (number == 0 or view.readable(box)):
                    first = box
                    break
                first = first or box
        if first is not None:
            self.room.take(first)
        return first

    def name(self, dot: Dot) -> bool:
        """Put the name of a thing beside it, if it shows at this scale and can be read there.

        Where it is in view, so is all of its name.
        """
        spot, x, y, gap = dot
        if self.region.metres_per_px > spot.named_from:
            return False
        size, seen = self.size_of(spot.text, spot.style), self.view.has(x, y)
        places = list(around(x, y, *size, gap))
        box = self.words(places, seen=seen)
        if box is None and seen:
            box = self.words(self.view.moved_in(places), seen=seen)
        if box is not None:
            self.placed.append(Placed(*middle(box), spot.style, text=spot.text))
        return box is not None

    def led_name(self, dot: Dot) -> None:
        """Put the name of a thing in view further off: a line that crosses nothing leads to it."""
        spot, x, y, gap = dot
        if self.region.metres_per_px > spot.named_from or not self.view.has(x, y):
            return
        size = self.size_of(spot.text, spot.style)
        for places in further(x, y, size, gap, self.room.free):
            for box in (*places, *self.view.moved_in(places)):
                if self.room.free(box) and self.view.suits(box, seen=True) and self._led(dot, box):
                    return

    def _led(self, dot: Dot, box: Box) -> bool:
        """Take `box` for a name, and what leads there, if nothing stands in the way."""
        spot, x, y, gap = dot
        way = way_to(x, y, gap, box)
        squares = [] if way is None else list(way.squares())
        if not all(map(self.room.free, squares)):
            return False
        for taken in (box, *squares):
            self.room.take(taken)
        leader = None if way is None else way.leader(box)
        self.placed.append(Placed(*middle(box), spot.style, spot.text, leader=leader))
        return True

    def words(self, places: Iterable[Box], *, seen: bool) -> Box | None:
        """Take the first of `places` that is free and where words can be read; None if none is."""
        for box in places:
            if self.room.free(box) and self.view.suits(box, seen=seen):
                self.room.take(box)
                return box
        return None

    def names(self, dots: Iterable[Dot]) -> None:
        """Put names beside dots; none where a board lies on the dot."""
        for dot in dots:
            if not self.view.covered(Box(dot.x, dot.y, dot.x, dot.y)):
                self.name(dot)

    def first_names(self, dots: Iterable[Dot]) -> None:
        """Put names beside what matters most: rather somewhat further off than not at all."""
        for dot in dots:
            if not self.name(dot):
                self.led_name(dot)


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
