"""The volume ledger: water to hold against space along the way. Every site counts once."""

from collections.abc import Sequence
from dataclasses import dataclass

from emerg.errors import InputError
from emerg.playbooks.dam_schema import DamSite
from emerg.texts import Prose, Text

HOLDING = ("interception", "side_valley", "pit", "pool")


@dataclass(frozen=True, slots=True)
class Space:
    """A place that holds water.

    Attributes
    ----------
    capacity_m3 : (low, high) or None
        None: nobody has said; it counts nothing.
    reached_m3 : (low, high)
        Of this and every place before it.
    """

    site: str
    name: Prose
    path_km: float
    capacity_m3: tuple[float, float] | None
    reached_m3: tuple[float, float]
    confidence: str
    measured: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is to be held, and where it finds room.

    Attributes
    ----------
    to_hold_m3 : (low, high) or None
        None: the volume is not known; `not_known` says why.
    """

    to_hold_m3: tuple[float, float] | None
    spaces: tuple[Space, ...]
    not_known: Prose = ""

    @property
    def held_m3(self) -> tuple[float, float]:
        """All the space there is."""
        return self.spaces[-1].reached_m3 if self.spaces else (0.0, 0.0)

    @property
    def missing_m3(self) -> float | None:
        """What finds no room at worst: the most water against the least space."""
        if self.to_hold_m3 is None:
            return None
        return max(self.to_hold_m3[1] - self.held_m3[0], 0.0)

    @property
    def enough_by_km(self) -> float | None:
        """From which km of the path on there is room for all of it, at worst."""
        if self.to_hold_m3 is None:
            return None
        most = self.to_hold_m3[1]
        return next((one.path_km for one in self.spaces if one.reached_m3[0] >= most), None)


def ledger(
    to_hold_m3: tuple[float, float] | None,
    sites: Sequence[DamSite],
    held: Sequence[tuple[str, float | None]],
    *,
    exercise: bool,
) -> Ledger:
    """Water to hold against the sites of a playbook, or against those that are chosen.

    Parameters
    ----------
    held : sequence of (site, m³ or None)
        The sites chosen, with the space measured there; empty: every site of the playbook.

    Raises
    ------
    InputError
        A site is not known, holds nothing, or stands twice.
    """
    known = {site.id: site for site in sites if site.kind in HOLDING}
    real = {k: s for k, s in known.items() if exercise or s.confidence != "example"}
    chosen = list(held) or [(name, None) for name in real]
    seen: set[str] = set()
    rows: list[tuple[DamSite, float | None]] = []
    for number, (name, measured) in enumerate(chosen, start=1):
        site = _site(real, name, Text("hold {number}", number=number))
        if site.id in seen:
            raise InputError(
                Text("{name} is used twice", name=site.name),
                where=Text("hold {number}", number=number),
                fix=Text("a place holds its volume once: leave one of them out"),
            )
        seen.add(site.id)
        rows.append((site, measured))
    rows.sort(key=lambda row: (row[0].path_km, row[0].id))
    return Ledger(to_hold_m3, tuple(_spaces(rows)))


def _site(known: dict[str, DamSite], name: str, where: Text) -> DamSite:
    for site in known.values():
        if name in (site.id, site.name.zh, site.name.en):
            return site
    raise InputError(
        Text("no place '{name}' to hold water", name=name),
        where=where,
        fix=Text("give one of: {names}", names=tuple(site.name for site in known.values()))
        if known
        else Text("the playbook lists none: survey dams, side valleys and pits, and enter them"),
    )


def _spaces(rows: Sequence[tuple[DamSite, float | None]]) -> list[Space]:
    found: list[Space] = []
    low = high = 0.0
    for site, measured in rows:
        capacity: tuple[float, float] | None = None
        if measured is not None:
            capacity = (measured, measured)
        elif site.capacity_m3 is not None:
            capacity = (site.capacity_m3.low, site.capacity_m3.high)
        if capacity is not None:
            low, high = low + capacity[0], high + capacity[1]
        found.append(
            Space(
                site.id,
                site.name,
                site.path_km,
                capacity,
                (low, high),
                site.confidence,
                measured is not None,
            )
        )
    return found
