"""What failures of tailings ponds have taught, as a dated table of coefficients."""

from dataclasses import dataclass
from functools import cache
from math import log10
from typing import Literal, TypeAlias

from emerg.hazards.limits import Confidence
from emerg.records import Positive
from emerg.shipped import shipped
from emerg.texts import Bilingual

Pair: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Fit:
    """log10 y = a + b·log10 x, with the band of log10 residuals that holds 90 %."""

    a: float
    b: float
    band: Pair

    def at(self, x: float) -> "Band":
        middle = self.a + self.b * log10(x)
        low, high = self.band
        return Band(10 ** (middle + low), 10**middle, 10 ** (middle + high))


@dataclass(frozen=True, slots=True)
class Published:
    """A published regression; what it does not have is None."""

    id: str
    name: str
    source: str
    remark: Bilingual | None = None
    released: Pair | None = None
    released_of_height: tuple[float, float, float] | None = None
    runout_of_height_times_released: Pair | None = None
    runout_of_height_factor: Pair | None = None


@dataclass(frozen=True, slots=True)
class Grading:
    """Lower ends of grades one to four by stored volume and by height."""

    source: str
    confidence: Confidence
    stored_m3: tuple[Positive, Positive, Positive, Positive]
    height_m: tuple[Positive, Positive, Positive, Positive]


@dataclass(frozen=True, slots=True)
class Fronts:
    """How fast mud and wave run.

    Attributes
    ----------
    near_m : float
        So far from the dam the fastest front runs at `near_m_s`, beyond at `far_m_s`.
    """

    source: str
    confidence: Confidence
    near_m: Positive
    near_m_s: Positive
    far_m_s: Positive
    mud_slow_m_s: Positive
    wave_factor: Positive

    def fastest_s(self, metres: float) -> float:
        """The least time to a place so far from the dam [s]."""
        near = min(metres, self.near_m)
        return near / self.near_m_s + (metres - near) / self.far_m_s


@dataclass(frozen=True, slots=True)
class Peak:
    """Qp = coefficient · V^volume_power · h^depth_power [m³/s], and its spread."""

    source: str
    coefficient: Positive
    volume_power: Positive
    depth_power: Positive
    spread: tuple[Positive, Positive]
    least_emptying_s: Positive


@dataclass(frozen=True, slots=True)
class TailingsTable:
    """tailings.toml"""

    format: Literal[1]
    as_of: str
    confidence: Confidence
    height_m: Pair
    stored_m3: Pair
    released: Fit
    runout: Fit
    runout_known: Fit
    published: tuple[Published, ...]
    grading: Grading
    fronts: Fronts
    peak: Peak


@dataclass(frozen=True, slots=True)
class Band:
    """5, 50 and 95 %."""

    p5: float
    p50: float
    p95: float


@cache
def load_tailings() -> TailingsTable:
    """The table that ships with the program."""
    return shipped(TailingsTable, "emerg.hazards", "tailings.toml")
