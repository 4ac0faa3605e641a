"""What is needed where a spill is to be held: a dated table by class of hazard."""

from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import Literal, TypeAlias

from emerg.hazards.substances import Substance
from emerg.playbooks.schema import HazardClass
from emerg.records import NotNegative, Positive
from emerg.resources.schema import Skill
from emerg.shipped import shipped
from emerg.texts import Bilingual

Site: TypeAlias = Literal["source", "water", "first"]


@dataclass(frozen=True, slots=True)
class NeedRow:
    """One row: a skill or an item, and how much of it.

    Attributes
    ----------
    count, per_boom_m, per_kg : float or None
        Pieces or crews; metres for every metre of boom as it must lie there; units for every
        kilogram spilled. None of them: as much as there is.
    setup_h : float
        From arrival until it works [h].
    floating : bool
        Only for what floats.
    """

    id: str
    name: Bilingual
    at: Site
    hazards: tuple[HazardClass | Literal["any"], ...]
    setup_h: NotNegative
    why: Bilingual = Bilingual("")
    skill: Skill | None = None
    item: str | None = None
    count: Positive | None = None
    per_boom_m: Positive | None = None
    per_kg: Positive | None = None
    floating: bool = False

    def quantity(self, boom_m: float | None, amount_kg: float | None) -> int | None:
        """How much is needed, rounded up; None where what it follows from is not known."""
        for share, measure in ((self.per_boom_m, boom_m), (self.per_kg, amount_kg)):
            if share is not None:
                return None if measure is None else ceil(share * measure)
        return None if self.count is None else ceil(self.count)


@dataclass(frozen=True, slots=True)
class NeedsTable:
    """needs.toml"""

    format: Literal[1]
    source: str
    as_of: str
    confidence: Literal["high", "medium", "low"]
    alert_min: NotNegative
    load_min: NotNegative
    off_road_km_h: Positive
    need: tuple[NeedRow, ...]

    def of(self, substance: Substance) -> tuple[NeedRow, ...]:
        """The rows for a substance, in the order of the table."""
        return tuple(
            row
            for row in self.need
            if {"any", substance.hazard} & set(row.hazards)
            and (substance.floats or not row.floating)
        )


@cache
def load_needs() -> NeedsTable:
    """The table that ships with the program."""
    return shipped(NeedsTable, "emerg.response", "needs.toml")
