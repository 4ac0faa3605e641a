"""The commander's page: where, what, when, by when to report, what to do, the map."""

from collections.abc import Mapping

from emerg.paper.content import Fact, Front, Key, Thing
from emerg.paper.incident_map import first_map
from emerg.paper.words import (
    KINDS,
    NONE,
    at_clock,
    before,
    earliest,
    river_of,
    short_before,
    when,
    worded,
)
from emerg.playbooks.rivers import Rivers
from emerg.response.answer import Advice, Answer, Incident
from emerg.response.containment import Containment
from emerg.response.first_report import amount_text, start_words
from emerg.response.flow_said import flow_line
from emerg.response.hits import Hit
from emerg.response.holding_next import things_to_do
from emerg.response.next_things import closing_order, intake_at
from emerg.response.since import since
from emerg.texts import Bilingual, Prose, Text
from emerg.units import beijing, beijing_by

SOONEST = 2
# Where people drink, in the order in which they are looked for.
INTAKES_NOT_VERIFIED = Text(
    "The list of intakes on this river is not verified: check with water, housing and health "
    "offices; what is not listed may still exist"
)


def front(
    answer: Answer,
    rivers: Rivers,
    counties: dict[str, Bilingual],
    held: Containment | None = None,
) -> Front:
    """Page 1 of an incident brief."""
    soonest = soonest_places(answer)
    return Front(
        facts=facts(answer, counties),
        keys=keys(answer, soonest),
        things_head=Text("Next"),
        things=things(answer, held),
        soonest_head=Text("Soonest intakes")
        if any(hit.is_intake for hit in soonest)
        else Text("Soonest places (no intake is listed)"),
        soonest=tuple(_soonest(answer, hit) for hit in soonest),
        known_head=Text("Known"),
        known=answer.known,
        unknown_head=Text("Not known"),
        unknown=(*answer.unknown, *doubts(answer)),
        warning=INTAKES_NOT_VERIFIED,
        map=first_map(answer, rivers),
    )


def things(answer: Answer, held: Containment | None = None) -> tuple[Thing, ...]:
    """What to do next, in order."""
    return tuple(
        Thing(advice.number, advice.text, advice.why, _by(answer, advice))
        for advice in things_to_do(answer, held)
    )


def _by(answer: Answer, advice: Advice) -> Prose:
    """By when, where the advice does not say so itself."""
    says_so = isinstance(advice.text, Text) and "time" in advice.text.fields
    if advice.by is None or says_so:
        return ""
    return short_before(advice.by, answer.incident.now)


def spot_words(incident: Incident, county: Prose) -> Text:
    """Where on its river, from the source, and where on the map; "" for a county not known."""
    spot = {
        "river": incident.river_name,
        "km": f"{incident.km:.1f}",
        "lon": f"{incident.lon:.4f}",
        "lat": f"{incident.lat:.4f}",
    }
    if not county:
        return Text("{river} km {km}; {lon}°E {lat}°N", **spot)
    return Text("{county}, {river} km {km}; {lon}°E {lat}°N", county=county, **spot)


def facts(answer: Answer, counties: Mapping[str, Bilingual]) -> tuple[Fact, ...]:
    """Where, what, when, how much water, how grave."""
    incident = answer.incident
    scenario = incident.scenario
    start = start_words(scenario)
    known = NONE if scenario.reported is None else beijing(scenario.reported, year=True)
    return (
        Fact(
            Text("Where"),
            spot_words(incident, counties.get(incident.county, incident.county)),
        ),
        Fact(
            Text("What"),
            Text(
                "{substance}, {amount}",
                substance=incident.substance.name,
                amount=amount_text(incident),
            ),
        ),
        # First what the clock of the report runs from: of a long value the end is left out.
        Fact(Text("When"), Text("known at {known}; start: {start}", start=start, known=known)),
        Fact(Text("Flow"), flow_line(incident)),
        Fact(Text("Level of the incident"), answer.level.words),
    )


def keys(answer: Answer, soonest: tuple[Hit, ...]) -> tuple[Key, ...]:
    """By when to report, by when to close the soonest place, when the front is there."""
    found = [_report_key(answer)]
    if soonest:
        found += [close_key(answer, soonest[0]), _front_key(answer, soonest[0])]
    return tuple(found)


