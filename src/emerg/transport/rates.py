"""How a release comes over time: rates that change in steps, as shares of the whole mass."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from emerg.geodesy import FloatArray

# A release shorter than this is a slug.
SHORTEST_S = 1.0


@dataclass(frozen=True, slots=True)
class Rates:
    """Steps of a steady rate each, in order; between them nothing is released.

    Attributes
    ----------
    starts_s, ends_s : array, shape (steps,)
        From the start of the release.
    shares : array, shape (steps,)
        Of the mass; they add up to 1.
    goes_on : bool
        The last rate has no end that is known: its end here is a long time from now.
    """

    starts_s: FloatArray
    ends_s: FloatArray
    shares: FloatArray
    goes_on: bool = False

    @classmethod
    def steady(cls, duration_s: float = 0.0) -> "Rates":
        """One rate over `duration_s`; 0 is a slug."""
        return cls(np.zeros(1), np.array([duration_s]), np.ones(1))

    @classmethod
    def stepped(
        cls, steps: Sequence[tuple[float, float, float]], *, goes_on: bool = False
    ) -> "Rates":
        """Of steps (start [s], end [s], mass): each after the one before, together not nothing."""
        starts, ends, masses = np.array(steps, dtype=np.float64).T
        return cls(starts, ends, masses / masses.sum(), goes_on)

    @property
    def is_slug(self) -> bool:
        return self.is_steady and self.end_s < SHORTEST_S

    @property
    def is_steady(self) -> bool:
        """One rate from the start on."""
        return len(self.shares) == 1 and float(self.starts_s[0]) == 0.0 and not self.goes_on

    @property
    def begins_s(self) -> float:
        """Nothing is released before."""
        return float(self.starts_s[0])

    @property
    def end_s(self) -> float:
        return float(self.ends_s[-1])

    @property
    def duration_s(self) -> float:
        """From the first to the last that is released."""
        return self.end_s - self.begins_s

    @property
    def changes(self) -> tuple[FloatArray, FloatArray]:
        """Times [s] at which the rate changes, and by how much [1/s]; both shape (changes,)."""
        rate = self.shares / np.maximum(self.ends_s - self.starts_s, SHORTEST_S)
        ends = np.maximum(self.ends_s, self.starts_s + SHORTEST_S)
        times, inverse = np.unique(np.concatenate([self.starts_s, ends]), return_inverse=True)
        steps = np.bincount(inverse, np.concatenate([rate, -rate]), len(times))
        # Two steps of one rate that touch are one step: nothing changes between them.
        real = np.abs(steps) > 1e-12 * rate.max()
        return times[real], steps[real]

    def slugs(self) -> tuple[FloatArray, FloatArray]:
        """Three slugs that stand for the release, by Gauss: times [s] and shares, shape (3,).

        They have its moments up to the fifth; where the cloud has outgrown the release no more of
        it is left to see.
        """
        middle = float(self.shares @ (self.starts_s + self.ends_s)) / 2
        width = max(self.end_s, SHORTEST_S)
        powers = np.arange(7)
        low, high = (self.starts_s - middle) / width, (self.ends_s - middle) / width
        high = np.maximum(high, low + 1e-9)
        moments = [
            float(self.shares @ ((high ** (k + 1) - low ** (k + 1)) / ((k + 1) * (high - low))))
            for k in powers
        ]
        times, shares = _gauss(np.array(moments))
        return middle + width * times, shares


def _gauss(moments: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Nodes and weights of three-point quadrature from moments 0 to 6 (Golub and Welsch 1969)."""
    hankel = moments[np.add.outer(np.arange(4), np.arange(4))]
    root = np.linalg.cholesky(hankel + 1e-15 * np.eye(4)).T
    ratio = np.diag(root, 1) / np.diag(root)[:-1]
    along = np.diff(np.concatenate([[0.0], ratio]))
    beside = (np.diag(root)[1:] / np.diag(root)[:-1])[:2]
    nodes, vectors = np.linalg.eigh(np.diag(along) + np.diag(beside, 1) + np.diag(beside, -1))
    found: FloatArray = vectors[0] ** 2 * moments[0]
    return nodes, found
