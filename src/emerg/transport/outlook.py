"""The forecast where the front, the peak and the tail of a cloud do not fare alike."""

from dataclasses import replace

import numpy as np

from emerg.transport.draws import Draws
from emerg.transport.forecast import Forecast, Release, Watch, forecast, ordered
from emerg.transport.measures import Passages


def outlook(p: Passages, draws: Draws, release: Release, watch: Watch) -> Forecast:
    """As `forecast`, every figure from the passage that is right, or cautious, for it."""
    front, peak, tail = p.front, p.peak, p.tail
    likely = forecast(front, draws, release, watch)
    if p.earliest is front is peak is tail:
        return likely
    early = likely if p.earliest is front else forecast(p.earliest, draws, release, watch)
    middle = likely if peak is front else forecast(peak, draws, release, watch)
    late = middle if tail is peak else forecast(tail, draws, release, watch)
    first = early.first_above_s
    # What is not above its limit any more by the tail was, for a while, before the measure began.
    last = np.where(
        np.isnan(late.last_above_s), np.fmax(early.last_above_s, first), late.last_above_s
    )
    last = np.maximum(last, early.front_s[1] + p.tail_after_s)
    return replace(
        middle,
        front_s=ordered(np.stack([early.front_s[0], likely.front_s[1], likely.front_s[2]])),
        # No store thins what an underflow carries through it: the highest peak takes no credit.
        peak_mg_l=np.stack(
            [*middle.peak_mg_l[:2], np.fmax(early.peak_mg_l[2], middle.peak_mg_l[2])]
        )
        if p.earliest is not front
        else middle.peak_mg_l,
        peak_s=ordered(np.stack([early.peak_s[0], middle.peak_s[1], middle.peak_s[2]])),
        exceed_probability=np.fmax(early.exceed_probability, middle.exceed_probability),
        first_above_s=first,
        last_above_s=np.where(np.isnan(first), np.nan, np.maximum(last, first)),
        last_with_loss_s=late.last_with_loss_s,
        fastest_s=early.fastest_s,
    )
