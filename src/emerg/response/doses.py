"""What it would take to treat a spill: in the river, at intakes, in caught water."""

from dataclasses import dataclass

from emerg.hazards.dosing import Dose, DosingRow, Neutraliser, Pair, lorries
from emerg.texts import Prose


@dataclass(frozen=True, slots=True)
class DosePlace:
    """A place where a product could go in.

    Attributes
    ----------
    flow_m3_s : float
        Likely.
    passage_h : float or None
        From the earliest front to the latest tail; None is not known, or too long to dose for.
    pollutant_mg_l : float or None
        Its highest credible peak there.
    """

    name: Prose
    river: str
    km: float
    flow_m3_s: float
    passage_h: float | None
    pollutant_mg_l: float | None
    species: str | None


@dataclass(frozen=True, slots=True)
class DoseAt:
    """A row of the table at a place.

    Attributes
    ----------
    species : str
        What is treated.
    each_mg_l : bool
        The dose is for every mg/L of the pollutant, whose concentration is not known there.
    """

    place: DosePlace
    species: str
    dose: Dose
    each_mg_l: bool

    @property
    def total_t(self) -> Pair | None:
        """Tonnes for the whole passage; None where its hours are not known."""
        hours = self.place.passage_h
        return None if hours is None else self.dose.total_t(hours)

    @property
    def lorries_d(self) -> tuple[int, int]:
        """Lorries a day."""
        low, high = self.dose.t_d
        return lorries(low), lorries(high)


@dataclass(frozen=True, slots=True)
class AtIntake:
    """Product at the intake of a waterworks [kg a day].

    Attributes
    ----------
    water_m3_d : float or None
        None: not known, then the product is for 10⁴ m³ a day.
    """

    row: DosingRow
    name: Prose
    water_m3_d: float | None
    kg_d: Pair


@dataclass(frozen=True, slots=True)
class Caught:
    """Product for what is caught behind a dike, if it is all of it; t, None where unknown."""

    row: DosingRow
    species: str
    pollutant_kg: Pair | None
    product_t: Pair | None


@dataclass(frozen=True, slots=True)
class Neutral:
    """What neutralises the spill: tonnes per tonne at its purity, and for all of it."""

    product: Neutraliser
    purity: float
    per_tonne: float
    total_t: Pair | None


@dataclass(frozen=True, slots=True)
class Dosing:
    """Everything that could be done with products.

    Attributes
    ----------
    undosed : tuple of str
        Species of the substance for which the table has nothing.
    unreckoned : tuple of (row, species)
        Rows without a dose: a jar test alone can tell.
    lines : tuple of Prose
        What always holds, and what holds for this substance.
    """

    river: tuple[DoseAt, ...]
    unreckoned: tuple[tuple[DosingRow, str], ...]
    intakes: tuple[AtIntake, ...]
    caught: tuple[Caught, ...]
    neutral: tuple[Neutral, ...]
    undosed: tuple[str, ...]
    lines: tuple[Prose, ...]

    @property
    def rows(self) -> tuple[DosingRow, ...]:
        """Every row of the table that is used, once."""
        used = [
            *(one.dose.row for one in self.river),
            *(row for row, _species in self.unreckoned),
            *(one.row for one in self.intakes),
            *(one.row for one in self.caught),
        ]
        return tuple(dict.fromkeys(used))

    @property
    def items(self) -> tuple[str, ...]:
        """Keys of the resource table worth asking for, the products first."""
        rows = self.rows
        first = [row.items[0] for row in rows if row.items]
        others = [item for row in rows for item in row.items[1:]]
        neutral = [one.product.item for one in self.neutral if one.product.item]
        return tuple(dict.fromkeys([*first, *neutral, *others]))
