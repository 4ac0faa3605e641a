"""Where on the way down the cloud may be at an hour: from its latest end to its earliest front.

Worked out once for an answer; an hour then only asks where four rising curves reach it. Nothing
here knows Qt.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, isfinite
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from emerg.geodesy import FloatArray
from emerg.response.answer import Answer
from emerg.response.hits import Hit
from emerg.ui.map.mercator import plane
from emerg.units import HOUR_S

HitState: TypeAlias = Literal["", "ahead", "there", "past"]
EndKind: TypeAlias = Literal["recovered", "gone", "thinned", "arrived"]
# No slider is shorter.
LEAST_H = 1.0


class Span(NamedTuple):
    """Where the cloud is, as points along the way counted from 0, between them in fractions.

    From `tail` to `front` it may be; from `thin` to `body` it is likely. Equal: it is nowhere.
    """

    tail: float
    thin: float
    body: float
    front: float


@dataclass(frozen=True, slots=True, eq=False)
class HourWay:
    """The way down as points of the plane, and four hours at each, never decreasing."""

    points: FloatArray
    front_h: FloatArray
    likely_h: FloatArray
    thins_h: FloatArray
    gone_h: FloatArray

    def at(self, hour: float) -> Span:
        """Where the cloud may be, and is likely, `hour` hours after the start."""
        front = reached(self.front_h, hour)
        tail = min(left(self.gone_h, hour), front)
        body = min(max(reached(self.likely_h, hour), tail), front)
        thin = min(max(left(self.thins_h, hour), tail), body)
        return Span(tail, thin, body, front)


class End(NamedTuple):
    """The last hour that can be asked for, and what has happened by then."""

    hour: float
    kind: EndKind


def hour_way(answer: Answer) -> HourWay | None:
    """The way of an answer; None where how long the cloud stays was not worked out."""
    trace = answer.trace
    if len(trace.gone_h) != len(trace.lon) or not trace.lon:
        return None
    points = plane(np.column_stack([trace.lon, trace.lat]))
    rising = (trace.front_h, trace.likely_h, trace.thins_h, trace.gone_h)
    return HourWay(points, *(np.maximum.accumulate(np.array(hours)) for hours in rising))


def end_of(answer: Answer, way: HourWay) -> End:
    """Until when there is something to see: the last recovery, else the end of the cloud.

    Where nobody can tell that either: until the likely front is at the end of the way.
    """
    recovers = answer.plume.recovers_h
    if recovers is not None:
        # The list rounds up, and reckons with where a place may really stand.
        last = max((recovers, *_reopenings_h(answer)))
        return End(float(max(ceil(last), LEAST_H)), "recovered")
    ends: tuple[tuple[EndKind, FloatArray], ...] = (
        ("gone", way.gone_h),
        ("thinned", way.thins_h),
        ("arrived", way.likely_h),
    )
    kind, hours = next(end for end in ends if isfinite(end[1][-1]))
    return End(float(max(ceil(hours[-1]), LEAST_H)), kind)


def _reopenings_h(answer: Answer) -> Iterator[float]:
    start = answer.incident.scenario.start
    for hit in answer.hits:
        if start is not None and hit.reopen_not_before is not None:
            yield (hit.reopen_not_before - start.earliest).total_seconds() / HOUR_S


def state_of(hit: Hit, answer: Answer, hour: float | None) -> HitState:
    """Whether the cloud can be at a hit at an hour: not yet, perhaps, no longer; "" at no hour."""
    if hour is None:
        return ""
    if hour < hit.front_h[0]:
        return "ahead"
    gone_h = answer.plume.gone_h.get(hit.site)
    return "there" if gone_h is None or hour <= gone_h else "past"


def reached(hours: FloatArray, hour: float) -> float:
    """How far along rising `hours` an hour comes; between two points in proportion.

    >>> reached(np.array([0.0, 2.0, 4.0]), 3.0), reached(np.array([0.0, 2.0, np.inf]), 9.0)
    (1.5, 1.0)
    """
    return _crossed(hours, hour, int(np.searchsorted(hours, hour, side="right")))


def left(hours: FloatArray, hour: float) -> float:
    """Up to where rising `hours` lie before an hour: what is infinite is never left.

    >>> left(np.array([1.0, 2.0, 4.0]), 3.0), left(np.array([1.0, np.inf, np.inf]), 9.0)
    (1.5, 0.0)
    """
    return _crossed(hours, hour, int(np.searchsorted(hours, hour, side="left")))


def _crossed(hours: FloatArray, hour: float, after: int) -> float:
    if after == 0:
        return 0.0
    if after == len(hours):
        return float(after - 1)
    low, high = float(hours[after - 1]), float(hours[after])
    return after - 1 + ((hour - low) / (high - low) if isfinite(high) and high > low else 0.0)
