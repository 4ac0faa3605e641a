"""When the front arrives at the earliest, in six classes: dark and thick is soon."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from emerg.geodesy import FloatArray
from emerg.paper.map_content import FRONT_CLASSES

# As on paper; a width there in points is one here in pixels.
LIMITS_H = tuple(found.until_h for found in FRONT_CLASSES[:-1])
COLOURS = tuple(found.colour for found in FRONT_CLASSES)
WIDTHS_PX = tuple(found.width for found in FRONT_CLASSES)
WORDS: tuple[str, ...] = ("≤ 2 h", "2–6 h", "6–12 h", "12–24 h", "24–72 h", "> 72 h")


class Look(NamedTuple):
    """How a stretch is drawn: its class, and whether its line is only schematic (class D)."""

    arrival: int
    rough: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the way down within one class; `points` as they were given."""

    look: Look
    points: FloatArray


def class_of(hours: float) -> int:
    """The class of an arrival: a limit itself still belongs to the sooner class.

    >>> class_of(0.0), class_of(2.0), class_of(2.1), class_of(400.0)
    (0, 0, 1, 5)
    """
    return int(np.searchsorted(LIMITS_H, hours, side="left"))


def stretches(points: FloatArray, hours: FloatArray, rough: FloatArray) -> list[Stretch]:
    """The way down cut where the front's hour passes a limit or the line's class changes.

    Parameters
    ----------
    points : array, shape (n, 2)
    hours : array, shape (n,)
        Earliest front, never decreasing [h].
    rough : array of bool, shape (n,)
        Whether the step that ends at a point is schematic.
    """
    if len(points) < 2:
        return []
    points, hours, rough = _with_limits(points, hours, rough)
    middle = (hours[1:] + hours[:-1]) / 2
    looks = [Look(class_of(h), bool(r)) for h, r in zip(middle, rough[1:], strict=True)]
    found: list[Stretch] = []
    first = 0
    for index in range(1, len(looks) + 1):
        if index == len(looks) or looks[index] != looks[first]:
            found.append(Stretch(looks[first], points[first : index + 1]))
            first = index
    return found


def _with_limits(
    points: FloatArray, hours: FloatArray, rough: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """The same way with a point where each limit is passed."""
    for limit in LIMITS_H:
        after = int(np.searchsorted(hours, limit, side="left"))
        if 0 < after < len(hours) and hours[after] > limit:
            share = (limit - hours[after - 1]) / (hours[after] - hours[after - 1])
            crossing = points[after - 1] + share * (points[after] - points[after - 1])
            points = np.insert(points, after, crossing, axis=0)
            hours = np.insert(hours, after, limit)
            rough = np.insert(rough, after, rough[after])
    return points, hours, rough
