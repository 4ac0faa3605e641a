"""The open dye passages as arrays: what one row means, and what is left out.

A velocity of the compilation is that of one segment: its length over the time the peak (or edge)
took from the station above, from the injection for the first. Summed up, the times from there give
the passage as counted from the release; read as cumulative velocities 13 % of the rows would run
back in time. The source gives straight lines between stations, not lengths of river: in a ratio of
two times of one segment the length cancels; the time itself comes out short by the river's bends.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import inf, nan
from pathlib import Path
from typing import TypeAlias

import numpy as np

from emerg.geodesy import FloatArray
from emerg.units import HOUR_S

PASSAGES = "usgs_timeoftravel_open.csv"
REPEATED = "usgs_tot_repeat_flow_segments_open.csv"
EDGES = ("leading_velocity_m_s", "peak_velocity_m_s", "trailing_velocity_m_s")

Row: TypeAlias = Mapping[str, str]
Place: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passages:
    """Passages of peak and edges; `lead` and `trail` are ratios of times, below 1 when ordered."""

    river: np.ndarray
    hours: FloatArray
    velocity_m_s: FloatArray
    lead: FloatArray
    trail: FloatArray

    def __len__(self) -> int:
        return len(self.river)

    def where(self, chosen: np.ndarray) -> "Passages":
        """The `chosen` ones."""
        return Passages(
            self.river[chosen],
            self.hours[chosen],
            self.velocity_m_s[chosen],
            self.lead[chosen],
            self.trail[chosen],
        )


@dataclass(frozen=True, slots=True)
class Flows:
    """Velocity [m/s] and discharge [m³/s] of every segment where both were measured."""

    river: np.ndarray
    discharge_m3_s: FloatArray
    velocity_m_s: FloatArray
    repeated: np.ndarray


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two flows of one segment, the higher over the lower; each segment weighs one in all."""

    river: np.ndarray
    flow_ratio: FloatArray
    velocity_ratio: FloatArray
    weight: FloatArray


def read(path: Path) -> list[Row]:
    """The rows of a table with a head."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def runs(rows: Iterable[Row]) -> list[list[Row]]:
    """Stations in order, one list per injection; lists that stand there twice are kept once."""
    found: list[list[Row]] = []
    for row in rows:
        if not found or _starts(found[-1][-1], row):
            found.append([])
        found[-1].append(row)
    once = {tuple(tuple(row.values()) for row in run): run for run in found}
    return list(once.values())


def _starts(last: Row, row: Row) -> bool:
    same = (last["river"], last["study"]) == (row["river"], row["study"])
    return not same or row["condition"] == "Injection" or int(row["seq"]) <= int(last["seq"])


def segments(found: list[list[Row]], marks: tuple[str, ...] = ("ok",)) -> Passages:
    """Each row by itself, as the source gives it: the segment and what the cloud did on it."""
    return _passages(item for run in found for item in _single(run, marks))


def from_release(found: list[list[Row]]) -> Passages:
    """Each station as counted from the injection, as far as no segment on the way is missing."""
    return _passages(item for run in found for item in _summed(run))


def _single(
    run: list[Row], marks: tuple[str, ...]
) -> Iterator[tuple[str, float, float, float, float]]:
    for row, length, speeds in _reaches(run):
        if row["qc"] in marks and length > 0 and min(speeds) > 0:
            lead, peak, trail = (length / v for v in speeds)
            yield row["river"], length, lead, peak, trail


def _summed(run: list[Row]) -> Iterator[tuple[str, float, float, float, float]]:
    total, times = 0.0, np.zeros(3)
    if run[0]["condition"] != "Injection":
        return
    for row, length, speeds in _reaches(run):
        if not (length > 0 and min(speeds[:2]) > 0):
            return
        total += length
        times = times + [length / v if v > 0 else nan for v in speeds]
        lead, peak, trail = (float(t) for t in times)
        if lead < peak < trail:
            yield row["river"], total, lead, peak, trail


def _reaches(run: list[Row]) -> Iterator[tuple[Row, float, tuple[float, ...]]]:
    for row in run:
        if row["condition"] == "Reach":
            length = _number(row["chord_from_prev_km"]) * 1000
            yield row, length, tuple(_number(row[key], -inf) for key in EDGES)


def _passages(items: Iterable[tuple[str, float, float, float, float]]) -> Passages:
    listed = list(items)
    length, lead, peak, trail = np.array([item[1:] for item in listed]).T
    river = np.array([item[0] for item in listed])
    return Passages(river, peak / HOUR_S, length / peak, lead / peak, peak / trail)


def flows(found: list[list[Row]], repeated: Iterable[Row]) -> tuple[Flows, Pairs]:
    """Velocity against discharge everywhere, and on the segments run at two or more flows."""
    twice = {
        tuple(row[k] for k in ("river", "lon_up", "lat_up", "lon_dn", "lat_dn")) for row in repeated
    }
    measured = sorted({item for run in found for item in _flows(run)})
    at: dict[Place, list[tuple[float, float]]] = {}
    for place, flow, speed in measured:
        at.setdefault(place, []).append((flow, speed))
    every = Flows(
        np.array([place[0] for place, _, _ in measured]),
        np.array([flow for _, flow, _ in measured]),
        np.array([speed for _, _, speed in measured]),
        np.array([place in twice for place, _, _ in measured]),
    )
    pairs = [item for place in sorted(twice & at.keys()) for item in _pairs(place, at[place])]
    flow, speed, weight = np.array([item[1:] for item in pairs]).T
    return every, Pairs(np.array([item[0] for item in pairs]), flow, speed, weight)


def _flows(run: list[Row]) -> Iterator[tuple[Place, float, float]]:
    above = ("", "")
    for row in run:
        here = (row["lon"], row["lat"])
        flow, speed = _number(row["flow_m3_s"]), _number(row["peak_velocity_m_s"])
        if row["condition"] == "Reach" and flow > 0 and speed > 0:
            yield (row["river"], *above, *here), flow, speed
        above = here


def _pairs(
    place: Place, measured: list[tuple[float, float]]
) -> list[tuple[str, float, float, float]]:
    found = [(low, high) for low, high in combinations(measured, 2) if high[0] > low[0]]
    return [(place[0], high[0] / low[0], high[1] / low[1], 1 / len(found)) for low, high in found]


def _number(text: str, missing: float = nan) -> float:
    return float(text) if text else missing
