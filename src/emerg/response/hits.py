"""Who is hit: one row for every place downstream, soonest first, and its two clocks.

What every figure means is fixed by the contract in docs/method.md; times are rounded by
`emerg.units` to the cautious side only when they become clock times or text.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from emerg.playbooks.schema import Confidence
from emerg.texts import Bilingual, Prose, Text

Exceeds: TypeAlias = Literal["yes", "possible", "no"]
Three: TypeAlias = tuple[float, float, float]

INTAKES = ("waterworks", "source_area")
# Both clocks for every intake, and for whoever may draw water unlisted.
CLOCKED = (
    *INTAKES,
    "county_seat",
    "town",
    "station",
    "monitoring",
    "county",
    "prefecture",
    "exit",
    "entry",
)


@dataclass(frozen=True, slots=True)
class Hit:
    """One place downstream of the incident. Hours count from the start of the release.

    Attributes
    ----------
    distance_m : float
        Along the river at its published length [m].
    front_h, peak_h : (earliest, likely, latest)
    peak_mg_l : (low, likely, high) or None
        Of `species`; None where the mass is unknown or the product floats.
    close_by, reopen_not_before, watch_from : datetime or None
        Rounded to the cautious side; None with its reason beside it.
    reopen_with_loss : datetime or None
        Reopening again, with the least loss on the way that is known of; None where none is.
    """

    number: int
    site: str
    name: Bilingual
    kind: str
    layer: str
    river: str
    km: float
    distance_m: float
    offset_km: float | None
    county: str
    position: tuple[float, float] | None
    front_h: Three
    front_basis: Prose
    peak_h: Three
    peak_mg_l: Three | None
    mg_l_per_tonne: float | None
    species: str | None
    limit_mg_l: float | None
    limit_basis: Prose | None
    exceeds: Exceeds | None
    exceed_probability: float | None
    times_over: Three | None
    close_by: datetime | None
    close_reason: Prose | None
    reopen_not_before: datetime | None
    reopen_reason: Prose | None
    watch_from: datetime | None
    discharge_m3_s: float
    velocity_m_s: float
    velocity_basis: str
    mixed: bool
    bank_factor: float
    source: str
    confidence: Confidence
    position_basis: str
    position_error_km: float | None
    reopen_with_loss: datetime | None = None

    @property
    def title(self) -> Prose:
        """Its name, marked where it is an example."""
        return name_of(self.name, self.confidence)

    @property
    def is_intake(self) -> bool:
        return self.kind in INTAKES

    @property
    def has_clocks(self) -> bool:
        return self.kind in CLOCKED


def name_of(name: Bilingual, confidence: str) -> Prose:
    """A name, marked where it is an example and does not say so itself."""
    if confidence != "example" or name.zh.startswith("示例"):
        return name
    return Text("{name} (example)", name=name)


def later_of(one: datetime | None, other: datetime | None) -> datetime | None:
    """The later of two times of reopening; where one is not given, neither is the other."""
    return None if one is None or other is None else max(one, other)
