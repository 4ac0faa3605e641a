"""One way down answered: run, told as hits, and corrected by what was found on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from emerg.geodesy import FloatArray, IntArray
from emerg.playbooks.schema import Site
from emerg.response.entering import release_of
from emerg.response.fate import loss_per_s
from emerg.response.field import Released, check_times, log_weights, measured_fraction
from emerg.response.hit_maker import HitMaker
from emerg.response.hits import Hit
from emerg.response.incident import Scenario
from emerg.response.learned import ENOUGH, Learning, corrected, learning
from emerg.response.limits import Governing
from emerg.response.running import Run, Stage, run
from emerg.response.way_down import HIT_LAYERS, OnWay
from emerg.response.weighing import weigh
from emerg.transport.draws import spread_mass, taken
from emerg.transport.forecast import Forecast, Watch
from emerg.transport.outlook import outlook


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
    wider: float = 1.0
    agreed: bool = False


def answered(stage: Stage) -> Answered:
    """Run a way down, and learn from what was found on it."""
    ran = run(stage)
    hits, found = _hits(stage, ran, None)
    prior = Answered(hits, found, ran, None, None)
    if stage.seen and stage.case.scenario.start is not None:
        return _learned(stage, prior)
    return prior


def carried(stage: Stage, also: Sequence[OnWay] = ()) -> tuple[Run, IntArray]:
    """The ensemble as it answers, and the members that are left after learning.

    The last columns are those of the places `also` watched. Without samples no hit is told.
    """
    if not stage.seen or stage.case.scenario.start is None:
        ran = run(stage, also=also)
        return ran, np.arange(ran.draws.members)
    found = answered(stage)
    ran = run(stage, found.wider, also) if also else found.ran
    return ran, np.arange(ran.draws.members) if found.members is None else found.members


def answered_again(stage: Stage, before: Answered) -> Answered:
    """The same members under other measures: what was seen said nothing of those."""
    ran = run(stage)
    hits, found = _hits(stage, ran, None)
    if before.learned is None:
        return Answered(hits, found, ran, None, None)
    same = ran if before.wider == 1.0 else run(stage, before.wider)
    learned, found = _hits(stage, same, before.members, measured=before.agreed)
    both_ways = stage.case.scenario.confirmed and before.agreed
    return Answered(
        corrected(hits, learned, both_ways=both_ways), found, same, before.members, None
    )


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
        case.rivers,
        case.scenario,
        case.substance,
        release,
        stage.way,
        found,
        stage.down,
        held_back_m(stage, ran),
    )
    hits = [
        maker.hit(number, passed, stage.rules[number])
        for number, passed in enumerate(stage.down.passed)
        if passed.site.layer in HIT_LAYERS and _counts(passed.site, case.scenario)
    ]
    return hits, found


def held_back_m(stage: Stage, ran: Run) -> float:
    """From where on water is missing that a dam holds back: what it carries comes later."""
    return min(
        (
            done.at.distance_m
            for done, flow in zip(stage.done, ran.at_measures, strict=True)
            if done.measure.outflow_m3_s is not None and done.measure.outflow_m3_s[0] < flow[1]
        ),
        default=inf,
    )


def _learned(stage: Stage, prior: Answered) -> Answered:
    """The hits after the samples, their clocks to the cautious side, and the change in words."""
    scenario = stage.case.scenario
    assert scenario.start is not None
    check_times(stage.seen, scenario.start)
    runs = {1.0: prior.ran}

    def at_width(wider: float) -> Run:
        if wider not in runs:
            runs[wider] = run(stage, wider)
        return runs[wider]

    weighed = weigh(
        at_width,
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
    wider = next((w for w, ran in runs.items() if ran is weighed.run), 1.0)
    return Answered(hits, found, weighed.run, left, told, wider, agreed)


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
