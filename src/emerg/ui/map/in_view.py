"""What of a region is in view when names are set, and what lies over it. Nothing here knows Qt."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import inf

from emerg.paper.labels import Box

EDGE_PX = 2.0  # a name keeps so far off the edge of the view


@dataclass(frozen=True, slots=True)
class InView:
    """The part of a region that is in view [px], and the boards that lie on it.

    What lies wholly outside comes into view with a pan: a name may stand there too, but none half
    inside.
    """

    area: Box
    boards: tuple[Box, ...] = ()

    def has(self, x: float, y: float) -> bool:
        """Whether a point is in view."""
        west, north, east, south = self.area
        return west <= x <= east and north <= y <= south

    def covered(self, box: Box) -> bool:
        """Whether a board lies on some of `box`."""
        west, north, east, south = box
        # Asked for every name and symbol: no call for each board.
        for there in self.boards:
            if west < there[2] and there[0] < east and north < there[3] and there[1] < south:
                return True
        return False

    def readable(self, box: Box) -> bool:
        """Whether words can be read there as a whole: under no board, and cut off nowhere."""
        if not box.meets(self.area):
            return True
        return self._whole(box) and not self.covered(box)

    def suits(self, box: Box, *, seen: bool) -> bool:
        """Whether the name of a thing can be read there: in view if, and only if, that is."""
        if seen:
            return self._whole(box) and not self.covered(box)
        return not box.meets(self.area)

    def moved_in(self, boxes: Iterable[Box]) -> Iterator[Box]:
        """The boxes that reach out of view, moved in by as little as need be."""
        west, north, east, south = self.area
        for box in boxes:
            if not self._whole(box):
                dx = max(west + EDGE_PX - box.west, 0.0) + min(east - EDGE_PX - box.east, 0.0)
                dy = max(north + EDGE_PX - box.south, 0.0) + min(south - EDGE_PX - box.north, 0.0)
                yield Box(box.west + dx, box.south + dy, box.east + dx, box.north + dy)

    def _whole(self, box: Box) -> bool:
        """Whether all of `box` is in view, off its edges."""
        west, north, east, south = self.area
        left, top, right, bottom = box
        return (
            west + EDGE_PX <= left
            and right <= east - EDGE_PX
            and north + EDGE_PX <= top
            and bottom <= south - EDGE_PX
        )


EVERYWHERE = InView(Box(-inf, -inf, inf, inf))
