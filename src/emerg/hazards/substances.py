"""The substances that travel in Tibet, and amounts of them as kilograms."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import isfinite
from typing import Any, Literal

from emerg.errors import Findings, InputError
from emerg.hazards.finding import Substances, listed
from emerg.hazards.limits import Confidence
from emerg.hazards.substance import Regulated, Substance
from emerg.records import record
from emerg.shipped import shipped
from emerg.texts import Bilingual, Text

__all__ = ["Regulated", "Substance", "Substances", "amount_kg", "load_substances"]

_KG: Mapping[str, float] = {"kg": 1.0, "t": 1000.0}
_M3: Mapping[str, float] = {"L": 0.001, "m3": 1.0}


@dataclass(frozen=True, slots=True)
class SubstancesFile:
    """substances.toml; its rows are read one by one, with source and dates of the head."""

    format: Literal[1]
    source: str
    as_of: str
    confidence: Confidence
    care: dict[str, Bilingual]
    substance: tuple[dict[str, Any], ...]


@cache
def load_substances() -> Substances:
    """The list in ``data/substances.toml``.

    Examples
    --------
    >>> load_substances().get("UN1202").id, load_substances().get("qhn").id
    ('diesel', 'sodium-cyanide')
    """
    table = shipped(SubstancesFile, "emerg.hazards", "substances.toml")
    findings = Findings()
    rows = tuple(_rows(table, findings))
    findings.raise_any()
    return listed(rows)


def _rows(table: SubstancesFile, findings: Findings) -> Iterator[Substance]:
    common = {"source": table.source, "as_of": table.as_of, "confidence": table.confidence}
    for raw in table.substance:
        here = f"substances.toml, {raw.get('id', '?')}"
        values = {**common, **raw}
        care = values.pop("care", "")
        note = table.care.get(care)
        if note is None:
            findings.add(
                Text("'{key}' is not known here", key=care),
                f"{here}, care",
                Text("one of: {known}", known=", ".join(table.care)),
            )
            continue
        values["responder_note"] = {"zh": note.zh, "en": note.en}
        row = record(Substance, values, where=here, findings=findings)
        if row is not None:
            yield row


def amount_kg(value: float, unit: str, purity: float | None, substance: Substance) -> float:
    """Kilograms of the pure compound in `value` of the product as it travels.

    A purity that nobody knows counts as 1, whatever is typical: more harm, never less.

    Parameters
    ----------
    unit : "kg", "t", "L" or "m3"
        Volumes need the density of the substance.
    purity : float or None
        Mass fraction, above 0 up to 1.

    Raises
    ------
    InputError
        No amount, no unit of it, a volume without density, or a purity that is none.

    Examples
    --------
    >>> amount_kg(20, "m3", 0.3, load_substances().get("氰化钠溶液"))
    7020.0
    """
    if not isfinite(value) or value < 0:
        raise InputError(
            Text("{value} is no amount", value=f"{value:g}"),
            where=Text("amount"),
            fix=Text("write a number of 0 or more, or unknown"),
        )
    return value * _kg_per_unit(unit, substance) * _fraction(purity)


def _kg_per_unit(unit: str, substance: Substance) -> float:
    if unit in _KG:
        return _KG[unit]
    if unit not in _M3:
        raise InputError(
            Text("'{unit}' is no unit of an amount", unit=unit),
            where=Text("amount"),
            fix=Text("one of: {known}", known=", ".join((*_KG, *_M3))),
        )
    if substance.density_kg_m3 is None:
        raise InputError(
            Text("the density of {name} is not listed", name=substance.name),
            where=Text("amount in {unit}", unit=unit),
            fix=Text("write the amount in kg or t, or unknown"),
        )
    return _M3[unit] * substance.density_kg_m3


def _fraction(purity: float | None) -> float:
    if purity is None:
        return 1.0
    if 0 < purity <= 1:
        return purity
    percent = 1 < purity <= 100
    raise InputError(
        Text("{purity} is no share of the product", purity=f"{purity:g}"),
        where=Text("purity"),
        fix=Text(
            "write {fraction} for {percent} %", fraction=f"{purity / 100:g}", percent=f"{purity:g}"
        )
        if percent
        else Text("write a fraction above 0 up to 1, as 0.3 for 30 %"),
    )
