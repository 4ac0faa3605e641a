"""The tailings ponds that came with the rivers, and a place typed as one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from emerg.errors import EmergError, Problem
from emerg.playbooks.dam_links import load_dams
from emerg.playbooks.dam_schema import DamPlaybook, Pond, Receiving
from emerg.playbooks.rivers import Rivers
from emerg.response.incident import Where
from emerg.response.ledger import HOLDING

Dams: TypeAlias = Mapping[str, DamPlaybook]
NO_DAMS: Dams = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class PondSpot:
    """A pond, and the river that its leak is taken to reach: the first of its playbook."""

    book: DamPlaybook
    pond: Pond

    @property
    def receiving(self) -> Receiving:
        return self.book.dam.receiving[0]

    @property
    def others(self) -> tuple[Receiving, ...]:
        """The other rivers that it may run to."""
        return other_ways(self.book)

    @property
    def where(self) -> Where:
        """How to ask for it."""
        way = self.receiving
        return Where(tailings=self.book.dam.id, river=way.river, km=way.km)


def known_ponds(folders: Sequence[Path], rivers: Rivers) -> tuple[Dams, tuple[Problem, ...]]:
    """The ponds in these folders, and what is wrong with them: the window opens without them."""
    try:
        return load_dams(folders, rivers), ()
    except EmergError as error:
        return NO_DAMS, error.problems


def other_ways(book: DamPlaybook) -> tuple[Receiving, ...]:
    """The rivers of a playbook beside the one that is taken."""
    first, *rest = book.dam.receiving
    return tuple(way for way in rest if way.river != first.river)


def led_to(book: DamPlaybook, river: str | None) -> DamPlaybook:
    """The playbook with the way to `river` in the first place, where it is taken to go."""
    ways = sorted(book.dam.receiving, key=lambda way: way.river != river)
    return replace(book, dam=replace(book.dam, receiving=tuple(ways)))


def led_as_asked(dams: Dams, where: Where) -> Dams:
    """The playbooks, that of `where` with its leak led to the river of `where`."""
    book = dams.get(where.tailings or "")
    return dams if book is None else {**dams, book.dam.id: led_to(book, where.river)}


def holding_sites(book: DamPlaybook, *, exercise: bool) -> tuple[str, ...]:
    """Ids of the places that can hold water; examples count in exercises only."""
    return tuple(
        site.id
        for site in book.sites
        if site.kind in HOLDING and (exercise or site.confidence != "example")
    )
