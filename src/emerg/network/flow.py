"""The flow along a course: from what is known at one place to what runs at every other.

A flow typed or gauged at x0 is r times the long-term mean there. Downstream,
Q(x) = r Qm(x0) + sum of f dQm, with ln f = w ln r + (1 - w) ln s, s the month's factor of the
river the water comes from, and w = exp(-dA/A0): near the gauge the season is what was measured,
far below it is what the month usually brings (answers.md, "Flow").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot, log

import numpy as np

from emerg.geodesy import FloatArray, IntArray
from emerg.network.river import Course

# Standard score of the 10 and 90 % quantile: what low and high flow mean.
Z_LOW_HIGH = 1.2816
# A reading is taken to be right within about 13 % (5-95 %), a usual gauge in a moving bed.
GAUGE_LOG_SD = 0.08
# A river that is dammed off still runs by this share: seepage, and what joins below.
LEAST_SHARE = 0.02
# "High" said by an officer is a level, not a figure: it keeps a quarter of the season's spread.
KEYWORD_SPREAD = 0.25


@dataclass(frozen=True, slots=True)
class Season:
    """Low, mean and high factor on the long-term mean: 10, 50 and 90 % of the month."""

    low: float
    mean: float
    high: float

    def factor(self, score: FloatArray) -> FloatArray:
        """The factor at a standard score, log-normal with a shoulder of its own on each side."""
        up, down = log(self.high / self.mean), log(self.mean / self.low)
        spread = np.where(score > 0, up, down) / Z_LOW_HIGH
        found: FloatArray = self.mean * np.exp(spread * score)
        return found


@dataclass(frozen=True, slots=True)
class Gauge:
    """A flow known at a point of the course: reach index, fraction, and m³/s (low, high)."""

    index: int
    fraction: float
    low_m3_s: float
    high_m3_s: float


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the flow: a keyword for the season, or readings, upstream first.

    A reading above the release (`upstream_mean_m3_s` given) enters as the ratio to the mean there.
    """

    keyword: str = "unknown"  # low, mean, high, unknown
    gauges: tuple[Gauge, ...] = ()
    above: tuple[float, float, float, float] | None = None  # low, high, mean m³/s, area m²


@dataclass(frozen=True, slots=True)
class Flows:
    """Flow [m³/s] per member at both ends of every reach of the course, shape (members, reaches).

    The upper end of the first reach is where the release enters.
    """

    upper: FloatArray
    lower: FloatArray

    def at(self, index: IntArray, share: FloatArray) -> FloatArray:
        """Flow at `share` of the way through the travelled part of reaches `index`."""
        upper, lower = self.upper[:, index], self.lower[:, index]
        found: FloatArray = upper + share * (lower - upper)
        return found

    @property
    def middle(self) -> FloatArray:
        return (self.upper + self.lower) / 2

    def part(self, members: slice) -> "Flows":
        """The flows of these members."""
        return Flows(self.upper[members], self.lower[members])

    def changed(self, first: int, more_m3_s: FloatArray) -> "Flows":
        """With `more_m3_s` (members,) from reach `first` on; something always runs on."""
        upper, lower = self.upper.copy(), self.lower.copy()
        for flow in (upper, lower):
            part = flow[:, first:]
            flow[:, first:] = np.maximum(part + more_m3_s[:, None], LEAST_SHARE * part)
        return Flows(upper, lower)


def flows(
    course: Course,
    known: Known,
    seasons: Mapping[str, Season],
    season_score: FloatArray,
    reading_score: FloatArray,
) -> Flows:
    """Flow along `course` for every member.

    Parameters
    ----------
    seasons : mapping of playbook id to Season
    season_score, reading_score : array, shape (members,)
        Standard scores of the season and of the reading: one draw each, for the whole path.
    """
    profile = _profile(course)
    season = {name: s.factor(_season_score(known, season_score)) for name, s in seasons.items()}
    knots = [
        (
            _position(profile, g.index, g.fraction),
            reading_m3_s(g.low_m3_s, g.high_m3_s, reading_score),
        )
        for g in sorted(known.gauges, key=lambda g: (g.index, g.fraction))
    ]
    ratio, area0, start = _at_release(course, known, profile, season, knots, reading_score)
    upper = np.empty((len(season_score), len(course.reaches)))
    lower = np.empty_like(upper)
    running = start
    for i, reach in enumerate(course.reaches):
        weight = np.exp(-abs(profile.area[2 * i] - area0) / area0)
        own = season[reach.playbook]
        factor = np.exp(weight * np.log(ratio) + (1 - weight) * np.log(own))
        if i:
            running = _gain(running, profile.mean[2 * i - 1], profile.mean[2 * i], factor)
        upper[:, i] = running
        running = _gain(running, profile.mean[2 * i], profile.mean[2 * i + 1], factor)
        lower[:, i] = running
    if knots:
        upper, lower = _pinned(upper, lower, profile, knots)
    return Flows(upper, lower)


