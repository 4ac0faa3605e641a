"""What the first observations teach: members that could not have been seen so lose weight.

Importance weights, then systematic resampling. Where hardly any member is left the prior was too
narrow: it is widened and drawn anew; where even that does not help, the observations contradict
the case or each other, and that is said instead of believed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from emerg.geodesy import FloatArray, IntArray
from emerg.response.case import Case, Observation
from emerg.response.hindcast import Simulated, simulate
from emerg.texts import Prose, Text
from emerg.transport.draws import SEED
from emerg.units import HOUR_S

MEMBERS, FEWEST = 4000, 1000
MOST_VALUES = 4_000_000
# Below this share of effective members a wider prior is drawn, each time this much wider.
LEAST_EFFECTIVE = 0.1
WIDER = (1.0, 1.3, 1.7, 2.2)
# The best member stands this far off, for each observation: no member could have been seen so.
CONTRADICTED = -2.0
# A seen hour is believed within this share of the time since the transport began; not finer than
# the measured passages repeat themselves on the same reach, and not finer than ten minutes.
TOLERANCE = 0.05
LEAST_S = 600.0
# A measured peak is believed within about a third.
PEAK_LOG_SD = 0.3


@dataclass(frozen=True, slots=True)
class Learned:
    """The members that are left, equal in weight again.

    Attributes
    ----------
    members : array of int
        Indices into the simulated members, repeated as often as they count.
    effective : float
        Share of the members that carried the weight before resampling.
    """

    simulated: Simulated
    members: IntArray
    effective: float
    warnings: tuple[Prose, ...]


def learn(case: Case, count: int) -> Learned:
    """The ensemble after the first `count` observations; 0 is the prior."""
    for wider in WIDER:
        simulated = simulate(case, members=_members(case), wider=wider, seen=count)
        log_weights = _log_weights(case, simulated, count)
        weights = np.exp(log_weights - log_weights.max())
        weights = weights / weights.sum()
        effective = float(1 / (weights**2).sum() / len(weights))
        if effective >= LEAST_EFFECTIVE:
            break
    warnings: list[Prose] = []
    if log_weights.max() < CONTRADICTED * count:
        # What no member could have shown is not believed; the forecast only grows more doubtful.
        wider = WIDER[1]
        simulated = simulate(case, members=_members(case), wider=wider, seen=count)
        weights = np.full_like(weights, 1 / len(weights))
        warnings.append(
            Text(
                "the observations contradict the case or each other and are not learned from: "
                "check hours and distances"
            )
        )
    if wider > 1.0:
        warnings.append(
            Text(
                "what was seen lies at the edge of the forecast: its doubt was widened {n} times",
                n=f"{wider:g}",
            )
        )
    return Learned(simulated, _resampled(weights), effective, tuple(warnings))


def _members(case: Case) -> int:
    """As many members as one may wait for: fewer where the case has thousands of reaches."""
    return int(np.clip(MOST_VALUES / len(case.stretches), FEWEST, MEMBERS))


def _log_weights(case: Case, simulated: Simulated, count: int) -> FloatArray:
    """Logarithm of the weight of every member; 0 is one that agrees with everything seen."""
    log_weight = np.zeros(len(simulated.event_s))
    for number, seen in enumerate(case.observations[:count]):
        log_weight += _log_likelihood(case, seen, simulated.event_s[:, number])
        if simulated.peak_mg_l is not None:
            log_weight += _log_of_peak(seen, simulated.peak_mg_l[:, number])
    return log_weight


def _log_likelihood(case: Case, seen: Observation, event_s: FloatArray) -> FloatArray:
    """Level inside the interval in which it was seen, falling like a bell outside."""
    first, last = (hour * HOUR_S for hour in seen.observed_h)
    began = case.head.start_h(seen.event) * HOUR_S
    tolerance = max(TOLERANCE * abs((first + last) / 2 - began), LEAST_S)
    distance = np.maximum(np.maximum(first - event_s, event_s - last), 0.0)
    # Never is far, but not infinitely so: a wrong observation must not empty the ensemble.
    found: FloatArray = -0.5 * np.minimum(distance / tolerance, 30.0) ** 2
    return found


def _log_of_peak(seen: Observation, peak_mg_l: FloatArray) -> FloatArray:
    if seen.event != "peak" or not seen.concentration_mg_l:
        return np.zeros_like(peak_mg_l)
    off = np.log(np.maximum(peak_mg_l, 1e-12) / seen.concentration_mg_l) / PEAK_LOG_SD
    found: FloatArray = -0.5 * np.minimum(np.abs(off), 30.0) ** 2
    return found


def _resampled(weights: FloatArray) -> IntArray:
    """Systematic resampling: as many members as before, each as often as its weight says."""
    count = len(weights)
    start = np.random.default_rng(SEED).uniform()
    combs = (start + np.arange(count)) / count
    return np.minimum(np.searchsorted(np.cumsum(weights), combs), count - 1).astype(np.intp)


def quantiles(members: FloatArray, shares: Sequence[float] = (0.05, 0.5, 0.95)) -> FloatArray:
    """Order statistics of members that may be infinite, shape (shares,)."""
    ordered = np.sort(members)
    ranks = [min(int(share * len(ordered)), len(ordered) - 1) for share in shares]
    return ordered[ranks]
