"""From an incident placed on the network to its hit list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from emerg.geodesy import FloatArray
from emerg.hazards.limits import Limits
from emerg.hazards.substances import Substance
from emerg.network.flow import Season, flows
from emerg.network.river import Course, Place
from emerg.playbooks.rivers import Rivers, seasons
from emerg.playbooks.schema import Site
from emerg.response.hit_maker import HitMaker, three
from emerg.response.hits import Hit, Three
from emerg.response.incident import Scenario
from emerg.response.known_flow import known_flow
from emerg.response.limits import Governing, governing
from emerg.response.way_down import HIT_LAYERS, WayDown, ways_down
from emerg.transport.cloud import density
from emerg.transport.course import way
from emerg.transport.draws import draw
from emerg.transport.ensemble import Boundary, Points, passage
from emerg.transport.forecast import Release, Watch, forecast
from emerg.transport.shape import BELL, shaped
from emerg.units import BEIJING, HOUR_S


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
    """

    way: WayDown
    hits: tuple[Hit, ...]
    distance_m: FloatArray
    earliest_s: FloatArray
    release_m3_s: Three
    fronts: Mapping[str, Three]


def trace_hits(case: Case, place: Place) -> tuple[Traced, ...]:
    """Every way down from `place` and who is hit; the way with the largest share first."""
    return tuple(_trace(case, place, down) for down in ways_down(case.rivers, place))


def _trace(case: Case, place: Place, down: WayDown) -> Traced:
    scenario = case.scenario
    arrays = way(down.course)
    draws = draw(len(arrays.reaches), int(arrays.river.max()) + 1)
    known = known_flow(case.rivers, place, down.course, scenario.flow)
    stream = flows(down.course, known, case.seasons(down.course), draws.season, draws.reading)
    entering: Three = tuple(  # type: ignore[assignment]
        float(q) for q in np.quantile(stream.upper[:, 0], (0.05, 0.5, 0.95))
    )
    release = _release(case, entering)
    rules = [_governing(case, passed.site) for passed in down.passed]
    carried = passage(
        arrays,
        stream,
        _points(down),
        draws,
        head=_head(scenario),
        wind_m_s=scenario.wind_m_s or 0.0,
    )
    found = forecast(carried, draws, release, _watch(rules))
    maker = HitMaker(case.rivers, scenario, case.substance, release, arrays, found, down)
    hits = [
        maker.hit(number, passed, rules[number])
        for number, passed in enumerate(down.passed)
        if passed.site.layer in HIT_LAYERS and _counts(passed.site, scenario)
    ]
    return Traced(
        down,
        numbered(hits),
        np.array([passed.distance_m for passed in down.passed]),
        found.front_s[0],
        entering,
        {passed.site.id: three(found.front_s, i) for i, passed in enumerate(down.passed)},
    )


def _points(down: WayDown) -> Points:
    return Points(
        np.array([passed.index for passed in down.passed], dtype=np.intp),
        np.array([passed.share for passed in down.passed], dtype=np.float64),
    )


def _release(case: Case, entering: Three) -> Release:
    hours = case.scenario.duration_h
    return Release(
        _mass(case.scenario, case.amount_kg, entering),
        None if hours is None else hours * HOUR_S,
        case.substance.floats,
        case.substance.mixes,
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


def _head(scenario: Scenario) -> Boundary:
    """The cloud seen at the incident; where one of its edges was not, it is taken as a bell."""
    seen = scenario.observed
    if seen is None:
        return Boundary()
    ahead = None if seen.front_h is None else (seen.peak_h - seen.front_h) * HOUR_S
    behind = None if seen.tail_h is None else (seen.tail_h - seen.peak_h) * HOUR_S
    if ahead is None:
        ahead = 0.0 if behind is None else behind / BELL
    return Boundary(seen.peak_h * HOUR_S, ahead, ahead * BELL if behind is None else behind)


def _mass(
    scenario: Scenario, amount_kg: tuple[float, float] | None, entering: Three
) -> tuple[float, float] | None:
    """The mass released; of an observed cloud, its peak times the flow over its density there."""
    seen = scenario.observed
    if seen is None or seen.peak_mg_l is None or amount_kg is not None:
        return amount_kg
    head = _head(scenario)
    if head.ahead_s <= 0:
        return None
    times = np.array([head.peak_s, head.ahead_s, head.behind_s])
    cloud = shaped(times[0], times[1], times[2], head.begins_s)
    per_flow = seen.peak_mg_l / 1000.0 / float(density(cloud, cloud.mode))
    return per_flow * entering[0], per_flow * entering[2]


def _watch(rules: Sequence[Governing]) -> Watch:
    return Watch(
        fraction=np.array([rule.fraction for rule in rules]),
        limit_mg_l=np.array(
            [np.nan if rule.limit_mg_l is None else rule.limit_mg_l for rule in rules]
        ),
        background_mg_l=np.array([rule.background_mg_l for rule in rules]),
    )
