"""Which stretch of the way each sheet of the situation map shows, and at which scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from emerg.paper.map_content import Bounds, bounds_of
from emerg.paper.projection import needed_scale
from emerg.response.answer import Answer
from emerg.response.hits import Hit
from emerg.response.sampling import gone_h

# Denominators that a ruler on the wall can be used with.
LADDER = tuple(
    1000.0 * step
    for step in (50, 100, 150, 200, 250, 300, 400, 500, 600, 800, 1000, 1200, 1500, 2000)
)
# The first sheet reaches as many of these hours ahead of now as it can at this scale.
AHEAD_H = (12.0, 24.0, 48.0, 72.0)
FIRST_SCALE = 500_000.0
# Further sheets take the first of these scales that needs no more than so many of them; at the last
# there are as many as the way takes.
FURTHER_SCALES = (800_000.0, 1_200_000.0, 1_500_000.0, 2_000_000.0)
MOST_FURTHER = 2
MARGIN = 20.0  # around the stretch, on paper [pt]
# A place further from the river than this does not widen the sheet [km].
FAR_KM = 15.0


@dataclass(frozen=True, slots=True)
class Extent:
    """A stretch of the way by the hours of the earliest front, and the box around it."""

    from_h: float
    to_h: float
    bounds: Bounds

    def holds(self, hour: float) -> bool:
        """Whether the front comes within this stretch."""
        return self.from_h <= hour < self.to_h


def extents(answer: Answer, wide: float, high: float) -> tuple[Extent, ...]:
    """The stretches of the way, downstream: one sheet if a readable scale shows all of it.

    `wide` and `high` are the window of the map on paper [pt].
    """
    way = _Way.of(answer)
    whole = way.between(0, len(way.hours))
    if needed_scale(whole, wide, high, MARGIN) <= FIRST_SCALE:
        return (Extent(0.0, inf, whole),)
    cut = way.first(gone_h(answer.incident), wide, high)
    if cut >= len(way.hours) - 1:
        return (Extent(0.0, inf, whole),)
    cuts = [0, cut, *way.further(cut, wide, high)]
    hours = [*(float(way.hours[at]) for at in cuts[:-1]), inf]
    return tuple(
        Extent(hours[n], hours[n + 1], way.between(cuts[n], cuts[n + 1]))
        for n in range(len(cuts) - 1)
    )


@dataclass(frozen=True)
class _Way:
    """The line of the way and the places beside it."""

    lonlat: np.ndarray[tuple[int, ...], np.dtype[np.float64]]
    hours: np.ndarray[tuple[int, ...], np.dtype[np.float64]]
    beside: Sequence[tuple[float, tuple[float, float]]]

    @staticmethod
    def of(answer: Answer) -> "_Way":
        trace = answer.trace
        beside = [
            (hit.front_h[0], hit.position)
            for hit in answer.hits
            if hit.position is not None and not _far(hit)
        ]
        hours = np.maximum.accumulate(np.asarray(trace.front_h, dtype=np.float64))
        return _Way(np.column_stack([trace.lon, trace.lat]), hours, beside)

    def between(self, first: int, last: int) -> Bounds:
        """The box around the points from `first` up to and with `last`, and what is beside them."""
        last = min(last, len(self.hours) - 1)
        low, high = self.hours[first], self.hours[last]
        points = [(float(lon), float(lat)) for lon, lat in self.lonlat[first : last + 1]]
        points += [at for hour, at in self.beside if low <= hour <= high]
        return bounds_of(points, 0.04)

    def first(self, gone: float, wide: float, high: float) -> int:
        """Where the first sheet ends."""
        ends = [int(np.searchsorted(self.hours, gone + hours, "right")) for hours in AHEAD_H]
        fitting = [
            end
            for end in ends
            if needed_scale(self.between(0, end), wide, high, MARGIN) <= FIRST_SCALE
        ]
        return min(max(fitting, default=ends[0]), len(self.hours) - 1)

    def further(self, start: int, wide: float, high: float) -> list[int]:
        """Where each further sheet ends, the last at the end of the way."""
        for scale in FURTHER_SCALES:
            found = self._at_scale(start, scale, wide, high)
            if len(found) <= MOST_FURTHER:
                break
        return found

    def _at_scale(self, start: int, scale: float, wide: float, high: float) -> list[int]:
        ends = []
        last = len(self.hours) - 1
        while start < last:
            low, end = start + 1, last
            while low < end:  # the furthest end that still fits
                middle = (low + end + 1) // 2
                if needed_scale(self.between(start, middle), wide, high, MARGIN) <= scale:
                    low = middle
                else:
                    end = middle - 1
            ends.append(low)
            start = low
        return ends


def _far(hit: Hit) -> bool:
    return (hit.offset_km or 0.0) > FAR_KM
