"""What the first observations of a case teach about the rest."""

from collections.abc import Sequence

import numpy as np

from emerg.geodesy import FloatArray
from emerg.response.case import Case, Observation
from emerg.response.hindcast import Simulated, simulate
from emerg.response.weighing import FARTHEST, Weighed, off, weigh
from emerg.units import HOUR_S

MEMBERS, FEWEST = 4000, 1000
MOST_VALUES = 4_000_000
# A measured peak is believed within about a third.
PEAK_LOG_SD = 0.3


def learn(case: Case, count: int) -> Weighed[Simulated]:
    """The ensemble after the first `count` observations; 0 is the prior."""
    members = _members(case)
    return weigh(
        lambda wider: simulate(case, members=members, wider=wider, seen=count),
        lambda simulated: _log_weights(case, simulated, count),
        count,
    )


def _members(case: Case) -> int:
    """As many members as one may wait for: fewer where the case has thousands of reaches."""
    return int(np.clip(MOST_VALUES / len(case.stretches), FEWEST, MEMBERS))


def _log_weights(case: Case, simulated: Simulated, count: int) -> FloatArray:
    found = np.zeros(len(simulated.event_s))
    for number, seen in enumerate(case.observations[:count]):
        found += _log_of_time(case, seen, simulated.event_s[:, number])
        if simulated.peak_mg_l is not None:
            found += _log_of_peak(seen, simulated.peak_mg_l[:, number])
    return found


def _log_of_time(case: Case, seen: Observation, event_s: FloatArray) -> FloatArray:
    """Level inside the interval in which it was seen, falling like a bell outside."""
    first, last = (hour * HOUR_S for hour in seen.observed_h)
    began = case.head.start_h(seen.event) * HOUR_S
    distance = np.maximum(np.maximum(first - event_s, event_s - last), 0.0)
    return off(distance, (first + last) / 2 - began)


def _log_of_peak(seen: Observation, peak_mg_l: FloatArray) -> FloatArray:
    if seen.event != "peak" or not seen.concentration_mg_l:
        return np.zeros_like(peak_mg_l)
    far = np.log(np.maximum(peak_mg_l, 1e-12) / seen.concentration_mg_l) / PEAK_LOG_SD
    found: FloatArray = -0.5 * np.minimum(np.abs(far), FARTHEST) ** 2
    return found


def quantiles(members: FloatArray, shares: Sequence[float] = (0.05, 0.5, 0.95)) -> FloatArray:
    """Order statistics of members that may be infinite, shape (shares,)."""
    ordered = np.sort(members)
    ranks = [min(int(share * len(ordered)), len(ordered) - 1) for share in shares]
    return ordered[ranks]
