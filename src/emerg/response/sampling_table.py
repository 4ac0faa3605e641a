"""How to sample: verticals by width, layers by depth, rounds and bottles, from a dated table."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from emerg.hazards.limits import Confidence
from emerg.records import Fraction, NotNegative, Positive
from emerg.shipped import shipped
from emerg.texts import Bilingual

Phase: TypeAlias = Literal["reference", "passing", "falling"]
# Measured in the water itself: no bottle.
IN_THE_FIELD = ("pH", "DO", "EC")


@dataclass(frozen=True, slots=True)
class Verticals:
    """Upper ends [m] of the first and second class of width, and of depth; both inclusive."""

    width_m: tuple[Positive, Positive]
    layers_m: tuple[Positive, Positive]
    below_surface_m: Positive
    half_depth_below_m: Positive
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Interval:
    """Hours between two rounds; `within_h`: for points that the front reaches so soon."""

    phase: Phase
    hours: Positive
    text: Bilingual
    source: str
    confidence: Confidence
    within_h: Positive | None = None


@dataclass(frozen=True, slots=True)
class Bottle:
    """What one sampling point takes for these species."""

    name: Bilingual
    species: tuple[str, ...]
    bottles: int
    filtered: bool = False


@dataclass(frozen=True, slots=True)
class SamplingTable:
    """sampling.toml"""

    format: Literal[1]
    source: str
    as_of: str
    confidence: Confidence
    control_within_km: Positive
    control_above_km: Positive
    control_below_km: Positive
    attenuation_km: Positive
    attenuation_to_km: Positive
    confluence_share: Fraction
    confluence_within_h: Positive
    confluence_above_km: Positive
    confluence_below_km: Positive
    most_confluences: int
    most_others: int
    first_day_h: Positive
    within_limits_h: NotNegative
    verticals: Verticals
    interval: tuple[Interval, ...]
    bottle: tuple[Bottle, ...]

    def every(self, phase: Phase, front_h: float = 0.0) -> Interval:
        """The interval of a phase at a point that the front reaches after `front_h` hours."""
        return next(
            row
            for row in self.interval
            if row.phase == phase and (row.within_h is None or front_h <= row.within_h)
        )

    def bottle_of(self, species: str) -> Bottle | None:
        """What a species goes into; None where it is measured on the spot, or not listed."""
        return next((row for row in self.bottle if species in row.species), None)


@cache
def load_sampling() -> SamplingTable:
    """The table that ships with the program."""
    return shipped(SamplingTable, "emerg.response", "sampling.toml")


def verticals(width_m: float) -> int:
    """Sampling verticals for a water surface so wide.

    >>> [verticals(width) for width in (50.0, 50.1, 100.0, 100.1)]
    [1, 2, 2, 3]
    """
    return _class(width_m, load_sampling().verticals.width_m)


def layers(depth_m: float) -> int:
    """Points on a vertical so deep.

    >>> [layers(depth) for depth in (5.0, 5.1, 10.0, 10.1)]
    [1, 2, 2, 3]
    """
    return _class(depth_m, load_sampling().verticals.layers_m)


def _class(value: float, ends: tuple[float, float]) -> int:
    return 1 + sum(value > end for end in ends)
