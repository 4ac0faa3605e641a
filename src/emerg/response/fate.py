"""What the river takes out of a spill, as far as anyone knows: for reopening, never for closing."""

from math import inf

import numpy as np

from emerg.errors import InputError
from emerg.geodesy import FloatArray
from emerg.hazards.losses import LossRow, load_losses
from emerg.hazards.substances import Substance, load_substances
from emerg.response.hits import CLOCKED
from emerg.response.incident import Scenario
from emerg.response.way_down import WayDown
from emerg.transport.course import WIDTH_POWER, Way
from emerg.transport.ensemble import Passage
from emerg.transport.growth import Points
from emerg.transport.loss import (
    DAY_S,
    Evaporation,
    Loss,
    Sorbing,
    Volatile,
    dissolved_share,
    evaporated_share,
    half_life_s,
    per_s,
    rate_per_s,
)
from emerg.units import HOUR_S

# Water of rivers in Tibet where it is free of ice.
COLD_C, WARM_C = 2.0, 12.0
# And of rivers anywhere, at the warm end.
SUMMER_C = 25.0
# What the printed half-lives hold for: (depth [m], velocity [m/s]), slow and fast end.
DEEP, SHALLOW = (5.0, 0.5), (1.0, 2.0)
SUSPENDED_MG_L = 100.0
SLICK_H = 24.0


def slowest(row: LossRow) -> Loss:
    """The least that is lost in cold water."""
    return _loss(row, 1, 0)


def fastest(row: LossRow) -> Loss:
    """The most that is lost in cold water."""
    return _loss(row, 0, 1)


def _loss(row: LossRow, high: int, low: int) -> Loss:
    """By the end of every band: `high` for figures that slow the loss, `low` for those that do
    not."""
    decay, volatile, sorbing = 0.0, None, None
    if row.half_life_20_d is not None:
        decay = per_s(row.half_life_20_d[high])
    if row.volatile is not None:
        gas = row.volatile
        solubility, cooling = gas.solubility_mol_m3_pa[high], gas.cooling_k[high]
        volatile = Volatile(gas.molar_mass_g, solubility, cooling, gas.share[low])
    if row.sorbing is not None:
        settling = row.sorbing.settling_m_d[low] / DAY_S
        sorbing = Sorbing(10 ** row.sorbing.log_kd[2 * low], settling)
    return Loss(decay, load_losses().table.warming[high], volatile, sorbing)


def loss_per_s(
    scenario: Scenario, substance: Substance, down: WayDown, way: Way, p: Passage
) -> FloatArray | None:
    """The least loss [1/s] on the way to every place; None where none is known.

    NaN where no reopening is computed: past a store, and at places without clocks. The rate at the
    deepest, slowest place passed so far stands for the whole way to it. Of a cloud that was seen
    nobody knows how long its parts have been in the water: none.
    """
    row = load_losses().of(substance.id)
    if row is None or scenario.observed or substance.floats or substance.may_remain:
        return None
    index = np.array([passed.index for passed in down.passed], dtype=np.intp)
    flow = np.quantile(p.discharge_m3_s, 0.95, axis=0)
    velocity = np.quantile(p.velocity_m_s, 0.05, axis=0)
    width = way.width_m[index] * (flow / way.width_at_m3_s[index]) ** WIDTH_POWER
    ice = np.logical_or.accumulate(way.ice)[index]
    rate = rate_per_s(slowest(row), COLD_C, flow / (width * velocity), velocity, ice=ice)
    store = min((store.distance_m for store in down.stores), default=inf)
    wanted = [passed.site.kind in CLOCKED and passed.distance_m < store for passed in down.passed]
    least = np.minimum.accumulate(np.broadcast_to(rate, len(index)))
    return np.where(wanted, least, np.nan) if (least > 0).any() else None


def drawn_loss_per_s(
    pollutant: str, score: FloatArray, way: Way, points: Points, p: Passage
) -> FloatArray | None:
    """Loss [1/s] per member and point of what a case calls its pollutant; None where none is known.

    `score` (0 to 1 per member) stands between the slow and the fast end, evenly in the logarithm;
    a slow end of nothing counts as a hundredth of the fast one.
    """
    row = load_losses().of(_listed(pollutant))
    if row is None or row.evaporation is not None:
        return None
    flow = p.discharge_m3_s
    index = points.index
    width = way.width_m[index] * (flow / way.width_at_m3_s[index]) ** WIDTH_POWER
    velocity = p.velocity_m_s
    here = (flow / (width * velocity), velocity, SUSPENDED_MG_L)
    slow, fast = (
        rate_per_s(loss, celsius, *here, ice=way.ice[index])
        for loss, celsius in ((slowest(row), COLD_C), (fastest(row), SUMMER_C))
    )
    slow = np.maximum(slow, 0.01 * fast)
    found: FloatArray = slow ** (1 - score[:, None]) * fast ** score[:, None]
    return np.broadcast_to(found, flow.shape)


def _listed(pollutant: str) -> str:
    """The id of the substance of this name; nothing for words that name none, or several."""
    try:
        return load_substances().get(pollutant).id
    except InputError:
        return ""


def half_life_d(row: LossRow) -> tuple[float, float]:
    """Half-life [d] in cold water: shallow, swift and warm; deep, slow and just above freezing."""
    fast = rate_per_s(fastest(row), WARM_C, *SHALLOW)
    slow = rate_per_s(slowest(row), COLD_C, *DEEP)
    return float(half_life_s(fast)) / DAY_S, float(half_life_s(slow)) / DAY_S


def dissolved_band(row: LossRow) -> tuple[float, float, float]:
    """Dissolved over total at `SUSPENDED_MG_L`: lowest, likely, highest."""
    assert row.sorbing is not None
    shares = [
        float(dissolved_share(Sorbing(10**power, 0.0), SUSPENDED_MG_L))
        for power in row.sorbing.log_kd
    ]
    return shares[2], shares[1], shares[0]


def evaporated_band(row: LossRow) -> tuple[float, float]:
    """Share of a slick gone after `SLICK_H` hours, cold and warm."""
    assert row.evaporation is not None
    figures = row.evaporation
    slick = Evaporation(figures.law, figures.percent, figures.per_degree)
    cold, warm = evaporated_share(slick, np.array([COLD_C, WARM_C]), SLICK_H * HOUR_S)
    return float(cold), float(warm)