def _report_key(answer: Answer) -> Key:
    deadline = answer.deadline
    hours = f"{deadline.hours:g}"
    first = answer.clocks[0]
    if first.sent is not None:
        again = Text("report again: the level is graver than when it was sent")
        return Key(when(first.sent), again if first.again else Text("first report was sent"))
    if deadline.due is None:
        missing = Text(
            "first report; the clock runs from the time it became known, which is missing"
        )
        return Key(Text("within {hours} h", hours=hours), missing)
    if deadline.due > answer.incident.now:
        told = Text("first report ({hours} h after it became known)", hours=hours)
    else:
        told = Text(
            "first report: was due {time}", time=beijing_by(answer.incident.now, deadline.due)
        )
    return Key(short_before(deadline.due, answer.incident.now, far=True), told)


def close_key(answer: Answer, hit: Hit) -> Key:
    """By when to close a place, as the largest figure."""
    name = intake_at(hit)
    now = answer.incident.now
    if hit.close_by is None and answer.incident.scenario.start is None:
        return Key(Text("at once"), Text("advise closing: {name}", name=name))
    if hit.close_by is None:
        return Key(closing(answer, hit), Text("by the model: {name}", name=name))
    if hit.close_by <= now:
        time = beijing(hit.close_by)
        return Key(
            short_before(hit.close_by, now),
            Text("advise closing: {name} (was due {time})", name=name, time=time),
        )
    return Key(short_before(hit.close_by, now), Text("advise closing: {name}", name=name))


def _front_key(answer: Answer, hit: Hit) -> Key:
    hours = earliest(hit.front_h)
    moment = at_clock(answer, hit.front_h[0])
    if moment is None:
        return Key(
            Text("{hours} h", hours=hours),
            Text("after the start at the earliest: front at {name}", name=hit.title),
        )
    return Key(
        when(moment),
        Text(
            "earliest front at {name}, {hours} h after {since}",
            name=hit.title,
            hours=hours,
            since=since(answer.incident.scenario),
        ),
    )


def closing(answer: Answer, hit: Hit) -> Prose:
    """By when to advise closing, or why not."""
    if hit.close_by is not None:
        return before(hit.close_by, answer.incident.now)
    if answer.incident.scenario.start is None:
        return Text("at once")
    return Text("no closing expected")


def soonest_places(answer: Answer) -> tuple[Hit, ...]:
    """The two places that must close first: intakes before towns before whatever has clocks."""
    return closing_order(answer.incident, answer.hits)[:SOONEST]


def _soonest(answer: Answer, hit: Hit) -> Thing:
    return Thing(
        hit.number,
        hit.title,
        Text(
            "{kind}, {river} km {km}; front from {clock}",
            kind=worded(KINDS, hit.kind),
            river=river_of(answer, hit.river),
            km=f"{hit.km:.1f}",
            clock=first_clock(answer, hit),
        ),
        closing_short(answer, hit),
    )


def closing_short(answer: Answer, hit: Hit) -> Prose:
    """By when to advise closing, in few words."""
    if hit.close_by is None:
        return closing(answer, hit)
    return short_before(hit.close_by, answer.incident.now)


def front_short(answer: Answer, hit: Hit) -> Prose:
    """When the earliest front is there, in few words: hours are those after the start."""
    moment = at_clock(answer, hit.front_h[0])
    return f"{earliest(hit.front_h)} h" if moment is None else when(moment)


def first_clock(answer: Answer, hit: Hit) -> Prose:
    """When the earliest front is there: by the clock, or in hours where the start is not known."""
    moment = at_clock(answer, hit.front_h[0])
    if moment is None:
        return Text("{hours} h after the start", hours=earliest(hit.front_h))
    return when(moment)


def doubts(answer: Answer) -> tuple[Prose, ...]:
    """Other rivers it may be; and what nobody has said that the level hangs on."""
    others = tuple(other.hint for other in answer.alternatives)
    unsaid = answer.level.unsaid
    if not unsaid or answer.level.ruled is not None:
        return others
    return (*others, Text("Not said yet, and the level hangs on it: {criteria}", criteria=unsaid))
