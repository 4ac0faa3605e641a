"""The ensemble carried down one way, past what stores it and under what is done to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from emerg.errors import InputError
from emerg.geodesy import FloatArray
from emerg.hazards.limits import Limits
from emerg.hazards.substances import Substance
from emerg.network.flow import Flows, Known, Season, flows
from emerg.network.river import Course
from emerg.playbooks.rivers import Rivers, seasons
from emerg.response import incident
from emerg.response.entering import head, rates_of
from emerg.response.field import Seen
from emerg.response.hits import Three
from emerg.response.limits import Governing
from emerg.response.way_down import OnWay, Passed, WayDown
from emerg.texts import Text
from emerg.transport.acting import passages
from emerg.transport.course import Way
from emerg.transport.draws import Draws, draw, widened
from emerg.transport.growth import Points
from emerg.transport.measures import Measure, Passages, River, Store
from emerg.transport.rates import Rates
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
    scenario: incident.Scenario
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
class Done:
    """A measure put on the way down."""

    measure: incident.Measure
    at: OnWay


@dataclass(frozen=True, slots=True)
class Stage:
    """One way down, ready to be run: what is known of it and what was found on it."""

    case: Case
    down: WayDown
    way: Way
    known: Known
    seen: tuple[Seen, ...]
    rules: tuple[Governing, ...]
    done: tuple[Done, ...] = ()

    @property
    def places(self) -> slice:
        """The columns of the places; those of the samples follow, then stores and measures."""
        return slice(0, len(self.down.passed))


@dataclass(frozen=True)
class Laid:
    """A way down with its ensemble drawn: to be run, as often as wanted, under any of its measures.

    Attributes
    ----------
    measures : tuple of Measure
        Those of the stage, in their order, at columns of their own.
    """

    river: River
    stores: tuple[Store, ...]
    measures: tuple[Measure, ...]
    rates: Rates

    def under(self, measures: Sequence[Measure]) -> Passages:
        """The cloud past every store, under these measures."""
        return passages(self.river, self.stores, measures, self.rates)

    def flow_m3_s(self, measure: Measure) -> Three:
        """What runs at a measure as the river is without any: 5, 50, 95 %."""
        return _three(self.river.untouched.discharge_m3_s[:, measure.column])

    def velocity_m_s(self, measure: Measure) -> Three:
        """The velocity there: 5, 50, 95 %."""
        return _three(self.river.untouched.velocity_m_s[:, measure.column])


@dataclass(frozen=True, slots=True)
class Run:
    """The ensemble carried down.

    Attributes
    ----------
    at_measures : tuple of (5, 50, 95 %)
        Flow [m³/s] at each measure, as it is without any.
    """

    draws: Draws
    flows: Flows
    passages: Passages
    at_measures: tuple[Three, ...]

    @property
    def entering_m3_s(self) -> Three:
        """Flow where the release enters: 5, 50, 95 %."""
        return _three(self.flows.upper[:, 0])


def run(stage: Stage, wider: float = 1.0, also: Sequence[OnWay] = ()) -> Run:
    """Carry the ensemble down; above the samples velocities are `wider` than usual.

    The last columns are those of the places `also` watched.
    """
    it = laid(stage, wider, also)
    at_measures = tuple(it.flow_m3_s(measure) for measure in it.measures)
    return Run(it.river.draws, it.river.flows, it.under(it.measures), at_measures)


def laid(stage: Stage, wider: float = 1.0, also: Sequence[OnWay] = ()) -> Laid:
    """The ensemble drawn, with everything that lies on the way or is done there in its place."""
    arrays = stage.way
    draws = draw(len(arrays.reaches), int(arrays.river.max()) + 1)
    if wider > 1.0:
        above = np.arange(max(seen.index for seen in stage.seen) + 1)
        draws = widened(draws, np.unique(arrays.river[above]), above, wider)
    course, scenario = stage.down.course, stage.case.scenario
    stream = flows(course, stage.known, stage.case.seasons(course), draws.season, draws.reading)
    modelled = [store for store in stage.down.stores if store.volume_m3 is not None]
    spots: list[Passed | Seen | OnWay] = [*stage.down.passed, *stage.seen]
    stores = [
        Store(len(spots) + n, store.volume_m3)
        for n, store in enumerate(modelled)
        if store.volume_m3 is not None
    ]
    spots += [stage.down.at_distance(store.distance_m) for store in modelled]
    measures = [_measure(stage, done, len(spots) + n) for n, done in enumerate(stage.done)]
    spots += [*(done.at for done in stage.done), *also]
    river = River(
        arrays,
        stream,
        _points(spots),
        np.array([spot.distance_m for spot in spots]),
        draws,
        head(scenario),
        scenario.wind_m_s or 0.0,
    )
    return Laid(river, tuple(stores), tuple(measures), rates_of(scenario))


def _three(members: FloatArray) -> Three:
    low, likely, high = np.quantile(members, (0.05, 0.5, 0.95))
    return float(low), float(likely), float(high)


def _points(spots: Sequence[Passed | Seen | OnWay]) -> Points:
    return Points(
        np.array([spot.index for spot in spots], dtype=np.intp),
        np.array([spot.share for spot in spots], dtype=np.float64),
    )


def _measure(stage: Stage, done: Done, column: int) -> Measure:
    measure = done.measure
    return Measure(
        measure.kind,
        column,
        begins_s=_begins_s(stage.case, measure),
        as_comes=measure.begins is None,
        hold_s=np.inf if measure.hold_h is None else measure.hold_h * HOUR_S,
        space_m3=np.inf if measure.space_m3 is None else measure.space_m3,
        share=measure.share or 0.0,
        outflow_m3_s=measure.outflow_m3_s or (1.0, 1.0),
    )


def _begins_s(case: Case, measure: incident.Measure) -> float:
    """Seconds after the earliest start: the later a measure, the less it is counted on.

    What is only planned cannot have begun before now.
    """
    start = case.scenario.start
    if measure.begins is None:
        if measure.done or start is None:
            return -np.inf
        return float(max((case.now - start.earliest).total_seconds(), 0.0))
    if start is None:
        raise InputError(
            Text("a measure begins at a time, and when the release began is not known"),
            where=Text("measure at {place}", place=measure.at.words),
            fix=Text("give `when`, or leave `begins` out: then it stands in time"),
        )
    return float((measure.begins - start.earliest).total_seconds())


def distances_m(down: WayDown) -> FloatArray:
    """Of every place on the way [m]."""
    return np.array([passed.distance_m for passed in down.passed])
