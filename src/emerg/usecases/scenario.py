"""Read a scenario file, or the same words from the command line, into a Scenario.

Unknown keys are refused; a missing key means not known, never a default. A time without an offset
is Beijing time.
"""

from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal, cast

from emerg.errors import Findings, InputError
from emerg.geodata.datums import Datum
from emerg.records import NotNegative, Positive, Range, record
from emerg.response.incident import Amount, Leak, Reading, Scenario, Step, Where
from emerg.response.said_words import FlowWord
from emerg.textfiles import read_toml
from emerg.texts import Text
from emerg.usecases.changes import MeasureTable, StepTable, StoreTable, measure, steps, storage
from emerg.usecases.harm import HarmTable, LevelTable, harm_of, ruled_of
from emerg.usecases.leaks import HoldTable, LeakTable, leak_of
from emerg.usecases.letters import check_words
from emerg.usecases.observed import BoundaryTable, observed_of
from emerg.usecases.reporting import SentTable, reporting_of
from emerg.usecases.samples import SampleTable, field_sample
from emerg.usecases.spans import pair, some
from emerg.usecases.times import Times
from emerg.usecases.wanted import NeedTable, wanted

# Beyond these a figure is a slip of the hand: the greatest flood known here, a lake outburst of
# 2000, had about 120,000 m³/s.
Flow = Annotated[float, Range(0.0, 500_000.0, low_open=True)]
Mass = Annotated[float, Range(0.0, 1e10)]
Hours = Annotated[float, Range(0.0, 8784.0)]
Wind = Annotated[float, Range(0.0, 100.0)]


@dataclass(frozen=True, slots=True)
class AtTable:
    river: str | None = None
    km: NotNegative | None = None
    lon: float | None = None
    lat: float | None = None
    datum: Datum = "wgs84"
    place: str | None = None
    road: str | None = None
    stake: str | None = None
    tailings: str | None = None


@dataclass(frozen=True, slots=True)
class AmountTable:
    value: Mass | tuple[Mass, Mass]
    unit: Literal["kg", "t", "L", "m3"] = "kg"
    purity: Positive | None = None


@dataclass(frozen=True, slots=True)
class StationTable:
    river: str
    km: NotNegative


@dataclass(frozen=True, slots=True)
class ReadingTable:
    m3_s: Flow | tuple[Flow, Flow]
    at: str | StationTable | None = None
    time: datetime | str | None = None


@dataclass(frozen=True, slots=True)
class WindTable:
    speed_m_s: Wind
    from_deg: NotNegative | None = None


@dataclass(frozen=True, slots=True)
class ScenarioTable:
    """The keys of a scenario file."""

    at: AtTable
    format: Literal[1] = 1
    title: str = ""
    when: datetime | str | tuple[datetime | str, datetime | str] | None = None
    reported: datetime | str | None = None
    substance: str = "unknown"
    amount_kg: Mass | tuple[Mass, Mass] | Literal["unknown"] | None = None
    amount: AmountTable | None = None
    duration_h: Hours | Literal["ongoing"] | None = None
    rate: tuple[StepTable, ...] = ()
    flow: FlowWord | Flow | tuple[Flow, Flow] | tuple[ReadingTable, ...] = "unknown"
    wind: WindTable | Wind | None = None
    ice: bool = False
    boundary: BoundaryTable | None = None
    store: tuple[StoreTable, ...] = ()
    measure: tuple[MeasureTable, ...] = ()
    sample: tuple[SampleTable, ...] = ()
    need: tuple[NeedTable, ...] = ()
    leak: LeakTable | None = None
    hold: tuple[HoldTable, ...] = ()
    harm: HarmTable | None = None
    level: LevelTable | None = None
    verified: datetime | str | None = None
    sent: tuple[SentTable, ...] = ()
    confirmed: bool = False
    exercise: bool = False


def read_scenario(path: Path, now: datetime) -> Scenario:
    """The scenario in the TOML file at `path`; a missing `when` is `now`.

    Raises
    ------
    DataError
        With every problem found in the file.
    """
    findings = Findings()
    table = read_toml(path, findings)
    findings.raise_any()
    return scenario(table or {}, str(path), now)


