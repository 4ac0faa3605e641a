"""What the chart down the river says: the cloud at an hour, and the peaks of the places hit."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from emerg.geodesy import FloatArray
from emerg.response.answer import Answer
from emerg.response.hits import Hit, Three
from emerg.response.place_chart import Figures, Line, Span, crossed, species_name
from emerg.response.river_curves import RiverCurves
from emerg.texts import Prose
from emerg.units import HOUR_S

# Its times are chosen in such steps.
STEP_H = 0.5
SAME_M = 1.0


@dataclass(frozen=True, slots=True)
class Stop:
    """A place of the hit list on the way; `now_mg_l` likely and high at the hour."""

    site: str
    number: int
    name: Prose
    km: float
    intake: bool
    peak_mg_l: Three | None
    limit_mg_l: float | None
    now_mg_l: tuple[float, float]

    @property
    def above(self) -> bool:
        """Whether it may be above its limit at the hour."""
        return self.limit_mg_l is not None and self.now_mg_l[1] > self.limit_mg_l


@dataclass(frozen=True, slots=True)
class RiverChart:
    """The river at one hour after the earliest start; kilometres from the incident down.

    Attributes
    ----------
    hour, last_hour : float
        The one shown, and the last that can be.
    time : datetime or None
        The hour on the clock.
    km, low, likely, high : tuple of float
        The cloud at that hour [mg/L].
    front_km : (earliest, likely, latest)
        How far the front has come by then; the earliest is the farthest.
    limits : tuple of Line
        Of the places on the way, the strictest first.
    per_tonne : bool
        As of `PlaceChart`.
    """

    hour: float
    last_hour: float
    time: datetime | None
    species: Prose
    per_tonne: bool
    km: Figures
    low: Figures
    likely: Figures
    high: Figures
    front_km: Three
    stops: tuple[Stop, ...]
    limits: tuple[Line, ...]
    exercise: bool
    status: Prose

    @property
    def highest(self) -> int:
        """Where the likely cloud is highest: the number of the place."""
        return int(np.argmax(self.likely))

    def above_km(self, curve: Figures) -> Span | None:
        """From where to where `curve` is above the strictest limit."""
        if self.per_tonne or not self.limits:
            return None
        return crossed(self.km, curve, self.limits[0].mg_l)


def main_species(hits: Sequence[Hit]) -> str | None:
    """The species that most places are told of."""
    told = Counter(hit.species for hit in hits)
    return told.most_common(1)[0][0] if told else None


def last_hour(found: RiverCurves) -> float:
    """The last hour at which anything passes the last place, up to a step."""
    return float(np.ceil(found.time_s[:, -1].max() / HOUR_S / STEP_H) * STEP_H)


def river_chart(answer: Answer, found: RiverCurves, hour: float) -> RiverChart:
    """The river of an answer, `hour` after the earliest start."""
    start = answer.incident.scenario.start
    low, likely, high = found.at(hour * HOUR_S)
    km = found.distance_m / 1000
    at = {hit.site: _at(hit, found) for hit in answer.hits if hit.species == found.species}
    hits = [hit for hit in answer.hits if at.get(hit.site) is not None]
    limits = {
        hit.limit_mg_l: Line(hit.limit_mg_l, hit.limit_basis or "")
        for hit in reversed(hits)
        if hit.limit_mg_l is not None
    }
    return RiverChart(
        hour,
        last_hour(found),
        None if start is None else start.earliest + timedelta(hours=hour),
        species_name(found.species),
        found.per_tonne,
        tuple(map(float, km)),
        tuple(map(float, low)),
        tuple(map(float, likely)),
        tuple(map(float, high)),
        front_km([hit for hit in answer.hits if _at(hit, found) is not None], hour),
        tuple(_stop(hit, at[hit.site] or 0, (likely, high)) for hit in hits),
        tuple(limits[value] for value in sorted(limits)),
        answer.exercise,
        answer.data_status,
    )


def front_km(hits: Sequence[Hit], hour: float) -> Three:
    """How far the earliest, the likely and the latest front have come, between the places hit."""
    ordered = sorted(hits, key=lambda hit: hit.distance_m)
    km = [0.0, *(hit.distance_m / 1000 for hit in ordered)]
    reached = [
        float(np.interp(hour, [0.0, *(hit.front_h[n] for hit in ordered)], km)) for n in range(3)
    ]
    return reached[0], reached[1], reached[2]


def _at(hit: Hit, found: RiverCurves) -> int | None:
    """The number of its place; None where it lies on another arm."""
    far_m = np.abs(found.distance_m - hit.distance_m)
    nearest = int(np.argmin(far_m))
    return nearest if far_m[nearest] < SAME_M else None


def _stop(hit: Hit, at: int, now: tuple[FloatArray, FloatArray]) -> Stop:
    return Stop(
        hit.site,
        hit.number,
        hit.title,
        hit.distance_m / 1000,
        hit.is_intake,
        hit.peak_mg_l,
        hit.limit_mg_l,
        (float(now[0][at]), float(now[1][at])),
    )
