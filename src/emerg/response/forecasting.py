"""From an incident placed on the network to its hit list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from emerg.errors import InputError
from emerg.geodesy import FloatArray, IntArray
from emerg.network.river import Place
from emerg.playbooks.schema import Site
from emerg.response.entering import release_of
from emerg.response.fate import loss_per_s
from emerg.response.field import (
    Released,
    check_times,
    log_weights,
    measured_fraction,
    put_on_the_way,
)
from emerg.response.hit_maker import HitMaker, three
from emerg.response.hits import Hit, Three
from emerg.response.incident import Scenario, Spot
from emerg.response.known_flow import known_flow
from emerg.response.learned import ENOUGH, Learning, corrected, learning
from emerg.response.limits import Governing, governing
from emerg.response.running import Case, Done, Run, Stage, distances_m, run
from emerg.response.way_down import HIT_LAYERS, WayDown, put_on_way, ways_down, with_storage
from emerg.response.weighing import weigh
from emerg.response.what_if import in_words
from emerg.texts import Prose, Text
from emerg.transport.course import Way, way
from emerg.transport.draws import spread_mass, taken
from emerg.transport.forecast import Forecast, Watch
from emerg.transport.outlook import outlook


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
    done, planned : tuple of Prose
        The measures in words: those reckoned with, and those only thought of.
    acted : tuple of Hit or None
        The hits again with the measures that are only thought of; None without any.
    """

    way: WayDown
    hits: tuple[Hit, ...]
    distance_m: FloatArray
    earliest_s: FloatArray
    release_m3_s: Three
    fronts: Mapping[str, Three]
    learned: Learning | None
    done: tuple[Prose, ...] = ()
    planned: tuple[Prose, ...] = ()
    acted: tuple[Hit, ...] | None = None


def trace_hits(case: Case, place: Place) -> tuple[Traced, ...]:
    """Every way down from `place` and who is hit; the way with the largest share first.

    Raises
    ------
    InputError
        A sample, a store or a measure does not lie on the way down.
    """
    return tuple(_trace(stage, measures) for stage, measures in _ways(case, place))


def staged(case: Case, place: Place) -> tuple[Stage, ...]:
    """Every way down from `place`, ready to be run under what is confirmed."""
    return tuple(stage for stage, _measures in _ways(case, place))


def _ways(case: Case, place: Place) -> Iterator[tuple[Stage, tuple[Done, ...]]]:
    """Every way down, with all measures on it: the confirmed are in the stage already."""
    downs = with_storage(ways_down(case.rivers, place), case.scenario.storage)
    placed = tuple(_placed(case, down) for down in downs)
    for number, measure in enumerate(case.scenario.measures, start=1):
        if all(measure not in [done.measure for done in arm] for arm in placed):
            put_on_way(case.rivers, downs[0], measure.at, _where(number))
    for down, measures in zip(downs, placed, strict=True):
        yield (
            Stage(
                case,
                down,
                _arrays(case, down),
                known_flow(case.rivers, place, down.course, case.scenario.flow),
                put_on_the_way(case.rivers, down, case.scenario.samples),
                tuple(_governing(case, passed.site) for passed in down.passed),
                tuple(done for done in measures if done.measure.done),
            ),
            measures,
        )


def _where(number: int) -> Text:
    return Text("measure {number}", number=number)


def _placed(case: Case, down: WayDown) -> tuple[Done, ...]:
    """The measures on this way down; those on another arm are not."""
    found = []
    for number, measure in enumerate(case.scenario.measures, start=1):
        try:
            there = put_on_way(case.rivers, down, measure.at, _where(number))
        except InputError:
            continue
        found.append(Done(measure, there))
    return tuple(found)


def _trace(stage: Stage, measures: tuple[Done, ...]) -> Traced:
    down, found = stage.down, answered(stage)
    acted: tuple[Hit, ...] | None = None
    planned: tuple[Prose, ...] = ()
    if len(stage.done) < len(measures):
        after = answered(replace(stage, done=measures))
        acted, planned = (
            numbered(after.hits),
            _words(stage, measures, after.ran.at_measures, done=False),
        )
    return Traced(
        down,
        numbered(found.hits),
        distances_m(down),
        found.forecast.front_s[0],
        found.ran.entering_m3_s,
        {p.site.id: three(found.forecast.front_s, i) for i, p in enumerate(down.passed)},
        found.learned,
        _words(stage, stage.done, found.ran.at_measures, done=True),
        planned,
        acted,
    )


