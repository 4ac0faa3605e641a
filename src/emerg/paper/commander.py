"""The commander's brief: two pages, whatever happens. What is cut is counted, and where it stands.

Page 1 is for the decision: the map, and beside it by when to close what, what to do next, where it
can be held. Page 2 is for whoever carries it out: places, calls, assumptions.
"""

from collections.abc import Sequence
from dataclasses import replace

from emerg.incident.contacts import Contacts, by_role
from emerg.paper.content import (
    Blank,
    Cell,
    Column,
    Fitted,
    Front,
    Key,
    Points,
    Share,
    Sheet,
    Strong,
    Table,
    Tick,
)
from emerg.paper.held import Held, held_marks, held_places, held_things
from emerg.paper.incident_front import (
    INTAKES_NOT_VERIFIED,
    SOONEST,
    close_key,
    closing_short,
    doubts,
    facts,
    front_short,
    keys,
    things,
)
from emerg.paper.incident_map import LOUD, first_map
from emerg.paper.incident_tables import SECONDARY
from emerg.paper.map_content import LegendEntry, MapContent
from emerg.paper.numbers import Known, number_in_short, privacy_note
from emerg.paper.of_incident import sheet_of
from emerg.paper.words import EXCEEDS, KINDS, NONE, short_before, worded
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Answer, Call
from emerg.response.containment import Containment
from emerg.response.county import county_names
from emerg.response.dispatch_plan import Plan
from emerg.response.hits import Hit
from emerg.response.level import Judged
from emerg.response.next_things import closing_order
from emerg.response.since import since_when
from emerg.texts import Prose, Text

HELD = 3
# Shares of page 2 that places, calls and assumptions get at least.
HITS_SHARE, CALLS_SHARE, ASSUMED_SHARE = 0.46, 0.34, 0.2


def commander_sheet(
    answer: Answer,
    rivers: Rivers,
    contacts: Contacts = (),
    plan: Plan | None = None,
    containment: Containment | None = None,
) -> Sheet:
    """The two pages of `answer`; `plan` or `containment` add the slack there is to hold it."""
    known = by_role(contacts, answer.incident.playbook)
    held = held_places(answer, plan, containment)
    level = level_words(answer.level)
    return sheet_of(
        answer,
        Text("Commander's brief"),
        (_front(answer, rivers, held, containment), _second_page(answer, known)),
        level=level,
    )


def level_words(level: Judged) -> Prose:
    """The level for a header, which has to say that it is the first judgement."""
    if level.grade is None:
        return Text("First judgement: {words}", words=level.words)
    return level.words


def _front(
    answer: Answer, rivers: Rivers, held: tuple[Held, ...], containment: Containment | None
) -> Front:
    ahead = held_things(held, HELD)
    return Front(
        facts=facts(answer, county_names(rivers))[:4],
        keys=close_keys(answer, answer.hits) or keys(answer, ()),
        things_head=Text("Next"),
        things=things(answer, containment),
        soonest_head="",
        soonest=(),
        known_head=Text("Known"),
        known=answer.known,
        unknown_head=Text("Not known"),
        unknown=(*answer.unknown, *doubts(answer)),
        warning=INTAKES_NOT_VERIFIED,
        map=_with_held(first_map(answer, rivers), held),
        held_head=Text("Where it can be held") if ahead else Text("No known place can be held"),
        held=ahead,
        short=True,
    )


def close_keys(answer: Answer, hits: Sequence[Hit]) -> tuple[Key, ...]:
    """By when to close the two places among `hits` that must close first."""
    soonest = closing_order(answer.incident, hits)[:SOONEST]
    return tuple(replace(close_key(answer, hit), number=hit.number) for hit in soonest)


def _with_held(content: MapContent, held: Sequence[Held]) -> MapContent:
    """The map with the places to hold it, by their letters."""
    marks = [mark for mark in held_marks(held) if _within(content, (mark.lon, mark.lat))]
    if not marks:
        return content
    entry = LegendEntry("symbol", "letter", Text("place to hold it, by letter"))
    head, *others = content.legend
    return replace(content, marks=(*marks, *content.marks), legend=(head, entry, *others))


