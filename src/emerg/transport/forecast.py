"""What the ensemble says at each point: fronts, peaks, times above the limit, with their doubt."""

from dataclasses import dataclass, replace
from math import ceil, inf

import numpy as np
from numpy.typing import NDArray

from emerg.geodesy import FloatArray
from emerg.transport.blocks import in_blocks, joined
from emerg.transport.draws import Draws, spread_mass
from emerg.transport.ensemble import EVERY, Passage, passage_of
from emerg.transport.loss import thinned
from emerg.transport.rates import Rates
from emerg.transport.release import Curve

# Without a detection level the front is where 1 % of the local peak is first exceeded.
FRONT_SHARE = 0.01
MG_L_PER_KG_M3 = 1000.0
# Points in a block: of a thousand members that is half a megabyte an array.
POINTS_WIDTH = 64
# The part of the members that is looked at again with loss.
SLOWEST_PART = 4


@dataclass(frozen=True, slots=True)
class Release:
    """What enters the river.

    Attributes
    ----------
    mass_kg : (low, high) or None
        Of the product; None is not known.
    rates : Rates
        How it comes over time.
    ongoing : bool
        The leak goes on.
    floats : bool
        The product stays on the surface: a slick front.
    mixes : bool
        It spreads through the water; without that there is no mixed concentration.
    most_mg_l : float
        Of the product as it was released: no water that it mixes with has more of it.
    """

    mass_kg: tuple[float, float] | None
    rates: Rates
    ongoing: bool = False
    floats: bool = False
    mixes: bool = True
    most_mg_l: float = inf


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
        Of the watched species; NaN where unknown or where the product floats, and per tonne
        where the mass is known.
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
    bank: FloatArray
    mixed: NDArray[np.bool_]
    discharge_m3_s: FloatArray
    velocity_m_s: FloatArray


def forecast(p: Passage, draws: Draws, release: Release, watch: Watch) -> Forecast:
    """Summarise the passage of `release` at every point."""
    mass = None
    if release.mass_kg is not None and release.mixes:
        mass = spread_mass(release.mass_kg, draws)[:, None]
    blocks = in_blocks(
        lambda block: _at(passage_of(p, EVERY, block), mass, release, watched(watch, block)),
        len(watch.fraction),
        POINTS_WIDTH,
    )
    found = joined(blocks, axis=-1)
    peaks = ordered(found.peak_s)
    with_loss = np.maximum(found.last_with_loss_s, peaks[2])
    return replace(
        found,
        front_s=ordered(found.front_s),
        peak_s=peaks,
        last_with_loss_s=np.minimum(with_loss, found.last_above_s),
        fastest_s=np.minimum.accumulate(found.fastest_s[::-1])[::-1],
    )


def watched(watch: Watch, block: slice) -> Watch:
    """What counts at these points."""
    loss = None if watch.loss_per_s is None else watch.loss_per_s[block]
    background = watch.background_mg_l[block]
    return Watch(watch.fraction[block], watch.limit_mg_l[block], background, loss)


def _at(p: Passage, mass: FloatArray | None, release: Release, watch: Watch) -> Forecast:
    """The forecast at a few points, each for itself."""
    here = p.curve(release.rates)
    peak_time, peak = here.peak
    front = here.front(FRONT_SHARE)
    # Td10 behind the front a tenth of the peak is left; a longer release ends later by its length.
    jobson_s = front + p.jobson_tail_s + release.rates.duration_s
    per_kg = MG_L_PER_KG_M3 * peak / p.discharge_m3_s * watch.fraction
    per_tonne = nowhere = np.full(len(watch.fraction), np.nan)
    peaks = np.full((3, len(watch.fraction)), np.nan)
    probability, first, last, with_loss = nowhere, nowhere, nowhere, nowhere
    if release.mixes and release.mass_kg is None:
        per_tonne = np.median(per_kg, axis=0) * 1000.0
    if mass is not None:
        peaks = _peaks(p, mass * per_kg, watch, release.most_mg_l * watch.fraction)
        level = _level(p, mass, watch)
        above, begins, ends = _times_above(here, level, jobson_s)
        probability, first, last = _above(watch, above, begins, ends)
        with_loss = _with_loss(p, watch, level, ends, jobson_s, release.rates)
    return Forecast(
        front_s=_fronts(p, front, release),
        peak_s=_band(peak_time),
        peak_mg_l=peaks,
        per_tonne_mg_l=per_tonne,
        exceed_probability=probability,
        first_above_s=first,
        last_above_s=last,
        last_with_loss_s=with_loss,
        fastest_s=release.rates.begins_s + (p.slick_fastest_s if release.floats else p.fastest_s),
        bank=np.median(p.bank, axis=0),
        mixed=p.mixed,
        discharge_m3_s=np.median(p.discharge_m3_s, axis=0),
        velocity_m_s=np.median(p.velocity_m_s, axis=0),
    )


