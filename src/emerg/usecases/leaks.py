"""A leak from a tailings pond as a scenario tells it: [leak] and [[hold]]."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from emerg.errors import InputError
from emerg.records import NotNegative, Positive, Range
from emerg.response.incident import Leak
from emerg.texts import Text
from emerg.usecases.spans import pair

# Beyond these a figure is a slip of the hand: the largest pond on earth holds some 10⁹ m³.
Volume = Annotated[float, Range(0.0, 2e9, low_open=True)]
Rate = Annotated[float, Range(0.0, 1e5, low_open=True)]
Hours = Annotated[float, Range(0.0, 8784.0, low_open=True)]
Content = Annotated[float, Range(0.0, 1e6, low_open=True)]


@dataclass(frozen=True, slots=True)
class LeakTable:
    """[leak]: how it leaks, and what is known of it; volumes in m³ or, with _wan, in 10⁴ m³."""

    mode: Literal["well", "breach", "seepage", "pipe"]
    pond: str | None = None
    volume_m3: Volume | tuple[Volume, Volume] | None = None
    volume_wan_m3: Positive | tuple[Positive, Positive] | None = None
    water_m3: Volume | tuple[Volume, Volume] | None = None
    water_wan_m3: Positive | tuple[Positive, Positive] | None = None
    discharge_m3_s: Rate | tuple[Rate, Rate] | None = None
    duration_h: Hours | tuple[Hours, Hours] | Literal["ongoing"] | None = None
    content_mg_l: dict[str, Content | tuple[Content, Content]] | None = None


@dataclass(frozen=True, slots=True)
class HoldTable:
    """One [[hold]]: a place of the playbook, and the space measured there."""

    at: str
    space_m3: NotNegative | None = None
    space_wan_m3: NotNegative | None = None


WAN = 10_000.0


def leak_of(
    book: str | None,
    table: LeakTable | None,
    holds: Sequence[HoldTable],
    others: Mapping[str, object],
    where: str,
) -> Leak | None:
    """The leak of [leak] at the pond playbook `book`; None where there is neither.

    Parameters
    ----------
    others : mapping of key to value
        What of a scenario also says how much comes, and must not stand beside it.

    Raises
    ------
    InputError
        One of both is missing; what comes is told twice; a volume is given twice, or a range is
        none.
    """
    if book is None and table is None and not holds:
        return None
    if book is None or table is None:
        raise InputError(
            Text("a leak and its pond belong together"),
            where=where,
            fix=Text("give tailings under [at], and [leak] with its mode"),
        )
    if twice := [key for key, value in others.items() if value is not None]:
        raise InputError(
            Text("of a pond the leak says what comes"),
            where=where,
            fix=Text(
                "leave {keys} out, and give volume and content in [leak]", keys=", ".join(twice)
            ),
        )
    return _leak(table, book, holds, where)


def _leak(table: LeakTable, book: str, holds: Sequence[HoldTable], where: str) -> Leak:
    hours = table.duration_h
    return Leak(
        book=book,
        mode=table.mode,
        pond=table.pond,
        volume_m3=_volume(table.volume_m3, table.volume_wan_m3, f"{where}, volume"),
        water_m3=_volume(table.water_m3, table.water_wan_m3, f"{where}, water"),
        discharge_m3_s=None
        if table.discharge_m3_s is None
        else pair(table.discharge_m3_s, f"{where}, discharge_m3_s"),
        duration_h=None
        if hours is None or isinstance(hours, str)
        else pair(hours, f"{where}, duration_h"),
        goes_on=hours == "ongoing",
        content={
            species: pair(value, f"{where}, content_mg_l, {species}")
            for species, value in (table.content_mg_l or {}).items()
        },
        held=tuple(
            (row.at, _space(row, f"{where}, hold {n}")) for n, row in enumerate(holds, start=1)
        ),
    )


def _volume(
    plain: float | tuple[float, float] | None,
    wan: float | tuple[float, float] | None,
    where: str,
) -> tuple[float, float] | None:
    if plain is not None and wan is not None:
        raise _twice(where)
    if plain is not None:
        return pair(plain, where)
    if wan is None:
        return None
    low, high = pair(wan, where)
    return low * WAN, high * WAN


def _space(row: HoldTable, where: str) -> float | None:
    if row.space_m3 is not None and row.space_wan_m3 is not None:
        raise _twice(where)
    return row.space_m3 if row.space_wan_m3 is None else row.space_wan_m3 * WAN


def _twice(where: str) -> InputError:
    return InputError(
        Text("the volume is given twice"),
        where=where,
        fix=Text("write it in m³, or in 10⁴ m³ (_wan_m3), not in both"),
    )
