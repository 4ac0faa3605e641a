"""From an incident placed on the network to its hit list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from emerg.geodesy import FloatArray
from emerg.hazards.limits import Limits
from emerg.hazards.substances import Substance
from emerg.network.flow import Season, flows
from emerg.network.river import Place
from emerg.playbooks.rivers import Rivers, seasons
from emerg.playbooks.schema import Site
from emerg.response.clocks import LEAST_PROBABILITY, Clocks, Timing, clocks
from emerg.response.hits import CLOCKED, Exceeds, Hit, Three
from emerg.response.incident import Scenario
from emerg.response.known_flow import known_flow
from emerg.response.limits import Governing, governing
from emerg.response.way_down import HIT_LAYERS, Passed, WayDown, ways_down
from emerg.texts import Prose, Text
from emerg.transport.course import VELOCITY_BASES, Way, way
from emerg.transport.ensemble import Boundary, Points, draw, passage
from emerg.transport.forecast import Forecast, Release, Watch, forecast
from emerg.units import BEIJING, HOUR_S

NO_CLOCKS = Clocks(None, None, None, None, None)


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


def trace_hits(
    rivers: Rivers,
    place: Place,
    scenario: Scenario,
    substance: Substance,
    amount_kg: tuple[float, float] | None,
    limits: Limits,
    now: datetime,
) -> tuple[Traced, ...]:
    """Every way down and who is hit on it; the way with the largest share first."""
    return tuple(
        _trace(rivers, place, down, scenario, substance, amount_kg, limits, now)
        for down in ways_down(rivers, place)
    )


def _trace(
    rivers: Rivers,
    place: Place,
    down: WayDown,
    scenario: Scenario,
    substance: Substance,
    amount_kg: tuple[float, float] | None,
    limits: Limits,
    now: datetime,
) -> Traced:
    books = [reach.playbook for reach in down.course.reaches]
    month = (scenario.start.earliest if scenario.start else now).astimezone(BEIJING).month
    by_book: dict[str, Season] = {b: seasons(rivers.playbooks[b], month) for b in set(books)}
    arrays = way(down.course)
    draws = draw(len(arrays.reaches), int(arrays.river.max()) + 1)
    known = known_flow(rivers, place, down.course, scenario.flow)
    stream = flows(down.course, known, by_book, draws.season, draws.reading)
    points = Points(
        np.array([p.index for p in down.passed], dtype=np.intp),
        np.array([p.share for p in down.passed]),
    )
    rules = [
        governing(substance, p.site, rivers.playbook_of(p.site.river), limits) for p in down.passed
    ]
    carried = passage(
        arrays,
        stream,
        points,
        draws,
        head=_head(scenario),
        wind_m_s=scenario.wind_m_s or 0.0,
    )
    entering: Three = tuple(  # type: ignore[assignment]
        float(q) for q in np.quantile(stream.upper[:, 0], (0.05, 0.5, 0.95))
    )
    release = Release(
        _mass(scenario, amount_kg, entering),
        None if scenario.duration_h is None else scenario.duration_h * HOUR_S,
        substance.floats,
    )
    found = forecast(carried, draws, release, _watch(rules))
    maker = _HitMaker(rivers, scenario, substance, release, arrays, found, down)
    hits = [
        maker.hit(number, p, rules[number])
        for number, p in enumerate(down.passed)
        if p.site.layer in HIT_LAYERS and _counts(p.site, scenario)
    ]
    return Traced(
        down,
        numbered(hits),
        np.array([p.distance_m for p in down.passed]),
        found.front_s[0],
        entering,
        {p.site.id: _three(found.front_s, i) for i, p in enumerate(down.passed)},
    )


def numbered(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The hits in order of the earliest front, then down the river, numbered from 1."""
    ordered = sorted(hits, key=lambda hit: (hit.front_h[0], hit.distance_m))
    return tuple(replace(hit, number=number) for number, hit in enumerate(ordered, start=1))


def _counts(site: Site, scenario: Scenario) -> bool:
    """Examples are read in exercises only; what was withdrawn is history."""
    return scenario.exercise or site.confidence != "example"


def _head(scenario: Scenario) -> Boundary:
    seen = scenario.observed
    if seen is None:
        return Boundary()
    if seen.front_h is not None:
        deviation = (seen.peak_h - seen.front_h) / 3.035
    elif seen.tail_h is not None:
        deviation = (seen.tail_h - seen.peak_h) / 3.035
    else:
        deviation = 0.0
    return Boundary(seen.peak_h * HOUR_S, deviation * HOUR_S)


