"""What the ensemble says at each point: fronts, peaks, times above the limit, with their doubt."""

from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from emerg.geodesy import FloatArray
from emerg.transport.cloud import Cloud
from emerg.transport.draws import Draws
from emerg.transport.ensemble import Passage
from emerg.transport.loss import thinned
from emerg.transport.release import released_crossings, released_peak

# Without a detection level the front is where 1 % of the local peak is first exceeded.
FRONT_SHARE = 0.01
MG_L_PER_KG_M3 = 1000.0
# The part of the members that is looked at again with loss.
SLOWEST_PART = 4


@dataclass(frozen=True, slots=True)
class Release:
    """What enters the river.

    Attributes
    ----------
    mass_kg : (low, high) or None
        Of the product; None is not known.
    duration_s : float or None
        0 is a slug; None: the leak goes on.
    floats : bool
        The product stays on the surface: a slick front.
    mixes : bool
        It spreads through the water; without that there is no mixed concentration.
    """

    mass_kg: tuple[float, float] | None
    duration_s: float | None
    floats: bool = False
    mixes: bool = True


@dataclass(frozen=True, slots=True)
class Watch:
    """What counts at each point, shape (points,); NaN where nothing does.

    Attributes
    ----------
    fraction : array
        Mass of the watched species over mass of the product.
    limit_mg_l, background_mg_l : array
    loss_per_s : array or None
        Least loss on the way there; NaN where none is asked for.
    """

    fraction: FloatArray
    limit_mg_l: FloatArray
    background_mg_l: FloatArray
    loss_per_s: FloatArray | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """Shape (points,) each, or (3, points) for earliest/likely/latest and low/likely/high.

    Attributes
    ----------
    front_s, peak_s : array, shape (3, points)
    peak_mg_l, per_tonne_mg_l
        Of the watched species; NaN where unknown or where the product floats.
    exceed_probability
        Share of members whose peak exceeds the limit at the spill's bank.
    first_above_s, last_above_s
        1 % of the first, 99 % of the last time above the limit; NaN where not exceeded.
    last_with_loss_s
        The last time again, with the loss on the way; not before the latest peak without it. NaN
        where no loss is asked for.
    fastest_s
        Highest probable front.
    """

    front_s: FloatArray
    peak_s: FloatArray
    peak_mg_l: FloatArray
    per_tonne_mg_l: FloatArray
    exceed_probability: FloatArray
    first_above_s: FloatArray
    last_above_s: FloatArray
    last_with_loss_s: FloatArray
    fastest_s: FloatArray
    tail_s: FloatArray
    bank: FloatArray
    mixed: NDArray[np.bool_]
    discharge_m3_s: FloatArray
    velocity_m_s: FloatArray


def forecast(p: Passage, draws: Draws, release: Release, watch: Watch) -> Forecast:
    """Summarise the passage of `release` at every point."""
    duration = np.array(release.duration_s or 0.0)
    peak_time, peak = top = released_peak(p.cloud, duration)
    front, tail = released_crossings(p.cloud, FRONT_SHARE * peak, duration, top)
    # Td10 behind the front a tenth of the peak is left; a longer release ends later by its length.
    jobson_s = front + p.jobson_tail_s + duration
    per_kg = MG_L_PER_KG_M3 * peak / p.discharge_m3_s * watch.fraction
    fastest = p.slick_fastest_s if release.floats else p.fastest_s
    fronts = _fronts(p, front, release)
    peaks = np.full((3, len(watch.fraction)), np.nan)
    nowhere = np.full(len(watch.fraction), np.nan)
    peak_times = _ordered(np.quantile(peak_time, (0.05, 0.5, 0.95), axis=0))
    probability, first, last, with_loss = nowhere, nowhere, nowhere, nowhere
    if release.mass_kg is not None and release.mixes:
        mass = spread_mass(release.mass_kg, draws)[:, None]
        peaks = _peaks(p, mass * per_kg, watch)
        level = _level(p, mass, watch)
        above, begins, ends = _times_above(p.cloud, level, jobson_s, top, duration)
        probability, first, last = _above(watch, above, begins, ends)
        with_loss = np.maximum(_with_loss(p, watch, level, ends, jobson_s, duration), peak_times[2])
    return Forecast(
        front_s=fronts,
        peak_s=peak_times,
        peak_mg_l=peaks,
        per_tonne_mg_l=np.median(per_kg, axis=0) * 1000.0 if release.mixes else nowhere,
        exceed_probability=probability,
        first_above_s=first,
        last_above_s=last,
        last_with_loss_s=np.minimum(with_loss, last),
        fastest_s=np.minimum.accumulate(fastest[::-1])[::-1],
        tail_s=np.maximum.accumulate(_quantile(np.maximum(tail, jobson_s), 0.95)),
        bank=np.median(p.bank, axis=0),
        mixed=p.mixed,
        discharge_m3_s=np.median(p.discharge_m3_s, axis=0),
        velocity_m_s=np.median(p.velocity_m_s, axis=0),
    )


def _fronts(p: Passage, front: FloatArray, release: Release) -> FloatArray:
    """Earliest, likely, latest front; never later than the fastest formula says it could be."""
    if release.floats:
        found = np.quantile(p.slick_s, (0.05, 0.5, 0.95), axis=0)
        found[0] = np.minimum(found[0], p.slick_fastest_s)
        return _ordered(found)
    found = np.quantile(front, (0.05, 0.5, 0.95), axis=0)
    found[0] = np.minimum(found[0], p.fastest_s)
    return _ordered(found)