@dataclass(frozen=True, slots=True)
class _Profile:
    """Mean flow and area at the upper and lower end of every reach, flat, shape (2 n,)."""

    mean: FloatArray
    area: FloatArray


def _profile(course: Course) -> _Profile:
    mean, area = [], []
    for i, reach in enumerate(course.reaches):
        first = course.start if i == 0 else 0.0
        mean += [reach.mean_m3_s(first), reach.lower_m3_s]
        area += [reach.area_m2(first), reach.lower_m2]
    return _Profile(np.array(mean), np.array(area))


def _season_score(known: Known, score: FloatArray) -> FloatArray:
    if known.keyword == "unknown" or known.gauges or known.above:
        return score
    centre = {"low": -Z_LOW_HIGH, "mean": 0.0, "high": Z_LOW_HIGH}[known.keyword]
    return centre + KEYWORD_SPREAD * score


def reading_m3_s(low: float, high: float, score: FloatArray) -> FloatArray:
    """A reading or a range of them: the range is taken as its 5 and 95 %."""
    spread = log(high / low) / (2 * 1.6449)
    found: FloatArray = np.sqrt(low * high) * np.exp(hypot(spread, GAUGE_LOG_SD) * score)
    return found


def _position(profile: _Profile, index: int, fraction: float) -> float:
    """Place of a gauge on the flat profile: 2 i at the upper end, 2 i + 1 at the lower."""
    return 2 * index + fraction


def _interpolated(values: FloatArray, position: float) -> float:
    return float(np.interp(position, np.arange(len(values)), values))


def _at_release(
    course: Course,
    known: Known,
    profile: _Profile,
    season: Mapping[str, FloatArray],
    knots: Sequence[tuple[float, FloatArray]],
    score: FloatArray,
) -> tuple[FloatArray, float, FloatArray]:
    """Ratio to the mean, the area it was taken at, and the flow at the release."""
    own = season[course.reaches[0].playbook]
    mean0 = profile.mean[0]
    if known.above is not None:
        low, high, mean_there, area0 = known.above
        reading = reading_m3_s(low, high, score)
        ratio = reading / mean_there
        weight = np.exp(-abs(profile.area[0] - area0) / area0)
        factor = np.exp(weight * np.log(ratio) + (1 - weight) * np.log(own))
        return ratio, area0, _gain(reading, mean_there, mean0, factor)
    if not knots:
        return own, float(profile.area[0]), own * mean0
    position, reading = knots[0]
    area0 = _interpolated(profile.area, position)
    ratio = reading / _interpolated(profile.mean, position)
    weight = np.exp(-abs(profile.area[0] - area0) / area0)
    return ratio, area0, mean0 * np.exp(weight * np.log(ratio) + (1 - weight) * np.log(own))


def _gain(running: FloatArray, before: float, after: float, factor: FloatArray) -> FloatArray:
    """`running` carried from mean flow `before` to `after`; an arm takes its share."""
    if after >= before:
        return running + factor * (after - before)
    return running * (after / before)


def _pinned(
    upper: FloatArray,
    lower: FloatArray,
    profile: _Profile,
    knots: Sequence[tuple[float, FloatArray]],
) -> tuple[FloatArray, FloatArray]:
    """The flows shifted so that they meet every reading, and keep their shape in between.

    Inside the reach of a reading the flow is taken to differ from the mean by one factor.
    """
    flat = np.stack([upper, lower], axis=2).reshape(len(upper), -1)
    places = np.arange(flat.shape[1], dtype=np.float64)
    at: list[float] = []
    corrections: list[FloatArray] = []
    for position, reading in knots:
        low = 2 * int(position / 2)
        share = position - low
        correction = np.log(reading / (flat[:, low] * (1 - share) + flat[:, low + 1] * share))
        at += [low, low + 1]
        corrections += [correction, correction]
    known, order = np.unique(at, return_index=True)
    table = np.array(corrections)[order]
    after = np.clip(np.searchsorted(known, places, side="right"), 1, len(known) - 1)
    share = np.clip((places - known[after - 1]) / (known[after] - known[after - 1]), 0.0, 1.0)
    shift = table[after - 1].T * (1 - share) + table[after].T * share
    # Below the last reading the water added is the season's; only what was measured is corrected.
    last = flat[:, int(known[-1])][:, None]
    measured = np.where(places > known[-1], np.minimum(last / flat, 1.0), 1.0)
    flat = flat * (1 + (np.exp(shift) - 1) * measured)
    return flat[:, 0::2].copy(), flat[:, 1::2].copy()