def _mass(
    scenario: Scenario, amount_kg: tuple[float, float] | None, entering: Three
) -> tuple[float, float] | None:
    """The mass released; of an observed cloud, its peak times the flow times its width."""
    seen = scenario.observed
    if seen is None or seen.peak_mg_l is None or amount_kg is not None:
        return amount_kg
    deviation = _head(scenario).deviation_s
    if deviation <= 0:
        return None
    factor = seen.peak_mg_l / 1000.0 * deviation * float(np.sqrt(2 * np.pi))
    return factor * entering[0], factor * entering[2]


def _watch(rules: Sequence[Governing]) -> Watch:
    return Watch(
        fraction=np.array([rule.fraction for rule in rules]),
        limit_mg_l=np.array(
            [np.nan if rule.limit_mg_l is None else rule.limit_mg_l for rule in rules]
        ),
        background_mg_l=np.array([rule.background_mg_l for rule in rules]),
    )


def _three(rows: FloatArray, index: int, scale: float = HOUR_S) -> Three:
    return tuple(float(value) / scale for value in rows[:, index])  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class _HitMaker:
    """Makes hits of one forecast."""

    rivers: Rivers
    scenario: Scenario
    substance: Substance
    release: Release
    way: Way
    found: Forecast
    down: WayDown

    def hit(self, i: int, passed: Passed, rule: Governing) -> Hit:
        site, found = passed.site, self.found
        peak = None if np.isnan(found.peak_mg_l[:, i]).any() else _three(found.peak_mg_l, i, 1.0)
        times = self._clocks(i, passed)
        limit = rule.limit_mg_l
        reach = self.way.reaches[passed.index]
        per_tonne = float(found.per_tonne_mg_l[i])
        return Hit(
            number=0,
            site=site.id,
            name=site.name,
            kind=site.kind,
            layer=site.layer,
            river=site.river,
            km=site.km or 0.0,
            distance_m=passed.distance_m,
            offset_km=site.offset_km,
            county=site.county,
            position=self.rivers.positions.get(site.id),
            front_h=_three(found.front_s, i),
            front_basis=self._front_basis(),
            peak_h=_three(found.peak_s, i),
            peak_mg_l=peak,
            mg_l_per_tonne=None
            if np.isnan(per_tonne) or self.release.mass_kg is not None
            else per_tonne,
            species=rule.species,
            limit_mg_l=limit,
            limit_basis=rule.basis,
            exceeds=None if peak is None or limit is None else self._exceeds(i, peak, limit),
            exceed_probability=_number(found.exceed_probability[i]),
            times_over=_times_over(peak, limit),
            close_by=times.close_by,
            close_reason=times.close_reason,
            reopen_not_before=times.reopen_not_before,
            reopen_reason=times.reopen_reason,
            watch_from=times.watch_from,
            discharge_m3_s=float(found.discharge_m3_s[i]),
            velocity_m_s=float(found.velocity_m_s[i]),
            velocity_basis=VELOCITY_BASES[int(self.way.basis[passed.index])],
            mixed=bool(found.mixed[i]),
            bank_factor=float(found.bank[i]),
            source=self._source(site),
            confidence=site.confidence,
            position_basis=site.position,
            position_error_km=site.position_error_km or reach.line_error_m / 1000,
        )

    def _front_basis(self) -> Prose:
        if self.release.floats:
            return Text("slick front: 1.2 × fastest velocity + 3.5 % of the wind")
        return Text("1 % of the local peak")

    def _source(self, site: Site) -> str:
        sources = self.rivers.playbook_of(site.river).river.sources
        return sources[site.source].title if site.source in sources else site.source

    def _exceeds(self, i: int, peak: Three, limit: float) -> Exceeds:
        if self.found.exceed_probability[i] < LEAST_PROBABILITY:
            return "no"
        return "yes" if peak[0] > limit else "possible"

    def _clocks(self, i: int, passed: Passed) -> Clocks:
        if passed.site.kind not in CLOCKED:
            return NO_CLOCKS
        found = self.found
        closing = (passed.site.attributes or {}).get("closing_min")
        return clocks(
            Timing(
                front_s=float(found.front_s[0, i]),
                fastest_s=float(found.fastest_s[i]),
                first_above_s=float(found.first_above_s[i]),
                last_above_s=float(found.last_above_s[i]),
                exceed_probability=float(found.exceed_probability[i]),
            ),
            self.scenario.start,
            self.substance,
            mass_known=self.release.mass_kg is not None,
            ongoing=self.release.duration_s is None,
            closing_h=None if closing is None else closing / 60,
            stores=self.down.stores_before(passed.distance_m),
        )


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _times_over(peak: Three | None, limit: float | None) -> Three | None:
    """C/S - 1 as low, likely, high; None below the limit throughout."""
    if peak is None or limit is None or peak[2] <= limit:
        return None
    return tuple(max(value / limit - 1, 0.0) for value in peak)  # type: ignore[return-value]
