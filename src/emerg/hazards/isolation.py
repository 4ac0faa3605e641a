"""How far to keep away from a vehicle that leaks or burns, by UN number."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from emerg.errors import Findings
from emerg.hazards.limits import Confidence
from emerg.hazards.substance import Substance
from emerg.records import Positive
from emerg.shipped import shipped
from emerg.texts import Bilingual, Text


@dataclass(frozen=True, slots=True)
class Isolation:
    """One row: initial isolation all round [m], and protective action downwind [km].

    Attributes
    ----------
    large_m, fire_m : float or None
        For a large spill, and where a tank is in the fire; None is not given.
    day_km, night_km : (low, high) or None
        For a small spill of a gas that is toxic when breathed.
    large_day_km, large_night_km : (low, high) or None
        The same for a tank lorry, in high and in low wind.
    """

    un: tuple[str, ...]
    guide: str
    small_m: Positive
    large_m: Positive | None = None
    fire_m: Positive | None = None
    day_km: tuple[Positive, Positive] | None = None
    night_km: tuple[Positive, Positive] | None = None
    large_day_km: tuple[Positive, Positive] | None = None
    large_night_km: tuple[Positive, Positive] | None = None
    large: Bilingual = Bilingual("")
    in_water: Bilingual = Bilingual("")

    @property
    def leaking_m(self) -> float:
        """The farthest that a leak reaches [m], by night and downwind too."""
        return max(self.small_m, self.large_m or 0.0, self.downwind_m)

    @property
    def downwind_m(self) -> float:
        """The farthest to act downwind [m]; 0 where the book gives none."""
        bands = (self.day_km, self.night_km, self.large_day_km, self.large_night_km)
        return max((1000 * band[1] for band in bands if band is not None), default=0.0)

    @property
    def widest_m(self) -> float:
        """The farthest that anything here reaches [m], a tank on fire too."""
        return max(self.leaking_m, self.fire_m or 0.0)


@dataclass(frozen=True, slots=True)
class IsolationTable:
    """isolation.toml"""

    format: Literal[1]
    source: Bilingual
    as_of: str
    confidence: Confidence
    row: tuple[Isolation, ...]

    def of(self, substance: Substance) -> Isolation | None:
        """The row of the first UN number of a substance that has one."""
        rows = _by_number()
        return next((rows[un] for un in substance.un if un in rows), None)


@cache
def load_isolation() -> IsolationTable:
    """The table in ``data/isolation.toml``.

    Raises
    ------
    DataError
        A row that cannot be, or a number that stands in two.
    """
    table = shipped(IsolationTable, "emerg.hazards", "isolation.toml")
    findings = Findings()
    seen: set[str] = set()
    for row in table.row:
        for un in row.un:
            if un in seen:
                findings.add(
                    Text("UN {un} stands in two rows", un=un),
                    "isolation.toml",
                    Text("keep it in one"),
                )
            seen.add(un)
    findings.raise_any()
    return table


@cache
def _by_number() -> Mapping[str, Isolation]:
    return {un: row for row in load_isolation().row for un in row.un}
