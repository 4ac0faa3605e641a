"""By when the first report is due, and why (环境保护部令第17号, art. 3 and 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Literal

from emerg.hazards.substances import Substance
from emerg.playbooks.schema import Confidence
from emerg.records import Positive
from emerg.response.answer import Deadline, Firing, SpecialCase
from emerg.response.clock_rules import ClockRule
from emerg.response.grading import MAJOR
from emerg.response.hits import Hit
from emerg.response.level import Judged
from emerg.shipped import shipped
from emerg.texts import Bilingual, Prose, Text

Rule = Literal["drinking_water", "settlement", "metal", "border", "public", "judgement"]


@dataclass(frozen=True, slots=True)
class Case:
    number: int
    rule: Rule
    text: Bilingual


@dataclass(frozen=True, slots=True)
class ReportRules:
    """report_rules.toml"""

    format: Literal[1]
    source: str
    as_of: str
    confidence: Confidence
    ordinary_h: Positive
    major_h: Positive
    case: tuple[Case, ...]
    clock: tuple[ClockRule, ...] = ()


@cache
def report_rules() -> ReportRules:
    """The rules that ship with the program."""
    return shipped(ReportRules, "emerg.response", "report_rules.toml")


def deadline(
    reported: datetime | None,
    hits: Sequence[Hit],
    substance: Substance,
    rules: ReportRules,
    level: Judged | None = None,
) -> Deadline:
    """When the first report is due.

    A major level that is reached decides, whatever an officer set; else the level set. Where it
    cannot be told: as for a major incident if any special case fires or is not known (art. 4).
    """
    cases = tuple(
        SpecialCase(case.number, case.text, *_firing(case.rule, hits, substance))
        for case in rules.case
    )
    major = _is_major(level, cases)
    hours = rules.major_h if major else rules.ordinary_h
    due = None if reported is None else reported + timedelta(hours=hours)
    basis: Prose = Text(
        "{hours} h from the moment it was known ({source})", hours=f"{hours:g}", source=rules.source
    )
    ruled = level is not None and level.ruled is not None
    if level is not None and level.grade is not None:
        basis = Text("{basis}; {level}", basis=basis, level=level.words)
    return Deadline(hours, due, cases, basis, ruled, major)


def _is_major(level: Judged | None, cases: Sequence[SpecialCase]) -> bool:
    if level is not None and (level.ruled is not None or level.grade in MAJOR):
        return level.grade in MAJOR or level.reached in MAJOR
    return any(case.fires != "no" for case in cases)


def _firing(rule: Rule, hits: Sequence[Hit], substance: Substance) -> tuple[Firing, Prose]:
    if rule == "drinking_water":
        intakes = tuple(hit.title for hit in hits if hit.is_intake and hit.exceeds != "no")
        if intakes:
            return "possible", Text("on the way: {names}", names=intakes[:3])
        return "unknown", Text("the list of intakes is not verified")
    if rule == "settlement":
        towns = tuple(hit.title for hit in hits if hit.kind in ("county_seat", "town"))
        if towns:
            return "possible", Text("on the way: {names}", names=towns[:3])
        return "unknown", Text("villages, schools and hospitals are not listed")
    if rule == "metal":
        return _metal(substance)
    if rule == "border":
        exits = [hit for hit in hits if hit.kind == "exit"]
        if any(hit.exceeds != "no" for hit in exits):
            return "possible", Text("the way leads out of the region")
        return (
            ("unknown", Text("no exit section on the way"))
            if not exits
            else (
                "no",
                Text("below the limit at the exit section"),
            )
        )
    return "unknown", Text("for the officer to judge")


def _metal(substance: Substance) -> tuple[Firing, Prose]:
    if substance.hazard == "heavy_metal":
        return "yes", substance.name
    if substance.hazard == "unknown":
        return "unknown", Text("the substance is not known")
    return "no", substance.name