def _within(content: MapContent, position: tuple[float, float]) -> bool:
    west, south, east, north = content.bounds
    return west <= position[0] <= east and south <= position[1] <= north


def _second_page(answer: Answer, known: Known) -> Fitted:
    return Fitted(
        (
            Share(
                Text("Who is hit, soonest first (numbers as on the map)"),
                Text(
                    "Times are the earliest; hours are those after {since}. Front: {basis}.",
                    since=since_when(answer.incident.scenario),
                    basis=answer.hits[0].front_basis if answer.hits else NONE,
                ),
                _hit_table(answer),
                HITS_SHARE,
                lambda n: Text("{n} more places: see the full brief", n=n),
                importance(answer.hits),
            ),
            Share(
                Text("Calls, in this order"),
                next((note.text for note in privacy_note(known)), ""),
                _call_table(answer, known),
                CALLS_SHARE,
                lambda n: Text("{n} more calls: see the full brief", n=n),
            ),
            Share(
                Text("Assumptions"),
                "",
                Points(answer.assumptions, numbered=True, most=1),
                ASSUMED_SHARE,
                lambda n: Text("{n} more assumptions: see the full brief", n=n),
            ),
        )
    )


def importance(hits: Sequence[Hit]) -> tuple[int, ...]:
    """Which rows stay where the page has no room for all: intakes first, bridges and lines last."""
    return tuple(
        sorted(
            range(len(hits)),
            key=lambda n: (hits[n].kind not in LOUD, hits[n].kind in SECONDARY, n),
        )
    )


def _hit_table(answer: Answer) -> Table:
    return Table(
        (
            Column(Text("No."), 0.6, "right"),
            Column(Text("Place"), 4.0, most=1),
            Column(Text("Kind"), 1.6, most=1),
            Column(Text("km away"), 0.9, "right"),
            Column(Text("Front from"), 1.7, "center", most=1),
            Column(Text("Close by"), 1.9, "center", most=1),
            Column(Text("Above limit"), 1.3, "center", most=1),
        ),
        tuple(_hit_row(answer, hit) for hit in answer.hits),
        Text("no listed place lies on the way: that does not mean there is none"),
        "",
        tight=True,
    )


def _hit_row(answer: Answer, hit: Hit) -> tuple[Cell, ...]:
    closing: Cell = NONE
    if hit.has_clocks:
        words = closing_short(answer, hit)
        closing = Strong(words) if hit.close_by is not None or _unknown(answer) else words
    return (
        str(hit.number),
        Strong(hit.title) if hit.is_intake else hit.title,
        worded(KINDS, hit.kind),
        f"{hit.distance_m / 1000:.1f}",
        front_short(answer, hit),
        closing,
        Text("not known") if hit.exceeds is None else EXCEEDS[hit.exceeds],
    )


def _unknown(answer: Answer) -> bool:
    """When it began."""
    return answer.incident.scenario.start is None


def _call_table(answer: Answer, known: Known) -> Table:
    return Table(
        (
            Column("", 0.4, "center"),
            Column(Text("No."), 0.6, "right"),
            Column(Text("Who"), 4.6, most=1),
            Column(Text("By"), 1.8, "center", most=1),
            Column(Text("Number"), 2.4, most=1),
            Column(Text("Confirmed by, time"), 2.2),
        ),
        tuple(_call_row(answer, call, known) for call in answer.calls),
        Text("the playbook names nobody to call"),
        "",
        tight=True,
    )


def _call_row(answer: Answer, call: Call, known: Known) -> tuple[Cell, ...]:
    by = NONE if call.by is None else short_before(call.by, answer.incident.now)
    number = number_in_short(known, call.who, call.phone)
    return (Tick(), str(call.order), call.who, by, number, Blank())
