"""The plan of a standing brief: whom to call, what to do by hazard, sampling, end, data quality."""

from collections.abc import Iterable, Mapping, Sequence
from typing import get_args

from emerg.paper.content import (
    Blank,
    Cell,
    Column,
    Heading,
    Note,
    Part,
    Points,
    Stack,
    Strong,
    Table,
)
from emerg.paper.incident_plan import steps_table
from emerg.paper.numbers import Known, number_and_day, number_cell, privacy_note
from emerg.paper.standing_sites import Listed
from emerg.paper.words import CONFIDENCES, HAZARDS, LEVELS, NONE, km, worded
from emerg.playbooks.check import Quality
from emerg.playbooks.schema import (
    Authority,
    HazardClass,
    Phase,
    PlanFile,
    RiverPlaybook,
    Site,
    Source,
    Step,
)
from emerg.response.answer import PlanStep
from emerg.texts import Prose, Text

PHASE_ORDER: tuple[Phase, ...] = get_args(Phase)
HAZARD_ORDER: tuple[str, ...] = ("any", *get_args(HazardClass))


def contact_parts(
    plan: PlanFile, authorities: Sequence[Authority], head: Prose, known: Known
) -> list[Part]:
    """Whom to call, with numbers that are `known` or lines for them; under `head` who has a say."""
    roles = sorted(plan.roles, key=lambda role: role.order)
    return [
        Heading(Text("Contact sheet: fill in and verify"), new_page=True),
        Note(
            Text("Numbers are for the office to fill in; ring each once and note the day."), "quiet"
        ),
        *privacy_note(known),
        Table(
            (
                Column(Text("No."), 0.5, "right"),
                Column(Text("Level"), 1.2),
                Column(Text("Who"), 3.0),
                Column(Text("What to say"), 4.1),
                Column(Text("Number"), 1.8),
                Column(Text("Verified on"), 1.4),
            ),
            tuple(
                (
                    str(role.order),
                    worded(LEVELS, role.level),
                    role.who,
                    role.task,
                    *number_and_day(known, role),
                )
                for role in roles
            ),
            Text("the plan names nobody yet"),
            Text("contact sheet"),
        ),
        Heading(head),
        _authorities(authorities, known),
    ]


def _authorities(authorities: Sequence[Authority], known: Known) -> Table:
    return Table(
        (
            Column(Text("Level"), 1.4),
            Column(Text("Who"), 5.4),
            Column(Text("Note"), 2.2),
            Column(Text("Number"), 3.0),
        ),
        tuple(
            (
                worded(LEVELS, office.level),
                office.name,
                office.note or "",
                number_cell(known, office.name, ""),
            )
            for office in authorities
        ),
        Text("none is listed"),
        Text("authorities"),
    )


def plan_parts(plan: PlanFile, sources: Mapping[str, Source], general: Prose) -> list[Part]:
    """The steps for every hazard class, those for any hazard first; `general` warns of a draft."""
    parts: list[Part] = [Heading(Text("Plan, by hazard"), new_page=True)]
    if plan.generic:
        parts.append(Note(general, "loud"))
    for hazard in HAZARD_ORDER:
        steps = [step for step in plan.steps if step.hazard == hazard]
        if not steps:
            continue
        parts.append(Heading(Text("Hazard: {hazard}", hazard=worded(HAZARDS, hazard))))
        parts.append(steps_table(_sourced(steps, sources)))
    missing = tuple(
        worded(HAZARDS, hazard)
        for hazard in HAZARD_ORDER[1:]
        if not any(step.hazard == hazard for step in plan.steps)
    )
    if missing:
        parts.append(
            Note(Text("No step of their own, the general ones hold: {hazards}", hazards=missing))
        )
    return parts


def _sourced(steps: Sequence[Step], sources: Mapping[str, Source]) -> tuple[PlanStep, ...]:
    ordered = sorted(steps, key=lambda step: (PHASE_ORDER.index(step.phase), step.order))
    return tuple(
        PlanStep(
            step.phase,
            step.text,
            sources[step.source].title if step.source in sources else step.source,
            step.confidence,
        )
        for step in ordered
    )


def sampling_parts(book: RiverPlaybook, places: Sequence[Listed]) -> list[Part]:
    """Sections to sample, and when the response may end."""
    numbers = {place.site.id: f"{place.number} " for place in places}
    sites = {site.id: site for site in book.sites}
    rivers = {stem.id: stem.name for stem in book.river.stems}
    rows: list[tuple[Cell, ...]] = []
    for number, point in enumerate(book.plan.sampling, start=1):
        site = sites[point.site]
        cell = _at(site, numbers.get(site.id, ""), rivers.get(site.river, site.river))
        verticals = NONE if point.verticals is None else str(point.verticals)
        rows.append((str(number), cell, point.why, verticals))
    return [
        Heading(Text("Sampling sections")),
        Table(
            (
                Column(Text("No."), 0.6, "right"),
                Column(Text("Section"), 5.0),
                Column(Text("Why"), 5.0),
                Column(Text("Verticals"), 1.4, "center"),
            ),
            tuple(rows),
            Text(
                "the plan names none yet: control section above, first bridge below, every intake"
            ),
            Text("sampling sections"),
        ),
        *end_parts(book.plan, book.river.sources),
    ]


def end_parts(plan: PlanFile, sources: Mapping[str, Source]) -> list[Part]:
    """When the response may end."""
    end = plan.termination
    return [
        Heading(Text("End of the response")),
        Note(
            Text(
                "{rule} ({source}; confidence: {confidence})",
                rule=end.text,
                source=sources[end.source].title if end.source in sources else end.source,
                confidence=worded(CONFIDENCES, end.confidence),
            )
        ),
    ]


def _at(site: Site, number: str, river: Prose) -> Stack:
    at = river if site.km is None else Text("{river} km {km}", river=river, km=km(site.km))
    return Stack((Text("{number}{name}", number=number, name=site.name), at))


def quality_parts(found: Quality) -> list[Part]:
    """What the data are worth, and what to verify first."""
    return [
        Heading(Text("Data quality: {score} of 100", score=found.score)),
        Note(Text("What to verify, most urgent first:")),
        Points(found.remarks, numbered=True),
        Table(
            (
                Column(Text("Item"), 6.0),
                Column(Text("Verified, %"), 2.0, "right"),
                Column(Text("Note"), 4.0),
            ),
            tuple(
                (Strong(share.name), f"{100 * share.value:.0f}", Blank()) for share in found.shares
            ),
            NONE,
            Text("data quality"),
        ),
    ]


def source_parts(sources: Iterable[Source], licence: Prose) -> list[Part]:
    """Titles, licences and dates of everything this playbook draws on; `licence` of the lines."""
    lines: list[Prose] = []
    for source in sources:
        line: Prose = source.cited
        if source.note:
            line = Text("{line}: {note}", line=line, note=source.note)
        lines.append(line)
    return [
        Heading(Text("Sources and licences")),
        Note(licence, "quiet"),
        Points(tuple(lines)),
    ]
