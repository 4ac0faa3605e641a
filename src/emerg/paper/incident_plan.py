"""What to do and whom to tell: the plan, calls and first report of an incident brief."""

from emerg.paper.content import (
    Blank,
    Cell,
    Column,
    Form,
    Heading,
    Note,
    Part,
    Stack,
    Strong,
    Table,
    Tick,
)
from emerg.paper.incident_level import clock_parts, level_parts
from emerg.paper.incident_tables import Counties, hit_table, limit_letters, limit_note
from emerg.paper.numbers import Known, number_cell, privacy_note
from emerg.paper.words import (
    CONFIDENCES,
    FIRING,
    HAZARDS,
    LEVELS,
    NONE,
    PHASES,
    SPACES,
    fronts,
    group_words,
    km,
    river_of,
    short_before,
    worded,
)
from emerg.response.answer import Answer, Call, PlanStep
from emerg.response.calls import EQUALS
from emerg.response.chasing import CHASE_AFTER
from emerg.response.containment import Containment
from emerg.response.holding_next import fields_to_report
from emerg.texts import Prose, Text
from emerg.units import beijing_by

MOST_HOLDING = 8


def plan_parts(answer: Answer) -> list[Part]:
    """The plan's steps for this hazard, phase by phase, and the places that can hold water."""
    return [
        Heading(Text("What to do: {hazard}", hazard=worded(HAZARDS, answer.hazard))),
        steps_table(answer.plan),
        Heading(Text("Places on the way that can hold or part the water")),
        _holding_table(answer),
    ]


def steps_table(steps: tuple[PlanStep, ...]) -> Table:
    """Steps with their source; the phase stands at its first step."""
    rows: list[tuple[Cell, ...]] = []
    phase = ""
    for step in steps:
        opens = step.phase != phase
        phase = step.phase
        source = Text(
            "{source} ({confidence})",
            source=step.source,
            confidence=worded(CONFIDENCES, step.confidence),
        )
        rows.append((Strong(worded(PHASES, phase)) if opens else "", step.text, source))
    return Table(
        (
            Column(Text("Phase"), 1.5),
            Column(Text("Step"), 6.9),
            Column(Text("Source (confidence)"), 3.6),
        ),
        tuple(rows),
        Text("the playbook has no step for this hazard: take the advice of experts"),
        Text("plan steps"),
    )


def _holding_table(answer: Answer) -> Table:
    return Table(
        (
            Column(Text("Place"), 3.2),
            Column(Text("Class"), 1.5),
            Column(Text("River, km"), 2.0),
            Column(Text("Front h"), 1.9, "center"),
            Column(Text("What is known of it (to be verified)"), 3.4),
        ),
        tuple(
            (
                place.title,
                worded(SPACES, place.space_class),
                Text("{river} km {km}", river=river_of(answer, place.river), km=km(place.km)),
                fronts(place.front_h),
                Stack(place.facts) if place.facts else Text("to be surveyed"),
            )
            for place in answer.holding[:MOST_HOLDING]
        ),
        Text(
            "the playbook lists no gate, dam or space beside the river on the way; where booms or "
            "earth dams can be set is told with the containment"
        ),
        Text("places to hold water"),
    )


def _unconfirmed(answer: Answer) -> Text:
    """By when whom to ring besides."""
    after = next((call.chase_after for call in answer.calls), CHASE_AFTER)
    return Text(
        "Not confirmed within {n} min: ring the level above as well - of an operator the county, "
        "of a county the city, of a city the region. {ground}",
        n=f"{after.total_seconds() / 60:g}",
        ground=EQUALS,
    )


def call_parts(answer: Answer, known: Known) -> list[Part]:
    """Whom to call, in order, with room for the number, the tick and the name."""
    return [
        Heading(Text("Calls, in this order"), new_page=True),
        Note(
            Text(
                "Numbers are for the office to fill in. A way that leaves the country is reported "
                "up to the region at once; foreign notice is for the national authorities."
            ),
            "quiet",
        ),
        Note(_unconfirmed(answer)),
        *privacy_note(known),
        Table(
            (
                Column("", 0.5, "center"),
                Column(Text("No."), 0.6, "right"),
                Column(Text("Who"), 3.1),
                Column(Text("What to say"), 3.1),
                Column(Text("By"), 1.7, "center"),
                Column(Text("Number"), 1.6),
                Column(Text("Confirmed by, time"), 1.4),
            ),
            tuple(_call_row(answer, call, known) for call in answer.calls),
            Text("the playbook names nobody to call"),
            Text("calls"),
        ),
    ]


def _call_row(answer: Answer, call: Call, known: Known) -> tuple[Cell, ...]:
    group = Text("{group} · {level}", group=group_words(call), level=worded(LEVELS, call.level))
    by = NONE if call.by is None else short_before(call.by, answer.incident.now)
    phone = number_cell(known, call.who, call.phone, call.verified_on)
    return (Tick(), str(call.order), Stack((call.who, group)), call.what, by, phone, Blank())


def report_parts(answer: Answer, held: Containment | None) -> list[Part]:
    """The first report as text to copy, and the six cases that shorten its deadline."""
    deadline = answer.deadline
    fields = [(field.label, field.value) for field in fields_to_report(answer, held)]
    return [
        Heading(Text("First report (Order No. 17, art. 12 to 14): text to copy"), new_page=True),
        Note(
            Text(
                "Due by {time}: {basis}",
                time=beijing_by(answer.incident.now, deadline.due),
                basis=deadline.basis,
            )
            if deadline.due is not None
            else Text("Due: {basis}; when it became known is missing", basis=deadline.basis),
            "loud",
        ),
        *clock_parts(answer),
        Form((*fields, *_SIGNED)),
        Heading(Text("Special cases (art. 4): where the level cannot be told, as for a major one")),
        Table(
            (
                Column(Text("No."), 0.6, "right"),
                Column(Text("Case"), 5.6),
                Column(Text("State"), 2.2),
                Column(Text("Why"), 3.6),
            ),
            tuple(
                (
                    str(case.number),
                    case.text,
                    Strong(FIRING[case.fires]) if case.fires != "no" else FIRING[case.fires],
                    case.why,
                )
                for case in deadline.cases
            ),
            NONE,
            Text("special cases"),
        ),
        *level_parts(answer.level),
    ]


# Art. 12 asks for them beside the thirteen fields.
_SIGNED: tuple[tuple[Prose, Prose], ...] = (
    (Text("Reporting unit"), ""),
    (Text("Signed by"), ""),
    (Text("Contact and number"), ""),
    (Text("Attached"), Text("sketch map of sensitive places (page 1)")),
)


def alternative_parts(answer: Answer, counties: Counties) -> list[Part]:
    """Every other river it may be, with its own hits: first of all the tables."""
    parts: list[Part] = []
    for other in answer.alternatives:
        letters = limit_letters(other.hits)
        parts += [
            Heading(Text("It may also be {river}: check the position first", river=other.name)),
            Note(
                Text(
                    "The position lies {m} m from {river} km {km} as well. These rows hold if the "
                    "release went in there; their numbers are not on the map.",
                    m=f"{other.distance_m:.0f}",
                    river=other.name,
                    km=km(other.km),
                ),
                "loud",
            ),
            *limit_note(letters),
            hit_table(answer, other.hits, counties, other.name, letters),
        ]
    return parts
