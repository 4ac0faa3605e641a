"""Where to hold a spill: every place on the way by what it takes and spares, and the time left.

The places are those of `candidates`; the figures are reckoned at the flow of the day by the same
ensemble as the hit list. What is not known of a place is told, and nothing is made of it.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from math import inf

from emerg.network.river import Place
from emerg.response.candidates import Candidate
from emerg.response.combining import Crews, Together, best_together
from emerg.response.effect import Effect, Outcome, effect
from emerg.response.forecasting import staged
from emerg.response.hits import Hit
from emerg.response.holding_ground import Ground
from emerg.response.holding_option import STATES, Combination, HoldingOption
from emerg.response.holding_space import spaces
from emerg.response.holding_table import HoldingTable, load_holding
from emerg.response.ledger import Ledger
from emerg.response.methods import options_at
from emerg.response.reckoning import Reckoner
from emerg.response.running import Case
from emerg.response.to_hold import volume_ledger
from emerg.response.waters import put_on, water_at
from emerg.texts import Text
from emerg.transport import measures as transport
from emerg.units import HOUR_S

# The nearest places are the ones that can still be chosen among.
MOST_PLACES = 40
NOBODY_BELOW = Text("no place below where water is drawn is listed")


@dataclass(frozen=True, slots=True)
class Ready:
    """Who could be there: hours from now until a crew of a skill is at a place; and how many.

    Attributes
    ----------
    arrival_h : mapping of (skill, place id) to float
        Of a boom: until its crew and enough boom are there.
    too_little : set of place id
        Where all the boom there is does not reach across.
    """

    arrival_h: Mapping[tuple[str, str], float]
    crews: Crews | None = None
    too_little: Set[str] = frozenset()


NOBODY = Ready({})


@dataclass(frozen=True, slots=True)
class Containment:
    """The options, best first; what does most together; and the room there is for the water.

    Attributes
    ----------
    options : tuple of HoldingOption
        Every method at every place, the one to look at first first.
    left_out : int
        Places further down that were not looked at.
    next_target : (Hit, float or None) or None
        The next place where water may be drawn that the front has not reached, and the hours left.
    """

    now: datetime
    table: HoldingTable
    options: tuple[HoldingOption, ...]
    best: Combination | None
    ledger: Ledger
    next_target: tuple[Hit, float | None] | None
    crews_known: bool
    wet: bool
    left_out: int = 0
    exercise: bool = False


def containment(
    case: Case,
    place: Place,
    hits: Sequence[Hit],
    places: Sequence[Candidate],
    now: datetime,
    ready: Ready = NOBODY,
    tick: Callable[[], None] = lambda: None,
) -> Containment:
    """Every way to hold the spill that entered at `place`, as it stands `now`.

    `tick` is called before every reckoning: whoever wants to stop raises there.

    Raises
    ------
    InputError
        A store or measure of the scenario does not lie on the way down.
    """
    table, stage = load_holding(), staged(case, place)[0]
    ahead, left_out = _ahead(places)
    put = put_on(stage, ahead)
    doing = Reckoner(stage, stage.done, tuple(done for _place, done in put))
    ground = Ground(case, stage.down, hits, now, table, ready.arrival_h, ready.too_little)
    options = [
        option
        for number, (candidate, _done) in enumerate(put)
        for option in options_at(
            ground,
            candidate,
            water_at(doing, number),
        )
    ]
    where = {candidate.id: number for number, (candidate, _done) in enumerate(put)}
    reckoned = _Reckoned(doing, where, ground, tick)
    options = [reckoned.with_effect(one) for one in options]
    return Containment(
        now,
        table,
        tuple(sorted(options, key=_worth)),
        best_together(options, reckoned.together, ready.crews),
        volume_ledger(case, doing, spaces(options)),
        _next_target(ground),
        bool(ready.arrival_h),
        ground.wet,
        left_out,
        case.scenario.exercise,
    )


def at_time(found: Containment, now: datetime) -> Containment:
    """The same as it stands at another moment: the front is so much nearer, and slack the less."""
    gone_h = (now - found.now).total_seconds() / HOUR_S
    options = {one.id: _nearer(one, gone_h) for one in found.options}
    best, target = found.best, found.next_target
    if best is not None:
        best = replace(best, options=tuple(options[one.id] for one in best.options))
    if target is not None and target[1] is not None:
        target = (target[0], target[1] - gone_h)
    by_worth = tuple(sorted(options.values(), key=_worth))
    return replace(found, now=now, options=by_worth, best=best, next_target=target)


def _nearer(option: HoldingOption, gone_h: float) -> HoldingOption:
    if option.front_in_h is None:
        return option
    return replace(option, front_in_h=option.front_in_h - gone_h)


def _ahead(places: Sequence[Candidate]) -> tuple[list[Candidate], int]:
    """The nearest places; those of the playbook before any that a road comes to."""
    listed = [one for one in places if one.kind == "site"]
    others = [one for one in places if one.kind != "site"]
    chosen = (listed + others)[:MOST_PLACES]
    return sorted(chosen, key=lambda one: (one.front_h, one.id)), len(places) - len(chosen)


@dataclass(frozen=True)
class _Reckoned:
    """Effects of options at numbered places."""

    doing: Reckoner
    where: Mapping[str, int]
    ground: Ground
    tick: Callable[[], None]

    def with_effect(self, option: HoldingOption) -> HoldingOption:
        if option.why_not:
            return option
        if not self.doing.above_any(self.where[option.place.id]):
            return replace(option, why_not=NOBODY_BELOW)
        return replace(option, effect=self.together((option,)))

    def together(self, options: Together) -> Effect:
        """What these spare together."""
        self.tick()
        with_them = self.doing.outcomes([self._measure(one) for one in options])
        return effect(self.doing.receivers, self.without, with_them)

    @property
    def without(self) -> Sequence[Outcome]:
        return self.doing.untouched

    def _measure(self, option: HoldingOption) -> transport.Measure:
        """What is done, by its lower figure; in time, or as late as it is."""
        late = option.state in ("too_late", "passed") and option.ready_h is not None
        return self.doing.measure(
            self.where[option.place.id],
            share=None if option.removal is None else option.removal.share[0],
            space_m3=inf if option.held_m3 is None else option.held_m3,
            hold_s=inf if option.asked_h is None else option.asked_h * HOUR_S,
            begins_s=self.ground.begins_s(option.ready_h or 0.0) if late else -inf,
        )


def _worth(option: HoldingOption) -> tuple[int, bool, bool, tuple[float, ...], float]:
    """In time first; then what helps, by space that is known, most first; then the nearest."""
    rank = option.effect.rank if option.effect is not None else (0.0,) * 4
    return (
        STATES.index(option.state),
        not option.helps,
        option.asked_m3 is not None,
        tuple(-value for value in rank),
        option.place.front_h,
    )


def _next_target(ground: Ground) -> tuple[Hit, float | None] | None:
    for hit in ground.drinkers:
        left = ground.left_h(hit.front_h[0])
        if left is None or left > 0:
            return hit, left
    return None
