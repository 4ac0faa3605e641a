"""A point of the sampling plan, and what every point has in common."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from emerg.texts import Bilingual, Prose, Text

# 对照 · 控制 · 削减 · 取水口 · 界断面 · 汇入前 · 支流 · 汇入后
Role: TypeAlias = Literal[
    "reference", "control", "attenuation", "intake", "border", "before", "tributary", "after"
]
ROLES: dict[Role, Text] = {
    "reference": Text("reference section"),
    "control": Text("control section"),
    "attenuation": Text("attenuation section"),
    "intake": Text("intake point"),
    "border": Text("border section"),
    "before": Text("above the confluence"),
    "tributary": Text("the other river, above the mouth"),
    "after": Text("below the confluence"),
}


@dataclass(frozen=True, slots=True)
class Grid:
    """Verticals across the water and points on each; None is not known.

    Attributes
    ----------
    width_m, depth_m : float or None
        Reckoned with; at mean flow.
    planned : bool
        The number of verticals is the playbook's.
    raw : bool
        Raw water at an intake: one point.
    """

    width_m: float | None
    depth_m: float | None
    verticals: int | None
    layers: int | None
    planned: bool = False
    raw: bool = False

    @property
    def points(self) -> int:
        """Sampling points; of what is not known at least one."""
        return (self.verticals or 1) * (self.layers or 1)

    @property
    def sure(self) -> bool:
        return self.verticals is not None and self.layers is not None


@dataclass(frozen=True, slots=True)
class Result:
    """What was found at a point: value, below detection, or a word."""

    time: datetime
    words: Prose


@dataclass(frozen=True, slots=True)
class Sample:
    """Where to sample, why, when to begin and how often.

    Attributes
    ----------
    at : str
        The place as a scenario's `[[sample]]` takes it.
    km : float
        Chainage on `river`.
    rule : str
        The standard that asks for such a point; empty for what the playbook adds.
    named : bool
        The point has a name of its own, not only river and km.
    front_h : float or None
        Earliest front [h after the start]; None above the incident and beside it.
    every : Prose
        How often, once begun.
    flow : bool
        Measure the flow with it.
    """

    order: int
    name: Prose
    river: str
    river_name: Bilingual
    km: float
    role: Role
    why: Prose
    rule: str
    at: str
    start: datetime
    every: Prose
    grid: Grid
    site: str = ""
    named: bool = False
    front_h: float | None = None
    flow: bool = False
    results: tuple[Result, ...] = ()


@dataclass(frozen=True, slots=True)
class Take:
    """What to take at every point.

    Attributes
    ----------
    species : tuple of Prose
        To be measured from bottles.
    field : tuple of Prose
        Measured on the spot.
    bottles : tuple of Prose
        In words; `each` of them for one sampling point, None where nobody can say.
    """

    species: tuple[Prose, ...]
    field: tuple[Prose, ...]
    bottles: tuple[Prose, ...]
    each: int | None
    filtered: bool = False


@dataclass(frozen=True, slots=True)
class Load:
    """How much a round is: points of the plan, sampling points, bottles.

    Attributes
    ----------
    sure : bool
        Width and depth are known everywhere; otherwise there may be more.
    """

    places: int
    points: int
    bottles: int | None
    sure: bool


@dataclass(frozen=True, slots=True)
class SamplingPlan:
    """What the points have in common, how much a round is, and the standing rules."""

    take: Take
    first_day: Load
    all: Load
    rounds: tuple[Prose, ...]
    rules: tuple[Prose, ...]
