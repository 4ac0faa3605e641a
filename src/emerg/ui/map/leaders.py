"""Names that stand further off, and the short lines that lead to what they name."""

from collections.abc import Callable, Iterator
from itertools import compress
from math import ceil, cos, hypot, radians, sin
from typing import NamedTuple

from emerg.paper.labels import Box

# Where there is no room beside a thing, its name is tried so much further off [px].
FURTHER_PX = (8.0, 18.0, 30.0, 44.0, 60.0)
# A name so much further off than usual is led to; the line ends short of the symbol [px].
LED_FROM_PX, SHORT_PX = 6.0, 2.0
# The line is free where no square of this size along it is taken; from here on, the corners of
# the symbol itself are not met [px].
CLEAR_PX, CORNER_PX = 3.0, 3.0


class Leader(NamedTuple):
    """A line from the middle of a name [px]: where it begins, and where it ends."""

    begin: tuple[float, float]
    end: tuple[float, float]


# In which directions a name is tried, the usual side (right) first [degrees clockwise from east].
DIRECTIONS = (0, 23, -23, 45, -45, 180, 157, -157, 135, -135, 90, -90, 68, -68, 112, -112)
SPOKES = tuple((cos(radians(turn)), sin(radians(turn))) for turn in DIRECTIONS)
# A name stands above or below its thing, or level with it, where it lies so little aside.
LEVEL = 0.3


def further(
    x: float, y: float, size: tuple[float, float], gap: float, free: Callable[[Box], bool]
) -> Iterator[list[Box]]:
    """Places for a label around a point, ever further off, in directions that are still `free`."""
    half, spokes = CLEAR_PX / 2, list(SPOKES)
    for away in FURTHER_PX:
        ends = [(x + (gap + away) * dx, y + (gap + away) * dy) for dx, dy in spokes]
        kept = [
            free(Box(at_x - half, at_y - half, at_x + half, at_y + half)) for at_x, at_y in ends
        ]
        spokes = list(compress(spokes, kept))
        yield [
            _beyond(end, spoke, size)
            for end, spoke in zip(compress(ends, kept), spokes, strict=True)
        ]


def _beyond(end: tuple[float, float], spoke: tuple[float, float], size: tuple[float, float]) -> Box:
    """A label whose nearest edge or corner is the end of a spoke."""
    west, south = (
        at if along > LEVEL else at - long if along < -LEVEL else at - long / 2
        for at, along, long in zip(end, spoke, size, strict=True)
    )
    return Box(west, south, west + size[0], south + size[1])


class Way(NamedTuple):
    """From the middle of a thing to its name [px], and how far from the thing that may begin."""

    x: float
    y: float
    to_x: float
    to_y: float
    gap: float

    @property
    def long(self) -> float:
        return hypot(self.to_x - self.x, self.to_y - self.y)

    def at(self, reached: float) -> tuple[float, float]:
        share = reached / self.long
        return self.x + (self.to_x - self.x) * share, self.y + (self.to_y - self.y) * share

    def squares(self) -> Iterator[Box]:
        """What the line lies on, outside the symbol."""
        begin, end = self.gap + CORNER_PX, self.long - CLEAR_PX / 2
        count = max(ceil((end - begin) / CLEAR_PX), 1)
        half = CLEAR_PX / 2
        for number in range(count + 1):
            x, y = self.at(min(begin + number * CLEAR_PX, end))
            yield Box(x - half, y - half, x + half, y + half)

    def leader(self, box: Box) -> Leader:
        """The line, from the middle of its name."""
        x, y = (box.west + box.east) / 2, (box.south + box.north) / 2
        end_x, end_y = self.at(self.gap - SHORT_PX)
        return Leader((self.to_x - x, self.to_y - y), (end_x - x, end_y - y))


def way_to(x: float, y: float, gap: float, box: Box) -> Way | None:
    """The way from a thing to its name; None where that stands beside it."""
    to_x, to_y = min(max(x, box.west), box.east), min(max(y, box.south), box.north)
    way = Way(x, y, to_x, to_y, gap)
    return way if way.long > gap + LED_FROM_PX else None
