"""How much of a species may be in water, in mg/L, and which standard says so.

    intake    water is drawn here: the strictest of GB 3838-2002 class II, its tables 2 and 3
              (source water) and GB 5749-2022, with no credit for what a waterworks takes out
    section   a river section with a target class: table 1 only, since tables 2 and 3 hold
              within source water protection zones

pH and dissolved oxygen are no concentrations of a pollutant: they are named here, without a limit.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from emerg.records import Positive
from emerg.shipped import shipped
from emerg.texts import Bilingual, Prose, Text

Confidence: TypeAlias = Literal["high", "medium", "low"]
TargetClass: TypeAlias = Literal["II", "III"]
CLASSES: Mapping[TargetClass, Bilingual] = {
    "II": Bilingual("Ⅱ", "II"),
    "III": Bilingual("Ⅲ", "III"),
}


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit in mg/L; `basis` names standard, table and class."""

    species: str
    mg_l: float
    basis: Prose
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Row:
    """What the standards say of one species, in mg/L; `no_limit` is why they say nothing."""

    species: str
    name: Bilingual
    class_ii: Positive | None = None
    class_iii: Positive | None = None
    table_2: Positive | None = None
    table_3: Positive | None = None
    drinking: Positive | None = None
    drinking_reference: Positive | None = None
    no_limit: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class LimitsFile:
    """limits.toml"""

    format: Literal[1]
    source: str
    as_of: str
    gb_3838_confidence: Confidence
    gb_5749_confidence: Confidence
    limit: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits that ship with the program.

    Examples
    --------
    >>> load_limits().intake("As").mg_l, load_limits().section("As", "II").mg_l
    (0.01, 0.05)
    >>> load_limits().section("Sb", "II") is None
    True
    """

    table: LimitsFile
    rows: Mapping[str, Row]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.table.limit)

    def intake(self, species: str) -> Limit | None:
        """The strictest limit where water may be drawn; of equal ones the first named above."""
        return min(self._for_drinking(species), key=lambda limit: limit.mg_l, default=None)

    def section(self, species: str, target: TargetClass) -> Limit | None:
        """The limit of GB 3838-2002 table 1 for a section with this target class."""
        row = self.rows.get(species)
        if row is None:
            return None
        value = row.class_ii if target == "II" else row.class_iii
        basis = Text("GB 3838-2002 class {c}", c=CLASSES[target])
        return None if value is None else self._surface(species, value, basis)

    def name(self, species: str) -> Prose:
        """The species as people call it; the key itself where it is not listed."""
        row = self.rows.get(species)
        return species if row is None else row.name

    def why_none(self, species: str) -> Bilingual | None:
        """Why there is no limit in mg/L for `species`; None where there is one, or none known."""
        row = self.rows.get(species)
        return None if row is None else row.no_limit

    def _for_drinking(self, species: str) -> Iterator[Limit]:
        row = self.rows.get(species)
        if row is None:
            return
        if row.class_ii is not None:
            yield self._surface(
                species, row.class_ii, Text("GB 3838-2002 class {c}", c=CLASSES["II"])
            )
        for number, value in ((2, row.table_2), (3, row.table_3)):
            if value is not None:
                basis = Text("GB 3838-2002 table {n}, source water", n=number)
                yield self._surface(species, value, basis)
        for value, basis in (
            (row.drinking, Text("GB 5749-2022")),
            (row.drinking_reference, Text("GB 5749-2022 appendix A (reference)")),
        ):
            if value is not None:
                yield Limit(species, value, basis, self.table.gb_5749_confidence)

    def _surface(self, species: str, mg_l: float, basis: Text) -> Limit:
        return Limit(species, mg_l, basis, self.table.gb_3838_confidence)


@cache
def load_limits() -> Limits:
    """The limits in ``data/limits.toml``."""
    table = shipped(LimitsFile, "emerg.hazards", "limits.toml")
    return Limits(table, {row.species: row for row in table.limit})
