"""How much of which product it would take to treat a pollutant, in flowing or in caught water."""

from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import Literal, TypeAlias

from emerg.hazards.limits import Confidence
from emerg.records import Positive
from emerg.shipped import shipped
from emerg.texts import Bilingual

Pair: TypeAlias = tuple[float, float]
Water: TypeAlias = Literal["river", "intake", "dike"]
Kind: TypeAlias = Literal["acid", "alkali"]
# kg/h of a product at 1 mg/L in 1 m³/s.
KG_H = 3.6
# What waterworks count in: 10⁴ m³ a day.
WAN_M3_D = 10_000.0


@dataclass(frozen=True, slots=True)
class DosingRow:
    """One pollutant, or several that are treated alike.

    Attributes
    ----------
    where : str
        Flowing water; raw water at a waterworks; or water that is caught behind a dike.
    items : tuple of str
        Keys of the resource table, the product itself first.
    mg_l : (low, high) or None
        Product in the water.
    per_mg : (low, high) or None
        Product for every mg of the pollutant instead.
    most_mg_l : float or None
        Beyond this it is of no use.
    limits : Bilingual
        When it may not be used, or what it will not do.
    """

    species: str
    product: Bilingual
    confidence: Confidence
    also: tuple[str, ...] = ()
    where: Water = "river"
    items: tuple[str, ...] = ()
    mg_l: tuple[Positive, Positive] | None = None
    per_mg: tuple[Positive, Positive] | None = None
    most_mg_l: Positive | None = None
    ph: Bilingual = Bilingual("")
    note: Bilingual = Bilingual("")
    limits: Bilingual = Bilingual("")
    source: str = ""

    def treats(self, species: str) -> bool:
        return species == self.species or species in self.also

    def product_mg_l(self, pollutant_mg_l: float | None) -> Pair | None:
        """Product in the water [mg/L]; None where it goes by a pollutant that is not known."""
        if self.per_mg is None or pollutant_mg_l is None:
            return self.mg_l
        return self.per_mg[0] * pollutant_mg_l, self.per_mg[1] * pollutant_mg_l


@dataclass(frozen=True, slots=True)
class Spilled:
    """An acid or alkali: grams of the pure compound per mole of H+ or OH-."""

    kind: Kind
    substances: tuple[str, ...]
    equivalent: Positive


@dataclass(frozen=True, slots=True)
class Neutraliser:
    """What neutralises an acid, or an alkali; `equivalent` as of `Spilled`, of the product."""

    kind: Kind
    name: Bilingual
    equivalent: Positive
    item: str = ""


@dataclass(frozen=True, slots=True)
class NeutralTable:
    """Acids and alkalis, by stoichiometry."""

    source: str
    confidence: Confidence
    limits: Bilingual
    spilled: tuple[Spilled, ...]
    product: tuple[Neutraliser, ...]


@dataclass(frozen=True, slots=True)
class DosingTable:
    """dosing.toml"""

    format: Literal[1]
    source: str
    as_of: str
    most_t_d: Positive
    longest_passage_h: Positive
    payload_t: Positive
    payload_source: Bilingual
    payload_confidence: Confidence
    row: tuple[DosingRow, ...]
    neutral: NeutralTable

    def of(self, species: str) -> tuple[DosingRow, ...]:
        """The rows for a species, in the order of the table."""
        return tuple(row for row in self.row if row.treats(species))


@dataclass(frozen=True, slots=True)
class Dose:
    """What a pollutant takes at a flow.

    Attributes
    ----------
    kg_h : (low, high)
    feasible : bool
        So much can be brought, dissolved and spread.
    mg_l : (low, high)
        Of the product.
    """

    row: DosingRow
    flow_m3_s: float
    kg_h: Pair
    feasible: bool
    mg_l: Pair = (0.0, 0.0)

    @property
    def t_d(self) -> Pair:
        """Tonnes a day."""
        return self.kg_h[0] * 24 / 1000, self.kg_h[1] * 24 / 1000

    def total_t(self, hours: float) -> Pair:
        """Tonnes for so many hours of passage."""
        return self.kg_h[0] * hours / 1000, self.kg_h[1] * hours / 1000


@cache
def load_dosing() -> DosingTable:
    """The table that ships with the program."""
    return shipped(DosingTable, "emerg.hazards", "dosing.toml")


def dose(species: str, flow_m3_s: float, mg_l: float | None = None) -> Dose | None:
    """The dose for a species in a flow; None where the table has none for flowing water.

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
    rows = (row for row in load_dosing().of(species) if row.where == "river")
    row = next(rows, None)
    return None if row is None else dosed(row, flow_m3_s, mg_l)


def dosed(row: DosingRow, flow_m3_s: float, mg_l: float | None = None) -> Dose | None:
    """What a row takes at a flow; None where its dose cannot be told."""
    product = row.product_mg_l(mg_l)
    if product is None:
        return None
    kg_h = (KG_H * flow_m3_s * product[0], KG_H * flow_m3_s * product[1])
    feasible = kg_h[0] * 24 / 1000 <= load_dosing().most_t_d
    return Dose(row, flow_m3_s, kg_h, feasible, product)


def lorries(tonnes: float) -> int:
    """How many lorries carry so much, by the payload of the table.

    >>> lorries(86.4), lorries(0.2)
    (9, 1)
    """
    return ceil(round(tonnes / load_dosing().payload_t, 6))


def powder_kg_d(row: DosingRow, water_m3_d: float) -> Pair | None:
    """Product [kg a day] for so much raw water a day.

    >>> powder_kg_d(load_dosing().of("benzene")[0], 10_000.0)
    (200.0, 400.0)
    """
    if row.mg_l is None:
        return None
    return row.mg_l[0] * water_m3_d / 1000, row.mg_l[1] * water_m3_d / 1000


def neutralisers(substance: str, purity: float = 1.0) -> tuple[tuple[Neutraliser, float], ...]:
    """What neutralises a substance, and tonnes of it per tonne spilled at that purity.

    Nothing for what is neither acid nor alkali in the table.

    >>> [(one.item, round(t, 2)) for one, t in neutralisers("sulfuric-acid", 0.98)][:2]
    [('lime_quick', 0.56), ('lime_hydrated', 0.74)]
    """
    table = load_dosing().neutral
    spilled = next((one for one in table.spilled if substance in one.substances), None)
    if spilled is None:
        return ()
    return tuple(
        (one, purity * one.equivalent / spilled.equivalent)
        for one in table.product
        if one.kind == spilled.kind
    )
