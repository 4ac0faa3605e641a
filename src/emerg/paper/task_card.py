"""Task cards: a page for each team: what it does, where, until when, with boxes to tick."""

from collections.abc import Iterator

from emerg.incident.contacts import Contacts
from emerg.paper.content import (
    Blank,
    Cell,
    Column,
    Form,
    Heading,
    Note,
    Part,
    Sheet,
    Stack,
    Strong,
    Table,
    Tick,
)
from emerg.paper.numbers import privacy_note
from emerg.paper.of_incident import sheet_of
from emerg.paper.sampling_words import grid_words, start_words
from emerg.paper.task_places import Crewed, crewed, crewed_by_plan, quantity_of, sent_lines
from emerg.paper.words import NONE, km
from emerg.response.answer import Answer, PlanStep
from emerg.response.drives import Dispatch
from emerg.response.plan import PHASES as IN_ORDER
from emerg.texts import Prose, Text
from emerg.units import beijing

# Who does the steps of a phase; holding crews have a card for each place besides.
TEAMS: dict[str, Prose] = {
    "stop": Text("source team"),
    "hold": Text("holding team"),
    "treat": Text("treatment team"),
    "measure": Text("monitoring team"),
    "supply": Text("water supply team"),
}
TO_TAKE: tuple[Prose, ...] = (
    Text("bottles and preservatives for the pollutant, labels, cool box with ice"),
    Text("quick test for the pollutant, pH and conductivity meter, blanks"),
    Text("sampler with rope, position finder with spare battery, torch, camera"),
    Text("protective clothing as the safety line says, life vests, rope, radio"),
    Text("custody forms, this card, pen"),
)


NOTES = 8
_NOTES = (
    Column(Text("Time"), 1.5),
    Column(Text("Water, dam, boom: what is seen"), 8.0),
    Column(Text("Rung in to"), 2.5),
)


def task_cards(answer: Answer, found: Dispatch | None = None, contacts: Contacts = ()) -> Sheet:
    """A card for each phase of the plan, each place to hold it, and the sampling crew.

    With a dispatch, who is sent where with what stands on the cards; without one, lines.
    """
    parts: list[Part] = []
    number = 0
    for phase in IN_ORDER:
        steps = [step for step in answer.plan if step.phase == phase]
        if steps:
            number += 1
            parts += _phase(answer, number, phase, steps)
    for place in crewed(answer) if found is None else crewed_by_plan(found):
        number += 1
        parts += _holding(answer, number, place, found, contacts)
    parts += _sampling(answer, number + 1)
    return sheet_of(answer, Text("Task cards"), parts)


def _head(answer: Answer, number: int, team: Prose, contacts: Contacts = ()) -> Iterator[Part]:
    """The team and who leads it; what keeps its people safe stands above everything it does."""
    yield Heading(Text("Task card {n}: {team}", n=number, team=team), new_page=number > 1)
    safety = answer.next_things[0]
    yield Note(Text("Safety first: {note}", note=safety.why or safety.text), "loud")
    yield from privacy_note(contacts)
    yield Form(((Text("Leader, number; left at"), ""),))


def _phase(answer: Answer, number: int, phase: str, steps: list[PlanStep]) -> Iterator[Part]:
    team = TEAMS[phase]
    yield from _head(answer, number, team)
    rows = tuple((Tick(), step.text, Blank(), Blank()) for step in steps)
    blank: tuple[Cell, ...] = (Tick(), Blank(), Blank(), Blank())
    columns = (
        Column("", 0.5, "center"),
        Column(Text("Step"), 8.3),
        Column(Text("Done at"), 1.4),
        Column(Text("By whom"), 1.8),
    )
    yield Table(columns, (*rows, blank), NONE, team)


def _holding(
    answer: Answer, number: int, place: Crewed, found: Dispatch | None, contacts: Contacts
) -> Iterator[Part]:
    team = Text("holding crew · {place}", place=place.name)
    yield from _head(answer, number, team, contacts if found is not None else ())
    ready: Prose = Text("at once: the start is not known, the front may have passed")
    if place.front is not None and place.front <= answer.incident.now:
        ready = Text("at once: the front may have passed ({time})", time=beijing(place.front))
    elif place.front is not None:
        ready = Text("before {time} (earliest front)", time=beijing(place.front))
    elif place.at_source:
        ready = Text("at once")
    yield Form(
        (
            (Text("Where"), place.where),
            (Text("Ready"), ready),
            (
                Text("Hold until"),
                Text("the command post says so; not before two samples are clean"),
            ),
        )
    )
    columns = (
        Column("", 0.5, "center"),
        Column(Text("What to bring and build"), 3.6),
        Column(Text("How much"), 1.7),
        Column(Text("Who brings it, from where"), 4.4),
        Column(Text("There at"), 1.8),
    )
    rows: list[tuple[Cell, ...]] = []
    for need in place.needs:
        lines = () if found is None else sent_lines(found, need, contacts)
        rows.append(
            (
                Tick(),
                Stack((need.row.name, need.row.why)) if need.row.why.zh else need.row.name,
                quantity_of(need),
                Stack(lines) if lines else Blank(),
                Blank(),
            )
        )
    rows.append((Tick(), Blank(), Blank(), Blank(), Blank()))
    yield Table(columns, tuple(rows), NONE, team)
    yield Heading(Text("Seen on the spot"))
    yield Table(_NOTES, tuple((Blank(),) * 3 for _ in range(NOTES)), NONE, Text("notes"))


def _sampling(answer: Answer, number: int) -> Iterator[Part]:
    team = Text("sampling crew")
    yield from _head(answer, number, team)
    columns = (
        Column(Text("No."), 0.5, "right"),
        Column(Text("Section"), 3.7),
        Column(Text("Begin"), 1.6, "center"),
        Column(Text("How"), 2.8),
        Column(Text("Crew"), 0.8),
        Column(Text("Taken at"), 1.1),
        Column(Text("Result mg/L"), 1.5),
    )
    rows: list[tuple[Cell, ...]] = []
    for sample in answer.sampling:
        river = sample.river_name
        at = Text("{river} km {km}", river=river, km=km(sample.km))
        rows.append(
            (
                str(sample.order),
                Stack((sample.name, at)),
                Strong(start_words(answer, sample)),
                Stack((sample.every, *grid_words(sample.grid, short=True))),
                Blank(),
                Blank(),
                Blank(),
            )
        )
    yield Table(columns, tuple(rows), NONE, team)
    taken = tuple((Tick(), line) for line in TO_TAKE)
    yield Heading(Text("To take along"))
    yield Table(
        (Column("", 0.5, "center"), Column(Text("Gear"), 11.5)), taken, NONE, Text("To take along")
    )
    yield Note(
        Text(
            "River width up to 50 m: one vertical, to 100 m two, beyond three; 0.5 m below the "
            "surface, under ice 0.5 m below the ice (to be checked against HJ 91.2). Ring in every "
            "result at once, also those below detection."
        ),
        "quiet",
    )
