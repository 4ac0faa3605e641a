"""What the chart of a place says: its curve with the band, the limit, the clocks, the samples."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, TypeAlias

import numpy as np

from emerg.geodesy import FloatArray
from emerg.hazards.limits import load_limits
from emerg.response.answer import Answer
from emerg.response.curves import PlaceCurve
from emerg.response.hits import Hit, Three
from emerg.response.incident import FieldSample, SampleState, Start
from emerg.texts import Prose, Text
from emerg.units import HOUR_S

MarkKey: TypeAlias = Literal["watch", "close", "reopen", "now"]
Figures: TypeAlias = tuple[float, ...]
# From when to when [h].
Span: TypeAlias = tuple[float, float]
PRODUCT = Text("the product")


@dataclass(frozen=True, slots=True)
class Mark:
    """A clock time on the chart: hours after the earliest start, and the time itself."""

    key: MarkKey
    h: float
    time: datetime


@dataclass(frozen=True, slots=True)
class Found:
    """A sample taken here: hours after the earliest start.

    Attributes
    ----------
    mg_l : float or None
        As measured; the detection level where it was below; None where it was told in words.
    """

    h: float
    state: SampleState
    mg_l: float | None
    time: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """A limit, and what sets it."""

    mg_l: float
    basis: Prose


@dataclass(frozen=True, slots=True)
class PlaceChart:
    """The chart of one place; hours are after the earliest start of the release.

    Attributes
    ----------
    distance_km : float
        Down the river from the incident.
    start : datetime or None
        Without it there is no clock, and no mark.
    per_tonne : bool
        The amount is not known: mg/L for every tonne, and no limit can be drawn.
    h, low, likely, high : tuple of float
        The curve and its band [mg/L], as `emerg curve` tells them.
    peak_mg_l, peak_h : (low, likely, high) or None, (earliest, likely, latest)
        As the hit list has them: a peak may be so high whenever it comes.
    limit_reached_t : (least, likely) or None
        Tonnes of the product at which the limit is reached, where the amount is not known.
    samples : tuple of Found
        Of the species that is drawn; `others` were of another, or cannot be drawn.
    """

    site: str
    name: Prose
    distance_km: float
    species: Prose
    per_tonne: bool
    start: datetime | None
    h: Figures
    low: Figures
    likely: Figures
    high: Figures
    limit: Line | None
    limit_reached_t: tuple[float, float] | None
    peak_mg_l: Three | None
    peak_h: Three
    marks: tuple[Mark, ...]
    close_reason: Prose | None
    reopen_reason: Prose | None
    samples: tuple[Found, ...]
    others: int
    exercise: bool
    status: Prose

    def above_h(self, curve: Figures) -> Span | None:
        """From when to when `curve` is above the limit; None where it is not, or there is none."""
        if self.limit is None or self.per_tonne:
            return None
        return crossed(self.h, curve, self.limit.mg_l)

    @property
    def top_mg_l(self) -> float:
        """The highest figure on the chart."""
        peak = () if self.peak_mg_l is None else self.peak_mg_l[2:]
        limit = () if self.limit is None or self.per_tonne else (self.limit.mg_l,)
        found = (s.mg_l for s in self.samples if s.mg_l is not None)
        return max(*self.high, *peak, *limit, *found)


def place_chart(answer: Answer, hit: Hit, told: PlaceCurve, now: datetime) -> PlaceChart:
    """The chart of the place `hit` of an answer, as seen at `now`."""
    start = answer.incident.scenario.start
    low, likely, high = (tuple(map(float, row)) for row in told.curve.mg_l)
    rule = told.rule
    limit = None if rule.limit_mg_l is None else Line(rule.limit_mg_l, rule.basis or "")
    seen = tuple(_samples(told, start))
    return PlaceChart(
        hit.site,
        hit.title,
        told.distance_m / 1000,
        species_name(rule.species),
        told.per_tonne,
        None if start is None else start.earliest,
        tuple(float(t) / HOUR_S for t in told.curve.time_s),
        low,
        likely,
        high,
        limit,
        _reached_t(told) if told.per_tonne else None,
        hit.peak_mg_l,
        hit.peak_h,
        () if start is None else tuple(_marks(hit, start.earliest, now)),
        hit.close_reason,
        hit.reopen_reason,
        seen,
        len(told.seen) - len(seen),
        answer.exercise,
        answer.data_status,
    )


def at_moment(chart: PlaceChart, now: datetime) -> PlaceChart:
    """The same chart as seen at another moment."""
    if chart.start is None:
        return chart
    marks = tuple(mark for mark in chart.marks if mark.key != "now")
    return replace(chart, marks=(*marks, _mark("now", now, chart.start)))


def species_name(species: str | None) -> Prose:
    """What is measured, in words."""
    return PRODUCT if species is None else load_limits().name(species)


def crossed(at: Sequence[float], curve: Sequence[float], level: float) -> Span | None:
    """Where `curve` first rises above and last falls below `level`; None where it never does.

    >>> crossed((0.0, 1.0, 2.0, 3.0), (0.0, 2.0, 2.0, 0.0), 1.0)
    (0.5, 2.5)
    """
    x, y = np.asarray(at, dtype=float), np.asarray(curve, dtype=float)
    above = np.flatnonzero(y > level)
    if not len(above):
        return None
    first, last = int(above[0]), int(above[-1])
    return _between(x, y, first - 1, first, level), _between(x, y, last + 1, last, level)


def _between(x: FloatArray, y: FloatArray, below: int, above: int, level: float) -> float:
    """Where the line from a point below the level to one above it meets it; or its only end."""
    if not 0 <= below < len(x):
        return float(x[above])
    share = (level - y[below]) / (y[above] - y[below])
    return float(x[below] + share * (x[above] - x[below]))


def _reached_t(told: PlaceCurve) -> tuple[float, float] | None:
    """Tonnes at which the highest and the likely peak reach the limit."""
    if told.rule.limit_mg_l is None:
        return None
    background = np.nan_to_num(told.rule.background_mg_l)
    room = max(told.rule.limit_mg_l - float(background), 0.0)
    _low, likely, high = told.curve.mg_l.max(axis=1)
    return room / float(high), room / float(likely)


def _marks(hit: Hit, start: datetime, now: datetime) -> Iterator[Mark]:
    if hit.close_by is not None:
        yield _mark("close", hit.close_by, start)
    elif hit.watch_from is not None:
        yield _mark("watch", hit.watch_from, start)
    if hit.reopen_not_before is not None:
        yield _mark("reopen", hit.reopen_not_before, start)
    yield _mark("now", now, start)


def _mark(key: MarkKey, time: datetime, start: datetime) -> Mark:
    return Mark(key, (time - start).total_seconds() / HOUR_S, time)


def _samples(told: PlaceCurve, start: Start | None) -> Iterator[Found]:
    """Those that stand on the same axes as the curve, in the order of their time."""
    if start is None:
        return
    for sample in sorted(told.seen, key=lambda one: one.time):
        mg_l = _measured(sample)
        same = sample.species in ("", told.rule.species)
        if mg_l is not None and (told.per_tonne or not same):
            continue
        hours = (sample.time - start.earliest).total_seconds() / HOUR_S
        yield Found(hours, sample.state, mg_l, sample.time)


def _measured(sample: FieldSample) -> float | None:
    if sample.state == "value":
        return sample.value_mg_l
    return sample.detection_mg_l if sample.state == "below" else None
