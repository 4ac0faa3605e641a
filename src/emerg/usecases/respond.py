"""Answer an incident: who is hit, when, how badly, and what to do next."""

from dataclasses import replace
from datetime import datetime

from emerg import __version__
from emerg.hazards.limits import load_limits
from emerg.hazards.substances import Substance, amount_kg, load_substances
from emerg.network.place import Snapped
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Alternative, Answer, Incident
from emerg.response.arms import acted, merged, passings
from emerg.response.assumed import assumptions, sources
from emerg.response.by_id import by_id
from emerg.response.calls import calls
from emerg.response.county import county_at, county_names
from emerg.response.dosing import dosing
from emerg.response.drawn_way import path_parts, trace
from emerg.response.entering import stepped_kg
from emerg.response.escalation import chased
from emerg.response.forecasting import Traced, trace_hits
from emerg.response.hits import Hit
from emerg.response.incident import Amount, Scenario, Spot
from emerg.response.intakes import intakes
from emerg.response.locate import Located, locate
from emerg.response.plan import holding, plan_steps
from emerg.response.presence import on_every_arm
from emerg.response.rules import Rules, shipped_rules
from emerg.response.running import Case
from emerg.response.said import known, unknown
from emerg.response.sampling import sampling
from emerg.response.sampling_ground import Ground
from emerg.response.sampling_plan import sampling_plan
from emerg.response.sampling_results import result_words
from emerg.response.typed_place import is_background
from emerg.response.what_if import WhatIf, what_if
from emerg.texts import Bilingual, Prose, Text
from emerg.units import beijing
from emerg.usecases.judging import judging
from emerg.usecases.run import Cancelled, Progress, Stop, never, unwatched

STEPS = 4


def respond(
    rivers: Rivers,
    scenario: Scenario,
    *,
    now: datetime,
    rules: Rules | None = None,
    progress: Progress = unwatched,
    stop: Stop = never,
) -> Answer:
    """Everything that follows from `scenario`, as known at `now` (UTC-aware), by the `rules`.

    Without rules of an office those that ship hold.

    Raises
    ------
    InputError
        The place, the substance or the amount cannot be used as given.
    """
    scenario = by_id(rivers.network, scenario)
    case = case_of(rivers, scenario, now)
    located = locate(rivers, scenario.where)
    _step(1, progress, stop)
    traced = trace_hits(case, located.place)
    _step(2, progress, stop)
    others = tuple(_alternative(case, other) for other in located.others)
    _step(3, progress, stop)
    answer = _answer(case, located, traced, others, rules or shipped_rules())
    _step(4, progress, stop)
    return answer


def case_of(rivers: Rivers, scenario: Scenario, now: datetime) -> Case:
    """What is to be forecast: the substance found, the amount in kilograms."""
    substance = load_substances().get(scenario.substance)
    amount = released_kg(scenario.amount, substance)
    if scenario.steps:
        amount = stepped_kg(scenario.steps)
    return Case(rivers, scenario, substance, amount, load_limits(), now)


def _step(done: int, progress: Progress, stop: Stop) -> None:
    if stop():
        raise Cancelled
    progress(done, STEPS)


def released_kg(amount: Amount | None, substance: Substance) -> tuple[float, float] | None:
    """The amount as kilograms of the product, low and high."""
    if amount is None:
        return None
    return (
        amount_kg(amount.low, amount.unit, amount.purity, substance),
        amount_kg(amount.high, amount.unit, amount.purity, substance),
    )


def _alternative(case: Case, other: Snapped) -> Alternative:
    # What was found or is done on the chosen river says nothing of another.
    plain = replace(case.scenario, samples=(), storage=(), measures=())
    case = replace(case, scenario=plain)
    river = other.place.reach.river
    return Alternative(
        river,
        case.rivers.network.name(river),
        other.place.chainage_m / 1000,
        other.distance_m,
        merged(trace_hits(case, other.place)),
    )


