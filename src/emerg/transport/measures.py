"""What is done to the river on the way: held, cleaned, led aside, let out; and what it passes.

A measure counts for a part of the cloud, its front, peak or tail, if it stood before that part came
by; so every part has a passage of its own. A hold delays what is below by its hours, or for as long
as its space lasts. What is removed or led aside is missing below. An outflow changes the flow, so
the way below is run anew at the new one; a wave of it outruns the water, so more outflow counts for
the front as soon as any of the cloud is above it, and less of it only when it came in time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from emerg.geodesy import FloatArray, IntArray
from emerg.network.flow import Flows, reading_m3_s
from emerg.transport.course import Way
from emerg.transport.draws import Draws
from emerg.transport.ensemble import Boundary, Passage, passage, passage_of
from emerg.transport.growth import Points
from emerg.transport.rates import Rates
from emerg.transport.release import Curve, curve
from emerg.transport.stored import Stay, past, together

Part: TypeAlias = Literal["front", "peak", "tail"]
Kind: TypeAlias = Literal["hold", "remove", "divert", "outflow"]
# More outflow counts by the other end of the cloud.
OTHER_END: dict[Part, Part] = {"front": "tail", "peak": "peak", "tail": "front"}
# Where a cloud begins and ends when it is asked whether a measure came in time.
EDGE = 0.01


@dataclass(frozen=True, slots=True)
class Store:
    """A reservoir at a column of the points, holding between these volumes [m³]."""

    column: int
    volume_m3: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Measure:
    """Something done at a column of the points.

    Attributes
    ----------
    begins_s : float
        After the start of the release; -inf stands in time.
    hold_s, space_m3 : float
        How long it holds, and no longer than this space takes what comes; infinite where no matter.
    share : float
        Of the mass removed, or of the river led aside with what is in it.
    outflow_m3_s : (low, high)
        What runs on below.
    """

    kind: Kind
    column: int
    begins_s: float = -np.inf
    hold_s: float = np.inf
    space_m3: float = np.inf
    share: float = 0.0
    outflow_m3_s: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True)
class River:
    """The ensemble before anything is done, and where it is watched; `distance_m` (points,)."""

    way: Way
    flows: Flows
    points: Points
    distance_m: FloatArray
    draws: Draws
    head: Boundary = Boundary()
    wind_m_s: float = 0.0

    def run(self, flows: Flows) -> Passage:
        """Carry the ensemble down at these flows."""
        return passage(
            self.way, flows, self.points, self.draws, head=self.head, wind_m_s=self.wind_m_s
        )

    def below(self, column: int) -> NDArray[np.bool_]:
        """Which points lie below that one."""
        found: NDArray[np.bool_] = self.distance_m > self.distance_m[column]
        return found

    @cached_property
    def untouched(self) -> Passage:
        return self.run(self.flows)


@dataclass(frozen=True, slots=True)
class Passages:
    """The cloud as its earliest front has it, and as its likely front, its peak and tail do.

    The earliest takes no credit for what is stored. Where nothing lies on the way and nothing is
    done there, all four are one.

    Attributes
    ----------
    tail_after_s : array, shape (points,)
        The tail stands at least so long after the front: three times V/Q of what it passed.
    """

    earliest: Passage
    front: Passage
    peak: Passage
    tail: Passage
    tail_after_s: FloatArray

    def part(self, members: IntArray, points: slice) -> "Passages":
        """These members at these points."""
        return self._each(lambda p: passage_of(p, members, points), self.tail_after_s[points])

    def without_formula(self) -> "Passages":
        """Only the members count: no formula's fastest front comes before theirs."""

        def bare(p: Passage) -> Passage:
            never = np.full_like(p.fastest_s, np.inf)
            return replace(p, fastest_s=never, slick_fastest_s=never)

        return self._each(bare, self.tail_after_s)

    def _each(self, change: Callable[[Passage], Passage], after_s: FloatArray) -> "Passages":
        """Every passage changed; those that are one stay one."""
        changed = {id(p): change(p) for p in (self.earliest, self.front, self.peak, self.tail)}
        return Passages(
            changed[id(self.earliest)],
            changed[id(self.front)],
            changed[id(self.peak)],
            changed[id(self.tail)],
            after_s,
        )


def passages(
    river: River, stores: Sequence[Store], measures: Sequence[Measure], rates: Rates
) -> Passages:
    """The cloud past `stores` under `measures`."""
    front = _acted(river, stores, measures, rates, "front")
    peak = tail = front
    if any(measure.begins_s > -np.inf for measure in measures):
        peak = _acted(river, stores, measures, rates, "peak")
        tail = _acted(river, stores, measures, rates, "tail")
    earliest = _acted(river, (), measures, rates, "front") if stores else front
    after = np.zeros(len(river.distance_m))
    for store in stores:
        least = np.quantile(river.untouched.discharge_m3_s[:, store.column], 0.05)
        after += np.where(river.below(store.column), 3 * store.volume_m3[1] / least, 0.0)
    return Passages(earliest, front, peak, tail, after)


