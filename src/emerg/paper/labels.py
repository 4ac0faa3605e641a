"""Which label may stand where: the first to ask wins, nothing overlaps."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle on the sheet [pt]."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: "Box") -> bool:
        """Whether the two share any area."""
        return (
            self.west < other.east
            and other.west < self.east
            and self.south < other.north
            and other.south < self.north
        )


CELL = 48.0
EACH_RING = 8  # places that `rings` gives at each radius


@dataclass(slots=True)
class Room:
    """What is taken on a map of `wide` by `high` points."""

    wide: float
    high: float
    _cells: dict[tuple[int, int], list[Box]] = field(default_factory=dict)

    def free(self, box: Box) -> bool:
        """Whether `box` lies on the map and touches nothing taken."""
        if box.west < 1 or box.south < 1 or box.east > self.wide - 1 or box.north > self.high - 1:
            return False
        taken, (west, south, east, north) = self._cells, box
        for cell in _cells(box):
            # Asked for thousands of times in a view: no call for each box that stands there.
            for there in taken.get(cell, ()):
                if west < there[2] and there[0] < east and south < there[3] and there[1] < north:
                    return False
        return True

    def take(self, box: Box) -> None:
        """Keep everything else off `box`."""
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)

    def first_free(self, boxes: Iterable[Box]) -> Box | None:
        """The first of `boxes` that is free, taken at once; None if none is."""
        for box in boxes:
            if self.free(box):
                self.take(box)
                return box
        return None


def _cells(box: Box) -> list[tuple[int, int]]:
    west, south, east, north = box
    rows = range(int(south // CELL), int(north // CELL) + 1)
    return [
        (column, row) for column in range(int(west // CELL), int(east // CELL) + 1) for row in rows
    ]


def around(x: float, y: float, wide: float, high: float, gap: float) -> Iterator[Box]:
    """Places for a label of `wide` by `high` beside a point, the usual one (right) first."""
    for dx, dy in (
        (gap, -high / 2),
        (gap, gap * 0.4),
        (gap, -high - gap * 0.4),
        (-gap - wide, -high / 2),
        (-gap - wide, gap * 0.4),
        (-gap - wide, -high - gap * 0.4),
        (-wide / 2, gap),
        (-wide / 2, -gap - high),
    ):
        yield Box(x + dx, y + dy, x + dx + wide, y + dy + high)


def rings(x: float, y: float, size: float, radii: Iterable[float]) -> Iterator[Box]:
    """Places for a square of `size`: on the point, then around it ever further out."""
    half = size / 2
    yield Box(x - half, y - half, x + half, y + half)
    for radius in radii:
        for dx, dy in (
            (0.7, 0.7),
            (-0.7, 0.7),
            (0.7, -0.7),
            (-0.7, -0.7),
            (0.0, 1.0),
            (1.0, 0.0),
            (-1.0, 0.0),
            (0.0, -1.0),
        ):
            cx, cy = x + dx * radius, y + dy * radius
            yield Box(cx - half, cy - half, cx + half, cy + half)
