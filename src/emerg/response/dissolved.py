"""What is dissolved in the water that leaves a pond, and which of it governs."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeAlias

from emerg.errors import InputError
from emerg.hazards.limits import load_limits
from emerg.hazards.substances import Substance, load_substances
from emerg.playbooks.dam_schema import Figure, Pond
from emerg.response.incident import Leak
from emerg.texts import Prose, Text

Pair: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Dissolved:
    """A species in the water that leaves.

    Attributes
    ----------
    kg : (low, high) or None
        None where the volume is not known.
    """

    species: str
    mg_l: Pair
    kg: Pair | None
    confidence: str


@dataclass(frozen=True, slots=True)
class Known:
    """Figures of the playbook that may be read here; what is an example is noted."""

    pond: Pond
    exercise: bool
    assumed: list[Prose]

    def pair(self, figure: Figure | None, name: Prose) -> Pair | None:
        if figure is None or (figure.confidence == "example" and not self.exercise):
            return None
        if figure.confidence == "example":
            self.assumed.append(Text("example figure, for the drill only: {name}", name=name))
        return figure.low, figure.high


def dissolved_of(pond: Pond, known: Known, leak: Leak, water: Pair | None) -> Iterator[Dissolved]:
    """Every species with its mass: as told, else as the playbook has it."""
    told = dict(leak.content)
    for species in told:
        _check_species(species)
    rows: dict[str, tuple[Pair, str]] = {}
    for row in pond.content:
        content = known.pair(row.mg_l, Text("what is in the water"))
        if content is not None:
            rows[row.species] = content, row.mg_l.confidence
    rows |= {species: (pair, "told") for species, pair in told.items()}
    for species, (mg_l, confidence) in rows.items():
        kg = None if water is None else (water[0] * mg_l[0] / 1000, water[1] * mg_l[1] / 1000)
        yield Dissolved(species, mg_l, kg, confidence)


def _check_species(species: str) -> None:
    limits = load_limits()
    if species not in limits.rows:
        near = get_close_matches(species, limits.rows, 3)
        raise InputError(
            Text("'{name}' is no pollutant of the limits", name=species),
            where=Text("leak, content"),
            fix=Text("did you mean '{near}'?", near=near[0])
            if near
            else Text("write it as the limits do: Cu, Pb, Zn, Cd, As, Sb, Mo, Tl, CN-"),
        )


def governing(found: tuple[Dissolved, ...]) -> Dissolved | None:
    """The species farthest above its limit, of those that can be forecast."""
    limits = load_limits()

    def over(one: Dissolved) -> float:
        limit = limits.intake(one.species)
        return 0.0 if limit is None else one.mg_l[1] / limit.mg_l

    able = [one for one in found if dissolved_substance(one.species) is not None]
    return max(able, key=over, default=None)


def dissolved_substance(species: str) -> Substance | None:
    """The substance that is this species, dissolved, and nothing else."""
    for substance in load_substances():
        rows = substance.regulated
        alone = len(rows) == 1 and rows[0].species == species and rows[0].mass_fraction == 1.0
        if alone and substance.mixes and not substance.floats:
            return substance
    return None