def _fronts(p: Passage, front: FloatArray, release: Release) -> FloatArray:
    """Earliest, likely, latest front; never later than the fastest formula says it could be."""
    if release.floats:
        found = _band(p.slick_s)
        found[0] = np.minimum(found[0], p.slick_fastest_s)
        return found + release.rates.begins_s
    found = _band(front)
    found[0] = np.minimum(found[0], p.fastest_s + release.rates.begins_s)
    return found


def ordered(rows: FloatArray) -> FloatArray:
    """Times along the river: nothing arrives below before it arrived above."""
    rows[0] = np.minimum.accumulate(rows[0][::-1])[::-1]
    rows[1] = np.maximum.accumulate(rows[1])
    rows[2] = np.maximum.accumulate(rows[2])
    rows[1] = np.maximum(rows[1], rows[0])
    return rows


def _peaks(p: Passage, mean_mg_l: FloatArray, watch: Watch, most_mg_l: FloatArray) -> FloatArray:
    """Low, likely, high peak; at the bank until mixed, and in either arm of a split.

    Where the product has only just entered, its cloud is as short as one likes and the equations
    of a river's peak grow without end; the product itself is the most there can be in the water.
    """
    background = np.nan_to_num(watch.background_mg_l)
    low, likely = _band(mean_mg_l)[:2] * p.share
    high = _quantile(mean_mg_l * p.bank, 0.95)
    low = np.where(p.mixed & (p.share == 1.0), low, 0.0)
    found: FloatArray = np.stack([low, likely, np.maximum(high, likely)])
    return np.minimum(found, most_mg_l) + background


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
        carried = MG_L_PER_KG_M3 * mass_kg * watch.fraction * p.bank
        level = room * p.discharge_m3_s / carried
    return np.where(level > 0, level, np.where(room <= 0, 1e-30, np.nan))


def _times_above(
    here: Curve, level: FloatArray, jobson_s: FloatArray
) -> tuple[NDArray[np.bool_], FloatArray, FloatArray]:
    """Which members exceed `level`, and when first and last; infinite where they do not.

    Last is the later of the cloud's own tail and Jobson's, which does not depend on the level.
    """
    height = here.peak[1]
    above = level < height
    first, last = here.crossings(np.where(above, level, height))
    first = np.where(above, first, np.inf)
    last = np.where(above, np.maximum(last, jobson_s), -np.inf)
    return above, first, last


def _with_loss(
    p: Passage,
    watch: Watch,
    level: FloatArray,
    last: FloatArray,
    jobson_s: FloatArray,
    rates: Rates,
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
    some = passage_of(p, slow, at)
    left, share = thinned(some.river, rate[at])
    here = replace(some, cloud=left).curve(rates)
    _which, _first, ends = _times_above(here, level[slow, at] / share, jobson_s[slow, at])
    beyond = len(last) // 100
    found[at] = np.maximum(np.sort(ends, axis=0)[-beyond], rest)
    return found


def _band(members: FloatArray) -> FloatArray:
    """5, 50 and 95 % over the members, shape (3, points): to sort them all is quickest."""
    ordered_members = np.sort(members, axis=0)
    at = np.array([0.05, 0.5, 0.95]) * (len(members) - 1)
    below = at.astype(np.intp)
    share = (at - below)[:, None]
    low, high = ordered_members[below], ordered_members[np.minimum(below + 1, len(members) - 1)]
    found: FloatArray = low + share * (high - low)
    return found


def _quantile(members: FloatArray, q: float) -> FloatArray:
    """Quantile over members that may be infinite: an order statistic, on the cautious side.

    Where just 1 % of the members exceed, their own 1 % and 99 % are still among them.
    """
    beyond = max(ceil(round(min(q, 1 - q) * len(members), 6)), 1)
    rank = beyond - 1 if q < 0.5 else len(members) - beyond
    found: FloatArray = np.partition(members, rank, axis=0)[rank]
    return found