def _ordered(rows: FloatArray) -> FloatArray:
    """Times along the river: nothing arrives below before it arrived above."""
    rows[0] = np.minimum.accumulate(rows[0][::-1])[::-1]
    rows[1] = np.maximum.accumulate(rows[1])
    rows[2] = np.maximum.accumulate(rows[2])
    rows[1] = np.maximum(rows[1], rows[0])
    return rows


def spread_mass(mass_kg: tuple[float, float], draws: Draws) -> FloatArray:
    """A known mass is kept; a range is drawn evenly in its logarithm, end to end."""
    low, high = mass_kg
    if low == high or low == 0:
        return np.full(draws.members, high)
    from scipy.special import ndtr

    found: FloatArray = low * (high / low) ** ndtr(draws.mass)
    return found


def _peaks(p: Passage, mean_mg_l: FloatArray, watch: Watch) -> FloatArray:
    """Low, likely, high peak; at the bank until mixed, and in either arm of a split."""
    background = np.nan_to_num(watch.background_mg_l)
    low, likely = np.quantile(mean_mg_l, (0.05, 0.5), axis=0) * p.share
    high = _quantile(mean_mg_l * p.bank, 0.95)
    low = np.where(p.mixed & (p.share == 1.0), low, 0.0)
    return np.stack([low, likely, np.maximum(high, likely)]) + background


def _above(
    watch: Watch, above: NDArray[np.bool_], first: FloatArray, last: FloatArray
) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Probability of exceeding the limit, 1 % of the first and 99 % of the last time above it."""
    probability = np.where(np.isnan(watch.limit_mg_l), np.nan, above.mean(axis=0))
    # The member that exceeds first need not be the one that does so last, where hardly any does.
    first_above = _quantile(first, 0.01)
    last_above = np.maximum(_quantile(last, 0.99), np.where(first_above < np.inf, first_above, 0))
    hit = probability >= 0.01
    return (
        probability,
        np.where(hit & np.isfinite(first_above), first_above, np.nan),
        np.where(hit & np.isfinite(last_above), last_above, np.nan),
    )


def _level(p: Passage, mass_kg: FloatArray, watch: Watch) -> FloatArray:
    """The density [1/s] at which the limit is reached; NaN without a limit."""
    room = watch.limit_mg_l - np.nan_to_num(watch.background_mg_l)
    with np.errstate(divide="ignore", invalid="ignore"):
        level = room * p.discharge_m3_s / (MG_L_PER_KG_M3 * mass_kg * watch.fraction * p.bank)
    return np.where(level > 0, level, np.where(room <= 0, 1e-30, np.nan))


def _times_above(
    c: Cloud,
    level: FloatArray,
    jobson_s: FloatArray,
    top: tuple[FloatArray, FloatArray],
    duration: FloatArray,
) -> tuple[NDArray[np.bool_], FloatArray, FloatArray]:
    """Which members exceed `level`, and when first and last; infinite where they do not.

    Last is the later of the cloud's own tail and Jobson's, which does not depend on the level.
    """
    above = level < top[1]
    first, last = released_crossings(c, np.where(above, level, top[1]), duration, top)
    first = np.where(above, first, np.inf)
    last = np.where(above, np.maximum(last, jobson_s), -np.inf)
    return above, first, last


def _with_loss(
    p: Passage,
    watch: Watch,
    level: FloatArray,
    last: FloatArray,
    jobson_s: FloatArray,
    duration: FloatArray,
) -> FloatArray:
    """99 % of the last time above `level` with the loss on the way; NaN where none is asked for.

    Loss puts no member's `last` time off, so the slowest quarter of them decides; it is never
    put before the slowest of the others.
    """
    found = np.full(level.shape[1], np.nan)
    rate = found if watch.loss_per_s is None else watch.loss_per_s
    at = np.flatnonzero((rate > 0) & np.isfinite(last).any(axis=0))
    if not len(at):
        return found
    quick = len(last) - max(len(last) // SLOWEST_PART, 1)
    order = np.argpartition(last[:, at], quick - 1, axis=0)
    slow, rest = order[quick:], last[order[quick - 1], at]
    c = p.cloud
    left, share = thinned(Cloud(c.shift[slow, at], c.mean[slow, at], c.shape[slow, at]), rate[at])
    top = released_peak(left, duration)
    tail = jobson_s[slow, at]
    _which, _first, ends = _times_above(left, level[slow, at] / share, tail, top, duration)
    beyond = len(last) // 100
    found[at] = np.maximum(np.sort(ends, axis=0)[-beyond], rest)
    return found


def _quantile(members: FloatArray, q: float) -> FloatArray:
    """Quantile over members that may be infinite: an order statistic, on the cautious side.

    Where just 1 % of the members exceed, their own 1 % and 99 % are still among them.
    """
    beyond = max(ceil(round(min(q, 1 - q) * len(members), 6)), 1)
    rank = beyond - 1 if q < 0.5 else len(members) - beyond
    found: FloatArray = np.partition(members, rank, axis=0)[rank]
    return found
