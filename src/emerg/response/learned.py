"""How samples change the answer: fronts follow them, clocks only to the cautious side.

Learning may bring a closing forward at once. It may delay one, or bring a reopening forward, only
when two samples agree and the officer confirms; what the forecast said before stays visible.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from emerg.response.hits import Hit, later_of
from emerg.texts import Prose, Text
from emerg.units import beijing, early_h, late_h

ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Before:
    """The clocks of a place by the forecast alone."""

    close_by: datetime | None
    reopen_not_before: datetime | None


@dataclass(frozen=True, slots=True)
class Learning:
    """What the samples changed.

    Attributes
    ----------
    effective : float
        Share of the members that agree with the samples.
    before : mapping of site id to Before
        For every place whose clocks have moved.
    """

    samples: int
    effective: float
    before: Mapping[str, Before]
    lines: tuple[Prose, ...]


def corrected(forecast: Sequence[Hit], learned: Sequence[Hit], *, both_ways: bool) -> list[Hit]:
    """The learned hits, their clocks no laxer than the forecast's unless `both_ways`."""
    by_site = {hit.site: hit for hit in forecast}
    return [hit if both_ways else _stricter(by_site[hit.site], hit) for hit in learned]


def _stricter(forecast: Hit, learned: Hit) -> Hit:
    closes = [t for t in (forecast.close_by, learned.close_by) if t is not None]
    watches = [t for t in (forecast.watch_from, learned.watch_from) if t is not None]
    return replace(
        learned,
        close_by=min(closes, default=None),
        close_reason=None if closes else learned.close_reason,
        watch_from=min(watches, default=None),
        reopen_not_before=later_of(forecast.reopen_not_before, learned.reopen_not_before),
        reopen_with_loss=later_of(forecast.reopen_with_loss, learned.reopen_with_loss),
        reopen_reason=forecast.reopen_reason or learned.reopen_reason,
    )


def learning(
    samples: int,
    effective: float,
    forecast: Sequence[Hit],
    hits: Sequence[Hit],
    warnings: Sequence[Prose],
    *,
    both_ways: bool,
) -> Learning:
    """The change in words, and the clocks as they were."""
    moved = {
        old.site: Before(old.close_by, old.reopen_not_before)
        for old, new in zip(forecast, hits, strict=True)
        if (old.close_by, old.reopen_not_before) != (new.close_by, new.reopen_not_before)
    }
    lines = tuple(_lines(samples, effective, forecast, hits, both_ways=both_ways))
    return Learning(samples, effective, moved, (*lines, *warnings))


def _lines(
    samples: int,
    effective: float,
    forecast: Sequence[Hit],
    hits: Sequence[Hit],
    *,
    both_ways: bool,
) -> Iterator[Prose]:
    yield Text(
        "{n} samples used; {share} % of the forecast's runs agree with them",
        n=samples,
        share=f"{100 * effective:.0f}",
    )
    pairs = [(o, n) for o, n in zip(forecast, hits, strict=True) if n.has_clocks]
    for old, new in pairs[:1] + [pair for pair in pairs if pair[1].is_intake][:1]:
        yield Text(
            "{name}: front {a} to {b} h after the start, before the samples {c} to {d} h",
            name=new.title,
            a=early_h(new.front_h[0]),
            b=late_h(new.front_h[2]),
            c=early_h(old.front_h[0]),
            d=late_h(old.front_h[2]),
        )
        if new.close_by is not None and new.close_by != old.close_by:
            yield Text(
                "{name}: close by {new}, before the samples {old}",
                name=new.title,
                new=beijing(new.close_by),
                old="—" if old.close_by is None else beijing(old.close_by),
            )
    if not both_ways:
        yield Text(
            "No closing is delayed and no reopening brought forward until two samples agree and "
            "the officer confirms"
        )
