"""The whole answer to an incident: one value that paper, window and command line all show."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal, TypeAlias

from emerg.hazards.substances import Substance
from emerg.playbooks.schema import HazardClass, Level, Phase
from emerg.response.agreements import Agreement
from emerg.response.chasing import CHASE_AFTER
from emerg.response.clock_rules import Since
from emerg.response.doses import Dosing
from emerg.response.hits import Hit, name_of
from emerg.response.incident import Scenario
from emerg.response.intakes import IntakeRow
from emerg.response.learned import Learning
from emerg.response.level import Judged
from emerg.response.passing import Plume
from emerg.response.said_words import Grade
from emerg.response.sample import Sample, SamplingPlan
from emerg.response.what_if import WhatIf
from emerg.texts import Bilingual, Prose, Text

Firing: TypeAlias = Literal["yes", "possible", "unknown", "no"]


@dataclass(frozen=True, slots=True)
class Incident:
    """The scenario, placed.

    Attributes
    ----------
    snap_m : float or None
        From the position given to the drawn river [m].
    amount_kg : (low, high) or None
    """

    scenario: Scenario
    now: datetime
    river: str
    river_name: Bilingual
    playbook: str
    km: float
    lon: float
    lat: float
    snap_m: float | None
    county: str
    county_name: Bilingual
    prefecture: str
    substance: Substance
    amount_kg: tuple[float, float] | None
    discharge_m3_s: tuple[float, float, float]
    line_accuracy_km: float


@dataclass(frozen=True, slots=True)
class PathPart:
    """A stretch of one river on the way down."""

    river: str
    name: Bilingual
    from_km: float
    to_km: float


@dataclass(frozen=True, slots=True)
class Trace:
    """The way down as a line for maps: lon, lat and the earliest front there [h].

    Attributes
    ----------
    likely_h, thins_h, gone_h : tuple of float
        Likely front, likely and latest end of the cloud [h], never decreasing; infinite where
        nobody can tell the end. Empty where it was not asked for, as are the next two.
    part, km : tuple
        Which `PathPart` a point lies on, and its chainage there.
    """

    lon: tuple[float, ...]
    lat: tuple[float, ...]
    front_h: tuple[float, ...]
    rough: tuple[bool, ...]  # class D geometry
    likely_h: tuple[float, ...] = ()
    thins_h: tuple[float, ...] = ()
    gone_h: tuple[float, ...] = ()
    part: tuple[int, ...] = ()
    km: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class SpecialCase:
    """One of the six cases that mean: report as major (17号令 art. 4)."""

    number: int
    text: Prose
    fires: Firing
    why: Prose


@dataclass(frozen=True, slots=True)
class Deadline:
    """By when the first report is due; None where 得知 time is not known."""

    hours: float
    due: datetime | None
    cases: tuple[SpecialCase, ...]
    basis: Prose
    ruled: bool = False  # an officer set the level: then the special cases do not decide
    major: bool = True  # reported as grave or exceptionally grave


@dataclass(frozen=True, slots=True)
class ReportClock:
    """A report that is due, and to whom.

    Attributes
    ----------
    begins, due : datetime or None
        None: what it runs from is not known yet.
    sent : datetime or None
        When it was reported.
    sent_grade, grade : Grade or None
        The level it was sent at, and the level of now.
    again : bool
        It was sent at a lighter level than that of now: to be reported again.
    """

    key: str
    name: Prose
    to: Prose
    minutes: float
    since: Since
    begins: datetime | None
    due: datetime | None
    source: Prose
    confidence: str
    sent: datetime | None = None
    sent_grade: Grade | None = None
    grade: Grade | None = None
    again: bool = False

    @property
    def runs(self) -> bool:
        """Whether it counts down, or is over and nothing was sent."""
        return self.due is not None and (self.sent is None or self.again)


@dataclass(frozen=True, slots=True)
class Advice:
    """One of the next things to do: what, why, by when."""

    number: int
    text: Prose
    why: Prose
    by: datetime | None = None


@dataclass(frozen=True, slots=True)
class PlanStep:
    phase: Phase
    text: Bilingual
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Above:
    """Who is rung where a call is not confirmed; `order` of their own call, if they have one."""

    who: Prose
    order: int | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """Whom to call, in order; the number is the office's to fill in.

    Attributes
    ----------
    county : str
        Where they sit, by its Chinese name; "" where nothing tells. Of an office of a city: the
        city.
    above : tuple of Above
        The levels above them, the nearest first.
    ground : Prose
        What obliges to make this call, where a rule does.
    agreed : tuple of Agreement
        What the office has agreed with them.
    chase_after : timedelta
        Who was rung and has not confirmed for so long is rung again, and the level above them too;
        after as long again the level above that.
    """

    order: int
    group: Literal["up", "side", "down", "upstream"]
    level: Level
    who: Prose
    what: Prose
    phone: str = field(repr=False)
    by: datetime | None = None
    verified_on: date | None = None
    county: str = ""
    above: tuple[Above, ...] = ()
    ground: Prose = ""
    agreed: tuple[Agreement, ...] = ()
    chase_after: timedelta = CHASE_AFTER


@dataclass(frozen=True, slots=True)
class ReportField:
    """One field of the first report (17号令 art. 12 to 14); an empty value prints as a blank."""

    label: Bilingual
    value: Prose


@dataclass(frozen=True, slots=True)
class Holding:
    """A place downstream that can hold or treat the water, and when the front may be there."""

    name: Bilingual
    space_class: str
    river: str
    km: float
    front_h: tuple[float, float, float]
    facts: tuple[Prose, ...]
    confidence: str
    site: str = ""
    position: tuple[float, float] | None = None

    @property
    def title(self) -> Prose:
        """Its name, marked where it is an example."""
        return name_of(self.name, self.confidence)


@dataclass(frozen=True, slots=True)
class Alternative:
    """A second river near the position, with its own hits: never chosen silently."""

    river: str
    name: Bilingual
    km: float
    distance_m: float
    hits: tuple[Hit, ...]

    @property
    def hint(self) -> Text:
        """That it may be this river."""
        return Text(
            "Also possible: {river} km {km}, {m} m away",
            river=self.name,
            km=f"{self.km:.1f}",
            m=f"{self.distance_m:.0f}",
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything the five answers lead to."""

    incident: Incident
    path: tuple[PathPart, ...]
    trace: Trace
    hits: tuple[Hit, ...]
    alternatives: tuple[Alternative, ...]
    next_things: tuple[Advice, ...]
    level: Judged
    deadline: Deadline
    hazard: HazardClass
    plan: tuple[PlanStep, ...]
    calls: tuple[Call, ...]
    sampling: tuple[Sample, ...]
    holding: tuple[Holding, ...]
    first_report: tuple[ReportField, ...]
    known: tuple[Prose, ...]
    unknown: tuple[Prose, ...]
    assumptions: tuple[Prose, ...]
    sources: tuple[Prose, ...]
    data_status: Prose
    version: str
    exercise: bool
    learning: Learning | None = None
    what_if: WhatIf | None = None
    intakes: tuple[IntakeRow, ...] = ()
    sampling_plan: SamplingPlan | None = None
    dosing: Dosing | None = None
    clocks: tuple[ReportClock, ...] = ()
    plume: Plume = field(default_factory=Plume)
