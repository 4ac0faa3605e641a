"""A case's predictions beside what was observed, and how many of them held it."""

from dataclasses import dataclass
from math import isfinite
from statistics import median

import numpy as np

from emerg.response.case import Case, Observation
from emerg.response.hindcast import Simulated
from emerg.response.hits import Three
from emerg.response.learning import learn, quantiles
from emerg.response.weighing import Weighed
from emerg.texts import Prose
from emerg.units import HOUR_S


@dataclass(frozen=True, slots=True)
class Predicted:
    """One observation and its prediction.

    Attributes
    ----------
    predicted_h : (earliest, likely, latest), each None where it may not happen
    relative_error : float or None
        Of the likely time, from the nearest edge of the observed interval; 0 inside it.
    """

    seen: Observation
    predicted_h: tuple[float | None, float | None, float | None]
    predicted_mg_l: Three | None
    inside: bool
    relative_error: float | None


@dataclass(frozen=True, slots=True)
class Scored:
    """A case's answer; what was learned from is listed and not scored."""

    case: Case
    learned: int
    predicted: tuple[Predicted, ...]
    warnings: tuple[Prose, ...]

    @property
    def rest(self) -> tuple[Predicted, ...]:
        """What is scored."""
        return self.predicted[self.learned :]

    @property
    def inside(self) -> float | None:
        """Share of the scored observations inside their band; None without any."""
        return sum(p.inside for p in self.rest) / len(self.rest) if self.rest else None

    @property
    def median_error(self) -> float | None:
        """Median of the absolute relative errors; None without any."""
        errors = [abs(p.relative_error) for p in self.rest if p.relative_error is not None]
        return median(errors) if errors else None


def hindcast(case: Case, learned: int) -> Scored:
    """Predict every observation of `case`, after learning from the first `learned`."""
    count = min(learned, len(case.observations))
    if not case.observations:
        return Scored(case, 0, (), ())
    found = learn(case, count)
    predicted = tuple(
        _predicted(case, found, number, seen) for number, seen in enumerate(case.observations)
    )
    return Scored(case, count, predicted, found.warnings)


def _predicted(case: Case, found: Weighed[Simulated], number: int, seen: Observation) -> Predicted:
    event = quantiles(found.run.event_s[found.members, number]) / HOUR_S
    plain = quantiles(found.run.plain_s[found.members, number]) / HOUR_S
    # No credit for storage is given to the earliest.
    times = (min(plain[0], event[0]), event[1], event[2])
    first, last = seen.observed_h
    peak = found.run.peak_mg_l
    return Predicted(
        seen,
        tuple(float(t) if isfinite(t) else None for t in times),  # type: ignore[arg-type]
        None if peak is None else _three(quantiles(peak[found.members, number])),
        bool(times[0] <= last and times[2] >= first),
        _error(float(times[1]), seen, case.head.start_h(seen.event)),
    )


def _error(likely_h: float, seen: Observation, start_h: float) -> float | None:
    """(likely - nearest edge) / max(|edge - start of transport|, 1 h); 0 inside the interval."""
    first, last = seen.observed_h
    if not isfinite(likely_h):
        return None
    if first <= likely_h <= last:
        return 0.0
    edge = first if likely_h < first else last
    return (likely_h - edge) / max(abs(edge - start_h), 1.0)


def _three(values: np.ndarray) -> Three:
    return float(values[0]), float(values[1]), float(values[2])
