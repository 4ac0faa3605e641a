"""How a spill is held: the figures that the reckoning goes by, as a dated table."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from emerg.hazards.limits import Confidence
from emerg.records import Fraction, NotNegative, Positive
from emerg.shipped import shipped
from emerg.texts import Bilingual


@dataclass(frozen=True, slots=True)
class GatesRow:
    """Closing gates: from the request to the order, and from the order until they are shut [h]."""

    order_h: NotNegative
    act_h: Positive
    asked_h: Positive


@dataclass(frozen=True, slots=True)
class DamRow:
    """The section of an earth dam, and how fast machines bring it up."""

    crest_m: Positive
    side_slope: Positive
    freeboard_m: NotNegative
    raise_m: Positive
    most_height_m: Positive
    most_flow_m3_s: Positive
    fill_m3_h: Positive
    machines: int
    bag_m3: Positive
    least_h: Positive
    basis: Bilingual


@dataclass(frozen=True, slots=True)
class BoomRow:
    """When a boom holds oil."""

    normal_m_s: Positive
    divert_m_s: Positive
    surface: Positive
    lines: int
    set_h: Positive
    basis: Bilingual


@dataclass(frozen=True, slots=True)
class SetUp:
    """Hours on the spot until it works."""

    set_h: Positive


@dataclass(frozen=True, slots=True)
class Removal:
    """What one dosing point takes out of the water."""

    species: str
    share: tuple[Fraction, Fraction]
    basis: Bilingual
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class RuleRow:
    """The rule of thumb: dams from so many hours to the next target on, dosing from so many on."""

    dam_from_h: Positive
    dose_from_h: Positive
    source: Bilingual


@dataclass(frozen=True, slots=True)
class HoldingTable:
    """holding.toml"""

    format: Literal[1]
    source: str
    as_of: str
    confidence: Confidence
    wet_from: Positive
    gates: GatesRow
    dam: DamRow
    boom: BoomRow
    side: SetUp
    dosing: SetUp
    removal: tuple[Removal, ...]
    rule: RuleRow

    def removed(self, species: str | None) -> Removal | None:
        """What a dosing point takes out; None where nothing is published."""
        return next((row for row in self.removal if row.species == species), None)


@cache
def load_holding() -> HoldingTable:
    """The table that ships with the program."""
    return shipped(HoldingTable, "emerg.response", "holding.toml")
