"""What is known of one substance."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, TypeAlias

from emerg.hazards.limits import Confidence
from emerg.records import Positive, Range
from emerg.texts import Bilingual, Text

Hazard: TypeAlias = Literal[
    "oil", "heavy_metal", "cyanide", "acid_alkali", "organic", "flammable", "unknown"
]
State: TypeAlias = Literal["solid", "liquid", "solution", "slurry", "gas", "liquefied", "unknown"]
Solubility: TypeAlias = Literal["miscible", "soluble", "slight", "insoluble", "reacts", "unknown"]
PartOfWhole = Annotated[float, Range(0.0, 1.0, low_open=True)]

STATE_WORDS: Mapping[State, Text] = {
    "solid": Text("solid"),
    "liquid": Text("liquid"),
    "solution": Text("solution in water"),
    "slurry": Text("slurry"),
    "gas": Text("compressed gas"),
    "liquefied": Text("liquefied gas"),
    "unknown": Text("state not known"),
}
SOLUBILITY_WORDS: Mapping[Solubility, Text] = {
    "miscible": Text("mixes with water in any ratio"),
    "soluble": Text("dissolves readily"),
    "slight": Text("dissolves a little"),
    "insoluble": Text("hardly dissolves"),
    "reacts": Text("reacts with water"),
    "unknown": Text("solubility not known"),
}


@dataclass(frozen=True, slots=True)
class Regulated:
    """A species with a limit, and its share of the pure compound's mass."""

    species: str
    mass_fraction: PartOfWhole


@dataclass(frozen=True, slots=True)
class Substance:
    """One row of ``data/substances.toml``.

    Attributes
    ----------
    pinyin : tuple of str
        Syllables apart: of the Chinese name first, then of what it is also called.
    floats : bool
        A slick: front of its own, no mixed concentration.
    mixes : bool
        Dissolves in or spreads through the water, so that mg/L of the product means something.
        False for slicks, gases, ore solids and what lies on the bed.
    may_remain : bool
        Floating, sunken or sorbed product may remain: no time of reopening is computed.
    regulated : tuple of Regulated
        Empty where no limit in mg/L tells of the harm (acids, alkalis, unknown composition).
    measure : tuple of str
        Worth sampling besides `regulated`; species or parameters named in the limits.
    un_class : str
        GB 6944 class of the first UN number, subsidiary ones in brackets.
    density_kg_m3 : float or None
        Of the product as it travels; None for solids, whose bulk density varies.
    typical_purity : float or None
        Mass fraction of the pure compound as it usually travels.
    erg : int or None
        Guide of the Emergency Response Guidebook 2024 for the first UN number.
    responder_note : Bilingual
        What keeps responders safe and stops the leak; stands before anything downstream.
    """

    id: str
    name: Bilingual
    pinyin: tuple[str, ...]
    hazard: Hazard
    state: State
    solubility: Solubility
    responder_note: Bilingual
    source: str
    as_of: str
    confidence: Confidence
    aliases: tuple[str, ...] = ()
    un: tuple[str, ...] = ()
    un_class: str = ""
    cas: str = ""
    formula: str = ""
    erg: int | None = None
    density_kg_m3: Positive | None = None
    typical_purity: PartOfWhole | None = None
    floats: bool = False
    mixes: bool = True
    may_remain: bool = False
    regulated: tuple[Regulated, ...] = ()
    measure: tuple[str, ...] = ()
    note: Bilingual = Bilingual("")

    @property
    def initials(self) -> tuple[str, ...]:
        """First letters of each reading in `pinyin`: ``("qhn",)``."""
        return tuple("".join(word[0] for word in said.split()) for said in self.pinyin)

    @property
    def to_sample(self) -> tuple[str, ...]:
        """What to have measured: the regulated species, then the others."""
        return tuple(dict.fromkeys([*(part.species for part in self.regulated), *self.measure]))
