"""The cloud as it passes any place on the way, hit or not."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from emerg.response.hits import Three
from emerg.texts import Text


@dataclass(frozen=True, slots=True)
class Passing:
    """The cloud passing a place, hit or not; hours from the start of the release.

    Attributes
    ----------
    last_above_h : float or None
        99 % of the last time above the limit; None where there is none, or it is not exceeded.
    peak_mg_l : (low, likely, high) or None
        Of `species`.
    discharge_m3_s : float
        Likely.
    """

    front_h: Three
    last_above_h: float | None
    peak_mg_l: Three | None
    species: str | None
    discharge_m3_s: float


@dataclass(frozen=True, slots=True)
class Plume:
    """How the cloud ends.

    Attributes
    ----------
    doubt : Text or None
        Why the river behind it cannot be called clear, or its end not be told; None where it can.
    remains : bool
        The doubt holds wherever the cloud has been, not only where its end cannot be told.
    recovers_h : float or None
        When the last place with clocks falls below its limit [h]; None where nobody can tell, or
        none is above it.
    gone_h : mapping of site to float
        Latest end of the cloud there [h]; infinite where nobody can tell.
    """

    doubt: Text | None = None
    remains: bool = False
    recovers_h: float | None = None
    gone_h: Mapping[str, float] = field(default_factory=dict)