def _answer(
    case: Case,
    located: Located,
    traced: tuple[Traced, ...],
    others: tuple[Alternative, ...],
    rules: Rules,
) -> Answer:
    rivers, scenario = case.rivers, case.scenario
    main, hits = traced[0], merged(traced)
    incident = _incident(case, located, main)
    places = holding(main.way.passed, main.fronts, rivers.positions, exercise=scenario.exercise)
    points = sampling(Ground(rivers, incident, main.way, main.distance_m, main.earliest_s), hits)
    passing = passings(traced)
    drawn = intakes(rivers, scenario, hits, passing)
    return Answer(
        incident=incident,
        path=path_parts(rivers, main.way.course),
        trace=trace(rivers, main.way.course, main.distance_m, main.earliest_s, main.presence),
        plume=on_every_arm([arm.presence.told for arm in traced]),
        hits=hits,
        alternatives=others,
        hazard=case.substance.hazard,
        plan=plan_steps(rivers, incident.playbook, case.substance.hazard),
        calls=chased(
            calls(rivers, located.place, incident.county, hits, scenario, rules.agreements),
            rules.chase_after,
        ),
        sampling=points,
        sampling_plan=sampling_plan(incident, points),
        holding=places,
        known=(
            *learned_lines(main),
            *known(incident),
            *background_lines(rivers, main, scenario),
            *done_lines(traced),
        ),
        unknown=unknown(incident, hits),
        assumptions=assumptions(rivers, incident, main.way, hits),
        sources=sources(rivers, main.way),
        data_status=rivers.playbooks[incident.playbook].river.data_status,
        version=__version__,
        exercise=scenario.exercise,
        learning=main.learned,
        what_if=_what_if(traced, hits),
        intakes=drawn,
        dosing=dosing(incident, places, drawn, passing),
        **judging(rivers, incident, hits, places, rules),
    )


def _what_if(traced: tuple[Traced, ...], hits: tuple[Hit, ...]) -> WhatIf | None:
    """The comparison with the measures that are only thought of; None without any."""
    planned = tuple(dict.fromkeys(words for arm in traced for words in arm.planned))
    return what_if(planned, hits, acted(traced)) if planned else None


def learned_lines(main: Traced) -> tuple[Prose, ...]:
    """What the samples changed; or why they were not used."""
    if main.learned is not None:
        return main.learned.lines
    return ()


def background_lines(rivers: Rivers, main: Traced, scenario: Scenario) -> tuple[Prose, ...]:
    """Samples that were taken above the incident or beside the way."""
    return tuple(
        Text(
            "Background: {result} at {place}, {time}; not learned from",
            result=result_words(sample),
            place=Spot(sample.station, sample.river, sample.km).words,
            time=beijing(sample.time),
        )
        for sample in scenario.samples
        if is_background(rivers, main.way, sample)
    )


def done_lines(traced: tuple[Traced, ...]) -> tuple[Prose, ...]:
    """The measures that are confirmed, and so reckoned with."""
    words = dict.fromkeys(words for arm in traced for words in arm.done)
    return tuple(Text("Confirmed, reckoned with: {measure}", measure=line) for line in words)


def _incident(case: Case, located: Located, main: Traced) -> Incident:
    reach = located.place.reach
    county, prefecture = county_at(case.rivers, located.place)
    return Incident(
        scenario=case.scenario,
        now=case.now,
        river=reach.river,
        river_name=case.rivers.network.name(reach.river),
        playbook=reach.playbook,
        km=located.place.chainage_m / 1000,
        lon=located.lon,
        lat=located.lat,
        snap_m=located.snap_m,
        county=county,
        county_name=county_names(case.rivers).get(county, Bilingual(county or "—")),
        prefecture=prefecture,
        substance=case.substance,
        amount_kg=case.amount_kg,
        discharge_m3_s=main.release_m3_s,
        line_accuracy_km=reach.line_error_m / 1000,
    )
