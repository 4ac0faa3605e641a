"""Where the axes of a chart have their ticks, and what is written there. Knows no widget."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from math import ceil, floor, log10
from typing import TypeAlias

from emerg.units import BEIJING, HOUR_S, significant

# A place on the axis, and what is written there.
Tick: TypeAlias = tuple[float, str]
# What has ticks: from, to, and how many characters there is room for in between.
Ticks: TypeAlias = Callable[[float, float, float], list[Tick]]

HOUR_STEPS = (0.5, 1.0, 2.0, 3.0, 6.0, 12.0, 24.0, 48.0, 96.0, 192.0, 384.0)
DAY_H = 24.0
# Characters a tick takes, the gap to the next included.
FIGURE, DATE, NUMBER = 6.0, 15.0, 1.5
# Over more decades than this only whole powers of ten are written.
FEW_DECADES = 2.0


def none(_low: float, _high: float, _room: float) -> list[Tick]:
    """An axis without ticks."""
    return []


def plain(low: float, high: float, room: float) -> list[Tick]:
    """Round figures.

    >>> plain(0.0, 1.0, 30.0)
    [(0.0, '0'), (0.2, '0.2'), (0.4, '0.4'), (0.6, '0.6'), (0.8, '0.8'), (1.0, '1')]
    """
    step = _round_step((high - low) / max(room / FIGURE, 1.0))
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [(round(n * step, 12), f"{round(n * step, 12):g}") for n in range(first, last + 1)]


def powers(low: float, high: float, room: float) -> list[Tick]:
    """Figures whose logarithms lie between `low` and `high`.

    >>> powers(-2.0, 0.0, 30.0)[:3]
    [(-2.0, '0.01'), (-1.6989700043360187, '0.02'), (-1.3010299956639813, '0.05')]
    """
    parts = (1, 2, 5) if high - low <= FEW_DECADES else (1,)
    every = max(ceil((high - low) / max(room / FIGURE, 1.0)), 1)
    found = [
        (log10(part * 10.0**power), significant(part * 10.0**power, 1))
        for power in range(floor(low), ceil(high) + 1)
        if power % every == 0
        for part in parts
    ]
    return [tick for tick in found if low - 1e-9 <= tick[0] <= high + 1e-9]


def hours(low: float, high: float, room: float) -> list[Tick]:
    """Whole hours, or whole days.

    >>> [text for _h, text in hours(0.0, 30.0, 42.0)]
    ['0', '6', '12', '18', '24', '30']
    """
    step = _step(HOUR_STEPS, high - low, room / FIGURE)
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return [(n * step, f"{n * step:g}") for n in range(first, last + 1)]


def clock(start: datetime | None) -> Ticks:
    """Round times of the Beijing clock, for hours after `start`: dated where a day begins."""

    def found(low: float, high: float, room: float) -> list[Tick]:
        if start is None:
            return []
        step = _step(HOUR_STEPS[1:], high - low, room / DATE)
        local = start.astimezone(BEIJING)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        before_h = (local - midnight).total_seconds() / HOUR_S
        first, last = ceil((low + before_h) / step), floor((high + before_h) / step)
        moments = [midnight + timedelta(hours=n * step) for n in range(first, last + 1)]
        at = [n * step - before_h for n in range(first, last + 1)]
        return list(zip(at, _dated(moments), strict=True))

    return found


def numbered(stops: Iterable[tuple[float, int, bool]]) -> list[tuple[float, str, bool]]:
    """The numbers of places by where they are, those at one place together.

    >>> numbered([(33.0, 1, False), (33.0, 2, True), (33.0, 5, False)])
    [(33.0, '1–2,5', True)]
    """
    there: dict[float, list[tuple[int, bool]]] = {}
    for at, number, first in stops:
        there.setdefault(at, []).append((number, first))
    return [
        (at, _ranges(sorted(n for n, _ in found)), any(first for _, first in found))
        for at, found in there.items()
    ]


def _ranges(numbers: Sequence[int]) -> str:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def numbers(stops: Sequence[tuple[float, str, bool]]) -> Ticks:
    """Numbers of places where there is room for them: those that matter more come first."""

    def found(low: float, high: float, room: float) -> list[Tick]:
        if high <= low:
            return []
        per_character = (high - low) / max(room, 1.0)
        taken: list[tuple[float, float]] = []
        ticks: list[Tick] = []
        for at, text, _first in sorted(stops, key=lambda stop: not stop[2]):
            half = (len(text) + NUMBER) * per_character / 2
            if low <= at <= high and all(at + half <= a or at - half >= b for a, b in taken):
                taken.append((at - half, at + half))
                ticks.append((at, text))
        return sorted(ticks)

    return found


def _dated(moments: Iterable[datetime]) -> list[str]:
    texts: list[str] = []
    day = None
    for moment in moments:
        texts.append(f"{moment:%m-%d %H:%M}" if moment.date() != day else f"{moment:%H:%M}")
        day = moment.date()
    return texts


def _step(steps: Sequence[float], span: float, most: float) -> float:
    """The smallest step that makes no more than `most` ticks."""
    most, last = max(most, 1.0), steps[-1]
    found = (step for step in steps if span / step <= most)
    return next(found, last * max(ceil(span / most / last), 1))


def _round_step(least: float) -> float:
    """1, 2 or 5 times a power of ten, not below `least`."""
    power = 10.0 ** floor(log10(max(least, 1e-12)))
    return next(part * power for part in (1, 2, 5, 10) if part * power >= least * (1 - 1e-9))
