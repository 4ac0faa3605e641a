"""What is known of a substance's loss on the way: dated figures with a fast and a slow end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from emerg.errors import Findings
from emerg.hazards.limits import Confidence
from emerg.records import FRACTION, Positive, Range, record
from emerg.textfiles import read_toml
from emerg.texts import Text

Band: TypeAlias = tuple[Positive, Positive]
Share: TypeAlias = Annotated[float, FRACTION]
Settling: TypeAlias = Annotated[float, Range(0.0)]


@dataclass(frozen=True, slots=True)
class VolatileFigures:
    """Henry's constant at 25 °C as a solubility, how it grows in the cold, share that is gas."""

    molar_mass_g: Positive
    solubility_mol_m3_pa: Band
    cooling_k: Band
    share: tuple[Share, Share]


@dataclass(frozen=True, slots=True)
class SorbingFigures:
    """log10 of K_d [L/kg]: lowest, median, highest; settling [m/d]: slowest, fastest."""

    log_kd: tuple[float, float, float]
    settling_m_d: tuple[Settling, Settling]


@dataclass(frozen=True, slots=True)
class EvaporationFigures:
    """Fingas' law of a slick and its two figures, percent and °C."""

    law: Literal["sqrt", "log"]
    percent: float
    per_degree: float


@dataclass(frozen=True, slots=True)
class LossRow:
    """One row of ``data/losses.toml``; bands run from their lower to their higher figure.

    Attributes
    ----------
    substances : tuple of str
        Ids of the substances it holds for.
    half_life_20_d : (fastest, slowest) or None
        Of the decay at 20 °C [d].
    """

    substances: tuple[str, ...]
    source: str
    confidence: Confidence
    half_life_20_d: Band | None = None
    volatile: VolatileFigures | None = None
    sorbing: SorbingFigures | None = None
    evaporation: EvaporationFigures | None = None


@dataclass(frozen=True, slots=True)
class LossesFile:
    """losses.toml; `warming` is θ, least and most."""

    format: Literal[1]
    as_of: str
    warming: Band
    warming_source: str
    loss: tuple[LossRow, ...]


@dataclass(frozen=True, slots=True)
class Losses:
    """The figures that ship with the program.

    Examples
    --------
    >>> load_losses().of("phenol").half_life_20_d
    (0.22, 2.4)
    >>> load_losses().of("boric-acid") is None
    True
    """

    table: LossesFile
    rows: Mapping[str, LossRow]

    def of(self, substance: str) -> LossRow | None:
        """The row of a substance; None: no loss is known."""
        return self.rows.get(substance)


@cache
def load_losses() -> Losses:
    """The figures in ``data/losses.toml``."""
    with as_file(files("emerg.hazards") / "data" / "losses.toml") as path:
        return read_losses(path)


def read_losses(path: Path) -> Losses:
    """The figures in the file at `path`.

    Raises
    ------
    DataError
        Every problem of the file.
    """
    findings = Findings()
    table = record(LossesFile, read_toml(path, findings), where=str(path), findings=findings)
    if table is not None:
        _check_order(table, str(path), findings)
    findings.raise_any()
    assert table is not None
    return Losses(table, {name: row for row in table.loss for name in row.substances})


def _check_order(table: LossesFile, where: str, findings: Findings) -> None:
    """Every band must run from its lower to its higher figure."""
    for row in table.loss:
        for key, band in _bands(row):
            if any(high < low for low, high in pairwise(band)):
                findings.add(
                    Text("{value} is not a range", value=str(list(band))),
                    f"{where}, {row.substances[0]}, {key}",
                    Text("write the lower figure first"),
                )


def _bands(row: LossRow) -> Iterator[tuple[str, tuple[float, ...]]]:
    if row.half_life_20_d is not None:
        yield "half_life_20_d", row.half_life_20_d
    if row.volatile is not None:
        yield "solubility_mol_m3_pa", row.volatile.solubility_mol_m3_pa
        yield "cooling_k", row.volatile.cooling_k
        yield "share", row.volatile.share
    if row.sorbing is not None:
        yield "log_kd", row.sorbing.log_kd
        yield "settling_m_d", row.sorbing.settling_m_d
