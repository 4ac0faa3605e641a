"""What the ensemble says of a case, against what was observed.

Every member has its own front, peak and tail at every station, so that an observation can weigh
members against each other.
"""

from dataclasses import dataclass, replace

import numpy as np

from emerg.geodesy import FloatArray
from emerg.network.flow import GAUGE_LOG_SD, Flows
from emerg.network.river import Course, Reach
from emerg.response.case import Case, Head, Observation, Stretch
from emerg.response.fate import drawn_loss_per_s
from emerg.transport.cloud import Cloud, density
from emerg.transport.course import Way, way
from emerg.transport.draws import Draws, draw, spread_mass, widened
from emerg.transport.ensemble import Boundary, Passage, passage
from emerg.transport.forecast import FRONT_SHARE, MG_L_PER_KG_M3
from emerg.transport.growth import Points
from emerg.transport.loss import thinned
from emerg.transport.rates import Rates
from emerg.transport.release import curve
from emerg.transport.sampled import Passing
from emerg.transport.shape import BELL, shaped
from emerg.transport.stored import Stay, past, together
from emerg.units import HOUR_S

Z_95 = 1.6449
NEVER = np.inf
# Where the flow changes by this factor from one stretch to the next, another river begins: what
# made the one slow says little of the other.
ANOTHER_RIVER = 1.8


@dataclass(frozen=True, slots=True)
class Simulated:
    """Per member and observation, shape (members, observations).

    Attributes
    ----------
    event_s : array
        When the event happens [s]; infinite where it does not.
    plain_s : array
        The same in open water without stores and loss: the earliest takes no credit for them.
    peak_mg_l : array or None
        Peak concentration; None where the mass is not known.
    """

    event_s: FloatArray
    plain_s: FloatArray
    peak_mg_l: FloatArray | None


def simulate(case: Case, *, members: int, wider: float = 1.0, seen: int = 0) -> Simulated:
    """Carry the ensemble down the case's river to every observation.

    Velocities above the last of the first `seen` observations are spread `wider` than usual.
    """
    arrays = way(_course(case))
    draws = draw(len(arrays.reaches), int(arrays.river.max()) + 1, members=members)
    if wider > 1.0:
        last = max(observed.km for observed in case.observations[:seen])
        above = np.flatnonzero([stretch.from_km < last for stretch in case.stretches])
        draws = widened(draws, np.unique(arrays.river[above]), above, wider)
    discharge = _discharge(case, draws)
    head = _boundary(case.head)
    mass = _mass(case.head, head, draws, discharge[:, 0])
    holds = np.array([_hold_s(case, observed) for observed in case.observations])

    def carried(river: Way) -> Passage:
        return passage(river, Flows(discharge, discharge), _points(case), draws, head=head)

    stays, run = _stays(case, draws, discharge), carried(arrays)
    # When a case's release began is known: that draw is free to stand for the loss.
    loss = drawn_loss_per_s(case.pollutant, draws.start, arrays, _points(case), run)
    event, peak = _events(case, run, mass, stays, loss)
    plain = event
    if stays or arrays.ice.any() or loss is not None:
        open_water = run
        if arrays.ice.any():
            open_water = carried(replace(arrays, ice=np.zeros_like(arrays.ice)))
        plain, _peak = _events(case, open_water, mass, [], None)
    return Simulated(event + holds, plain + holds, peak)


def _course(case: Case) -> Course:
    reaches, river, flow = [], 0, None
    for number, stretch in enumerate(case.stretches):
        here = _usual_m3_s(stretch)
        if flow is not None and not 1 / ANOTHER_RIVER < here / flow < ANOTHER_RIVER:
            river += 1
        reaches.append(_reach(number, f"river {river}", stretch))
        flow = here
    return Course(0.0, tuple(reaches), (1.0,) * len(reaches))


def _usual_m3_s(stretch: Stretch) -> float:
    """The long-term mean flow, or where that is not known the middle of what ran."""
    low, high = stretch.discharge_m3_s
    return float(np.sqrt(low * high)) if stretch.mean_m3_s is None else stretch.mean_m3_s


def _reach(number: int, river: str, stretch: Stretch) -> Reach:
    """A stretch as a reach; what is not known is NaN or None."""
    nan = float("nan")
    length = (stretch.to_km - stretch.from_km) * 1000
    mean = nan if stretch.mean_m3_s is None else stretch.mean_m3_s
    area = nan if stretch.area_km2 is None else stretch.area_km2 * 1e6
    low, high = stretch.discharge_m3_s
    section = None
    if stretch.width_m is not None and stretch.depth_m is not None:
        section = (stretch.width_m, stretch.depth_m, (low * high) ** 0.5)
    return Reach(
        id=str(number),
        river=river,
        playbook=river,
        from_m=stretch.from_km * 1000,
        to_m=stretch.to_km * 1000,
        length_m=(length, length, length),
        upper_m3_s=mean,
        lower_m3_s=mean,
        upper_m2=area,
        lower_m2=area,
        slope=stretch.slope,
        width_m=stretch.width_m,
        depth_m=stretch.depth_m,
        line_error_m=0.0,
        measured_velocity_m_s=stretch.velocity_m_s,
        measured_section=section,
        ice=stretch.ice,
    )


def _discharge(case: Case, draws: Draws) -> FloatArray:
    """Flow [m³/s] per member and stretch: one score for the whole river, ranges as 5 to 95 %."""
    low, high = np.array([stretch.discharge_m3_s for stretch in case.stretches]).T
    sd = np.hypot(np.log(high / low) / (2 * Z_95), GAUGE_LOG_SD)
    found: FloatArray = np.sqrt(low * high) * np.exp(sd * draws.reading[:, None])
    return found


