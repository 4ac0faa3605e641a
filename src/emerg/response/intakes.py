"""Every intake that is hit: its two clocks, whom it serves, how long it can do without the river.

What nobody has said is None, and is said to be unknown: nothing here is filled in.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from emerg.playbooks.rivers import Rivers
from emerg.playbooks.schema import Site, WaterSupply
from emerg.response.clocks import LEAST_PROBABILITY
from emerg.response.hits import Hit
from emerg.response.incident import Scenario
from emerg.response.passing import Passing
from emerg.texts import Prose, Text
from emerg.units import late_h

# How a playbook writes that a stand-by source is not known, or still to be confirmed.
UNSURE = ("未知", "待")
REOPEN_RULE = Text(
    "Reopen not before is the earliest to consider; monitoring below the limit and the authority "
    "decide"
)


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """One intake of the hit list; None is not known.

    Attributes
    ----------
    water : str
        Surface water, groundwater: as the playbook has it.
    people : float or None
        Whom it serves; `serves` is where they live.
    storage_h : float or None
        Hours that its tanks last.
    alternative : Prose or None
        As the playbook or its plan words it; `alternative_sure` where it says that there is one.
    alternative_h : float or None
        Hours to bring it.
    danger_h : float or None
        From the earliest front to the latest tail above the limit; 0 where it is not exceeded.
    danger_reason : Prose
        Why there is none, or why it may last longer; empty where neither holds.
    short : tuple of Prose
        What falls short.
    """

    number: int
    site: str
    name: Prose
    river: str
    km: float
    county: str
    close_by: datetime | None
    close_reason: Prose | None
    reopen_not_before: datetime | None
    reopen_reason: Prose | None
    water: str
    people: float | None
    serves: str
    capacity_m3_d: float | None
    storage_h: float | None
    alternative: Prose | None
    alternative_sure: bool
    alternative_h: float | None
    danger_h: float | None
    danger_reason: Prose
    short: tuple[Prose, ...]

    @property
    def unknown(self) -> tuple[Prose, ...]:
        """What is to be asked of the intake."""
        figures: tuple[tuple[object, Prose], ...] = (
            (self.people, Text("people served")),
            (self.capacity_m3_d, Text("m³ a day")),
            (self.storage_h, Text("hours of storage")),
            (self.alternative if self.alternative_sure else None, Text("alternative source")),
            (self.alternative_h, Text("hours to bring it")),
        )
        return tuple(name for value, name in figures if value is None)


def intakes(
    rivers: Rivers, scenario: Scenario, hits: Sequence[Hit], passings: Mapping[str, Passing]
) -> tuple[IntakeRow, ...]:
    """One row for every intake hit, soonest first."""
    sites = {site.id: site for book in rivers.playbooks.values() for site in book.sites}
    supplies = {
        supply.site: supply
        for book in rivers.playbooks.values()
        for supply in book.plan.water_supply
        if supply.site and (scenario.exercise or supply.confidence != "example")
    }
    return tuple(
        _row(scenario, hit, sites.get(hit.site), supplies.get(hit.site), passings.get(hit.site))
        for hit in hits
        if hit.is_intake
    )


def _row(
    scenario: Scenario,
    hit: Hit,
    site: Site | None,
    supply: WaterSupply | None,
    passing: Passing | None,
) -> IntakeRow:
    known: Mapping[str, object] = (site.attributes if site is not None else None) or {}
    alternative, sure = _alternative(known, supply)
    danger_h, reason = _danger(scenario, hit, passing)
    storage, alternative_h = _figure(known, "storage_h"), _figure(known, "alternative_h")
    return IntakeRow(
        number=hit.number,
        site=hit.site,
        name=hit.title,
        river=hit.river,
        km=hit.km,
        county=hit.county,
        close_by=hit.close_by,
        close_reason=hit.close_reason,
        reopen_not_before=hit.reopen_not_before,
        reopen_reason=hit.reopen_reason,
        water=str(known.get("water", "")),
        people=_figure(known, "population"),
        serves=str(known.get("serves", "")),
        capacity_m3_d=_figure(known, "capacity_m3_d", "intake_m3_d"),
        storage_h=storage,
        alternative=alternative,
        alternative_sure=sure,
        alternative_h=alternative_h,
        danger_h=danger_h,
        danger_reason=reason,
        short=falls_short(Need(danger_h, reason, storage, sure, alternative_h)),
    )


def _figure(known: Mapping[str, object], *keys: str) -> float | None:
    found = (known.get(key) for key in keys)
    return next((float(value) for value in found if isinstance(value, int | float)), None)


def _alternative(
    known: Mapping[str, object], supply: WaterSupply | None
) -> tuple[Prose | None, bool]:
    """What can stand in, as worded, and whether it is said that it can."""
    said: Prose | None = str(known["alternative"]) if known.get("alternative") else None
    if said is None and supply is not None:
        said = supply.alternative
    if said is None:
        return None, False
    words = said if isinstance(said, str) else getattr(said, "zh", "")
    if words.startswith(UNSURE[0]):
        return None, False
    return said, not any(mark in words for mark in UNSURE)


def _danger(scenario: Scenario, hit: Hit, passing: Passing | None) -> tuple[float | None, Prose]:
    """Hours from the earliest front to the latest tail; or why that cannot be said."""
    if scenario.duration_h is None or (scenario.steps and scenario.steps[-1].to_h is None):
        return None, Text("the leak goes on")
    if hit.exceed_probability is not None and hit.exceed_probability < LEAST_PROBABILITY:
        return 0.0, hit.close_reason or ""
    if passing is None or passing.last_above_h is None:
        return None, hit.reopen_reason or Text("no limit in mg/L for this substance")
    spread = 0.0
    if scenario.start is not None:
        spread = (scenario.start.latest - scenario.start.earliest).total_seconds() / 3600
    hours = passing.last_above_h + spread - min(hit.front_h[0], passing.last_above_h)
    longer = hit.reopen_reason if scenario.start is not None else None
    return hours, "" if hit.reopen_not_before is not None else longer or ""


@dataclass(frozen=True, slots=True)
class Need:
    """What an intake can do without the river, against what is expected of the river."""

    danger_h: float | None
    reason: Prose
    storage_h: float | None
    alternative: bool
    alternative_h: float | None


def falls_short(need: Need) -> tuple[Prose, ...]:
    """What falls short at an intake, with the figures; and what has to be asked first."""
    if need.danger_h == 0.0:
        return (Text("below the limit in at least 99 % of the runs: nothing, as reckoned"),)
    return (*_storage(need), *_stand_by(need))


def _storage(need: Need) -> Iterator[Prose]:
    danger, storage = need.danger_h, need.storage_h
    if danger is None:
        yield Text("how long it is dangerous cannot be said: {reason}", reason=need.reason)
    if storage is None:
        yield Text("hours of storage not known: ask first")
    if danger is None or storage is None:
        return
    figures = {"danger": late_h(danger), "storage": f"{storage:g}"}
    if danger > storage:
        over = late_h(danger - storage)
        yield Text(
            "{danger} h of danger, {storage} h of storage: {over} h short", over=over, **figures
        )
    elif need.reason:
        yield Text(
            "storage of {storage} h outlasts the {danger} h reckoned; it may last longer: {reason}",
            reason=need.reason,
            **figures,
        )
    else:
        yield Text("storage of {storage} h outlasts {danger} h of danger", **figures)


def _stand_by(need: Need) -> Iterator[Prose]:
    danger, storage, wait = need.danger_h, need.storage_h, need.alternative_h
    if danger is not None and storage is not None and danger <= storage and not need.reason:
        return
    if not need.alternative:
        yield Text("no alternative source is known: arrange water carts and bottled water")
    elif wait is None:
        yield Text("how soon the alternative comes is not known")
    elif storage is not None and wait > storage:
        yield Text(
            "the alternative takes {h} h: {gap} h without water",
            h=f"{wait:g}",
            gap=late_h(wait - storage),
        )
    elif storage is not None:
        yield Text("the alternative takes {h} h, within the storage", h=f"{wait:g}")