def _words(
    stage: Stage, measures: Sequence[Done], flows: Sequence[Three], *, done: bool
) -> tuple[Prose, ...]:
    return tuple(
        in_words(one.measure, _place(stage, one.measure.at), flow)
        for one, flow in zip(measures, flows, strict=True)
        if one.measure.done == done
    )


def _place(stage: Stage, spot: Spot) -> Prose:
    if spot.river is None:
        return spot.words
    river = stage.case.rivers.network.name(spot.river)
    return Text("{river} km {km}", river=river, km=f"{spot.km:g}")


def _arrays(case: Case, down: WayDown) -> Way:
    """The way as arrays; a river said to be covered with ice is so all the way."""
    arrays = way(down.course)
    return replace(arrays, ice=np.ones_like(arrays.ice)) if case.scenario.ice else arrays


@dataclass(frozen=True, slots=True)
class Answered:
    """The hits of one way down, and what they were made from.

    Attributes
    ----------
    members : array of int or None
        Those that are left after learning; None: all.
    """

    hits: list[Hit]
    forecast: Forecast
    ran: Run
    members: IntArray | None
    learned: Learning | None


def answered(stage: Stage) -> Answered:
    """Run a way down, and learn from what was found on it."""
    ran = run(stage)
    hits, found = _hits(stage, ran, None)
    prior = Answered(hits, found, ran, None, None)
    if stage.seen and stage.case.scenario.start is not None:
        return _learned(stage, prior)
    return prior


def _hits(
    stage: Stage, ran: Run, members: IntArray | None, *, measured: bool = False
) -> tuple[list[Hit], Forecast]:
    """The hits of a run, or of those of its members that are left after learning."""
    case = stage.case
    every = np.arange(ran.draws.members) if members is None else members
    draws, carried = taken(ran.draws, every), ran.passages.part(every, stage.places)
    if members is not None and measured:
        # Where samples agree, what was measured has the last word over the fastest formula.
        carried = carried.without_formula()
    release = release_of(case.scenario, case.substance, case.amount_kg, ran.entering_m3_s)
    loss = loss_per_s(case.scenario, case.substance, stage.down, stage.way, carried.tail)
    found = outlook(carried, draws, release, _watch(stage.rules, loss))
    maker = HitMaker(
        case.rivers, case.scenario, case.substance, release, stage.way, found, stage.down
    )
    hits = [
        maker.hit(number, passed, stage.rules[number])
        for number, passed in enumerate(stage.down.passed)
        if passed.site.layer in HIT_LAYERS and _counts(passed.site, case.scenario)
    ]
    return hits, found


def _learned(stage: Stage, prior: Answered) -> Answered:
    """The hits after the samples, their clocks to the cautious side, and the change in words."""
    scenario = stage.case.scenario
    assert scenario.start is not None
    check_times(stage.seen, scenario.start)
    weighed = weigh(
        lambda wider: prior.ran if wider == 1.0 else run(stage, wider),
        lambda ran: _log_weights(stage, ran),
        len(stage.seen),
    )
    left = None if weighed.contradicted else weighed.members
    agreed = len(stage.seen) >= ENOUGH and not weighed.warnings
    hits, found = _hits(stage, weighed.run, left, measured=agreed)
    both_ways = scenario.confirmed and agreed
    hits = corrected(prior.hits, hits, both_ways=both_ways)
    told = learning(
        len(stage.seen),
        weighed.effective,
        prior.hits,
        hits,
        weighed.warnings,
        both_ways=both_ways,
    )
    return Answered(hits, found, weighed.run, left, told)


def _log_weights(stage: Stage, ran: Run) -> FloatArray:
    case = stage.case
    start = case.scenario.start
    assert start is not None
    release = release_of(case.scenario, case.substance, case.amount_kg, ran.entering_m3_s)
    mass = None
    if release.mass_kg is not None and release.mixes:
        mass = spread_mass(release.mass_kg, ran.draws)
    return log_weights(
        stage.seen,
        ran.passages.peak,
        stage.places.stop,
        ran.draws,
        start,
        Released(mass, release.rates),
        [measured_fraction(case.substance, seen.sample) for seen in stage.seen],
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
