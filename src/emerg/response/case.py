"""A hindcast case: a river as reaches in a row, what entered it, what was then seen."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Event: TypeAlias = Literal["front", "peak", "tail"]
Bank: TypeAlias = Literal["left", "right"]
Span: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the case's river; None is not known.

    Attributes
    ----------
    discharge_m3_s : (low, high)
        Equal when it is known.
    storage_m3 : float
        Of a reservoir in this stretch; 0 where there is none.
    hold_h : float
        Hours that closed gates held the water.
    """

    from_km: float
    to_km: float
    discharge_m3_s: Span
    mean_m3_s: float | None
    area_km2: float | None
    slope: float | None
    width_m: float | None
    depth_m: float | None
    velocity_m_s: float | None
    storage_m3: float
    hold_h: float
    ice: bool


@dataclass(frozen=True, slots=True)
class Head:
    """What enters at km 0: a release, or a cloud observed there.

    Attributes
    ----------
    mass_kg : (low, high) or None
    front_h, peak_h, tail_h : float or None
        Hours at which a cloud was observed at km 0; all None for a release, which begins at hour 0.
    """

    mass_kg: Span | None = None
    duration_h: float = 0.0
    front_h: float | None = None
    peak_h: float | None = None
    tail_h: float | None = None
    peak_mg_l: float | None = None

    @property
    def observed(self) -> bool:
        return any(time is not None for time in (self.front_h, self.peak_h, self.tail_h))

    def start_h(self, event: Event) -> float:
        """When the transport of an event begins: of an observed cloud, when it was at km 0."""
        if not self.observed:
            return 0.0
        own = {"front": self.front_h, "peak": self.peak_h, "tail": self.tail_h}[event]
        known = (own, self.peak_h, self.front_h, self.tail_h)
        return next(time for time in known if time is not None)


@dataclass(frozen=True, slots=True)
class Observation:
    """Something seen at a station, between two hours."""

    station: str
    km: float
    event: Event
    observed_h: Span
    concentration_mg_l: float | None
    detection_mg_l: float | None
    bank: Bank | None


@dataclass(frozen=True, slots=True)
class Case:
    """A whole case."""

    title: str
    source: str
    pollutant: str
    head: Head
    stretches: tuple[Stretch, ...]
    observations: tuple[Observation, ...]
    limit_mg_l: float | None
