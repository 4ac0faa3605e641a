"""From an incident placed on the network to its hit list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from emerg.geodesy import FloatArray, IntArray
from emerg.hazards.limits import Limits
from emerg.hazards.substances import Substance
from emerg.network.flow import Flows, Known, Season, flows
from emerg.network.river import Course, Place
from emerg.playbooks.rivers import Rivers, seasons
from emerg.playbooks.schema import Site
from emerg.response.entering import head, release_of
from emerg.response.fate import loss_per_s
from emerg.response.field import (
    Released,
    Seen,
    check_times,
    log_weights,
    measured_fraction,
    put_on_the_way,
)
from emerg.response.hit_maker import HitMaker, three
from emerg.response.hits import Hit, Three
from emerg.response.incident import Scenario
from emerg.response.known_flow import known_flow
from emerg.response.learned import ENOUGH, Learning, corrected, learning
from emerg.response.limits import Governing, governing
from emerg.response.way_down import HIT_LAYERS, Passed, WayDown, reach_lengths_m, ways_down
from emerg.response.weighing import weigh
from emerg.transport.course import Way, way
from emerg.transport.draws import Draws, draw, taken, widened
from emerg.transport.ensemble import Passage, Points, passage, passage_of
from emerg.transport.forecast import Forecast, Watch, forecast, spread_mass
from emerg.units import BEIJING


@dataclass(frozen=True, slots=True)
class Case:
    """What is to be forecast, wherever it enters the river.

    Attributes
    ----------
    amount_kg : (low, high) or None
        Of the product; None is not known.
    now : datetime
        Gives the month where the start is not known.
    """

    rivers: Rivers
    scenario: Scenario
    substance: Substance
    amount_kg: tuple[float, float] | None
    limits: Limits
    now: datetime

    def seasons(self, course: Course) -> dict[str, Season]:
        """Flow factors of the month of the release, by playbook on the way."""
        start = self.scenario.start
        month = (self.now if start is None else start.earliest).astimezone(BEIJING).month
        books = {reach.playbook for reach in course.reaches}
        return {book: seasons(self.rivers.playbooks[book], month) for book in books}


@dataclass(frozen=True, slots=True)
class Traced:
    """One way down with its hits, soonest first.

    Attributes
    ----------
    distance_m, earliest_s : array
        At every place watched, also those that are no hits: for the line on the map.
    release_m3_s : (5, 50, 95 %)
        Flow where the release enters.
    learned : Learning or None
        What samples changed; None without any.
    """

    way: WayDown
    hits: tuple[Hit, ...]
    distance_m: FloatArray
    earliest_s: FloatArray
    release_m3_s: Three
    fronts: Mapping[str, Three]
    learned: Learning | None


def trace_hits(case: Case, place: Place) -> tuple[Traced, ...]:
    """Every way down from `place` and who is hit; the way with the largest share first."""
    return tuple(_trace(case, place, down) for down in ways_down(case.rivers, place))


@dataclass(frozen=True, slots=True)
class _Stage:
    """One way down, ready to be run: what is known of it and what was found on it."""

    case: Case
    down: WayDown
    way: Way
    known: Known
    seen: tuple[Seen, ...]
    rules: tuple[Governing, ...]

    @property
    def places(self) -> slice:
        """The columns of the places; those of the samples follow."""
        return slice(0, len(self.down.passed))


@dataclass(frozen=True, slots=True)
class _Run:
    """The ensemble carried down."""

    draws: Draws
    flows: Flows
    passage: Passage

    @property
    def entering_m3_s(self) -> Three:
        """Flow where the release enters: 5, 50, 95 %."""
        low, likely, high = np.quantile(self.flows.upper[:, 0], (0.05, 0.5, 0.95))
        return float(low), float(likely), float(high)


def _trace(case: Case, place: Place, down: WayDown) -> Traced:
    stage = _Stage(
        case,
        down,
        way(down.course),
        known_flow(case.rivers, place, down.course, case.scenario.flow),
        put_on_the_way(case.rivers, down, case.scenario.samples, reach_lengths_m(down.course)),
        tuple(_governing(case, passed.site) for passed in down.passed),
    )
    run = _run(stage, 1.0)
    hits, found = _hits(stage, run, None)
    learned = None
    if stage.seen and case.scenario.start is not None:
        hits, found, learned = _learned(stage, run, hits)
    return Traced(
        down,
        numbered(hits),
        np.array([passed.distance_m for passed in down.passed]),
        found.front_s[0],
        run.entering_m3_s,
        {passed.site.id: three(found.front_s, i) for i, passed in enumerate(down.passed)},
        learned,
    )


def _run(stage: _Stage, wider: float) -> _Run:
    """Carry the ensemble down; above the samples velocities are `wider` than usual."""
    arrays = stage.way
    draws = draw(len(arrays.reaches), int(arrays.river.max()) + 1)
    if wider > 1.0:
        above = np.arange(max(seen.index for seen in stage.seen) + 1)
        draws = widened(draws, np.unique(arrays.river[above]), above, wider)
    course = stage.down.course
    stream = flows(course, stage.known, stage.case.seasons(course), draws.season, draws.reading)
    scenario = stage.case.scenario
    carried = passage(
        arrays,
        stream,
        _points([*stage.down.passed, *stage.seen]),
        draws,
        head=head(scenario),
        wind_m_s=scenario.wind_m_s or 0.0,
    )
    return _Run(draws, stream, carried)


def _hits(
    stage: _Stage, run: _Run, members: IntArray | None, *, measured: bool = False
) -> tuple[list[Hit], Forecast]:
    """The hits of a run, or of those of its members that are left after learning."""
    case = stage.case
    draws, carried = run.draws, run.passage
    if stage.seen:
        every = np.arange(draws.members) if members is None else members
        draws, carried = taken(draws, every), passage_of(carried, every, stage.places)
    if members is not None and measured:
        # Where samples agree, what was measured has the last word over the fastest formula.
        never = np.full_like(carried.fastest_s, np.inf)
        carried = replace(carried, fastest_s=never, slick_fastest_s=never)
    release = release_of(case.scenario, case.substance, case.amount_kg, run.entering_m3_s)
    loss = loss_per_s(case.scenario, case.substance, stage.down, stage.way, carried)
    found = forecast(carried, draws, release, _watch(stage.rules, loss))
    maker = HitMaker(
        case.rivers, case.scenario, case.substance, release, stage.way, found, stage.down
    )
    hits = [
        maker.hit(number, passed, stage.rules[number])
        for number, passed in enumerate(stage.down.passed)
        if passed.site.layer in HIT_LAYERS and _counts(passed.site, case.scenario)
    ]
    return hits, found


def _learned(
    stage: _Stage, prior: _Run, forecast_hits: list[Hit]
) -> tuple[list[Hit], Forecast, Learning]:
    """The hits after the samples, their clocks to the cautious side, and the change in words."""
    scenario = stage.case.scenario
    assert scenario.start is not None
    check_times(stage.seen, scenario.start)
    weighed = weigh(
        lambda wider: prior if wider == 1.0 else _run(stage, wider),
        lambda run: _log_weights(stage, run),
        len(stage.seen),
    )
    left = None if weighed.contradicted else weighed.members
    agreed = len(stage.seen) >= ENOUGH and not weighed.warnings
    hits, found = _hits(stage, weighed.run, left, measured=agreed)
    both_ways = scenario.confirmed and agreed
    hits = corrected(forecast_hits, hits, both_ways=both_ways)
    told = learning(
        len(stage.seen),
        weighed.effective,
        forecast_hits,
        hits,
        weighed.warnings,
        both_ways=both_ways,
    )
    return hits, found, told


def _log_weights(stage: _Stage, run: _Run) -> FloatArray:
    case = stage.case
    start = case.scenario.start
    assert start is not None
    release = release_of(case.scenario, case.substance, case.amount_kg, run.entering_m3_s)
    mass = None
    if release.mass_kg is not None and release.mixes:
        mass = spread_mass(release.mass_kg, run.draws)
    return log_weights(
        stage.seen,
        run.passage,
        stage.places.stop,
        run.draws,
        start,
        Released(mass, np.array(release.duration_s or 0.0)),
        [measured_fraction(case.substance, seen.sample) for seen in stage.seen],
    )


def _points(places: Sequence[Passed | Seen]) -> Points:
    return Points(
        np.array([place.index for place in places], dtype=np.intp),
        np.array([place.share for place in places], dtype=np.float64),
    )


def _governing(case: Case, site: Site) -> Governing:
    return governing(case.substance, site, case.rivers.playbook_of(site.river), case.limits)


def numbered(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits in order of the earliest front, then down the river, numbered from 1."""
    ordered = sorted(hits, key=lambda hit: (hit.front_h[0], hit.distance_m))
    return tuple(replace(hit, number=number) for number, hit in enumerate(ordered, start=1))


def _counts(site: Site, scenario: Scenario) -> bool:
    """Examples are read in exercises only; what was withdrawn is history."""
    return scenario.exercise or site.confidence != "example"


def _watch(rules: Sequence[Governing], loss_per_s: FloatArray | None) -> Watch:
    return Watch(
        fraction=np.array([rule.fraction for rule in rules]),
        limit_mg_l=np.array(
            [np.nan if rule.limit_mg_l is None else rule.limit_mg_l for rule in rules]
        ),
        background_mg_l=np.array([rule.background_mg_l for rule in rules]),
        loss_per_s=loss_per_s,
    )
