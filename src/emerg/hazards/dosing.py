"""How much of which product it would take to treat a pollutant in flowing water."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from emerg.hazards.limits import Confidence
from emerg.records import Positive
from emerg.shipped import shipped
from emerg.texts import Bilingual

# kg/h of a product at 1 mg/L in 1 m³/s.
KG_H = 3.6


@dataclass(frozen=True, slots=True)
class DosingRow:
    """One pollutant.

    Attributes
    ----------
    mg_l : (low, high) or None
        Product in the water.
    per_mg : (low, high) or None
        Product for every mg of the pollutant instead.
    """

    species: str
    product: Bilingual
    confidence: Confidence
    mg_l: tuple[Positive, Positive] | None = None
    per_mg: tuple[Positive, Positive] | None = None
    ph: Bilingual = Bilingual("")
    note: Bilingual = Bilingual("")


@dataclass(frozen=True, slots=True)
class DosingTable:
    """dosing.toml"""

    format: Literal[1]
    source: str
    as_of: str
    most_t_d: Positive
    row: tuple[DosingRow, ...]


@dataclass(frozen=True, slots=True)
class Dose:
    """What a pollutant takes at a flow.

    Attributes
    ----------
    kg_h : (low, high)
    feasible : bool
        So much can be brought, dissolved and spread.
    """

    row: DosingRow
    flow_m3_s: float
    kg_h: tuple[float, float]
    feasible: bool

    @property
    def t_d(self) -> tuple[float, float]:
        """Tonnes a day."""
        return self.kg_h[0] * 24 / 1000, self.kg_h[1] * 24 / 1000


@cache
def load_dosing() -> DosingTable:
    """The table that ships with the program."""
    return shipped(DosingTable, "emerg.hazards", "dosing.toml")


def dose(species: str, flow_m3_s: float, mg_l: float | None = None) -> Dose | None:
    """The dose for a species in a flow; None where the table has none.

    Parameters
    ----------
    mg_l : float or None
        Of the pollutant in the water, for products that go by it.

    Examples
    --------
    At 20 m³/s, 50 mg/L are 3.6 t an hour:

    >>> dose("Cd", 20.0).kg_h[1]
    3600.0
    """
    table = load_dosing()
    row = next((row for row in table.row if row.species == species), None)
    if row is None:
        return None
    per_litre = row.mg_l
    if row.per_mg is not None:
        if mg_l is None:
            return None
        per_litre = (row.per_mg[0] * mg_l, row.per_mg[1] * mg_l)
    if per_litre is None:
        return None
    kg_h = (KG_H * flow_m3_s * per_litre[0], KG_H * flow_m3_s * per_litre[1])
    return Dose(row, flow_m3_s, kg_h, kg_h[0] * 24 / 1000 <= table.most_t_d)
