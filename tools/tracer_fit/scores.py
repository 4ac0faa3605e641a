"""How good the fits are on rivers they have not seen.

No river is ever fitted and scored at once. The width of a band is latest over earliest; its score
(Winkler 1972, alpha 0.1) is the logarithm of that, plus 20 times every miss in ln time.
"""

from collections.abc import Iterator, Mapping
from dataclasses import astuple
from typing import Literal, TypeAlias

import numpy as np

from emerg.geodesy import FloatArray
from emerg.transport.tracers import Edge, Measured
from emerg.transport.velocity import LEADING_EDGE
from emerg.units import HOUR_S
from tracer_fit.fits import FOLDS, dealt, fit_edge, fit_from_discharge, fit_other_flow
from tracer_fit.passages import Flows, Pairs, Passages

Z_95, Z_99, Z_75 = 1.6449, 2.3263, 0.6745
ALPHA = 0.1
LOW_TO_HIGH = np.array([[-1.0], [0.0], [1.0]])
EDGES: tuple["Which", ...] = ("lead", "trail")

Which: TypeAlias = Literal["lead", "trail"]
Table: TypeAlias = dict[str, float]
Band: TypeAlias = tuple[FloatArray, FloatArray]
# An edge, the reach of Jobson's rule and the plain quantiles of the same rivers.
Fit: TypeAlias = tuple[Edge, float, tuple[float, float]]


def edge_tables(
    which: Which, known: Passages, asked: Mapping[str, Passages], ends: Measured, *, by_time: bool
) -> dict[str, Table]:
    """Scores of the bands for each of `asked`, fitted to the `known` passages of other rivers."""
    fold = dealt(known.river)
    of_river = dict(zip(known.river.tolist(), fold.tolist(), strict=True))
    fits = []
    for part in range(FOLDS):
        train = known.where(fold != part)
        hours, speed = ends.clipped(train.hours, train.velocity_m_s)
        edge = fit_edge(getattr(train, which), train.river, hours, None if by_time else speed)
        fits.append((edge, _jobson_reach(which, train), _quantiles(getattr(train, which))))
    tables = {}
    for name, passages in asked.items():
        # A river that was never fitted may be asked of any fold.
        own = np.array([of_river.get(river, 0) for river in passages.river.tolist()])
        tables[name] = _edge_table(which, passages, ends, [fits[part] for part in own])
    return tables


def _edge_table(which: Which, asked: Passages, ends: Measured, fits: list[Fit]) -> Table:
    """The score of `asked`, each under its own fit."""
    ratio = getattr(asked, which)
    hours, speed = ends.clipped(asked.hours, asked.velocity_m_s)
    edge = Edge(*np.array([astuple(edge) for edge, _, _ in fits]).T)  # one value per passage
    low_1, low, low_25, high_75, high, high_99 = (
        edge.ratio(np.full(len(ratio), z), hours, speed)
        for z in (-Z_99, -Z_95, -Z_75, Z_75, Z_95, Z_99)
    )
    rule, reach = _jobson(which, asked), np.array([reach for _, reach, _ in fits])
    banded = rule * np.exp(-reach), np.minimum(rule * np.exp(reach), 1.0)
    constant = np.array([quantiles for _, _, quantiles in fits]).T
    inside = _inside(ratio, (low, high))
    return _coverage(ratio, (low, high), asked.river) | {
        "coverage_98": _share(_inside(ratio, (low_1, high_99))),
        "below_1": _share(ratio < low_1),
        "coverage_50": _share(_inside(ratio, (low_25, high_75))),
        "coverage_slow": _share(inside[asked.velocity_m_s < 0.1]),
        "coverage_fast": _share(inside[asked.velocity_m_s > 0.5]),
        "coverage_short": _share(inside[asked.hours < 2]),
        "coverage_long": _share(inside[asked.hours > 24]),
        "interval_score_constant": _interval_score(ratio, (constant[0], constant[1])),
        "coverage_jobson": _share(_inside(ratio, banded)),
        "width_jobson": _width(banded),
        "interval_score_jobson": _interval_score(ratio, banded),
        "interval_score_jobson_no_band": _interval_score(ratio, (rule, rule)),
    }


def other_flow_table(pairs: Pairs) -> Table:
    """The other flow's velocity from one flow's velocity and both discharges, river by river."""
    band = other_flow_band(pairs)
    found = _coverage(pairs.velocity_ratio, (band[0], band[2]), pairs.river)
    inside = _inside(pairs.velocity_ratio, (band[0], band[2]))
    return found | {
        "coverage_by_segment": round(float(np.average(inside, weights=pairs.weight)), 4)
    }


