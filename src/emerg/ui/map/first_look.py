"""What of the map an incident is first looked at with. Nothing here knows Qt."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from emerg.response.answer import Answer
from emerg.ui.map.mercator import ground_m, plane, point

# Ground across the map where an incident is first looked at, unless more is asked for.
ACROSS_M = 160_000.0
# A place to hold it, or an intake, stands at least so far from the edges [px]: its name finds room
# on either side. At the top lies the legend, at the bottom the scale.
BESIDE_PX, ABOVE_PX, BELOW_PX = 150.0, 92.0, 72.0
REACH_PX = 64.0  # a sign may stand so far aside: what lies so little outside belongs in
LEAST_SHARE = 0.4  # of the map, for the places themselves
INTAKES = 3  # the soonest
FIRST_HOURS, AROUND_M = 24.0, 5000.0
# Seeing more brings more into reach, but not for ever.
ROUNDS = 4


class Frame(NamedTuple):
    """A box of the plane [m]; south is larger, as on a screen."""

    west: float
    north: float
    east: float
    south: float

    @property
    def wide(self) -> float:
        return self.east - self.west

    @property
    def high(self) -> float:
        return self.south - self.north

    def holds(self, x: float, y: float, around: float) -> bool:
        """Whether a point lies inside, or at most `around` [m] outside."""
        across = self.west - around <= x <= self.east + around
        return across and self.north - around <= y <= self.south + around


def first_look(
    answer: Answer, size_px: tuple[float, float], posts: Iterable[tuple[float, float]] = ()
) -> Frame:
    """The incident in the middle, moved until near intakes and `posts` (lon/lat) stand inside."""
    incident = answer.incident
    intakes = [hit.position for hit in answer.hits if hit.is_intake][:INTAKES]
    held = [point(*place) for place in (*intakes, *posts) if place is not None]
    across = ACROSS_M / ground_m(incident.lat)
    return framed(point(incident.lon, incident.lat), held, size_px, across)


def framed(
    middle: tuple[float, float],
    held: Sequence[tuple[float, float]],
    size_px: tuple[float, float],
    across: float,
) -> Frame:
    """A frame `across` wide around `middle`, and whatever of `held` is near, with its room."""
    wide_px, high_px = (max(px, 1.0) for px in size_px)
    frame = _around(middle, across, across * high_px / wide_px)
    for _ in range(ROUNDS):
        reach = REACH_PX * frame.wide / wide_px
        near = [place for place in held if frame.holds(*place, reach)]
        again = _made_to_hold(frame, [middle, *near], (wide_px, high_px))
        if again == frame:
            break
        frame = again
    return frame


def _made_to_hold(
    frame: Frame, places: Sequence[tuple[float, float]], size_px: tuple[float, float]
) -> Frame:
    """The frame moved, and widened if need be, until the places have their room; shape kept."""
    wide_px, high_px = size_px
    xs, ys = [x for x, _y in places], [y for _x, y in places]
    # What remains of the map for the places themselves.
    free_x = max(wide_px - 2 * BESIDE_PX, LEAST_SHARE * wide_px)
    free_y = max(high_px - ABOVE_PX - BELOW_PX, LEAST_SHARE * high_px)
    scale = max(frame.wide / wide_px, (max(xs) - min(xs)) / free_x, (max(ys) - min(ys)) / free_y)
    wide, high = scale * wide_px, scale * high_px
    beside, above = (wide_px - free_x) / 2 * scale, (high_px - free_y) / 2 * scale
    x = min(
        max((frame.west + frame.east) / 2, max(xs) + beside - wide / 2), min(xs) - beside + wide / 2
    )
    y = min(
        max((frame.north + frame.south) / 2, max(ys) + above - high / 2), min(ys) - above + high / 2
    )
    return _around((x, y), wide, high)


def _around(middle: tuple[float, float], wide: float, high: float) -> Frame:
    x, y = middle
    return Frame(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)


def first_day(answer: Answer) -> Frame:
    """The box around the incident and where the front may be within the first day."""
    trace = answer.trace
    points = [(answer.incident.lon, answer.incident.lat)]
    points += [
        (lon, lat)
        for lon, lat, hour in zip(trace.lon, trace.lat, trace.front_h, strict=True)
        if hour <= FIRST_HOURS
    ]
    (west, north), (east, south) = plane(points).min(axis=0), plane(points).max(axis=0)
    return Frame(
        float(west) - AROUND_M,
        float(north) - AROUND_M,
        float(east) + AROUND_M,
        float(south) + AROUND_M,
    )
