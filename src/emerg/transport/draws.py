"""What is not known, drawn: standard scores for every member of the ensemble.

The draws are correlated as rivers are: one score for the flow of the whole path, one for the
velocity of each river and a smaller one for each reach, one for each edge of the cloud. They are
seeded, so the same question prints the same answer twice.
"""

from dataclasses import dataclass, fields, replace
from statistics import NormalDist

import numpy as np

from emerg.geodesy import FloatArray, IntArray
from emerg.transport.tracers import load_tracers

MEMBERS = 1000
SEED = 20260815
Z_95 = 1.6449


@dataclass(frozen=True, slots=True)
class Draws:
    """Standard scores, (members,) or (members, n).

    `transverse`, `ice`, `start` and `storage` lie in 0 to 1.
    """

    season: FloatArray
    reading: FloatArray
    mass: FloatArray
    length: FloatArray
    river: FloatArray
    reach: FloatArray
    spreading: FloatArray
    lead: FloatArray
    trail: FloatArray
    transverse: FloatArray
    ice: FloatArray
    start: FloatArray
    storage: FloatArray

    @property
    def members(self) -> int:
        return len(self.season)


def draw(reaches: int, rivers: int, *, members: int = MEMBERS, seed: int = SEED) -> Draws:
    """Scores for a path of `reaches` reaches through `rivers` rivers."""
    rng = np.random.default_rng(seed)
    plain = [rng.standard_normal(members) for _ in range(7)]
    season, reading, mass, length, spreading, lead, trail = plain
    return Draws(
        season=season,
        reading=evenly(reading),
        mass=mass,
        length=length,
        spreading=spreading,
        lead=lead,
        trail=trail,
        transverse=rng.uniform(size=members),
        ice=rng.uniform(size=members),
        start=rng.uniform(size=members),
        river=longer_tails(rng.standard_normal((members, rivers))),
        reach=rng.standard_normal((members, reaches)),
        storage=rng.uniform(size=members),
    )


def evenly(score: FloatArray) -> FloatArray:
    """The scores in the order drawn, put at even steps of their distribution.

    The middle of a thousand plain draws lies a little off 0: a flow that an officer has read at the
    place would come back changed by half a percent.
    """
    members, even = len(score), NormalDist()
    steps = np.array([even.inv_cdf((n + 0.5) / members) for n in range(members)])
    found: FloatArray = steps[np.argsort(np.argsort(score))]
    return found


def longer_tails(score: FloatArray) -> FloatArray:
    """A score with the same 5 and 95 % and longer tails, as velocities of dye have them.

    A river dammed into pools, or braided, runs far from what any equation says: seldom, but more
    often than a bell curve would have it.
    """
    tail = load_tracers().other_flow.tail
    found: FloatArray = Z_95 * np.sinh(tail * score) / np.sinh(tail * Z_95)
    return found


def taken(draws: Draws, members: IntArray | slice) -> Draws:
    """The draws of these members, as often as they are named."""
    return Draws(*(getattr(draws, spec.name)[members] for spec in fields(Draws)))


def widened(draws: Draws, rivers: IntArray, reaches: IntArray, factor: float) -> Draws:
    """The same draws with the velocities of these rivers and reaches `factor` times wider."""
    river, reach = draws.river.copy(), draws.reach.copy()
    river[:, rivers] *= factor
    reach[:, reaches] *= factor
    return replace(draws, river=river, reach=reach)


def spread_mass(mass_kg: tuple[float, float], draws: Draws) -> FloatArray:
    """A known mass is kept; a range is drawn evenly in its logarithm, end to end."""
    low, high = mass_kg
    if low == high or low == 0:
        return np.full(draws.members, high)
    from scipy.special import ndtr

    found: FloatArray = low * (high / low) ** ndtr(draws.mass)
    return found
