"""Members weighed against each other by what was seen: importance weights, then resampling.

Where hardly any member is left the prior was too narrow: it is widened and drawn anew. Where even
that does not help, what was seen contradicts the case or itself, and that is said, not believed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from emerg.geodesy import FloatArray, IntArray
from emerg.texts import Prose, Text
from emerg.transport.draws import SEED

Run = TypeVar("Run")

# Below this share of effective members a wider prior is drawn, each time this much wider.
LEAST_EFFECTIVE = 0.1
WIDER = (1.0, 1.3, 1.7, 2.2)
# The best member stands this far off, for each observation: no member could have been seen so.
CONTRADICTED = -2.0
# A seen hour is believed within this share of the time since the transport began; not finer than
# the measured passages repeat themselves on the same reach, and not finer than ten minutes.
TOLERANCE = 0.05
LEAST_S = 600.0
# However wrong an observation is, it must not empty the ensemble: no further off than this.
FARTHEST = 30.0


def off(distance_s: FloatArray, since_start_s: FloatArray | float) -> FloatArray:
    """Log-likelihood of members that miss a seen time by `distance_s`, falling like a bell."""
    tolerance = np.maximum(TOLERANCE * np.abs(since_start_s), LEAST_S)
    found: FloatArray = -0.5 * np.minimum(distance_s / tolerance, FARTHEST) ** 2
    return found


@dataclass(frozen=True, slots=True)
class Weighed(Generic[Run]):
    """A run of the ensemble and the members of it that are left, equal in weight again.

    Attributes
    ----------
    members : array of int
        Indices, repeated as often as they count.
    effective : float
        Share of the members that carried the weight before resampling.
    contradicted : bool
        Nothing was learned: no member could have been seen so.
    """

    run: Run
    members: IntArray
    effective: float
    contradicted: bool
    warnings: tuple[Prose, ...]


def weigh(
    run: Callable[[float], Run], log_weights: Callable[[Run], FloatArray], count: int
) -> Weighed[Run]:
    """The run, as narrow as it can be, with enough members that agree with `count` observations.

    Parameters
    ----------
    run : callable
        Runs the ensemble with velocities so many times wider than usual.
    log_weights : callable
        Log-likelihood of every member of a run, 0 for one that agrees with everything seen.
    """
    for wider in WIDER:
        found = run(wider)
        logs = log_weights(found)
        weight = np.exp(logs - logs.max())
        weight = weight / weight.sum()
        effective = float(1 / (weight**2).sum() / len(weight))
        if effective >= LEAST_EFFECTIVE:
            break
    warnings: list[Prose] = []
    contradicted = bool(logs.max() < CONTRADICTED * count)
    if contradicted:
        # What no member could have shown is not believed; the forecast only grows more doubtful.
        wider = WIDER[1]
        found = run(wider)
        weight = np.full_like(weight, 1 / len(weight))
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
    return Weighed(found, resampled(weight), effective, contradicted, tuple(warnings))


def resampled(weights: FloatArray) -> IntArray:
    """Systematic resampling: as many members as before, each as often as its weight says."""
    count = len(weights)
    start = np.random.default_rng(SEED).uniform()
    combs = (start + np.arange(count)) / count
    return np.minimum(np.searchsorted(np.cumsum(weights), combs), count - 1).astype(np.intp)
