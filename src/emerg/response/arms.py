"""One hit list out of several ways down: below a bifurcation either arm may take it all."""

from collections.abc import Sequence
from dataclasses import replace

from emerg.response.forecasting import Traced, numbered
from emerg.response.hits import Hit, Three, later_of
from emerg.response.passing import Passing


def merged(traced: Sequence[Traced]) -> tuple[Hit, ...]:
    """Every place once; on several arms, with the soonest front and the highest peak of them."""
    return _merged([arm.hits for arm in traced])


def acted(traced: Sequence[Traced]) -> tuple[Hit, ...]:
    """As `merged`, with the measures that are thought of; an arm without any is as it was."""
    return _merged([arm.hits if arm.acted is None else arm.acted for arm in traced])


def passings(traced: Sequence[Traced]) -> dict[str, Passing]:
    """The cloud at every place; on several arms from the soonest front to the latest tail."""
    found: dict[str, Passing] = {}
    for arm in traced:
        for site, here in arm.passings.items():
            other = found.get(site)
            found[site] = here if other is None else _passing(other, here)
    return found


def _passing(a: Passing, b: Passing) -> Passing:
    known = [p.last_above_h for p in (a, b) if p.last_above_h is not None]
    return replace(
        a,
        front_h=_band(a.front_h, b.front_h),
        last_above_h=max(known) if known else None,
        peak_mg_l=_high(a.peak_mg_l, b.peak_mg_l),
        discharge_m3_s=max(a.discharge_m3_s, b.discharge_m3_s),
    )


def _merged(arms: Sequence[Sequence[Hit]]) -> tuple[Hit, ...]:
    found: dict[str, Hit] = {}
    for hits in arms:
        for hit in hits:
            other = found.get(hit.site)
            found[hit.site] = hit if other is None else _both(other, hit)
    return numbered(list(found.values()))


def _both(a: Hit, b: Hit) -> Hit:
    soonest, slowest = sorted((a, b), key=lambda hit: hit.front_h[0])
    closes = [hit.close_by for hit in (a, b) if hit.close_by is not None]
    return replace(
        soonest,
        front_h=_band(a.front_h, b.front_h),
        peak_h=_band(a.peak_h, b.peak_h),
        peak_mg_l=_high(a.peak_mg_l, b.peak_mg_l),
        exceed_probability=max(a.exceed_probability or 0.0, b.exceed_probability or 0.0)
        if a.exceed_probability is not None
        else b.exceed_probability,
        close_by=min(closes) if closes else None,
        reopen_not_before=later_of(a.reopen_not_before, b.reopen_not_before),
        reopen_with_loss=later_of(a.reopen_with_loss, b.reopen_with_loss),
        reopen_reason=slowest.reopen_reason or soonest.reopen_reason,
    )


def _band(a: Three, b: Three) -> Three:
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]))


def _high(a: Three | None, b: Three | None) -> Three | None:
    if a is None or b is None:
        return a or b
    return (min(a[0], b[0]), max(a[1], b[1]), max(a[2], b[2]))