def scenario(table: dict[str, Any], where: str, now: datetime) -> Scenario:
    """The scenario in `table`; `where` names its origin for the reader of an error."""
    findings = Findings()
    read = record(ScenarioTable, table, where=where, findings=findings)
    findings.raise_any()
    assert read is not None
    check_words(
        {
            "title": read.title,
            "substance": read.substance,
            "at, river": read.at.river or "",
            "at, place": read.at.place or "",
        },
        where,
    )
    times = Times(where, now)
    return Scenario(
        where=Where(**_at(read.at, where)),
        substance=read.substance,
        title=" ".join(read.title.split()),
        amount=_amount(read, where),
        start=times.start(read.when),
        reported=None if read.reported is None else times.moment(read.reported, "reported"),
        duration_h=_duration_h(read),
        steps=_steps(read, where),
        storage=tuple(
            storage(row, f"{where}, store {n}") for n, row in enumerate(read.store, start=1)
        ),
        measures=tuple(
            measure(row, f"{where}, measure {n}", times)
            for n, row in enumerate(read.measure, start=1)
        ),
        flow=_flow(read.flow, where, times),
        wind_m_s=read.wind.speed_m_s if isinstance(read.wind, WindTable) else read.wind,
        ice=read.ice,
        observed=None if read.boundary is None else observed_of(read.boundary, where),
        samples=tuple(
            field_sample(row, f"{where}, sample {n}", times)
            for n, row in enumerate(read.sample, start=1)
        ),
        needs=tuple(wanted(row, f"{where}, need {n}") for n, row in enumerate(read.need, start=1)),
        leak=_leak(read, where),
        harm=harm_of(read.harm, f"{where}, harm"),
        ruled=ruled_of(read.level, f"{where}, level"),
        reporting=reporting_of(read.verified, read.level, read.sent, times),
        confirmed=read.confirmed,
        exercise=read.exercise,
    )


def _leak(read: ScenarioTable, where: str) -> Leak | None:
    others = {
        "substance": None if read.substance == "unknown" else read.substance,
        "amount": read.amount,
        "amount_kg": read.amount_kg,
        "duration_h": read.duration_h,
        "rate": read.rate or None,
        "boundary": read.boundary,
    }
    return leak_of(read.at.tailings, read.leak, read.hold, others, f"{where}, leak")


def _duration_h(read: ScenarioTable) -> float | None:
    """0 is a slug; None goes on, as a last rate without an end does."""
    if read.rate:
        return read.rate[-1].to_h
    return None if read.duration_h == "ongoing" else float(read.duration_h or 0.0)


def _steps(read: ScenarioTable, where: str) -> tuple[Step, ...]:
    others = {
        "amount": read.amount,
        "amount_kg": read.amount_kg,
        "duration_h": read.duration_h,
        "boundary": read.boundary,
    }
    twice = [key for key, value in others.items() if value is not None]
    if read.rate and twice:
        raise InputError(
            Text("the amount is given twice"),
            where=f"{where}, rate",
            fix=Text("keep the rates, and leave {keys} out", keys=", ".join(twice)),
        )
    return steps(read.rate, where)


def moment(asked: Scenario, now: datetime) -> datetime:
    """The moment of the answer: now, but in an exercise the call that opens it, if it is given."""
    return asked.reported if asked.exercise and asked.reported is not None else now


def _at(at: AtTable, where: str) -> dict[str, Any]:
    given = [
        at.river is not None or at.km is not None,
        at.lon is not None or at.lat is not None,
        at.place is not None,
        at.road is not None or at.stake is not None,
        at.tailings is not None,
    ]
    if (at.road is None) != (at.stake is None):
        raise InputError(
            Text("road and stake go together"),
            where=f"{where}, at",
            fix=Text("give both, as road G318 and stake K4595+300"),
        )
    pairs = (at.river is None) == (at.km is None) and (at.lon is None) == (at.lat is None)
    pairs = pairs and (at.road is None) == (at.stake is None)
    if sum(given) != 1 or not pairs:
        raise InputError(
            Text("the place must be given in one way"),
            where=f"{where}, at",
            fix=Text("give river and km, lon and lat, place, road and stake, or tailings"),
        )
    return {spec.name: getattr(at, spec.name) for spec in fields(at)}


def _amount(read: ScenarioTable, where: str) -> Amount | None:
    if read.amount is not None and read.amount_kg is not None:
        raise InputError(
            Text("the amount is given twice"),
            where=where,
            fix=Text("keep amount or amount_kg, not both"),
        )
    if read.amount is not None:
        low, high = some(pair(read.amount.value, f"{where}, amount"), f"{where}, amount")
        return Amount(low, high, read.amount.unit, read.amount.purity)
    if read.amount_kg is None or read.amount_kg == "unknown":
        return None
    low, high = some(pair(read.amount_kg, f"{where}, amount_kg"), f"{where}, amount_kg")
    return Amount(low, high)


def _flow(
    flow: FlowWord | float | tuple[float, float] | tuple[ReadingTable, ...],
    where: str,
    times: Times,
) -> FlowWord | tuple[Reading, ...]:
    if isinstance(flow, str):
        return flow
    if isinstance(flow, int | float):
        return (Reading(float(flow), float(flow)),)
    tables = [item for item in flow if isinstance(item, ReadingTable)]
    if tables:
        return tuple(
            _reading(item, f"{where}, flow {n}", times) for n, item in enumerate(tables, start=1)
        )
    if not flow:
        return "unknown"
    low, high = pair(cast(tuple[float, float], flow), f"{where}, flow")
    return (Reading(low, high),)


def _reading(table: ReadingTable, where: str, times: Times) -> Reading:
    low, high = pair(table.m3_s, where)
    at = table.at
    return Reading(
        low,
        high,
        river=at.river if isinstance(at, StationTable) else None,
        km=at.km if isinstance(at, StationTable) else None,
        station=at if isinstance(at, str) else None,
        time=None if table.time is None else times.moment(table.time, "flow, time"),
    )
