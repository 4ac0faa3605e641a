"""How much of a product offices have to hand, and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from emerg.resources.items import items
from emerg.resources.schema import Lot, Office, expired
from emerg.texts import Prose


@dataclass(frozen=True, slots=True)
class Held:
    """So much of an item in one depot."""

    office: Prose
    depot: Prose
    quantity: float
    confidence: str


@dataclass(frozen=True, slots=True)
class Stock:
    """An item over all offices, in its own unit; the largest lot first.

    Attributes
    ----------
    expired : int
        Lots that are past their day and do not count.
    """

    item: str
    name: Prose
    unit: str
    total: float
    where: tuple[Held, ...]
    expired: int

    @property
    def total_t(self) -> float | None:
        """Tonnes; None for what is not kept by its mass."""
        factor = {"kg": 1e-3, "t": 1.0}.get(self.unit)
        return None if factor is None else self.total * factor


def stock_of(offices: Sequence[Office], item: str, today: date) -> Stock:
    """How much there is of an item that may still be used on `today`.

    Raises
    ------
    KeyError
        The table has no such item.
    """
    thing = items()[item]
    lots = [(office, lot) for office in offices for lot in office.lots if lot.item == item]
    kept = [(office, lot) for office, lot in lots if not expired(lot, today)]
    held = [_held(office, lot) for office, lot in kept]
    return Stock(
        item,
        thing.name,
        thing.unit,
        sum(lot.quantity for _office, lot in kept),
        tuple(sorted(held, key=lambda one: -one.quantity)),
        len(lots) - len(kept),
    )


def _held(office: Office, lot: Lot) -> Held:
    depot = office.depots.get(lot.depot)
    name: Prose = lot.depot if depot is None else depot.name
    return Held(office.name, name, lot.quantity, lot.confidence)
