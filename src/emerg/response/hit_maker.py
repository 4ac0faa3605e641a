"""One hit of a forecast: its figures, its limit and its two clocks."""

from dataclasses import dataclass
from math import inf

import numpy as np

from emerg.geodesy import FloatArray
from emerg.hazards.substances import Substance
from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import Site
from emerg.response.clocks import LEAST_PROBABILITY, Clocks, Timing, clocks
from emerg.response.hits import CLOCKED, Exceeds, Hit, Three
from emerg.response.incident import Scenario
from emerg.response.limits import Governing
from emerg.response.way_down import Passed, WayDown
from emerg.texts import Prose, Text
from emerg.transport.course import VELOCITY_BASES, Way
from emerg.transport.forecast import Forecast, Release
from emerg.units import HOUR_S

# From this share of the runs on, "possible" is no longer the word.
SURE = 0.95
NO_CLOCKS = Clocks(None, None, None, None, None)


def three(rows: FloatArray, index: int, scale: float = HOUR_S) -> Three:
    return tuple(float(value) / scale for value in rows[:, index])  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class HitMaker:
    """Makes hits of one forecast."""

    rivers: Rivers
    scenario: Scenario
    substance: Substance
    release: Release
    way: Way
    found: Forecast
    down: WayDown
    held_back_m: float = inf

    def hit(self, i: int, passed: Passed, rule: Governing) -> Hit:
        site, found = passed.site, self.found
        peak = None if np.isnan(found.peak_mg_l[:, i]).any() else three(found.peak_mg_l, i, 1.0)
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
            front_h=three(found.front_s, i),
            front_basis=self._front_basis(),
            peak_h=three(found.peak_s, i),
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
            reopen_with_loss=times.reopen_with_loss,
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
        likely = self.found.exceed_probability[i] >= SURE
        return "yes" if likely or peak[0] > limit else "possible"

    def _clocks(self, i: int, passed: Passed) -> Clocks:
        if passed.site.kind not in CLOCKED:
            return NO_CLOCKS
        found = self.found
        closing = (passed.site.attributes or {}).get("closing_min")
        sooner, longer = self._doubt_of_place(i, passed)
        return clocks(
            Timing(
                front_s=max(float(found.front_s[0, i]) - sooner, 0.0),
                fastest_s=max(float(found.fastest_s[i]) - sooner, 0.0),
                first_above_s=max(float(found.first_above_s[i]) - sooner, 0.0),
                last_above_s=float(found.last_above_s[i]) + longer,
                exceed_probability=float(found.exceed_probability[i]),
                last_with_loss_s=float(found.last_with_loss_s[i]) + longer,
            ),
            self.scenario.start,
            self.substance,
            mass_known=self.release.mass_kg is not None,
            ongoing=self.release.ongoing,
            closing_h=None if closing is None else closing / 60,
            stores=self.down.unknown_before(passed.distance_m),
            held_back=passed.distance_m > self.held_back_m,
        )

    def _doubt_of_place(self, i: int, passed: Passed) -> tuple[float, float]:
        """By how much [s] the front may be sooner, and the tail later, than at the place as drawn.

        A waterworks known by its town alone may stand kilometres up or down the river.
        """
        doubt_m = 1000 * (passed.site.position_error_km or 0.0)
        here = passed.distance_m
        distance = np.array([0.0, *(p.distance_m for p in self.down.passed)])
        early = np.concatenate([[0.0], self.found.front_s[0]])
        late = np.concatenate([[0.0], self.found.front_s[2]])
        before = float(np.interp(here - doubt_m, distance, early))
        beyond = max(here + doubt_m - distance[-1], 0.0) * late[-1] / max(distance[-1], 1.0)
        after = float(np.interp(here + doubt_m, distance, late)) + float(beyond)
        return float(early[i + 1]) - before, after - float(late[i + 1])


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _times_over(peak: Three | None, limit: float | None) -> Three | None:
    """C/S - 1 as low, likely, high; None below the limit throughout."""
    if peak is None or limit is None or peak[2] <= limit:
        return None
    return tuple(max(value / limit - 1, 0.0) for value in peak)  # type: ignore[return-value]
