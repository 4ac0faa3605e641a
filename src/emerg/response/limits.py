"""Which limit counts at a place, for which of a substance's species."""

from dataclasses import dataclass

from emerg.hazards.limits import Limit, Limits
from emerg.hazards.substances import Substance
from emerg.playbooks.schema import RiverPlaybook, Site
from emerg.response.hits import INTAKES
from emerg.texts import Prose, Text

# Water may be drawn here, listed or not: drinking water limits count.
DRAWN = (*INTAKES, "county_seat", "town", "station")


@dataclass(frozen=True, slots=True)
class Governing:
    """The species that governs at a place, and its limit; both None where none is regulated."""

    species: str | None
    fraction: float
    limit_mg_l: float | None
    basis: Prose | None
    background_mg_l: float


def governing(substance: Substance, site: Site, book: RiverPlaybook, limits: Limits) -> Governing:
    """The species whose limit is exceeded first at `site`: the largest fraction over limit."""
    background = book.river.background_mg_l or {}
    found: list[tuple[float, Governing]] = []
    for part in substance.regulated:
        limit = _limit(part.species, site, limits)
        if limit is not None:
            natural = background.get(part.species, 0.0)
            room = max(limit.mg_l - natural, 1e-12)
            found.append(
                (
                    part.mass_fraction / room,
                    Governing(part.species, part.mass_fraction, limit.mg_l, limit.basis, natural),
                )
            )
    if found:
        return max(found, key=lambda pair: pair[0])[1]
    if len(substance.regulated) > 0:
        part = substance.regulated[0]
        return Governing(part.species, part.mass_fraction, None, None, 0.0)
    return Governing(None, 1.0, None, None, 0.0)


def _limit(species: str, site: Site, limits: Limits) -> Limit | None:
    if site.kind in DRAWN:
        return limits.intake(species)
    target = (site.attributes or {}).get("target_class")
    found = limits.section(species, "III" if target == "III" else "II")
    if found is None or target is not None:
        return found
    return Limit(
        found.species,
        found.mg_l,
        Text("{basis} (target class not known: II taken)", basis=found.basis),
        found.confidence,
    )
