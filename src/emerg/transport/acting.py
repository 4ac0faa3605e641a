"""What is done to the river on the way: held, cleaned, led aside, let out; and what it passes.

A hold delays what comes while it lasts: its front until the gates open, its tail by all its hours,
for the held water runs on behind. What is removed or led aside is missing from what passes after it
began (`treated`). An outflow changes the flow, so the way below is run anew; what it holds back is
missing below, and a wave of it outruns the water, so more outflow counts for the front as soon as
any of the cloud is above it, and less of it only when it came in time. Front, peak and tail may so
each fare by a passage of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from emerg.geodesy import FloatArray
from emerg.network.flow import Flows, reading_m3_s
from emerg.transport.ensemble import EVERY, Passage, passage_of
from emerg.transport.measures import Measure, Passages, River, Store
from emerg.transport.rates import Rates
from emerg.transport.release import Curve
from emerg.transport.stored import Stay, past, together
from emerg.transport.treated import Treatment, edges, phase_of

Part: TypeAlias = Literal["front", "peak", "tail"]
# More outflow counts by the other end of the cloud.
OTHER_END: dict[Part, Part] = {"front": "tail", "peak": "peak", "tail": "front"}


def passages(
    river: River, stores: Sequence[Store], measures: Sequence[Measure], rates: Rates
) -> Passages:
    """The cloud past `stores` under `measures`."""
    for measure in measures:
        if measure.changes_flow:
            river = river.cut(measure.column)
    front, after = _acted(river, stores, measures, rates, "front")
    peak = tail = front
    if any(measure.begins_s > -np.inf for measure in measures):
        peak, _after = _acted(river, stores, measures, rates, "peak")
        tail, after = _acted(river, stores, measures, rates, "tail")
    earliest = _acted(river, (), measures, rates, "front")[0] if stores else front
    return Passages(earliest, front, peak, tail, after)


@dataclass(frozen=True)
class _State:
    """The river under what has been done so far, down to the place of the next.

    Attributes
    ----------
    delay_s : array, shape (members, points)
    soonest_s, after_s : array, shape (points,)
        Delay of the fastest formula; how long at least the tail stands behind the front.
    """

    river: River
    rates: Rates
    flows: Flows
    passage: Passage
    delay_s: FloatArray
    soonest_s: FloatArray
    after_s: FloatArray
    treated: tuple[Treatment, ...] = ()
    mixing: tuple[tuple[NDArray[np.bool_], Stay], ...] = ()

    def at(self, column: int) -> Curve:
        """What passes the place of a column, before anything is taken out of it."""
        return replace(passage_of(self.told, EVERY, column), treated=()).curve(self.rates)

    def flow_m3_s(self, column: int) -> FloatArray:
        """What runs on just below the place of a column, shape (members,)."""
        points = self.river.points
        index, share = int(points.index[column]), float(points.share[column])
        if share == 1.0 and index + 1 < self.flows.upper.shape[1]:
            return self.flows.upper[:, index + 1]
        found: FloatArray = self.flows.at(points.index[[column]], points.share[[column]])[:, 0]
        return found

    @property
    def told(self) -> Passage:
        """The passage under all this."""
        p, delay = self.passage, self.delay_s
        cloud = replace(p.river, shift=p.river.shift + delay)
        stays = [Stay(np.outer(s.mixing_s, b), np.outer(s.delay_s, b)) for b, s in self.mixing]
        return replace(
            p,
            cloud=past(cloud, together(stays)) if stays else cloud,
            treated=self.treated,
            slick_s=p.slick_s + delay,
            fastest_s=p.fastest_s + self.soonest_s,
            slick_fastest_s=p.slick_fastest_s + self.soonest_s,
        )


def _acted(
    river: River, stores: Sequence[Store], measures: Sequence[Measure], rates: Rates, part: Part
) -> tuple[Passage, FloatArray]:
    """The passage as this part of the cloud has it, and how far the tail stands behind the front.

    At one place what changes the flow comes before what is stored there.
    """
    none = np.zeros(len(river.distance_m))
    if not stores and not measures:
        return river.untouched, none
    delay = np.zeros(river.untouched.discharge_m3_s.shape)
    state = _State(river, rates, river.flows, river.untouched, delay, none, none)
    things: tuple[Measure | Store, ...] = (*measures, *stores)
    for thing in sorted(things, key=lambda thing: float(river.distance_m[thing.column])):
        if isinstance(thing, Store):
            state = _past_store(state, thing)
        else:
            state = _under(state, thing, part)
    return state.told, state.after_s


def _past_store(state: _State, store: Store) -> _State:
    draws, below = state.river.draws, state.river.below(store.column)
    low, high = store.volume_m3
    flow = state.flow_m3_s(store.column)
    stay = (low + draws.storage * (high - low)) / flow
    mixes = draws.transverse
    after = np.where(below, 3 * high / np.quantile(flow, 0.05), 0.0)
    return replace(
        state,
        mixing=(*state.mixing, (below, Stay(stay * mixes, stay * (1 - mixes)))),
        after_s=state.after_s + after,
    )


def _under(state: _State, measure: Measure, part: Part) -> _State:
    match measure.kind:
        case "hold":
            return _held(state, measure, part)
        case "remove":
            return _treated(state, measure, np.full(state.river.draws.members, measure.share))
        case "divert":
            share = np.full(state.river.draws.members, measure.share)
            less = -measure.share * state.flow_m3_s(measure.column)
            stands = _in_time(state, measure, part)
            return _at_flow(_treated(state, measure, share), measure, np.where(stands, less, 0.0))
        case "outflow":
            return _let_out(state, measure, part)


def _held(state: _State, measure: Measure, part: Part) -> _State:
    """Until the gates open or the space is full; the tail by all the hours of the hold."""
    below, column = state.river.below(measure.column), measure.column
    front, peak, tail = edges(state.at(column))
    lasts = np.minimum(measure.hold_s, measure.space_m3 / state.flow_m3_s(column))
    begins = np.full(len(front), measure.begins_s)
    if measure.as_comes:
        begins = np.maximum(begins, front)
    opens = begins + lasts
    if part == "tail":
        delay = np.where((tail >= begins) & (opens > front), lasts, 0.0)
    else:
        comes = np.where((part == "peak") & (begins > front), peak, front)
        delay = np.where(comes >= begins, np.maximum(opens - comes, 0.0), 0.0)
    fastest = float(state.told.fastest_s[column])
    soonest = max(measure.begins_s, fastest) if measure.as_comes else measure.begins_s
    sooner = max(soonest + float(lasts.min()) - fastest, 0.0) if fastest >= soonest else 0.0
    return replace(
        state,
        delay_s=state.delay_s + np.outer(delay, below),
        soonest_s=state.soonest_s + np.where(below, sooner, 0.0),
        after_s=state.after_s + np.where(below & (state.after_s > 0), np.median(delay), 0.0),
    )


def _let_out(state: _State, measure: Measure, part: Part) -> _State:
    """More water thins and speeds; of less, what is held back carries its share of the mass."""
    flow = state.flow_m3_s(measure.column)
    more = reading_m3_s(*measure.outflow_m3_s, state.river.draws.reading) - flow
    counts = np.where(
        more > 0, _in_time(state, measure, OTHER_END[part]), _in_time(state, measure, part)
    )
    back = np.clip(-more / flow, 0.0, 1.0)
    return _at_flow(_treated(state, measure, back), measure, np.where(counts, more, 0.0))


def _treated(state: _State, measure: Measure, share: FloatArray) -> _State:
    """Without a share (members,) of what passes after the measure began."""
    phase = np.full(len(share), -np.inf)
    if measure.begins_s > -np.inf:
        phase = phase_of(state.at(measure.column), measure.begins_s)
    below = state.river.below(measure.column)
    treatment = Treatment(np.where(below, phase[:, None], -np.inf), 1 - np.outer(share, below))
    return replace(state, treated=(*state.treated, treatment))


def _in_time(state: _State, measure: Measure, part: Part) -> NDArray[np.bool_]:
    """Whether the measure stood before this part of the cloud came, shape (members,)."""
    if measure.begins_s == -np.inf:
        return np.ones(state.river.draws.members, dtype=bool)
    front, peak, tail = edges(state.at(measure.column))
    comes = {"front": front, "peak": peak, "tail": tail}[part]
    found: NDArray[np.bool_] = measure.begins_s <= comes
    return found


def _at_flow(state: _State, measure: Measure, more_m3_s: FloatArray) -> _State:
    """The way below run anew with so much more, or less, water."""
    flows = state.flows.changed(int(state.river.points.index[measure.column]) + 1, more_m3_s)
    below, anew = state.river.below(measure.column), state.river.run(flows)
    return replace(state, flows=flows, passage=_either(below, anew, state.passage))


def _either(chosen: NDArray[np.bool_], one: Any, other: Any) -> Any:
    """Arrays of `one` where `chosen` and of the `other` elsewhere, dataclasses field by field."""
    if isinstance(one, np.ndarray):
        return np.where(chosen, one, other)
    if not is_dataclass(one) or isinstance(one, type):
        return one
    names = [spec.name for spec in fields(one)]
    parts = {name: _either(chosen, getattr(one, name), getattr(other, name)) for name in names}
    return replace(one, **parts)
