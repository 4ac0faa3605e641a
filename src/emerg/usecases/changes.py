"""What a scenario file says of a changing release, of reservoirs, and of measures on the way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from emerg.errors import InputError
from emerg.records import Fraction, NotNegative, Positive, Range
from emerg.response.incident import Measure, MeasureKind, Spot, Step, Storage
from emerg.texts import Text
from emerg.usecases.spans import pair
from emerg.usecases.times import Times

Rate = Annotated[float, Range(0.0, 1e9)]
Hours = Annotated[float, Range(0.0, 8784.0)]
# What a dam lets out; gates that are shut are a hold.
Flow = Annotated[float, Range(0.0, 500_000.0, low_open=True)]
MOST_STEPS = 12
# What each measure needs to be told, beside its place.
NEEDED: dict[MeasureKind, tuple[str, ...]] = {
    "hold": ("hours", "space_m3"),
    "remove": ("share",),
    "divert": ("share",),
    "outflow": ("m3_s",),
}


@dataclass(frozen=True, slots=True)
class SpotTable:
    river: str
    km: NotNegative


@dataclass(frozen=True, slots=True)
class StepTable:
    """One [[rate]]; without `from_h` it follows the one before, without `to_h` it goes on."""

    kg_h: Rate | tuple[Rate, Rate]
    to_h: Hours | None = None
    from_h: Hours | None = None


@dataclass(frozen=True, slots=True)
class StoreTable:
    at: str
    volume_m3: Positive | tuple[Positive, Positive]


@dataclass(frozen=True, slots=True)
class MeasureTable:
    at: str | SpotTable
    do: MeasureKind
    begins: datetime | str | None = None
    hours: Hours | None = None
    space_m3: Positive | None = None
    share: Fraction | None = None
    m3_s: Flow | tuple[Flow, Flow] | None = None
    state: Literal["planned", "done"] = "planned"


def steps(tables: Sequence[StepTable], where: str) -> tuple[Step, ...]:
    """The steps of a release, in order, none of them of no length.

    Raises
    ------
    InputError
        A step begins before the one above it ends, or one but the last has no end; too many steps;
        nothing is released at all.
    """
    found: list[Step] = []
    at: float | None = 0.0
    for number, table in enumerate(tables, start=1):
        here = f"{where}, rate {number}"
        if at is None:
            raise InputError(
                Text("only the last rate may go on"), where=here, fix=Text("give to_h before it")
            )
        begins = at if table.from_h is None else table.from_h
        if begins < at or (table.to_h is not None and table.to_h <= begins):
            raise InputError(
                Text("the hours of the rates are out of order"),
                where=here,
                fix=Text(
                    "each begins when the one before ends, or later, and ends after it begins"
                ),
            )
        low, high = pair(table.kg_h, here)
        if table.to_h is None and high == 0:
            raise InputError(
                Text("the last rate releases nothing and has no end"),
                where=here,
                fix=Text("leave it out: then the release ends with the one before"),
            )
        found.append(Step(begins, table.to_h, low, high))
        at = table.to_h
    _check_steps(found, where)
    return tuple(found)


def _check_steps(found: Sequence[Step], where: str) -> None:
    if len(found) > MOST_STEPS:
        raise InputError(
            Text("{n} rates are given", n=len(found)),
            where=f"{where}, rate",
            fix=Text("join them to {n} or fewer", n=MOST_STEPS),
        )
    if found and not any(step.high_kg_h > 0 for step in found):
        raise InputError(
            Text("the rates release nothing"),
            where=f"{where}, rate",
            fix=Text("give at least one rate above 0 kg/h"),
        )


def storage(table: StoreTable, where: str) -> Storage:
    """The reservoir of one [[store]]."""
    return Storage(Spot(table.at), *pair(table.volume_m3, where))


def measure(table: MeasureTable, where: str, times: Times) -> Measure:
    """The measure of one [[measure]].

    Raises
    ------
    InputError
        What it needs is missing, or what does not belong to it is given.
    """
    given = {
        key: value
        for key in ("hours", "space_m3", "share", "m3_s")
        if (value := getattr(table, key)) is not None
    }
    wanted = NEEDED[table.do]
    if not set(given) & set(wanted):
        raise InputError(
            Text("'{do}' needs to be told how much", do=table.do),
            where=where,
            fix=Text("add {keys}", keys=" / ".join(wanted)),
        )
    if extra := sorted(set(given) - set(wanted)):
        raise InputError(
            Text("{keys} does not belong to '{do}'", keys=", ".join(extra), do=table.do),
            where=where,
            fix=Text("leave it out"),
        )
    spot = table.at
    return Measure(
        kind=table.do,
        at=Spot(spot) if isinstance(spot, str) else Spot(None, spot.river, spot.km),
        begins=None if table.begins is None else times.moment(table.begins, "measure, begins"),
        hold_h=table.hours,
        space_m3=table.space_m3,
        share=table.share,
        outflow_m3_s=None if table.m3_s is None else pair(table.m3_s, where),
        done=table.state == "done",
    )
