"""The ground a containment is reckoned on: an incident, its way down, and the time left."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from emerg.playbooks.rivers import seasons
from emerg.playbooks.schema import Site
from emerg.response.hits import Hit, Three
from emerg.response.holding_table import HoldingTable
from emerg.response.reckoning import DRINKERS
from emerg.response.running import Case
from emerg.response.way_down import ENTERED, WayDown
from emerg.units import BEIJING, HOUR_S


@dataclass(frozen=True, slots=True)
class Water:
    """What runs at a place: flow and velocity, 5, 50, 95 %."""

    flow_m3_s: Three
    velocity_m_s: Three


@dataclass(frozen=True)
class Ground:
    """What the options of one incident have in common; `too_little`: places, see `Ready`."""

    case: Case
    down: WayDown
    hits: Sequence[Hit]
    now: datetime
    table: HoldingTable
    arrival_h: Mapping[tuple[str, str], float]
    too_little: Set[str] = frozenset()

    def left_h(self, front_h: float) -> float | None:
        """From now until a front; None where the start is not known."""
        start = self.case.scenario.start
        if start is None:
            return None
        return front_h - (self.now - start.earliest).total_seconds() / HOUR_S

    def begins_s(self, ready_h: float) -> float:
        """From the earliest start until something works [s]."""
        start = self.case.scenario.start
        gone = 0.0 if start is None else (self.now - start.earliest).total_seconds()
        return gone + ready_h * HOUR_S

    @cached_property
    def drinkers(self) -> tuple[Hit, ...]:
        """Where water may be drawn, soonest first."""
        found = [hit for hit in self.hits if hit.kind in DRINKERS]
        return tuple(sorted(found, key=lambda hit: hit.front_h[0]))

    @cached_property
    def sites(self) -> Mapping[str, Site]:
        """Every place on the way."""
        return {passed.site.id: passed.site for passed in self.down.passed}

    @cached_property
    def wet(self) -> bool:
        """Whether the month is one of high water, at the head of the way."""
        start = self.case.scenario.start
        month = (self.now if start is None else start.earliest).astimezone(BEIJING).month
        book = self.case.rivers.playbooks[self.down.course.reaches[0].playbook]
        return seasons(book, month).mean >= self.table.wet_from

    def free_m3(self, site: Site) -> float | None:
        """Of a reservoir: between what it holds today, where that was entered, and normal."""
        figures = site.attributes or {}
        live, dead = figures.get("live_storage_m3"), figures.get("dead_storage_m3")
        today = next((s for s in self.down.stores if s.id == site.id and s.basis is ENTERED), None)
        if today is None or today.volume_m3 is None or live is None or dead is None:
            return None
        return float(live + dead - today.volume_m3[1])

    def species(self) -> str | None:
        """What is to be taken out of the water."""
        regulated = self.case.substance.regulated
        return regulated[0].species if regulated else None

    def mg_l_at(self, front_h: float) -> float | None:
        """The likely peak of the first place from here on of which one is told."""
        below = [hit for hit in self.hits if hit.peak_mg_l and hit.front_h[0] >= front_h]
        return below[0].peak_mg_l[1] if below and below[0].peak_mg_l else None