@dataclass(frozen=True)
class _State:
    """The river under what has been done so far, down to the place of the next."""

    river: River
    rates: Rates
    flows: Flows
    passage: Passage
    delay_s: FloatArray
    kept: FloatArray
    mixing: tuple[tuple[NDArray[np.bool_], Stay], ...] = ()

    def at(self, column: int) -> Curve:
        """What passes the place of a column."""
        here = self.passage.river.part((slice(None), column))
        here = replace(here, shift=here.shift + self.delay_s[:, column])
        stays = [stay for below, stay in self.mixing if below[column]]
        return curve(past(here, together(stays)) if stays else here, self.rates)


def _acted(
    river: River, stores: Sequence[Store], measures: Sequence[Measure], rates: Rates, part: Part
) -> Passage:
    """The passage as this part of the cloud has it."""
    if not stores and not measures:
        return river.untouched
    shape = river.untouched.discharge_m3_s.shape
    state = _State(river, rates, river.flows, river.untouched, np.zeros(shape), np.ones(shape))
    things: tuple[Store | Measure, ...] = (*stores, *measures)
    for thing in sorted(things, key=lambda thing: float(river.distance_m[thing.column])):
        if isinstance(thing, Store):
            state = _past_store(state, thing)
        else:
            state = _under(state, thing, part)
    return _passage(state)


def _past_store(state: _State, store: Store) -> _State:
    draws, below = state.river.draws, state.river.below(store.column)
    low, high = store.volume_m3
    stay = (low + draws.storage * (high - low)) / state.passage.discharge_m3_s[:, store.column]
    mixes = draws.transverse
    return replace(state, mixing=(*state.mixing, (below, Stay(stay * mixes, stay * (1 - mixes)))))


def _under(state: _State, measure: Measure, part: Part) -> _State:
    below = state.river.below(measure.column)
    flow = state.passage.discharge_m3_s[:, measure.column]
    stands = _in_time(state, measure, part)
    if measure.kind == "hold":
        hold = np.where(stands, np.minimum(measure.hold_s, measure.space_m3 / flow), 0.0)
        return replace(state, delay_s=state.delay_s + np.outer(hold, below))
    if measure.kind == "outflow":
        more = reading_m3_s(*measure.outflow_m3_s, state.river.draws.reading) - flow
        counts = np.where(more > 0, _in_time(state, measure, OTHER_END[part]), stands)
        return _at_flow(state, measure, np.where(counts, more, 0.0))
    kept = state.kept * (1 - np.outer(np.where(stands, measure.share, 0.0), below))
    state = replace(state, kept=kept)
    if measure.kind == "divert":
        return _at_flow(state, measure, np.where(stands, -measure.share * flow, 0.0))
    return state


def _in_time(state: _State, measure: Measure, part: Part) -> NDArray[np.bool_]:
    """Whether the measure stood before this part of the cloud came, shape (members,)."""
    if measure.begins_s == -np.inf:
        return np.ones(state.river.draws.members, dtype=bool)
    here = state.at(measure.column)
    if part == "peak":
        comes = here.peak[0]
    else:
        comes = here.crossings(EDGE * here.peak[1])[0 if part == "front" else 1]
    found: NDArray[np.bool_] = measure.begins_s <= comes
    return found


def _at_flow(state: _State, measure: Measure, more_m3_s: FloatArray) -> _State:
    """The way below run anew with so much more, or less, water."""
    flows = state.flows.changed(int(state.river.points.index[measure.column]), more_m3_s)
    below, anew = state.river.below(measure.column), state.river.run(flows)
    return replace(state, flows=flows, passage=_from_here(state.passage, anew, below))


def _from_here(above: Passage, anew: Passage, below: NDArray[np.bool_]) -> Passage:
    """One passage with the columns of another where it lies `below`."""
    found: Passage = _either(below, anew, above)
    return found


def _either(chosen: NDArray[np.bool_], one: Any, other: Any) -> Any:
    """Arrays of `one` where `chosen` and of the `other` elsewhere, dataclasses field by field."""
    if isinstance(one, np.ndarray):
        return np.where(chosen, one, other)
    if not is_dataclass(one) or isinstance(one, type):
        return one
    names = [spec.name for spec in fields(one)]
    parts = {name: _either(chosen, getattr(one, name), getattr(other, name)) for name in names}
    return replace(one, **parts)


def _passage(state: _State) -> Passage:
    p, delay = state.passage, state.delay_s
    cloud = replace(p.river, shift=p.river.shift + delay)
    stays = [Stay(np.outer(s.mixing_s, b), np.outer(s.delay_s, b)) for b, s in state.mixing]
    soonest = delay.min(axis=0)
    return replace(
        p,
        cloud=past(cloud, together(stays)) if stays else cloud,
        kept=state.kept,
        slick_s=p.slick_s + delay,
        fastest_s=p.fastest_s + soonest,
        slick_fastest_s=p.slick_fastest_s + soonest,
    )
