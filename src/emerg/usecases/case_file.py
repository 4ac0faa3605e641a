"""Read a hindcast case: a river, a release, what was then observed.

Unknown keys are refused; a missing optional key means not known, never a default.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal, TypeAlias

from emerg.errors import Findings
from emerg.records import NotNegative, Positive, record
from emerg.response.case import Bank, Case, Event, Head, Observation, Span, Stretch
from emerg.textfiles import read_toml
from emerg.texts import Text

PositiveSpan: TypeAlias = Positive | tuple[Positive, Positive]
NotNegativeSpan: TypeAlias = NotNegative | tuple[NotNegative, NotNegative]


@dataclass(frozen=True, slots=True)
class ReleaseTable:
    mass_kg: NotNegativeSpan | None = None
    duration_h: NotNegative | None = None


@dataclass(frozen=True, slots=True)
class BoundaryTable:
    front_h: float | None = None
    peak_h: float | None = None
    tail_h: float | None = None
    peak_mg_l: NotNegative | None = None


@dataclass(frozen=True, slots=True)
class ReachTable:
    to_km: Positive
    discharge_m3_s: PositiveSpan
    mean_annual_discharge_m3_s: Positive | None = None
    drainage_area_km2: Positive | None = None
    slope: Positive | None = None
    width_m: Positive | None = None
    depth_m: Positive | None = None
    velocity_m_s: Positive | None = None
    storage_m3: NotNegative | None = None
    hold_h: NotNegative | None = None
    ice: bool = False


@dataclass(frozen=True, slots=True)
class ObservationTable:
    station: str
    km: NotNegative
    event: Event
    earliest_h: float
    latest_h: float
    concentration_mg_l: NotNegative | None = None
    detection_mg_l: Positive | None = None
    bank: Bank | None = None


@dataclass(frozen=True, slots=True)
class CaseTable:
    format: Literal[1]
    title: str
    source: str
    pollutant: str
    reach: tuple[ReachTable, ...]
    release: ReleaseTable | None = None
    boundary: BoundaryTable | None = None
    observation: tuple[ObservationTable, ...] = ()
    limit_mg_l: Positive | None = None


def case_files(paths: list[Path]) -> list[Path]:
    """The files named; of a folder every ``*.toml`` in it, by name."""
    found: list[Path] = []
    for path in paths:
        found += sorted(path.glob("*.toml")) if path.is_dir() else [path]
    return found


def read_case(path: Path) -> Case:
    """The case in the file at `path`.

    Raises
    ------
    DataError
        Every problem of the file.
    """
    findings = Findings()
    table = read_toml(path, findings)
    findings.raise_any()
    _refuse_waves(table or {}, str(path), findings)
    findings.raise_any()
    read = record(CaseTable, table, where=str(path), findings=findings)
    findings.raise_any()
    assert read is not None
    _check(read, str(path), findings)
    findings.raise_any()
    stretches, from_km = [], 0.0
    for reach in read.reach:
        stretches.append(_stretch(reach, from_km))
        from_km = reach.to_km
    return Case(
        title=read.title,
        source=read.source,
        pollutant=read.pollutant,
        head=_head(read),
        stretches=tuple(stretches),
        observations=tuple(_observation(row) for row in read.observation),
        limit_mg_l=read.limit_mg_l,
    )


def _refuse_waves(table: Mapping[str, Any], where: str, findings: Findings) -> None:
    """A flood or breach wave runs ahead of what it carries: it must not be scored as a plume."""
    rows = table.get("observation")
    for number, row in enumerate(rows if isinstance(rows, list) else (), start=1):
        event = str(row.get("event", "")) if isinstance(row, Mapping) else ""
        if any(word in event.lower() for word in ("wave", "flood", "breach")):
            findings.add(
                Text("'{event}' is a wave, and a wave is not a plume", event=event),
                f"{where}, observation {number}",
                Text("leave the row out: a wave runs at about 5/3 of the water's speed"),
            )


def _stretch(reach: ReachTable, from_km: float) -> Stretch:
    return Stretch(
        from_km=from_km,
        to_km=reach.to_km,
        discharge_m3_s=_span(reach.discharge_m3_s),
        mean_m3_s=reach.mean_annual_discharge_m3_s,
        area_km2=reach.drainage_area_km2,
        slope=reach.slope,
        width_m=reach.width_m,
        depth_m=reach.depth_m,
        velocity_m_s=reach.velocity_m_s,
        storage_m3=reach.storage_m3 or 0.0,
        hold_h=reach.hold_h or 0.0,
        ice=reach.ice,
    )


def _span(value: float | tuple[float, float]) -> Span:
    return value if isinstance(value, tuple) else (value, value)


def _head(read: CaseTable) -> Head:
    seen = read.boundary
    if seen is not None:
        return Head(
            front_h=seen.front_h,
            peak_h=seen.peak_h,
            tail_h=seen.tail_h,
            peak_mg_l=seen.peak_mg_l,
        )
    release = read.release or ReleaseTable()
    mass = None if release.mass_kg is None else _span(release.mass_kg)
    return Head(mass_kg=mass, duration_h=release.duration_h or 0.0)


def _observation(row: ObservationTable) -> Observation:
    return Observation(
        station=row.station,
        km=row.km,
        event=row.event,
        observed_h=(row.earliest_h, row.latest_h),
        concentration_mg_l=row.concentration_mg_l,
        detection_mg_l=row.detection_mg_l,
        bank=row.bank,
    )


def _check(read: CaseTable, where: str, findings: Findings) -> None:
    if (read.release is None) == (read.boundary is None):
        findings.add(
            Text("a case has a release or a boundary, one of the two"),
            where,
            Text("keep [release] or [boundary]"),
        )
    _check_boundary(read.boundary, f"{where}, boundary", findings)
    _check_reaches(read, where, findings)
    spans = [("release, mass_kg", read.release.mass_kg)] if read.release else []
    spans += [(f"reach {n}", reach.discharge_m3_s) for n, reach in enumerate(read.reach, start=1)]
    for name, span in spans:
        if isinstance(span, tuple) and span[0] > span[1]:
            findings.add(
                Text("{low} to {high} is not a range", low=f"{span[0]:g}", high=f"{span[1]:g}"),
                f"{where}, {name}",
                Text("write the smaller figure first"),
            )
    for number, seen in enumerate(read.observation, start=1):
        if read.boundary is None and seen.latest_h < 0:
            findings.add(
                Text("seen before the release"),
                f"{where}, observation {number}",
                Text("hours count from the start of the release: correct them, or leave it out"),
            )
        if seen.latest_h < seen.earliest_h:
            findings.add(
                Text("latest_h lies before earliest_h"),
                f"{where}, observation {number}",
                Text("write the interval in which it was seen, the earlier hour first"),
            )


def _check_boundary(seen: BoundaryTable | None, where: str, findings: Findings) -> None:
    if seen is None:
        return
    times = [time for time in (seen.front_h, seen.peak_h, seen.tail_h) if time is not None]
    if not times:
        findings.add(
            Text("the boundary gives no time"), where, Text("give front_h, peak_h or tail_h")
        )
    if any(later <= earlier for earlier, later in pairwise(times)):
        findings.add(
            Text("front, peak and tail are out of order"),
            where,
            Text("front_h comes before peak_h, tail_h after it"),
        )


def _check_reaches(read: CaseTable, where: str, findings: Findings) -> None:
    if not read.reach:
        findings.add(Text("the case has no reach"), where, Text("add at least one [[reach]]"))
    before = 0.0
    for number, reach in enumerate(read.reach, start=1):
        if reach.to_km <= before:
            findings.add(
                Text("to_km {km} does not lie below the reach before it", km=f"{reach.to_km:g}"),
                f"{where}, reach {number}",
                Text("list the reaches in order, downstream, each ending further down"),
            )
        before = max(before, reach.to_km)
    for number, seen in enumerate(read.observation, start=1):
        if seen.km > before:
            findings.add(
                Text("km {km} lies beyond the last reach", km=f"{seen.km:g}"),
                f"{where}, observation {number}",
                Text("add the reach down to there, or correct the km (at most {km})", km=before),
            )
