"""Answer an incident: who is hit, when, how badly, and what to do next."""

from datetime import datetime

from emerg import __version__
from emerg.hazards.limits import Limits, load_limits
from emerg.hazards.substances import Substance, amount_kg, load_substances
from emerg.network.place import Snapped
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Alternative, Answer, Incident
from emerg.response.arms import merged
from emerg.response.calls import calls
from emerg.response.county import county_at
from emerg.response.deadlines import deadline, report_rules
from emerg.response.first_report import first_report
from emerg.response.forecasting import Traced, trace_hits
from emerg.response.incident import Amount, Scenario
from emerg.response.locate import Located, locate
from emerg.response.next_things import next_things
from emerg.response.plan import holding, plan_steps
from emerg.response.said import assumptions, known, sources, unknown
from emerg.response.sampling import sampling
from emerg.response.way_down import path_parts, trace
from emerg.usecases.run import Cancelled, Progress, Stop, never, unwatched

STEPS = 4


def respond(
    rivers: Rivers,
    scenario: Scenario,
    *,
    now: datetime,
    progress: Progress = unwatched,
    stop: Stop = never,
) -> Answer:
    """Everything that follows from `scenario`, as known at `now` (UTC-aware).

    Raises
    ------
    InputError
        The place, the substance or the amount cannot be used as given.
    """
    substance = load_substances().get(scenario.substance)
    limits = load_limits()
    located = locate(rivers, scenario.where)
    amount = released_kg(scenario.amount, substance)
    _step(1, progress, stop)
    traced = trace_hits(rivers, located.place, scenario, substance, amount, limits, now)
    _step(2, progress, stop)
    others = tuple(
        _alternative(rivers, other, scenario, substance, amount, limits, now)
        for other in located.others
    )
    _step(3, progress, stop)
    answer = _answer(rivers, located, scenario, substance, amount, traced, others, now)
    _step(4, progress, stop)
    return answer


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


def _alternative(
    rivers: Rivers,
    other: Snapped,
    scenario: Scenario,
    substance: Substance,
    amount: tuple[float, float] | None,
    limits: Limits,
    now: datetime,
) -> Alternative:
    traced = trace_hits(rivers, other.place, scenario, substance, amount, limits, now)
    river = other.place.reach.river
    return Alternative(
        river,
        rivers.network.name(river),
        other.place.chainage_m / 1000,
        other.distance_m,
        traced[0].hits,
    )


def _answer(
    rivers: Rivers,
    located: Located,
    scenario: Scenario,
    substance: Substance,
    amount: tuple[float, float] | None,
    traced: tuple[Traced, ...],
    others: tuple[Alternative, ...],
    now: datetime,
) -> Answer:
    main, hits = traced[0], merged(traced)
    incident = _incident(rivers, located, scenario, substance, amount, main, now)
    due = deadline(scenario.reported, hits, substance, report_rules())
    places = holding(main.way.passed, main.fronts)
    things = next_things(incident, hits, due, places)
    return Answer(
        incident=incident,
        path=path_parts(rivers, main.way.course),
        trace=trace(rivers, main.way.course, main.distance_m, main.earliest_s),
        hits=hits,
        alternatives=others,
        next_things=things,
        deadline=due,
        hazard=substance.hazard,
        plan=plan_steps(rivers, incident.playbook, substance.hazard),
        calls=calls(rivers, incident.playbook, incident.county, hits, scenario),
        sampling=sampling(incident, hits),
        holding=places,
        first_report=first_report(incident, hits, things),
        known=known(incident),
        unknown=unknown(incident, hits),
        assumptions=assumptions(rivers, incident, main.way, hits),
        sources=sources(rivers, main.way),
        data_status=rivers.playbooks[incident.playbook].river.data_status,
        version=__version__,
        exercise=scenario.exercise,
    )


def _incident(
    rivers: Rivers,
    located: Located,
    scenario: Scenario,
    substance: Substance,
    amount: tuple[float, float] | None,
    main: Traced,
    now: datetime,
) -> Incident:
    reach = located.place.reach
    county, prefecture = county_at(rivers, located.place)
    return Incident(
        scenario=scenario,
        now=now,
        river=reach.river,
        river_name=rivers.network.name(reach.river),
        playbook=reach.playbook,
        km=located.place.chainage_m / 1000,
        lon=located.lon,
        lat=located.lat,
        snap_m=located.snap_m,
        county=county,
        prefecture=prefecture,
        substance=substance,
        amount_kg=amount,
        discharge_m3_s=main.release_m3_s,
        line_accuracy_km=reach.line_error_m / 1000,
    )