def from_discharge_table(flows: Flows, chosen: np.ndarray) -> Table:
    """Velocity from the discharge alone for the `chosen`, fitted to all other rivers."""
    band = from_discharge_band(flows)
    return _coverage(
        flows.velocity_m_s[chosen], (band[0, chosen], band[2, chosen]), flows.river[chosen]
    )


def other_flow_band(pairs: Pairs) -> FloatArray:
    """5, 50 and 95 % of the ratio of velocities, fitted without the river, shape (3, pairs)."""
    whole = fit_other_flow(pairs)
    log = np.log(pairs.flow_ratio)
    band = np.empty((3, len(log)))
    for others, own in _one_out(pairs.river):
        law = fit_other_flow(_chosen(pairs, others), whole)
        spread = np.hypot(law.repeat, law.exponent_sd * log[own])
        reach = spread * np.sinh(law.tail * Z_95) / law.tail
        band[:, own] = np.exp(law.exponent * log[own] + LOW_TO_HIGH * reach)
    return band


def from_discharge_band(flows: Flows) -> FloatArray:
    """5, 50 and 95 % of the velocity [m/s], fitted without the river, shape (3, velocities)."""
    band = np.empty((3, len(flows.river)))
    for others, own in _one_out(flows.river):
        law = fit_from_discharge(
            flows.river[others], flows.discharge_m3_s[others], flows.velocity_m_s[others]
        )
        middle = law.ln_velocity + law.exponent * np.log(flows.discharge_m3_s[own])
        band[:, own] = np.exp(middle + LOW_TO_HIGH * Z_95 * np.hypot(law.between, law.within))
    return band


def edge_band(which: Which, known: Passages, ends: Measured) -> FloatArray:
    """5, 50 and 95 % of the ratio of times, fitted without the river, shape (3, passages)."""
    fold = dealt(known.river)
    band = np.empty((3, len(known)))
    for part in range(FOLDS):
        train, own = known.where(fold != part), known.where(fold == part)
        edge = fit_edge(
            getattr(train, which), train.river, *ends.clipped(train.hours, train.velocity_m_s)
        )
        here = ends.clipped(own.hours, own.velocity_m_s)
        for row, z in enumerate((-Z_95, 0.0, Z_95)):
            band[row, fold == part] = edge.ratio(np.full(len(own), z), *here)
    return band


def _jobson(which: Which, asked: Passages) -> FloatArray:
    """Jobson's ratio: 0.89 for the front; for the tail Tl + Td10 where no mean flow is known."""
    if which == "lead":
        return np.full(len(asked), LEADING_EDGE)
    passing_h = 2e6 / (1025 * asked.hours**-0.887) / HOUR_S
    found: FloatArray = asked.hours / (LEADING_EDGE * asked.hours + passing_h)
    return found


def _jobson_reach(which: Which, train: Passages) -> float:
    """How far, in ln time, his rule must reach both ways to hold 90 % of `train`."""
    misses = np.abs(np.log(getattr(train, which) / _jobson(which, train)))
    return float(np.quantile(misses, 1 - ALPHA))


def _quantiles(ratio: FloatArray) -> tuple[float, float]:
    low, high = np.quantile(ratio, (ALPHA / 2, 1 - ALPHA / 2))
    return float(low), float(high)


def _coverage(measured: FloatArray, band: Band, river: np.ndarray) -> Table:
    inside = _inside(measured, band)
    _, index, count = np.unique(river, return_inverse=True, return_counts=True)
    return {
        "scored": len(measured),
        "rivers": len(count),
        "coverage_90": _share(inside),
        "below": _share(measured < band[0]),
        "above": _share(measured > band[1]),
        "coverage_of_mean_river": round(float((np.bincount(index, inside) / count).mean()), 4),
        "width": _width(band),
        "interval_score": _interval_score(measured, band),
    }


def _inside(measured: FloatArray, band: Band) -> np.ndarray:
    return (measured >= band[0]) & (measured <= band[1])


def _share(mask: np.ndarray) -> float:
    return round(float(mask.mean()), 4)


def _width(band: Band) -> float:
    return round(float(np.median(band[1] / band[0])), 3)


def _interval_score(measured: FloatArray, band: Band) -> float:
    low, high, seen = (np.log(values) for values in (*band, measured))
    missed = np.maximum(low - seen, 0) + np.maximum(seen - high, 0)
    return round(float((high - low + 2 / ALPHA * missed).mean()), 4)


def _one_out(river: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """For every river: all others, and it."""
    for name in sorted(set(river.tolist())):
        yield river != name, river == name


def _chosen(pairs: Pairs, mask: np.ndarray) -> Pairs:
    return Pairs(
        pairs.river[mask], pairs.flow_ratio[mask], pairs.velocity_ratio[mask], pairs.weight[mask]
    )
