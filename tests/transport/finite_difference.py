"""Advection and dispersion on a chain of reaches, step by step: a peer that knows no cumulants.

Finite volumes, central in space, Crank and Nicolson in time: second order in both. What it solves
is the balance of a section, A its wetted area, C the concentration in it and M the mass let in:

    d(A C)/dt + d(Q C)/dx = d/dx (A K dC/dx),    Q C = M / D at the head for the time D

Water that joins along a reach, or at its head as a tributary, is clean.
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import solve_banded


@dataclass(frozen=True, slots=True)
class Channel:
    """One reach: velocity and dispersion are its own, its flow grows from `upper` to `lower`."""

    length_m: float
    velocity_m_s: float
    dispersion_m2_s: float
    upper_m3_s: float
    lower_m3_s: float

    @property
    def peclet(self):
        return self.velocity_m_s * self.length_m / self.dispersion_m2_s

    @property
    def cumulants(self):
        """Mean, variance and third cumulant of the time through it [s, s², s³]."""
        time, spread = self.length_m / self.velocity_m_s, 2 / self.peclet
        return np.array([time, spread * time**2, 3 * spread**2 * time**3])


def crank_nicolson(channels, duration_s, end_s, *, step_s, cells_per_peclet=1.0):
    """Times [s] and flux concentration [1/m³ per unit of mass] at the foot of every channel.

    Shape (steps,) and (steps, channels). The flux concentration is what crosses the section, by
    advection and dispersion together, over the flow there.
    """
    grid = _Grid.of([*channels, channels[-1]], cells_per_peclet)
    below, here, above = grid.balance()
    steps = int(np.ceil(end_s / step_s))
    half = step_s / 2
    ahead = np.zeros((3, len(here)))
    ahead[0, 1:], ahead[1], ahead[2, :-1] = -half * above, grid.volume - half * here, -half * below
    water = np.zeros(len(here))
    crossed = np.zeros((steps + 1, len(channels)))
    for n in range(steps):
        right = (grid.volume + half * here) * water
        right[1:] += half * below * water[:-1]
        right[:-1] += half * above * water[1:]
        # What has entered during this step, exactly, also in the step in which the release ends.
        right[0] += np.clip(duration_s - n * step_s, 0.0, step_s) / duration_s
        water = solve_banded((1, 1), ahead, right, check_finite=False)
        crossed[n + 1] = grid.crossing(water)
    return step_s * np.arange(steps + 1), crossed


@dataclass(frozen=True, slots=True)
class _Grid:
    """Cells and the faces between them.

    Attributes
    ----------
    volume : array, shape (cells,)
    flow : array, shape (cells,)
        Through the lower face of each cell [m³/s].
    lower_share : array, shape (cells - 1,)
        Weight of the cell below in the concentration at the face.
    exchange : array, shape (cells - 1,)
        A K over the distance between the two middles [m³/s].
    feet : array of int
        The cell that ends each channel but the last, which only keeps the outlet far away.
    """

    volume: np.ndarray
    flow: np.ndarray
    lower_share: np.ndarray
    exchange: np.ndarray
    feet: np.ndarray

    @classmethod
    def of(cls, channels, cells_per_peclet):
        counts = [int(np.ceil(max(c.peclet, 20.0) * cells_per_peclet)) for c in channels]
        size, area, spread, flow = [], [], [], []
        for c, count in zip(channels, counts, strict=True):
            faces = np.linspace(c.upper_m3_s, c.lower_m3_s, count + 1)
            size.append(np.full(count, c.length_m / count))
            area.append((faces[1:] + faces[:-1]) / 2 / c.velocity_m_s)
            spread.append(np.full(count, c.dispersion_m2_s))
            flow.append(faces[1:])
        size, area, spread, flow = (np.concatenate(a) for a in (size, area, spread, flow))
        resistance = size / 2 / (area * spread)
        return cls(
            volume=area * size,
            flow=flow,
            lower_share=size[:-1] / (size[:-1] + size[1:]),
            exchange=1 / (resistance[:-1] + resistance[1:]),
            feet=np.cumsum(counts)[:-1] - 1,
        )

    def balance(self):
        """Coefficients on the cell above, the cell itself and the cell below."""
        from_upper = self.flow[:-1] * (1 - self.lower_share) + self.exchange
        from_lower = self.flow[:-1] * self.lower_share - self.exchange
        here = np.zeros(len(self.volume))
        here[:-1] -= from_upper
        here[1:] += from_lower
        here[-1] -= self.flow[-1]
        return from_upper, here, -from_lower

    def crossing(self, water):
        """Flux over flow at the foot of every channel."""
        i = self.feet
        share = self.lower_share[i]
        face = water[i] * (1 - share) + water[i + 1] * share
        return face + self.exchange[i] * (water[i] - water[i + 1]) / self.flow[i]
