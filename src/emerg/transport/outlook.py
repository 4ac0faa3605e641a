"""The forecast where the front, the peak and the tail of a cloud do not fare alike."""

from dataclasses import replace

import numpy as np

from emerg.transport.blocks import joined
from emerg.transport.draws import Draws, taken
from emerg.transport.ensemble import EVERY
from emerg.transport.forecast import Forecast, Release, Watch, forecast, ordered, watched
from emerg.transport.measures import Passages

# Past a store every how many-th member is looked at: how much it holds and mixes is known so badly
# that more of them say no more. The earliest, which takes no credit for a store, asks them all.
STORED_EVERY = 4


def outlook(p: Passages, draws: Draws, release: Release, watch: Watch) -> Forecast:
    """As `forecast`, every figure from the passage that is right, or cautious, for it.

    The points stand in their order down the river.
    """
    stored = np.flatnonzero(p.tail_after_s > 0)
    if p.earliest is p.front or not len(stored):
        return _outlook(p, p, draws, draws, release, watch)
    above, below = slice(0, int(stored[0])), slice(int(stored[0]), None)
    some = np.arange(0, draws.members, STORED_EVERY)
    parts = []
    if stored[0] > 0:
        plain = p.part(EVERY, above).plain
        parts.append(_outlook(plain, plain, draws, draws, release, watched(watch, above)))
    here, there = p.part(EVERY, below), p.part(some, below)
    lower = watched(watch, below)
    parts.append(_outlook(here, there, draws, taken(draws, some), release, lower))
    found = joined(parts, axis=-1)
    return replace(found, front_s=ordered(found.front_s), peak_s=ordered(found.peak_s))


def _outlook(
    every: Passages, some: Passages, draws: Draws, of_some: Draws, release: Release, watch: Watch
) -> Forecast:
    """The earliest of `every` member, the rest of `some`; in most cases these are the same."""
    early = forecast(every.earliest, draws, release, watch)
    front, peak, tail = some.front, some.peak, some.tail
    if every.earliest is front is peak is tail:
        return early
    likely = early if every.earliest is front else forecast(front, of_some, release, watch)
    middle = likely if peak is front else forecast(peak, of_some, release, watch)
    late = middle if tail is peak else forecast(tail, of_some, release, watch)
    # Where hardly a member exceeds, another part of the cloud may still be told to.
    first = np.fmin(early.first_above_s, np.fmin(middle.first_above_s, late.first_above_s))
    unhelped = np.fmax(early.last_above_s, middle.last_above_s)
    last = np.where(np.isnan(late.last_above_s), unhelped, late.last_above_s)
    last = np.maximum(last, early.front_s[1] + some.tail_after_s)
    # No store thins what an underflow carries through it: the highest peak takes no credit.
    highest = np.fmax(early.peak_mg_l[2], middle.peak_mg_l[2])
    stored = every.earliest is not every.front
    return replace(
        middle,
        front_s=ordered(np.stack([early.front_s[0], likely.front_s[1], likely.front_s[2]])),
        peak_mg_l=np.stack([*middle.peak_mg_l[:2], highest]) if stored else middle.peak_mg_l,
        peak_s=ordered(np.stack([early.peak_s[0], middle.peak_s[1], middle.peak_s[2]])),
        exceed_probability=np.fmax(early.exceed_probability, middle.exceed_probability),
        first_above_s=first,
        last_above_s=np.where(np.isnan(first), np.nan, np.maximum(last, first)),
        last_with_loss_s=late.last_with_loss_s,
        fastest_s=early.fastest_s,
    )