def _points(case: Case) -> Points:
    ends = np.array([stretch.to_km for stretch in case.stretches])
    starts = np.array([stretch.from_km for stretch in case.stretches])
    km = np.array([seen.km for seen in case.observations])
    index = np.minimum(np.searchsorted(ends, km, side="left"), len(ends) - 1).astype(np.intp)
    share = (km - starts[index]) / (ends[index] - starts[index])
    return Points(index, np.clip(share, 0.0, 1.0))


def _boundary(head: Head) -> Boundary:
    """What enters at km 0; an edge that was not seen is where a bell would have it."""
    if not head.observed:
        return Boundary()
    if head.peak_h is None:
        return _without_peak(head)
    ahead = None if head.front_h is None else head.peak_h - head.front_h
    behind = None if head.tail_h is None else head.tail_h - head.peak_h
    if ahead is None:
        ahead = 0.0 if behind is None else behind / BELL
    if behind is None:
        behind = ahead * BELL
    return Boundary(head.peak_h * HOUR_S, ahead * HOUR_S, behind * HOUR_S)


def _without_peak(head: Head) -> Boundary:
    """One edge alone enters like a slug at its time; of two the peak stands where a bell has it."""
    if head.front_h is not None and head.tail_h is not None:
        ahead = (head.tail_h - head.front_h) / (1 + BELL)
        peak = head.front_h + ahead
        return Boundary(peak * HOUR_S, ahead * HOUR_S, ahead * BELL * HOUR_S)
    only = head.front_h if head.front_h is not None else head.tail_h
    assert only is not None
    return Boundary(only * HOUR_S)


def _mass(
    head: Head, boundary: Boundary, draws: Draws, discharge_m3_s: FloatArray
) -> FloatArray | None:
    """Mass [kg] per member; of an observed cloud, its peak times the flow over its density."""
    if head.mass_kg is not None:
        return spread_mass(head.mass_kg, draws)
    if head.peak_mg_l is None or boundary.ahead_s <= 0:
        return None
    times = np.array([boundary.peak_s, boundary.ahead_s, boundary.behind_s])
    cloud = shaped(times[0], times[1], times[2], boundary.begins_s)
    found: FloatArray = head.peak_mg_l / MG_L_PER_KG_M3 * discharge_m3_s
    return found / density(cloud, cloud.mode)


def _hold_s(case: Case, seen: Observation) -> float:
    """Seconds that closed gates above the station held the water."""
    return sum(s.hold_h for s in case.stretches if s.to_km <= seen.km) * HOUR_S


def _stays(case: Case, draws: Draws, discharge: FloatArray) -> list[tuple[float, Stay]]:
    """Every store with the km of its outlet; the share that mixes is drawn, one for all."""
    found = []
    for number, stretch in enumerate(case.stretches):
        if stretch.storage_m3 > 0:
            stay = stretch.storage_m3 / discharge[:, number]
            mixes = draws.transverse
            found.append((stretch.to_km, Stay(stay * mixes, stay * (1 - mixes))))
    return found


def _events(
    case: Case,
    carried: Passage,
    mass: FloatArray | None,
    stays: list[tuple[float, Stay]],
    loss_per_s: FloatArray | None,
) -> tuple[FloatArray, FloatArray | None]:
    """Time [s] of every event, and the peaks [mg/L] if the mass is known."""
    rates = Rates.steady(case.head.duration_h * HOUR_S)
    times, peaks = [], []
    for number, seen in enumerate(case.observations):
        here = carried.river.part((slice(None), number))
        passed = [stay for km, stay in stays if km <= seen.km]
        flow = carried.discharge_m3_s[:, number]
        # What a density of 1/s means at this flow [mg/L]; a mass of nothing reaches no level.
        scale = None if mass is None else MG_L_PER_KG_M3 * mass / flow
        if loss_per_s is not None:
            here, left = _thinned(case.head, here, loss_per_s[:, number])
            scale = None if scale is None else scale * left
        passing = past(here, together(passed)) if passed else here
        time, peak = _event(case, seen, passing, rates, scale)
        times.append(time)
        if scale is not None:
            peaks.append(peak * scale)
    return np.stack(times, axis=1), np.stack(peaks, axis=1) if peaks else None


def _thinned(head: Head, here: Cloud, loss_per_s: FloatArray) -> tuple[Cloud, FloatArray]:
    """What is left of the cloud; one that was seen at km 0 has been on the way since its peak."""
    began = _boundary(head).peak_s
    left, share = thinned(replace(here, shift=here.shift - began), loss_per_s)
    return replace(left, shift=left.shift + began), share


def _event(
    case: Case,
    seen: Observation,
    here: Passing,
    rates: Rates,
    scale: FloatArray | None,
) -> tuple[FloatArray, FloatArray]:
    """Time [s] of the event and density [1/s] of the peak at one station, shape (members,)."""
    passes = curve(here, rates)
    peak_time, peak = passes.peak
    if seen.event == "peak":
        return peak_time, peak
    asked = case.limit_mg_l if case.limit_mg_l is not None else seen.detection_mg_l
    level = FRONT_SHARE * peak
    if asked is not None and scale is not None:
        level = asked / np.maximum(scale, 1e-12)
    first, last = passes.crossings(level)
    time = first if seen.event == "front" else last
    return np.where(np.isnan(time), NEVER, time), peak
