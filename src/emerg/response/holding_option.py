"""One way to hold a spill at one place: what it takes, whether there is time, what it spares."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from emerg.hazards.dosing import Dose
from emerg.playbooks.schema import Site
from emerg.response.candidates import Candidate
from emerg.response.effect import Effect
from emerg.response.hits import Three
from emerg.response.holding_table import Removal
from emerg.response.usable import Usable
from emerg.response.works import Boom, Section, TemporaryDam
from emerg.texts import Prose, Text
from emerg.units import HOUR_S

Method: TypeAlias = Literal["gates", "dam", "side", "dose", "boom"]
State: TypeAlias = Literal["in_time", "short", "too_late", "passed", "unknown"]
METHODS: Mapping[Method, Prose] = {
    "gates": Text("shut the gates"),
    "dam": Text("earth dam"),
    "side": Text("lead into a space beside"),
    "dose": Text("dosing point"),
    "boom": Text("boom"),
}
# In this order they are worth looking at.
STATES: tuple[State, ...] = ("in_time", "unknown", "short", "too_late", "passed")


@dataclass(frozen=True, slots=True)
class HoldingOption:
    """One method at one place.

    Attributes
    ----------
    flow_m3_s, velocity_m_s : (5, 50, 95 %)
    at : Section
        The water at the middle flow.
    front_in_h : float or None
        From now to the earliest front; negative: it has passed. None: start not known.
    work_h, ready_h : float or None
        Hours on the spot; from now until it works, None where nobody is known who could come.
    space : Usable or None
        For water that is held.
    lacks : bool
        Whoever comes has too little to work with: all that there is does not reach across.
    asked_h, asked_m3 : float or None
        Where the free space is not known: a hold that is looked at, and the space it would take.
    effect : Effect or None
        What it would spare if it stood in time, or as late as it is; None with `why_not`.
    """

    method: Method
    place: Candidate
    site: Site | None
    flow_m3_s: Three
    velocity_m_s: Three
    at: Section
    front_in_h: float | None
    work_h: float
    ready_h: float | None
    space: Usable | None = None
    dam: TemporaryDam | None = None
    boom: Boom | None = None
    lacks: bool = False
    dose: Dose | None = None
    removal: Removal | None = None
    asked_h: float | None = None
    asked_m3: float | None = None
    effect: Effect | None = None
    why_not: Prose = ""

    @property
    def id(self) -> str:
        return f"{self.place.id}/{self.method}"

    @property
    def slack_h(self) -> float | None:
        """What is left before the earliest front once it works; None where that is not known."""
        if self.front_in_h is None or self.ready_h is None:
            return None
        return self.front_in_h - self.ready_h

    @property
    def begin_in_h(self) -> float | None:
        """From now: by then work on the spot must have begun; negative: that is past."""
        return None if self.front_in_h is None else self.front_in_h - self.work_h

    @property
    def state(self) -> State:
        """Whether there is time."""
        if self.front_in_h is not None and self.front_in_h <= 0:
            return "passed"
        if self.begin_in_h is not None and self.begin_in_h < 0:
            return "too_late"
        if self.slack_h is None:
            return "unknown"
        if self.slack_h < 0:
            return "too_late"
        return "short" if self.lacks else "in_time"

    @property
    def held_m3(self) -> float | None:
        """Space for what comes; None where none is known."""
        return None if self.space is None else self.space.m3

    @property
    def full_h(self) -> Three | None:
        """Hours until the space is full: at high, middle and low flow."""
        if self.held_m3 is None:
            return None
        low, likely, high = self.flow_m3_s
        return tuple(self.held_m3 / flow / HOUR_S for flow in (high, likely, low))  # type: ignore[return-value]

    @property
    def helps(self) -> bool:
        """Whether it is reckoned to spare anybody anything."""
        return self.effect is not None and self.effect.any


@dataclass(frozen=True, slots=True)
class Combination:
    """Options that do most together.

    Attributes
    ----------
    tried : int
        How many combinations were run.
    if_ready : bool
        Of some it is not known whether anybody can be there in time.
    """

    options: tuple[HoldingOption, ...]
    effect: Effect
    tried: int
    if_ready: bool
