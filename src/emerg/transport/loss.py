"""What a river takes out of a cloud on the way: decay, air, mud; and what air takes out of oil.

Closing never reckons with any of it. All first order, so that a cloud with loss is a cloud again.
"""

from dataclasses import dataclass
from math import log
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from emerg.geodesy import FloatArray
from emerg.transport.cloud import Cloud

Figure: TypeAlias = float | FloatArray

DAY_S = 86400.0
MINUTE_S = 60.0
KELVIN = 273.15
REFERENCE_K = 298.15
GAS_CONSTANT = 8.314
# O'Connor and Dobbins 1958: reaeration 3.93 U^0.5 H^-1.5 per day at 20 °C; shallower than their
# streams it only grows, which nobody may count on.
REAERATION_M_D = 3.93
REAERATION_WARMING = 1.024
SHALLOWEST_M = 0.3
OXYGEN_G, WATER_G = 32.0, 18.0
# Mills and others 1982: the air above takes up 168 m/d for each m/s of wind; almost calm is meant.
CALM_AIR_M_D = 168.0


@dataclass(frozen=True, slots=True)
class Volatile:
    """What leaves to the air.

    Attributes
    ----------
    solubility_mol_m3_pa, cooling_k : float
        Henry's constant at 25 °C as a solubility, and d ln of it / d(1/T) [K].
    share : float
        Of the species that is the gas and not its ion.
    """

    molar_mass_g: float
    solubility_mol_m3_pa: float
    cooling_k: float
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Sorbing:
    """What clings to suspended matter: K_d [L/kg], and how fast that settles [m/s]."""

    partition_l_kg: float
    settling_m_s: float


@dataclass(frozen=True, slots=True)
class Loss:
    """Every way a substance leaves the water.

    Attributes
    ----------
    decay_20_per_s : float
        First order, at 20 °C.
    warming : float
        The decay's θ: k = k20 θ^(T - 20).
    """

    decay_20_per_s: float = 0.0
    warming: float = 1.0
    volatile: Volatile | None = None
    sorbing: Sorbing | None = None


def rate_per_s(
    loss: Loss,
    temperature_c: Figure,
    depth_m: Figure,
    velocity_m_s: Figure,
    suspended_mg_l: Figure = 0.0,
    *,
    ice: NDArray[np.bool_] | bool = False,
) -> FloatArray:
    """First-order loss [1/s] of the total; under ice nothing leaves to the air.

    What is dissolved decays and evaporates, what clings to mud settles.
    """
    depth = np.maximum(depth_m, SHALLOWEST_M)
    dissolved = 1.0 if loss.sorbing is None else dissolved_share(loss.sorbing, suspended_mg_l)
    taken = loss.decay_20_per_s * loss.warming ** (np.asarray(temperature_c) - 20.0)
    if loss.volatile is not None:
        film = transfer_m_s(loss.volatile, temperature_c, depth, velocity_m_s)
        taken = taken + np.where(ice, 0.0, loss.volatile.share * film / depth)
    settled = 0.0 if loss.sorbing is None else loss.sorbing.settling_m_s / depth
    found: FloatArray = np.asarray(dissolved * taken + (1.0 - dissolved) * settled)
    return found


def dissolved_share(sorbing: Sorbing, suspended_mg_l: Figure) -> FloatArray:
    """Dissolved over total: f_d = 1 / (1 + K_d SS 1e-6), K_d in L/kg, SS in mg/L.

    >>> float(dissolved_share(Sorbing(1e4, 0.0), 100.0))
    0.5
    """
    found: FloatArray = np.asarray(1 / (1 + sorbing.partition_l_kg * suspended_mg_l * 1e-6))
    return found


def reaeration_m_s(temperature_c: Figure, depth_m: Figure, velocity_m_s: Figure) -> FloatArray:
    """Transfer of oxygen through the surface [m/s], O'Connor and Dobbins 1958.

    At 1 m and 1 m/s 3.93 m/d at 20 °C:

    >>> round(float(reaeration_m_s(20.0, 1.0, 1.0)) * 86400, 2)
    3.93
    """
    per_day = REAERATION_M_D * np.sqrt(np.asarray(velocity_m_s) / depth_m)
    found: FloatArray = per_day * REAERATION_WARMING ** (np.asarray(temperature_c) - 20) / DAY_S
    return found


def henry(volatile: Volatile, temperature_c: Figure) -> FloatArray:
    """Air over water at equilibrium, both by volume [-]: 1 / (Hs R T)."""
    kelvin = np.asarray(temperature_c) + KELVIN
    cooling = np.exp(volatile.cooling_k * (1 / kelvin - 1 / REFERENCE_K))
    found: FloatArray = 1 / (volatile.solubility_mol_m3_pa * cooling * GAS_CONSTANT * kelvin)
    return found


def transfer_m_s(
    volatile: Volatile, temperature_c: Figure, depth_m: Figure, velocity_m_s: Figure
) -> FloatArray:
    """Two-film transfer to the air K_L [m/s]: 1/K_L = 1/k_w + 1/(k_g H')."""
    mass = volatile.molar_mass_g
    water = reaeration_m_s(temperature_c, depth_m, velocity_m_s) * (OXYGEN_G / mass) ** 0.25
    air = CALM_AIR_M_D / DAY_S * (WATER_G / mass) ** 0.25 * henry(volatile, temperature_c)
    found: FloatArray = water * air / (water + air)
    return found


def remaining(rate_per_s: Figure, travel_s: Figure) -> FloatArray:
    """Share of the mass that is left after `travel_s`."""
    found: FloatArray = np.exp(-np.asarray(rate_per_s) * travel_s)
    return found


def half_life_s(rate_per_s: Figure) -> FloatArray:
    """Time [s] after which half is left; infinite without loss."""
    with np.errstate(divide="ignore"):
        found: FloatArray = np.log(2.0) / np.asarray(rate_per_s)
    return found


def per_s(half_life_d: float) -> float:
    """First-order rate [1/s] of a half-life in days."""
    return log(2.0) / (half_life_d * DAY_S)


def thinned(c: Cloud, rate_per_s: FloatArray) -> tuple[Cloud, FloatArray]:
    """The cloud of what is left, and the share of the mass that is.

    Every drop decays by its own age: f(t) exp(-k t) is again an inverse Gaussian, so this is exact
    (in a uniform reach the share is O'Connor's exp(U x / 2K (1 - √(1 + 4 k K / U²)))).
    """
    root = np.sqrt(1 + 2 * rate_per_s * c.mean**2 / c.shape)
    age = c.shift + 2 * c.mean / (1 + root)
    return Cloud(c.shift, c.mean / root, c.shape), np.minimum(remaining(rate_per_s, age), 1.0)


@dataclass(frozen=True, slots=True)
class Evaporation:
    """Fingas: percent of a slick gone = (percent + per_degree T) √t, or ln t; t in minutes."""

    law: Literal["sqrt", "log"]
    percent: float
    per_degree: float


def evaporated_share(slick: Evaporation, temperature_c: Figure, time_s: Figure) -> FloatArray:
    """Share of a slick that has evaporated after `time_s`, from 0 to 1 (Fingas 2004)."""
    minutes = np.asarray(time_s) / MINUTE_S
    grown = np.sqrt(minutes) if slick.law == "sqrt" else np.log(np.maximum(minutes, 1.0))
    percent = (slick.percent + slick.per_degree * np.asarray(temperature_c)) * grown
    found: FloatArray = np.clip(percent / 100, 0.0, 1.0)
    return found
